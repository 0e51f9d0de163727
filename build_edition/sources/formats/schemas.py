"""JSON Schemas of editors' files, with which text editors complete keys and warn of errors."""

import json

from pydantic import BaseModel, TypeAdapter

from build_edition.sources.formats.edition_and_text import RulingFormat, TextFormat
from build_edition.sources.formats.imprint import EditionFormat
from build_edition.sources.formats.note import EventFormat, NoteFormat, PersonFormat, SeriesFormat
from build_edition.sources.formats.open_matters import ErratumFormat, QuestionFormat
from build_edition.sources.formats.work import WorkFormat

FOLDER = "edition/schemas"

_FILES: dict[str, type[BaseModel]] = {
    "edition": EditionFormat,
    "text": TextFormat,
    "note": NoteFormat,
}
_LISTS: dict[str, type[BaseModel]] = {
    "emendations": RulingFormat,
    "people": PersonFormat,
    "events": EventFormat,
    "series": SeriesFormat,
    "works": WorkFormat,
    "questions": QuestionFormat,
    "errata": ErratumFormat,
}


def schemas() -> dict[str, str]:
    """Return a JSON Schema for each kind of file in `edition/`, by the schema's path."""
    adapters: dict[str, TypeAdapter[object]] = {
        name: TypeAdapter(form) for name, form in _FILES.items()
    }
    for name, form in _LISTS.items():
        adapters[name] = TypeAdapter(tuple[form, ...])  # type: ignore[valid-type]
    return {f"{FOLDER}/{name}.schema.json": _as_json(adapter) for name, adapter in adapters.items()}


def _as_json(adapter: TypeAdapter[object]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | adapter.json_schema()
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
