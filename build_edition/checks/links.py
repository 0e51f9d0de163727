"""Check that the links in notes and in the story lead to pages and places of the edition."""

from collections.abc import Container, Iterable, Iterator, Mapping

from build_edition.addresses import AddressBook, address_of
from build_edition.addresses.places import kept_places, listed_places
from build_edition.model import Edition, Link, Problem, Text
from build_edition.model.dates import read_date
from build_edition.render import paths_of


def links_answer(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each link to an address that the edition does not have."""
    places = _places(edition)
    book = AddressBook(edition)
    for link in _links(edition):
        if (
            link.href.startswith("/")
            and not _answers(link.href, places)
            and not book.lost(link.href[1:])
        ):
            message = f"“{link.href}” is not an address of this edition"
            hint = "copy the address from the page you mean, such as /texts/letter/#p25"
            if moved := _in_another_part(link.href[1:], book):
                hint = f"the text is divided into parts: write /{moved}"
            yield Problem(link.place, "dead-link", message, hint)


def _in_another_part(path: str, book: AddressBook) -> str:
    """Return where a place of a divided text is, if not on this page of it, or nothing."""
    page, _, name = path.partition("#")
    text = book.texts.get(page)
    places = (f"{other}#{name}" for other in text.info.pages) if text else ()
    return next((place for place in places if place in book.fragments), "")


def old_data_is_gone(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each data file that is listed as moved or withdrawn, but still drawn.

    What is left at its old address would be written over the file itself.
    """
    drawn = paths_of(edition)
    for redirect in edition.imprint.redirects:
        if redirect.old in drawn:
            message = f"{redirect.old} is listed as moved or withdrawn, but is still there"
            hint = "remove this line; what a file holds is withdrawn with the text, note or work"
            yield Problem(redirect.place, "moved-still-there", message, hint)


def _links(edition: Edition) -> Iterator[Link]:
    for text in edition.texts:
        for note in (*text.notes, *text.retired_notes):
            yield from note.links
    for paragraph in edition.imprint.story:
        yield from (Link(words.href, edition.imprint.place) for words in paragraph if words.href)


def _answers(href: str, places: Mapping[str, Container[str] | None]) -> bool:
    page, _, fragment = href[1:].partition("#")
    if page not in places:
        return False
    known = places[page]
    return not fragment or known is None or fragment in known


def _places(edition: Edition) -> dict[str, Container[str] | None]:
    """Return every address of the edition with its fragments, or None where any is accepted."""
    moved = (redirect.old for redirect in edition.imprint.redirects)
    found: dict[str, Container[str] | None] = dict.fromkeys((*edition.pages, *moved))
    drawn = (path for path in paths_of(edition) if path.endswith(".md") or path.startswith("data/"))
    # Whoever adds a page need not name its places here: until then any may be there.
    found |= {
        p: None if p.startswith("apparatus/") else frozenset() for p in map(address_of, drawn)
    }
    of_texts = {page.info.page: _of_a_text(page) for text in edition.texts for page in text.pages}
    named: dict[str, set[str]] = {}
    for known in (of_texts, kept_places(edition), listed_places(edition), _of_lists(edition)):
        for page, names in known.items():
            named.setdefault(page, set()).update(names)
    return found | named


def _of_a_text(text: Text) -> Iterator[str]:
    """Yield the fragments of a text's page: passages, notes, emendations, tombstones included."""
    yield from (f"note-{note.id}" for note in (*text.notes, *text.retired_notes))
    yield from (f"em-{ruling.id}" for ruling in text.retired_rulings)
    yield from (name for record in text.gone for name in (record.id, *record.also))
    for reading in text.readings:
        yield from (reading.id, *reading.passage.also)
        yield from (f"em-{e.ruling.id}" for e in reading.emendations)


def _of_lists(edition: Edition) -> Mapping[str, Iterable[str]]:
    """Return the sections of pages of the apparatus, beside the entries that are listed there."""
    years = {read_date(event.date)[0].year for event in edition.reference.events}
    return {
        "apparatus/emendations/": ["lost", "left", "kinds"],
        "apparatus/timeline/": [f"y{year}" for year in sorted(years)],
        "apparatus/changes/": [f"since-{release.version}" for release in edition.released],
        "apparatus/contributors/": ["notes-by", "others"],
    }
