"""The commands that look at the whole edition: check it, build it, serve it."""

import argparse
import gc
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from build_edition.addresses import lost_pages, lost_places
from build_edition.cache import FOLDER, digest, files_of, program
from build_edition.commands.reading import edition_at, read_edition
from build_edition.commands.shared import (
    GOOD,
    PROBLEMS,
    code_of,
    progress,
    root_of,
    verdict,
)
from build_edition.emission import Part, emit, strangers
from build_edition.model import Edition, Text
from build_edition.outputs import settle
from build_edition.render import draw_edition, draw_text
from build_edition.render.citing import format_together
from build_edition.render.data_page import data_files
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
    found = read_edition(root, keeping=True)
    built, problems = found.edition, found.problems
    if built:
        progress("drawing the pages")
        docs, whole = root / "docs", Part("edition", "", partial(draw_edition, built))
        parts = (whole, *_parts(root, built, found.made_from))
        begin, look = partial(_cite, built), partial(lost_places, built)
        close = partial(data_files, built)
        paths, lost = emit(docs, parts, root / FOLDER / "emitted", begin, look, close)
        problems += (*lost, *lost_pages(built, paths), *strangers(docs))
        progress("")
    print(as_text(problems), end="", file=sys.stderr)
    if built is None or code_of(problems):
        print(verdict(problems), file=sys.stderr)
        return None
    return built


def _parts(root: Path, edition: Edition, made_from: Mapping[str, str]) -> Iterator[Part]:
    """Each text's files, under a digest of the text and of all that texts share."""
    heads = (repr(text.head) for text in edition.texts)
    said = (program(), repr(edition.imprint), repr(edition.pages), *heads)
    beside = [path for path in (root / "edition").iterdir() if path.is_file()]
    shared = digest((*map(str.encode, said), *files_of(beside, root)))
    for text in edition.texts:
        source = made_from[text.head.slug]
        key = digest((shared.encode(), source.encode())) if source else ""
        yield Part(_part_of(text), key, partial(draw_text, edition, text))


def _cite(edition: Edition, parts: Sequence[Part]) -> None:
    """Format together the citations of the texts that are about to be drawn."""
    drawn = {part.name for part in parts}
    if texts := [text for text in edition.texts if _part_of(text) in drawn]:
        format_together(edition, texts)


def _part_of(text: Text) -> str:
    return f"text {text.head.slug}"


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
