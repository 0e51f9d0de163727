"""A raw text as numbered lines, with the editor's rulings on them.

A ruling is on a range of lines or, with `like`, on every line that is like the given one: there `#`
stands for any number and `…` for any words. Others may be within a ruling on a long stretch, such as
turns or points, and take precedence over it on their lines.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from build_edition.model import (
    ColumnsRuling,
    LineRuling,
    Problem,
    Text,
    TextInfo,
)

_LINE_END = re.compile(r"\n")
_ANY_LINE_END = re.compile(r"\r\n|\n|\r")

STRETCHES = frozenset({"turns", "points", "endnotes", "quotation", "verse", "lines"})
"""The kinds of ruling that others may be within."""

Numbered = LineRuling | ColumnsRuling
"""A ruling on lines that are given by their numbers."""

_NUMBER = r"(?>\d{1,7}|[ivxlcdm]{1,9}|[IVXLCDM]{1,9}|[〇零一二三四五六七八九十百千]{1,9}|#)"


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
    """A raw text with those of its lines that are still to be read, and the rulings on its lines.

    `rulings` has the ruling on each ruled line, by line number; `alike` the rulings on lines that are
    like a given one, each with the numbers of those lines.
    """

    raw: str
    info: TextInfo
    lines: tuple[RawLine, ...]
    rulings: Mapping[int, LineRuling]
    alike: tuple[tuple[LineRuling, tuple[int, ...]], ...]

    @cached_property
    def turns(self) -> dict[int, LineRuling]:
        """The ruling `turns` around each line, by line number, whatever else is ruled on it."""
        turns = (ruling for ruling in self.info.rulings if ruling.kind == "turns")
        last = self.lines[-1].number if self.lines else 0
        return {n: r for r in turns for n in _range(r, last)}

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

    def after(self, line: RawLine) -> RawLine | None:
        """Return the next line that is to be read, or None."""
        n = bisect_right(self._starts, line.start)
        return self.lines[n] if n < len(self.lines) else None

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]


def _range(ruling: LineRuling, last: int) -> range:
    """Return the numbers of the lines that a ruling is on, as far as the text has any."""
    return range(ruling.first, min(ruling.last, last) + 1)


@lru_cache
def likeness(like: str) -> re.Pattern[str]:
    """Return a pattern of the lines that are like a given one.

    >>> bool(likeness("- # -").fullmatch("- 12 -"))
    True
    """
    first, *after = (_stretch(words) for words in like.strip().split("…"))
    # Each stretch is taken where it first stands, and not tried elsewhere, which would take for ever.
    between = "".join(f"(?>.*?{stretch})" for stretch in after[:-1])
    return re.compile(f"{first}{between}.*{after[-1]}" if after else first)


def _stretch(words: str) -> str:
    """Return a pattern of words of which each `#` stands for a whole number."""
    parts = re.split(r"(#|\s+)", words)
    return "".join(r"\s++" if p.isspace() else _NUMBER if p == "#" else re.escape(p) for p in parts)


def lines_by_page(text: Text) -> Mapping[str, tuple[RawLine, ...]]:
    """Return the raw lines that are behind each page of a text, by the page's address.

    A part's lines end where the first passage of the next begins; what is before all is the first's.
    """
    lines = read_raw_lines(text.raw, text.info).lines
    if not text.info.parts:
        return {text.info.page: lines}
    begun, pages = text.starts, text.info.pages
    # in columns, a passage may begin before the one that is read before it
    starts = sorted(begun[part.at] for part in text.info.parts[1:] if part.at in begun)
    found: dict[str, list[RawLine]] = {page: [] for page in pages}
    for line in lines:
        part = bisect_right(starts, line.next - 1) + 1
        found[pages[part]].append(line)
    return {page: tuple(lines) for page, lines in found.items()}


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
    alike = tuple(_alike(raw, info, lines))
    return RawLines(raw, info, tuple(lines), _rulings(info, alike, len(lines)), alike)


def _alike(
    raw: str, info: TextInfo, lines: Sequence[RawLine]
) -> Iterator[tuple[LineRuling, tuple[int, ...]]]:
    """Yield each ruling with `like`, and the lines that no such ruling before it has taken."""
    wanted = [(ruling, likeness(ruling.like)) for ruling in info.rulings if ruling.like]
    found: list[list[int]] = [[] for _ in wanted]
    for line in lines if wanted else ():
        words = raw[line.start : line.end].strip()
        for n, (_, pattern) in enumerate(wanted):
            if pattern.fullmatch(words):
                found[n].append(line.number)
                break
    yield from ((r, tuple(numbers)) for (r, _), numbers in zip(wanted, found, strict=True))


def _rulings(
    info: TextInfo, alike: Iterable[tuple[LineRuling, tuple[int, ...]]], last: int
) -> dict[int, LineRuling]:
    """Return the ruling on each line: a single one before one with `like`, that before a stretch."""
    numbered = [ruling for ruling in info.rulings if not ruling.like]
    # of a stretch within another the shorter comes later, and takes the place of the longer
    numbered.sort(key=lambda r: r.first - r.last)
    stretches = {n: r for r in numbered if r.kind in STRETCHES for n in _range(r, last)}
    like = {n: ruling for ruling, numbers in alike for n in numbers}
    single = {n: r for r in numbered if r.kind not in STRETCHES for n in _range(r, last)}
    return stretches | like | single


def misfits(raw_lines: RawLines) -> tuple[Problem, ...]:
    """Return a Problem for each ruling that does not fit the text or another ruling."""
    problems = [*unplaced(raw_lines, (r for r in raw_lines.info.rulings if not r.like))]
    problems += (_miscounted(r, len(n)) for r, n in raw_lines.alike if r.times != len(n))
    return tuple(problems)


def unplaced(raw_lines: RawLines, rulings: Iterable[Numbered]) -> Iterator[Problem]:
    """Yield a Problem for each ruling that is not on lines with its words, or is on another's."""
    around: list[Numbered] = []
    for ruling in sorted(rulings, key=lambda r: (r.first, -r.last)):
        around = [r for r in around if r.last >= ruling.first]
        if ruling.last > len(raw_lines.lines):
            yield _off_the_page(ruling, len(raw_lines.lines))
        elif around and not _within(ruling, around[-1]):
            yield _overlap(ruling, around[-1])
        elif not _opening(raw_lines, ruling.first).startswith(ruling.begins):
            yield _shifted(raw_lines, ruling)
        around.append(ruling)


def _within(ruling: Numbered, around: Numbered) -> bool:
    same = (ruling.first, ruling.last) == (around.first, around.last)
    return around.kind in STRETCHES and ruling.last <= around.last and not same


def _miscounted(ruling: LineRuling, count: int) -> Problem:
    message = f"{counted_lines(count)} like “{ruling.like}”, not {ruling.times}"
    hint = f"if that is right, write `times: {count}`" if count else "correct `like`"
    return Problem(ruling.place, "lines-miscounted", message, hint)


def counted_lines(count: int) -> str:
    """Return “1 line is” or “3 lines are”."""
    return f"{count:,} line is" if count == 1 else f"{count:,} lines are"


def _opening(raw_lines: RawLines, number: int) -> str:
    return raw_lines.words(raw_lines.lines[number - 1]).strip()


def _off_the_page(ruling: Numbered, count: int) -> Problem:
    lines = f"lines {ruling.first}-{ruling.last} are ruled {ruling.kind}"
    message = f"{lines}, but the raw text has only {count} lines"
    return Problem(ruling.place, "ruling-off-page", message, "correct `lines`")


def _overlap(ruling: Numbered, behind: Numbered) -> Problem:
    message = f"line {ruling.first} has two rulings, {behind.kind} and {ruling.kind}"
    hint = f"keep one of the two; the other is at line {behind.place.line} of this file"
    return Problem(ruling.place, "rulings-overlap", message, hint)


def _shifted(raw_lines: RawLines, ruling: Numbered) -> Problem:
    found = _opening(raw_lines, ruling.first)[:60]
    message = f"line {ruling.first} does not begin with “{ruling.begins}”"
    there = [
        n.number for n in raw_lines.lines if raw_lines.words(n).strip().startswith(ruling.begins)
    ]
    hint = f"it begins with “{found}”" + (f"; line {there[0]} has those words" if there else "")
    return Problem(ruling.place, "ruling-shifted", message, hint)
