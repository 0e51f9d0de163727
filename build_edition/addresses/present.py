"""The addresses that an edition answers at today, old ones that lead on included."""

from collections.abc import Iterator
from functools import lru_cache

from build_edition.addresses.fingerprints import (
    emendation_address,
    fingerprint,
    gone_address,
    note_address,
    passage_address,
)
from build_edition.model import Address, Edition, Text


def text_page(text: Text) -> str:
    """Return the address of a text's page, from the site's root: `texts/novel/`."""
    return f"texts/{text.info.slug}/"


def page_of(path: str) -> str:
    """Return the page or data file that an address is on.

    >>> page_of("texts/novel/#p25")
    'texts/novel/'
    """
    return path.partition("#")[0]


@lru_cache(maxsize=1)
def pages(edition: Edition) -> frozenset[str]:
    """Return the pages that exist by an editor's choice: each text's two, and hand-written ones."""
    own = {text_page(text) for text in edition.texts}
    return frozenset({*own, *(f"{page}transmitted/" for page in own), *edition.pages})


def is_ours(path: str) -> bool:
    """Whether an address is the program's own, whatever editors write: the list of texts, apparatus, data."""
    return path in ("", "texts/") or path.startswith(("apparatus/", "data/"))


@lru_cache(maxsize=1)
def _moved(edition: Edition) -> dict[str, str]:
    there = pages(edition)
    return {w.old: w.new for w in edition.imprint.redirects if w.new and w.old not in there}


@lru_cache(maxsize=1)
def withdrawn(edition: Edition) -> dict[str, str]:
    """Return the withdrawn pages, each with the reason."""
    return {
        redirect.old: redirect.reason for redirect in edition.imprint.redirects if redirect.reason
    }


def destination(edition: Edition, page: str) -> str:
    """Return where a page is today, following every move."""
    moved = _moved(edition)
    seen = {page}
    while page in moved and moved[page] not in seen:
        page = moved[page]
        seen.add(page)
    return page


def fragments(edition: Edition) -> dict[str, Address]:
    """Return every passage, note and emendation of the edition, retired ones too, by its address."""
    return {found.path: found for text in edition.texts for found in _fragments(text)}


def today(edition: Edition, path: str, known: dict[str, Address]) -> Address | None:
    """Return what a released passage, note or emendation is today, or None if it has vanished.

    `known` are the edition's `fragments`. On a withdrawn page only the reason is shown.
    """
    page, _, name = path.partition("#")
    if reason := withdrawn(edition).get(page):
        return Address(path, "", fingerprint(f"withdrawn: {reason}"))
    found = known.get(f"{destination(edition, page)}#{name}")
    return Address(path, found.identity, found.showed) if found else None


def _fragments(text: Text) -> Iterator[Address]:
    page = text_page(text)
    for record in text.gone:
        for name in (record.id, *record.also):
            yield gone_address(page, name, record)
    for reading in text.readings:
        for name in (reading.id, *reading.passage.also):
            yield passage_address(page, name, reading)
    for note in (*text.notes, *text.retired_notes):
        yield note_address(page, note)
    for reading in text.readings:
        for placed in reading.emendations:
            yield emendation_address(page, placed.ruling)
    for ruling in text.retired_rulings:
        yield emendation_address(page, ruling)
