"""JSON that people can read, of the edition’s data: byte for byte as `json` writes it, but sooner."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from build_edition.model.published import published_fields

_LISTS = (list, tuple)

ROOM = ["\x00"]
"""A list with room for items that are drawn text by text."""

_ROOM = encode_basestring(ROOM[0])


def items(values: Iterable[Any], edge: str) -> str:
    """Values as they stand in a list; `edge` is the line feed and the spaces before each."""
    return f",{edge}".join([indented(value, edge=edge) for value in values])


def around(frame: Any, shares: Iterable[str], edge: str) -> Iterator[str]:
    """Yield a value as JSON with items in place of ROOM, and a line feed at the end.

    Each share is `items` at the same edge, or nothing.
    """
    before, _, after = f"{indented(frame)}\n".partition(_ROOM)
    yield before
    opening = ""
    for share in shares:
        if share:
            yield f"{opening}{share}"
            opening = f",{edge}"
    yield after


def indented(value: Any, step: str = " ", edge: str = "\n") -> str:
    """Return a value as indented JSON; characters of every script are written as they are.

    A dataclass is an object with its published fields.
    `edge` is the line feed and the spaces before the value's own closing bracket.
    """
    kind: type = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is int:
        return repr(value)
    inner = edge + step
    if kind is dict and value:
        values = tuple([indented(v, step, inner) for v in value.values()])
        return _frame(tuple(value), inner, edge) % values
    if isinstance(value, _LISTS):
        items = f",{inner}".join([indented(item, step, inner) for item in value])
        return f"[{inner}{items}{edge}]" if items else "[]"
    if record := _record(kind, inner, edge):
        frame, attributes = record
        return frame % tuple([indented(getattr(value, a), step, inner) for a in attributes])
    return json.dumps(value)


@lru_cache(maxsize=256)
def _record(kind: type, inner: str, edge: str) -> tuple[str, tuple[str, ...]] | None:
    """Return a template for a record's values and the names of its attributes, or None if it is no record."""
    fields = published_fields(kind)
    attributes = tuple(field.attribute for field in fields.values())
    return (_frame((*fields,), inner, edge), attributes) if fields else None


@lru_cache(maxsize=256)
def _frame(keys: tuple[str, ...], inner: str, edge: str) -> str:
    """Return a template for an object's values: objects of one kind have the same keys."""
    fields = [f"{encode_basestring(key).replace('%', '%%')}: %s" for key in keys]
    return f"{{{inner}{f',{inner}'.join(fields)}{edge}}}"
