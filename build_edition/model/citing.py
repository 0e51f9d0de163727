"""Find every citation of a work in an edition, or in one text."""

from collections.abc import Iterator

from build_edition.model.edition import Edition
from build_edition.model.notes import Citation
from build_edition.model.reference import Reference
from build_edition.model.texts import Text


def citations(edition: Edition) -> Iterator[Citation]:
    """Yield every citation of a work: of emendations and notes, then people, events and figures."""
    for text in edition.texts:
        yield from citations_of(text)
    yield from citations_beside(edition.reference)


def citations_beside(reference: Reference) -> Iterator[Citation]:
    """Yield every citation of a work beside the texts: of people, events, figures and so on."""
    for person in reference.people:
        yield from person.citations
    for event in reference.events:
        yield from event.citations
    for series in reference.series:
        for figure in series.record:
            yield from figure.citations
    for question in reference.questions:
        yield from question.citations
    for erratum in reference.errata:
        yield from erratum.citations


def citations_of(text: Text) -> Iterator[Citation]:
    """Yield every citation of a work in a text: in its emendations, then in its notes."""
    for reading in text.readings:
        for placed in reading.emendations:
            yield from placed.ruling.sources
    for ruling in text.retired_rulings:
        yield from ruling.sources
    for note in (*text.notes, *text.retired_notes):
        yield from note.citations
