"""A text in its three states, and what the editors have ruled about it."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Literal

from build_edition.model.notes import Annotation, Citation, Note
from build_edition.model.problems import Certainty, Edit, Evidence, Place, Span
from build_edition.model.releases import ReleasedWords
from build_edition.model.texts.line_rulings import PassageKind
from build_edition.model.texts.text_info import TextInfo

EmendationKind = Literal["number", "sign", "letter", "word", "doubling", "quotation-mark"]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class EmendationRuling:
    """An editor's decision on the wording of one passage: one entry of `emendations.yml`.

    `on` are the transmitted words; `read` what the edition reads instead, or None where they
    are left as transmitted for the reason that `why` gives. A retired ruling says why, and which
    one succeeds it, if any: it changes nothing, and its tombstone stays at its address.
    """

    id: str
    at: str
    on: str
    read: str | None
    kind: EmendationKind
    certainty: Certainty
    evidence: Evidence
    sources: tuple[Citation, ...]
    why: str
    place: Place
    retired: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text as editors keep it: what was received, and all they have ruled about it."""

    info: TextInfo
    raw: str
    records: tuple[PassageRecord, ...]
    rulings: tuple[EmendationRuling, ...]
    folder: str
    notes: tuple[Note, ...] = ()
    released: tuple[ReleasedWords, ...] = ()

    def raw_place(self, line: int, column: int = 1) -> Place:
        """Return a place in the raw text, from its line and column (both from 1)."""
        return Place(f"{self.folder}/raw.txt", line, column)


@dataclass(frozen=True, slots=True)
class Call:
    """The place in a passage where the author called an endnote, in code points of the passage.

    `key` is the endnote's, which tells it apart where its number alone does not.
    """

    at: int
    number: str
    key: str = ""

    @property
    def note(self) -> str:
        """What no other endnote of the text is called: the number, or the key."""
        return self.key or self.number


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the cleaned text: a passage before it is given its permanent id.

    `span` is where it came from in the raw text (code points), `speaker` the speaker's label,
    `number` an endnote's own number, or a point's. `level` is a heading's, from 1, or how many
    points a point is beneath. `key` tells an endnote apart where its number alone does not: where the
    number recurs, or is a sign.
    """

    text: str
    span: Span
    kind: PassageKind
    level: int = 0
    speaker: str = ""
    number: str = ""
    calls: tuple[Call, ...] = ()
    key: str = ""

    @property
    def note(self) -> str:
        """What no other endnote of the text is called: the number, or the key."""
        return self.key or self.number


@dataclass(frozen=True, slots=True)
class Transmitted:
    """A text after cleaning: its lines, and the ledger that leads back to the raw text."""

    lines: tuple[Line, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of the cleaned text under its permanent id."""

    id: str
    also: tuple[str, ...]
    line: Line


@dataclass(frozen=True, slots=True)
class Emendation:
    """A ruling placed on its words: their span as transmitted and as read."""

    ruling: EmendationRuling
    transmitted: Span
    reading: Span

    @property
    def changes(self) -> bool:
        """Whether the edition's reading differs from the transmitted words."""
        return self.ruling.read is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage as the edition reads it; calls and notes are placed by offsets in the reading."""

    passage: Passage
    text: str
    emendations: tuple[Emendation, ...]
    calls: tuple[Call, ...]
    annotations: tuple[Annotation, ...] = ()

    @property
    def id(self) -> str:
        """The passage's permanent id."""
        return self.passage.id

    @property
    def kind(self) -> PassageKind:
        """The passage's kind."""
        return self.passage.line.kind

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The passage's own ledger, from transmitted words to the reading."""
        return tuple(
            Edit(e.transmitted.start, e.ruling.on, e.ruling.read, e.ruling.kind, e.ruling.why)
            for e in self.emendations
            if e.ruling.read is not None
        )


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the edition, through all its states: raw, transmitted and read.

    `received` are the raw bytes. `about` are the notes on the text as a whole; the others
    are placed on its readings. Retired notes and rulings are kept because their addresses stay.
    `released` is what the text showed in its releases, oldest first.
    """

    info: TextInfo
    received: bytes
    cleaning: tuple[Edit, ...]
    readings: tuple[Reading, ...]
    gone: tuple[PassageRecord, ...]
    about: tuple[Note, ...] = ()
    retired_notes: tuple[Note, ...] = ()
    retired_rulings: tuple[EmendationRuling, ...] = ()
    released: tuple[ReleasedWords, ...] = ()
    unplaced: tuple[Note, ...] = ()

    @property
    def raw(self) -> str:
        """The raw text; the offsets of cleaning edits are code points in it."""
        return self.received.decode(self.info.encoding)

    @property
    def pages(self) -> "tuple[Text, ...]":
        """What is on each page of the text: the whole, or first what is of the whole, then the parts."""
        if not self.info.parts:
            return (self,)
        page_with, readings = self.info.page_with, defaultdict[str, list[Reading]](list)
        for reading in self.readings:
            readings[page_with(reading.id)].append(reading)
        return tuple(
            replace(
                self,
                info=replace(self.info, part=part),
                readings=tuple(readings[page]),
                gone=tuple(r for r in self.gone if page_with(r.id) == page),
                about=() if part else self.about,
                retired_notes=tuple(n for n in self.retired_notes if page_with(n.lemma.at) == page),
                retired_rulings=tuple(r for r in self.retired_rulings if page_with(r.at) == page),
                released=tuple(self._of_page(page, words) for words in self.released),
            )
            for part, page in enumerate(self.info.pages)
        )

    def _of_page(self, page: str, words: ReleasedWords) -> ReleasedWords:
        """Return what was released of the places of a page."""
        notes = {f"note-{note.id}": note.lemma.at for note in (*self.notes, *self.retired_notes)}
        rulings = {f"em-{r.id}": r.at for r in (*self.rulings, *self.retired_rulings)}
        at, page_with = notes | rulings, self.info.page_with
        shown = (each for each in words.shown if page_with(at.get(each[0], each[0])) == page)
        return replace(words, shown=tuple(shown))

    @property
    def starts(self) -> dict[str, int]:
        """Where in the raw text each passage begins or, if it was withdrawn, began, by its id."""
        gone = {record.id: record.span.start for record in self.gone}
        return gone | {reading.id: reading.passage.line.span.start for reading in self.readings}

    @property
    def rulings(self) -> tuple[EmendationRuling, ...]:
        """The rulings on the text's words, in their order; not those that were retired."""
        return tuple(e.ruling for reading in self.readings for e in reading.emendations)

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes on the text: those on the whole first, then in the order of its words."""
        return self.about + tuple(a.note for r in self.readings for a in r.annotations)

    @property
    def transmitted(self) -> str:
        """The cleaned text before emendation, one passage per line."""
        return "\n".join(reading.passage.line.text for reading in self.readings)

    @property
    def speakers(self) -> dict[str, str]:
        """The speakers' names by their labels as transmitted."""
        return {speaker.label: speaker.name for speaker in self.info.speakers}
