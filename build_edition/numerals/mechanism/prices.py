"""What it costs to take printed numbers for what the slots of a paragraph held."""

import re
from collections.abc import Iterator

from build_edition.numerals import weights
from build_edition.numerals.mechanism.change import rising
from build_edition.numerals.mechanism.order import Unit, units
from build_edition.numerals.oddity import comes_whole
from build_edition.numerals.paragraph import Paragraph
from build_edition.numerals.scale import UNKNOWN, Forms, forms
from build_edition.numerals.slots import CENTURIES, CENTURY, QUANTITIES, Slot

_SHARED_OUT = re.compile(
    r"\b(?:each|every|per|apiece|wages?|salar(?:y|ies)|fares?|pensions?|rations?|on board|aboard"
    r"|an? (?:hectare|acre|mu|head))\b",
    re.I,
)
"""Matches words for what one person, household or field gets, so that amounts are small."""

_NEXT_IN_LIST = re.compile(r"\s[a-z]+(?:\s[a-z]+)?(?:,|,? and|,? or)\s")
"""Matches what is between two numbers of a list of things: `2.3 oxen, 4 geese`."""

Filled = tuple[tuple[int, int], ...]
"""Pairs of a slot and the slot whose printed number belongs in it, both as indices of slots."""


class Prices:
    """The prices of one paragraph. What a search asks for again and again is worked out once."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.slots = paragraph.slots
        self.units = units(paragraph)
        self.rising = tuple(rising(paragraph.text, paragraph.slots))
        self.printed = [i for i, slot in enumerate(self.slots) if not slot.blank]
        self.dry = len(self.printed) < len(self.slots)
        self.shared_out = bool(_SHARED_OUT.search(paragraph.text))
        listed = [i for i, s in enumerate(self.slots) if _fraction(s)]
        self.scaled = {j for i in listed for j in self._listed_with(paragraph.text, i)}
        self.years = sum(slot.yearlike for slot in self.slots)
        self.wanting = any(s.type == "year" and not s.yearlike for s in self.slots)
        self._places: dict[tuple[int, int], list[tuple[Filled, int, float]]] = {}
        self._owners: dict[tuple[int, int], Forms] = {}

    def _listed_with(self, text: str, i: int) -> Iterator[int]:
        """Yield the indices of the slots in a list with a slot, which share its scale.

        They count the same, or two of them have a fraction: `1.25 sheep, 2.3 oxen and 4 geese`.
        """
        first, last = i, i
        while first and self._lists(text, first - 1):
            first -= 1
        while last + 1 < len(self.slots) and self._lists(text, last):
            last += 1
        if sum(_fraction(slot) for slot in self.slots[first : last + 1]) > 1:
            yield from range(first, last + 1)
        for j in range(max(0, i - weights.LISTED), min(len(self.slots), i + weights.LISTED + 1)):
            slot = self.slots[j]
            if slot.noun == self.slots[i].noun and slot.type == "count" and comes_whole(slot):
                yield j

    def _lists(self, text: str, i: int) -> bool:
        """Whether a slot and the next count things in one list: `2.3 oxen, 4 geese`."""
        joined = _NEXT_IN_LIST.fullmatch(text, self.slots[i].end, self.slots[i + 1].start)
        return bool(joined) and comes_whole(self.slots[i]) and comes_whole(self.slots[i + 1])

    def half_ranges(self, filled: Filled) -> float:
        """Return the cost of the ranges of which only one half got a number."""
        got = {item for item, _ in filled}
        ranges = [i for i, slot in enumerate(self.slots) if slot.range_with_next]
        return weights.HALF_RANGE * sum((i in got) != (i + 1 in got) for i in ranges)

    def unwritten(self, unit: Unit, *, skipped: bool) -> float:
        """Return the cost of a unit without a number: it had no digits, or they were dropped."""
        if self.slots[unit.slots[0]].converted:
            return weights.EXPECTED
        if unit.kind == "year" and self.dry:
            return weights.YEAR_DROPPED
        if unit.kind == "date" and any(self.slots[i].type == "year" for i in unit.slots):
            return weights.DATE_DROPPED
        if skipped:
            return weights.SKIPPED_WHEN_DRY if self.dry else weights.SKIPPED
        return weights.DROPPED * len(unit.slots)

    def stray(self, at: int) -> float:
        """Return the cost of a printed number, by its place in the queue, that belongs nowhere."""
        year = self.slots[self.printed[at]].yearlike
        return weights.STRAY + (weights.STRAY_YEAR if year else 0.0)

    def places(self, u: int, at: int) -> list[tuple[Filled, int, float]]:
        """Return the ways to write a unit from a place in the queue."""
        if (u, at) not in self._places:
            self._places[u, at] = [*self._place(self.units[u], at)]
        return self._places[u, at]

    def _place(self, unit: Unit, at: int) -> Iterator[tuple[Filled, int, float]]:
        """Yield the ways to write a unit from a place in the queue, with its months or without.

        A full date may also keep the English order: garbled, it would hardly look like a date.
        """
        yield from self._written(unit.items, at, 0.0)
        if any(self.slots[i].full for i in unit.slots):
            yield from self._written(tuple(sorted(unit.slots)), at, weights.FULL_DATE_KEPT)
        if unit.slots != unit.items:
            yield from self._written(unit.slots, at, weights.MONTH_IN_CHARACTERS)
        if unit.items[0] >= 0 and unit.items[1:] and not self.years:
            yield from self._written(unit.items[1:], at, weights.YEAR_IN_CHARACTERS)

    def _written(
        self, items: tuple[int, ...], at: int, cost: float
    ) -> Iterator[tuple[Filled, int, float]]:
        """Yield the slots that these items fill, the next place and the cost, if they fit."""
        filled: list[tuple[int, int]] = []
        for place, item in enumerate(items, start=at):
            if place >= len(self.printed):
                cost += weights.DROPPED * (item >= 0)
                continue
            price = self._price(self.printed[place], item)
            if price is None:
                return
            cost += price
            if item >= 0:
                filled.append((item, self.printed[place]))
        yield tuple(filled), min(at + len(items), len(self.printed)), cost

    def _price(self, source: int, item: int) -> float | None:
        """Return the cost of taking a printed number for this item; None if it cannot be it."""
        if item == -CENTURY:
            return 0.0 if self.slots[source].number in CENTURIES else None
        if item < 0:
            return 0.0 if self.slots[source].value == -item else None
        owners = self.owned(source, item)
        return owners[0][1] if owners else None

    def owned(self, source: int, item: int) -> Forms:
        """Return the forms of a printed number in the slot that it may belong to, cheapest first."""
        if (source, item) not in self._owners:
            self._owners[source, item] = tuple(sorted(self._owned(source, item), key=_cost))
        return self._owners[source, item]

    def _owned(self, source: int, item: int) -> Forms:
        """Return the forms of a printed number in the slot that it may belong to, with costs."""
        slot, moved = self.slots[item], source != item
        stays = self._wanted(slot) if self.wanting else 0.0
        shift = weights.MOVED if moved else stays
        if slot.converted and self.dry:
            shift += weights.CONVERTED_WHEN_DRY
        found = forms(
            slot,
            self.slots[source],
            moved=moved,
            scaled=item in self.scaled,
            shared_out=self.shared_out,
        )
        return tuple((text, cost + shift) for text, cost in found)

    def _wanted(self, slot: Slot) -> float:
        """Return the cost of leaving a year where it is printed while another slot lacks one."""
        if slot.type == "moment":
            return weights.ONLY_YEAR_STAYS if slot.yearlike and self.years == 1 else 0.0
        old = slot.value is not None and (
            weights.FIRST_POSSIBLE_YEAR < slot.value < weights.FIRST_LIKELY_YEAR
            and slot.value % 100
        )
        return weights.OLD_YEAR_STAYS if old and slot.type in QUANTITIES and not self.years else 0.0

    def variants(self, filled: Filled) -> Iterator[tuple[tuple[str, ...], float]]:
        """Yield one order's readings, each with its extra cost: the cheapest, then other scales."""
        forms_at = {item: self.owned(source, item) for item, source in filled}
        first = [forms_at[i][0][0] if i in forms_at else UNKNOWN for i in range(len(self.slots))]
        yield tuple(first), self._parts(first)
        others = [i for i, found in forms_at.items() if len(found) > 1]
        kinds = dict.fromkeys(map(self._counts, others))
        groups = [[i for i in others if self._counts(i) == kind] for kind in kinds]
        for group in [*groups, others] if len(groups) > 1 else groups:
            changed = [forms_at[i][1][0] if i in group else text for i, text in enumerate(first)]
            dearer = max(forms_at[i][1][1] - forms_at[i][0][1] for i in group)
            yield (
                tuple(changed),
                dearer + weights.EXPECTED * (group is others) + self._parts(changed),
            )

    def _counts(self, i: int) -> tuple[str, str]:
        """Return the type and noun of a slot: numbers that share both also share their scale."""
        return self.slots[i].type, self.slots[i].noun

    def _parts(self, texts: list[str]) -> float:
        """Return the cost of parts that come out greater than their whole, and of a rise that falls."""
        pairs = [
            (float(texts[i].replace(",", "")), float(texts[i + 1].replace(",", "")))
            for i in range(len(texts) - 1)
            if self.slots[i].part_of_next and UNKNOWN not in texts[i : i + 2]
        ]
        pairs += [
            (float(texts[i].replace(",", "")), float(texts[j].replace(",", "")))
            for i, j in self.rising
            if UNKNOWN not in (texts[i], texts[j])
        ]
        return weights.MISFIT * sum(part > whole for part, whole in pairs)


def _cost(form: tuple[str, float]) -> float:
    """Return the cost of a form that a number can have had."""
    return form[1]


def _fraction(slot: Slot) -> bool:
    """Whether a fraction is printed in a slot that counts things without fractions."""
    return slot.value is not None and slot.value != int(slot.value) and comes_whole(slot)
