"""Check that what was retired, moved or withdrawn leads somewhere, and never in a circle."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from build_edition.addresses.address_book import AddressBook, is_ours
from build_edition.model import (
    Edition,
    EmendationRuling,
    Note,
    Place,
    Problem,
    Redirect,
    Text,
    text_page,
)

DATA = "data/"

A_TEXT = re.compile(r"texts/([^/]+)/")
"""Matches the address of a text's page, with the text's name as its group."""


def in_full(
    redirects: Sequence[Redirect], released: Iterable[str], there: Container[str]
) -> tuple[Redirect, ...]:
    """Return redirects, and those that follow from them, at the places of these.

    A text that moved or was withdrawn takes its parts, its transmitted page and its data files along,
    as far as they were released. What is listed by itself goes its own way. `there` are the names of
    the texts that the edition has: they take nothing along.
    """
    listed = {redirect.old for redirect in redirects}
    follow = [page for page in released if page not in listed]
    found = [*redirects]
    for redirect in redirects:
        old, new = A_TEXT.fullmatch(redirect.old), A_TEXT.fullmatch(redirect.new)
        if not old or old[1] in there or (redirect.new.startswith("texts/") and not new):
            continue
        data = f"{DATA}{new[1]}." if new else ""
        for ours, theirs in ((redirect.old, redirect.new), (f"{DATA}{old[1]}.", data)):
            for page in (page for page in follow if page.startswith(ours)):
                led = theirs + page.removeprefix(ours) if new else redirect.new
                found.append(replace(redirect, old=page, new=led))
    return tuple(found)


def successors(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each successor that its text lacks, and for each circle of successors."""
    for text in edition.texts:
        yield from _successors((*text.notes, *text.retired_notes), "note")
        yield from _successors((*text.rulings, *text.retired_rulings), "emendation")


def claims(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem if two notes, or two emendations, would share an address in the apparatus."""
    for what, name in (("note", _notes), ("emendation", _rulings)):
        owners: dict[str, str] = {}
        for text in edition.texts:
            for entry in name(text):
                address = f"{text.info.slug}-{entry.id}"
                other = owners.setdefault(address, text.info.slug)
                if other != text.info.slug:
                    message = (
                        f"this {what} and one of {other} would both have the address {address}"
                    )
                    hint = "rename the newer of the two"
                    yield Problem(entry.place, "address-doubled", message, hint)


def moves(book: AddressBook) -> Iterator[Problem]:
    """Yield a Problem for each redirect that leads nowhere, or from a page that still exists.

    Of those at one place, which follow from the first, only one is told.
    """
    redirects = {redirect.old: redirect for redirect in book.edition.imprint.redirects}
    leads = {r.old: r.new for r in redirects.values() if r.new and r.old not in book.pages}
    circles = _circles(leads)
    told: set[Place] = set()
    for redirect in book.edition.imprint.redirects:
        problem = _astray(redirect, redirects, book, circles)
        if problem and problem.place not in told:
            told.add(problem.place)
            yield problem


def _astray(
    redirect: Redirect,
    redirects: Mapping[str, Redirect],
    book: AddressBook,
    circles: Container[str],
) -> Problem | None:
    """Return a Problem if a redirect leads nowhere, or from a page that still exists."""
    old, new = redirect.old, redirect.new
    if old in book.pages or (is_ours(old) and not old.startswith(DATA)):
        message = f"{old} is listed as moved or withdrawn, but is still there"
        hint = "remove this line, or remove the page"
        return Problem(redirect.place, "moved-still-there", message, hint)
    if old in circles:
        message = f"the redirects from {old} lead in a circle"
        hint = "make one of them lead to a page that exists"
        return Problem(redirect.place, "moved-in-a-circle", message, hint)
    if new and new in redirects and redirects[new].reason:
        message = f"{old} is listed as moved to {new}, which was withdrawn"
        hint = f"list {old} under `withdrawn` too, with the reason, instead of `moved`"
        return Problem(redirect.place, "moved-nowhere", message, hint)
    if book.leads_off(old):
        message = f"{old} was a text, and is listed as moved to {new}, which is none"
        hint = f"a text moves to a text; if it left the edition, list {old} under `withdrawn`"
        return Problem(redirect.place, "moved-nowhere", message, hint)
    if new and not _arrives(redirect, redirects, book):
        message = f"{old} is listed as moved to {new}, which does not exist"
        hint = (
            "write the address of a page, such as texts/letter/; a data file moves to a data file"
        )
        return Problem(redirect.place, "moved-nowhere", message, hint)
    return None


def _arrives(redirect: Redirect, redirects: Mapping[str, Redirect], book: AddressBook) -> bool:
    """Return whether a redirect leads to something of the same kind that exists, or did.

    A redirect to which it leads is checked by itself, and so is what was released there.
    """
    new = redirect.new
    if new in redirects:
        return True
    if redirect.old.startswith(DATA) or new.startswith(DATA):
        slug, dot, ending = new.removeprefix(DATA).partition(".")
        same = redirect.old.startswith(DATA) and redirect.old.endswith(dot + ending)
        return same and (text_page(slug) in book.pages or new in book.promised)
    return new in book.pages or new in book.promised or is_ours(new)


def _successors(entries: Sequence[Note | EmendationRuling], what: str) -> Iterator[Problem]:
    known = {entry.id for entry in entries}
    circles = _circles({entry.id: entry.successor for entry in entries if entry.successor})
    for entry in entries:
        if entry.successor and entry.successor not in known:
            message = f"{entry.id} names the successor {entry.successor}, but this text has no such {what}"
            hint = f"name another {what} of this text, or remove `successor` if none took its place"
            yield Problem(entry.place, "no-such-successor", message, hint)
        elif entry.id in circles:
            message = f"the successors of {entry.id} lead in a circle"
            hint = f"remove `successor` from one, or make it lead to another {what} that is not retired"
            yield Problem(entry.place, "successor-circle", message, hint)


def _circles(leads: Mapping[str, str]) -> set[str]:
    """Return one member of each circle, the first by name, so that a circle is reported once.

    >>> sorted(_circles({"a": "b", "b": "a", "c": "a", "d": "e"}))
    ['a']
    """
    firsts = set()
    for start in leads:
        seen, at = [start], leads[start]
        while at in leads and at not in seen:
            seen.append(at)
            at = leads[at]
        if at == start:
            firsts.add(min(seen))
    return firsts


def _notes(text: Text) -> Iterable[Note]:
    return (*text.notes, *text.retired_notes)


def _rulings(text: Text) -> Iterable[EmendationRuling]:
    return (*text.rulings, *text.retired_rulings)
