"""The edition as a book: EPUB 3, each text a chapter followed by its notes."""

import json
import re
from collections.abc import Iterable, Iterator

from build_edition.addresses import promised
from build_edition.model import Edition, Text
from build_edition.model.citing import citations_of
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.exports.epub.cover import COVER, cover
from build_edition.render.exports.epub.package import CONTAINER, navigation, package, style
from build_edition.render.exports.epub.pages import Book, Entry, Page, chapters, pages
from build_edition.render.exports.packing import file_name, packed
from build_edition.render.formats import Gathered, TextFormat, Use

MOST = 100
"""The most texts that one book may hold; in a larger edition each text is a book of its own."""

_BOOK = re.compile(r"data/(.+)\.epub")


def chapters_of(drawing: Drawing, text: Text) -> str:
    """Return a text's chapters in the book of the whole edition, as JSON; "" if there is none."""
    drawn = chapters(whole_book(drawing), text) if len(drawing.texts) <= MOST else ()
    return json.dumps(drawn, ensure_ascii=False) if drawn else ""


def epub_files(whole: Whole, shares: Iterable[str]) -> dict[str, bytes]:
    """Return the whole edition as one book, such as `/data/minutes.epub`, if it has one.

    Its name is made from the edition's title, and stays as it was when it was first released.
    """
    path = _book_path(whole.edition)
    return {path: packed(whole_parts(whole, shares))} if path else {}


def whole_parts(whole: Whole, shares: Iterable[str]) -> dict[str, str]:
    """Return the files of the book of the whole edition, from each text's chapters, by path."""
    book = whole_book(whole)
    given = zip(whole.edition.texts, shares, strict=True)
    return book_parts(book, (page for text, share in given for page in _read(book, text, share)))


def _read(book: Book, text: Text, share: str) -> Iterator[Page]:
    """Yield a text's chapters from its share; they are drawn if a released book grew too large."""
    if not share:
        yield from chapters(book, text)
    for path, title, content, entries in json.loads(share or "[]"):
        yield Page(path, title, content, tuple(Entry(*entry) for entry in entries))


def book_paths(edition: Edition) -> tuple[str, ...]:
    """Return the paths of an edition's books: of the whole, of each text, or both."""
    slugs = [text.info.slug for text in edition.texts]
    each = [f"data/{slug}.epub" for slug in slugs] if len(slugs) > MOST else []
    return tuple(filter(None, (_book_path(edition), *each)))


def _book_path(edition: Edition) -> str:
    """Return the path of the whole edition as a book, or "" if it is too large for one."""
    slugs = {text.info.slug for text in edition.texts}
    books = (_BOOK.fullmatch(path) for path in promised(edition.released))
    # A released book keeps its address if the title changes; `slugs` are the books of single texts.
    released = next((book[0] for book in books if book and book[1] not in slugs), "")
    if released or len(slugs) > MOST:
        return released
    return f"data/{file_name(edition.imprint.title)}.epub"


def whole_book(drawing: Drawing) -> Book:
    """Return the book of all texts."""
    imprint = drawing.imprint
    return Book(
        drawing, drawing.texts, imprint.title, imprint.subtitle, drawing.citations.bibliography
    )


def epub_of_text(drawing: Drawing, text: Text) -> dict[str, bytes]:
    """Return `/data/<slug>.epub`, if the edition has too many texts for one book."""
    if len(drawing.texts) <= MOST:
        return {}
    imprint = drawing.imprint
    cited = {citation.key for citation in citations_of(text)}
    works = [(key, entry) for key, entry in drawing.citations.bibliography if key in cited]
    subtitle = f"In {imprint.title}: {imprint.subtitle}"
    book = Book(drawing, (text.info,), text.info.title, subtitle, works)
    return {f"data/{text.info.slug}.epub": packed(book_parts(book, chapters(book, text)))}


def book_parts(book: Book, given: Iterable[Page]) -> dict[str, str]:
    """Return the files of a book by their paths in it, in the order in which they are packed.

    `given` are its chapters.
    """
    found = pages(book, given)
    imprint = book.drawing.imprint
    parts = {
        "nav.xhtml": navigation(book, found),
        "style.css": style(),
        COVER: cover(book.title, book.subtitle, ", ".join(imprint.editors)),
    }
    parts |= {page.path: page.content for page in found}
    inside = {"package.opf": package(book, found)} | parts
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        **{f"EPUB/{path}": content for path, content in inside.items()},
    }


FORMATS = (
    TextFormat(
        "epub",
        epub_of_text,
        downloads={
            "data/{}.epub": Use("EPUB 3", "the text as a book with its notes, for an e-reader", 1)
        },
        always=False,
    ),
    Gathered(
        "epub",
        chapters_of,
        epub_files,
        downloads={
            "data/*.epub": Use(
                "EPUB 3", "the whole edition as a book with its notes, for an e-reader", -1
            )
        },
        always=False,
    ),
)
