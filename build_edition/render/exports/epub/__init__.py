"""The edition as a book: EPUB 3, each text a chapter followed by its notes."""

import re

from build_edition.addresses import promised
from build_edition.model import Edition, Text
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.exports.epub.cover import COVER, cover
from build_edition.render.exports.epub.package import CONTAINER, navigation, package, style
from build_edition.render.exports.epub.pages import Book, pages
from build_edition.render.exports.packing import file_name, packed
from build_edition.render.formats import TextFormat, Use, WholeFormat

MOST = 100
"""The most texts that one book may hold; in a larger edition each text is a book of its own."""

_BOOK = re.compile(r"data/(.+)\.epub")


def epub_files(whole: Whole) -> dict[str, bytes]:
    """Return the whole edition as one book, such as `/data/minutes.epub`, if it has one.

    Its name is made from the edition's title, and stays as it was when it was first released.
    """
    path = _book_path(whole.edition)
    return {path: packed(epub_parts(whole_book(whole)))} if path else {}


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


def whole_book(whole: Whole) -> Book:
    """Return the book of all texts."""
    return Book(whole, whole.edition.texts, whole.imprint.title, whole.imprint.subtitle)


def epub_of_text(drawing: Drawing, text: Text) -> dict[str, bytes]:
    """Return `/data/<slug>.epub`, if the edition has too many texts for one book."""
    if len(drawing.texts) <= MOST:
        return {}
    imprint = drawing.imprint
    book = Book(drawing, (text,), text.info.title, f"In {imprint.title}: {imprint.subtitle}")
    return {f"data/{text.info.slug}.epub": packed(epub_parts(book))}


def epub_parts(book: Book) -> dict[str, str]:
    """Return the files of the book by their paths in it, in the order in which they are packed."""
    chapters = pages(book)
    imprint = book.drawing.imprint
    parts = {
        "nav.xhtml": navigation(book, chapters),
        "style.css": style(),
        COVER: cover(book.title, book.subtitle, ", ".join(imprint.editors)),
    }
    parts |= {page.path: page.content for page in chapters}
    inside = {"package.opf": package(book, chapters)} | parts
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
    WholeFormat(
        "epub",
        epub_files,
        downloads={
            "data/*.epub": Use(
                "EPUB 3", "the whole edition as a book with its notes, for an e-reader", -1
            )
        },
        always=False,
    ),
)
