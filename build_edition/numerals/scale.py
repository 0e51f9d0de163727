"""What a printed number can have been in the slot it belongs to, by type of slot and scale word.

Scale words can be trusted, digits cannot: 500 before “million” can only have been 500万, five
million. No number gets digits that are not on the page; only zeros and the decimal point change.
"""

from build_edition.numerals import weights
from build_edition.numerals.oddity import comes_whole, no_century, ordinal_suffix
from build_edition.numerals.slots import NAME, Slot, is_year_of_era
from build_edition.numerals.things import BULK

UNKNOWN = "[?]"
"""What a reading prints where a number is lost."""

Forms = tuple[tuple[str, float], ...]
"""What a number can have been: pairs of a text and its cost."""


def forms(slot: Slot, source: Slot, *, moved: bool, scaled: bool, shared_out: bool) -> Forms:
    """Return what the number printed in `source` can have been in `slot`; () if it does not fit.

    `moved` says that it is not printed in that slot, `scaled` that a list it is in was counted in
    ten thousands, `shared_out` that the paragraph says “each” or “per”, so that amounts are small.

    >>> slot = Slot(0, 0, "million", "")
    >>> forms(slot, Slot(0, 3, "year", "500"), moved=True, scaled=False, shared_out=False)
    (('5', 0.0),)
    """
    value, printed = source.number, source.printed
    whole = value == int(value)
    match slot.type:
        case "year":
            return _year(slot, source, moved=moved)
        case "day":
            return _day(slot, source, moved=moved)
        case "ordinal":
            fits = whole and not no_century(slot, value) and _suffix_fits(slot, value)
            cost = weights.MISFIT if value >= weights.FIRST_POSSIBLE_YEAR else 0.0
            return ((printed, cost),) if fits else ()
        case "decade":
            return _decade(value, printed, moved=moved)
        case "thousand" | "million" | "billion":
            return _before_scale_word(slot, source, moved=moved)
        case "percent":
            above = weights.MISFIT if moved and value > 1000 else 0.0
            return () if source.yearlike and value % 100 else ((printed, above),)
        case "count" | "measure":
            return _counted(slot, source, moved=moved, scaled=scaled, shared_out=shared_out)
        case _:
            return _anything(slot, source, moved=moved)


def _anything(slot: Slot, source: Slot, *, moved: bool) -> Forms:
    """Return the forms of a number in a slot about which little or nothing is known."""
    value, printed = source.number, source.printed
    if slot.hour and slot.noun == NAME and not value <= 24:
        return ()
    if source.yearlike:
        cost = weights.UNTYPED if slot.type == "moment" else weights.YEAR_AS_ANYTHING
        return ((printed, cost),)
    plain, times = (printed, weights.UNTYPED), written(value * 10_000)
    if slot.type != "other" or slot.noun == NAME or not moved or value >= 100:
        return (plain,)
    if value != int(value):
        return ((times, weights.UNTYPED), (printed, weights.UNTYPED_TEN_THOUSANDS))
    return (plain, (times, weights.UNTYPED_TEN_THOUSANDS))


def _year(slot: Slot, source: Slot, *, moved: bool) -> Forms:
    """Return the forms of a number as a year."""
    value, printed = source.number, source.printed
    if slot.era:
        modern = weights.UNLIKELY_YEAR * source.yearlike
        return ((printed, modern),) if is_year_of_era(value) else ()
    if (
        value == int(value)
        and weights.FIRST_POSSIBLE_YEAR <= value <= weights.LAST_LIKELY_YEAR
        and "," not in printed
    ):
        unlikely = (not value % 100) + (value < weights.FIRST_LIKELY_YEAR)
        return ((printed, weights.UNLIKELY_YEAR * unlikely),)
    return () if moved or value > 9999 else ((printed, weights.MISFIT),)


def _decade(value: float, printed: str, *, moved: bool) -> Forms:
    """Return the forms of a number as a decade: of another place, it is that of an unknown century."""
    if value % 10 or value >= 100:
        return ()
    return ((UNKNOWN if moved else printed, 0.0),)


def _day(slot: Slot, source: Slot, *, moved: bool) -> Forms:
    """Return the forms of a number as a day; the month's own digit means that the day is lost.

    There are two exceptions: in a full date the day may equal the month, and so may the second of
    two numbers that do.
    """
    value, printed = source.number, source.printed
    if value != int(value) or not 1 <= value <= 31 or not _suffix_fits(slot, value):
        return ()
    sound = value != slot.month or (slot.full and not moved)
    if sound:
        return ((printed, 0.0),)
    second = ((printed, weights.SECOND_DAY),) if source.again and moved else ()
    return ((UNKNOWN, weights.LOST_DAY), *second)


def _before_scale_word(slot: Slot, source: Slot, *, moved: bool) -> Forms:
    """Return the forms of a number before a scale word: it counted 万 (10,000) or 亿 (10^8)."""
    value = source.number
    cost = weights.YEAR_SCALED if source.yearlike and value % 100 else 0.0
    if slot.type == "billion":
        return ((written(value / 10), cost),) if value >= 10 else ()
    if slot.type == "thousand":
        return _before_thousand(source, cost, moved=moved)
    if value >= 100:
        return ((written(value / 100), cost),)
    return ((written(value * 100), weights.HUNDRED_MILLIONS),) if value < 10 else ()


def _before_thousand(source: Slot, cost: float, *, moved: bool) -> Forms:
    """Return the forms of a number before “thousand”: 470 in full, or 47万 (47 times 10,000)."""
    value = source.number
    if value >= 1000:
        return ((written(value / 1000), cost),)
    if value >= 100:
        return ((source.printed, 0.0),)
    tens = written(value * 10)
    if moved:
        return ((tens, 0.0), (source.printed, weights.EITHER_SCALE))
    return ((source.printed, 0.0), (tens, weights.TENTHS_IN_PLACE))


def _counted(slot: Slot, source: Slot, *, moved: bool, scaled: bool, shared_out: bool) -> Forms:
    """Return the forms of a number as a count or measure: below 100 it may be in ten thousands."""
    value, printed = source.number, source.printed
    if value >= 100:
        year = weights.MISFIT if value % 100 else weights.ROUND_YEAR_AS_COUNT
        return ((printed, year if source.yearlike else 0.0),)
    times = written(value * 10_000)
    if scaled or (value != int(value) and comes_whole(slot)):
        return ((times, 0.0),)
    bulk = (slot.noun in BULK and not shared_out) or (slot.rough and value < 10)
    if not moved:
        return ((printed, 0.0), (times, _scaled_in_place(slot, bulk=bulk)))
    if bulk:
        return ((times, 0.0), (printed, weights.EITHER_SCALE))
    dearer = weights.EITHER_SCALE if comes_whole(slot) else weights.MEASURE_SCALED
    return ((printed, 0.0), (times, dearer))


def _scaled_in_place(slot: Slot, *, bulk: bool) -> float:
    """Return the cost of a number printed in its own slot having counted ten thousands."""
    if bulk:
        return weights.BULK_SCALED_IN_PLACE
    if comes_whole(slot):
        return weights.THINGS_SCALED_IN_PLACE
    return weights.MEASURE_SCALED_IN_PLACE


def _suffix_fits(slot: Slot, value: float) -> bool:
    """Whether the ordinal ending printed after a slot, if any, fits the number."""
    return not slot.suffix or ordinal_suffix(value) == slot.suffix


def written(value: float) -> str:
    """Return a number as the texts print it: no comma below 10,000.

    >>> written(470000.0), written(1000.0), written(1234.5), written(19.57)
    ('470,000', '1000', '1234.5', '19.57')
    """
    digits = f"{value:,.6f}" if value >= 10_000 else f"{value:.6f}"
    return digits.rstrip("0").rstrip(".")
