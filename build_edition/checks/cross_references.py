"""Check that every reference leads somewhere: to works, people and passages."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from build_edition.addresses import AddressBook
from build_edition.model import WHOLE, Edition, Erratum, Problem, Telling, Told, few, text_page
from build_edition.model.citing import citations
from build_edition.render.inserts.worked_example import worked_in

Check = Callable[[Edition], Iterator[Problem]]


def works_known(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each citation of a work that `works.json` does not have."""
    known = {work.key for work in edition.reference.works}
    book = AddressBook(edition)
    for citation in citations(edition):
        if known and citation.key not in known and citation.key not in edition.reference.unread:
            if book.lost(f"apparatus/works/#work-{citation.key}"):
                continue
            near = get_close_matches(citation.key, sorted(known), n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            if alien := next((letter for letter in citation.key if letter > "\x7f"), ""):
                hint += f"“{alien}” is from another alphabet (U+{ord(alien):04X}); "
            hint += "use a key of works.json, or describe the work under `source:`"
            message = f"works.json has no work “{citation.key}”"
            yield Problem(citation.place, "no-such-work", message, hint)


def works_cited(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each work that nothing cites, and one if cited works are not listed."""
    first = next(citations(edition), None)
    if first and not edition.reference.works:
        hint = "add each cited work to edition/works.json"
        yield Problem(
            first.place, "no-works", "works are cited, but edition/works.json lists none", hint
        )
    if AddressBook(edition).lost_texts:
        return  # what they cite cannot be known
    cited = {citation.key for citation in citations(edition)}
    hint = "cite it where it supports a statement, or remove it"
    yield from few(
        Problem(work.place, "work-uncited", f"nothing cites the work {work.key}", hint, "warning")
        for work in edition.reference.works
        if work.key not in cited
    )


def aliases_known(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each `stands-for` or `drawn-from` that `people.yml` does not have."""
    known = {person.id for person in edition.reference.people}
    book = AddressBook(edition)
    for person in edition.reference.people:
        for key, verb, whom in (
            ("stands-for", "stands for", (person.stands_for,)),
            ("drawn-from", "is drawn from", person.drawn_from),
        ):
            for other in whom:
                if other and other not in known and not book.lost(f"{_PEOPLE}#person-{other}"):
                    message = f"{person.id} {verb} {other}, who is not in people.yml"
                    hint = f"give `{key}` the id of an entry in people.yml"
                    yield Problem(person.place, "no-such-person", message, hint)


def loci_known(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each passage that an event or figure names and no text has."""
    told: list[Telling | Told] = [t for event in edition.reference.events for t in event.told]
    told += [t for series in edition.reference.series for t in series.told]
    named = [(telling.text, telling.passage, telling.place) for telling in told]
    named += [(*series.after, series.place) for series in edition.reference.series if series.after]
    slugs = {slug for slug, _, _ in named}
    texts = [text for text in edition.texts if text.info.slug in slugs]
    known = {(text.info.slug, reading.id) for text in texts for reading in text.readings}
    book = AddressBook(edition)
    for slug, passage, place in named:
        if (slug, passage) not in known and not _lost_passage(book, slug, passage):
            message = f"there is no passage {slug} {passage}"
            hint = "write the text’s name and the passage’s id, such as `letter p12`"
            yield Problem(place, "no-such-passage", message, hint)


def questions_asked_of_something(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each open question on a passage that no text has."""
    known = {(text.info.slug, r.id) for text in edition.texts for r in text.readings}
    known |= {(text.info.slug, WHOLE) for text in edition.texts}
    book = AddressBook(edition)
    for question in edition.reference.questions:
        asked = question.text, question.at
        if asked not in known and not _lost_passage(book, *asked):
            message = f"there is no passage {question.text} {question.at}"
            hint = "write the text’s name and the passage’s id, such as `letter p12`, or * for the whole"
            yield Problem(question.place, "no-such-passage", message, hint)


def errata_of_something(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each erratum of an entry that the edition does not have.

    An erratum of a released text that has moved or was withdrawn stays as it was.
    """
    reference = edition.reference
    slugs = {text.info.slug for text in edition.texts} | {""}
    book = AddressBook(edition)
    known = {("person", "", person.id) for person in reference.people}
    known |= {("event", "", event.id) for event in reference.events}
    for text in edition.texts:
        slug = text.info.slug
        known |= {("note", slug, note.id) for note in (*text.notes, *text.retired_notes)}
        known |= {("emendation", slug, r.id) for r in (*text.rulings, *text.retired_rulings)}
    for erratum in reference.errata:
        left = erratum.text not in slugs and text_page(erratum.text) in book.last_known
        if (
            not (left or book.lost(_released_as(book, erratum)))
            and (erratum.of, erratum.text, erratum.name) not in known
        ):
            name = f"{erratum.text} {erratum.name}".lstrip()
            message = f"there is no {erratum.of} {name}, of which this is an erratum"
            hint = "write its id, after the name of its text if it is a note or an emendation"
            yield Problem(erratum.place, "no-such-entry", message, hint)


def imprint_known(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each text that the imprint names and for a worked example that is none."""
    imprint = edition.imprint
    slugs = [text.info.slug for text in edition.texts]
    named = [("showcase", imprint.showcase[0])] if imprint.showcase[0] else []
    named += [("opening", imprint.opening.text)] if imprint.opening else []
    named += [("proverb", imprint.proverb.text)] if imprint.proverb else []
    book = AddressBook(edition)
    for key, slug in named:
        if slug not in slugs and not book.lost(text_page(slug)):
            message = f"`{key}` is of the text {slug}, but there is no such text"
            hint = f"name a passage of one of the texts: {', '.join(slugs) or 'there is none yet'}"
            yield Problem(imprint.place, "no-such-text", message, hint)
    if imprint.worked and not worked_in(edition):
        message = (
            f"`worked-example`: {imprint.worked.text} has no emendation {imprint.worked.emendation}"
            " whose numbers changed places"
        )
        hint = "name one whose reading has the same count of numbers in another order"
        yield Problem(imprint.place, "no-such-entry", message, hint)


_PEOPLE = "apparatus/people/"
_ENTRIES = {
    "person": f"{_PEOPLE}#person-{{name}}",
    "event": "apparatus/timeline/#event-{name}",
    "note": "note-{name}",
    "emendation": "em-{name}",
}


def _released_as(book: AddressBook, erratum: Erratum) -> str:
    """Return the address of what an erratum is of."""
    name = _ENTRIES[erratum.of].format(name=erratum.name)
    return name if "#" in name else book.place(erratum.text, name)


def _lost_passage(book: AddressBook, slug: str, passage: str) -> bool:
    """Return whether a passage, or the whole of a text, was released and is there no more."""
    page = text_page(slug)
    return book.lost(page) or (passage != WHOLE and book.lost(book.place(slug, passage)))


REFERENCES: tuple[Check, ...] = (works_known,)
"""Checks of references, run even if some files of the edition could not be read."""

REFERENCES_OF_THE_WHOLE: tuple[Check, ...] = (
    works_cited,
    aliases_known,
    loci_known,
    questions_asked_of_something,
    errata_of_something,
    imprint_known,
)
"""Checks of references, run only if all files could be read."""
