"""A raw text as numbered lines, with the editor's rulings on them."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from build_edition.model import LineRuling, Place, Problem, TextInfo, TextSource

_LINE_END = re.compile(r"\n")
_ANY_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class RawLine:
    """One line of the raw text: its number (from 1), start and end, and where the next line starts.

    Offsets are code points; `end` is before the line end.
    """

    number: int
    start: int
    end: int
    next: int


@dataclass(frozen=True)
class RawLines:
    """A raw text with those of its lines that are still to be read, and the rulings on them."""

    raw: str
    info: TextInfo
    lines: tuple[RawLine, ...]

    @cached_property
    def rulings(self) -> dict[int, LineRuling]:
        """The ruling on each ruled line, by line number."""
        return {n: r for r in self.info.rulings for n in range(r.first, r.last + 1)}

    def ruling(self, line: RawLine) -> LineRuling | None:
        """Return the editor's ruling on a line, or None."""
        return self.rulings.get(line.number)

    def words(self, line: RawLine) -> str:
        """Return the text of a line, without its line end."""
        return self.raw[line.start : line.end]

    def only(self, lines: Iterable[RawLine]) -> "RawLines":
        """Return the same text with only these lines to read."""
        return replace(self, lines=tuple(lines))

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a raw code point, both counted from 1."""
        n = max(0, bisect_right(self._starts, offset) - 1)
        return self.lines[n].number, max(0, offset - self.lines[n].start) + 1

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]


def read_raw_lines(raw: str, info: TextInfo) -> RawLines:
    """Return the raw text as lines.

    Lines end at a line feed; with the rule `line-ends` the line ends of other systems count too.
    With the rule `byte-order-mark` a byte-order mark is not part of the first line.
    """
    ends = _ANY_LINE_END if "line-ends" in info.rules else _LINE_END
    start = 1 if "byte-order-mark" in info.rules and raw.startswith("\ufeff") else 0
    lines: list[RawLine] = []
    for number, match in enumerate(ends.finditer(raw), start=1):
        lines.append(RawLine(number, start, match.start(), match.end()))
        start = match.end()
    lines.append(RawLine(len(lines) + 1, start, len(raw), len(raw)))
    return RawLines(raw, info, tuple(lines))


def misfits(raw_lines: RawLines) -> tuple[Problem, ...]:
    """Return a Problem for each ruling that is beyond the text, overlaps another or has shifted."""
    problems: list[Problem] = []
    behind: LineRuling | None = None
    for ruling in sorted(raw_lines.info.rulings, key=lambda r: (r.first, r.last)):
        if ruling.last > len(raw_lines.lines):
            problems.append(_off_the_page(ruling, len(raw_lines.lines)))
        elif behind and ruling.first <= behind.last:
            problems.append(_overlap(ruling, behind))
        elif not _opening(raw_lines, ruling.first).startswith(ruling.begins):
            problems.append(_shifted(raw_lines, ruling))
        behind = ruling if behind is None or ruling.last > behind.last else behind
    return tuple(problems)


def _opening(raw_lines: RawLines, number: int) -> str:
    return raw_lines.words(raw_lines.lines[number - 1]).strip()


def _off_the_page(ruling: LineRuling, count: int) -> Problem:
    lines = f"lines {ruling.first}-{ruling.last} are ruled {ruling.kind}"
    message = f"{lines}, but the raw text has only {count} lines"
    return Problem(ruling.place, "ruling-off-page", message, "correct `lines`")


def _overlap(ruling: LineRuling, behind: LineRuling) -> Problem:
    message = f"line {ruling.first} has two rulings, {behind.kind} and {ruling.kind}"
    hint = f"keep one of the two; the other is at line {behind.place.line} of this file"
    return Problem(ruling.place, "rulings-overlap", message, hint)


def _shifted(raw_lines: RawLines, ruling: LineRuling) -> Problem:
    found = _opening(raw_lines, ruling.first)[:60]
    message = f"line {ruling.first} does not begin with “{ruling.begins}”"
    there = [
        n.number for n in raw_lines.lines if raw_lines.words(n).strip().startswith(ruling.begins)
    ]
    hint = f"it begins with “{found}”" + (f"; line {there[0]} has those words" if there else "")
    return Problem(ruling.place, "ruling-shifted", message, hint)


def raw_place(raw_lines: RawLines, source: TextSource, offset: int) -> Place:
    """Return the place (line and column) in the raw file of one of its code points."""
    return source.raw_place(*raw_lines.at(offset))
