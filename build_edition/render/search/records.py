"""The records of search: whatever has an address, with the words to be found there.

What belongs to one text is recorded with that text; what editors keep beside the texts, once.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from build_edition.model import (
    NOTE_KINDS,
    WHOLE,
    EmendationRuling,
    Event,
    Note,
    Person,
    Redirect,
    Text,
    Work,
)
from build_edition.model.dates import in_words
from build_edition.notes.markdown import plain
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.markup.html import counted
from build_edition.render.reading.emendations import kind_name
from build_edition.render.reading.notes import lemma_words, placed_notes
from build_edition.render.search.names import in_latin

_ROLES = ("author", "editor", "translator")

Kind = Literal[
    "person",
    "passage",
    "note",
    "emendation",
    "event",
    "work",
    "question",
    "erratum",
    "page",
    "gone",
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


def of_a_text(text: Text, whole: Text) -> Iterator[Record]:
    """Yield the records of a page of a text: itself, passages, notes, emendations, and what is gone.

    What took the place of something retired in the `whole` text is found under its id as well.
    """
    info = text.info
    yield Record("page", "", "Text", _said(info.kind, info.origin, info.caveat), info.titled)
    for reading in text.readings:
        number, was = reading.id.removeprefix("p"), reading.passage.line.text
        also = reading.passage.also
        yield Record("passage", reading.id, f"Passage {number}", reading.text, former=also)
        if was != reading.text:
            label = f"Passage {number}, as transmitted"
            yield Record("passage", reading.id, label, was, transmitted=True)
    replaced = _replaced(whole.retired_notes)
    for note in text.about:
        yield _note(note, "note on the whole text", replaced)
    for placed in placed_notes(text):
        on_all = placed.note.lemma.on == WHOLE
        where = "" if on_all else f", passage {placed.passage[1:]}"
        yield _note(placed.note, f"note on {lemma_words(placed)}{where}", replaced)
    replaced = _replaced(whole.retired_rulings)
    for reading in text.readings:
        yield from (_emendation(placed.ruling, replaced) for placed in reading.emendations)
    yield from _gone(text)


def _replaced(retired: Iterable[Note | EmendationRuling]) -> Mapping[str, Sequence[str]]:
    """Return, for each entry in force, the ids of those that it took the place of in the end."""
    successors = {entry.id: entry.successor for entry in retired}
    found: dict[str, list[str]] = defaultdict(list)
    for entry in successors:
        last = entry
        while successors.get(last):
            last = successors[last]
        found[last].append(entry)
    return found


def _gone(text: Text) -> Iterator[Record]:
    """Yield what was withdrawn or retired, which keeps its address and its last words there."""
    for passage in text.gone:
        label, words = f"Withdrawn passage {passage.id.removeprefix('p')}", f"{passage.begins} …"
        yield Record("gone", passage.id, label, _said(words, passage.gone), former=passage.also)
    for note in text.retired_notes:
        where = "the whole text" if note.lemma.at == WHOLE else f"passage {note.lemma.at[1:]}"
        words = _said(note.retired, plain(note.body))
        yield Record("gone", f"note-{note.id}", f"Retired note on {where}", words)
    for ruling in text.retired_rulings:
        label = f"Retired emendation, passage {ruling.at.removeprefix('p')}"
        yield Record("gone", f"em-{ruling.id}", label, _said(ruling.retired, _forms(ruling)))


def _note(note: Note, label: str, replaced: Mapping[str, Sequence[str]]) -> Record:
    named, at = f"{NOTE_KINDS[note.kind].word}: {label}", f"note-{note.id}"
    former = _former("note", replaced.get(note.id, ()))
    return Record("note", at, named, plain(note.body), mark=note.kind, former=former)


def _emendation(ruling: EmendationRuling, replaced: Mapping[str, Sequence[str]]) -> Record:
    label = f"Emendation of a {kind_name(ruling.kind)}, passage {ruling.at.removeprefix('p')}"
    former = _former("em", replaced.get(ruling.id, ()))
    return Record("emendation", f"em-{ruling.id}", label, _forms(ruling), former=former)


def _forms(ruling: EmendationRuling) -> str:
    read = "Left as transmitted." if ruling.read is None else f"Read: {ruling.read}."
    return f"Transmitted: {ruling.on}. {read} {ruling.why}"


def beside_the_texts(whole: Whole) -> dict[str, tuple[str, list[Record]]]:
    """Return the title and the records of each page of people, events, works and so on."""
    reference = whole.reference
    works = {work.key: work for work in reference.works}
    return {
        "apparatus/people/": ("People", [_person(whole, each) for each in reference.people]),
        "apparatus/timeline/": ("Timeline", [_event(whole, each) for each in reference.events]),
        "apparatus/works/": (
            "Works",
            [_work(works[key], entry) for key, entry in whole.citations.bibliography],
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
    } | {redirect.old: ("", [_redirect(redirect)]) for redirect in whole.imprint.redirects}


def _work(work: Work, entry: Markup) -> Record:
    csl = json.loads(work.csl)
    people = (each for role in _ROLES for each in csl.get(role, ()))
    names = (f"{n.get('given', '')} {n.get('family', n.get('literal', ''))}" for n in people)
    latin = ", ".join(filter(None, map(in_latin, map(str.strip, names))))
    words = _said(entry, work.remark, f"In Latin letters: {latin}." if latin else "")
    former = _former("work", work.formerly)
    return Record("work", f"work-{work.key}", "Work", words, work.title, former=former)


def _redirect(redirect: Redirect) -> Record:
    if redirect.new:
        return Record("page", "", "Page that moved", f"It is now at {redirect.new}.")
    return Record("gone", "", "Withdrawn page", redirect.reason)


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
