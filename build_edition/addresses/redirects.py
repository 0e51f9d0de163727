"""Redirects from what was retired, moved or withdrawn must lead somewhere, and never in a circle."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_edition.addresses.address_book import AddressBook, is_ours
from build_edition.model import Edition, EmendationRuling, Note, Problem, Redirect, Text

DATA = "data/"


def successors(edition: Edition) -> Iterator[Problem]:
    """Whatever succeeds a retired note or emendation is another of the same text."""
    for text in edition.texts:
        rulings = [e.ruling for reading in text.readings for e in reading.emendations]
        yield from _successors((*text.notes, *text.retired_notes), "note")
        yield from _successors((*rulings, *text.retired_rulings), "emendation")


def claims(edition: Edition) -> Iterator[Problem]:
    """No two notes, and no two emendations, claim one address in the apparatus."""
    for what, name in (("note", _notes), ("emendation", _rulings)):
        owners: dict[str, str] = {}
        for text in edition.texts:
            for entry in name(text):
                address = f"{text.info.slug}-{entry.id}"
                other = owners.setdefault(address, text.info.slug)
                if other != text.info.slug:
                    message = f"this {what} and one of {other} both claim the address {address}"
                    hint = "give the newer of the two another name"
                    yield Problem(entry.place, "address-doubled", message, hint)


def moves(book: AddressBook) -> Iterator[Problem]:
    """A page that moved or was withdrawn is no longer there, and has moved to one that is."""
    redirects = {redirect.old: redirect for redirect in book.edition.imprint.redirects}
    there = book.pages
    circles = _circles(
        {redirect.old: redirect.new for redirect in redirects.values() if redirect.new}
    )
    for redirect in book.edition.imprint.redirects:
        if redirect.old in there or (is_ours(redirect.old) and not redirect.old.startswith(DATA)):
            message = f"{redirect.old} is said to be elsewhere or gone, and is still there"
            yield Problem(
                redirect.place, "moved-still-there", message, "take the line away, or the page"
            )
        elif redirect.old in circles:
            message = f"the redirects from {redirect.old} lead in a circle"
            yield Problem(redirect.place, "moved-in-a-circle", message, "let one lead to a page")
        elif redirect.new and not _arrives(redirect, redirects, there):
            message = f"{redirect.old} is said to have moved to {redirect.new}, which is not there"
            hint = "write the address of a page, such as texts/novel/, or of a data file for one"
            yield Problem(redirect.place, "moved-nowhere", message, hint)


def _arrives(redirect: Redirect, redirects: Mapping[str, Redirect], there: frozenset[str]) -> bool:
    """Whether an old address leads on to something of its own make that is there."""
    if redirect.new in redirects:
        return not redirects[redirect.new].reason
    if redirect.old.startswith(DATA) or redirect.new.startswith(DATA):
        slug, dot, ending = redirect.new.removeprefix(DATA).partition(".")
        same = redirect.old.startswith(DATA) and redirect.old.endswith(dot + ending)
        return same and f"texts/{slug}/" in there
    return redirect.new in there or is_ours(redirect.new)


def _successors(entries: Sequence[Note | EmendationRuling], what: str) -> Iterator[Problem]:
    known = {entry.id for entry in entries}
    circles = _circles({entry.id: entry.successor for entry in entries if entry.successor})
    for entry in entries:
        if entry.successor and entry.successor not in known:
            message = f"there is no {what} {entry.successor} in this text to succeed {entry.id}"
            hint = (
                f"name one of this text’s, or leave `successor` out where no {what} took its place"
            )
            yield Problem(entry.place, "no-such-successor", message, hint)
        elif entry.id in circles:
            message = f"the successors of {entry.id} lead in a circle"
            hint = f"let one of them lead to one {what} that is not retired, or to none"
            yield Problem(entry.place, "successor-circle", message, hint)


def _circles(leads: Mapping[str, str]) -> set[str]:
    """Of each circle among what leads to what the first by name, so that it is told once."""
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
    placed = (e.ruling for reading in text.readings for e in reading.emendations)
    return (*placed, *text.retired_rulings)
