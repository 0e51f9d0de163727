"""Damage of other kinds that a text can have had in transmission: hints only, nothing is proposed.

Each is looked for in one passage: a date that no calendar has, a letter that stands for a digit,
separators that no number has, and words read in the wrong encoding.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ftfy.badness import BADNESS_RE

Kind = Literal["date", "number", "encoding"]
"""What is damaged."""

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NAME = "|".join(_MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<after_day>{_NAME})(?:,? (?P<year>\d{{4}}))?"
    rf"|(?P<before_day>{_NAME}) (?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?:, (?P<its_year>\d{{4}}))?)"
    r"(?![\w:.,]*\d)(?!\w)",
    re.ASCII,
)
_LETTER = re.compile(
    r"(?<![\w.&/-])(?:[lI]\d{3}|\d+[lI]\d+|\d+O+\d*|\d+o\d+|O\d{2,})(?=s?\b)(?![/&-]|\.\w)",
    re.ASCII,
)
_SEPARATORS = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+,(?:\d{1,2}|\d{4,})(?![\w,.]*\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Misread:
    """Words that look damaged: their span in code points of the passage, what is wrong, and its kind."""

    start: int
    end: int
    text: str
    why: str
    kind: Kind


def misread(text: str) -> Iterator[Misread]:
    """Yield what looks damaged in a passage, in order.

    >>> [found.text for found in misread("On 31 April he sold 9OO tons for 1,234,56 yuan.")]
    ['31 April', '9OO', '1,234,56']
    """
    yield from sorted((*_dates(text), *_numbers(text), *_encoding(text)), key=lambda m: m.start)


def _dates(text: str) -> Iterator[Misread]:
    """Yield the dates of days that their month does not have."""
    for match in _DATE.finditer(text):
        month = match["after_day"] or match["before_day"]
        day, year = int(match["before"] or match["after"]), match["year"] or match["its_year"]
        if _last_day(month, year) < day <= 31:
            in_year = f" in {year}" if year and day == 29 else ""
            why = f"{month} has no day {day}{in_year}"
            yield Misread(*match.span(), match[0], why, "date")


def _last_day(month: str, year: str | None) -> int:
    """Return the last day of a month; of February without a year, that of a leap year."""
    leap = not year or (int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0))
    return 28 if month == "February" and not leap else _LENGTHS[_MONTHS.index(month)]


def _numbers(text: str) -> Iterator[Misread]:
    """Yield numbers with a letter among their digits, or with separators that no number has."""
    for match in _LETTER.finditer(text):
        why = "a letter stands among its digits"
        yield Misread(*match.span(), match[0], why, "number")
    for match in _SEPARATORS.finditer(text):
        why = "its separators cannot be right"
        yield Misread(*match.span(), match[0], why, "number")


def _encoding(text: str) -> Iterator[Misread]:
    """Yield words that look as if they had been read in the wrong encoding; nothing if ASCII."""
    if text.isascii():
        return
    why = "it looks as if it had been read in the wrong encoding"
    last = 0
    for match in BADNESS_RE.finditer(text):
        if match.start() >= last:  # else it is in words that were told, which may be the whole text
            start, last = _whole_words(text, *match.span())
            yield Misread(start, last, text[start:last], why, "encoding")


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the words that a span is in, without spaces at its ends."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end - 1].isspace() and not text[end].isspace():
        end += 1
    return start, start + len(text[start:end].rstrip())
