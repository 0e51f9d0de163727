"""What the editors and contributors say about the texts: notes, their words and their sources."""

from dataclasses import dataclass
from typing import Annotated, Literal

from build_edition.model.note_kinds import NoteKind
from build_edition.model.problems import Place, Span
from build_edition.model.published import NAME, Published

NoteCertainty = Literal["high", "medium", "low", "unchecked"]
Seen = Literal["read", "excerpt", "quoted", "unseen"]
Style = Literal["emphasis", "strong", "code"]

HOW_SURE = Published("How sure the editors are; unchecked is not checked by them.")

WHOLE = "*"
"""What a lemma has in `on` for a whole passage, and in both `on` and `at` for a whole text."""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of a note's words in one style: the words, their styles, and where they link to."""

    text: Annotated[str, Published("The words.")]
    styles: Annotated[
        tuple[Annotated[Style, Published("A style.")], ...], Published("How they are set.")
    ] = ()
    href: Annotated[
        str, Published("Where they lead; an address that begins with / is the edition's own.")
    ] = ""


Prose = tuple[tuple[Words, ...], ...]
"""A note's paragraphs, each made of runs of words."""


@dataclass(frozen=True, slots=True)
class Lemma:
    """Words quoted from one passage, as the page shows them, and where an editor quoted them.

    `text` is the text's name, `at` the passage's id, `on` the words. `occurrence` says which are
    meant if they occur there more than once: the second of three is (2, 3). `place_of_at` is where
    the passage is named, if not where the words are quoted.
    """

    text: str
    at: str
    on: str
    place: Place
    occurrence: tuple[int, int] | None = None
    place_of_at: Place | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation of a work by its key: the place in it, if known, and how the editors saw that.

    They read the passage itself, or an excerpt that has it, or found it quoted in another work, or
    have not seen it; None says nothing of this.
    """

    key: Annotated[str, Published("A key among `works`.", name="work"), NAME]
    locator: Annotated[str, Published("The place in it, such as pages; often nothing.")]
    place: Place
    seen: Annotated[
        Seen | None, Published("How the editors saw that place; null if they do not say.")
    ] = None


CitedWorks = Annotated[
    tuple[Annotated[Citation, Published("A citation.")], ...],
    Published("The works it rests on.", name="sources"),
]
"""The citations of a record that is published with its sources."""


@dataclass(frozen=True, slots=True)
class Link:
    """The address that a note's words link to, and the place where an editor wrote it."""

    href: str
    place: Place


@dataclass(frozen=True, slots=True)
class Note:
    """A note on words of a text; its file's name is its permanent id.

    `internal` says that the text itself shows what the note says; `source` is a source in free
    words, for an editor to turn into a work; `by` are its authors, and `surnames` those parts of
    their names that are surnames, if they say so. A retired note says why, and which note succeeds
    it, if any: its tombstone stays at its address.
    """

    id: str
    lemma: Lemma
    kind: NoteKind
    certainty: NoteCertainty
    internal: bool
    citations: tuple[Citation, ...]
    source: str
    by: tuple[str, ...]
    body: Prose
    place: Place
    links: tuple[Link, ...] = ()
    retired: str = ""
    successor: str = ""
    surnames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note placed on its words: their span in the reading, and in the raw text."""

    note: Note
    span: Span
    raw: Span
