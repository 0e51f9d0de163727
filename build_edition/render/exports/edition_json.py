"""`/data/edition.json`: the whole edition as data, from which every raw text can be recovered.

Its records are declared in `records.py`. The file is described by `edition.schema.json` beside it,
and by its own `description`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from build_edition.model import (
    WHOLE,
    Emendation,
    EmendationRuling,
    Note,
    Reading,
    Span,
    Text,
)
from build_edition.notes.markdown import plain
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.exports.edition_schema import edition_schema
from build_edition.render.exports.records import (
    FORMAT,
    NoteWords,
    PublishedEdition,
    PublishedNote,
    PublishedPassage,
    PublishedRuling,
    PublishedText,
    RetiredNote,
    RetiredRuling,
    Ruled,
)
from build_edition.render.formats import Gathered, Use
from build_edition.render.markup.json import PLACEHOLDER, around, items

DESCRIPTION = (
    "To get a raw text back: join the `transmitted` of its passages with line feeds; then, for "
    "each edit of `cleaning` in order, copy what stands between the last edit and this one, "
    "skip `after`, and write `before`; `start` counts code points of the raw text. In the encoding "
    "that `raw` names, the result has the SHA-256 that it names. A reading follows from `transmitted` "
    "by putting each emendation's `read` for its `on` at `start`."
)


_EDGE = "\n  "
"""The line feed and the spaces before each text in the file."""


def text_record(drawing: Drawing, text: Text) -> str:
    """Return a text's share of `edition.json`: its record."""
    return items([_text(text)], _EDGE)


def published(whole: Whole, records: Iterable[str]) -> dict[str, str | Iterable[str]]:
    """Return `/data/edition.json`, with the record of each text, and its schema."""
    frame = {**_edition(whole), "texts": PLACEHOLDER if whole.texts else []}
    schema = json.dumps(edition_schema(), ensure_ascii=False, indent=2)
    return {
        "data/edition.json": around(frame, records, _EDGE),
        "data/edition.schema.json": f"{schema}\n",
    }


def recover_published(data: Any, slug: str) -> bytes | None:
    """Return one raw text, recovered from the data of `edition.json` alone.

    None if the data does not have that text or is in another format, or if the bytes do not match
    the checksum that the data gives for them.
    """
    try:
        text = next(t for t in data["texts"] if t["slug"] == slug)
        cleaned = "\n".join(passage["transmitted"] for passage in text["passages"])
        parts: list[str] = []
        at = end = 0
        for edit in text["cleaning"]:
            upto = at + edit["start"] - end
            parts += (cleaned[at:upto], edit["before"])
            at, end = upto + len(edit["after"]), edit["start"] + len(edit["before"])
        raw = "".join((*parts, cleaned[at:]))
        recovered = raw.encode(text["raw"].get("encoding", "utf-8"))
        return recovered if hashlib.sha256(recovered).hexdigest() == text["raw"]["sha256"] else None
    except (LookupError, StopIteration, TypeError, AttributeError, UnicodeEncodeError):
        return None


def _edition(whole: Whole) -> PublishedEdition:
    imprint, reference = whole.imprint, whole.reference
    return {
        "$schema": "edition.schema.json",
        "format": FORMAT,
        "description": DESCRIPTION,
        "title": imprint.title,
        "subtitle": imprint.subtitle,
        "editors": imprint.editors,
        "version": imprint.version,
        "date": imprint.date,
        "licences": {"code": imprint.licence_code, "notes": imprint.licence_notes},
        "texts": [],
        "works": [json.loads(work.csl) for work in reference.works],
        "people": reference.people,
        "events": reference.events,
        "series": reference.series,
        "questions": reference.questions,
        "errata": reference.errata,
    }


def _text(text: Text) -> PublishedText:
    head, raw = text.info, text.received
    notes = {r.passage.line.note: r.id for r in text.readings if r.kind == "endnote"}
    return {
        "slug": head.slug,
        "title": head.title,
        "kind": head.kind,
        "origin": head.origin,
        "rights": head.rights,
        "caveat": head.caveat,
        "language": head.language,
        "speakers": head.speakers,
        "raw": {
            "sha256": hashlib.sha256(raw).hexdigest(),
            "bytes": len(raw),
            "encoding": head.encoding,
        },
        "cleaning": text.cleaning,
        "passages": [_passage(reading, notes) for reading in text.readings],
        "notes": [_note(n, WHOLE, None, Span(0, len(text.raw))) for n in text.about]
        + [_note(a.note, r.id, a.span, a.raw) for r in text.readings for a in r.annotations],
        "gone": [{"id": r.id, "begins": r.begins, "reason": r.gone} for r in text.gone],
        "retired": {
            "notes": [_retired_note(note) for note in text.retired_notes],
            "emendations": [_retired_ruling(ruling) for ruling in text.retired_rulings],
        },
    }


def _passage(reading: Reading, notes: Mapping[str, str]) -> PublishedPassage:
    line = reading.passage.line
    return {
        "id": reading.id,
        "also": reading.passage.also,
        "kind": line.kind,
        "level": line.level,
        "speaker": line.speaker,
        "number": line.number,
        "span": line.span,
        "transmitted": line.text,
        "reading": reading.text,
        "emendations": [_ruling(placed) for placed in reading.emendations],
        "calls": [{"at": c.at, "number": c.number, "note": notes.get(c.note)} for c in line.calls],
    }


def _ruling(placed: Emendation) -> PublishedRuling:
    ruling = placed.ruling
    return {"id": ruling.id, "start": placed.transmitted.start, **_ruled(ruling)}


def _retired_ruling(ruling: EmendationRuling) -> RetiredRuling:
    return {
        "id": ruling.id,
        "at": ruling.at,
        **_ruled(ruling),
        "reason": ruling.retired,
        "successor": ruling.successor,
    }


def _ruled(ruling: EmendationRuling) -> Ruled:
    return {
        "on": ruling.on,
        "read": ruling.read,
        "kind": ruling.kind,
        "certainty": ruling.certainty,
        "evidence": ruling.evidence,
        "sources": ruling.sources,
        "why": ruling.why,
    }


def _note(note: Note, at: str, span: Span | None, raw: Span) -> PublishedNote:
    lemma = note.lemma
    return {"id": note.id, "at": at, "on": lemma.on, "span": span, "raw": raw, **_said(note)}


def _retired_note(note: Note) -> RetiredNote:
    return {
        "id": note.id,
        "at": note.lemma.at,
        "on": note.lemma.on,
        **_said(note),
        "reason": note.retired,
        "successor": note.successor,
    }


def _said(note: Note) -> NoteWords:
    return {
        "kind": note.kind,
        "certainty": note.certainty,
        "internal": note.internal,
        "sources": note.citations,
        "source": note.source,
        "by": note.by,
        "text": plain(note.body),
        "body": note.body,
    }


FORMATS = (
    Gathered(
        "published",
        text_record,
        published,
        downloads={
            "data/edition.json": Use(
                "Everything",
                "the whole edition: texts, every edit and emendation, every note with its place, "
                "works, people, events; each raw text can be recovered from it alone",
            ),
            "data/edition.schema.json": Use(
                "Its schema", "what each field of edition.json means (JSON Schema)"
            ),
        },
    ),
)
