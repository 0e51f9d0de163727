"""Check that every released address is found in the finished files."""

from collections.abc import Iterable, Iterator, Mapping

from build_edition.addresses.address_book import AddressBook
from build_edition.addresses.places import ids_in, promised_in
from build_edition.model import Edition, Place, Problem


def unanswered(book: AddressBook, files: Mapping[str, str | bytes]) -> Iterator[Problem]:
    """Yield a Problem for each released address that is neither a file nor an element in one.

    `files` are the generated ones, by path under `docs/`; hand-written pages are not examined.
    """
    yield from lost_pages(book, files)
    yield from lost_places(book.promised, files)


def lost_pages(book: AddressBook, paths: Iterable[str]) -> Iterator[Problem]:
    """Yield a Problem for each released address whose page or data file is not among the paths."""
    answering = {*map(address_of, paths), *book.edition.pages}
    for page, names in book.promised.items():
        if page not in answering:
            yield from (_lost(f"{page}#{name}" if name else page) for name in names)


def lost_places(
    promised: Mapping[str, Iterable[str]], files: Mapping[str, str | bytes]
) -> Iterator[Problem]:
    """Yield a Problem for each promised place that its page, if among `files`, no longer has."""
    for path, content in files.items():
        page = address_of(path)
        names = [name for name in promised.get(page, ()) if name]
        ids = {*ids_in(str(content))} if names else set()
        yield from (_lost(f"{page}#{name}") for name in names if name not in ids)


def _lost(address: str) -> Problem:
    message = f"{address} was released, but nothing is there any more"
    hint = "restore what the page was made from, or say in edition.yml where it has moved"
    return Problem(Place("edition/edition.yml"), "address-vanished", message, hint)


def address_of(path: str) -> str:
    """Return the address of a file under `docs/`: for a page its folder, else the file itself.

    >>> address_of("about/speed.md"), address_of("texts/index.md"), address_of("data/letter.txt")
    ('about/speed/', 'texts/', 'data/letter.txt')
    """
    for ending in ("index.md", "index.html", ".md"):
        if path.endswith(ending) and (ending == ".md" or f"/{path}".endswith(f"/{ending}")):
            return path.removesuffix(ending) + ("/" if ending == ".md" else "")
    return path


def released_places(edition: Edition, files: Mapping[str, str | bytes]) -> Iterator[str]:
    """Yield the addresses of the places on drawn pages that a release promises."""
    series = {each.id for each in edition.reference.series}
    for path, content in files.items():
        if path.endswith(".md"):
            page = address_of(path)
            yield from (f"{page}#{name}" for name in promised_in(page, str(content), series))


def released_paths(edition: Edition, files: Mapping[str, str | bytes]) -> set[str]:
    """Return the addresses of pages and data files that a release promises."""
    drawn = {address_of(path) for path in files if path.endswith(".md") or path.startswith("data/")}
    return drawn | {*edition.pages}
