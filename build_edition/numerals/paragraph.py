"""Read a paragraph: its slots in English order, the months it names, its clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from build_edition.numerals import weights
from build_edition.numerals.blanks import blanks, may_have_blanks
from build_edition.numerals.dates import dates
from build_edition.numerals.oddity import oddity
from build_edition.numerals.printed import numbers
from build_edition.numerals.slots import QUANTITIES, Month, Slot, just_before

_DIGIT = re.compile(r"[0-9]")
_LISTED = re.compile(r"\s*(?:,|and|or|, and|to)\s*")
_HALVES = re.compile(r"(?:\s[a-z]+)?\sto\s|\sand\s")
_ROUGHLY = re.compile(
    r"\b(?:about|over|nearly|some|almost|roughly|approximately|around|more than|fewer than|less than"
    r"|at least|up to|as many as)\s$",
    re.I,
)
_DAYS = re.compile(r"\s(?:to|and|until|till|through)\s|[-–]")
_LIST_ENDS = re.compile(r"[.;!?]|,? and\s\d|,? respectively|$")
_PAIRED = re.compile(r"(?:[^.;!?]|\.\d){0,160}\brespectively\b")
_RANGE_OF_YEARS = re.compile(r"\s(?:to|until|till|and)\s")
_FROM = re.compile(r"\b(?:from|between)\s$", re.I)
_FROM_MONTH = re.compile(r"\b(?:from|between|since)\s(?:[a-z]+\s)?$", re.I)
_RANGE_ENDS = re.compile(r"[,.;:)]|$|\s(?:the|a|it|he|she|they|his|her|its|their|in|on|at)\b")
_BEFORE_MONTH = re.compile(r"(?:st|nd|rd|th)?(?: of)?\s(?=[A-Z])")
_FIGURE = re.compile(r"(?<!\S)[^\sA-Za-z]*\d[^\sA-Za-z]*(?!\S)")
_CONVERTED = re.compile(r"\s[a-z]+(?:\s[a-z]+)?\s?(?:\(\s?|, or (?:about |some )?)")
_SENTENCE = re.compile(r"[.!?…][\"”’)]*\s+(?=[\"“(A-Z\d])")
_CLAUSE = re.compile(
    r"[;:—]|,\s(?:and|but|or|while|when|where|which|who|whose|so|of whom|of which)\b"
    r"|\s(?:when|while|because|although|before|after)\b(?!\s\d)"
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its slots from left to right, blanks included, and the months it names."""

    text: str
    slots: tuple[Slot, ...]
    months: tuple[Month, ...]


def read_paragraph(text: str, *, documents: bool = False) -> Paragraph:
    """Return a paragraph with its slots and months.

    `documents` says that the numbers of documents are slots too. They are only where the paragraph
    is known to be garbled: elsewhere nothing can be odd about them.

    >>> [(slot.type, slot.printed) for slot in read_paragraph("Over 1956 rigs came in .").slots]
    [('count', '1956'), ('year', '')]
    """
    blank = may_have_blanks(text)
    if (not blank and not _DIGIT.search(text)) or _is_table(text):
        return Paragraph(text, (), ())
    slots: list[Slot] = []
    months: list[Month] = []
    for found, month in dates(text):
        slots += found
        months.append(month)
    taken = {at for slot in slots for at in range(slot.start, slot.end)}
    slots += [slot for slot in numbers(text, documents=documents) if slot.start not in taken]
    last = max((slot.end for slot in slots), default=0)
    odd = any(oddity(slot) >= weights.PLAINLY_ODD for slot in slots)
    slots += blanks(text, last, odd=odd) if blank else ()
    slots.sort(key=lambda slot: (slot.start, slot.end))
    slots = _day_ranges(text, _lists(text, [*_ellipses(_roughly(text, _periods(slots)))]))
    slots = _dated_alike(text, _year_ranges(text, slots), months)
    return Paragraph(text, tuple(_conversions(text, [*_again(slots)])), tuple(months))


def _is_table(text: str) -> bool:
    """Whether a paragraph is a row of figures, not prose: such rows obey no grammar."""
    figures = sum(1 for _ in _FIGURE.finditer(text))
    return figures >= weights.TABLE and 2 * figures >= len(text.split())


def typings(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yield the paragraph, then copies that swap year and day where a month has only one number.

    `May 1948` may have been `May 23`; and `by August 8` may have been `by August 1931`.
    """
    yield paragraph
    slots = paragraph.slots
    months = {month.date: month.at for month in paragraph.months}
    for i, slot in enumerate(slots):
        alone = slot.date >= 0 and sum(other.date == slot.date for other in slots) == 1
        after = alone and slot.start > months[slot.date] and not slot.blank
        no_day = after and slot.number > 31
        open_ = slot.type == "year" or slot.value == slot.month or no_day or "." in slot.printed
        if alone and not slot.suffix and open_:
            other = replace(slot, type="day" if slot.type == "year" else "year")
            yield replace(paragraph, slots=(*slots[:i], other, *slots[i + 1 :]))


def clauses(text: str) -> list[tuple[int, int]]:
    """Return where the sentences and clauses of a paragraph end (code points), in order.

    Each place comes with 1 if a sentence ends there, or 0 if only a clause does.
    """
    ends = [(match.start(), 1) for match in _SENTENCE.finditer(text)]
    return sorted(ends + [(match.start(), 0) for match in _CLAUSE.finditer(text)])


def _lists(text: str, slots: list[Slot]) -> list[Slot]:
    """Return the slots with what a list shares: in `3.1, 4.6 and 5 guards` all count guards."""
    shared: list[Slot] = []
    after: Slot | None = None
    for slot in reversed(slots):
        joined = after and _LISTED.fullmatch(text, slot.end, after.start)
        shares = slot.type == "other" or (slot.type == "moment" and after and not after.yearlike)
        if joined and after and shares and after.type in QUANTITIES:
            slot = replace(slot, type=after.type, noun=after.noun)
        if after and after.blank and _HALVES.fullmatch(text, slot.end, after.start):
            slot = replace(slot, range_with_next=True)
        shared.append(slot)
        after = slot
    return _year_lists(text, shared[::-1])


def _year_lists(text: str, slots: list[Slot]) -> list[Slot]:
    """Return the slots with all of `in 1911, 1912 and 1913` read as years.

    Where two lists are paired, the first need not end its clause: `in 1911 and 1912 it had 3 and 5`.
    """
    listed = list(slots)
    for i in range(1, len(slots)):
        before, slot = listed[i - 1], listed[i]
        joined = _LISTED.fullmatch(text, before.end, slot.start)
        ends = _LIST_ENDS.match(text, slot.end) or _PAIRED.match(text, slot.end)
        if joined and ends and before.type == "year" and slot.type in ("other", "moment"):
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

    `from 1886 to 91` is sound: a later year may be short of its century.
    """
    ranged = list(slots)
    for i, (first, second) in enumerate(pairwise(slots), start=1):
        joined = _RANGE_OF_YEARS.fullmatch(text, first.end, second.start)
        years = first.yearlike and joined and _FROM.search(text, *just_before(first.start))
        if not years or second.value is None or second.type not in ("moment", "other"):
            continue
        short = 99 >= second.value > first.number % 100
        never = second.value < weights.FIRST_POSSIBLE_YEAR and not short
        if never and _RANGE_ENDS.match(text, second.end):
            ranged[i] = replace(second, type="year")
    return ranged


def _dated_alike(text: str, slots: list[Slot], months: list[Month]) -> list[Slot]:
    """Return the slots with the 3 of `from March 1949 to August 3` read as a year.

    A date with only month and year goes with another one. Where a number equals the month before
    it, its own year is what is lost.
    """
    alike = list(slots)
    for first, second in pairwise(months):
        ones = [slot for slot in slots if slot.date == first.date]
        others = [i for i, slot in enumerate(slots) if slot.date == second.date]
        if [slot.type for slot in ones] != ["year"] or len(others) != 1:
            continue
        other = slots[others[0]]
        joined = _RANGE_OF_YEARS.fullmatch(text, ones[0].end, second.at)
        begun = _FROM_MONTH.search(text, *just_before(first.at))
        if joined and begun and other.type == "day" and other.value == first.number:
            alike[others[0]] = replace(other, type="year")
    return alike


def _month_follows(text: str, day: Slot) -> bool:
    """Whether a day comes before its month, not after it."""
    return _BEFORE_MONTH.match(text, day.end) is not None


def _again(slots: list[Slot]) -> Iterator[Slot]:
    """Yield the slots, marking those whose number is printed in an earlier one too."""
    seen: set[str] = set()
    for slot in slots:
        yield replace(slot, again=True) if slot.printed in seen else slot
        seen |= {slot.printed} - {""}


def _periods(slots: list[Slot]) -> Iterator[Slot]:
    """Yield the slots, marking a year that is far from two others which are near each other."""
    years = sorted(int(slot.number) for slot in slots if not slot.blank and slot.yearlike)
    middle = years[len(years) // 2] if years else 0
    period = [year for year in years if abs(year - middle) <= weights.PERIOD]
    for slot in slots:
        far = len(period) > 1 and slot.yearlike and abs(slot.number - middle) > weights.PERIOD
        yield replace(slot, out_of_period=True) if far else slot


def _roughly(text: str, slots: Iterator[Slot]) -> Iterator[Slot]:
    """Yield the slots, marking those whose number is given roughly: `about 20,000 workers`."""
    for slot in slots:
        rough = _ROUGHLY.search(text, *just_before(slot.start))
        yield replace(slot, rough=True) if rough else slot


def _ellipses(slots: Iterator[Slot]) -> Iterator[Slot]:
    """Yield the slots, supplying omitted nouns: in `3 men in 1928 and 30 in 1933` 30 counts men."""
    counted: Slot | None = None
    for slot in slots:
        if slot.type == "count" and not slot.noun and counted:
            slot = replace(slot, type=counted.type, noun=counted.noun)
        if slot.type in ("count", "measure"):
            counted = slot
        yield slot


def _conversions(text: str, slots: list[Slot]) -> Iterator[Slot]:
    """Yield the slots, marking those that repeat a measure in another unit: `( pounds)`."""
    before: Slot | None = None
    for slot in slots:
        measured = before and slot.type == "measure" == before.type
        if measured and before and _CONVERTED.fullmatch(text, before.end, slot.start):
            slot = replace(slot, converted=True)
        yield slot
        before = slot
