"""Overlook what differs only in how it was typed or copied between a note's words and the page's.

The list is closed, and nothing is ever scored: words that are not found as they were written are
looked for once more with these differences overlooked. What is found are the page's own words.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from build_edition.model import Span

_SHAPES = str.maketrans({**dict.fromkeys("‘’", "'"), **dict.fromkeys("“”", '"')})
"""Curly quotation marks, each with the straight one that is taken for the same."""

MOST = 10
"""The most places that are looked for, unless a note says that there are more."""

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


def folded(quotation: str, text: str, passage: str, most: int = MOST) -> Folded:
    r"""Return up to `most` places of quoted words in a passage if differences of typing are overlooked.

    `passage` is its id, whose number may have been copied along.

    >>> folded("the oil-\nfield ", "He saw the oil- field.", "p1")
    Folded(spans=(Span(start=7, end=21),), overlooked=('a space at an end', 'a line break'))
    """
    words = quotation.strip()
    plain = _without_marks(words, passage.removeprefix("p"))
    for candidate in dict.fromkeys((words, plain)):
        found = tuple(islice(_places(candidate, text), most))
        if found:
            read = text[slice(*found[0])]
            return Folded(found, tuple(_differences(quotation, candidate, read)))
    return Folded((), ())


def spread(quotation: str, first: str, second: str) -> bool:
    """Whether quoted words begin in one passage and end in the next."""
    words = quotation.strip()
    together = any(_places(words, f"{first} {second}"))
    return together and not any(_places(words, first)) and not any(_places(words, second))


def _without_marks(words: str, number: str) -> str:
    """Return words without what stands among them on the page: numbers, stars, links."""
    if words.startswith(number):
        words = words.removeprefix(number).lstrip()
    return _NOTE_MARKS.sub("", _LABELS.sub("", words))


def _places(words: str, text: str) -> Iterator[Span]:
    """Yield where words occur in a text, whatever spaces and quotation marks are in either."""
    wanted = _plain(words)[0]
    there, starts = _plain(text)
    at = there.find(wanted) if wanted else -1
    while at >= 0:
        yield Span(starts[at], starts[at + len(wanted) - 1] + 1)
        at = there.find(wanted, at + 1)


@lru_cache(maxsize=2**9)
def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with one space for several and straight marks, and where each character was.

    Cached, since words that are not found are looked for in every passage.
    """
    parts: list[str] = []
    starts = array("L")
    for run in re.finditer(r"\s+|\S+", text):
        blank = run[0].isspace()
        parts.append(" " if blank else run[0].translate(_SHAPES))
        starts.extend([run.start()] if blank else range(*run.span()))
    return "".join(parts), starts


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
    return [character for character in words if character in "'\"‘’“”"]
