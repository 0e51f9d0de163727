"""Undo the garbling: search for the orders of the Chinese digits that explain what is printed.

The step that broke the numbers wrote the digits of the Chinese paragraph, in Chinese order,
over the numerals of the English one. So an explanation is an order in which the Chinese may have
had the English slots. The printed numbers (the queue) belong, in turn, to the first slots of that
order; the numbers of the rest were dropped. The cheapest orders become the readings, and a slot
that gets no number is left open. `weights` sets the costs.
"""

from dataclasses import dataclass

from build_edition.numerals import weights
from build_edition.numerals.mechanism.prices import Filled
from build_edition.numerals.mechanism.search import Search
from build_edition.numerals.paragraph import Paragraph, typings


@dataclass(frozen=True, slots=True)
class Explanation:
    """What each slot held before the garbling (`[?]` where that is lost), and what it costs.

    Explanations with the same order differ only in scale.
    """

    texts: tuple[str, ...]
    cost: float
    order: Filled = ()


def explanations(paragraph: Paragraph) -> tuple[Explanation, ...]:
    """Return the explanations of what is printed, cheapest first, without repeats.

    There are none of a paragraph with too many slots.
    """
    best: dict[tuple[str, ...], Explanation] = {}
    if len(paragraph.slots) > weights.SLOTS:
        return ()
    for n, typed in zip(range(weights.TYPINGS), typings(paragraph), strict=False):
        search = Search(typed)
        for filled, cost in search.run(weights.ORDERS // 2 if n else weights.ORDERS):
            for texts, extra in search.prices.variants(filled):
                total = cost + extra + weights.ANOTHER_TYPING * (n > 0)
                if texts not in best or total < best[texts].cost:
                    best[texts] = Explanation(texts, total, filled)
    return tuple(sorted(best.values(), key=lambda found: (found.cost, found.texts)))
