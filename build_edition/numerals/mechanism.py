"""Undoing the garbling: which order of the Chinese digits explains what is printed.

The step that broke the numbers wrote the digits of the Chinese paragraph, in Chinese order,
over the numerals of the English one. So every explanation is an order of the English slots as
the Chinese had them: a date is year, month, day and mostly stands before what it dates. The
printed numbers, left to right, are the first of that order; what the order holds beyond them
was dropped. The cheapest orders are the readings; a slot that gets nothing is a gap.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from build_edition.numerals.paragraph import Paragraph, comes_whole
from build_edition.numerals.scale import forms
from build_edition.numerals.slots import Slot

GAP = "[?]"
"""What a reading prints where a number is lost."""

_MOST, _WORK = 4000, 400_000
"""How many partial orders are looked at before the best found so far must do: fewer in long ones."""

Filled = tuple[tuple[int, int], ...]
"""Slots with the printed numbers that belong in them: pairs of places in the paragraph."""


@dataclass(frozen=True)
class Unit:
    """What stands together in Chinese: a date in the order year, month, day, or one number."""

    items: tuple[int, ...]
    date: bool
    month: int = 0
    month_after: int = 0


@dataclass(frozen=True)
class Explanation:
    """What each slot held before the garbling (a gap where nobody can say), and at what cost."""

    texts: tuple[str, ...]
    cost: float


def units(paragraph: Paragraph) -> tuple[Unit, ...]:
    """The paragraph's units in English order."""
    found: list[tuple[int, Unit]] = []
    dated = {i for i, slot in enumerate(paragraph.slots) if slot.date >= 0}
    for month in paragraph.months:
        own = [i for i in sorted(dated) if paragraph.slots[i].date == month.date]
        years = tuple(i for i in own if paragraph.slots[i].type == "year")
        days = tuple(i for i in own if paragraph.slots[i].type == "day")
        at = min((month.at, *(paragraph.slots[i].start for i in own)))
        found.append((at, Unit(years + days, True, month.number, len(years))))
    for i, slot in enumerate(paragraph.slots):
        if i not in dated:
            found.append((slot.start, Unit((i,), slot.type == "year")))
    return tuple(unit for _, unit in sorted(found, key=lambda pair: pair[0]))


def explanations(paragraph: Paragraph) -> tuple[Explanation, ...]:
    """The explanations of what is printed, cheapest first, none twice."""
    search = _Search(paragraph)
    best: dict[tuple[str, ...], float] = {}
    for filled, cost in search.run():
        for texts, extra in search.variants(filled):
            best[texts] = min(cost + extra, best.get(texts, 1e9))
    ranked = sorted(best.items(), key=lambda pair: (pair[1], pair[0]))
    return tuple(Explanation(texts, cost) for texts, cost in ranked)


@dataclass(frozen=True)
class _State:
    placed: frozenset[int]
    filled: Filled
    at: int
    cost: float
    reached: int


class _Search:
    """One search through the orders of one paragraph's units."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.slots = paragraph.slots
        self.units = units(paragraph)
        self.printed = [i for i, slot in enumerate(self.slots) if not slot.blank]
        self.dry = len(self.printed) < len(self.slots)
        self.looked = 0
        listed = [i for i, s in enumerate(self.slots) if _fraction(s)]
        self.scaled = {j for i in listed for j in self._listed_with(i)}

    def _listed_with(self, i: int) -> Iterator[int]:
        for j, slot in enumerate(self.slots):
            near = abs(j - i) <= 3 and slot.noun == self.slots[i].noun and slot.type == "count"
            if near and comes_whole(slot):
                yield j

    def run(self) -> Iterator[tuple[Filled, float]]:
        """Every order within reach: pairs of slot and the printed number that belongs in it."""
        bound, born = 1e9, count()
        queue = [(0.0, next(born), _State(frozenset(), (), 0, 0.0, -1))]
        most = min(_MOST, _WORK // len(self.slots) + len(self.slots))
        while queue and self.looked < most:
            self.looked += 1
            _, _, state = heappop(queue)
            if state.cost > bound + 2.5:
                continue
            if state.at >= len(self.printed):
                cost = state.cost + self._left(state)
                bound = min(bound, cost)
                yield state.filled, cost
                continue
            for after in self._next(state):
                heappush(queue, (after.cost - 0.9 * after.at, -next(born), after))

    def _left(self, state: _State) -> float:
        """What the units cost that got no number: little at the end, more in the middle."""
        cost = 0.0
        for u, unit in enumerate(self.units):
            if u not in state.placed and unit.items:
                skipped = u < state.reached and not unit.date
                cost += (0.5 if self.dry else 2.5) if skipped else 0.3 * len(unit.items)
        return cost

    def _next(self, state: _State) -> Iterator[_State]:
        left = [u for u in range(len(self.units)) if u not in state.placed]
        near = left[:4] + [u for u in left[4:9] if self.units[u].date]
        for u in near:
            earlier = [e for e in left if e < u and self.units[e].items]
            if self.units[u].date:
                dates = sum(self.units[e].date for e in earlier)
                cost = 0.25 * min(3, len(earlier)) + 0.6 * dates
            else:
                cost = self._jump(u) * len(earlier)
            reached = state.reached if self.units[u].date else max(u, state.reached)
            for filled, at, more in self._place(self.units[u], state.at):
                yield _State(
                    state.placed | {u},
                    state.filled + filled,
                    at,
                    state.cost + cost + more,
                    reached,
                )
        yield _State(state.placed, state.filled, state.at + 1, state.cost + 2.6, state.reached)

    def _jump(self, u: int) -> float:
        """What it costs a number to stand in Chinese before one that English names first.

        Ordinals do so easily: Chinese names the division before the regiment in it.
        """
        ordinal = self.slots[self.units[u].items[0]].type == "ordinal"
        return 0.2 if self.dry else 0.3 if ordinal else 0.8

    def _place(self, unit: Unit, at: int) -> Iterator[tuple[Filled, int, float]]:
        """The ways to write a unit from a place of the queue on."""
        for with_month in (True, False) if unit.month else (False,):
            filled: list[tuple[int, int]] = []
            place, cost = at, 0.0
            queue: list[int | None] = list(unit.items)
            if with_month:
                queue.insert(unit.month_after, None)
            elif unit.month:
                cost += 1.0 if at < len(self.printed) else 0.0
            for item in queue:
                if place < len(self.printed):
                    source = self.printed[place]
                    price = self._price(source, item, unit.month)
                    if price is None:
                        break
                    cost += price
                    if item is not None:
                        filled.append((item, source))
                elif item is not None:
                    cost += 0.3
                place += 1
            else:
                yield tuple(filled), min(place, len(self.printed)), cost

    def _price(self, source: int, item: int | None, month: int) -> float | None:
        if item is None:
            return 0.0 if self.slots[source].value == month else None
        owners = self.owned(source, item)
        return min(cost for _, cost in owners) if owners else None

    def owned(self, source: int, item: int) -> tuple[tuple[str, float], ...]:
        """How a printed number can have stood in a slot: its forms there, each with its cost."""
        slot, moved = self.slots[item], source != item
        value, printed = self.slots[source].value, self.slots[source].printed
        if value is None:
            return ()
        home = slot.type in ("year", "day")
        shift = 0.0 if not moved else 0.9 if self.dry and not home else 0.4
        found = forms(slot, value, printed, moved=moved, scaled=item in self.scaled)
        return tuple((text, cost + shift) for text, cost in found)

    def variants(self, filled: Filled) -> Iterator[tuple[tuple[str, ...], float]]:
        """The readings of one order: the best form of each number, then one other form at a time."""
        forms_at = {
            item: sorted(self.owned(source, item), key=lambda f: f[1]) for item, source in filled
        }
        first = [forms_at[i][0][0] if i in forms_at else GAP for i in range(len(self.slots))]
        yield tuple(first), 0.0
        others = [i for i, found in forms_at.items() if len(found) > 1]
        for i in others:
            changed = list(first)
            changed[i] = forms_at[i][1][0]
            yield tuple(changed), forms_at[i][1][1] - forms_at[i][0][1]
        if len(others) > 1:
            every = [forms_at[i][1][0] if i in others else text for i, text in enumerate(first)]
            yield tuple(every), 0.6


def _fraction(slot: Slot) -> bool:
    return slot.value is not None and slot.value != int(slot.value) and comes_whole(slot)
