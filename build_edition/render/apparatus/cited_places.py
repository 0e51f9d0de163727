"""Every place of the edition that cites a work: its address and title, and the file it is in."""

from collections.abc import Iterator
from dataclasses import dataclass

from build_edition.addresses.places import series_ids
from build_edition.model import WHOLE, Citation, Reference, Text
from build_edition.render.drawing import Whole


@dataclass(frozen=True)
class CitedPlace:
    """A place that cites a work.

    `address` is from the edition's root, `at` for a text the passage, and `name` what it is called
    there; `file` is the path of the file in which an editor writes it.
    """

    address: str
    title: str
    file: str
    at: str = ""
    name: str = ""


def cited_places(whole: Whole) -> Iterator[tuple[Citation, CitedPlace]]:
    """Yield every citation that is shown to readers, with its place; retired entries are left out."""
    for text in whole.edition.texts:
        yield from _in_a_text(text)
    yield from _in_registers(whole.reference)


def _in_a_text(text: Text) -> Iterator[tuple[Citation, CitedPlace]]:
    slug, title = text.info.slug, text.info.title
    for note in text.notes:
        at = "on the whole" if note.lemma.at == WHOLE else note.lemma.at.removeprefix("p")
        file = f"edition/texts/{slug}/notes/{note.id}.md"
        place = CitedPlace(f"texts/{slug}/#note-{note.id}", title, file, at, note.id)
        yield from ((citation, place) for citation in note.citations)
    for ruling in (placed.ruling for reading in text.readings for placed in reading.emendations):
        at = f"{ruling.at.removeprefix('p')} (emendation)"
        file = f"edition/texts/{slug}/emendations.yml"
        place = CitedPlace(f"texts/{slug}/#em-{ruling.id}", title, file, at, ruling.id)
        yield from ((citation, place) for citation in ruling.sources)


def _in_registers(reference: Reference) -> Iterator[tuple[Citation, CitedPlace]]:
    for event in reference.events:
        where = f"apparatus/timeline/#event-{event.id}"
        place = CitedPlace(where, event.title, "edition/events.yml")
        yield from ((citation, place) for citation in event.citations)
    for person in reference.people:
        where = f"apparatus/people/#person-{person.id}"
        place = CitedPlace(where, person.name, "edition/people.yml")
        yield from ((citation, place) for citation in person.citations)
    for question in reference.questions:
        where = f"apparatus/questions/#question-{question.id}"
        place = CitedPlace(where, "Open questions", "edition/questions.yml")
        yield from ((citation, place) for citation in question.citations)
    for erratum in reference.errata:
        where = f"apparatus/errata/#erratum-{erratum.id}"
        place = CitedPlace(where, "Errata", "edition/errata.yml")
        yield from ((citation, place) for citation in erratum.citations)
    for name, series in zip(series_ids(reference), reference.series, strict=True):
        for figure in series.record:
            named = f"{series.title}, {figure.year}"
            place = CitedPlace(f"apparatus/timeline/#{name}", named, "edition/oil.yml")
            yield from ((citation, place) for citation in figure.citations)
