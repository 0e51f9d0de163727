"""Find the places in a text where the author's own endnotes are called.

A page that was copied loses its superscripts, and the calls are left as plain digits after a
word. What distinguishes them from years and figures is that they are the one series that
ascends with the endnotes themselves.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from build_edition.texts.raw_lines import RawLines

_CANDIDATE = re.compile(
    r"(?<=[^\W\d_])(?P<a>\d{1,3})(?!\w)"  # region5
    r"|(?<=[’”»)\]])[ \u00a0]?(?P<b>\d{1,3})(?!\w)"  # criminals”2, him.’” 6
    r"|(?<=[^\W\d_][.,;:!?])(?P<c>\d{1,3})(?![\w.,]\d|\w)"  # region.5
)
_ENDNOTE = re.compile(r"\s*(\d+)[.):]?\s")


@dataclass(frozen=True)
class FoundCall:
    """An endnote's call in the raw text: its start and end (code points) and its number."""

    start: int
    end: int
    number: str


@dataclass(frozen=True)
class CallSeries:
    """The calls of a text, and the numbers of endnotes whose call is missing or ambiguous.

    Unless every call is certain, `calls` is empty.
    """

    calls: tuple[FoundCall, ...]
    missing: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()


def call_series(raw_lines: RawLines) -> CallSeries:
    """Return the series of calls that ascends with the endnotes, if there is exactly one.

    The series is looked for from the front and from the back; it is certain only if both searches
    choose the same places.
    """
    numbers = _endnote_numbers(raw_lines)
    places: dict[str, list[FoundCall]] = {number: [] for number in numbers}
    for found in _candidates(raw_lines):
        if found.number in places:
            places[found.number].append(found)
    first = _from_the_front(numbers, places)
    last = _from_the_back(numbers, places)
    missing = tuple(n for n in numbers if n not in first or n not in last)
    if missing:
        return CallSeries((), missing=missing)
    unsure = tuple(n for n in numbers if first[n] != last[n])
    return CallSeries(() if unsure else tuple(first[n] for n in numbers), ambiguous=unsure)


def _endnote_numbers(raw_lines: RawLines) -> tuple[str, ...]:
    numbers = []
    for line in raw_lines.lines:
        ruling = raw_lines.ruling(line)
        match = _ENDNOTE.match(raw_lines.raw, line.start, line.end)
        if ruling and ruling.kind == "endnotes" and match:
            numbers.append(match[1])
    return tuple(numbers)


def _candidates(raw_lines: RawLines) -> Iterator[FoundCall]:
    for line in raw_lines.lines:
        ruling = raw_lines.ruling(line)
        if ruling and ruling.kind == "endnotes":
            continue
        for match in _CANDIDATE.finditer(raw_lines.raw, line.start, line.end):
            yield FoundCall(match.start(), match.end(), match[match.lastgroup or 0])


def _from_the_front(
    numbers: tuple[str, ...], places: dict[str, list[FoundCall]]
) -> dict[str, FoundCall]:
    chosen: dict[str, FoundCall] = {}
    behind = -1
    for number in numbers:
        n = bisect_right(places[number], behind, key=lambda f: f.start)
        if n < len(places[number]):
            chosen[number] = places[number][n]
            behind = chosen[number].start
    return chosen


def _from_the_back(
    numbers: tuple[str, ...], places: dict[str, list[FoundCall]]
) -> dict[str, FoundCall]:
    chosen: dict[str, FoundCall] = {}
    before = float("inf")
    for number in reversed(numbers):
        n = bisect_left(places[number], before, key=lambda f: f.start)
        if n > 0:
            chosen[number] = places[number][n - 1]
            before = chosen[number].start
    return chosen
