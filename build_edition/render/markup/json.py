"""Write the edition’s data as JSON that people can read: byte for byte as `json`, but faster."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from build_edition.model.published import published_fields

_LISTS = (list, tuple)

PLACEHOLDER = ["\x00"]
"""A list that contains only a placeholder for items that are drawn text by text."""

_PLACEHOLDER = encode_basestring(PLACEHOLDER[0])


def items(values: Iterable[Any], edge: str) -> str:
    """Return values as items of a list; `edge` is the line feed and the spaces before each."""
    return f",{edge}".join([indented(value, edge=edge) for value in values])


def around(frame: Any, shares: Iterable[str], edge: str) -> Iterator[str]:
    """Yield a value as JSON in pieces, with the shares in place of the placeholder.

    Each share is what `items` returns for the same edge, or empty. A line feed comes last.
    """
    before, _, after = f"{indented(frame)}\n".partition(_PLACEHOLDER)
    yield before
    opening = ""
    for share in shares:
        if share:
            yield f"{opening}{share}"
            opening = f",{edge}"
    yield after


def indented(value: Any, step: str = " ", edge: str = "\n") -> str:
    """Return a value as indented JSON, without escapes for characters beyond ASCII.

    A dataclass is an object with its published fields. `step` is the indentation of each level;
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
    """Return a template for a record's values, and its attributes' names; None for other types."""
    fields = published_fields(kind)
    attributes = tuple(field.attribute for field in fields.values())
    return (_frame((*fields,), inner, edge), attributes) if fields else None


@lru_cache(maxsize=256)
def _frame(keys: tuple[str, ...], inner: str, edge: str) -> str:
    """Return a template for an object's values; cached, since many objects have the same keys."""
    fields = [f"{encode_basestring(key).replace('%', '%%')}: %s" for key in keys]
    return f"{{{inner}{f',{inner}'.join(fields)}{edge}}}"
