"""The command that checks the edition and builds its site."""

import argparse
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.emit import Emission
from build_edition.commands.steps.outcome import GOOD, PROBLEMS, code_of, progress, verdict, waiting
from build_edition.commands.steps.project import root_of
from build_edition.commands.steps.read import Found, read_edition
from build_edition.model import Edition, Imprint, Problem
from build_edition.output.emission import remove_drafts
from build_edition.output.files import settle
from build_edition.output.lock import alone
from build_edition.output.parts import Parts
from build_edition.output.sizes import GITHUB, too_large
from build_edition.render.markup.html import counted
from build_edition.site.search_index import place_index, search_index
from build_edition.sources.unread_files import links_in_the_way

MKDOCS = "build_edition.site.mkdocs"
"""The module that takes longest to load, since it loads MkDocs."""


@dataclass(frozen=True)
class Emitted:
    """What the build still needs from an edition once `docs/` is up to date."""

    imprint: Imprint
    summary: str
    place_index: Callable[[Path], None]


def run_build(options: argparse.Namespace) -> int:
    """Check the edition, emit its pages and build its site; print what was built."""
    root = root_of(options)
    if is_refused(root):
        return PROBLEMS
    with alone(root, waiting):
        emitted = build_at(root)
    if emitted is None:
        return PROBLEMS
    print(emitted.summary)
    return GOOD


def build_at(root: Path) -> Emitted | None:
    """Check an edition, emit its pages and build its site; return None if there are errors."""
    site = root / "site"
    settle(site)
    remove_drafts(root)
    parts = Parts(root)
    with ThreadPoolExecutor(1) as beside:
        with parts.processes:
            emitted = emit(root, read_edition(root, parts, keeping=True), parts, beside)
        if emitted is None:
            return None
        progress("building the pages")
        from build_edition.site.mkdocs import build_site

        build_site(root, site, emitted.imprint.date, emitted.place_index, parts)
    parts.close()
    progress("")
    return None if _are_told(too_large(site, GITHUB)) else emitted


def is_refused(root: Path) -> bool:
    """Return whether links stand where a build writes; print each, as a Problem."""
    return _are_told(links_in_the_way(root))


def _are_told(found: Iterable[Problem]) -> bool:
    """Print Problems that end a build; return whether there are any."""
    problems = tuple(found)
    if problems:
        print(as_text(problems), end="", file=sys.stderr)
        print(verdict(problems), file=sys.stderr)
    return bool(problems)


def emit(root: Path, found: Found, parts: Parts, beside: Executor) -> Emitted | None:
    """Bring `docs/` up to date, start the search index in `beside`, and print every Problem.

    Return None if there are errors; what was read and drawn is recorded all the same.
    """
    problems: tuple[Problem, ...] = found.problems
    if found.edition:
        progress("drawing the pages")
        emission = Emission(root, found.edition, found, parts, beside)
        import_module(MKDOCS)  # while citeproc formats the citations
        emission.texts()
        index = beside.submit(search_index, root, parts)
        problems += emission.whole()
        progress("")
    print(as_text(problems), end="", file=sys.stderr)
    if found.edition is None or code_of(problems):
        parts.keep()
        print(verdict(problems), file=sys.stderr)
        return None

    def place(site: Path) -> None:
        place_index(root, index.result(), site)

    return Emitted(found.edition.imprint, _summary(found.edition), place)


def _summary(built: Edition) -> str:
    readings = [reading for text in built.texts for reading in text.readings]
    cleaning = sum(len(text.cleaning) for text in built.texts)
    emendations = sum(e.changes for reading in readings for e in reading.emendations)
    notes = sum(len(text.notes) for text in built.texts)
    imprint = built.imprint
    counts = (
        counted(len(built.texts), "text"),
        counted(len(readings), "passage"),
        counted(cleaning, "cleaning edit"),
        counted(emendations, "emendation"),
        counted(notes, "note"),
    )
    local = (
        f"\nCitations in it name {imprint.address}, which leads nowhere for others: before you "
        "publish it, set SITE_URL to its address."
    )
    return (
        f"site/ is built: {', '.join(counts)}.\n"
        "To look at it: make serve (or: python -m build_edition serve)"
        f"{local if imprint.is_local else ''}"
    )
