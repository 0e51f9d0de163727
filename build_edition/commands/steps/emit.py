"""Filling `docs/` from the edition: what did not change since the last build stays as it is."""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from build_edition.addresses import lost_pages, lost_places
from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.common import code_of, progress, verdict
from build_edition.commands.steps.read import Found
from build_edition.model import Edition, Text
from build_edition.output.cache import FOLDER, digest, files_of, keep, pickled, program, recalled
from build_edition.output.emission import Emission, Part, strangers
from build_edition.render import OF_THE_EDITION, draw_text, draw_whole
from build_edition.render.citing import citeproc
from build_edition.render.citing.forms import format_together
from build_edition.render.citing.sources import format_sources
from build_edition.render.exports.downloads_page import data_files
from build_edition.site.search_index import RECORDS

CITATIONS = "citations"
"""Where it is kept what citeproc has answered."""


def emit(root: Path, found: Found) -> Iterator[Edition]:
    """Fill `docs/`, and answer with the edition twice: when its texts are there, and when all is.

    Where Problems stand in the way it ends before; they are printed at its end.
    """
    built, problems = found.edition, found.problems
    if built:
        progress("drawing the pages")
        docs = root / "docs"
        emission = Emission(docs, root / FOLDER / "emitted", partial(lost_places, built))
        citeproc.remember(recalled(root / FOLDER / CITATIONS, program()) or {})
        texts = [*_parts(root, built, found)]
        emission.draw(texts, partial(_cite, built))
        emission.remove(RECORDS)
        if not code_of(emission.problems):
            yield built
        keys = {text.info.slug: part.key for text, part in zip(built.texts, texts, strict=True)}
        whole = digest(map(str.encode, keys.values())) if all(keys.values()) else ""
        # One after another, so that no more than one of these files is held.
        emission.draw([Part(n, whole, partial(draw_whole, built, n), keys) for n in OF_THE_EDITION])
        sums = {path: (seal.size, seal.digest) for path, seal in emission.seals.items()}
        emission.draw([Part("list", "", partial(data_files, built, sums))])
        emission.close()
        if answers := citeproc.answers():  # where nothing was drawn, nothing was asked
            keep(root / FOLDER / CITATIONS, program(), pickled(answers))
        problems += (*emission.problems, *lost_pages(built, emission.seals), *strangers(docs))
        progress("")
    print(as_text(problems), end="", file=sys.stderr)
    if built and not code_of(problems):
        yield built
    else:
        print(verdict(problems), file=sys.stderr)


def _parts(root: Path, edition: Edition, found: Found) -> Iterator[Part]:
    """Each text's files, under a digest of the text and of all that texts share."""
    heads = (repr(text.info) for text in edition.texts)
    said = (program(), repr(edition.imprint), repr(edition.pages), *heads)
    beside = [path for path in (root / "edition").iterdir() if path.is_file()]
    shared = digest((*map(str.encode, said), *files_of(beside, root)))
    for text in edition.texts:
        source = found.made_from[text.info.slug]
        key = digest((shared.encode(), source.encode())) if source else ""
        yield Part(_part_of(text), key, partial(draw_text, edition, text))


def _cite(edition: Edition, parts: Sequence[Part]) -> None:
    """Format together what the texts that are about to be drawn cite, and how they are cited."""
    drawn = {part.name for part in parts}
    if texts := [text for text in edition.texts if _part_of(text) in drawn]:
        with ThreadPoolExecutor() as beside:
            sources = beside.submit(format_sources, edition)
            format_together(edition, texts)
            sources.result()


def _part_of(text: Text) -> str:
    return f"text {text.info.slug}"
