"""JSON that people can read, of the edition’s data: byte for byte as `json` writes it, but sooner."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import chain
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from build_edition.render.markup.pieces import Piece, Pieces, own

_LISTS = (list, tuple)


class Items(NamedTuple):
    """Items of a list that are drawn from one text: at least one, in their order."""

    of: str
    made: Callable[[], Iterable[Any]]


def in_pieces(made: Callable[[], Any]) -> Pieces:
    """The value that `made` gives, as `indented` gives it, with a line feed behind it.

    An iterator stands for a list of Items, which are a piece each.
    """
    return Pieces(lambda: chain(_in_pieces(made(), "\n"), [own("\n")]))


def _in_pieces(value: Any, edge: str) -> Iterator[Piece]:
    inner = edge + " "
    if type(value) is dict and value:
        opening = "{"
        for name, inside in value.items():
            yield own(f"{opening}{inner}{encode_basestring(name)}: ")
            yield from _in_pieces(inside, inner)
            opening = ","
        yield own(f"{edge}}}")
    elif isinstance(value, Iterator):
        opening = "["
        for items in value:
            yield own(f"{opening}{inner}")
            yield Piece(items.of, partial(_listed, items.made, inner))
            opening = ","
        yield own(f"{edge}]" if opening == "," else "[]")
    else:
        yield own(indented(value, edge=edge))


def _listed(made: Callable[[], Iterable[Any]], inner: str) -> str:
    return f",{inner}".join([indented(item, edge=inner) for item in made()])


def indented(value: Any, step: str = " ", edge: str = "\n") -> str:
    """A value as JSON, each level set in by a step; signs of every script stand as they are.

    `edge` is the line feed and the spaces before the value's own closing bracket.
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
