"""Whether the finished files answer at every address that was released: the last look before a build."""

import re
from collections.abc import Iterable, Iterator, Mapping

from build_edition.addresses.address_book import AddressBook
from build_edition.model import Edition, Place, Problem

_ID = re.compile(r'\sid="([^"]+)"')


def unanswered(book: AddressBook, files: Mapping[str, str | bytes]) -> Iterator[Problem]:
    """Every released address at which no file of `files`, or no element of one, would answer.

    `files` are the edition's by their path under `docs/`; the pages written by hand are there.
    """
    yield from lost_pages(book, files)
    yield from lost_places(book.promised, files)


def lost_pages(book: AddressBook, paths: Iterable[str]) -> Iterator[Problem]:
    """Every page and data file that was released and that none of the paths would answer for."""
    answering = {*map(address_of, paths), *book.edition.pages}
    for page, names in book.promised.items():
        if page not in answering:
            yield from (_lost(f"{page}#{name}" if name else page) for name in names)


def lost_places(
    promised: Mapping[str, Iterable[str]], files: Mapping[str, str | bytes]
) -> Iterator[Problem]:
    """Every fragment of a page among `files` that was promised and is no longer on it."""
    for path, content in files.items():
        page = address_of(path)
        names = [name for name in promised.get(page, ()) if name]
        ids = {*_ID.findall(str(content))} if names else set()
        yield from (_lost(f"{page}#{name}") for name in names if name not in ids)


def _lost(address: str) -> Problem:
    message = f"{address} was released, and no page would answer there any more"
    hint = "put back what made the page, or say in edition.yml where it has moved"
    return Problem(Place("edition/edition.yml"), "address-vanished", message, hint)


def address_of(path: str) -> str:
    """The address of a file under `docs/`: a page's folder, or the file itself."""
    for ending in ("index.md", "index.html", ".md"):
        if path.endswith(ending) and (ending == ".md" or f"/{path}".endswith(f"/{ending}")):
            return path.removesuffix(ending) + ("/" if ending == ".md" else "")
    return path


def released_paths(edition: Edition, files: Mapping[str, str | bytes]) -> set[str]:
    """The addresses of pages and data files that a release brings."""
    drawn = {address_of(path) for path in files if path.endswith(".md") or path.startswith("data/")}
    return drawn | {*edition.pages}
