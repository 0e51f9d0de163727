"""Renderers: each is given an Edition and nothing else, and answers with finished files."""

import hashlib
from collections.abc import Callable, Iterable, Mapping

from build_edition.model import Edition, Text
from build_edition.render.apparatus.changes import changes_pages
from build_edition.render.apparatus.contributors import contributors_pages
from build_edition.render.apparatus.emendations import emendations_pages
from build_edition.render.apparatus.notes import notes_pages
from build_edition.render.apparatus.people import people_pages
from build_edition.render.apparatus.problems import problem_codes
from build_edition.render.apparatus.timeline import timeline_pages
from build_edition.render.apparatus.worked_example import worked_paragraph
from build_edition.render.apparatus.works import works_pages
from build_edition.render.citing.links import citing_files, citing_list
from build_edition.render.exports.downloads_page import data_files
from build_edition.render.exports.edition_json import published
from build_edition.render.exports.epub import epub_files, epub_of_text
from build_edition.render.exports.plain_text import plain_text
from build_edition.render.exports.search_records import search_records
from build_edition.render.exports.tei import tei
from build_edition.render.exports.web_annotation import web_annotations
from build_edition.render.landing import landing_pages
from build_edition.render.markup.pieces import Pieces
from build_edition.render.reading.text_page import text_page
from build_edition.render.reading.tombstones import stubs
from build_edition.render.reading.transmitted_page import transmitted_page

Content = str | bytes | Pieces
"""What a finished file holds: words, or bytes where the format is no text; a large one in pieces."""

Files = Mapping[str, Content]
"""Finished files by their path under `docs/`."""

OF_THE_EDITION: Mapping[str, Callable[[Edition], Files]] = {
    "published": published,
    "web annotation": web_annotations,
    "notes": notes_pages,
    "landing": landing_pages,
    "emendations": emendations_pages,
    "people": people_pages,
    "timeline": timeline_pages,
    "works": works_pages,
    "contributors": contributors_pages,
    "citing": citing_list,
    "worked": worked_paragraph,
    "problems": problem_codes,
    "changes": changes_pages,
    "stubs": stubs,
    "epub": epub_files,
}
"""Every format that holds the edition as a whole, the largest first: a name, and what draws it."""

OF_A_TEXT: Mapping[str, Callable[[Edition, Text], Files]] = {
    "text": text_page,
    "transmitted": transmitted_page,
    "search": search_records,
    "citing": citing_files,
    "plain": plain_text,
    "tei": tei,
    "epub": epub_of_text,
}
"""Every format that holds one text: a name, and what draws it.

It may show of other texts no more than their heads: what is drawn is kept until the text
itself, a head, or something beside the texts has changed.
"""


def render(edition: Edition) -> dict[str, str | bytes]:
    """All files of the edition by their path under `docs/`, each held whole."""
    found: dict[str, Content] = {}
    for name in OF_THE_EDITION:
        found |= draw_whole(edition, name)
    for text in edition.texts:
        found |= draw_text(edition, text)
    drawn = {p: str(c) if isinstance(c, Pieces) else c for p, c in found.items()}
    data = {path: octets(content) for path, content in drawn.items() if path.startswith("data/")}
    sums = {path: (len(held), hashlib.sha256(held).hexdigest()) for path, held in data.items()}
    return drawn | data_files(edition, sums)


def draw_whole(edition: Edition, name: str) -> dict[str, Content]:
    """The files of a format that holds the edition as a whole."""
    return _drawn(edition, [OF_THE_EDITION[name](edition)])


def draw_text(edition: Edition, text: Text) -> dict[str, Content]:
    """The files that hold one text."""
    return _drawn(edition, (renderer(edition, text) for renderer in OF_A_TEXT.values()))


def octets(content: str | bytes) -> bytes:
    """What a file holds, as it is written."""
    return content if isinstance(content, bytes) else content.encode()


def _drawn(edition: Edition, files: Iterable[Files]) -> dict[str, Content]:
    """Files together, also under the addresses that they had before they moved."""
    drawn = {path: content for some in files for path, content in some.items()}
    return drawn | {
        redirect.old: drawn[redirect.new]
        for redirect in edition.imprint.redirects
        if redirect.new in drawn
    }
