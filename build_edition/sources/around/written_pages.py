"""Find the pages that are written by hand, and what they include of `edition/pages/`.

The pages of `docs/` are the same for every edition; what only one edition says on them is in
`edition/pages/`.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_edition.model import Place, Problem
from build_edition.sources.parsing.files import read

EMITTED = ("texts", "apparatus", "data")
"""Folders of `docs/` in which no page is written by hand."""

PARTS = "edition/pages"

_INCLUDED = re.compile(r'^ *--8<-- "pages/([^"\n]*)"', re.M)


def written_pages(root: Path) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the addresses of the hand-written pages under `docs/`, sorted, and their Problems."""
    docs = root / "docs"
    paths = (path.relative_to(docs) for path in docs.rglob("*.md"))
    # Hidden files are not published; text editors leave them beside an open file.
    found = sorted(p for p in paths if not any(part.startswith(".") for part in p.parts))
    pages = [p for p in found if p.parts[0] not in EMITTED and p.as_posix() != "index.md"]
    read_pages = [(f"docs/{page.as_posix()}", page) for page in pages]
    contents = [(path, read(root, path)) for path, _ in read_pages]
    problems = [fault for _, (_, faults) in contents for fault in faults]
    problems += _parts(root, [(path, document.data or "") for path, (document, _) in contents])
    addresses = (page.parent if page.stem == "index" else page.with_suffix("") for page in pages)
    return tuple(sorted(f"{address.as_posix()}/" for address in addresses)), problems


def _parts(root: Path, pages: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield a Problem for each part of a page that is missing, unreadable or included nowhere."""
    folder = root / PARTS
    there = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    there = [name for name in there if not name.startswith(".")]
    included = set()
    for path, content in pages:
        for match in _INCLUDED.finditer(content):
            included.add(match[1])
            if match[1] not in there:
                place = Place(path, content.count("\n", 0, match.start()) + 1)
                message = f"this page includes {PARTS}/{match[1]}, which is missing"
                yield Problem(place, "file-missing", message, "write it, or take this line out")
    for name in there:
        yield from read(root, f"{PARTS}/{name}")[1]
        if name not in included:
            message = "no page of docs/ includes this, so it would appear nowhere"
            hint = f'include it in a page: --8<-- "pages/{name}", or remove it'
            yield Problem(Place(f"{PARTS}/{name}"), "stray", message, hint)
