"""Overlook what differs only in how it was typed or copied between a note's words and the page's.

The list is closed, and nothing is ever scored: words that are not found as they were written are
looked for once more with these differences overlooked. What is found are the page's own words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_edition.model import Span

_SHAPES: Mapping[str, str] = {
    **dict.fromkeys("'‘’", "['‘’]"),
    **dict.fromkeys('"“”', '["“”]'),
}
"""Quotation marks, each with the pattern of all that are taken for the same."""

AT_AN_END = "a space at an end"
"""What is said of spaces before or behind quoted words."""

_NOTE_MARKS = re.compile(
    r"(?<=[^\W\d_])\d{1,3}(?!\w)|(?<=[^\w\s])(?<!\d[.,])\d{1,3}(?!\w)|(?<=\S)[*↩]"
)
"""Matches a note's number behind a word or a sign, an emendation's star, and an arrow."""

_LABELS = re.compile(r"\s*suggest a note\s*report a problem\s*$")
"""Matches the links at the end of a passage."""


@dataclass(frozen=True)
class Folded:
    """Places where words occur if some differences are overlooked, and what was overlooked."""

    spans: tuple[Span, ...]
    overlooked: tuple[str, ...]


def folded(quotation: str, text: str, passage: str) -> Folded:
    r"""Return where quoted words occur in a passage if differences of typing are overlooked.

    `passage` is its id, whose number may have been copied along.

    >>> folded("the oil-\nfield ", "He saw the oil- field.", "p1")
    Folded(spans=(Span(start=7, end=21),), overlooked=('a space at an end', 'a line break'))
    """
    words = quotation.strip()
    plain = _without_marks(words, passage.removeprefix("p"))
    for candidate in dict.fromkeys((words, plain)):
        found = tuple(Span(*match.span()) for match in _alike(candidate).finditer(text))
        if candidate and found:
            read = text[slice(*found[0])]
            return Folded(found, tuple(_differences(quotation, candidate, read)))
    return Folded((), ())


def spread(quotation: str, first: str, second: str) -> bool:
    """Whether quoted words begin in one passage and end in the next."""
    words = _alike(quotation.strip())
    together = words.search(f"{first} {second}")
    return bool(together) and not words.search(first) and not words.search(second)


def _without_marks(words: str, number: str) -> str:
    """Return words without what stands among them on the page: numbers, stars, links."""
    if words.startswith(number):
        words = words.removeprefix(number).lstrip()
    return _NOTE_MARKS.sub("", _LABELS.sub("", words))


def _alike(words: str) -> re.Pattern[str]:
    """Return a pattern for words, whatever spaces and quotation marks are in them."""
    parts = (r"\s+" if part.isspace() else _shaped(part) for part in re.split(r"(\s+)", words))
    return re.compile("".join(parts))


def _shaped(part: str) -> str:
    return "".join(_SHAPES.get(character) or re.escape(character) for character in part)


def _differences(quotation: str, candidate: str, read: str) -> Iterator[str]:
    """Yield in words what was overlooked between a quotation and what the page has."""
    words = quotation.strip()
    if words != quotation:
        yield AT_AN_END
    if candidate != words:
        yield "a number or mark of the page"
    spaces = [*zip(re.findall(r"\s+", candidate), re.findall(r"\s+", read), strict=True)]
    if any("\n" in typed for typed, _ in spaces):
        yield "a line break"
    if any("\n" not in typed and typed != there for typed, there in spaces):
        yield "the kind or number of spaces"
    if _marks(candidate) != _marks(read):
        yield "the shape of a quotation mark"


def _marks(words: str) -> list[str]:
    return [character for character in words if character in _SHAPES]
