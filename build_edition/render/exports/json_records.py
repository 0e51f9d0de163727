"""Notes, works, people and events as plain data, for `edition.json`."""

import json
from collections.abc import Mapping
from typing import Any

from build_edition.model import (
    Citation,
    EmendationRuling,
    Event,
    Note,
    Person,
    Recorded,
    Reference,
    Series,
    Span,
    Text,
    Told,
)
from build_edition.notes.markdown import plain


def cited(citation: Citation) -> dict[str, str]:
    """A citation: the work's key, and the place in it, or nothing."""
    return {"work": citation.key, "locator": citation.locator}


def note_data(note: Note, at: str, span: Span | None, raw: Span) -> dict[str, Any]:
    """A note with the passage it hangs on, its words in the reading and in the raw text."""
    return {
        "id": note.id,
        "at": at,
        "on": note.lemma.on,
        "span": span,
        "raw": raw,
        "kind": note.kind,
        "certainty": note.certainty,
        "internal": note.internal,
        "sources": [cited(citation) for citation in note.citations],
        "source": note.source,
        "by": note.by,
        "text": plain(note.body),
        "body": [
            [{"text": w.text, "styles": w.styles, "href": w.href} for w in paragraph]
            for paragraph in note.body
        ],
    }


def retired_data(text: Text) -> dict[str, Any]:
    """The notes and rulings that were retired, as they last were, with why and what succeeds them."""
    return {
        "notes": [
            {k: v for k, v in _unplaced(note).items() if k not in ("span", "raw")}
            | {"reason": note.retired, "successor": note.successor}
            for note in text.retired_notes
        ],
        "emendations": [
            ruling_data(ruling, {"at": ruling.at})
            | {"reason": ruling.retired, "successor": ruling.successor}
            for ruling in text.retired_rulings
        ],
    }


def ruling_data(ruling: EmendationRuling, where: Mapping[str, str | int]) -> dict[str, Any]:
    """A ruling on wording, with where it stands."""
    return {
        "id": ruling.id,
        **where,
        "on": ruling.on,
        "read": ruling.read,
        "kind": ruling.kind,
        "certainty": ruling.certainty,
        "evidence": ruling.evidence,
        "sources": [cited(source) for source in ruling.sources],
        "why": ruling.why,
    }


def _unplaced(note: Note) -> dict[str, Any]:
    return note_data(note, note.lemma.at, None, Span(0, 0))


def reference_data(reference: Reference) -> dict[str, Any]:
    """Works as CSL-JSON, people with their mentions, events with their tellings, and figures."""
    return {
        "works": [json.loads(work.csl) for work in reference.works],
        "people": [_person(person) for person in reference.people],
        "events": [_event(event) for event in reference.events],
        "series": [_series(series) for series in reference.series],
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "native": person.native,
        "language": person.language,
        "dates": person.dates,
        "status": person.status,
        "who": person.who,
        "names": person.names,
        "stands_for": person.stands_for or None,
        "certainty": person.certainty,
        "why": person.why,
        "sources": [cited(citation) for citation in person.citations],
        "mentions": [
            {"text": m.text, "passage": m.passage, "span": m.span} for m in person.mentions
        ],
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "date": event.date,
        "title": event.title,
        "record": event.record,
        "happened": event.happened,
        "certainty": event.certainty,
        "sources": [cited(citation) for citation in event.citations],
        "told": [
            {"text": t.text, "passage": t.passage, "says": t.says, "date": t.date}
            for t in event.told
        ],
    }


def _series(series: Series) -> dict[str, Any]:
    return {
        "title": series.title,
        "unit": series.unit,
        "about": series.about,
        "record": [_recorded(figure) for figure in series.record],
        "told": [_told(figure) for figure in series.told],
    }


def _recorded(figure: Recorded) -> dict[str, Any]:
    return {
        "year": figure.year,
        "value": figure.value,
        "certainty": figure.certainty,
        "sources": [cited(citation) for citation in figure.citations],
    }


def _told(figure: Told) -> dict[str, Any]:
    return {
        "year": figure.year,
        "value": figure.value,
        "text": figure.text,
        "passage": figure.passage,
        "says": figure.says,
        "scope": figure.scope,
        "target": figure.target,
    }
