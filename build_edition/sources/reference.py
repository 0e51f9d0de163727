"""Load works, people, events, the series of figures, open questions and errata."""

import json
from pathlib import Path
from typing import Any, get_args

from build_edition.model import (
    Erratum,
    Event,
    Lemma,
    Person,
    Problem,
    Question,
    Recorded,
    Reference,
    Series,
    Telling,
    Told,
    Work,
)
from build_edition.model.reference import ErratumOf
from build_edition.sources.entries import citations, entries
from build_edition.sources.formats.note import (
    EventFormat,
    LemmaFormat,
    PersonFormat,
    SeriesFormat,
    ToldFormat,
)
from build_edition.sources.formats.open_matters import ErratumFormat, QuestionFormat
from build_edition.sources.formats.taken import taken
from build_edition.sources.formats.work import WorkFormat
from build_edition.sources.parsing.loci import occurrence_of, passage_at
from build_edition.sources.parsing.yaml_places import Document

WORKS = "edition/works.json"
PEOPLE = "edition/people.yml"
EVENTS = "edition/events.yml"
SERIES = "edition/series.yml"
QUESTIONS = "edition/questions.yml"
ERRATA = "edition/errata.yml"

_OURS = ("formerly", "translated-title")
"""What `works.json` has beyond CSL-JSON."""


def load_reference(root: Path) -> tuple[Reference, list[Problem]]:
    """Return all that editors wrote beside the texts, with every Problem of these files.

    A missing file is not a Problem; it has no entries.
    """
    works, document, problems = entries(root, WORKS, WorkFormat)
    people, beside, found = entries(root, PEOPLE, PersonFormat)
    problems += found
    events, along, found = entries(root, EVENTS, EventFormat)
    problems += found
    series, charted, found = entries(root, SERIES, SeriesFormat)
    problems += found
    questions, asked, found = entries(root, QUESTIONS, QuestionFormat)
    problems += found
    errata, put_right, found = entries(root, ERRATA, ErratumFormat)
    problems += found
    listed = document.data if isinstance(document.data, list) else []
    faulty = (e.get("id") for n, e in enumerate(listed) if isinstance(e, dict) and n not in works)
    return Reference(
        works=tuple(_work(work, document, n) for n, work in works.items()),
        people=tuple(_person(person, beside, n) for n, person in people.items()),
        events=tuple(_event(event, along, n) for n, event in events.items()),
        series=tuple(_series(one, charted, n) for n, one in series.items()),
        questions=tuple(_question(question, asked, n) for n, question in questions.items()),
        errata=tuple(_erratum(erratum, put_right, n) for n, erratum in errata.items()),
        unread=frozenset(key for key in faulty if isinstance(key, str)),
    ), problems


def _work(form: WorkFormat, document: Document, n: int) -> Work:
    """Return a work; a translated title joins the title, where every style and program shows it."""
    title = f"{form.title} [{form.translated_title}]" if form.translated_title else form.title
    item = {key: value for key, value in document.data[n].items() if key not in _OURS}
    csl = json.dumps(item | {"title": title}, ensure_ascii=False, sort_keys=True)
    remark = str((form.model_extra or {}).get("note", ""))
    return Work(form.id, title, remark, csl, document.place((n,)), form.formerly, form.type)


def _lemmata(
    forms: tuple[LemmaFormat, ...], document: Document, at: tuple[Any, ...]
) -> tuple[Lemma, ...]:
    return tuple(
        Lemma(
            *passage_at(form.at), form.on, document.place((*at, n)), occurrence_of(form.occurrence)
        )
        for n, form in enumerate(forms)
    )


def _person(form: PersonFormat, document: Document, n: int) -> Person:
    return taken(
        Person,
        form,
        stands_for=form.stands_for or None,
        citations=citations(form.sources, document, (n, "sources")),
        also=_lemmata(form.also, document, (n, "also")),
        exceptions=_lemmata(form.except_, document, (n, "except")),
        place=document.place((n,)),
    )


def _event(form: EventFormat, document: Document, n: int) -> Event:
    told = tuple(
        taken(Telling, t, **_locus(t.at), place=document.place((n, "told", m)))
        for m, t in enumerate(form.told)
    )
    return taken(
        Event,
        form,
        citations=citations(form.sources, document, (n, "sources")),
        told=told,
        place=document.place((n,)),
    )


def _question(form: QuestionFormat, document: Document, n: int) -> Question:
    text, passage = passage_at(form.at)
    return taken(
        Question,
        form,
        text=text,
        at=passage,
        citations=citations(form.sources, document, (n, "sources")),
        place=document.place((n,)),
    )


def _erratum(form: ErratumFormat, document: Document, n: int) -> Erratum:
    named = ((of, getattr(form, of)) for of in get_args(ErratumOf))
    of, entry = next((of, entry) for of, entry in named if entry)
    text, _, name = entry.rpartition(" ")
    return taken(
        Erratum,
        form,
        of=of,
        text=text,
        name=name,
        citations=citations(form.sources, document, (n, "sources")),
        place=document.place((n,)),
    )


def _series(form: SeriesFormat, document: Document, n: int) -> Series:
    record = tuple(
        taken(
            Recorded,
            r,
            scope=r.place,
            citations=citations(r.sources, document, (n, "record", m)),
        )
        for m, r in enumerate(form.record)
    )
    return taken(
        Series,
        form,
        record=record,
        told=tuple(_told(t, document, (n, "told", m)) for m, t in enumerate(form.told)),
        after=passage_at(form.after) if form.after else None,
        place=document.place((n,)),
    )


def _told(form: ToldFormat, document: Document, at: tuple[Any, ...]) -> Told:
    return taken(
        Told,
        form,
        **_locus(form.at),
        scope=form.place,
        target=form.claim == "target",
        place=document.place(at),
    )


def _locus(at: str) -> dict[str, str]:
    return dict(zip(("text", "passage"), passage_at(at), strict=True))
