"""A paragraph as the garbling saw it: its slots in English order, and its months."""

import re
from dataclasses import dataclass, replace

from build_edition.numerals.blanks import blanks
from build_edition.numerals.slots import Month, Slot, dates, is_year, numbers
from build_edition.numerals.things import MEASURES

_LISTED = re.compile(r"\s*(?:,|and|or|, and|to)\s*")
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's slots from left to right, blanks included, and the months it names."""

    text: str
    slots: tuple[Slot, ...]
    months: tuple[Month, ...]


def read_paragraph(text: str) -> Paragraph:
    """The slots and months of a paragraph, whatever is printed in them."""
    slots: list[Slot] = []
    months: list[Month] = []
    for found, month in dates(text):
        slots += found
        months.append(month)
    taken = {at for slot in slots for at in range(slot.start, slot.end)}
    slots += [slot for slot in numbers(text) if slot.start not in taken]
    last = max((slot.end for slot in slots), default=0)
    slots += blanks(text, last)
    slots.sort(key=lambda slot: (slot.start, slot.end))
    return Paragraph(text, _lists(text, slots), tuple(months))


def _lists(text: str, slots: list[Slot]) -> tuple[Slot, ...]:
    """The slots with what a list shares: `3.1, 4.6 and 5 guards` are all guards."""
    shared: list[Slot] = []
    after: Slot | None = None
    for slot in reversed(slots):
        joined = after and _LISTED.fullmatch(text, slot.end, after.start)
        if (
            joined
            and after
            and slot.type == "other"
            and after.type in ("count", "measure", "million")
        ):
            slot = replace(slot, type=after.type, noun=after.noun)
        shared.append(slot)
        after = slot
    return tuple(reversed(shared))


def ordinal_suffix(value: float) -> str:
    """The ending of an ordinal: 1st, 2nd, 3rd, 11th."""
    number = int(value)
    return "th" if number % 100 in (11, 12, 13) else _SUFFIXES.get(number % 10, "th")


def oddity(slot: Slot) -> float:
    """How odd what is printed looks in its slot, from 0 (sound) to 5 (wrong on its face)."""
    value = slot.value
    if value is None:
        return 5
    whole = value == int(value)
    yearlike = is_year(value) and "," not in slot.printed
    match slot.type:
        case "ordinal":
            century = slot.noun in ("century", "centuries") and value > 30
            wrong = not whole or century or ordinal_suffix(value) != slot.suffix
            return 4 if wrong else 1.5 if value >= 1000 else 0
        case "day":
            wrong_suffix = slot.suffix and ordinal_suffix(value) != slot.suffix
            return 4 if not whole or not 1 <= value <= 31 or wrong_suffix else 0
        case "year":
            return _odd_year(value, bool(slot.month))
        case "count":
            return 4 if not whole and comes_whole(slot) else 1.0 if yearlike else 0
        case "measure":
            return 1.2 if yearlike else 0
        case "million" | "billion":
            return 1.8 if yearlike and value % 100 else 0.3 if value >= 1000 else 0
        case "percent":
            return 1.5 if yearlike else 0
        case _:
            return 0


def comes_whole(slot: Slot) -> bool:
    """Whether a thing is counted that has no fractions: a soldier, and no ton."""
    noun = slot.noun
    plural = noun.endswith("s") or noun in (
        "people",
        "men",
        "women",
        "troops",
        "children",
        "cattle",
    )
    return slot.type == "count" and plural and noun not in MEASURES


def _odd_year(value: float, dated: bool) -> float:
    if value != int(value):
        return 3
    if dated:
        return 0 if 1000 <= value <= 2100 else 4 if value < 100 else 3
    if value < 100:
        return 3
    return 1.8 if not 1000 <= value <= 2100 else 0.6 if not is_year(value) else 0


def odd_pair(slots: tuple[Slot, ...]) -> float:
    """What a round number in a year's slot adds beside a year where a quantity is wanted."""
    quantities = ("count", "measure", "million", "billion")
    year = any(s.type in quantities and is_year(s.value) and "," not in s.printed for s in slots)
    years = [s.value for s in slots if s.type == "year" and s.value]
    round_ = any(y % 100 == 0 or (y % 50 == 0 and not is_year(y)) for y in years)
    return 1.0 if year and round_ else 0.0
