"""The pages of the book: a title page with the caveats, the texts or their parts, and the works."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from build_edition.model import Note, Text, TextInfo, TextPage
from build_edition.render.drawing import Drawing
from build_edition.render.exports.epub.tree import Links, settled
from build_edition.render.markup.html import element, joined
from build_edition.render.markup.languages import direction, foreign
from build_edition.render.markup.xml import tag
from build_edition.render.reading.emendations import forms, passage_number, reason
from build_edition.render.reading.emendations import grounds as ruling_grounds
from build_edition.render.reading.notes import (
    Placed,
    grounds,
    kind_mark,
    lemma_words,
    placed_notes,
    prose,
)
from build_edition.render.reading.parallels import listed_parallels
from build_edition.render.reading.passages import passage_context, passages
from build_edition.render.reading.tombstones import tombstones

UP = "../../"
"""The relative path to the edition's root on the site's pages; `settled` adapts such links."""

TITLE, WORKS = "title.xhtml", "works.xhtml"


@dataclass(frozen=True)
class Book:
    """What a book holds: all texts of the edition, or one of them, and entries of the works cited.

    The chapters are not in it: each is drawn by itself.
    """

    drawing: Drawing
    texts: tuple[TextInfo, ...]
    title: str
    subtitle: str
    works: Sequence[tuple[str, Markup]]

    @cached_property
    def links(self) -> Links:
        """Where links on the book's pages lead."""
        chapters = {page: _chapter_path(page) for info in self.texts for page in info.pages}
        return Links(chapters, WORKS if self.works else "", self.drawing.imprint.address)


class Entry(NamedTuple):
    """A part of a page in the book's contents: its id, its label, and how deep it is, from 1."""

    at: str
    label: str
    level: int


class Page(NamedTuple):
    """A page of the book: its path, title and content, and the parts that the contents list."""

    path: str
    title: str
    content: str
    entries: tuple[Entry, ...] = ()


def _chapter_path(page: str) -> str:
    """Return the path of the chapter that is a text, what is of all its parts, or a part.

    `page` is the address of its page on the site.
    """
    return f"text-{page.removeprefix('texts/').rstrip('/').replace('/', '-')}.xhtml"


def pages(book: Book, chapters: Iterable[Page]) -> tuple[Page, ...]:
    """Return all pages of the book in reading order, of which the chapters are given."""
    title = Page(TITLE, book.title, _page(book.title, _title(book), book.links))
    works = Page(WORKS, "Works", _page("Works", _works(book.works), book.links))
    return (title, *chapters, *((works,) if book.works else ()))


def chapters(book: Book, text: Text) -> tuple[Page, ...]:
    """Return a text as a chapter of the book; a divided one as several."""
    shown = (TextPage(each, text) for each in text.pages)
    return tuple(_chapter(book.drawing, page, book.links) for page in shown)


def _page(title: str, body: Markup, links: Links) -> str:
    """Return a page of the book as XHTML."""
    head = element("title", title) + tag("link", rel="stylesheet", href="style.css")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="en" xml:lang="en">\n<head>{settled(head, links)}</head>\n'
        f"<body>\n{settled(body, links)}\n</body>\n</html>\n"
    )


def _title(book: Book) -> Markup:
    imprint = book.drawing.imprint
    address = element("a", imprint.address, href=imprint.address)
    caveats = [
        element("dt", info.title) + element("dd", f"{info.kind}. {info.caveat}".strip())
        for info in book.texts
    ]
    parts = (
        element("h1", book.title),
        element("p", book.subtitle, class_="subtitle"),
        element("p", ", ".join(imprint.editors)),
        element("p", f"Version {imprint.version}, {imprint.date} · ", address),
        element("p", imprint.abstract),
        element("h2", "What these texts are"),
        element("dl", *caveats, class_="caveats") if caveats else "",
        element("p", f"Notes and emendations: {imprint.licence_notes}."),
    )
    return element("section", joined("\n", parts), data_type="titlepage")


def _chapter(drawing: Drawing, page: TextPage, links: Links) -> Page:
    """Return a text as a chapter; of a divided one, what is said of all of it, or a part."""
    text, head = page.shown, page.shown.info
    words = passages(text, passage_context(drawing, page))
    parts = (
        element("h1", head.titled),
        element("p", head.kind, class_="subtitle"),
        element("p", head.caveat, class_="caveat") if head.caveat else "",
        *(_about(drawing, note) for note in text.about),
        element("div", "\n", words, "\n", lang=head.language, dir=direction(head.language))
        if words
        else "",
        _endnotes("Notes", "notes", _notes(drawing, text)),
        _endnotes("Emendations", "emendations", _rulings(drawing, text)),
        listed_parallels(drawing, text, UP),
        tombstones(drawing, page),
        *(() if head.part else _rights(head)),
    )
    body = element("section", joined("\n", parts), data_type="chapter")
    headings = tuple(
        Entry(reading.id, reading.text, reading.passage.line.level)
        for reading in text.readings
        if reading.kind == "heading"
    )
    entries = headings or tuple(Entry(entry.at, entry.label, 1) for entry in head.contents_here)
    return Page(_chapter_path(head.page), head.titled, _page(head.titled, body, links), entries)


def _rights(head: TextInfo) -> Iterator[Markup]:
    yield element("h2", "Where this text comes from and who owns it")
    yield from (element("p", said) for said in (head.origin, head.rights) if said)


def _about(drawing: Drawing, note: Note) -> Markup:
    words = (prose(note.body, UP), grounds(note, drawing, UP))
    return element("div", *words, id=f"note-{note.id}", class_="about")


def _endnotes(title: str, name: str, entries: Iterator[Markup]) -> Markup:
    listed = joined("\n", entries)
    heading = element("h2", title, id=name)
    return element("section", heading, "\n", listed, data_type="endnotes") if listed else listed


def _notes(drawing: Drawing, text: Text) -> Iterator[Markup]:
    for placed in placed_notes(text):
        note = placed.note
        words = prose(note.body, UP) + grounds(note, drawing, UP)
        yield _footnote(f"note-{note.id}", _note_head(placed) + words)


def _note_head(placed: Placed) -> Markup:
    number = element("a", str(placed.number), href=f"#ref-{placed.note.id}", class_="backlink")
    return element("p", number, " ", kind_mark(placed.note.kind), f" {lemma_words(placed)}")


def _rulings(drawing: Drawing, text: Text) -> Iterator[Markup]:
    for ruling in text.rulings:
        label = f"Passage {passage_number(ruling)}"
        back = element("a", label, href=f"#em-{ruling.id}", class_="backlink")
        why = element("p", reason(ruling))
        sure = element("p", ruling_grounds(ruling, drawing, UP), class_="grounds")
        words = element("p", back, ": ", forms(ruling)) + why + sure
        yield _footnote(f"ruling-{ruling.id}", words)


def _footnote(name: str, content: Markup) -> Markup:
    return element("div", content, id=name, data_type="footnote", class_="note")


def _works(cited: Iterable[tuple[str, Markup]]) -> Markup:
    works = (element("p", foreign(entry), id=f"work-{key}", class_="work") for key, entry in cited)
    parts = joined("\n", (element("h1", "Works"), *works))
    return element("section", parts, data_type="bibliography")
