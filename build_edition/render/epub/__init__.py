"""The edition as a book: EPUB 3, each text a chapter with its notes behind it."""

import io
import re
import zipfile
from collections.abc import Mapping

from build_edition.model import Edition
from build_edition.render.epub.package import CONTAINER, navigation, package, style
from build_edition.render.epub.pages import pages

_BOOK = re.compile(r"data/.+\.epub")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def epub_files(edition: Edition) -> dict[str, bytes]:
    """`/data/two-tigers.epub`, named for the edition's title when it was first released."""
    released = (address.path for release in edition.released for address in release.new)
    name = re.sub(r"[^a-z0-9]+", "-", edition.imprint.title.lower()).strip("-")
    path = next(filter(_BOOK.fullmatch, released), f"data/{name or 'edition'}.epub")
    return {path: packed(epub_parts(edition))}


def epub_parts(edition: Edition) -> dict[str, str]:
    """The files of the book by their path in it, in their order."""
    chapters = pages(edition)
    parts = {"nav.xhtml": navigation(edition, chapters), "style.css": style()}
    parts |= {page.path: page.content for page in chapters}
    inside = {"package.opf": package(edition, chapters)} | parts
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
