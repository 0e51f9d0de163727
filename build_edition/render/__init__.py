"""Renderers: each is given an Edition and nothing else, and answers with finished files."""

import hashlib
from collections.abc import Callable, Mapping

from build_edition.model import Edition
from build_edition.render.changes import changes_pages
from build_edition.render.cite_ways import citing_files
from build_edition.render.contributors import contributors_pages
from build_edition.render.data_page import Content, data_page, octets
from build_edition.render.emendations import emendations_pages
from build_edition.render.epub import epub_files
from build_edition.render.landing import landing_pages
from build_edition.render.notes_page import notes_pages
from build_edition.render.people import people_pages
from build_edition.render.plain_text import plain_texts
from build_edition.render.published import published
from build_edition.render.search import search_records
from build_edition.render.tei import tei_files
from build_edition.render.texts import text_pages
from build_edition.render.timeline import timeline_pages
from build_edition.render.tombstones import stubs
from build_edition.render.transmitted import transmitted_pages
from build_edition.render.web_annotation import web_annotations
from build_edition.render.worked import worked_paragraph
from build_edition.render.works import works_pages

RENDERERS: Mapping[str, Callable[[Edition], Mapping[str, Content]]] = {
    "landing": landing_pages,
    "texts": text_pages,
    "transmitted": transmitted_pages,
    "search": search_records,
    "emendations": emendations_pages,
    "notes": notes_pages,
    "people": people_pages,
    "timeline": timeline_pages,
    "works": works_pages,
    "contributors": contributors_pages,
    "citing": citing_files,
    "worked": worked_paragraph,
    "changes": changes_pages,
    "stubs": stubs,
    "published": published,
    "plain": plain_texts,
    "tei": tei_files,
    "web annotation": web_annotations,
    "epub": epub_files,
}
"""Every format of the edition: a name, and a function from Edition to {path under docs: content}."""


def render(edition: Edition) -> dict[str, Content]:
    """All files of the edition by their path under `docs/`, with its data’s checksums and list."""
    rendered: dict[str, Content] = {}
    for renderer in RENDERERS.values():
        rendered |= renderer(edition)
    ways = edition.imprint.ways
    rendered |= {way.old: rendered[way.new] for way in ways if way.new in rendered}
    rendered["data/SHA256SUMS"] = checksums(rendered)
    return rendered | {"data/index.md": data_page(edition, rendered)}


def checksums(rendered: Mapping[str, Content]) -> str:
    """The SHA-256 of every data file, in the form that `sha256sum --check` reads."""
    return "".join(
        f"{hashlib.sha256(octets(content)).hexdigest()}  {path.removeprefix('data/')}\n"
        for path, content in sorted(rendered.items())
        if path.startswith("data/")
    )
