"""The commands that look at the whole edition: check it, build it, serve it."""

import argparse
import gc
import sys
from pathlib import Path

from build_edition.addresses import unanswered
from build_edition.commands.shared import (
    GOOD,
    PROBLEMS,
    code_of,
    edition_at,
    progress,
    root_of,
    verdict,
)
from build_edition.model import Edition
from build_edition.outputs import emit, settle, strangers
from build_edition.render import render
from build_edition.report import FORMATS, as_text
from build_edition.site import build_site, serve_site


def run_check(options: argparse.Namespace) -> int:
    """Print every Problem of the edition; write nothing."""
    gc.disable()  # what is made lives to the end, and looking through it again and again costs
    _, problems = edition_at(root_of(options))
    print(FORMATS[options.format](problems), end="")
    if options.format == "text":
        print(verdict(problems))
    return code_of(problems)


def run_build(options: argparse.Namespace) -> int:
    """Check, emit and build; say what was built."""
    root = root_of(options)
    site = root / "site"
    gc.disable()
    settle(site)
    built = _emit(root)
    if built is None:
        return PROBLEMS
    progress("building the pages")
    failure = build_site(root, site, built.imprint.date)
    progress("")
    print(failure or _summary(built))
    return PROBLEMS if failure else GOOD


def run_serve(options: argparse.Namespace) -> int:
    """Serve the edition until interrupted."""
    root = root_of(options)

    def emitted() -> str | None:
        built = _emit(root)
        return built.imprint.date if built else None

    serve_site(root, options.host, options.port, emitted)
    return GOOD


def _emit(root: Path) -> Edition | None:
    """The edition, with `docs/` filled; or None, with the Problems printed."""
    built, problems = edition_at(root)
    files = render(built) if built else {}
    problems += (*strangers(root / "docs", files), *unanswered(built, files)) if built else ()
    print(as_text(problems), end="", file=sys.stderr)
    if built is None or code_of(problems):
        print(verdict(problems), file=sys.stderr)
        return None
    emit(root / "docs", files)
    return built


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
