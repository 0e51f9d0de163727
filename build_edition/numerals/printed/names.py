"""Numbers that name something: a document, a century, an event, a train, a score, a time of day."""

import re
from collections.abc import Iterator

from build_edition.numerals.printed.dates import MONTH, month_number
from build_edition.numerals.slots import (
    CENTURIES,
    LABEL,
    NAME,
    Slot,
    is_year,
    just_before,
    words_before,
)
from build_edition.numerals.things import EVENTS

_NUMBERED_BY_YEAR = re.compile(
    rf"(?P<number>\d{{4}})\s(?:of\s|\()(?P<year>\d{{1,4}})(?![\d,.]*\d|[A-Za-z%°-])(?!\s(?:{MONTH})\b)"
    r"(?!\s[a-z]+s\b)",
    re.ASCII,
)
"""Matches the number and the year of a document that may have changed places: `No. 1954 of 27`."""

_NUMBERED_BY_MONTH = re.compile(
    rf"(?P<number>\d{{4}})\s(?:[a-z]+\s){{1,5}}(?P<month>{MONTH})\s(?P<day>\d{{1,2}})\b(?!,?\s?\d)",
    re.ASCII,
)
"""Matches the year of a month that is printed as a number: `Article 1950 of the law of May 5`."""

_YEARS_OF = re.compile(r"\b\d{4}\s(?:of\s|\()$", re.ASCII)
"""Matches what is between the number of a document and its year."""

_DECADE = re.compile(
    r"\b(?:(?:in|from|of|since|by|during|until|before|after)\sthe(?:\s(?:late|early|mid))?|late|early|mid)[\s-]$",
    re.I,
)
"""Matches words after which a number with -s is a decade."""

_THE = re.compile(r"\b(?:the|that|this|its|their)\s$", re.I)
"""Matches a word before what is named by a number."""

_RACES = frozenset("50 60 80 100 200 400 500 800 1000 1500 3000 5000".split())
_TO_SCORE = re.compile(r"\sto\s\d{1,2}\b", re.ASCII)
"""Matches the second number of a score."""

_SCORE = re.compile(r"\b(?:won|lost|drew|beaten|defeated|ended|finished|went down|went through)\s$")
"""Matches words before a score: `won 3 to 1`."""

_TRAIN = re.compile(
    r"(?:gets|leaves|arrives|departs|runs|stops|calls|starts|goes|comes|waits|connects|takes|pulls"
    r"|carries|reaches|is|was|does|has)\b"
)
"""Matches a verb that says what a train or a boat does."""

_CLOCK = re.compile(r"(?<!\d)(?:1?\d|2[0-3])\.[0-5]\d(?![\d.]*\d)", re.ASCII)
"""Matches a time that is written with a stop: `the 7.42 gets in at 8.15`."""

_TIME = re.compile(
    r"\b[Aa]t\s(?P<hour>[1-9]\d?):(?P<minute>[1-9]\d?)"
    r"(?![\d:])(?=\s(?:in the|on|at|a\.?m|p\.?m|that|the)\b|[,.])",
    re.ASCII,
)
"""Matches a time with two numbers for its slots: `at 28:3 in the morning`."""


def times(text: str) -> Iterator[Slot]:
    """Yield the slots of times of day, hour and minute."""
    for match in _TIME.finditer(text):
        yield Slot(*match.span("hour"), "other", match["hour"], NAME, hour=True)
        yield Slot(*match.span("minute"), "other", match["minute"], NAME)


def is_score(text: str, start: int, behind: int) -> bool:
    """Whether a number between these code points is the first of a score."""
    before = _SCORE.search(text, *words_before(text, start))
    return bool(before and _TO_SCORE.match(text, behind))


def is_train(text: str, match: re.Match[str]) -> bool:
    """Whether a number is a time by which a train or a boat is named: `The 7.42 gets in`."""
    clock = _CLOCK.fullmatch(match["value"]) and _THE.search(
        text, *words_before(text, match.start())
    )
    return bool(clock and _TRAIN.match(text, match.end() + 1))


def is_wrong_name(text: str, match: re.Match[str]) -> bool:
    """Whether what is printed as the number of a document was the year of it or of a month."""
    year = _NUMBERED_BY_YEAR.match(text, match.start())
    month = _NUMBERED_BY_MONTH.match(text, match.start())
    return bool(year and _is_no_year(year)) or bool(
        month
        and is_year(float(month["number"]))
        and month_number(month["month"]) == int(month["day"])
    )


def is_decade(text: str, match: re.Match[str]) -> bool:
    """Whether a decade is expected, and the number of a century may stand in its place."""
    return (
        text.startswith("s ", match.end())
        and match["value"].isdecimal()
        and int(match["value"]) in CENTURIES
        and _DECADE.search(text, *words_before(text, match.start())) is not None
    )


def is_year_of_document(text: str, start: int) -> bool:
    """Whether the year of a document is expected: the 27 of `Document No. 1954 of 27`."""
    number = _YEARS_OF.search(text, *just_before(start))
    if not number or not LABEL.search(text, *words_before(text, number.start())):
        return False
    numbered = _NUMBERED_BY_YEAR.match(text, number.start())
    return numbered is not None and _is_no_year(numbered)


def names_event(text: str, start: int, behind: int, noun: str) -> bool:
    """Whether a number names an event by its year: `the 1934 final`, but `the 200 final` is a race."""
    named = (
        noun in EVENTS
        and text.startswith(" ", behind)
        and _THE.search(text, *words_before(text, start))
    )
    return bool(named) and text[start:behind] not in _RACES


def _is_no_year(numbered: re.Match[str]) -> bool:
    """Whether a document has a year for its number, and for its year a number that is none."""
    return is_year(float(numbered["number"])) and not is_year(float(numbered["year"]))
