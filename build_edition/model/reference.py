"""What editors record beside the texts: works, people, events and series of figures."""

from dataclasses import dataclass
from typing import Annotated, Literal

from build_edition.model.notes import HOW_SURE, CitedWorks, Lemma, NoteCertainty
from build_edition.model.problems import Place, Span
from build_edition.model.published import NAME, PASSAGE_ID, Published

PersonStatus = Literal["real", "invented"]
OpenMatter = Literal["claim", "quotation", "identity", "wording"]
ErratumOf = Literal["note", "emendation", "person", "event"]

FormerIds = Annotated[
    tuple[Annotated[str, Published("An id."), NAME], ...],
    Published("Ids that this had in a release; their addresses still lead here."),
]
"""The ids of what was renamed, or merged into this."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work that is cited: key, title, the editors' remark, and the whole entry as CSL-JSON.

    `type` is CSL's, such as `book`.
    A title in another language has its translation in brackets behind it. `formerly` are keys that
    the work had in a release.
    """

    key: str
    title: str
    remark: str
    csl: str
    place: Place
    formerly: tuple[str, ...] = ()
    type: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text mentions a person: a passage, and the words in its reading."""

    text: Annotated[str, Published("The text's slug.")]
    passage: Annotated[str, Published("The passage's id."), PASSAGE_ID]
    span: Annotated[Span, Published("The words in its reading, in code points.")]


Named = tuple[str, Mention]
"""A name in a text: the id of the person it means, and where it occurs."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person in the texts: real or invented, the names they go by, and whom an alias stands for.

    `surname` is that part of the name. A composite is drawn from several people, and stands for
    none of them. `texts` limits where the names mean this person; `also` are mentions that no name
    finds, and `exceptions` places where a name means somebody else.
    """

    id: Annotated[str, Published("Permanent."), NAME]
    name: Annotated[str, Published("The name the edition uses.")]
    native: Annotated[str, Published("The name in its own script.")]
    language: Annotated[str, Published("Of `native` (BCP 47).")]
    dates: Annotated[str, Published("Birth and death, in EDTF.")]
    status: Annotated[PersonStatus, Published("Whether there was such a person.")]
    who: Annotated[str, Published("Who that is.")]
    names: Annotated[
        tuple[Annotated[str, Published("A name.")], ...], Published("The names the texts use.")
    ]
    texts: tuple[str, ...]
    stands_for: Annotated[str | None, Published("The id of the person whom an alias stands for.")]
    certainty: Annotated[NoteCertainty | None, HOW_SURE]
    why: Annotated[str, Published("The evidence.")]
    citations: CitedWorks
    also: tuple[Lemma, ...]
    exceptions: tuple[Lemma, ...]
    place: Place
    mentions: Annotated[
        tuple[Annotated[Mention, Published("A mention.")], ...],
        Published("Where the texts speak of them."),
    ] = ()
    surname: Annotated[str, Published("The part of `name` that is the surname; often nothing.")] = (
        ""
    )
    drawn_from: Annotated[
        tuple[Annotated[str, Published("A person's id."), NAME], ...],
        Published("The people from whom a composite is drawn."),
    ] = ()
    formerly: FormerIds = ()
    also_called: Annotated[
        tuple[Annotated[str, Published("A name.")], ...],
        Published("Names that no text uses, as other languages have them."),
    ] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """What one passage says about an event; `date` (EDTF) only if the text gives another date."""

    text: Annotated[str, Published("The text's slug.")]
    passage: Annotated[str, Published("The passage's id."), PASSAGE_ID]
    says: Annotated[str, Published("What it says.")]
    date: Annotated[str, Published("The text's own date, where it differs, in EDTF.")]
    place: Place


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or that a text tells of: date (EDTF), record and tellings."""

    id: Annotated[str, Published("Permanent."), NAME]
    date: Annotated[str, Published("When, in EDTF.")]
    title: Annotated[str, Published("Its name.")]
    record: Annotated[str, Published("What the record says.")]
    happened: Annotated[bool, Published("Whether it is on record; if not, a text invented it.")]
    certainty: Annotated[NoteCertainty, HOW_SURE]
    citations: CitedWorks
    told: Annotated[
        tuple[Annotated[Telling, Published("A telling.")], ...],
        Published("What the texts say about it."),
    ]
    place: Place
    formerly: FormerIds = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """A figure on record for a year, with its certainty and sources.

    `scope` is the place that it is for, such as one field; nothing is the whole country.
    """

    year: Annotated[int, Published("The year.")]
    value: Annotated[float, Published("The figure, in the series' unit.")]
    certainty: Annotated[NoteCertainty, HOW_SURE]
    citations: CitedWorks
    scope: Annotated[str, Published("The place it is for; nothing is the whole country.")] = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that a passage gives for a year and a place, and whether it is a target."""

    year: Annotated[int, Published("The year.")]
    value: Annotated[float, Published("The figure, in the series' unit.")]
    text: Annotated[str, Published("The text's slug.")]
    passage: Annotated[str, Published("The passage's id."), PASSAGE_ID]
    says: Annotated[str, Published("What it says.")]
    scope: Annotated[str, Published("The place it is for, such as one field.")]
    target: Annotated[bool, Published("Whether it is a target, not an output.")]
    place: Place


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of figure over the years: what is on record, beside what a text tells.

    Its chart is shown after the passage that `after` names, a text and a passage, or else with the
    events. Its id is its address there.
    """

    title: Annotated[str, Published("Its name.")]
    unit: Annotated[str, Published("The unit of its figures.")]
    about: Annotated[str, Published("What is compared.")]
    record: Annotated[
        tuple[Annotated[Recorded, Published("A figure.")], ...], Published("Figures on record.")
    ]
    told: Annotated[
        tuple[Annotated[Told, Published("A figure.")], ...],
        Published("Figures that a text gives."),
    ]
    place: Place
    id: Annotated[str, Published("Permanent."), NAME]
    after: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the editors could not answer: what is asked, what is known, what it is about.

    It is on a passage of a text, or on a whole text (`*`).
    """

    id: Annotated[str, Published("Its name on the page of open questions."), NAME]
    text: Annotated[str, Published("The text's slug.")]
    at: Annotated[str, Published("The passage's id, or * for the whole text.")]
    about: Annotated[OpenMatter, Published("What is open.")]
    asks: Annotated[str, Published("The question.")]
    known: Annotated[str, Published("What is known, and where one has looked.")]
    citations: CitedWorks
    place: Place


@dataclass(frozen=True, slots=True)
class Erratum:
    """What a release said wrongly, and what is right.

    `of` is the kind of thing, `name` its id, `text` the name of its text, if it is on one.
    """

    id: Annotated[str, Published("Permanent."), NAME]
    of: Annotated[ErratumOf, Published("What it is of.")]
    text: Annotated[str, Published("The slug of the text that it is on, or nothing.")]
    name: Annotated[str, Published("The id of what it is of."), NAME]
    date: Annotated[str, Published("When it was put right (YYYY-MM-DD).")]
    version: Annotated[str, Published("The last release that had it wrong.")]
    said: Annotated[str, Published("What that said.")]
    now: Annotated[str, Published("What is right.")]
    citations: CitedWorks
    place: Place


@dataclass(frozen=True, slots=True)
class Reference:
    """All that editors wrote beside the texts; mentions are added once the texts are searched.

    `unread` are the keys of works whose entries are at fault: who cites them does nothing wrong.
    """

    works: tuple[Work, ...] = ()
    people: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    series: tuple[Series, ...] = ()
    questions: tuple[Question, ...] = ()
    errata: tuple[Erratum, ...] = ()
    unread: frozenset[str] = frozenset()
