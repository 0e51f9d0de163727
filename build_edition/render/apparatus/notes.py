"""`/apparatus/notes/`: every note of the edition, with filters by text, kind and certainty."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_edition.addresses.places import NOTES, listed_places
from build_edition.model import NOTE_KINDS, WHOLE, Note, Text
from build_edition.render.apparatus.no_longer_here import no_longer_here
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.formats import Gathered
from build_edition.render.markup.filter import choice, filter_form
from build_edition.render.markup.html import (
    PLACEHOLDER,
    around,
    element,
    joined,
    page,
)
from build_edition.render.reading.at_a_glance import notes_counted
from build_edition.render.reading.notes import (
    Placed,
    by_kind,
    grounds,
    kind_mark,
    lemma_words,
    placed_notes,
    prose,
)

UP = "../../"
CERTAINTIES = {c: c for c in ("high", "medium", "low")} | {"unchecked": "not checked"}


@dataclass(frozen=True)
class Entry:
    """A note of the list with its text; `placed` is None for a note on the whole text."""

    text: Text
    note: Note
    placed: Placed | None


def notes_section(drawing: Drawing, text: Text) -> Markup:
    """Return a text's section in the list of all notes; empty if the text has no notes."""
    if not text.notes:
        return Markup()
    items = joined("\n", (_item(drawing, entry) for entry in _entries(text)))
    name = f"in-{text.info.slug}"
    heading = element("h2", text.info.title, id=f"{name}-h")
    content = ("\n", heading, "\n", element("ol", items, class_="note-list"), "\n")
    labelled = f"{name}-h"
    return element("section", *content, id=name, class_="group", aria_labelledby=labelled) + "\n"


def notes_pages(whole: Whole, sections: Iterable[str]) -> dict[str, Iterable[str]]:
    """Return `/apparatus/notes/`: every note of the edition, in the section of its text."""
    texts = [text for text in whole.edition.texts if text.notes]
    notes = [note for text in texts for note in text.notes]
    parts = (
        element("h1", "Notes"),
        _introduction(texts, notes),
        _kinds(notes),
        _filter(whole.titles, texts, notes),
    )
    here = listed_places(whole.edition)[NOTES]
    gone = no_longer_here(whole.addresses, NOTES, here, "note-")
    # each section ends its own line
    content = joined("\n", (*parts, PLACEHOLDER)) + gone
    body = element("div", "\n", content, class_="tt-apparatus tt-notes")
    summary = "Every note of the edition: what is invented, on record, disputed or in error."
    contents = [{"at": f"in-{t.info.slug}", "label": t.info.title, "level": 1} for t in texts]
    drawn = page("Notes", summary, body, contents=contents, list=True)
    return {"apparatus/notes/index.md": around(drawn, sections)}


def _entries(text: Text) -> Iterator[Entry]:
    for note in text.about:
        yield Entry(text, note, None)
    for placed in placed_notes(text):
        yield Entry(text, placed.note, placed)


def _introduction(texts: Sequence[Text], notes: Sequence[Note]) -> Markup:
    unchecked = sum(note.certainty == "unchecked" for note in notes)
    verb = "is" if unchecked == 1 else "are"
    open_ones = f" {unchecked} {verb} marked as not checked by us." if unchecked else ""
    guide = element("a", "principles", href=f"{UP}about/principles/#notes")
    said = (
        f"{notes_counted(texts)}. Each says first what is on record, then how the text departs "
        f"from it.{open_ones} See the "
    )
    return element("p", said, guide, ".")


def _kinds(notes: Sequence[Note]) -> Markup:
    """Return the page's legend: the kinds of note, what each means, and how many there are."""
    items = (
        element("li", kind_mark(kind), f" {NOTE_KINDS[kind].meaning} ({count})")
        for kind, count in by_kind(notes).items()
    )
    return element("ul", *items, class_="legend kinds-legend")


def _filter(titles: Mapping[str, str], texts: Iterable[Text], notes: Sequence[Note]) -> Markup:
    words: dict[str, str] = {name: kind.word for name, kind in NOTE_KINDS.items()}
    return filter_form(
        len(notes),
        ("note", "notes"),
        choice("text", "Text", titles, (text.info.slug for text in texts)),
        choice("kind", "Kind", words, (note.kind for note in notes)),
        choice("certainty", "Certainty", CERTAINTIES, (note.certainty for note in notes)),
    )


def _item(drawing: Drawing, entry: Entry) -> Markup:
    note, slug = entry.note, entry.text.info.slug
    where = UP + entry.text.info.address(note.lemma.at, f"note-{note.id}")
    label = _label(entry.placed) if entry.placed else "on the whole text"
    link = element("a", label, href=where)
    return element(
        "li",
        element("p", kind_mark(note.kind), " ", link, class_="note-head"),
        prose(note.body, UP),
        grounds(note, drawing, UP),
        id=f"{slug}-{note.id}",
        class_=f"entry note k-{note.kind}",
        data_text=slug,
        data_kind=note.kind,
        data_certainty=note.certainty,
        value=str(entry.placed.number) if entry.placed else None,
    )


def _label(placed: Placed) -> Markup:
    """Return the words that a note is about, and the number of their passage."""
    words = element("span", lemma_words(placed), class_="lemma")
    if placed.note.lemma.on == WHOLE:
        return words
    return joined(" ", (f"passage {placed.passage[1:]}", words))


FORMATS = (Gathered("notes", notes_section, notes_pages, pages=("apparatus/notes/index.md",)),)
