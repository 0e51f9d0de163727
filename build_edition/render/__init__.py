"""Renderers: each is given a Drawing and what to draw, and returns finished files.

A new format or page is one module and one line in a table below; links are checked against the same
tables.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from build_edition.model import Edition, Text
from build_edition.render.apparatus.changes import changes_pages
from build_edition.render.apparatus.contributors import contributors_pages
from build_edition.render.apparatus.emendations import emendations_pages
from build_edition.render.apparatus.note_kinds import note_kinds
from build_edition.render.apparatus.notes import notes_pages, notes_section
from build_edition.render.apparatus.people import people_pages
from build_edition.render.apparatus.problems import problem_codes
from build_edition.render.apparatus.timeline import timeline_pages
from build_edition.render.apparatus.worked_example import worked_paragraph
from build_edition.render.apparatus.works import works_pages
from build_edition.render.citing.citeproc import Ask, Question
from build_edition.render.drawing import Drawing, Whole, whole_drawing
from build_edition.render.exports.downloads_page import data_files
from build_edition.render.exports.edition_json import published, text_record
from build_edition.render.exports.epub import book_paths, epub_files, epub_of_text
from build_edition.render.exports.plain_text import plain_text
from build_edition.render.exports.search_records import search_records
from build_edition.render.exports.tei import tei
from build_edition.render.exports.web_annotation import text_annotations, web_annotations
from build_edition.render.landing import (
    landing_card,
    landing_pages,
    text_list_card,
    text_list_pages,
)
from build_edition.render.reading.cite_links import citing_files, citing_list
from build_edition.render.reading.text_page import text_page
from build_edition.render.reading.tombstones import stubs
from build_edition.render.reading.transmitted_page import transmitted_page

__all__ = [
    "GATHERED",
    "OF_A_TEXT",
    "OF_THE_EDITION",
    "Ask",
    "Drawing",
    "Question",
    "Whole",
    "data_files",
    "draw_text",
    "draw_whole",
    "held",
    "octets",
    "paths_of",
    "render",
    "whole_drawing",
]

Content = str | bytes | Iterable[str]
"""The content of a finished file: text, bytes where the format is binary, or text in pieces."""

Files = Mapping[str, Content]
"""Finished files by their path under `docs/`."""


@dataclass(frozen=True)
class TextFormat:
    """A format of one text: its paths, with `{}` for the text's name, and its renderer."""

    paths: tuple[str, ...]
    draw: Callable[[Drawing, Text], Files]


@dataclass(frozen=True)
class Gathered:
    """A format of the whole edition that is gathered from a share of each text.

    `share` draws the share of one text; `gather` draws the files from the shares of all texts, in
    order.
    """

    paths: tuple[str, ...]
    share: Callable[[Drawing, Text], str]
    gather: Callable[[Whole, Iterable[str]], Files]


@dataclass(frozen=True)
class WholeFormat:
    """A format of the whole edition: those paths that are always the same, and the renderer."""

    paths: tuple[str, ...]
    draw: Callable[[Whole], Files]


OF_A_TEXT: Mapping[str, TextFormat] = {
    "text": TextFormat(("texts/{}/index.md",), text_page),
    "transmitted": TextFormat(("texts/{}/transmitted/index.md",), transmitted_page),
    "search": TextFormat(("texts/{}/search.html",), search_records),
    "citing": TextFormat(("data/{}.bib", "data/{}.ris", "data/{}.json"), citing_files),
    "plain": TextFormat(("data/{}.txt",), plain_text),
    "tei": TextFormat(("data/{}.xml",), tei),
    "epub": TextFormat((), epub_of_text),
}
"""Every format of one text, by its name."""

GATHERED: Mapping[str, Gathered] = {
    "published": Gathered(
        ("data/edition.json", "data/edition.schema.json"), text_record, published
    ),
    "annotations": Gathered(("data/annotations.jsonld",), text_annotations, web_annotations),
    "notes": Gathered(("apparatus/notes/index.md",), notes_section, notes_pages),
    "landing": Gathered(("index.md",), landing_card, landing_pages),
    "text list": Gathered(("texts/index.md",), text_list_card, text_list_pages),
}
"""Every format that is gathered from a share of each text, by its name, the largest first."""

OF_THE_EDITION: Mapping[str, WholeFormat] = {
    "emendations": WholeFormat(("apparatus/emendations/index.md",), emendations_pages),
    "people": WholeFormat(("apparatus/people/index.md",), people_pages),
    "timeline": WholeFormat(("apparatus/timeline/index.md",), timeline_pages),
    "works": WholeFormat(
        ("apparatus/works/index.md", "data/works.json", "data/works.bib"), works_pages
    ),
    "contributors": WholeFormat(("apparatus/contributors/index.md",), contributors_pages),
    "citing": WholeFormat(("apparatus/citing.html",), citing_list),
    "worked": WholeFormat(("apparatus/worked.html",), worked_paragraph),
    "kinds": WholeFormat(("apparatus/kinds.css", "apparatus/kinds.html"), note_kinds),
    "problems": WholeFormat(("apparatus/problems.html",), problem_codes),
    "changes": WholeFormat(("apparatus/changes/index.md",), changes_pages),
    "stubs": WholeFormat((), stubs),
    "epub": WholeFormat((), epub_files),
}
"""Every other format of the whole edition, by its name."""

DATA_PATHS = ("data/index.md", "data/SHA256SUMS")
"""The paths of the list of all data files and of their checksums, which are both drawn last."""


def paths_of(edition: Edition) -> frozenset[str]:
    """Return the paths under `docs/` of all files of an edition, without drawing any.

    What is left at former addresses is not among them.
    """
    whole = (
        path
        for table in (GATHERED, OF_THE_EDITION)
        for each in table.values()
        for path in each.paths
    )
    slugs = [text.info.slug for text in edition.texts]
    of_texts = (path.format(s) for each in OF_A_TEXT.values() for path in each.paths for s in slugs)
    return frozenset({*whole, *of_texts, *DATA_PATHS, *book_paths(edition)})


def render(edition: Edition, ask: Ask) -> dict[str, str | bytes]:
    """Return all files of the edition by their paths under `docs/`, each whole in memory.

    `ask` answers the questions to citeproc.
    """
    whole = whole_drawing(edition, [text.info for text in edition.texts], ask)
    found: dict[str, Content] = {}
    for name in (*GATHERED, *OF_THE_EDITION):
        found |= draw_whole(whole, name)
    for text in edition.texts:
        found |= draw_text(whole, text)
    drawn = {path: held(content) for path, content in found.items()}
    data = {path: octets(content) for path, content in drawn.items() if path.startswith("data/")}
    sums = {path: (len(octet), hashlib.sha256(octet).hexdigest()) for path, octet in data.items()}
    return drawn | data_files(whole, sums)


def draw_text(drawing: Drawing, text: Text) -> dict[str, Content]:
    """Return the files of one text by path, with copies of moved files at their old paths."""
    drawn = _together(each.draw(drawing, text) for each in OF_A_TEXT.values())
    moved = {redirect.old: redirect.new for redirect in drawing.imprint.redirects}
    return drawn | {old: drawn[new] for old, new in moved.items() if new in drawn}


def draw_whole(
    whole: Whole, name: str, share: Callable[[str, Text], str] | None = None
) -> dict[str, Content]:
    """Return the files of the format `name`, which holds the edition as a whole.

    `share` returns a text's share in that format; without it every share is drawn.
    """
    if name not in GATHERED:
        return dict(OF_THE_EDITION[name].draw(whole))
    given = share or (lambda name, text: GATHERED[name].share(whole, text))
    shares = (given(name, text) for text in whole.edition.texts)
    return dict(GATHERED[name].gather(whole, shares))


def held(content: Content) -> str | bytes:
    """Return a file's content in one piece."""
    return content if isinstance(content, str | bytes) else "".join(content)


def octets(content: str | bytes) -> bytes:
    """Return a file's content as the bytes to be written."""
    return content if isinstance(content, bytes) else content.encode()


def _together(files: Iterable[Files]) -> dict[str, Content]:
    return {path: content for some in files for path, content in some.items()}
