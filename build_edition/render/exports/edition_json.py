"""`/data/edition.json`: the whole edition as data, from which every raw text comes back.

The file is described by `edition.schema.json` beside it, and by its own `description`.
"""

import hashlib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from build_edition.model import WHOLE, Edit, Reading, Span, Text
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.exports.json_records import (
    note_data,
    reference_data,
    retired_data,
    ruling_data,
)
from build_edition.render.markup.json import ROOM, around, items

FORMAT = 1
"""The format's version: it grows when an older reader of the file would go wrong."""

DESCRIPTION = (
    "To get a raw text back: join the `transmitted` of its passages with line feeds; then, for "
    "each edit of `cleaning` in order, copy what stands between the last edit and this one, "
    "skip `after`, and write `before`; `start` counts code points of the raw text. Encoded as "
    "UTF-8 the result has the SHA-256 that `raw` names. A reading follows from `transmitted` "
    "by putting each emendation's `read` for its `on` at `start`."
)


_EDGE = "\n  "
"""Where each text begins in the file."""


def text_record(drawing: Drawing, text: Text) -> str:
    """A text's part of `edition.json`."""
    return items([_text(text)], _EDGE)


def published(whole: Whole, records: Iterable[str]) -> dict[str, str | Iterable[str]]:
    """`/data/edition.json`, around the record of each text, and its schema."""
    schema = files("build_edition.render.exports").joinpath("edition.schema.json")
    return {
        "data/edition.json": around(_edition(whole), records, _EDGE),
        "data/edition.schema.json": schema.read_text(encoding="utf-8"),
    }


def recover_published(data: Any, slug: str) -> bytes | None:
    """The raw text of one text from the data of `edition.json` alone.

    None where the data has no such text, is of another make, or gives back other bytes than
    its own checksum promises.
    """
    try:
        text = next(t for t in data["texts"] if t["slug"] == slug)
        cleaned = "\n".join(passage["transmitted"] for passage in text["passages"])
        raw, at = "", 0
        for edit in text["cleaning"]:
            upto = at + edit["start"] - len(raw)
            raw, at = raw + cleaned[at:upto] + edit["before"], upto + len(edit["after"])
        recovered = (raw + cleaned[at:]).encode()
        return recovered if hashlib.sha256(recovered).hexdigest() == text["raw"]["sha256"] else None
    except (LookupError, StopIteration, TypeError, AttributeError, UnicodeEncodeError):
        return None


def _edition(whole: Whole) -> dict[str, Any]:
    imprint = whole.imprint
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
        "texts": ROOM if whole.texts else [],
        **reference_data(whole.reference),
    }


def _text(text: Text) -> dict[str, Any]:
    head, raw = text.info, text.received
    notes = {r.passage.line.number: r.id for r in text.readings if r.kind == "endnote"}
    return {
        "slug": head.slug,
        "title": head.title,
        "kind": head.kind,
        "origin": head.origin,
        "rights": head.rights,
        "caveat": head.caveat,
        "language": head.language,
        "speakers": [{"label": s.label, "name": s.name} for s in head.speakers],
        "raw": {"sha256": hashlib.sha256(raw).hexdigest(), "bytes": len(raw)},
        "cleaning": [_edit(edit) for edit in text.cleaning],
        "passages": [_passage(reading, notes) for reading in text.readings],
        "notes": [note_data(n, WHOLE, None, Span(0, len(text.raw))) for n in text.about]
        + [note_data(a.note, r.id, a.span, a.raw) for r in text.readings for a in r.annotations],
        "gone": [{"id": r.id, "begins": r.begins, "reason": r.gone} for r in text.gone],
        "retired": retired_data(text),
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "start": edit.start,
        "before": edit.before,
        "after": edit.after,
        "rule": edit.rule,
        "reason": edit.reason,
    }


def _passage(reading: Reading, notes: dict[str, str]) -> dict[str, Any]:
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
        "emendations": [
            ruling_data(e.ruling, {"start": e.transmitted.start}) for e in reading.emendations
        ],
        "calls": [
            {"at": c.at, "number": c.number, "note": notes.get(c.number)} for c in line.calls
        ],
    }
