"""The addresses that an edition answers to today, and those that its releases promised."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from build_edition.addresses.fingerprints import (
    emendation_address,
    fingerprint,
    gone_address,
    note_address,
    passage_address,
)
from build_edition.addresses.history import last_known
from build_edition.addresses.places import LEADING, kept_places
from build_edition.model import Address, Edition, Reading, Release, Text, text_page

_A_TEXT = re.compile(r"texts/[^/]+/")
_PART = re.compile(r"^(texts/[^/]+/)\d+/")


def page_of(path: str) -> str:
    """Return the page or data file that an address is on.

    >>> page_of("texts/letter/#p25")
    'texts/letter/'
    """
    return path.partition("#")[0]


def text_of(page: str) -> str:
    """Return the page of a text, if this is the page of a part of it; else the page itself.

    >>> text_of("texts/letter/2/"), text_of("texts/letter/")
    ('texts/letter/', 'texts/letter/')
    """
    return _PART.sub(r"\1", page)


def is_ours(path: str) -> bool:
    """Return whether the program makes what is at a path: first page, texts, apparatus, data."""
    return path in ("", "texts/") or path.startswith(("apparatus/", "data/"))


def promised(released: Iterable[Release]) -> dict[str, list[str]]:
    """Return the released addresses: each page or file with its fragments.

    An empty fragment is the page or file itself.
    """
    found: dict[str, list[str]] = {}
    for release in released:
        for address in release.new:
            page, _, name = address.path.partition("#")
            found.setdefault(page, []).append(name)
    return found


def where_led(path: str, moved: Mapping[str, str]) -> str:
    """Return where a page or file is after every move; in a circle, where it begins to repeat.

    >>> where_led("a/", {"a/": "b/", "b/": "c/"})
    'c/'
    """
    seen = {path}
    while path in moved and moved[path] not in seen:
        path = moved[path]
        seen.add(path)
    return path


class AddressBook:
    """Indexes of an edition's addresses: pages, fragments, and what moved or was withdrawn.

    Each index is made when it is first asked for, and lasts as long as the book.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    @cached_property
    def pages(self) -> frozenset[str]:
        """The pages that exist by an editor's choice: those of each text, and hand-written ones."""
        transmitted = (f"{page}transmitted/" for page in self.texts)
        return frozenset({*self.texts, *transmitted, *self.edition.pages})

    @cached_property
    def withdrawn(self) -> Mapping[str, str]:
        """The pages and data files that were withdrawn, each with the reason."""
        return {r.old: r.reason for r in self.edition.imprint.redirects if r.reason}

    @cached_property
    def fragments(self) -> Mapping[str, Address]:
        """Every passage, note and emendation of the texts, by its address; tombstones included."""
        return {found.path: found for text in self.edition.texts for found in _fragments(text)}

    @cached_property
    def kept(self) -> Mapping[str, frozenset[str]]:
        """The ids of people, works, events, series of figures and raw lines, by their pages."""
        return kept_places(self.edition)

    @cached_property
    def promised(self) -> Mapping[str, Sequence[str]]:
        """The released addresses: each page or file with its fragments."""
        return promised(self.edition.released)

    @cached_property
    def last_known(self) -> Mapping[str, Address]:
        """Every released address, as it was in the last release that changed it."""
        return last_known(self.edition.released)

    @cached_property
    def texts(self) -> Mapping[str, Text]:
        """The texts by the addresses of their pages; a divided text has several."""
        return {page: text for text in self.edition.texts for page in text.info.pages}

    @cached_property
    def _moved(self) -> Mapping[str, str]:
        moved = (r for r in self.edition.imprint.redirects if r.new)
        return {r.old: r.new for r in moved if r.old not in self.pages}

    @cached_property
    def _released(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """The released addresses of each place of a text, by the text's first page and its id."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for path in self.last_known:
            page, _, name = path.partition("#")
            if name and (of_a_text := _A_TEXT.match(page)):
                found[of_a_text[0], name].append(path)
        return found

    @cached_property
    def _readings(self) -> Mapping[str, Mapping[str, Reading]]:
        # reversed, so that of two passages under one id the first is found
        return {
            page: {name: r for r in reversed(text.readings) for name in (r.id, *r.passage.also)}
            for page, text in self.texts.items()
        }

    def destination(self, page: str) -> str:
        """Return where a page is today, following every move."""
        return where_led(page, self._moved)

    def present(self, path: str) -> Address | None:
        """Return what a released place is today, or None if it has vanished.

        On a withdrawn page only the reason is shown. Of a passage, note or emendation the
        fingerprints are given. A place that only leads to another is taken to be there: its page
        names what has left it, and the build looks for each (`unanswered.py`).
        """
        page, _, name = path.partition("#")
        if reason := self.withdrawn.get(page):
            return Address(path, "", fingerprint(f"withdrawn: {reason}"))
        at = self.destination(page)
        if found := self.fragments.get(f"{at}#{name}"):
            return Address(path, found.identity, found.showed)
        kept = at in self.kept and not LEADING.fullmatch(name)
        leads = name.startswith(("ref-", "ruling-")) or (is_ours(page) and not kept)
        return Address(path) if leads or name in self.kept.get(at, ()) else None

    @property
    def lost_texts(self) -> frozenset[str]:
        """The pages of texts that were released and are gone, neither moved nor withdrawn."""
        texts = (page for page in self.promised if _A_TEXT.fullmatch(page))
        return frozenset(page for page in texts if not self.answers(page))

    def answers(self, page: str) -> bool:
        """Return whether a page or file exists, was withdrawn, or leads to one that exists.

        Those that the program makes are taken to exist: the build checks them (`unanswered.py`).
        """
        if page in self.withdrawn:
            return True
        if self.leads_off(page):
            return False
        at = self.destination(page)
        return at in self.pages or (is_ours(at) and not self._was_of_a_text(at))

    def leads_off(self, page: str) -> bool:
        """Return whether a page of a text moved to one that is of no text, and has no passages."""
        at = self.destination(page)
        of_a_text = page in self.promised and _A_TEXT.match(page)
        return bool(of_a_text and at in self.pages and not _A_TEXT.match(at))

    def lost(self, path: str) -> bool:
        """Return whether something was released at an address, and nothing is there any more.

        The gate reports this once, so nothing else need report what follows from it.
        """
        return path in self.last_known and not (
            self.answers(page_of(path)) and ("#" not in path or self.present(path))
        )

    def _was_of_a_text(self, path: str) -> bool:
        """Return whether a data file belonged to a text that no longer has that name."""
        page = text_page(path.removeprefix("data/").partition(".")[0])
        was = path.startswith("data/") and page in self.promised
        return was and page not in self.pages

    def place(self, slug: str, name: str) -> str:
        """Return the address of a text's place by its id, as it is today or was last released."""
        info = self.edition.infos.get(slug)
        known = [f"{page}#{name}" for page in info.pages] if info else []
        known += self._released.get((text_page(slug), name), ())
        found = (path for path in known if path in self.fragments or path in self.last_known)
        return next(found, f"{text_page(slug)}#{name}")

    def reading(self, page: str, name: str) -> Reading | None:
        """Return the passage on a text's page that has this id, or None."""
        return self._readings[page].get(name)


def _fragments(text: Text) -> Iterator[Address]:
    page_with = text.info.page_with
    for record in text.gone:
        for name in (record.id, *record.also):
            yield gone_address(page_with(record.id), name, record)
    for reading in text.readings:
        for name in (reading.id, *reading.passage.also):
            yield passage_address(page_with(reading.id), name, reading)
    for note in (*text.notes, *text.retired_notes):
        yield note_address(page_with(note.lemma.at), note)
    for reading in text.readings:
        for placed in reading.emendations:
            yield emendation_address(page_with(placed.ruling.at), placed.ruling)
    for ruling in text.retired_rulings:
        yield emendation_address(page_with(ruling.at), ruling)
