"""Two wordings side by side, the words in which they differ marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup

from build_edition.render.markup.html import element, joined
from build_edition.render.markup.languages import foreign

_TOKEN = re.compile(r"\s*(?:[\u3400-\u9fff]|[^\s\u3400-\u9fff]+)|\s+")
"""A word with the marks beside it, or a Chinese character, and the space before it."""

_ALIKE = 0.35
"""How much of two wordings must be the same for the rest to be marked; below it, all would be."""


@dataclass(frozen=True)
class Row:
    """What is compared: what it is called, "" if it is all there is, and both wordings.

    A wording that is one's own remark, such as that there is none, is `Markup`.
    """

    name: str
    then: str
    now: str


def then_now(rows: Iterable[Row]) -> Markup:
    """Return a table of both wordings, the earlier one under *Then*."""
    heads = element("tr", *(element("th", words, scope="col") for words in ("Then", "Now")))
    bodies = (element("tbody", *_lines(row)) for row in rows)
    return element("table", element("thead", heads), *bodies, class_="then-now")


def _lines(row: Row) -> Iterator[Markup]:
    if row.name:
        yield element("tr", element("th", row.name, colspan="2", scope="rowgroup"))
    yield element("tr", *(element("td", cell) for cell in _cells(row.then, row.now)))


def _cells(then: str, now: str) -> tuple[Markup, Markup]:
    old, new = _tokens(then), _tokens(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    marking = not (_is_remark(then) or _is_remark(now)) and matcher.ratio() >= _ALIKE
    if not marking:
        return _plain(then), _plain(now)
    steps = matcher.get_opcodes()
    return (
        _marked("del", ((old[i:j], tag != "equal") for tag, i, j, _, _ in steps)),
        _marked("ins", ((new[i:j], tag != "equal") for tag, _, _, i, j in steps)),
    )


def _marked(name: str, stretches: Iterable[tuple[Sequence[str], bool]]) -> Markup:
    """Return words as HTML, those that differ in an element; the space before it stays outside."""
    parts: list[Markup] = []
    for tokens, differs in stretches:
        words = "".join(tokens)
        bare = words.lstrip() if differs else ""
        space = words.removesuffix(bare)
        parts += (foreign(space), element(name, foreign(bare)) if bare else Markup())
    return joined("", parts)


def _tokens(words: str) -> list[str]:
    return [] if _is_remark(words) else _TOKEN.findall(words)


def _is_remark(words: str) -> bool:
    return isinstance(words, Markup)


def _plain(words: str) -> Markup:
    return words if isinstance(words, Markup) else foreign(words)
