"""Read a paragraph: its slots in English order, the months it names, its clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_edition.numerals import weights
from build_edition.numerals.alike import alike
from build_edition.numerals.blanks import blanks, may_have_blanks
from build_edition.numerals.oddity import beside_their_years, never_in_parts, oddity
from build_edition.numerals.printed import numbers
from build_edition.numerals.printed.dates import dates
from build_edition.numerals.slots import Month, Slot, words_before

_DIGIT = re.compile(r"[0-9]")
"""Matches a digit: without one, nothing is printed that may be wrong."""

_MARK, _STAND_IN = "[-]", "005"
"""What older pages print for a blank, and a number that stands in for it to read what is around it."""

_ROUGHLY = re.compile(
    r"\b(?:about|over|nearly|some|almost|roughly|approximately|around|more than|fewer than|less than"
    r"|at least|up to|as many as)\s$",
    re.I,
)
"""Matches words before a rough number."""

_FIGURE = re.compile(r"(?<!\S)[^\sA-Za-z]*\d[^\sA-Za-z]*(?!\S)")
"""Matches a figure with its punctuation and no letter, as tables have."""

_CONVERTED = re.compile(r"\s[a-z]+(?:\s[a-z]+)?\s?(?:\(\s?|, or (?:about |some )?)")
"""Matches what is between a measure and the same in another unit: ` metres (`."""

_SENTENCE = re.compile(r"[.!?…][\"”’)]*\s+(?=[\"“(A-Z\d])")
"""Matches the end of a sentence, up to the next."""

_CLAUSE = re.compile(
    r"[;:—]|,\s(?:and|but|or|while|when|where|which|who|whose|so|of whom|of which)\b"
    r"|\s(?:when|while|because|although|before|after)\b(?!\s\d)"
)
"""Matches what parts two clauses."""


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
    filled = text.replace(_MARK, _STAND_IN)
    for found, month in dates(filled):
        slots += found
        months.append(month)
    taken = {at for slot in slots for at in range(slot.start, slot.end)}
    slots += [slot for slot in numbers(filled, documents=documents) if slot.start not in taken]
    last = max((slot.end for slot in slots), default=0)
    if filled is not text:
        slots = [*_emptied(text, slots)]
        last = max((slot.end for slot in slots if not slot.blank), default=0)
    odd = any(oddity(slot) >= weights.PLAINLY_ODD for slot in slots)
    taken = {slot.start for slot in slots}
    slots += [s for s in blanks(text, last, odd=odd) if s.start not in taken] if blank else []
    slots.sort(key=lambda slot: (slot.start, slot.end))
    slots = alike(text, [*_ellipses(text, _roughly(text, _periods(slots)))], months)
    return Paragraph(text, tuple(_conversions(text, [*_again(slots)])), tuple(months))


def _emptied(text: str, slots: list[Slot]) -> Iterator[Slot]:
    """Yield the slots, those at a mark for a blank without a number; no date with one is full."""
    marked = {slot.date for slot in slots if text.startswith(_MARK, slot.start)} - {-1}
    for slot in slots:
        if text.startswith(_MARK, slot.start):
            slot = replace(slot, printed="")
        yield replace(slot, full=False) if slot.date in marked else slot


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
    elsewhere = beside_their_years(slots, paragraph.months)
    for i, slot in enumerate(slots):
        alone = slot.date >= 0 and sum(other.date == slot.date for other in slots) == 1
        after = alone and slot.start > months[slot.date] and not slot.blank
        no_day = after and slot.number > 31
        open_ = slot.type == "year" or slot.value == slot.month or no_day or "." in slot.printed
        open_ = open_ or slot.date in elsewhere
        if alone and not slot.suffix and open_:
            other = replace(slot, type="day" if slot.type == "year" else "year")
            yield replace(paragraph, slots=(*slots[:i], other, *slots[i + 1 :]))


def clauses(text: str) -> list[tuple[int, int]]:
    """Return where the sentences and clauses of a paragraph end (code points), in order.

    Each place comes with 1 if a sentence ends there, or 0 if only a clause does.
    """
    ends = [(match.start(), 1) for match in _SENTENCE.finditer(text)]
    return sorted(ends + [(match.start(), 0) for match in _CLAUSE.finditer(text)])


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
        rough = _ROUGHLY.search(text, *words_before(text, slot.start))
        yield replace(slot, rough=True) if rough else slot


def _ellipses(text: str, slots: Iterator[Slot]) -> Iterator[Slot]:
    """Yield the slots, supplying omitted nouns: in `3 men in 1928 and 30 in 1933` 30 counts men.

    So does a fraction in the same sentence: `The Whig got 1.7 votes, the Tory 1.6`.
    """
    counted: Slot | None = None
    for slot in slots:
        bare = slot.type in ("other", "moment") and not slot.noun and "." in slot.printed
        of_things = bare and counted and "." in counted.printed and never_in_parts(counted)
        listed = of_things and counted and not _SENTENCE.search(text, counted.end, slot.start)
        if (listed or (slot.type == "count" and not slot.noun)) and counted:
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
