"""The edition as a book: EPUB 3, each text a chapter with its notes behind it."""

import io
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache

from build_edition.model import Edition, Text
from build_edition.render.exports.epub.package import CONTAINER, navigation, package, style
from build_edition.render.exports.epub.pages import Book, pages

MOST = 100
"""How many texts one book may hold; of a larger edition each text is a book."""

_BOOK = re.compile(r"data/(.+)\.epub")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def epub_files(edition: Edition) -> dict[str, bytes]:
    """`/data/two-tigers.epub`, named for the edition's title when it was first released."""
    released = _released(edition)
    if len(edition.texts) > MOST and not released:
        return {}
    name = re.sub(r"[^a-z0-9]+", "-", edition.imprint.title.lower()).strip("-")
    path = released or f"data/{name or 'edition'}.epub"
    return {path: packed(epub_parts(whole_book(edition)))}


def whole_book(edition: Edition) -> Book:
    """The book of all texts."""
    return Book(edition, edition.texts, edition.imprint.title, edition.imprint.subtitle)


def epub_of_text(edition: Edition, text: Text) -> dict[str, bytes]:
    """`/data/<slug>.epub`, where the edition has too many texts for one book."""
    if len(edition.texts) <= MOST:
        return {}
    imprint = edition.imprint
    book = Book(edition, (text,), text.info.title, f"In {imprint.title}: {imprint.subtitle}")
    return {f"data/{text.info.slug}.epub": packed(epub_parts(book))}


@lru_cache(maxsize=1)
def _released(edition: Edition) -> str:
    """The address under which the whole edition was released as a book, or nothing."""
    slugs = {text.info.slug for text in edition.texts}
    paths = (address.path for release in edition.released for address in release.new)
    books = (path for path in paths if _BOOK.fullmatch(path))
    return next((path for path in books if _BOOK.fullmatch(path)[1] not in slugs), "")  # type: ignore[index]


def epub_parts(book: Book) -> dict[str, str]:
    """The files of the book by their path in it, in their order."""
    chapters = pages(book)
    parts = {"nav.xhtml": navigation(book, chapters), "style.css": style()}
    parts |= {page.path: page.content for page in chapters}
    inside = {"package.opf": package(book, chapters)} | parts
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        **{f"EPUB/{path}": content for path, content in inside.items()},
    }


def packed(parts: Mapping[str, str]) -> bytes:
    """Files as one archive that is the same on every machine.

    They are stored, not compressed, since not all machines compress alike.
    """
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as book:
        for path, content in parts.items():
            entry = zipfile.ZipInfo(path, _LONG_AGO)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            book.writestr(entry, content)
    return archive.getvalue()
