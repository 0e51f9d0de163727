"""Reading a paragraph's numbers: the slots they stand in, the blanks, the dates they belong to.

A slot is a place of the English sentence that a number belongs to, whatever stands there now.
Its type comes from the words around it, never from what is printed in it, wherever the words
are enough to tell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from build_edition.numerals.things import MEASURES

SlotType = Literal[
    "year", "day", "count", "measure", "million", "billion", "ordinal", "percent", "other"
]

MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = "|".join(MONTHS) + "|" + "|".join(f"{month[:3]}\\." for month in MONTHS)

_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?<!No\. )(?P<value>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?)"
    r"(?P<suffix>st|nd|rd|th)?(?![\d:/]|[A-Za-z](?<!s))"
)
_AFTER_HYPHEN = re.compile(r"(?<=force-|grade-|level-|class-)\d+(?![\w-])")
_LABEL = re.compile(
    r"(?:chapter|page|article|section|volume|vol\.|no\.|number|part|type|mark|model|room|route|line"
    r"|figure|table|version|item|step|grade|class|gate|platform|bus|flight|apollo|sputnik|psalm|verse"
    r"|channel|highway|pier|bed|track)\s$",
    re.I,
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|by|since|until|till|before|after|from|during|circa|around|late|early|mid|year|to|and"
    r"|(?:end|beginning|start|middle|spring|summer|autumn|fall|winter|half|close) of|of"
    r"|throughout|through|into|between|as early as|as late as)[\s-]$",
    re.I,
)
_AVERAGE = re.compile(r"\b(?:on average|averag\w*|a mean of|per capita|per head)\b", re.I)
"""Words of an average, in which even things that come whole have fractions."""

_SCALE = re.compile(r"\s(million|billion)\b", re.I)
_NOUN = re.compile(r"(?:\s|-)([A-Za-z][A-Za-z’']*)")
_FUNCTION = frozenset(
    """the a an was were is are be been when where he she it they we i you and or but to of with as
    at on by for from in into after before until till since that which who whom whose his her its
    their our my this these those there because while had has have did does do would will could
    should might may must can only also not nor so if then than through under during about over
    almost nearly still already just even both all some many most another other such ad bc bce ce
    onwards onward alone again too""".split()
)


@dataclass(frozen=True)
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

    @property
    def value(self) -> float | None:
        """What is printed, as a number."""
        return float(self.printed.replace(",", "")) if self.printed else None

    @property
    def blank(self) -> bool:
        """Whether nothing stands here any more."""
        return not self.printed


@dataclass(frozen=True)
class Month:
    """A month's name: its digit stood in the Chinese, but no English slot is its own."""

    at: int
    number: int
    date: int


_DATE = re.compile(
    rf"(?:(?<!\d)(?P<day1>\d{{1,4}})(?P<suf1>st|nd|rd|th)?(?: of)?\s)?\b(?P<month>{_MONTH})(?=\W|$)"
    rf"(?:(?:\s(?P<n1>\d{{1,4}})(?P<suf2>st|nd|rd|th)?(?![\d,.]*\d|[A-Za-z%-]|:))"
    rf"(?:,?\s(?P<n2>\d{{1,4}})(?![\d.,]*\d|[A-Za-z%-]|:))?)?"
)


_ERA = re.compile(r"\s(?:BCE?|AD|CE)\b")


def month_number(name: str) -> int:
    """The number of a month by its English name or its first three letters."""
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def is_year(value: float | None) -> bool:
    """Whether a number can be a year of the age such pages tell of."""
    return value is not None and value == int(value) and 1800 <= value <= 2035


def dates(text: str) -> Iterator[tuple[list[Slot], Month]]:
    """The dates of a paragraph that name a month: their day and year slots, and the month."""
    for index, match in enumerate(_DATE.finditer(text)):
        ancient = _ERA.match(text, match.end())
        if ancient or (match["month"] == "May" and _is_verb(text, match)):
            continue
        month = Month(match.start("month"), month_number(match["month"]), index)
        yield _date_slots(text, match, month), month


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """Whether “May” opens a wish: at a sentence's start, with a word behind it."""
    start = match.start("month")
    opens = start == 0 or text[:start].rstrip()[-1:] in '.!?“"'
    return (
        opens
        and not match["day1"]
        and not match["n1"]
        and text[match.end() : match.end() + 1] == " "
    )


def _date_slots(text: str, match: re.Match[str], month: Month) -> list[Slot]:
    def slot(group: str, kind: SlotType, suffix: str | None) -> Slot:
        return Slot(
            *match.span(group), kind, match[group], "", suffix or "", month.number, month.date
        )

    day1, n1, n2 = match["day1"], match["n1"], match["n2"]
    if day1 and _counts_before(text, match):
        day1 = None
    if day1:
        return [slot("day1", "day", match["suf1"])] + ([slot("n1", "year", None)] if n1 else [])
    if not n1:
        return []
    things = not n2 and not is_year(float(n1)) and _noun_follows(text, match.end("n1"))
    if things and re.search(
        r"\b(?:in|since|by|of|last|this|that)\s$", text[: match.start("month")], re.I
    ):
        return []
    second = bool(n2) and not _noun_follows(text, match.end("n2"))
    if second:
        return [slot("n1", "day", match["suf2"]), slot("n2", "year", None)]
    before = text[: match.start("month")].rstrip().lower()
    if re.search(r"\bon$", before) or (
        not is_year(float(n1)) and not re.search(r"\b(?:in|since|by|of)$", before)
    ):
        return [slot("n1", "day", match["suf2"])]
    if is_year(float(n1)) or re.search(r"\b(?:in|since)$", before):
        return [slot("n1", "year", None)]
    return [slot("n1", "day", match["suf2"])]


def _counts_before(text: str, match: re.Match[str]) -> bool:
    """Whether the number before a month is a year's (`in 1956 March came`), not a day's."""
    return is_year(float(match["day1"])) and not match["n1"]


def _noun_follows(text: str, end: int) -> str:
    """The word that a number counts, if one follows it directly."""
    match = _NOUN.match(text, end)
    if not match or match[1].lower() in _FUNCTION:
        return ""
    proper = match[1][0].isupper() and text[end : end + 1] == " "
    return "" if proper else match[1].lower()


def numbers(text: str) -> Iterator[Slot]:
    """The slots that hold a number and belong to no date with a month."""
    for match in _NUMBER.finditer(text):
        if not _LABEL.search(text, *_just_before(match.start())) and not _ERA.match(
            text, match.end()
        ):
            yield _number(text, match)
    for match in _AFTER_HYPHEN.finditer(text):
        yield Slot(*match.span(), "other", match[0])


def _just_before(start: int) -> tuple[int, int]:
    """The stretch in which the words stand that say what a number is (code points)."""
    return max(0, start - 40), start


def _number(text: str, match: re.Match[str]) -> Slot:
    start, end = match.span("value")
    suffix, printed = match["suffix"] or "", match["value"]
    value = float(printed.replace(",", ""))
    behind = match.end()
    noun = _noun_follows(text, behind)
    kind: SlotType = "other"
    scale = _SCALE.match(text, behind)
    year_before = _YEAR_BEFORE.search(text, *_just_before(start))
    strict = bool(_STRICT.search(text, *_just_before(start)))
    if suffix:
        kind = "ordinal"
    elif scale:
        kind = "million" if scale[1].lower() == "million" else "billion"
        noun = _noun_follows(text, scale.end())
    elif re.match(r"\s?%|\s(?:percent|per cent)\b", text[behind : behind + 10]):
        kind = "percent"
    elif text[behind : behind + 1] == "s" or re.match(r"\s?[-–—]\s?\d", text[behind : behind + 4]):
        kind = "other"
    elif _ELLIPSIS.match(text, behind) and not strict:
        kind = "count"
    elif year_before and is_year(value) and "," not in printed and (not noun or strict):
        kind = "year"
    elif noun:
        kind = "measure" if noun in MEASURES or _AVERAGE.search(text) else "count"
    elif year_before and _strict_year(text, start, behind):
        kind = "year"
    return Slot(start, end, kind, printed, noun, suffix)


_STRICT = re.compile(
    r"\b(?:in|by|since|until|till|during|circa|late|early|mid|year|as early as|as late as"
    r"|(?:end|beginning|start|middle|spring|summer|autumn|fall|winter) of)[\s-]$",
    re.I,
)
_AT_A_PAUSE = re.compile(r"\b(?:before|after|from|for|of|and)\s$", re.I)
"""Words of time or not: only at a pause, with nothing to count, must a year stand behind them."""

_RANGED = re.compile(r"\s(?:of|or)\b|\sto\s\d[\d,.]*\s(?!million|billion)|\s?[-–/%°]")
_ELLIPSIS = re.compile(r"\sin\s\d")


def _between(text: str, start: int) -> bool:
    """Whether an “and” joins two years: `between 1953 and 1957`."""
    joined = re.search(r"(?P<between>\bbetween\s\d+\s)?\band\s$", text[max(0, start - 30) : start])
    return not joined or joined["between"] is not None


def _strict_year(text: str, start: int, behind: int) -> bool:
    """Whether only a year can stand here: behind a preposition of time, with no thing to count."""
    pause = _AT_A_PAUSE.search(text, *_just_before(start)) and re.match(
        r"[.,;!?”\"]|$", text[behind : behind + 1]
    )
    strict = _STRICT.search(text, *_just_before(start)) or (pause and _between(text, start))
    return bool(strict) and not _RANGED.match(text, behind)
