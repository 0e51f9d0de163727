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

MONTHS = (
    "January February March April May June July August September October November December"
).split()
MONTH = "|".join(MONTHS) + "|" + "|".join(f"{month[:3]}\\." for month in MONTHS) + r"|Sept\."
"""The names of months, and their abbreviations, for a pattern."""

_DATE = re.compile(
    rf"(?:(?<!\d)(?<!\d[.,])(?P<day1>\d{{1,4}})(?P<suf1>st|nd|rd|th)?(?P<of> of)?\s)?\b(?P<month>{MONTH})(?=\W|$)"
    rf"(?:(?:(?:\s|,\s(?=\d{{4}}\b))(?P<n1>\d{{1,4}}|\d{{1,2}}\.\d(?=[.,;]?(?:\s[^\dA-Za-z]|[\s”\"]*$|[.,;]\s)))"
    rf"(?P<suf2>st|nd|rd|th)?(?![\d,.]*\d|[A-Za-z%°-]|:))"
    rf"(?:,?\s(?P<n2>\d{{1,4}})(?![\d.,]*\d|[A-Za-z%°-]|:))?)?",
    re.ASCII,
)
_NAMED = re.compile("|".join(month[:3] for month in MONTHS))
_PART = re.compile(r"\sof\s(?:the|his|her|its|their|our|these|those|them|us)\b")
_ROW = re.compile(r",? (?:and|or) \d{1,2}\b|, \d{1,2}(?:,| and| or)", re.ASCII)
_ERA = re.compile(r"\s(?:BCE?|AD|CE)\b")


def month_number(name: str) -> int:
    """Return the number of a month, from 1, by its English name or the first three letters of it.

    >>> month_number("Sept."), month_number("May")
    (9, 5)
    """
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def dates(text: str) -> Iterator[tuple[list[Slot], Month]]:
    """Yield each date that names a month: the slots of its day and year, if any, and the month."""
    if not _NAMED.search(text):
        return
    for index, match in enumerate(_DATE.finditer(text)):
        ancient = _ERA.match(text, match.end())
        if ancient or (match["month"] == "May" and _is_verb(text, match)):
            continue
        month = Month(match.start("month"), month_number(match["month"]), index)
        yield _date_slots(text, match, month), month


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """Whether “May” is the verb: at the start of a sentence, with a word after it."""
    start = match.start("month")
    opens = start == 0 or text[max(0, start - 4) : start].rstrip()[-1:] in '.!?“"'
    return opens and not match["day1"] and not match["n1"] and text.startswith(" ", match.end())


def _date_slots(text: str, match: re.Match[str], month: Month) -> list[Slot]:
    """Return the slots of one date: a day and a year, one of them, or neither."""
    day1, n1, n2 = match["day1"], match["n1"], match["n2"]
    full = float(day1 or n1 or 0) <= 31 and is_year(float((n1 if day1 else n2) or 0))

    def slot(group: str, kind: SlotType, suffix: str | None) -> Slot:
        printed = match[group]
        place = match.span(group)
        return Slot(*place, kind, printed, "", suffix or "", month.number, month.date, full=full)

    if day1 and (_counts_before(match) or _names_a_document(text, match)):
        day1 = None
    if day1:
        return [slot("day1", "day", match["suf1"])] + ([slot("n1", "year", None)] if n1 else [])
    if not n1 or _counts_things(text, match) or _is_for_a_month(text, match):
        return []
    if n2 and is_year(float(n1)) and is_year(float(n2)):
        return [slot("n1", "year", None)]
    if n2 and not noun_after(text, match.end("n2")) and not _PART.match(text, match.end("n2")):
        kind: SlotType = "day" if _days_in_a_row(text, match) else "year"
        return [slot("n1", "day", match["suf2"]), slot("n2", kind, None)]
    if _is_months_year(text, match):
        return [slot("n1", "year", None)]
    return [slot("n1", "day", match["suf2"])]


def _counts_things(text: str, match: re.Match[str]) -> bool:
    """Whether the number after a month counts something: `in May 40 cranes came`."""
    noun = noun_after(text, match.end("n1"))
    things = (
        noun and not noun.endswith("ed") and not match["n2"] and not is_year(float(match["n1"]))
    )
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
    row = _ROW.match(text, match.end("n2"))
    return float(match["n1"]) < float(match["n2"]) <= 31 and row is not None


def _counts_before(match: re.Match[str]) -> bool:
    """Whether the number before a month is a year, as in `in 1956 March came`, and not its day."""
    return is_year(float(match["day1"])) and not match["n1"]
