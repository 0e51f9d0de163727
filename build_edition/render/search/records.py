"""The records of search: whatever has an address, with the words to be found there.

What belongs to one text is recorded with that text; what editors keep beside the texts, once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from build_edition.model import NOTE_KINDS, WHOLE, EmendationRuling, Event, Note, Person, Text
from build_edition.model.dates import in_words
from build_edition.notes.markdown import plain
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.markup.html import counted
from build_edition.render.reading.emendations import kind_name
from build_edition.render.reading.notes import lemma_words, placed_notes

Kind = Literal[
    "person", "passage", "note", "emendation", "event", "work", "question", "erratum", "page"
]
"""What a record is of; search groups its results by kind, in this order."""


@dataclass(frozen=True, slots=True)
class Record:
    """Something that has an address, as search shows it and looks through it.

    `at` is its id on its page, `label` says what and where it is, `mark` is a note's kind. What has
    a `title` is found by that too. `transmitted` says that these are a passage's words before they
    were emended. `former` are the ids that it had, or that what was merged into it had.
    """

    kind: Kind
    at: str
    label: str
    words: str
    title: str = ""
    mark: str = ""
    transmitted: bool = False
    former: tuple[str, ...] = ()


def of_a_text(text: Text) -> Iterator[Record]:
    """Yield the records of a text: its passages, notes and emendations, in this order."""
    for reading in text.readings:
        number, was = reading.id.removeprefix("p"), reading.passage.line.text
        also = reading.passage.also
        yield Record("passage", reading.id, f"Passage {number}", reading.text, former=also)
        if was != reading.text:
            label = f"Passage {number}, as transmitted"
            yield Record("passage", reading.id, label, was, transmitted=True)
    for note in text.about:
        yield _note(note, "note on the whole text")
    for placed in placed_notes(text):
        whole = placed.note.lemma.on == WHOLE
        where = "" if whole else f", passage {placed.passage[1:]}"
        yield _note(placed.note, f"note on {lemma_words(placed)}{where}")
    for reading in text.readings:
        yield from (_emendation(placed.ruling) for placed in reading.emendations)


def _note(note: Note, label: str) -> Record:
    named = f"{NOTE_KINDS[note.kind].word}: {label}"
    return Record("note", f"note-{note.id}", named, plain(note.body), mark=note.kind)


def _emendation(ruling: EmendationRuling) -> Record:
    label = f"Emendation of a {kind_name(ruling.kind)}, passage {ruling.at.removeprefix('p')}"
    read = "Left as transmitted." if ruling.read is None else f"Read: {ruling.read}."
    words = f"Transmitted: {ruling.on}. {read} {ruling.why}"
    return Record("emendation", f"em-{ruling.id}", label, words)


def beside_the_texts(whole: Whole) -> dict[str, tuple[str, list[Record]]]:
    """Return the title and the records of each page of people, events, works and so on."""
    reference = whole.reference
    works = {work.key: work for work in reference.works}
    return {
        "apparatus/people/": ("People", [_person(whole, each) for each in reference.people]),
        "apparatus/timeline/": ("Timeline", [_event(whole, each) for each in reference.events]),
        "apparatus/works/": (
            "Works",
            [
                Record(
                    "work",
                    f"work-{key}",
                    "Work",
                    _said(entry, works[key].remark),
                    works[key].title,
                    former=_former("work", works[key].formerly),
                )
                for key, entry in whole.citations.bibliography
            ],
        ),
        "apparatus/questions/": (
            "Open questions",
            [
                Record("question", f"question-{each.id}", "Question", each.known, each.asks)
                for each in reference.questions
            ],
        ),
        "apparatus/errata/": (
            "Errata",
            [
                Record("erratum", f"erratum-{e.id}", f"Erratum, {e.version}", _said(e.said, e.now))
                for e in reference.errata
            ],
        ),
    }


def _person(drawing: Drawing, person: Person) -> Record:
    places = len({(mention.text, mention.passage) for mention in person.mentions})
    mentioned = f"mentioned in {counted(places, 'passage')}" if places else "named in no passage"
    behind = [
        drawing.people[other].name
        for other in ((person.stands_for,) if person.stands_for else person.drawn_from)
    ]
    stands = f"Stands for {' and '.join(behind)}." if behind else ""
    names = ", ".join(dict.fromkeys((person.native, *person.names, *person.also_called))).strip(
        ", "
    )
    words = _said(f"{names}." if names else "", person.who, stands, person.why)
    former = _former("person", person.formerly)
    at, label = f"person-{person.id}", f"Person {mentioned}"
    return Record("person", at, label, words, person.name, former=former)


def _event(drawing: Drawing, event: Event) -> Record:
    told = (f"{drawing.titles[t.text]}: {t.says}" for t in event.told)
    title = f"{in_words(event.date)}: {event.title}"
    former = _former("event", event.formerly)
    words = _said(event.record, *told)
    return Record("event", f"event-{event.id}", "Event", words, title, former=former)


def _former(kind: str, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{kind}-{former}" for former in ids)


def _said(*parts: str) -> str:
    """Return parts as words in one line; HTML gives its words alone."""
    words = (part.striptags() if isinstance(part, Markup) else part for part in parts)
    return " ".join(filter(None, words))
