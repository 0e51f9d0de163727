"""The records of `/data/edition.json`, from which its data and its schema follow.

Types of the model that are published as they are mark their own fields (see `model.published`).
Records that differ from the model's types are declared here.
"""

from typing import Annotated, Any, Literal, TypedDict

from build_edition.model import (
    Certainty,
    Edit,
    EmendationKind,
    Erratum,
    Event,
    Evidence,
    NoteCertainty,
    NoteKind,
    PassageKind,
    Person,
    Question,
    Series,
    Span,
    Speaker,
    Words,
)
from build_edition.model.notes import HOW_SURE, CitedWorks
from build_edition.model.published import COUNT, NAME, NOT_EMPTY, PASSAGE_ID, Published, Rule

Format = Literal[1]
FORMAT: Format = 1
"""The format's version: raised when a program made for an earlier one would misread the file."""


class Licences(TypedDict):
    """The licences of the edition's own work."""

    code: Annotated[str, Published("For the program.")]
    notes: Annotated[str, Published("For the editors' words.")]


class RawText(TypedDict):
    """Checksum and size of a raw text, to check what was recovered."""

    sha256: Annotated[str, Published("Its checksum."), Rule("pattern", "^[0-9a-f]{64}$")]
    bytes: Annotated[int, COUNT, Published("Its size.")]
    encoding: Annotated[str, Published("The encoding of its bytes, as Python names it.")]


class _Ruling(TypedDict):
    id: Annotated[str, Published("Permanent; its address is #em-<id> on the text's page."), NAME]


class _Found(_Ruling):
    start: Annotated[int, COUNT, Published("Where `on` begins in `transmitted`, in code points.")]


class _Lost(_Ruling):
    at: Annotated[str, Published("The passage it was on.")]


class Ruled(TypedDict):
    """What a ruling says, whether it is in force or retired."""

    on: Annotated[str, Published("The transmitted words."), NOT_EMPTY]
    read: Annotated[
        str | None,
        Published(
            "What the edition reads; null where the words are left as transmitted. […] is a gap."
        ),
    ]
    kind: Annotated[EmendationKind, Published("What kind of slip it corrects.")]
    certainty: Annotated[Certainty, Published("How sure the editors are.")]
    evidence: Annotated[Evidence, Published("On what evidence.")]
    sources: CitedWorks
    why: Annotated[str, Published("The reason, as readers are told.")]


class _Retired(TypedDict):
    reason: Annotated[str, NOT_EMPTY, Published("Why it was retired.")]
    successor: Annotated[str, Published("The id of what took its place, or nothing.")]


class PublishedRuling(_Found, Ruled):
    """An editor's ruling on the wording of the passage."""


class RetiredRuling(_Lost, Ruled, _Retired):
    """A ruling as it last was; its tombstone is at #em-<id>."""


class PublishedCall(TypedDict):
    """A call to one of the author's own endnotes."""

    at: Annotated[int, COUNT, Published("Where it stood in `transmitted`, in code points.")]
    number: Annotated[str, Published("The note's number.")]
    note: Annotated[str | None, Published("The passage that is the note.")]


class PublishedPassage(TypedDict):
    """One passage: a line of the cleaned text."""

    id: Annotated[str, Published("Permanent; its address is #<id> on the text's page."), PASSAGE_ID]
    also: Annotated[
        tuple[Annotated[str, Published("An id."), PASSAGE_ID], ...],
        Published("Ids of passages that were merged into this one."),
    ]
    kind: Annotated[PassageKind, Published("What kind of passage it is.")]
    level: Annotated[int, COUNT, Published("A heading's, from 1, or how many a point is beneath.")]
    speaker: Annotated[str, Published("The label of who is speaking, as transmitted.")]
    number: Annotated[str, Published("An endnote's own number, or a point's.")]
    span: Annotated[Span, Published("The raw code points it came from.")]
    transmitted: Annotated[str, Published("Its words before emendation.")]
    reading: Annotated[str, Published("Its words as the edition reads them.")]
    emendations: Annotated[
        list[PublishedRuling], Published("The rulings on its wording, in order.")
    ]
    calls: Annotated[list[PublishedCall], Published("The calls of the author's endnotes in it.")]


class _Note(TypedDict):
    id: Annotated[str, Published("Permanent; its address is #note-<id> on the text's page."), NAME]
    at: Annotated[str, Published("The passage it hangs on; * is the whole text.")]
    on: Annotated[
        str,
        Published("The words it is about, as the reading has them; * is the whole passage."),
    ]


class _Placed(_Note):
    span: Annotated[
        Span | None,
        Published(
            "Those words in the passage's `reading`, in code points; null for the whole text."
        ),
    ]
    raw: Annotated[Span, Published("The code points of the raw text that they came from.")]


_Paragraph = Annotated[
    tuple[Annotated[Words, Published("Words of one piece.")], ...], Published("A paragraph.")
]


class NoteWords(TypedDict):
    """What a note says, whether it is in force or retired."""

    kind: Annotated[NoteKind, Published("What it says about the words.")]
    certainty: Annotated[NoteCertainty, HOW_SURE]
    internal: Annotated[bool, Published("Whether the text itself shows it.")]
    sources: CitedWorks
    source: Annotated[str, Published("A source in the contributor's words.")]
    by: Annotated[
        tuple[Annotated[str, Published("A name; `editors` are the editors of the edition.")], ...],
        Published("Who wrote it."),
    ]
    text: Annotated[str, Published("Its words, one paragraph per line.")]
    body: Annotated[tuple[_Paragraph, ...], Published("Its paragraphs.")]


class PublishedNote(_Placed, NoteWords):
    """A note."""


class RetiredNote(_Note, NoteWords, _Retired):
    """A note as it last was; its tombstone is at #note-<id>."""


class GonePassage(TypedDict):
    """A withdrawn passage."""

    id: Annotated[str, Published("Never used for another passage."), PASSAGE_ID]
    begins: Annotated[str, Published("Its first words.")]
    reason: Annotated[str, Published("Why it was withdrawn.")]


class Retired(TypedDict):
    """The notes and rulings that were retired."""

    notes: Annotated[list[RetiredNote], Published("Retired notes.")]
    emendations: Annotated[list[RetiredRuling], Published("Retired rulings on wording.")]


class PublishedText(TypedDict):
    """One text."""

    slug: Annotated[str, Published("Its name in addresses: /texts/<slug>/.")]
    title: Annotated[str, Published("Its title.")]
    kind: Annotated[str, Published("What it is.")]
    origin: Annotated[str, Published("Where it comes from.")]
    rights: Annotated[str, Published("Whose it is.")]
    caveat: Annotated[str, Published("What a reader must know first.")]
    language: Annotated[str, Published("The language it is written in (BCP 47).")]
    speakers: Annotated[
        tuple[Annotated[Speaker, Published("A speaker.")], ...], Published("Who speaks in it.")
    ]
    raw: Annotated[RawText, Published("The raw text, as received.")]
    cleaning: Annotated[
        tuple[
            Annotated[Edit, Published("One cleaning edit, in ascending order of `start`.")],
            ...,
        ],
        Published("Everything cleaning changed, in order."),
    ]
    passages: Annotated[list[PublishedPassage], Published("Its passages, in order.")]
    notes: Annotated[
        list[PublishedNote],
        Published("What the editors say about it, in order: on the whole text first."),
    ]
    gone: Annotated[
        list[GonePassage], Published("Passages that once had an id and were withdrawn.")
    ]
    retired: Annotated[Retired, Published("What was retired, each with the reason.")]


_CslWork = Annotated[
    dict[str, Any],
    Published("A work: https://docs.citationstyles.org."),
    Rule("required", ("id", "type", "title")),
]

_Schema = TypedDict("_Schema", {"$schema": Annotated[str, Published("This schema.")]})


class PublishedEdition(_Schema):
    """A whole edition: texts, every edit made to them, and the editors' rulings."""

    format: Annotated[Format, Published("The version of this format.")]
    description: Annotated[str, Published("How to get a raw text back from this file alone.")]
    title: Annotated[str, Published("The edition's name.")]
    subtitle: Annotated[str, Published("What it holds.")]
    editors: Annotated[
        tuple[Annotated[str, Published("A name.")], ...], Published("Who is responsible for it.")
    ]
    version: Annotated[str, Published("The edition's version.")]
    date: Annotated[str, Published("The version's date."), Rule("format", "date")]
    licences: Annotated[
        Licences, Published("Licences of the editors' own work; the texts are other people's.")
    ]
    texts: Annotated[list[PublishedText], Published("The texts in reading order.")]
    works: Annotated[list[_CslWork], Published("The works cited, as CSL-JSON.")]
    people: Annotated[
        tuple[Annotated[Person, Published("A person.")], ...], Published("Who the texts speak of.")
    ]
    events: Annotated[
        tuple[Annotated[Event, Published("An event.")], ...],
        Published("What the texts tell of, and what is on record."),
    ]
    series: Annotated[
        tuple[Annotated[Series, Published("A series.")], ...], Published("Figures over the years.")
    ]
    questions: Annotated[
        tuple[Annotated[Question, Published("A question.")], ...], Published("What is open.")
    ]
    errata: Annotated[
        tuple[Annotated[Erratum, Published("An erratum.")], ...],
        Published("What releases had wrong."),
    ]
