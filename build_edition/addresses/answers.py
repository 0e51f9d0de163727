"""Whether the finished files answer at every address that was released: the last look before a build."""

import re
from collections.abc import Iterator, Mapping

from build_edition.model import Edition, Place, Problem

_ID = re.compile(r'\sid="([^"]+)"')


def unanswered(edition: Edition, files: Mapping[str, str | bytes]) -> Iterator[Problem]:
    """Every released address at which no file of `files`, or no element of one, would answer.

    `files` are the edition's by their path under `docs/`; the pages written by hand are there.
    """
    pages = {address_of(path): content for path, content in files.items()}
    pages |= dict.fromkeys(edition.pages, "")
    released = [address.path for release in edition.released for address in release.new]
    asked = {path.partition("#")[0] for path in released if "#" in path}
    ids = {page: {*_ID.findall(str(pages[page]))} for page in asked & pages.keys()}
    for path in released:
        page, _, name = path.partition("#")
        if page not in pages or (name and name not in ids[page]):
            message = f"{path} was released, and no page would answer there any more"
            hint = "put back what made the page, or say in edition.yml where it has moved"
            yield Problem(Place("edition/edition.yml"), "address-vanished", message, hint)


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
