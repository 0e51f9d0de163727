"""A search through the orders in which the Chinese may have had a paragraph's numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count, islice
from math import inf

from build_edition.numerals import weights
from build_edition.numerals.mechanism.order import inversion
from build_edition.numerals.mechanism.prices import Filled, Prices
from build_edition.numerals.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class _State:
    """An incomplete order: the units placed, the printed numbers used up (`at`), and the cost.

    `placed` has a bit for each unit, `first` is the first unit that is not placed, `reached` the
    last one placed, in English order and without dates. `filled` is what the last unit placed
    filled, with the state before it.
    """

    placed: int
    first: int
    filled: Filled
    before: "_State | None"
    at: int
    cost: float
    reached: int

    def all_filled(self) -> Filled:
        """Return every pair of slots that this order has filled, the first placed first."""
        parts: list[Filled] = []
        state: _State | None = self
        while state is not None:
            parts.append(state.filled)
            state = state.before
        return tuple(pair for part in reversed(parts) for pair in part)


_NONE_PLACED = _State(0, 0, (), None, 0, 0.0, -1)


class Search:
    """A search through the orders of one paragraph's units, the most promising first."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.prices = Prices(paragraph)
        self.units = self.prices.units
        self.slotted = [u for u, unit in enumerate(self.units) if unit.slots]
        self.inversions: dict[tuple[int, int], float] = {}

    def run(self, most: int) -> Iterator[tuple[Filled, float]]:
        """Yield the orders that the search completes, each with its cost, trying `most` at most."""
        bound, born = inf, count()
        queue = [(0.0, next(born), _NONE_PLACED)]
        for _ in range(most):
            if not queue:
                return
            _, _, state = heappop(queue)
            if state.cost > bound + weights.TOO_DEAR:
                continue
            if state.at >= len(self.prices.printed):
                filled = state.all_filled()
                cost = state.cost + self._left(state) + self.prices.half_ranges(filled)
                bound = min(bound, cost)
                yield filled, cost
                continue
            for after in self._next(state):
                heappush(queue, (after.cost - weights.PROGRESS * after.at, -next(born), after))

    def _left(self, state: _State) -> float:
        """Return the cost of the units that got no number: low at the end, higher in the middle."""
        cost = 0.0
        for u in self.slotted:
            unit = self.units[u]
            if not state.placed >> u & 1:
                skipped = u < state.reached and not unit.date
                part = unit.part_of in self.units[state.reached].items  # its whole comes first
                cost += self.prices.unwritten(unit, skipped=skipped and not part)
                cost += weights.TWO_OF_A_KIND * self._overtaken(state, u)
        return cost

    def _overtaken(self, state: _State, u: int) -> bool:
        """Whether a date without a number is followed by one with a number in the same clause."""
        unit = self.units[u]
        return unit.date and any(
            v.date and v.clause == unit.clause and state.placed >> n & 1
            for n, v in enumerate(self.units[u + 1 :], start=u + 1)
        )

    def _next(self, state: _State) -> Iterator[_State]:
        """Yield the orders that have one unit more, and one that skips a printed number."""
        for u in self._near(state):
            unit = self.units[u]
            placed = state.placed | 1 << u
            first = state.first
            while placed >> first & 1:
                first += 1
            cost = state.cost + self._inverted(state.placed, u)
            reached = state.reached if unit.date else max(u, state.reached)
            for filled, at, more in self.prices.places(u, state.at):
                yield _State(placed, first, filled, state, at, cost + more, reached)
        stray = state.cost + self.prices.stray(state.at)
        yield replace(state, filled=(), before=state, at=state.at + 1, cost=stray)

    def _near(self, state: _State) -> Iterator[int]:
        """Yield the units that may come next: the first of those left, and dates further on."""
        left = (u for u in range(state.first, len(self.units)) if not state.placed >> u & 1)
        for n, u in enumerate(islice(left, weights.DATES_AHEAD)):
            if n < weights.AHEAD or self.units[u].date:
                yield u

    def _inverted(self, placed: int, u: int) -> float:
        """Return the cost of the placed units that come after a unit in English, and before it now."""
        cost, v, later = 0.0, u + 1, placed >> u + 1
        while later:
            if later & 1:
                if (v, u) not in self.inversions:
                    self.inversions[v, u] = inversion(self.units[v], self.units[u])
                cost += self.inversions[v, u]
            v, later = v + 1, later >> 1
        return cost
