"""Whether the finished files answer at every address that was released: the last look before a build."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from build_edition.model import Edition, Place, Problem

_ID = re.compile(r'\sid="([^"]+)"')


def unanswered(edition: Edition, files: Mapping[str, str | bytes]) -> Iterator[Problem]:
    """Every released address at which no file of `files`, or no element of one, would answer.

    `files` are the edition's by their path under `docs/`; the pages written by hand are there.
    """
    yield from lost_pages(edition, files)
    yield from lost_places(edition, files)


def lost_pages(edition: Edition, paths: Iterable[str]) -> Iterator[Problem]:
    """Every page and data file that was released and that none of the paths would answer for."""
    answering = {*map(address_of, paths), *edition.pages}
    for page, names in _promised(edition).items():
        if page not in answering:
            yield from (_lost(f"{page}#{name}" if name else page) for name in names)


def lost_places(edition: Edition, files: Mapping[str, str | bytes]) -> Iterator[Problem]:
    """Every place on a page among `files` that was released and is no longer on it."""
    for path, content in files.items():
        page = address_of(path)
        names = [name for name in _promised(edition).get(page, ()) if name]
        ids = {*_ID.findall(str(content))} if names else set()
        yield from (_lost(f"{page}#{name}") for name in names if name not in ids)


@lru_cache(maxsize=1)
def _promised(edition: Edition) -> Mapping[str, list[str]]:
    """The released addresses: for each page or file its places, and nothing for itself."""
    promised: dict[str, list[str]] = {}
    for release in edition.released:
        for address in release.new:
            page, _, name = address.path.partition("#")
            promised.setdefault(page, []).append(name)
    return promised


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
