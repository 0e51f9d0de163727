"""Check that the links in notes lead to pages and places that the edition has."""

from collections.abc import Container, Iterable, Iterator, Mapping

from build_edition.addresses import address_of
from build_edition.model import Edition, Problem, Text
from build_edition.model.dates import read_date
from build_edition.render import paths_of
from build_edition.render.apparatus.timeline import series_ids
from build_edition.texts.raw_lines import read_raw_lines


def links_answer(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each link in a note to an address that the edition does not have."""
    places = _places(edition)
    for text in edition.texts:
        for note in (*text.notes, *text.retired_notes):
            for link in note.links:
                if link.href.startswith("/") and not _answers(link.href, places):
                    message = f"“{link.href}” is not an address of this edition"
                    hint = "copy the address from the page you mean, such as /texts/novel/#p25"
                    yield Problem(link.place, "dead-link", message, hint)


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
    for text in edition.texts:
        page = f"texts/{text.info.slug}/"
        found[page] = frozenset(_of_a_text(text))
        lines = read_raw_lines(text.raw, text.info).lines
        found[f"{page}transmitted/"] = {f"L{line.number}" for line in lines}
    lists = {name: frozenset(each) for name, each in _of_lists(edition)}
    return found | {f"apparatus/{name}/": each for name, each in lists.items()}


def _of_a_text(text: Text) -> Iterator[str]:
    """Yield the fragments of a text's page: passages, notes, emendations, tombstones included."""
    yield from (f"note-{note.id}" for note in (*text.notes, *text.retired_notes))
    yield from (f"em-{ruling.id}" for ruling in text.retired_rulings)
    yield from (name for record in text.gone for name in (record.id, *record.also))
    for reading in text.readings:
        yield from (reading.id, *reading.passage.also)
        yield from (f"em-{e.ruling.id}" for e in reading.emendations)


def _of_lists(edition: Edition) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the name of each page of the apparatus, and its fragments: entries and sections."""
    texts, reference = edition.texts, edition.reference
    sections = [f"in-{text.info.slug}" for text in texts]
    rulings = [
        f"{text.info.slug}-{e.ruling.id}"
        for text in texts
        for r in text.readings
        for e in r.emendations
    ]
    years = {read_date(event.date)[0].year for event in reference.events}
    events = [f"event-{name}" for e in reference.events for name in (e.id, *e.formerly)]
    yield "notes", [*sections, *(f"{t.info.slug}-{note.id}" for t in texts for note in t.notes)]
    yield "emendations", [*sections, *rulings, "lost", "left", "kinds"]
    yield "people", [f"person-{name}" for p in reference.people for name in (p.id, *p.formerly)]
    yield "works", [f"work-{name}" for w in reference.works for name in (w.key, *w.formerly)]
    yield "timeline", [*events, *series_ids(reference), *(f"y{year}" for year in sorted(years))]
    yield "changes", [f"since-{release.version}" for release in edition.released]
    yield "contributors", ["notes-by", "others"]
