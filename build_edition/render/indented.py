"""JSON that people can read, of the edition’s data: byte for byte as `json` writes it, but sooner."""

import json
from json.encoder import encode_basestring
from typing import Any


def indented(value: Any, edge: str = "\n") -> str:
    """A value as JSON, each level set in by a space; signs of every script stand as they are.

    `edge` is the line feed and the spaces before the value's own closing bracket.
    """
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is int:
        return repr(value)
    inner = edge + " "
    if isinstance(value, list | tuple):
        items = f",{inner}".join([indented(item, inner) for item in value])
        return f"[{inner}{items}{edge}]" if value else "[]"
    if kind is dict and value:
        fields = [f"{encode_basestring(key)}: {indented(v, inner)}" for key, v in value.items()]
        return f"{{{inner}{f',{inner}'.join(fields)}{edge}}}"
    return json.dumps(value)
