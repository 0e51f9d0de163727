"""The table of scale words: what a printed number can have been in the slot it belongs to.

Scale words can be trusted, digits cannot: 500 before “million” can only have been 500万, five
million. A number is never given digits that are not on the page; only its zeros and its point
move.
"""

from build_edition.numerals.paragraph import comes_whole, ordinal_suffix
from build_edition.numerals.slots import Slot, is_year
from build_edition.numerals.things import BULK


def forms(
    slot: Slot, value: float, printed: str, *, moved: bool, scaled: bool
) -> tuple[tuple[str, float], ...]:
    """What a printed number was in a slot, with costs; empty where it cannot own the slot."""
    whole = value == int(value)
    yearlike = 1.0 if is_year(value) and value % 100 and "," not in printed else 0.0
    match slot.type:
        case "year":
            return _year(value, printed, moved=moved)
        case "day":
            fits = whole and 1 <= value <= 31 and value != slot.month
            return ((printed, 0.0),) if fits and _suffix_fits(slot, value) else ()
        case "ordinal":
            return (
                ((printed, 2.0 * (value >= 1000)),) if whole and _suffix_fits(slot, value) else ()
            )
        case "million" | "billion":
            return _before_scale_word(slot, value, 1.6 * yearlike)
        case "percent":
            return () if yearlike else ((printed, 0.0),)
        case "count" | "measure":
            return _counted(slot, value, printed, moved=moved, scaled=scaled)
        case _ if moved and value < 100:
            return ((printed, 0.1), (written(value * 10_000), 0.4))
        case _:
            return ((printed, 0.1),)


def _year(value: float, printed: str, *, moved: bool) -> tuple[tuple[str, float], ...]:
    if value == int(value) and 1000 <= value <= 2035 and "," not in printed:
        return ((printed, 0.0 if is_year(value) else 0.6),)
    return () if moved or value > 9999 else ((printed, 2.0),)


def _before_scale_word(slot: Slot, value: float, cost: float) -> tuple[tuple[str, float], ...]:
    """The table of scale words: the digits counted 万 (ten thousands) or 亿 (hundred millions)."""
    if slot.type == "billion":
        return ((written(value / 10), cost),) if value >= 10 else ()
    if value >= 100:
        return ((written(value / 100), cost),)
    return ((written(value * 100), 0.5),) if value < 10 else ()


def _counted(
    slot: Slot, value: float, printed: str, *, moved: bool, scaled: bool
) -> tuple[tuple[str, float], ...]:
    yearlike = 2.0 if is_year(value) and "," not in printed else 0.0
    if value >= 100:
        return ((printed, yearlike),)
    times = written(value * 10_000)
    if scaled or (value != int(value) and comes_whole(slot)):
        return ((times, 0.0),)
    if not moved:
        return ((printed, 0.0), (times, 0.5 if slot.noun in BULK else 1.2))
    if slot.noun in BULK:
        return ((times, 0.0), (printed, 0.2))
    return ((printed, 0.0), (times, 0.2))


def _suffix_fits(slot: Slot, value: float) -> bool:
    return not slot.suffix or ordinal_suffix(value) == slot.suffix


def written(value: float) -> str:
    """A number as English prints it: 470,000 and 19.57, but 1000 without a comma."""
    rounded = round(value, 6)
    if rounded == int(rounded):
        return f"{int(rounded):,}" if rounded >= 10_000 else str(int(rounded))
    return f"{rounded:,.6f}".rstrip("0")
