"""How odd a printed number looks in its slot, by itself and beside the others."""

import re
from bisect import bisect
from collections import Counter
from itertools import pairwise

from build_edition.numerals import weights
from build_edition.numerals.slots import NAME, QUANTITIES, Month, Slot, is_year, is_year_of_era
from build_edition.numerals.things import IN_PARTS, MEASURES

_UNIT = re.compile(
    r"(?:nano|micro|milli|centi|deci|deca|hecto|kilo|mega|giga|tera|peta)[a-z]{3,}"
    r"|[a-z]*(?:met(?:re|er)|gram|lit(?:re|er)|watt|newton|joule|byte|bit|hertz|volt|pascal|tonne|amp"
    r"|calorie|second|ohm|lux|lumen|becquerel|sievert|light-year|parsec|micron)s"
)
"""Matches units that are no word of `MEASURES`: all may have fractions."""

_PEOPLE = frozenset(
    "people troops children cattle sheep geese oxen deer fish mice swine poultry police infantry cavalry".split()
)
_NOT_WHOLE = MEASURES | frozenset("specimen regimen abdomen omen stamen".split())
"""Words that are no plurals of things without fractions, though they may end as such do."""

_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def oddity(slot: Slot) -> float:
    """Return how odd the content of a slot looks, from 0 (sound) to `WRONG_ON_ITS_FACE`.

    >>> oddity(Slot(3, 7, "year", "1955")), oddity(Slot(3, 5, "year", "47"))
    (0, 3.0)
    """
    value = slot.value
    if value is None or _impossible(slot, value):
        return weights.WRONG_ON_ITS_FACE
    match slot.type:
        case "ordinal":
            return weights.YEAR_AS_SHARE if value >= weights.FIRST_POSSIBLE_YEAR else 0
        case "year":
            hour = slot.hour and value in range(1, 13)
            return weights.AN_HOUR if hour else _odd_year(slot, value)
        case "thousand" | "million" | "billion":
            if slot.yearlike and value % 100:
                return weights.YEAR_BEFORE_SCALE_WORD
            return weights.THOUSANDS_BEFORE_SCALE_WORD if value >= 1000 else 0
        case _:
            return _odd_quantity(slot) if slot.yearlike else 0


def _impossible(slot: Slot, value: float) -> bool:
    """Whether a slot of this type cannot hold the number at all."""
    whole = value == int(value)
    match slot.type:
        case "ordinal":
            return not whole or no_century(slot, value) or ordinal_suffix(value) != slot.suffix
        case "day":
            wrong_suffix = bool(slot.suffix) and ordinal_suffix(value) != slot.suffix
            return not whole or not 1 <= value <= 31 or wrong_suffix or slot.backwards
        case "year":
            return slot.backwards or (bool(slot.month) and value < 100 and not slot.era)
        case "decade":
            return value % 10 != 0
        case "count":
            return not whole and value >= 1 and never_in_parts(slot)
        case _:
            return False


def _odd_year(slot: Slot, value: float) -> float:
    """Return how odd a number looks in a year's place, alone or beside its month."""
    if slot.era:
        return 0 if is_year_of_era(value) else weights.NO_YEAR
    if value != int(value) or value < 100:
        return weights.NO_YEAR
    if not ever_a_year(value):
        return weights.NO_YEAR if slot.month else weights.FAR_OFF_YEAR
    return 0 if slot.month or is_year(value) else weights.OLD_YEAR


def _odd_quantity(slot: Slot) -> float:
    """Return how odd a year looks where a quantity is expected."""
    match slot.type:
        case "count":
            return weights.YEAR_AS_COUNT
        case "measure":
            return weights.YEAR_AS_MEASURE
        case "percent":
            return weights.YEAR_AS_SHARE
        case _:
            return 0


def ever_a_year(value: float) -> bool:
    """Whether a number can be a year at all."""
    return weights.FIRST_POSSIBLE_YEAR <= value <= weights.LAST_POSSIBLE_YEAR


def odd_pair(slots: tuple[Slot, ...]) -> float:
    """Return the extra oddity of a year in a quantity's place beside a quantity in a year's place.

    Either alone occurs in sound prose. Together they are what the garbling makes of
    `470,000 tons in 1955`. Before a scale word, a place that may hold a year is enough.
    """
    moved = [s for s in slots if _counts(s) and s.yearlike]
    wanting = [s for s in slots if s.type == "year" and s.value and not ever_a_year(s.value)]
    round_ = any(s.type == "year" and s.value and s.value % 100 == 0 for s in slots)
    if moved and (wanting or round_):
        return weights.CHANGED_PLACES
    if wanting and any(s.type == "other" and s.yearlike for s in slots):
        return weights.YEAR_OF_NOTHING
    scaled = any(s.type in ("thousand", "million", "billion") for s in moved)
    maybe = any(
        (s.type == "moment" and s.value and s.value < 1000) or (s.value and s.value == s.month)
        for s in slots
    )
    return weights.SCALED_YEAR_BESIDE_A_MOMENT if scaled and maybe else 0.0


def odd_months(slots: tuple[Slot, ...], months: tuple[Month, ...]) -> float:
    """Return the extra oddity of numbers that equal a month, where something else speaks for it too."""
    if _part_of_month(slots, months):
        return weights.WRONG_ON_ITS_FACE
    if beside_their_years(slots, months):
        return weights.YEAR_BESIDE_ITS_MONTH
    return weights.PUSHED_BY_ITS_MONTH if _pushed_to_a_year(slots, months) else 0.0


def beside_their_years(slots: tuple[Slot, ...], months: tuple[Month, ...]) -> set[int]:
    """Return the dates, by their index, whose year and month seem to be printed elsewhere as a pair.

    Chinese writes 1948年3月, so that 1948 and 3 follow each other: `only 1948 guns and 3 men were left
    by March 8`.
    """
    dated = Counter(slot.date for slot in slots)
    days = {slot.date for slot in slots if slot.type == "day" and dated[slot.date] == 1}
    pairs = [pair for pair in pairwise(slots) if pair[0].yearlike and pair[0].date < 0]
    beside = {one.value for year, one in pairs if one.date < 0 and _counts(year)}
    own = {one.date for year, one in pairs if year.noun == NAME and one.value == one.month}
    wanting = {month.date for month in months if month.number in beside} | own
    return days & wanting


def _counts(slot: Slot) -> bool:
    """Whether a slot calls for a number that is no year."""
    return slot.type in (*QUANTITIES, "ordinal", "percent")


def _part_of_month(slots: tuple[Slot, ...], months: tuple[Month, ...]) -> bool:
    """Whether a part is greater than its whole, which equals a month: `In May 5 came, 49 of them …`."""
    first = {month.number: month.at for month in reversed(months)}
    whole: Slot | None = None
    for slot in slots:
        if slot.of_them and whole and (whole.value or 0) < (slot.value or 0):
            return first.get(int(whole.value or 0), whole.end) < whole.start
        if comes_whole(slot):
            whole = slot
    return False


def _pushed_to_a_year(slots: tuple[Slot, ...], months: tuple[Month, ...]) -> bool:
    """Whether the first number after a month and its year equals the month, and a later year is none.

    Then the month's digit may have pushed along all that follows: `In June 1932, 6 teachers walked 17
    miles, and by 230 …`.
    """
    last = slots[-1]
    if last.type != "year" or last.blank or last.date >= 0 or last.era or ever_a_year(last.number):
        return False
    modern = max((i for i, slot in enumerate(slots) if slot.yearlike), default=-1)
    for month in months:
        year = bisect(slots, month.at, key=lambda slot: slot.start)
        if modern > year or len(slots) - year <= 3:
            continue
        dated = slots[year].date == month.date and slots[year].type == "year"
        if dated and _counts(slots[year + 1]) and slots[year + 1].value == month.number:
            return True
    return False


def odd_part(slots: tuple[Slot, ...]) -> float:
    """Return how odd a part looks that is greater than its whole: `156 of the 68 projects`."""
    return max(
        (weights.WRONG_ON_ITS_FACE for pair in pairwise(slots) if greater_part(*pair)), default=0.0
    )


def greater_part(part: Slot, whole: Slot) -> bool:
    """Whether two slots are a part and its whole, and the part's printed number is the greater."""
    things = part.part_of_next and bool(whole.value) and comes_whole(whole)
    return things and (part.value or 0) > (whole.value or 0)


def comes_whole(slot: Slot) -> bool:
    """Whether a slot counts things without fractions: soldiers, not tons."""
    plural = slot.noun.endswith(("s", "men")) and not slot.noun.endswith(("ss", "us", "is"))
    plural = plural or slot.noun in _PEOPLE
    return slot.type == "count" and plural and slot.noun not in _NOT_WHOLE


def never_in_parts(slot: Slot) -> bool:
    """Whether a slot counts things that correct English never gives a fraction of."""
    return comes_whole(slot) and slot.noun not in IN_PARTS and not _UNIT.fullmatch(slot.noun)


def no_century(slot: Slot, value: float) -> bool:
    """Whether a slot names a century and the number is too great for one."""
    return slot.noun in ("century", "centuries") and value > weights.LAST_CENTURY


def ordinal_suffix(value: float) -> str:
    """Return the ending of a number that is written as an ordinal.

    >>> [ordinal_suffix(n) for n in (1, 2, 3, 11, 21, 112)]
    ['st', 'nd', 'rd', 'th', 'st', 'th']
    """
    number = int(value)
    return "th" if number % 100 in (11, 12, 13) else _SUFFIXES.get(number % 10, "th")
