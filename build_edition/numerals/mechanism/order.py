"""The order of numbers in a Chinese paragraph: what stays together, and what may change places.

A Chinese date is year, month, day, and comes before what it dates, at the head of its clause.
Quantities keep the order of the English, with two exceptions: Chinese names the whole before its
part, and the division before the regiment in it.
"""

import re
from bisect import bisect
from dataclasses import dataclass, replace
from itertools import accumulate

from build_edition.numerals import weights
from build_edition.numerals.mechanism.change import turned
from build_edition.numerals.paragraph import Paragraph, clauses
from build_edition.numerals.slots import CENTURY, Slot

_NO_PAUSE = re.compile(r"[^.,;:!?—]{1,40}")
"""Matches a few words without a pause."""

_SHARED = re.compile(r"(?:\s?[A-Z][a-z]+\.?)?\s(?:to|and|until|till|through)\s(?:the\s)?")
"""Matches what is between two dates of which only the second has the year of both."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What stays together in Chinese: a date in the order year, month, day, or one number.

    Its items are indices of slots, and months as negative numbers: -5 is May; a century is another. `part_of` is the
    index of the slot that holds its whole, if any. `named_first` and `named_last` are the numbers of
    the turn of phrase, from 1, in which Chinese names it before or after the rest.
    """

    items: tuple[int, ...]
    date: bool
    clause: int = 0
    sentence: int = 0
    kind: str = ""
    part_of: int | None = None
    named_first: int = 0
    named_last: int = 0

    @property
    def slots(self) -> tuple[int, ...]:
        """The indices of its slots, without the months."""
        return tuple(item for item in self.items if item >= 0)


def units(paragraph: Paragraph) -> tuple[Unit, ...]:
    """Return the units of a paragraph in English order."""
    found = _dates(paragraph)
    for i, slot in enumerate(paragraph.slots):
        if slot.date < 0:
            whole = i + 1 if slot.part_of_next else None
            date = slot.type in ("year", "moment", "decade")
            items = (-CENTURY, i) if slot.type == "decade" else (i,)
            found.append((slot.start, Unit(items, date, kind=slot.type, part_of=whole)))
    found.sort(key=lambda pair: pair[0])
    return tuple(_placed(paragraph, found))


def _placed(paragraph: Paragraph, found: list[tuple[int, Unit]]) -> list[Unit]:
    """Return the units, each with the number of its clause and of its sentence."""
    ends = clauses(paragraph.text)
    at = [place for place, _ in ends]
    sentences = [0, *accumulate(sentence for _, sentence in ends)]
    turns = turned(paragraph.text)

    def turn(start: int, which: int) -> int:
        return next((n for n, t in enumerate(turns, 1) if t[which][0] <= start < t[which][1]), 0)

    return [
        replace(
            u,
            clause=(n := bisect(at, start)),
            sentence=sentences[n],
            named_first=turn(start, 0),
            named_last=turn(start, 1),
        )
        for start, u in found
    ]


def _dates(paragraph: Paragraph) -> list[tuple[int, Unit]]:
    """Return the dates that name a month, each with its start; two that share a year are one."""
    found: list[tuple[int, Unit]] = []
    open_from: tuple[int, int, tuple[int, ...]] | None = None
    for month in paragraph.months:
        own = [i for i, slot in enumerate(paragraph.slots) if slot.date == month.date]
        years = tuple(i for i in own if paragraph.slots[i].type == "year")
        days = tuple(i for i in own if paragraph.slots[i].type == "day")
        start, end = _extent(month.at, [paragraph.slots[i] for i in own])
        items, at = (-month.number, *days), start
        joined = open_from and _shares_year(paragraph, open_from[1], start)
        if open_from and joined and days:
            found.pop()
            items, at = (*open_from[2], *items), open_from[0]
        found.append((at, Unit((*years, *items), True, kind="date")))
        open_from = (at, end, items) if days and not years else None
    return found


def _shares_year(paragraph: Paragraph, end: int, start: int) -> bool:
    """Whether two dates share a year, which is the second's: `from 29 March to 12 April 1926`.

    Other words may be between them, but no number and no pause: `on 29 March and was over by …`.
    """
    between = _SHARED.fullmatch(paragraph.text, end, start)
    alone = not any(end <= slot.start < start for slot in paragraph.slots)
    return bool(between or (alone and _NO_PAUSE.fullmatch(paragraph.text, end, start)))


def _extent(month_at: int, own: list[Slot]) -> tuple[int, int]:
    """Return where a date starts and ends (code points)."""
    return min((month_at, *(s.start for s in own))), max((month_at, *(s.end for s in own)))


def inversion(first: Unit, then: Unit) -> float:
    """Return the cost of Chinese having `first` before `then` where English has the reverse."""
    if then.part_of in first.items or 0 < first.named_first == then.named_last:
        return weights.EXPECTED
    if first.sentence != then.sentence:
        apart = weights.ACROSS_SENTENCES
    else:
        apart = weights.ACROSS_CLAUSES if first.clause != then.clause else 0.0
    return apart + _within_a_clause(first, then)


def _within_a_clause(first: Unit, then: Unit) -> float:
    """Return the part of an inversion's cost that is due even within one clause."""
    if first.date != then.date:
        return weights.DATE_BEFORE_COUNT if first.date else weights.COUNT_BEFORE_DATE
    if first.kind == "ordinal" == then.kind:
        return weights.ORDINALS
    return weights.TWO_OF_A_KIND
