"""The slots of a paragraph: the places that a number belongs to, whatever stands there now.

A slot's type comes from the words around it, never from what is printed in it, wherever the
words are enough to tell.
"""

import re
from dataclasses import dataclass
from typing import Literal

from build_edition.numerals import weights

SlotType = Literal[
    "year",
    "moment",
    "day",
    "count",
    "measure",
    "thousand",
    "million",
    "billion",
    "ordinal",
    "percent",
    "other",
]
"""What a place asks for. A moment may hold a year or not: `before …`, `the … constitution`."""

SCALES: dict[str, SlotType] = {"thousand": "thousand", "million": "million", "billion": "billion"}
"""The scale words that the step left standing, and the slots before them."""

QUANTITIES = ("count", "measure", "thousand", "million", "billion")
"""The slots that no year belongs to."""

_NOUN = re.compile(r"(?:\s|-)([A-Za-z][A-Za-z’']*)")
_FUNCTION = frozenset(
    """the a an was were is are be been when where he she it they we i you and or but to of with as
    at on by for from in into after before until till since that which who whom whose his her its
    their our my this these those there because while had has have did does do would will could
    should might may must can only also not nor so if then than through under during about over
    almost nearly still already just even both all some many most another other such ad bc bce ce
    onwards onward alone again too""".split()
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that a number belongs to, and what is printed in it (a blank prints nothing)."""

    start: int
    end: int
    type: SlotType
    printed: str
    noun: str = ""
    suffix: str = ""
    month: int = 0
    date: int = -1
    range_with_next: bool = False
    part_of_next: bool = False
    converted: bool = False
    rough: bool = False
    full: bool = False

    @property
    def value(self) -> float | None:
        """What is printed, as a number."""
        return float(self.printed.replace(",", "")) if self.printed else None

    @property
    def blank(self) -> bool:
        """Whether nothing stands here any more."""
        return not self.printed

    @property
    def yearlike(self) -> bool:
        """Whether what is printed can be a year of the age such pages tell of."""
        return "," not in self.printed and is_year(self.value)


@dataclass(frozen=True, slots=True)
class Month:
    """A month's name: its digit stood in the Chinese, but no English slot is its own."""

    at: int
    number: int
    date: int


def is_year(value: float | None) -> bool:
    """Whether a number can be a year of the age such pages tell of."""
    return (
        value is not None
        and value == int(value)
        and (weights.FIRST_LIKELY_YEAR <= value <= weights.LAST_LIKELY_YEAR)
    )


def noun_after(text: str, end: int) -> str:
    """The word that a number counts, if one follows it directly."""
    match = _NOUN.match(text, end)
    if not match or match[1].lower() in _FUNCTION:
        return ""
    proper = match[1][0].isupper() and text[end : end + 1] == " "
    return "" if proper else match[1].lower()
