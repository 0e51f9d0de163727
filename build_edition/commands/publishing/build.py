"""The command that checks the edition and builds the site."""

import argparse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path

from build_edition.commands.steps.common import GOOD, PROBLEMS, progress, root_of, waiting
from build_edition.commands.steps.emit import emit
from build_edition.commands.steps.index import Index
from build_edition.commands.steps.read import read_edition
from build_edition.model import Edition
from build_edition.output.files import settle
from build_edition.output.lock import alone
from build_edition.output.processes import apart
from build_edition.site import build_site


def run_build(options: argparse.Namespace) -> int:
    """Check, emit and build; say what was built."""
    root = root_of(options)
    with alone(root, waiting):
        return _build(root)


def _build(root: Path) -> int:
    site = root / "site"
    settle(site)
    with ThreadPoolExecutor() as beside:
        index = Index(root, beside)
        # An edition is large, and MkDocs has no use for it.
        emitted = apart(partial(_emitted, root))
        if next(emitted, None):
            index.begin()
        completed = [*emitted]
        if not completed:
            return PROBLEMS
        date, summary = completed[0]
        progress("building the pages")
        build_site(root, site, date, index.place)
    progress("")
    print(summary)
    return GOOD


def _emitted(root: Path) -> Iterator[tuple[str, str]]:
    """Fill `docs/`: the edition’s date when its texts are there; when all is, also what it holds."""
    emitted = emit(root, read_edition(root, keeping=True))
    yield from ((edition.imprint.date, "") for edition in islice(emitted, 1))
    yield from ((edition.imprint.date, _summary(edition)) for edition in emitted)


def _summary(built: Edition) -> str:
    readings = [reading for text in built.texts for reading in text.readings]
    cleaning = sum(len(text.cleaning) for text in built.texts)
    emendations = sum(e.changes for reading in readings for e in reading.emendations)
    notes = sum(len(text.notes) for text in built.texts)
    return (
        f"site/ is built: {len(built.texts)} texts, {len(readings)} passages, "
        f"{cleaning} cleaning edits, {emendations} emendations, {notes} notes.\n"
        "To look at it: make serve (or: python -m build_edition serve)"
    )
