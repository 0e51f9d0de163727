"""JSON that people can read, of the edition’s data: byte for byte as `json` writes it, but sooner."""

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

_LISTS = (list, tuple, Iterator)


class Pieces:
    """A file too large to be held whole: its words, piece by piece, as often as they are wanted."""

    def __init__(self, made: Callable[[], Iterator[str]]) -> None:
        self._made = made

    def __iter__(self) -> Iterator[str]:
        return self._made()


def in_pieces(value: Any, edge: str = "\n") -> Iterator[str]:
    """A value as `indented` gives it; of what an iterator stands for each item is a piece."""
    inner = edge + " "
    if type(value) is dict and value:
        opening = "{"
        for name, inside in value.items():
            yield f"{opening}{inner}{encode_basestring(name)}: "
            yield from in_pieces(inside, inner)
            opening = ","
        yield f"{edge}}}"
    elif isinstance(value, Iterator):
        opening = "["
        for item in value:
            yield f"{opening}{inner}{indented(item, edge=inner)}"
            opening = ","
        yield f"{edge}]" if opening == "," else "[]"
    else:
        yield indented(value, edge=edge)


def indented(value: Any, step: str = " ", edge: str = "\n") -> str:
    """A value as JSON, each level set in by a step; signs of every script stand as they are.

    An iterator stands for a list that is never held whole. `edge` is the line feed and the
    spaces before the value's own closing bracket.
    """
    kind = type(value)
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
    return json.dumps(value)


@lru_cache(maxsize=256)
def _frame(keys: tuple[str, ...], inner: str, edge: str) -> str:
    """An object with room for its values: objects of one kind have the same keys."""
    fields = [f"{encode_basestring(key).replace('%', '%%')}: %s" for key in keys]
    return f"{{{inner}{f',{inner}'.join(fields)}{edge}}}"
