"""Renderers: each is given an Edition and nothing else, and answers with finished files."""

import hashlib
from collections.abc import Callable, Mapping

from build_edition.model import Edition
from build_edition.render.emendations import emendations_pages
from build_edition.render.landing import landing_pages
from build_edition.render.notes_page import notes_pages
from build_edition.render.people import people_pages
from build_edition.render.plain_text import plain_texts
from build_edition.render.published import published
from build_edition.render.texts import text_pages
from build_edition.render.timeline import timeline_pages
from build_edition.render.transmitted import transmitted_pages
from build_edition.render.worked import worked_paragraph
from build_edition.render.works import works_pages

RENDERERS: Mapping[str, Callable[[Edition], dict[str, str]]] = {
    "landing": landing_pages,
    "texts": text_pages,
    "transmitted": transmitted_pages,
    "emendations": emendations_pages,
    "notes": notes_pages,
    "people": people_pages,
    "timeline": timeline_pages,
    "works": works_pages,
    "worked": worked_paragraph,
    "published": published,
    "plain": plain_texts,
}
"""Every format of the edition: a name, and a function from Edition to {path under docs: content}."""


def render(edition: Edition) -> dict[str, str]:
    """All files of the edition by their path under `docs/`, with the checksums of its data."""
    rendered: dict[str, str] = {}
    for renderer in RENDERERS.values():
        rendered |= renderer(edition)
    return rendered | {"data/SHA256SUMS": checksums(rendered)}


def checksums(rendered: Mapping[str, str]) -> str:
    """The SHA-256 of every data file, in the form that `sha256sum --check` reads."""
    return "".join(
        f"{hashlib.sha256(content.encode()).hexdigest()}  {path.removeprefix('data/')}\n"
        for path, content in sorted(rendered.items())
        if path.startswith("data/")
    )
