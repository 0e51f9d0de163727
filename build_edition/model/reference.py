"""What the edition knows beside its texts: works, people, events, and a series of figures."""

from dataclasses import dataclass
from typing import Literal

from build_edition.model.notes import Citation, Lemma, NoteCertainty
from build_edition.model.problems import Place, Span

PersonStatus = Literal["real", "invented"]


@dataclass(frozen=True, slots=True)
class Work:
    """A work that notes cite: its key, title and the editors' remark, and the whole as CSL-JSON."""

    key: str
    title: str
    remark: str
    csl: str
    place: Place


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text speaks of a person: a passage, and the words in its reading."""

    text: str
    passage: str
    span: Span


Named = tuple[str, Mention]
"""A name in a text: the id of the person who bears it, and where it stands."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the texts: real or invented, the names they go by, and whom an alias stands for.

    `texts` limits where the names mean this person; `also` are mentions that no name finds, and
    `exceptions` places where a name means somebody else.
    """

    id: str
    name: str
    native: str
    language: str
    dates: str
    status: PersonStatus
    who: str
    names: tuple[str, ...]
    texts: tuple[str, ...]
    stands_for: str
    certainty: NoteCertainty | None
    why: str
    citations: tuple[Citation, ...]
    also: tuple[Lemma, ...]
    exceptions: tuple[Lemma, ...]
    place: Place
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """What one passage says of an event; `date` where the text dates it otherwise (EDTF)."""

    text: str
    passage: str
    says: str
    date: str
    place: Place


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or that a text tells of: its date in EDTF, the record, the tellings."""

    id: str
    date: str
    title: str
    record: str
    happened: bool
    certainty: NoteCertainty
    citations: tuple[Citation, ...]
    told: tuple[Telling, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Recorded:
    """A figure on record for a year, with its certainty and sources."""

    year: int
    value: float
    certainty: NoteCertainty
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that a passage gives for a year: what it is said of, and whether as a target."""

    year: int
    value: float
    text: str
    passage: str
    says: str
    scope: str
    target: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of figure over the years: what is on record beside what a text tells."""

    title: str
    unit: str
    about: str
    record: tuple[Recorded, ...]
    told: tuple[Told, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Reference:
    """All that editors wrote down beside the texts, before any of it has met them."""

    works: tuple[Work, ...] = ()
    people: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    series: tuple[Series, ...] = ()
