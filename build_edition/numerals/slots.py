"""The slots of a paragraph: the places where a number belongs, whatever is printed there now.

The type of a slot comes from the words around it, and from what is printed in it only if the
words leave it open.
"""

import re
from dataclasses import dataclass
from typing import Literal

from build_edition.numerals import weights

SlotType = Literal[
    "year",
    "decade",
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
"""What a slot calls for. A moment may be a year or not: `before …`, `the … constitution`."""

SCALES: dict[str, SlotType] = {"thousand": "thousand", "million": "million", "billion": "billion"}
"""The scale words, which the garbling left alone, and the type of the slots before them."""

QUANTITIES = ("count", "measure", "thousand", "million", "billion")
"""The types of slot that call for a quantity, not a year."""

LABEL = re.compile(
    r"\b(?:chapter|page|article|section|volume|vol\.|nos?\.|number|part|type|mark|model|room|route"
    r"|line|figure|table|version|item|step|grade|class|gate|platform|bus|flight|apollo|sputnik|psalm"
    r"|verse|channel|highway|pier|bed|track|cable|telegram|des?patch|letter|memorandum|document|order"
    r"|resolution|decree|directive|circular|paragraph|para\.)\s$",
    re.I,
)
"""Matches a word that says that the number after it is a name, not an amount: `Chapter 240`."""

CENTURY = 100
"""Stands for a century in the Chinese order of a paragraph, as 1 to 12 stand for months.

Chinese writes the 1840s as the 40s of the 19th century: two numbers, for which English has one slot.
"""

CENTURIES = range(15, 22)
"""The centuries whose decades are named: from the fifteenth on."""

NAME = "name"
"""What stands in place of a noun if a number names something, as that of a document does."""

DOCUMENT = re.compile(
    r"\b(?:nos?\.|cable|telegram|document|order|resolution|decree|directive|circular)\s$", re.I
)
"""Matches a label of which the digits are overwritten like any others: `Order No. 8`."""

AMOUNT_OF = re.compile(
    r"(?:age|factor|total|sum|rate|speed|height|depth|length|width|weight|population|crew|score|maximum"
    r"|minimum|majority|margin|force|temperature|group|team|party|family|average|mean|budget|price"
    r"|cost|distance|strength|staff|garrison|circulation|membership|attendance|blend|one|two) of\s$",
    re.I,
)
"""Matches words after which a number is an amount: `a population of 300`."""

_NOUN = re.compile(r"(?:\s|-)([A-Za-z][A-Za-z’']*)")
"""Matches the word after a number, or joined to it by a hyphen."""

_FUNCTION = frozenset(
    """the a an was were is are be been when where he she it they we i you and or but to of with as
    at on by for from in into after before until till since that which who whom whose his her its
    their our my this these those there because while had has have did does do would will could
    should might may must can only also not nor so if then than through under during about over
    almost nearly still already just even both all some many most another other such ad bc bce ce
    onwards onward alone again too towards toward against along across among upon within without
    below above behind beside beyond near off onto out outside past since throughout up down how why
    what yet however otherwise away ago hence later earlier apiece each every always never often
    sometimes perhaps whereas unless once twice per via vs plus minus
    respectively""".split()
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where a number belongs, and what is printed there: nothing, if it is a blank.

    `start` and `end` are code points of the paragraph; `noun` is what is counted, `suffix` the
    ending of an ordinal, `month` the number of the month that it belongs to (0: none), `date` the
    index of the date that it is part of (-1: none). `converted` is a measure repeated in another
    unit, `rough` an approximate number, `full` part of a date with day, month and year, `out_of_period`
    a year far from all other years of the paragraph, `again` a number that stands there before,
    `hour` one that may be an hour: `until 8`, `of_them` one that counts a part of what is named before,
    `backwards` the day or year that ends a range before it begins, `era` a year BC or AD, which may be
    small.
    """

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
    out_of_period: bool = False
    again: bool = False
    hour: bool = False
    of_them: bool = False
    backwards: bool = False
    era: bool = False

    @property
    def value(self) -> float | None:
        """The printed number; None for a blank."""
        return self.number if self.printed else None

    @property
    def number(self) -> float:
        """The printed number of a slot that has one."""
        return float(self.printed.replace(",", ""))

    @property
    def blank(self) -> bool:
        """Whether the number that belongs here is not printed."""
        return not self.printed

    @property
    def yearlike(self) -> bool:
        """Whether the printed number can be a year in the period that the paragraph is about."""
        return (
            "," not in self.printed
            and is_year(self.value)
            and not self.out_of_period
            and not self.era
        )


@dataclass(frozen=True, slots=True)
class Month:
    """The name of a month: it was a digit in the Chinese, but has no slot in the English.

    `at` is where it starts (code point), `date` the index of the date that it is part of.
    """

    at: int
    number: int
    date: int


def is_year(value: float | None) -> bool:
    """Whether a number can be a year in the period that the texts are about."""
    return (
        value is not None
        and value == int(value)
        and (weights.FIRST_LIKELY_YEAR <= value <= weights.LAST_LIKELY_YEAR)
    )


def is_year_of_era(value: float) -> bool:
    """Whether a number can be a year that is said to be BC or AD, such as the 44 of `44 BC`."""
    return value == int(value) and 0 < value < 10_000


def just_before(start: int) -> tuple[int, int]:
    """Return the start and end of the stretch before a number in which to look for words.

    Both are code points. It has room for the longest, “equivalent to” and “beginning of”.
    """
    return max(0, start - 16), start


def words_before(text: str, start: int) -> tuple[int, int]:
    """Return the stretch `just_before` a number, empty if no word can be next to it, as in `[5`.

    So a paragraph of nothing but such numbers is read quickly: a word about a number ends in a space
    or a hyphen.

    >>> words_before("about 5", 6), words_before("about [5", 7)
    ((0, 6), (7, 7))
    """
    apart = text[start - 1 : start] == "-" or text[start - 1 : start].isspace()
    return just_before(start) if apart else (start, start)


def noun_after(text: str, end: int) -> str:
    """Return the word that a number counts, in lower case; "" if none, or a name, is next to it.

    >>> noun_after("5 cranes came", 1), noun_after("5 came to Paris", 9), noun_after("in 5.", 4)
    ('cranes', '', '')
    """
    match = _NOUN.match(text, end)
    if not match or match[1].lower() in _FUNCTION:
        return ""
    proper = match[1][0].isupper() and text.startswith(" ", end)
    return "" if proper else match[1].lower()
