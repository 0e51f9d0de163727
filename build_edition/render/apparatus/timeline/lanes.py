"""The lanes of the timeline: one for each text and one for the record, with a point for each telling."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from build_edition.model import Event, Telling
from build_edition.model.dates import may_agree, read_date

Standing = Literal["recorded", "unchecked", "misdated", "invented"]
"""How a telling stands to the record, which decides the shape of its point."""

WORDS: Mapping[Standing, str] = {
    "recorded": "on record",
    "unchecked": "on record, not checked by us",
    "misdated": "misdated",
    "invented": "invented",
}
"""The words for each standing, in the order of the key."""


@dataclass(frozen=True)
class Point:
    """A telling, or an event on record: its date (EDTF), its standing, and what it is called.

    `recorded` is the date on record; it differs from `date` if the telling is misdated.
    """

    event: str
    date: str
    recorded: str
    standing: Standing
    name: str

    @property
    def year(self) -> int:
        """The year in which the point is drawn."""
        return read_date(self.date)[0].year

    @property
    def belongs(self) -> int:
        """The year in which the record has it."""
        return read_date(self.recorded)[0].year

    @property
    def shift(self) -> int:
        """Where the record has what is misdated: 1 if later, -1 if earlier, and 0 for all else."""
        if self.standing != "misdated":
            return 0
        return 1 if read_date(self.recorded) > read_date(self.date) else -1


@dataclass(frozen=True)
class Lane:
    """A text or the record, with its points by year; those of a year are in the order of dates.

    In a year what is misdated comes first if it belongs to an earlier time, last if to a later one.
    """

    name: str
    title: str
    years: Mapping[int, Sequence[Point]]

    @property
    def fullest(self) -> int:
        """The number of points in the year that has most."""
        return max(map(len, self.years.values()), default=0)


def lanes(events: Sequence[Event], titles: Mapping[str, str]) -> tuple[Lane, ...]:
    """Return a lane for each text, in the order of their `titles`, and one for the record."""
    told = (_lane(slug, title, _told(events, slug)) for slug, title in titles.items())
    return (*told, _lane("record", "On record", _recorded(events)))


def in_brief(lane: str) -> str:
    """Return a lane's name in words, where its title is too long.

    >>> in_brief("lecture-notes")
    'lecture notes'
    """
    return lane.replace("-", " ")


def standing(event: Event, telling: Telling | None = None) -> Standing:
    """Return how an event stands to the record or, if given, what a passage tells of it."""
    if not event.happened:
        return "invented"
    if telling and telling.date and not may_agree(telling.date, event.date):
        return "misdated"
    return "unchecked" if event.certainty == "unchecked" else "recorded"


def _lane(name: str, title: str, points: Iterator[Point]) -> Lane:
    ordered = sorted(points, key=lambda p: (p.year, p.shift, read_date(p.date)))
    years = groupby(ordered, key=lambda point: point.year)
    return Lane(name, title, {year: tuple(found) for year, found in years})


def _told(events: Sequence[Event], slug: str) -> Iterator[Point]:
    for event in events:
        for telling in event.told:
            if telling.text == slug:
                yield _point(event, telling)


def _point(event: Event, telling: Telling) -> Point:
    told = f"told in {in_brief(telling.text)} {telling.passage.removeprefix('p')}"
    return _named(event, telling.date or event.date, standing(event, telling), told)


def _recorded(events: Sequence[Event]) -> Iterator[Point]:
    for event in events:
        if event.happened:
            yield _named(event, event.date, standing(event))


def _named(event: Event, date: str, stands: Standing, told: str = "") -> Point:
    said = ", ".join(filter(None, (str(read_date(date)[0].year), event.title, told)))
    return Point(event.id, date, event.date, stands, f"{said}: {WORDS[stands]}")
