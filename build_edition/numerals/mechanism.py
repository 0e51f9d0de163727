"""Undo the garbling: search for the orders of the Chinese digits that explain what is printed.

The step that broke the numbers wrote the digits of the Chinese paragraph, in Chinese order,
over the numerals of the English one. So an explanation is an order in which the Chinese may have
had the English slots. The printed numbers (the queue) belong, in turn, to the first slots of that
order; the numbers of the rest were dropped. The cheapest orders become the readings, and a slot
that gets no number is left open. `weights` sets the costs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, islice
from math import inf

from build_edition.numerals import weights
from build_edition.numerals.oddity import comes_whole
from build_edition.numerals.order import Unit, inversion, units
from build_edition.numerals.paragraph import Paragraph, typings
from build_edition.numerals.scale import UNKNOWN, Forms, forms
from build_edition.numerals.slots import QUANTITIES, Slot

_SHARED_OUT = re.compile(r"\b(?:each|every|per|apiece)\b", re.I)

Filled = tuple[tuple[int, int], ...]
"""Pairs of a slot and the slot whose printed number belongs in it, both as indices of slots."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What each slot held before the garbling (`[?]` where that is lost), and what it costs.

    Explanations with the same order differ only in scale.
    """

    texts: tuple[str, ...]
    cost: float
    order: Filled = ()


def explanations(paragraph: Paragraph) -> tuple[Explanation, ...]:
    """Return the explanations of what is printed, cheapest first, without repeats."""
    best: dict[tuple[str, ...], Explanation] = {}
    for n, typed in zip(range(weights.TYPINGS), typings(paragraph), strict=False):
        search = _Search(typed)
        for filled, cost in search.run():
            for texts, extra in search.variants(filled):
                total = cost + extra + weights.ANOTHER_TYPING * (n > 0)
                if texts not in best or total < best[texts].cost:
                    best[texts] = Explanation(texts, total, filled)
    return tuple(sorted(best.values(), key=lambda found: (found.cost, found.texts)))


@dataclass(frozen=True, slots=True)
class _State:
    """An incomplete order: the units placed, the printed numbers used up (`at`), and the cost.

    `reached` is the last unit placed, in English order and without dates.
    """

    placed: frozenset[int]
    filled: Filled
    at: int
    cost: float
    reached: int


class _Search:
    """A search through the orders of one paragraph's units, the most promising first."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.slots = paragraph.slots
        self.units = units(paragraph)
        self.printed = [i for i, slot in enumerate(self.slots) if not slot.blank]
        self.dry = len(self.printed) < len(self.slots)
        self.looked = 0
        self.shared_out = bool(_SHARED_OUT.search(paragraph.text))
        listed = [i for i, s in enumerate(self.slots) if _fraction(s)]
        self.scaled = {j for i in listed for j in self._listed_with(i)}
        self.years = sum(slot.yearlike for slot in self.slots)
        self.wanting = any(s.type == "year" and not s.yearlike for s in self.slots)

    def _listed_with(self, i: int) -> Iterator[int]:
        """Yield the indices of the slots in a list with a slot, which share its scale."""
        for j, slot in enumerate(self.slots):
            near = (
                abs(j - i) <= weights.LISTED
                and slot.noun == self.slots[i].noun
                and slot.type == "count"
            )
            if near and comes_whole(slot):
                yield j

    def run(self) -> Iterator[tuple[Filled, float]]:
        """Yield the orders that the search completes, each with its cost."""
        bound, born = inf, count()
        queue = [(0.0, next(born), _State(frozenset(), (), 0, 0.0, -1))]
        most = min(weights.ORDERS, weights.WORK // len(self.slots) + len(self.slots))
        while queue and self.looked < most:
            self.looked += 1
            _, _, state = heappop(queue)
            if state.cost > bound + weights.TOO_DEAR:
                continue
            if state.at >= len(self.printed):
                cost = state.cost + self._left(state) + self._half_ranges(state.filled)
                bound = min(bound, cost)
                yield state.filled, cost
                continue
            for after in self._next(state):
                heappush(queue, (after.cost - weights.PROGRESS * after.at, -next(born), after))

    def _left(self, state: _State) -> float:
        """Return the cost of the units that got no number: low at the end, higher in the middle."""
        cost = 0.0
        for u, unit in enumerate(self.units):
            if u not in state.placed and unit.slots:
                cost += self._unwritten(unit, skipped=u < state.reached and not unit.date)
        return cost

    def _half_ranges(self, filled: Filled) -> float:
        """Return the cost of the ranges of which only one half got a number."""
        got = {item for item, _ in filled}
        ranges = [i for i, slot in enumerate(self.slots) if slot.range_with_next]
        return weights.HALF_RANGE * sum((i in got) != (i + 1 in got) for i in ranges)

    def _unwritten(self, unit: Unit, *, skipped: bool) -> float:
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

    def _next(self, state: _State) -> Iterator[_State]:
        """Yield the orders that have one unit more, and one that skips a printed number."""
        left = islice(
            (u for u in range(len(self.units)) if u not in state.placed), weights.DATES_AHEAD
        )
        near = [u for n, u in enumerate(left) if n < weights.AHEAD or self.units[u].date]
        for u in near:
            unit = self.units[u]
            cost = sum(inversion(self.units[v], unit) for v in state.placed if v > u)
            reached = state.reached if unit.date else max(u, state.reached)
            for filled, at, more in self._place(unit, state.at):
                yield _State(
                    state.placed | {u},
                    state.filled + filled,
                    at,
                    state.cost + cost + more,
                    reached,
                )
        yield _State(
            state.placed, state.filled, state.at + 1, state.cost + weights.STRAY, state.reached
        )

    def _place(self, unit: Unit, at: int) -> Iterator[tuple[Filled, int, float]]:
        """Yield the ways to write a unit from a place in the queue, with its months or without.

        A full date may also keep the English order: garbled, it would hardly look like a date.
        """
        yield from self._written(unit.items, at, 0.0)
        if any(self.slots[i].full for i in unit.slots):
            yield from self._written(tuple(sorted(unit.slots)), at, weights.FULL_DATE_KEPT)
        if unit.slots != unit.items:
            yield from self._written(unit.slots, at, weights.MONTH_IN_CHARACTERS)

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
        if item < 0:
            return 0.0 if self.slots[source].value == -item else None
        owners = self.owned(source, item)
        return min(cost for _, cost in owners) if owners else None

    def owned(self, source: int, item: int) -> Forms:
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
        forms_at = {
            item: sorted(self.owned(source, item), key=lambda f: f[1]) for item, source in filled
        }
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
        """Return the cost of the parts that come out greater than their whole."""
        pairs = [
            (float(texts[i].replace(",", "")), float(texts[i + 1].replace(",", "")))
            for i in range(len(texts) - 1)
            if self.slots[i].part_of_next and UNKNOWN not in texts[i : i + 2]
        ]
        return weights.MISFIT * sum(part > whole for part, whole in pairs)


def _fraction(slot: Slot) -> bool:
    """Whether a fraction is printed in a slot that counts things without fractions."""
    return slot.value is not None and slot.value != int(slot.value) and comes_whole(slot)
