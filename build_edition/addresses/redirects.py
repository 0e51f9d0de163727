"""Check that what was retired, moved or withdrawn leads somewhere, and never in a circle."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_edition.addresses.address_book import AddressBook, is_ours
from build_edition.model import Edition, EmendationRuling, Note, Problem, Redirect, Text

DATA = "data/"


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
    """Yield a Problem for each redirect that leads nowhere, or from a page that still exists."""
    redirects = {redirect.old: redirect for redirect in book.edition.imprint.redirects}
    there = book.pages
    circles = _circles(
        {redirect.old: redirect.new for redirect in redirects.values() if redirect.new}
    )
    for redirect in book.edition.imprint.redirects:
        if redirect.old in there or (is_ours(redirect.old) and not redirect.old.startswith(DATA)):
            message = f"{redirect.old} is listed as moved or withdrawn, but is still there"
            hint = "remove this line, or remove the page"
            yield Problem(redirect.place, "moved-still-there", message, hint)
        elif redirect.old in circles:
            message = f"the redirects from {redirect.old} lead in a circle"
            hint = "make one of them lead to a page that exists"
            yield Problem(redirect.place, "moved-in-a-circle", message, hint)
        elif redirect.new and not _arrives(redirect, redirects, there):
            message = f"{redirect.old} is listed as moved to {redirect.new}, which does not exist"
            hint = "write the address of a page, such as texts/letter/; a data file moves to a data file"
            yield Problem(redirect.place, "moved-nowhere", message, hint)


def _arrives(redirect: Redirect, redirects: Mapping[str, Redirect], there: frozenset[str]) -> bool:
    """Return whether a redirect leads to something of the same kind that exists."""
    if redirect.new in redirects:  # that redirect is checked by itself
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
