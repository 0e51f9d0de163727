"""The addresses that the edition answers to today, those it has from earlier days included."""

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
    """The address of a text's page."""
    return f"texts/{text.info.slug}/"


def page_of(path: str) -> str:
    """The page that an address is on, or the data file."""
    return path.partition("#")[0]


@lru_cache(maxsize=1)
def pages(edition: Edition) -> frozenset[str]:
    """The pages whose being there is up to editors: each text's two, and those written by hand."""
    own = {text_page(text) for text in edition.texts}
    return frozenset({*own, *(f"{page}transmitted/" for page in own), *edition.pages})


def is_ours(path: str) -> bool:
    """Whether a page or file is there whatever editors write: the list of texts, apparatus, data."""
    return path in ("", "texts/") or path.startswith(("apparatus/", "data/"))


@lru_cache(maxsize=1)
def _moved(edition: Edition) -> dict[str, str]:
    there = pages(edition)
    return {w.old: w.new for w in edition.imprint.redirects if w.new and w.old not in there}


@lru_cache(maxsize=1)
def withdrawn(edition: Edition) -> dict[str, str]:
    """The pages that were withdrawn, each with the reason."""
    return {
        redirect.old: redirect.reason for redirect in edition.imprint.redirects if redirect.reason
    }


def destination(edition: Edition, page: str) -> str:
    """Where a page is today: where it was, or where it has moved to, however often."""
    moved = _moved(edition)
    seen = {page}
    while page in moved and moved[page] not in seen:
        page = moved[page]
        seen.add(page)
    return page


def fragments(edition: Edition) -> dict[str, Address]:
    """Every passage, note and emendation that the edition's texts answer for, by its address."""
    return {found.path: found for text in edition.texts for found in _fragments(text)}


def today(edition: Edition, path: str, known: dict[str, Address]) -> Address | None:
    """What a released passage, note or emendation is today; nothing where it has vanished.

    `known` are the edition's `fragments`. On a page that was withdrawn the tombstone answers.
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
