"""How odd what is printed looks in its slot, taken by itself and beside the rest."""

from itertools import pairwise

from build_edition.numerals.slots import QUANTITIES, Slot
from build_edition.numerals.things import MEASURES

_PEOPLE = frozenset("people men women troops children cattle".split())
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def oddity(slot: Slot) -> float:
    """How odd what is printed looks in its slot, from 0 (sound) to 5 (wrong on its face)."""
    value = slot.value
    if value is None:
        return 5
    whole = value == int(value)
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
            return 4 if not whole and comes_whole(slot) else 1.0 if slot.yearlike else 0
        case "measure":
            return 1.2 if slot.yearlike else 0
        case "thousand" | "million" | "billion":
            return 1.8 if slot.yearlike and value % 100 else 0.3 if value >= 1000 else 0
        case "percent":
            return 1.5 if slot.yearlike else 0
        case _:
            return 0


def _odd_year(value: float, dated: bool) -> float:
    if value != int(value):
        return 3
    if dated:
        return 0 if 1000 <= value <= 2100 else 4 if value < 100 else 3
    if value < 100:
        return 3
    return 1.8 if not 1000 <= value <= 2100 else 0.6 if not 1800 <= value <= 2035 else 0


def odd_pair(slots: tuple[Slot, ...]) -> float:
    """What it adds that a year stands where a quantity is wanted, and a quantity where a year is.

    Each alone is found in sound prose. Together they are what the garbling does to `470,000 tons
    in 1955`; beside a scale word a place that may be a year's is enough.
    """
    moved = [s for s in slots if s.type in (*QUANTITIES, "ordinal", "percent") and s.yearlike]
    wanting = [s for s in slots if s.type == "year" and s.value and not 1000 <= s.value <= 2100]
    round_ = any(s.type == "year" and s.value and s.value % 100 == 0 for s in slots)
    if moved and (wanting or round_):
        return 2.0
    if wanting and any(s.type == "other" and s.yearlike for s in slots):
        return 1.0
    scaled = any(s.type in ("thousand", "million", "billion") for s in moved)
    maybe = any(
        (s.type == "moment" and s.value and s.value < 1000) or (s.value and s.value == s.month)
        for s in slots
    )
    return 1.5 if scaled and maybe else 0.0


def odd_part(slots: tuple[Slot, ...]) -> float:
    """How odd it is that a part is greater than its whole: `156 of the 68 projects`."""
    return max((4.0 for pair in pairwise(slots) if greater_part(*pair)), default=0.0)


def greater_part(part: Slot, whole: Slot) -> bool:
    """Whether two slots are a part and its whole, and the part is printed as the greater."""
    things = part.part_of_next and bool(whole.value) and comes_whole(whole)
    return things and (part.value or 0) > (whole.value or 0)


def comes_whole(slot: Slot) -> bool:
    """Whether a thing is counted that has no fractions: a soldier, and no ton."""
    plural = slot.noun.endswith("s") or slot.noun in _PEOPLE
    return slot.type == "count" and plural and slot.noun not in MEASURES


def ordinal_suffix(value: float) -> str:
    """The ending of an ordinal: 1st, 2nd, 3rd, 11th."""
    number = int(value)
    return "th" if number % 100 in (11, 12, 13) else _SUFFIXES.get(number % 10, "th")
