"""JSON that people can read, of the edition’s data: byte for byte as `json` writes it, but sooner."""

import json
from collections.abc import Iterator
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any


def indented(value: Any, edge: str = "\n") -> str:
    """A value as JSON, each level set in by a space; signs of every script stand as they are.

    An iterator stands for a list that is never held whole. `edge` is the line feed and the
    spaces before the value's own closing bracket.
    """
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is int:
        return repr(value)
    inner = edge + " "
    if kind is dict and value:
        return _frame(tuple(value), edge) % tuple([indented(v, inner) for v in value.values()])
    if isinstance(value, list | tuple | Iterator):
        items = f",{inner}".join([indented(item, inner) for item in value])
        return f"[{inner}{items}{edge}]" if items else "[]"
    return json.dumps(value)


@lru_cache(maxsize=256)
def _frame(keys: tuple[str, ...], edge: str) -> str:
    """An object with room for its values: objects of one kind have the same keys."""
    fields = [f"{encode_basestring(key).replace('%', '%%')}: %s" for key in keys]
    return f"{{{edge} {f',{edge} '.join(fields)}{edge}}}"
