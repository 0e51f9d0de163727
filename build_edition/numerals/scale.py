"""The table of scale words: what a printed number can have been in the slot it belongs to.

Scale words can be trusted, digits cannot: 500 before “million” can only have been 500万, five
million. A number is never given digits that are not on the page; only its zeros and its point
move.
"""

from build_edition.numerals.oddity import comes_whole, ordinal_suffix
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
            century = slot.noun in ("century", "centuries") and value > 30
            fits = whole and not century and _suffix_fits(slot, value)
            return ((printed, 2.0 * (value >= 1000)),) if fits else ()
        case "thousand" | "million" | "billion":
            return _before_scale_word(slot, source, moved=moved)
        case "percent":
            return () if source.yearlike and value % 100 else ((printed, 0.0),)
        case "count" | "measure":
            return _counted(slot, source, moved=moved, scaled=scaled, shared_out=shared_out)
        case _ if source.yearlike:
            return ((printed, 0.1 if slot.type == "moment" else 1.5),)
        case "other" if moved and value < 100:
            return ((printed, 0.1), (written(value * 10_000), 0.4))
        case _:
            return ((printed, 0.1),)


def _year(value: float, printed: str, *, moved: bool) -> Forms:
    if value == int(value) and 1000 <= value <= 2035 and "," not in printed:
        round_ = 0.0 if value % 100 else 0.4
        return ((printed, round_ + (0.0 if value >= 1800 else 0.4)),)
    return () if moved or value > 9999 else ((printed, 2.0),)


def _day(slot: Slot, value: float, printed: str, *, moved: bool) -> Forms:
    """A day is never the month's number, but in a full date: where it may be, it stays open."""
    if value != int(value) or not 1 <= value <= 31 or not _suffix_fits(slot, value):
        return ()
    sound = value != slot.month or (slot.full and not moved)
    return ((printed, 0.0),) if sound else ((GAP, 0.8),)


def _before_scale_word(slot: Slot, source: Slot, *, moved: bool) -> Forms:
    """The table of scale words: the digits counted 万 (ten thousands) or 亿 (hundred millions)."""
    value = source.value or 0.0
    cost = 1.6 if source.yearlike and value % 100 else 0.0
    if slot.type == "billion":
        return ((written(value / 10), cost),) if value >= 10 else ()
    if slot.type == "thousand":
        return _before_thousand(source, cost, moved=moved)
    if value >= 100:
        return ((written(value / 100), cost),)
    return ((written(value * 100), 0.5),) if value < 10 else ()


def _before_thousand(source: Slot, cost: float, *, moved: bool) -> Forms:
    """Chinese has thousands as digits in full, or as tenths of 万: 47万 are 470 thousand."""
    value = source.value or 0.0
    if value >= 1000:
        return ((written(value / 1000), cost),)
    if value >= 100:
        return ((source.printed, 0.0),)
    tens = written(value * 10)
    return ((tens, 0.0), (source.printed, 0.2)) if moved else ((source.printed, 0.0), (tens, 0.4))


def _counted(slot: Slot, source: Slot, *, moved: bool, scaled: bool, shared_out: bool) -> Forms:
    value, printed = source.value or 0.0, source.printed
    if value >= 100:
        return ((printed, (2.0 if value % 100 else 0.8) if source.yearlike else 0.0),)
    times = written(value * 10_000)
    if scaled or (value != int(value) and comes_whole(slot)):
        return ((times, 0.0),)
    bulk = (slot.noun in BULK and not shared_out) or (slot.rough and value < 10)
    if not moved:
        return ((printed, 0.0), (times, 0.5 if bulk else 1.2 if comes_whole(slot) else 1.6))
    if bulk:
        return ((times, 0.0), (printed, 0.2))
    return ((printed, 0.0), (times, 0.2 if comes_whole(slot) else 0.6))


def _suffix_fits(slot: Slot, value: float) -> bool:
    return not slot.suffix or ordinal_suffix(value) == slot.suffix


def written(value: float) -> str:
    """A number as English prints it: 470,000 and 19.57, but 1000 without a comma."""
    rounded = round(value, 6)
    if rounded == int(rounded):
        return f"{int(rounded):,}" if rounded >= 10_000 else str(int(rounded))
    return f"{rounded:,.6f}".rstrip("0")
