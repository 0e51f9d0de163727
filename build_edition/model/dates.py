"""Read and order the dates of events, which are written in EDTF, and put them into words.

This is the part of EDTF (ISO 8601-2) that events need: a year, month or day, an interval of two
of them, and after each of these `~` for about, `?` for uncertain, `%` for both.
"""

import re
from calendar import monthrange
from dataclasses import dataclass

_POINT = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<doubt>[~?%]?)"
)
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_DOUBTS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}


@dataclass(frozen=True, order=True)
class Point:
    """A year, a month or a day, with 0 for what is not known; points sort by date."""

    year: int
    month: int = 0
    day: int = 0
    doubt: str = ""


def read_date(edtf: str) -> tuple[Point, Point]:
    """Return the first and the last point of a date; they are equal unless it is an interval.

    Raises ValueError if it is not a date, or one that the calendar does not have.
    """
    first, slash, last = edtf.partition("/")
    points = (_point(first), _point(last if slash else first))
    if points[1] < points[0]:
        raise ValueError("the interval ends before it begins")
    return points


def _point(words: str) -> Point:
    match = _POINT.fullmatch(words)
    if not match:
        raise ValueError("write a date as 1956, 1956-04, 1956-04-06 or an interval of two, a/b")
    point = Point(
        int(match["year"]), int(match["month"] or 0), int(match["day"] or 0), match["doubt"]
    )
    months = range(1, 13) if match["month"] else (0,)
    if point.month not in months:
        raise ValueError(f"there is no month {point.month}")
    if match["day"] and not 1 <= point.day <= monthrange(point.year, point.month)[1]:
        raise ValueError(f"that month has no day {point.day}")
    return point


def may_agree(one: str, other: str) -> bool:
    """Return whether two dates can mean the same time; doubt widens a point by its own length.

    >>> may_agree("1961", "1961-10-17/1961-10-31"), may_agree("1956-04~", "1956-03-31")
    (True, True)
    >>> may_agree("1956-04", "1956-03-31"), may_agree("1960", "1963-12")
    (False, False)
    """
    (first, last), (begin, end) = _reach(one), _reach(other)
    return first <= end and begin <= last


def _reach(edtf: str) -> tuple[int, int]:
    """Return the first and the last day that a date can mean, counted as if months had 31 days."""
    (first, _), (_, last) = map(_days, read_date(edtf))
    return first, last


def _days(point: Point) -> tuple[int, int]:
    first = point.year * 372 + max(point.month - 1, 0) * 31 + max(point.day - 1, 0)
    length = 1 if point.day else 31 if point.month else 372
    doubt = length if point.doubt else 0
    return first - doubt, first + length - 1 + doubt


def in_words(edtf: str) -> str:
    """Return a date in words; raises ValueError if `read_date` cannot read it.

    >>> in_words("1956-04-06/1956-04-08")
    '6–8 April 1956'
    >>> in_words("1956-04~"), in_words("1955/1957")
    ('about April 1956', '1955–1957')
    """
    first, last = read_date(edtf)
    if first == last:
        return _said(first)
    if first.doubt or last.doubt:
        return f"{_said(first)} to {_said(last)}"
    if (first.year, first.month) == (last.year, last.month) and first.day and last.day:
        return f"{first.day}–{_said(last)}"
    if first.year == last.year and first.month and last.month:
        return f"{_said(first).rsplit(' ', 1)[0]} – {_said(last)}"
    joint = "–" if not first.month and not last.month else " – "
    return f"{_said(first)}{joint}{_said(last)}"


def _said(point: Point) -> str:
    parts = [str(point.day)] if point.day else []
    parts += [_MONTHS[point.month - 1]] if point.month else []
    return _DOUBTS[point.doubt] + " ".join((*parts, str(point.year)))
