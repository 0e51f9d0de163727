"""What neighbouring slots share: lists, ranges and pairs hold things of one kind."""

import re
from dataclasses import replace
from itertools import pairwise

from build_edition.numerals.oddity import ever_a_year
from build_edition.numerals.slots import QUANTITIES, Month, Slot, just_before
from build_edition.numerals.things import RISES

_LISTED = re.compile(r"\s*(?:,|and|or|, and|to)\s*")
"""Matches what is between two numbers of a list or a range."""

_OR = re.compile(r"(?:, or|, making|:|, a total of) $")
_IN_ALL = re.compile(r"\s(?:in all|altogether|in total|all told)\b")
"""Match what is before and after the total of a list: `, or 12.3 in all`."""

_HALVES = re.compile(r"(?:\s[a-z]+)?\sto\s|\sand\s|\s?[-–—]\s?")
"""Matches what is between the two numbers of a range, with a unit after the first or none."""

_DAYS = re.compile(r"\s(?:to|and|until|till|through)\s|[-–]")
"""Matches what is between the two days of one month."""

_LIST_ENDS = re.compile(r"[.;!?]|,? and\s\d|,? respectively|$")
"""Matches what comes after the last year of a list, which counts nothing: `in 1911, 1912 and
1913.`"""

_PAIRED = re.compile(r"(?:[^.;!?]|\.\d){0,160}\brespectively\b")
"""Matches words up to `respectively`, in the same sentence: two lists are paired there."""

_RANGE_OF_YEARS = re.compile(r"\s(?:to|until|till|and)\s")
"""Matches what is between the two years of a range."""

_FROM = re.compile(r"\b(?:from|between)\s$", re.I)
"""Matches the start of a range."""

_FROM_MONTH = re.compile(r"\b(?:from|between|since)\s(?:[a-z]+\s)?$", re.I)
"""Matches the start of a range of dates: `from late March 1949`."""

_TO_DAY = re.compile(r"(?:\s[A-Z][a-z]+\.?)?\s(?:to|until|till|through)\s(?:[A-Z][a-z]+\.?\s)?")
"""Matches what is between two days of a range, with the month's name on either side."""

_RANGE_ENDS = re.compile(
    r"[,.;:)]|$|\s(?:the|an?|it|he|she|they|we|I|his|her|its|their|in|on|at|as|with|under|when|while)\b"
)
"""Matches what comes after a range that counts nothing, so that it is one of years."""

_FALLEN = re.compile(
    rf"\b(?:{'|'.join(sorted(RISES | {'falling', 'reducing', 'cutting', 'lowered', 'shrinking'}))})\b[^.;:!?]*$",
    re.I,
)
"""Matches what comes before a fall from one amount to another: `cut the garrison from 1949 to 12`."""

_BEFORE_MONTH = re.compile(r"(?:st|nd|rd|th)?(?: of)?\s(?=[A-Z])")
"""Matches what is between a day and the month's name after it."""

_WORD_BEFORE = re.compile(r"([a-z]+)\s(?:from|between)\s$")
"""Matches the word before a range, which tells whether amounts or years follow."""

_STOPS = re.compile(r"[.,;:!?]|$")
"""Matches a pause, where a number counts nothing."""

_RANGING = frozenset(
    "ranged ranging range varied varying numbered numbering moved was were is are of been doubled".split()
)
"""Words before a range of amounts: `ranged from 300 to 450`."""


def alike(text: str, slots: list[Slot], months: list[Month]) -> list[Slot]:
    """Return the slots with the types that they share with their neighbours.

    >>> slots = [Slot(3, 7, "year", "1886"), Slot(9, 11, "other", "17")]
    >>> [slot.type for slot in alike("In 1886, 17.", slots, [])]
    ['year', 'year']
    """
    slots = _totals(text, _years_of_old(_lists(text, slots)))
    slots = _ranges_of_amounts(text, _backwards(text, _day_ranges(text, slots)))
    return _dated_alike(text, _year_ranges(text, slots), months)


def _lists(text: str, slots: list[Slot]) -> list[Slot]:
    """Return the slots with what a list shares: in `3.1, 4.6 and 5 guards` all count guards."""
    shared: list[Slot] = []
    after: Slot | None = None
    joined = False
    for slot in reversed(slots):
        listed, joined = joined, bool(after and _LISTED.fullmatch(text, slot.end, after.start))
        # `watched by 4, 5.5 and 12 people`, but not `bought in 96, 71 died`
        first = slot.type == "year" and slot.date < 0 and not slot.yearlike and listed
        may = slot.type == "moment" or first
        shares = slot.type == "other" or (may and after and not after.yearlike)
        if joined and after and shares and after.type in QUANTITIES:
            slot = replace(slot, type=after.type, noun=after.noun)
        if after and after.blank and _HALVES.fullmatch(text, slot.end, after.start):
            slot = replace(slot, range_with_next=True)
        shared.append(slot)
        after = slot
    return _year_lists(text, shared[::-1])


def _years_of_old(slots: list[Slot]) -> list[Slot]:
    """Return the slots with `died in 41, … in 54 and … in 68` read as years of an early century.

    There must be three, each later than the one before, the first with two digits, and no other number.
    """
    years = [slot.value or 0 for slot in slots if slot.type == "year" and slot.date < 0]
    rising = len(years) > 2 and all(one < other for one, other in pairwise(years))
    if not rising or years[0] >= 100 or len(years) < len(slots):
        return slots
    return [
        replace(slot, era=True) if slot.value == int(slot.value or 0) else slot for slot in slots
    ]


def _totals(text: str, slots: list[Slot]) -> list[Slot]:
    """Return the slots with the 12.3 of `2, 1.3 and 9 votes, or 12.3 in all` read as votes too."""
    summed = list(slots)
    for i in range(2, len(slots)):
        slot, before = slots[i], slots[i - 1]
        joined = _IN_ALL.match(text, slot.end) and _OR.search(text, before.end, slot.start)
        if slot.type == "other" and before.type in QUANTITIES and joined:
            summed[i] = replace(slot, type=before.type, noun=before.noun)
    return summed


def _year_lists(text: str, slots: list[Slot]) -> list[Slot]:
    """Return the slots with all of `in 1911, 1912 and 1913` read as years.

    Where two lists are paired, the first need not end its clause: `in 1911 and 1912 it had 3 and 5`.
    """
    listed = list(slots)
    for i in range(1, len(slots)):
        before, slot = listed[i - 1], listed[i]
        paired = before.type == "moment" and before.yearlike and _PAIRED.match(text, slot.end)
        may_be = (before.type == "year" or paired) and slot.type in ("other", "moment")
        if not may_be or not _LISTED.fullmatch(text, before.end, slot.start):
            continue
        if _LIST_ENDS.match(text, slot.end) or _PAIRED.match(text, slot.end):
            listed[i] = replace(slot, type="year")
    return listed


def _day_ranges(text: str, slots: list[Slot]) -> list[Slot]:
    """Return the slots, with both numbers of `9 and 15 September` or `July 15 to 28` as days."""
    ranged = list(slots)
    for i in range(len(slots) - 1):
        first, second = ranged[i], ranged[i + 1]
        if not _DAYS.fullmatch(text, first.end, second.start):
            continue
        plain = ("other", "moment", "year")
        before = first.type in plain and first.date < 0 and _month_follows(text, second)
        if second.type == "day" and before:
            ranged[i] = replace(first, type="day", month=second.month, date=second.date)
        elif first.type == "day" and second.type in plain and second.date < 0:
            ranged[i + 1] = replace(second, type="day", month=first.month, date=first.date)
    return ranged


def _year_ranges(text: str, slots: list[Slot]) -> list[Slot]:
    """Return the slots with the end of `from 1886 to 17` read as a year, which it cannot be.

    `from 1886 to 91` is sound, since a later year may be short of its century, unless a year stands
    where something is counted.
    """
    ranged = list(slots)
    displaced = any(slot.yearlike and slot.type in QUANTITIES for slot in slots)
    for i, (first, second) in enumerate(pairwise(slots), start=1):
        joined = _RANGE_OF_YEARS.fullmatch(text, first.end, second.start)
        years = first.yearlike and joined and _FROM.search(text, *just_before(first.start))
        if not years or second.value is None or second.type not in ("moment", "other"):
            continue
        short = 99 >= second.value > first.number % 100 and not displaced
        never = not short and not ever_a_year(second.value)
        if never and _RANGE_ENDS.match(text, second.end):
            fell = displaced or _FALLEN.search(text, max(0, first.start - 60), first.start)
            ranged[i - 1] = replace(first, type="year")
            ranged[i] = replace(second, type="year", backwards=not fell)
    return ranged


def _ranges_of_amounts(text: str, slots: list[Slot]) -> list[Slot]:
    """Return the slots with two ranges that changed places told apart by what follows them.

    In `from 1911 to 1913 tons were dug between 300 and 450` the first is of tons, the second of years.
    """
    ranges = [i for i in range(len(slots) - 1) if _is_range(text, slots[i], slots[i + 1])]
    years = [i for i in ranges if slots[i].yearlike and slots[i + 1].yearlike]
    counted = [i for i in years if slots[i + 1].type in ("count", "measure")]
    others = [i for i in ranges if i not in years and _may_be_years(text, slots[i], slots[i + 1])]
    if len(ranges) != 2 or len(counted) != 1 or len(others) != 1:
        return slots
    i, j = counted[0], others[0]
    told = list(slots)
    told[i] = replace(slots[i], type=slots[i + 1].type, noun=slots[i + 1].noun)
    told[j : j + 2] = (replace(slot, type="year") for slot in slots[j : j + 2])
    return told


def _is_range(text: str, first: Slot, second: Slot) -> bool:
    """Whether two slots are the ends of a range: `from 300 to 450`, `between 1911 and 1913`."""
    joined = _RANGE_OF_YEARS.fullmatch(text, first.end, second.start)
    return bool(joined and _FROM.search(text, *just_before(first.start)))


def _may_be_years(text: str, first: Slot, second: Slot) -> bool:
    """Whether a range of hundreds stands at a clause's end, counts nothing, and nothing rose by it."""
    hundreds = all(slot.value and slot.value >= 100 and not slot.noun for slot in (first, second))
    before = _WORD_BEFORE.search(text, *just_before(first.start))
    risen = before and (before[1] in RISES or before[1] in _RANGING)
    return bool(hundreds and not risen and _STOPS.match(text, second.end))


def _backwards(text: str, slots: list[Slot]) -> list[Slot]:
    """Return the slots, marking the 2 of `from June 6 to June 2`, where one day equals the month."""
    marked = list(slots)
    for i, (first, second) in enumerate(pairwise(slots), start=1):
        days = first.type == second.type == "day" and 0 < first.month == second.month
        if days and _TO_DAY.fullmatch(text, first.end, second.start):
            back = (first.value or 0) > (second.value or 32)
            month = first.month in (first.value, second.value)
            marked[i] = replace(second, backwards=back and month)
    return marked


def _dated_alike(text: str, slots: list[Slot], months: list[Month]) -> list[Slot]:
    """Return the slots with the 3 of `from March 1949 to August 3` read as a year.

    A date with only month and year goes with another one. Where a number equals the month before
    it, its own year is what is lost.
    """
    dates = list(slots)
    dated: dict[int, list[int]] = {month.date: [] for month in months}
    for i, slot in enumerate(slots):
        dated.get(slot.date, []).append(i)
    for first, second in pairwise(months):
        ones, others = dated[first.date], dated[second.date]
        if len(ones) != 1 or len(others) != 1 or slots[ones[0]].type != "year":
            continue
        other = slots[others[0]]
        joined = _RANGE_OF_YEARS.fullmatch(text, slots[ones[0]].end, second.at)
        begun = _FROM_MONTH.search(text, *just_before(first.at))
        if joined and begun and other.type == "day" and other.value == first.number:
            dates[others[0]] = replace(other, type="year")
    return dates


def _month_follows(text: str, day: Slot) -> bool:
    """Whether a day comes before its month, not after it."""
    return _BEFORE_MONTH.match(text, day.end) is not None
