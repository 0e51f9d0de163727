"""How many points each point of a list is beneath, told from indents and from kinds of marks."""

import re
from collections.abc import Iterable, Iterator

from build_edition.texts.raw_lines import RawLine, RawLines
from build_edition.texts.shapes.marks import Mark

_SORTS = (
    r"\(?\d+[.)]",
    r"\(?[ivxlcdm]+[.)]",
    r"\(?[IVXLCDM]+[.)]",
    r"\(?[^\W\d_][.)]",
    r"\d+(?:\.\d+)+\.?",
)
"""Patterns of the sorts of number that a point may have; those of one list are of one sort."""

_POINTS = ("bullets", "point-marks")


def levels(
    raw_lines: RawLines, firsts: Iterable[RawLine], marks: Iterable[Mark | None]
) -> Iterator[int]:
    """Yield the level of each passage that is a point, by its first line and its mark; else 0.

    A point is beneath the one before it if it is indented further or, with the same indent, if it
    begins with a sort of mark that the list has not had yet. The ruling `points` may add to that
    with its own `level`.
    """
    above: list[tuple[int, str]] = []
    for first, mark in zip(firsts, marks, strict=True):
        ruling = raw_lines.ruling(first)
        ruled = ruling is not None and ruling.kind == "points"
        if not ruled and (mark is None or mark.rule not in _POINTS):
            above = []
            yield 0
            continue
        if mark:
            above = [
                *_beneath(above, *_place(raw_lines, first, mark)),
                _place(raw_lines, first, mark),
            ]
        yield max(len(above) - 1, 0) + (ruling.level - 1 if ruling and ruled else 0)


def _beneath(above: list[tuple[int, str]], indent: int, sort: str) -> list[tuple[int, str]]:
    """Return the points of a list that one with this indent and sort of mark is beneath."""
    while above and above[-1][0] > indent:
        above = above[:-1]
    level = [n for n, (other, _) in enumerate(above) if other == indent]
    same = next((n for n in level if above[n][1] == sort), None)
    if same is not None:
        return above[:same]
    return above


def _place(raw_lines: RawLines, line: RawLine, mark: Mark) -> tuple[int, str]:
    """Return how far a point is indented, and the sort of its mark."""
    words = raw_lines.raw[mark.start : mark.end]
    signs = words.strip()
    indent = len(words[: len(words) - len(words.lstrip())].expandtabs(4))
    sort = next((s for s in _SORTS if re.fullmatch(s, signs)), signs)
    return indent, sort
