"""A note as readers see it: its mark in the text, and its entry in the list at the page's foot."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from build_edition.model import (
    NOTE_KINDS,
    WHOLE,
    Annotation,
    Note,
    NoteCertainty,
    NoteKind,
    Prose,
    Text,
    Words,
)
from build_edition.notes.contributors import EDITORS
from build_edition.render.contribute import improve
from build_edition.render.drawing import Drawing
from build_edition.render.markup.html import element, joined
from build_edition.render.markup.languages import foreign
from build_edition.render.reading.cite_links import cite_note, labelled_sources

_STYLES = {"emphasis": "em", "strong": "strong", "code": "code"}


@dataclass(frozen=True)
class Placed:
    """A note of a text with its number on the page, its passage's id, and the words it is about.

    The number may change when notes are added; the note's id is its address.
    """

    number: int
    note: Note
    passage: str
    words: str


def placed_notes(text: Text) -> tuple[Placed, ...]:
    """Return the notes on a text's words in the order of their marks, numbered."""
    found = [(reading, a) for reading in text.readings for a in reading.annotations]
    return tuple(
        Placed(n, a.note, reading.id, reading.text[a.span.start : a.span.end])
        for n, (reading, a) in enumerate(found, start=1)
    )


def kind_mark(kind: NoteKind) -> Markup:
    """Return a kind of note as an icon and a word."""
    return element("span", NOTE_KINDS[kind].word, class_=f"kind k-{kind}")


def mark(annotation: Annotation, number: int) -> Markup:
    """Return a note's mark in the text: its icon, its number, and its link."""
    note = annotation.note
    label = f"Note {number}: {NOTE_KINDS[note.kind].word.lower()}"
    link = element(
        "a", str(number), class_="footnote-ref", href=f"#note-{note.id}", aria_label=label
    )
    return element("sup", link, class_=f"apparatus mark k-{note.kind}", id=f"ref-{note.id}")


def mark_from_afar(annotation: Annotation, page: str) -> Markup:
    """Return a note's mark for a passage shown on another page: the kind in words, linked."""
    note = annotation.note
    link = element("a", NOTE_KINDS[note.kind].word.lower(), href=f"{page}#note-{note.id}")
    return element("sup", link, class_=f"apparatus mark k-{note.kind}")


def listed_note(placed: Placed, drawing: Drawing, up: str) -> Markup:
    """Return a note for the list at the page's foot: kind, lemma and links, words, grounds."""
    note = placed.note
    label = f"Back to the words of note {placed.number} in passage {placed.passage[1:]}"
    back = element("a", "↩", class_="footnote-backref", href=f"#ref-{note.id}", aria_label=label)
    lemma = element("span", lemma_words(placed), class_="lemma")
    ways = (cite_note(note, placed.passage, _noted(placed)), _improve(drawing, placed, up))
    parts = (kind_mark(note.kind), lemma, back, *ways)
    head = element("p", joined(" ", parts), class_="note-head")
    content = (head, prose(note.body, up), grounds(note, drawing, up, brief=True))
    # The number is given, since a list does not count entries that are hidden.
    number = str(placed.number)
    return element("li", *content, id=f"note-{note.id}", class_=f"note k-{note.kind}", value=number)


def _improve(drawing: Drawing, placed: Placed, up: str) -> Markup:
    """Return a link to a note's own file."""
    href = improve(drawing.imprint, placed.note, up)
    label = f"Improve note {placed.number}"
    return element("a", "improve", href=href, class_="improve", aria_label=label)


def lemma_words(placed: Placed) -> str:
    """Return the words that a note is about, shortened in the middle.

    A note on a whole passage is described as such.
    """
    if placed.note.lemma.on == WHOLE:
        return f"the whole of passage {placed.passage[1:]}"
    words = placed.words.split()
    shown = words if len(words) <= 10 else [*words[:5], "…", *words[-4:]]
    return f"“{' '.join(shown)}”"


def _noted(placed: Placed) -> str:
    """Return the words that a note is about; "" if that is a whole passage."""
    return "" if placed.note.lemma.on == WHOLE else placed.words


def grounds(note: Note, drawing: Drawing, up: str, brief: bool = False) -> Markup:
    """Return how certain the note is, what it rests on, and who wrote it, if not the editors.

    `brief` is as in `cite_links.sources`.
    """
    others = ", ".join(name for name in note.by if name != EDITORS)
    parts = (
        how_sure(note.certainty),
        "the text itself shows it" if note.internal else "",
        labelled_sources(drawing, note.citations, up, brief),
        foreign(f"source, in the contributor’s words: {note.source}") if note.source else "",
        foreign(f"by {others}") if others else "",
    )
    return element("p", joined(" · ", parts), class_="grounds")


def how_sure(certainty: NoteCertainty | None) -> str:
    """Return in words how certain the editors are of something."""
    return "not checked by us" if certainty == "unchecked" else f"certainty {certainty}"


def prose(body: Prose, up: str) -> Markup:
    """Return a note's words as HTML paragraphs; links within the edition begin with `up`."""
    return joined("", (element("p", *(_words(w, up) for w in par)) for par in body))


def _words(words: Words, up: str) -> Markup:
    drawn = foreign(words.text)
    for style in reversed(words.styles):
        drawn = element(_STYLES[style], drawn)
    if not words.href:
        return drawn
    own = words.href.startswith("/")
    return element("a", drawn, href=up + words.href[1:] if own else words.href)


def by_kind(notes: Iterable[Note]) -> dict[NoteKind, int]:
    """Return the number of notes of each kind, in the order of the kinds; zeros are left out."""
    kinds = [note.kind for note in notes]
    return {kind: kinds.count(kind) for kind in NOTE_KINDS if kind in kinds}
