"""The edition's vocabulary: every type that passes between stages.

All types are frozen and hold tuples, so a stage can only answer with new values.
Offsets are code points of a Python string; lines and columns are counted from 1.
This module imports nothing of ours.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]
LineKind = Literal[
    "furniture", "heading", "caption", "standfirst", "quotation", "turns", "endnotes"
]
PassageKind = Literal[
    "paragraph", "heading", "caption", "standfirst", "quotation", "turn", "point", "endnote"
]
EmendationKind = Literal["number", "sign", "letter", "word", "doubling", "quotation-mark"]
Certainty = Literal["high", "medium", "low"]
Evidence = Literal["internal", "external", "conjecture"]

GAP = "[…]"
"""What is printed where words or figures were lost and nobody can say what stood there."""


class Span(NamedTuple):
    """A stretch of a text, from `start` up to but not including `end`, in code points."""

    start: int
    end: int


@dataclass(frozen=True, order=True)
class Place:
    """Where in the editors' files something is said: a path from the project's root, line, column."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """Something in the edition that an editor must mend (error) or should look at (warning)."""

    place: Place
    code: str
    message: str
    hint: str
    severity: Severity = "error"


@dataclass(frozen=True)
class Edit:
    """One recorded change to a text, with its reason: `before` stood at `start`, `after` replaces it."""

    start: int
    before: str
    after: str
    rule: str
    reason: str

    @property
    def end(self) -> int:
        """The place just behind the words it replaces, in code points of the text before."""
        return self.start + len(self.before)


@dataclass(frozen=True)
class LineRuling:
    """An editor's decision on what whole lines of a raw text are, such as furniture or headings."""

    first: int
    last: int
    begins: str
    kind: LineKind
    level: int
    why: str
    place: Place


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks in a text: the label as transmitted (`Q:`) and who that is."""

    label: str
    name: str


@dataclass(frozen=True)
class Entry:
    """A line of a text's contents: the editors' label for the part that begins at a passage."""

    at: str
    label: str
    place: Place


@dataclass(frozen=True)
class Head:
    """What an editor says of a text as a whole: its title, kind, origin, rights, caveat and rules."""

    slug: str
    title: str
    kind: str
    rights: str
    origin: str
    caveat: str
    language: str
    rules: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    rulings: tuple[LineRuling, ...]
    contents: tuple[Entry, ...]
    place: Place


@dataclass(frozen=True)
class PassageRecord:
    """A permanent id and the words it was given to: one line of `passages.json`.

    `also` are ids of passages merged into this one; `gone` is the reason why the passage
    is no longer in the text.
    """

    id: str
    kind: PassageKind
    span: Span
    begins: str
    level: int = 0
    speaker: str = ""
    also: tuple[str, ...] = ()
    gone: str = ""


@dataclass(frozen=True)
class Ruling:
    """An editor's decision on the wording of one passage: one line of the emendations' ledger.

    `on` are the transmitted words; `read` what the edition reads instead, or None where they
    are left as transmitted for the reason that `why` gives.
    """

    id: str
    at: str
    on: str
    read: str | None
    kind: EmendationKind
    certainty: Certainty
    evidence: Evidence
    sources: tuple[str, ...]
    why: str
    place: Place


@dataclass(frozen=True)
class Witness:
    """The one witness of a text: what was received, and all that editors have ruled about it."""

    head: Head
    raw: str
    records: tuple[PassageRecord, ...]
    rulings: tuple[Ruling, ...]
    folder: str

    def raw_place(self, line: int, column: int = 1) -> Place:
        """A place in the raw text."""
        return Place(f"{self.folder}/raw.txt", line, column)


@dataclass(frozen=True)
class Call:
    """The place in a passage where the author called an endnote, in code points of the passage."""

    at: int
    number: str


@dataclass(frozen=True)
class Line:
    """One line of the cleaned text: a passage that has not met its permanent id yet.

    `span` are the raw code points it came from; `label` is the speaker's label where one
    stood here, `speaker` the label of whoever is speaking, `number` an endnote's own number.
    """

    text: str
    span: Span
    kind: PassageKind
    level: int = 0
    speaker: str = ""
    number: str = ""
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True)
class Transmitted:
    """A text after cleaning: its lines, and the ledger that leads back to the raw text."""

    lines: tuple[Line, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Passage:
    """A line of the cleaned text under its permanent id."""

    id: str
    also: tuple[str, ...]
    line: Line


@dataclass(frozen=True)
class Emendation:
    """A ruling that has found its words: where they stand as transmitted and as read."""

    ruling: Ruling
    transmitted: Span
    reading: Span

    @property
    def changes(self) -> bool:
        """Whether the edition reads otherwise than was transmitted."""
        return self.ruling.read is not None


@dataclass(frozen=True)
class Reading:
    """A passage as the edition reads it, with its emendations and calls in the reading's offsets."""

    passage: Passage
    text: str
    emendations: tuple[Emendation, ...]
    calls: tuple[Call, ...]

    @property
    def id(self) -> str:
        """The passage's permanent id."""
        return self.passage.id

    @property
    def kind(self) -> PassageKind:
        """What kind of passage it is."""
        return self.passage.line.kind

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The passage's own ledger, from transmitted words to the reading."""
        return tuple(
            Edit(e.transmitted.start, e.ruling.on, e.ruling.read, e.ruling.kind, e.ruling.why)
            for e in self.emendations
            if e.ruling.read is not None
        )


@dataclass(frozen=True)
class Text:
    """One text of the edition, through all its states: raw, transmitted and read."""

    head: Head
    raw: str
    cleaning: tuple[Edit, ...]
    readings: tuple[Reading, ...]
    gone: tuple[PassageRecord, ...]

    @property
    def transmitted(self) -> str:
        """The cleaned text: its passages before emendation, a line each."""
        return "\n".join(reading.passage.line.text for reading in self.readings)

    @property
    def speakers(self) -> dict[str, str]:
        """Speakers' names by their labels as transmitted."""
        return {speaker.label: speaker.name for speaker in self.head.speakers}


@dataclass(frozen=True)
class Imprint:
    """What the edition says of itself: title, editors, version, licences."""

    title: str
    subtitle: str
    abstract: str
    editors: tuple[str, ...]
    version: str
    date: str
    licence_code: str
    licence_notes: str
    showcase: tuple[str, str]
    place: Place


@dataclass(frozen=True)
class Edition:
    """The whole edition as one value: what every renderer is given, and all it is given."""

    imprint: Imprint
    texts: tuple[Text, ...]
