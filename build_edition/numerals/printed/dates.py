"""Find the dates of a paragraph that name a month, and the slots of their days and years."""

import re
from collections.abc import Iterator

from build_edition.numerals import weights
from build_edition.numerals.slots import (
    LABEL,
    Month,
    Slot,
    SlotType,
    is_year,
    just_before,
    noun_after,
)
from build_edition.numerals.things import is_verb

MONTHS = (
    "January February March April May June July August September October November December"
).split()
MONTH = "|".join(MONTHS) + "|" + "|".join(f"{month[:3]}\\." for month in MONTHS) + r"|Sept\."
"""The names of months, and their abbreviations, for a pattern."""

_NUMBERS = {month[:3]: number for number, month in enumerate(MONTHS, 1)}
_IN_CAPITALS = "|".join(map(str.upper, MONTHS))

_DATE = re.compile(
    rf"(?:(?<!\d)(?<!\d[.,])(?P<day1>\d{{1,4}})(?P<suf1>st|nd|rd|th)?(?P<of> of)?\s)?\b(?P<month>{MONTH}|{_IN_CAPITALS})(?=\W|$)"
    rf"(?:(?:(?:\s|,\s(?=\d{{4}}\b))(?P<n1>\d{{1,4}}|\d{{1,2}}\.\d(?=[.,;]?(?:\s[^\dA-Za-z]|[\s”\"]*$|[.,;]\s)))"
    rf"(?P<suf2>st|nd|rd|th)?(?![\d,.]*\d|[A-Za-z%°-]|:))"
    rf"(?:,?\s(?P<n2>\d{{1,4}})(?![\d.,]*\d|[A-Za-z%°-]|:))?)?",
    re.ASCII,
)
"""Matches a month's name with the numbers around it: one before, or up to two after."""

_NAMED = re.compile("|".join(f"{month[:3]}|{month[:3].upper()}" for month in MONTHS))
"""Matches the start of any month's name: a quick test before the slow pattern."""

_PART = re.compile(r"\sout of\s|\sof\s(?:the|his|her|its|their|our|these|those|them|us)\b")
"""Matches what follows a number that counts part of something: `22 out of 28`."""

PERCENT = re.compile(r"\s?%|\s(?:percent|per cent)\b")
"""Matches what makes a number a percentage."""

ERA = re.compile(r"\s(?:B\.?C\.?(?:E\.?)?|A\.?D\.?|C\.?E\.?)(?![A-Za-z])")
"""Matches what says that the number before it is a year, which may be small: `44 BC`."""

_ROW = re.compile(r",? (?:and|or) \d{1,2}\b|, \d{1,2}(?:,| and| or)", re.ASCII)
"""Matches a further day after the second: `October 9, 12, 19 and 22`."""

_THE = re.compile(r"(?:\b(?:the|an?|this|that|his|her|its|their|our|my)|[’']s)\s$", re.I)
"""Matches what makes a date an adjective, so that what follows it is not counted: `the May 5 talks`."""

_BEFORE_DAY = re.compile(r"\b(?:on|of|from|until|till|dated|after|before)\s$", re.I)
"""Matches what comes before the day of a month, in whose place a year may stand: `on 1926 March .`"""

_ON = re.compile(r"\bon\s$")
"""Matches what comes before a whole date within a sentence; at its start, something may be counted."""

_CLAUSE_BEGINS = re.compile(r"; (?:and )?(?:on|by|in|until) $")
_CLAUSE_ENDS = re.compile(r"(?:; |, and (?:on|by|in|until) |\.$)")
"""Match what is around a clause of a series, from which all but a date and a count is left out."""

_AUXILIARY = re.compile(r"\s(?:was|were|had|have|has|are|would|could|did)\b")
"""Matches a verb that may have a number alone for its subject: `8 had left`."""

_OF_THINGS = re.compile(r"\s[a-z]+\s(?:[a-z]+s|[a-z]*men|people)\b")
"""Matches an adjective with what it says something of: `armed men`."""

_MONTHS_COUNT = re.compile(
    r"\b(?:in|by|since|during|until|till|before|after|from|throughout|between|late|early|mid-?)\s$",
    re.I,
)
"""Matches words before a month without a day, after which something may be counted."""


def month_number(name: str) -> int:
    """Return the number of a month, from 1, by its English name or the first three letters of it.

    >>> month_number("Sept."), month_number("May")
    (9, 5)
    """
    return _NUMBERS[name[:3].title()]


def dates(text: str) -> Iterator[tuple[list[Slot], Month]]:
    """Yield each date that names a month: the slots of its day and year, if any, and the month."""
    if not _NAMED.search(text):
        return
    for index, match in enumerate(_DATE.finditer(text)):
        if match["month"] in ("May", "MAY") and _is_verb(text, match):
            continue
        month = Month(match.start("month"), month_number(match["month"]), index)
        yield _date_slots(text, match, month), month


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """Whether “May” is the verb: at the start of a sentence, or in capitals, with a word after it."""
    start = match.start("month")
    opens = start == 0 or text[max(0, start - 4) : start].rstrip()[-1:] in '.!?“"'
    return (
        (opens or match["month"].isupper())
        and not match["day1"]
        and not match["n1"]
        and text.startswith(" ", match.end())
    )


def _date_slots(text: str, match: re.Match[str], month: Month) -> list[Slot]:
    """Return the slots of one date: a day and a year, one of them, or neither."""
    day1, n1, n2 = match["day1"], match["n1"], match["n2"]
    era = ERA.match(text, match.end()) is not None
    year_first = _is_year_first(match, month)
    full = year_first or (
        float(day1 or n1 or 0) <= 31 and (era or is_year(float((n1 if day1 else n2) or 0)))
    )

    def slot(group: str, kind: SlotType, suffix: str | None) -> Slot:
        return Slot(
            *match.span(group),
            kind,
            match[group],
            suffix=suffix or "",
            month=month.number,
            date=month.date,
            full=full,
            era=era and kind == "year",
        )

    if year_first:
        return [slot("day1", "year", None), slot("n1", "day", None)]
    if day1 and (_counts_before(text, match) or _names_a_document(text, match)):
        day1 = None
    if day1:
        return [slot("day1", "day", match["suf1"])] + ([slot("n1", "year", None)] if n1 else [])
    kinds = _types_after(text, match, month) if n1 else ()
    return [
        slot(group, kind, match["suf2"] if kind == "day" else None)
        for group, kind in zip(("n1", "n2"), kinds, strict=False)
    ]


def _types_after(text: str, match: re.Match[str], month: Month) -> tuple[SlotType, ...]:
    """Return the types of the slots after a month, of which there may be one, two or none."""
    n1, n2 = match["n1"], match["n2"]
    if ERA.match(text, match.end()):
        return ("day", "year") if n2 else ("year",)
    if _counts_things(text, match) or _is_for_a_month(text, match):
        return ()
    if n2 and is_year(float(n1)) and is_year(float(n2)):
        return ("year",)
    month_only = text.startswith(",", match.end("month"))  # March, 1931, 22 of them
    if n2 and not month_only and _is_whole(text, match, month):
        return ("day", "day" if _days_in_a_row(text, match) else "year")
    return ("year",) if _is_months_year(text, match) else ("day",)


def _is_year_first(match: re.Match[str], month: Month) -> bool:
    """Whether a date is in the order of astronomers, as in `1987 February 24`, and sound.

    Garbled, it would have the month for its day, whatever order the English had.
    """
    plain = match["day1"] and match["n1"] and not (match["suf1"] or match["of"] or match["suf2"])
    if not plain or match["n2"] or not is_year(float(match["day1"])):
        return False
    return float(match["n1"]) != month.number and float(match["n1"]) in range(1, 32)


def _is_whole(text: str, match: re.Match[str], month: Month) -> bool:
    """Whether two numbers after a month are its day and year, or what was written over them.

    The second may count something instead, as in `In May 1953, 5 cranes came`, unless the date is an
    adjective (`the May 1953, 5 strike`), comes after `on` or a verb is next (`the strike of May 1953, 5
    ended`).
    """
    end, before = match.end("n2"), just_before(match.start("month"))
    if _is_short_for_more(text, match):
        return False
    if _PART.match(text, end) or PERCENT.match(text, end):
        return False
    noun = noun_after(text, end)
    if not noun:
        auxiliary = _AUXILIARY.match(text, end)
        return not (auxiliary and _MONTHS_COUNT.search(text, *before))
    if not is_year(float(match["n1"])) or float(match["n2"]) != month.number:
        return False
    if _THE.search(text, *before) or _ON.search(text, *before):
        return True
    things = noun.endswith("ed") and _OF_THINGS.match(text, end)
    return is_verb(noun) and not things and not _MONTHS_COUNT.search(text, *before)


def _is_short_for_more(text: str, match: re.Match[str]) -> bool:
    """Whether a date and a count stand for a whole clause: `on May 2, 40 came; on January 11, 9;`."""
    day, count = float(match["n1"]), float(match["n2"])
    ends = _CLAUSE_ENDS.match(text, match.end("n2"))
    begins = _CLAUSE_BEGINS.search(text, *just_before(match.start("month")))
    return bool(
        ends
        and begins
        and day in range(1, 32)
        and day != month_number(match["month"])
        and count < 100
    )


def _counts_things(text: str, match: re.Match[str]) -> bool:
    """Whether the number after a month counts something: `in May 40 cranes came`."""
    noun = noun_after(text, match.end("n1"))
    things = noun and not is_verb(noun) and not match["n2"] and not is_year(float(match["n1"]))
    before = text[slice(*just_before(match.start("month")))]
    return bool(things and re.search(r"\b(?:in|since|by|of|last|this|that)\s$", before, re.I))


def _is_for_a_month(text: str, match: re.Match[str]) -> bool:
    """Whether the number after a month is what there was for it: `for June 35, for July 33`."""
    before = text[slice(*just_before(match.start("month")))]
    return 31 < float(match["n1"]) < weights.FIRST_POSSIBLE_YEAR and before.endswith("for ")


def _is_months_year(text: str, match: re.Match[str]) -> bool:
    """Whether the number after a month is its year, judging by the word before or the number."""
    before = text[slice(*just_before(match.start("month")))].rstrip().lower()
    value = float(match["n1"])
    if re.search(r"\bon$", before):
        return False
    if weights.FIRST_POSSIBLE_YEAR <= value <= weights.LAST_POSSIBLE_YEAR and not match["suf2"]:
        return True
    return bool(re.search(r"\bin$", before) or (value > 31 and re.search(r"\bsince$", before)))


def _names_a_document(text: str, match: re.Match[str]) -> bool:
    """Whether the number before a month is that of a document: `cable No. 55 of April 3`.

    Or whether the date is whole without it: `in 1958, February 13, 2015`.
    """
    labelled = LABEL.search(text, *just_before(match.start("day1")))
    plain = match["of"] and not match["suf1"] and not is_year(float(match["day1"]))
    day = match["n1"] is not None and float(match["n1"]) <= 31
    whole = day and match["n2"] is not None and is_year(float(match["n2"]))
    return bool(labelled or whole or (plain and day))


def _days_in_a_row(text: str, match: re.Match[str]) -> bool:
    """Whether the second number after a month is another day: `October 9, 12, 19 and 22`."""
    first, second = float(match["n1"]), float(match["n2"])
    row = second == first + 1 or _ROW.match(text, match.end("n2"))
    return first < second <= 31 and bool(row)


def _counts_before(text: str, match: re.Match[str]) -> bool:
    """Whether the number before a month is a year, as in `in 1956 March came`, and not its day."""
    day = _BEFORE_DAY.search(text, *just_before(match.start("day1")))
    return is_year(float(match["day1"])) and not match["n1"] and not day
