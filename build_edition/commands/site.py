"""The commands that look at the whole edition: check it, build it, serve it."""

import argparse
import gc
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
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
from build_edition.emission import Emission, Part, strangers
from build_edition.model import Edition, Text
from build_edition.outputs import settle
from build_edition.render import draw_edition, draw_text
from build_edition.render.citing import format_together
from build_edition.render.data_page import data_files
from build_edition.report import FORMATS, as_text
from build_edition.search import RECORDS, search_index
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
    with ThreadPoolExecutor() as beside:
        emitted = _emit(root, beside)
        if emitted is None:
            return PROBLEMS
        progress("building the pages")
        built, index = emitted
        failure = build_site(root, site, built.imprint.date, index.result)
    progress("")
    print(failure or _summary(built))
    return PROBLEMS if failure else GOOD


def run_serve(options: argparse.Namespace) -> int:
    """Serve the edition until interrupted."""
    root = root_of(options)

    def build(site: Path, url: str) -> str:
        with ThreadPoolExecutor() as beside:
            emitted = _emit(root, beside)
            if emitted is None:
                return "waiting for a correction"
            built, index = emitted
            return build_site(root, site, built.imprint.date, index.result, url) or "built"

    serve_site(root, options.host, options.port, build)
    return GOOD


def _emit(root: Path, beside: Executor) -> tuple[Edition, Future[tuple[Path, ...]]] | None:
    """The edition, with `docs/` filled and its search index in the making; or None.

    The index is made beside the rest, from the records of the texts, which are drawn first.
    """
    found = read_edition(root, keeping=True)
    built, problems = found.edition, found.problems
    if built:
        progress("drawing the pages")
        docs = root / "docs"
        emission = Emission(docs, root / FOLDER / "emitted", partial(lost_places, built))
        texts = [*_parts(root, built, found.made_from)]
        emission.draw(texts, partial(_cite, built))
        emission.remove(RECORDS)
        index = beside.submit(search_index, root)
        keys = {text.head.slug: part.key for text, part in zip(built.texts, texts, strict=True)}
        whole = digest(map(str.encode, keys.values())) if all(keys.values()) else ""
        emission.draw([Part("edition", whole, partial(draw_edition, built), keys)])
        sums = {path: (seal.size, seal.digest) for path, seal in emission.seals.items()}
        emission.draw([Part("list", "", partial(data_files, built, sums))])
        emission.close()
        problems += (*emission.problems, *lost_pages(built, emission.seals), *strangers(docs))
        progress("")
    print(as_text(problems), end="", file=sys.stderr)
    if built is None or code_of(problems):
        print(verdict(problems), file=sys.stderr)
        return None
    return built, index


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
