"""The table of scale words: what a printed number can have been in the slot it belongs to.

Scale words can be trusted, digits cannot: 500 before “million” can only have been 500万, five
million. A number is never given digits that are not on the page; only its zeros and its point
move.
"""

from build_edition.numerals import weights
from build_edition.numerals.oddity import comes_whole, no_century, ordinal_suffix
from build_edition.numerals.slots import Slot
from build_edition.numerals.things import BULK

GAP = "[?]"
"""What a reading prints where a number is lost."""

Forms = tuple[tuple[str, float], ...]
"""What a number can have been, each with its cost."""


def forms(slot: Slot, source: Slot, *, moved: bool, scaled: bool, shared_out: bool) -> Forms:
    """What a printed number was in a slot, with costs; empty where it cannot own the slot."""
    value, printed = source.value or 0.0, source.printed
    whole = value == int(value)
    match slot.type:
        case "year":
            return _year(value, printed, moved=moved)
        case "day":
            return _day(slot, value, printed, moved=moved)
        case "ordinal":
            fits = whole and not no_century(slot, value) and _suffix_fits(slot, value)
            cost = weights.MISFIT if value >= weights.FIRST_POSSIBLE_YEAR else 0.0
            return ((printed, cost),) if fits else ()
        case "thousand" | "million" | "billion":
            return _before_scale_word(slot, source, moved=moved)
        case "percent":
            return () if source.yearlike and value % 100 else ((printed, 0.0),)
        case "count" | "measure":
            return _counted(slot, source, moved=moved, scaled=scaled, shared_out=shared_out)
        case _ if source.yearlike:
            cost = weights.UNTYPED if slot.type == "moment" else weights.YEAR_AS_ANYTHING
            return ((printed, cost),)
        case "other" if moved and value < 100:
            times = written(value * 10_000)
            return ((printed, weights.UNTYPED), (times, weights.UNTYPED_TEN_THOUSANDS))
        case _:
            return ((printed, weights.UNTYPED),)


def _year(value: float, printed: str, *, moved: bool) -> Forms:
    if (
        value == int(value)
        and weights.FIRST_POSSIBLE_YEAR <= value <= weights.LAST_LIKELY_YEAR
        and "," not in printed
    ):
        unlikely = (not value % 100) + (value < weights.FIRST_LIKELY_YEAR)
        return ((printed, weights.UNLIKELY_YEAR * unlikely),)
    return () if moved or value > 9999 else ((printed, weights.MISFIT),)


def _day(slot: Slot, value: float, printed: str, *, moved: bool) -> Forms:
    """A day is never the month's number, but in a full date: where it may be, it stays open."""
    if value != int(value) or not 1 <= value <= 31 or not _suffix_fits(slot, value):
        return ()
    sound = value != slot.month or (slot.full and not moved)
    return ((printed, 0.0),) if sound else ((GAP, weights.LOST_DAY),)


def _before_scale_word(slot: Slot, source: Slot, *, moved: bool) -> Forms:
    """The table of scale words: the digits counted 万 (ten thousands) or 亿 (hundred millions)."""
    value = source.value or 0.0
    cost = weights.YEAR_SCALED if source.yearlike and value % 100 else 0.0
    if slot.type == "billion":
        return ((written(value / 10), cost),) if value >= 10 else ()
    if slot.type == "thousand":
        return _before_thousand(source, cost, moved=moved)
    if value >= 100:
        return ((written(value / 100), cost),)
    return ((written(value * 100), weights.HUNDRED_MILLIONS),) if value < 10 else ()


def _before_thousand(source: Slot, cost: float, *, moved: bool) -> Forms:
    """Chinese has thousands as digits in full, or as tenths of 万: 47万 are 470 thousand."""
    value = source.value or 0.0
    if value >= 1000:
        return ((written(value / 1000), cost),)
    if value >= 100:
        return ((source.printed, 0.0),)
    tens = written(value * 10)
    if moved:
        return ((tens, 0.0), (source.printed, weights.EITHER_SCALE))
    return ((source.printed, 0.0), (tens, weights.TENTHS_IN_PLACE))


def _counted(slot: Slot, source: Slot, *, moved: bool, scaled: bool, shared_out: bool) -> Forms:
    value, printed = source.value or 0.0, source.printed
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
    """What it costs that a number which stands in its own slot counted ten thousands."""
    if bulk:
        return weights.BULK_SCALED_IN_PLACE
    if comes_whole(slot):
        return weights.THINGS_SCALED_IN_PLACE
    return weights.MEASURE_SCALED_IN_PLACE


def _suffix_fits(slot: Slot, value: float) -> bool:
    return not slot.suffix or ordinal_suffix(value) == slot.suffix


def written(value: float) -> str:
    """A number as English prints it: 470,000 and 19.57, but 1000 without a comma."""
    rounded = round(value, 6)
    if rounded == int(rounded):
        return f"{int(rounded):,}" if rounded >= 10_000 else str(int(rounded))
    return f"{rounded:,.6f}".rstrip("0")
