"""Write `passages.json`: one passage per line, so that a review shows a change as one line."""

import json
from collections.abc import Iterable
from typing import Any

from build_edition.model import PassageRecord


def passage_register(records: Iterable[PassageRecord]) -> str:
    """Return the content of `passages.json` for a text's records; empty fields are left out."""
    lines = ",\n".join(json.dumps(_fields(record), ensure_ascii=False) for record in records)
    return f"[\n{lines}\n]\n"


def _fields(record: PassageRecord) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": record.id, "kind": record.kind}
    fields |= {"level": record.level} if record.level else {}
    fields |= {"speaker": record.speaker} if record.speaker else {}
    fields |= {"span": record.span, "begins": record.begins}
    fields |= {"also": record.also} if record.also else {}
    return fields | ({"gone": record.gone} if record.gone else {})
