"""Read two columns that stand side by side one after the other.

Each right half is taken out of its line and put below the last left half, so that a ledger of plain
edits leads back. Such a ledger cannot tell where words that were put in had been; `Columns` can.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from build_edition.model import ColumnsRuling, Edit, Problem, Span, Transmitted
from build_edition.texts.ledger import PositionMap, composed, inverse
from build_edition.texts.raw_lines import RawLine, RawLines, unplaced

COLUMNS = "columns"
"""The rule that reads columns, before all rules but that of HTML."""

_TAKEN = "a right-hand column, which is read below the left one"
_PUT = "a right-hand column, put below the left one"


class _Row(NamedTuple):
    """A line in two columns: where its left half ends and its right half begins (code points)."""

    line: RawLine
    cut: int
    right: int


class _Half(NamedTuple):
    """A right half: where it begins before and after it is moved, its length, and its edit's index."""

    before: int
    after: int
    length: int
    edit: int


@dataclass(frozen=True)
class Columns:
    """The edits that read columns one after the other, and where each right half went."""

    edits: tuple[Edit, ...] = ()
    halves: tuple[_Half, ...] = ()

    def span(self, span: Span) -> Span:
        """Return where words were before columns were read: from the first to the last of them.

        What runs on from the foot of one column to the head of the next is around both.
        """
        start, end = self.start(span.start), self._end(span.end)
        within = self._between(self._afters, span)
        for half in self.halves[within]:
            start, end = min(start, half.before), max(end, half.before + half.length)
        for at in self._feet[self._between(self._feet, span)]:
            end = max(end, self._back.end(at))
        return Span(start, max(start, end))

    @staticmethod
    def _between(places: Sequence[int], span: Span) -> slice:
        return slice(bisect_right(places, span.start), bisect_left(places, span.end))

    def start(self, at: int) -> int:
        """Return where words that begin at `at` began before columns were read."""
        half = self._half(at)
        return half.before + at - half.after if half else self._back.start(at)

    def _end(self, at: int) -> int:
        half = self._half(at)
        return half.before + at - half.after if half else self._back.end(at)

    def _half(self, at: int) -> _Half | None:
        n = bisect_right(self._afters, at) - 1
        return (
            self.halves[n]
            if n >= 0 and at - self.halves[n].after <= self.halves[n].length
            else None
        )

    @cached_property
    def _afters(self) -> list[int]:
        return [half.after for half in self.halves]

    @cached_property
    def _feet(self) -> list[int]:
        """Where each left column ends, once right ones are below them."""
        return [edit.start for edit in inverse(self.edits) if edit.before]

    @cached_property
    def _back(self) -> PositionMap:
        return PositionMap(inverse(self.edits))

    def before(self, raw: str, transmitted: Transmitted) -> Transmitted:
        """Return the result of cleaning what was read as one of the text before that."""
        if not self.edits:
            return transmitted
        lines = tuple(replace(line, span=self.span(line.span)) for line in transmitted.lines)
        after = tuple(part for edit in transmitted.edits for part in self._parted(edit))
        edits = composed(raw, self._with_reasons(transmitted.edits), after)
        return Transmitted(lines, tuple(edit for edit in edits if edit.before != edit.after))

    def _parted(self, edit: Edit) -> Iterator[Edit]:
        """Yield an edit in parts, none of which is around the place of a right half."""
        start, words, after = edit.start, edit.before, edit.after
        first, last = bisect_right(self._cuts, edit.start), bisect_left(self._cuts, edit.end)
        for cut in self._cuts[first:last]:
            yield replace(edit, start=start, before=words[: cut - start], after=after)
            start, words, after = cut, words[cut - start :], ""
        yield replace(edit, start=start, before=words, after=after)

    @cached_property
    def _cuts(self) -> list[int]:
        return sorted({edit.start for edit in inverse(self.edits)})

    def _with_reasons(self, edits: Iterable[Edit]) -> tuple[Edit, ...]:
        """Return the edits that read columns; those of furniture say why it was removed."""
        own = [*self.edits]
        for edit in edits:
            if edit.rule == "furniture":
                within = slice(*(bisect_left(self._afters, at) for at in (edit.start, edit.end)))
                for half in self.halves[within]:
                    moved = own[half.edit]
                    own[half.edit] = replace(moved, rule=edit.rule, reason=edit.reason)
        return tuple(own)


def read_columns(raw_lines: RawLines) -> tuple[Columns, tuple[Problem, ...]]:
    """Return how the columns of a text are read, and a Problem for each ruling that does not fit."""
    rulings = sorted(raw_lines.info.columns, key=lambda ruling: ruling.first)
    problems = [*unplaced(raw_lines, rulings)]
    edits: list[Edit] = []
    halves: list[_Half] = []
    shift = 0
    for ruling in rulings if not problems else ():
        rows = _rows(raw_lines, ruling)
        if isinstance(rows, Problem):
            problems.append(rows)
        else:
            shift = _move(raw_lines.raw, rows, shift, edits, halves)
    return (Columns(), tuple(problems)) if problems else (Columns(tuple(edits), tuple(halves)), ())


def _move(
    raw: str, rows: Sequence[_Row], shift: int, edits: list[Edit], halves: list[_Half]
) -> int:
    """Add the edits that put the right halves of rows below the left ones.

    `shift` is by how much the edits before them move what follows; with these, it is returned.
    """
    left = [n for n, row in enumerate(rows) if raw[row.line.start : row.cut].strip()]
    right = [n for n, row in enumerate(rows) if raw[row.right : row.line.end].strip()]
    held, taken = {*right}, dict[int, int]()
    for n, row in enumerate(rows):
        start, end = row.cut, row.line.end if n in held else row.cut
        # no blank line is left above or below a column, since a sentence may run on
        if n < left[0]:
            start, end = row.line.start, row.line.next
        elif left[-1] < n <= right[-1]:
            start, end = rows[n - 1].line.end, row.line.end
        if start < end:
            taken[n] = len(edits)
            edits.append(Edit(start, raw[start:end], "", COLUMNS, _TAKEN))
            shift -= end - start
    last = rows[max(left[-1], right[-1])].line.end
    words = ""
    for n in range(right[0], right[-1] + 1):
        words += "\n"
        if n in held:
            half = raw[rows[n].right : rows[n].line.end].rstrip("\r")
            halves.append(_Half(rows[n].right, last + shift + len(words), len(half), taken[n]))
            words += half
    edits.append(Edit(last, "", words, COLUMNS, _PUT))
    return shift + len(words)


def _rows(raw_lines: RawLines, ruling: ColumnsRuling) -> list[_Row] | Problem:
    """Return the lines of a ruling, each divided, or why they cannot be."""
    lines = raw_lines.lines[ruling.first - 1 : ruling.last]
    words = [raw_lines.words(line) for line in lines]
    places = [*(_at_a_gap(words, ruling.between) if ruling.between else _at(words, ruling.at))]
    told = f"lines {ruling.first}-{ruling.last} are ruled columns, but"
    rows = []
    for line, said, place in zip(lines, words, places, strict=True):
        if place is None:
            across = said[max(ruling.at - 12, 0) : ruling.at + 10].strip()
            message = (
                f"{told} line {line.number} has words across character {ruling.at}: “{across}”"
            )
            hint = "correct `at`, rule fewer lines, or say what is `between` the columns"
            return Problem(ruling.place, "no-columns", message, hint)
        rows.append(_Row(line, line.start + place[0], line.start + place[1]))
    if not any(
        p and w[: p[0]].strip() and w[p[1] :].strip() for w, p in zip(words, places, strict=True)
    ):
        where = "`between`" if ruling.between else f"character {ruling.at}"
        message = f"{told} none of them has words on both sides of {where}"
        return Problem(ruling.place, "no-columns", message, "correct `at` or `between`")
    return rows


def _at(words: Iterable[str], at: int) -> Iterator[tuple[int, int] | None]:
    """Yield the end of the left half and the start of the right one, or None if words are there."""
    for said in words:
        head, tail = said[: at - 1], said[at - 1 :]
        if not tail.strip():
            yield len(said), len(said)
        elif not head or head[-1].isspace() or tail[0].isspace():
            yield len(head.rstrip()), at - 1
        else:
            yield None


def _at_a_gap(words: Sequence[str], between: str) -> Iterator[tuple[int, int]]:
    """Yield the end of the left half and the start of the right one, where a gap or a sign is.

    A line that begins with blanks has only a right half if it begins where other right halves do.
    """
    sign = re.escape(between) if between.strip(" ") else ""
    gap = rf"\s*{sign}\s*" if sign else rf"\s{{{len(between)},}}"
    pattern = re.compile(rf"{gap}(?=\S)")
    indents = [0 if sign else len(said) - len(said.lstrip()) for said in words]
    found = [pattern.search(said, indent) for said, indent in zip(words, indents, strict=True)]
    leftmost = min((match.end() for match in found if match), default=0)
    for said, indent, match in zip(words, indents, found, strict=True):
        if indent and indent >= leftmost and said.strip():
            yield 0, indent
        elif match:
            yield match.span()
        else:
            yield len(said), len(said)
