"""Files too large to be held whole: they are drawn piece by piece, each text’s piece by itself."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

ROOM = "\ue000"
"""Where pieces will stand, in a page that is drawn around them."""


class Piece(NamedTuple):
    """A stretch of a large file: the name of the text it is drawn from, if any, and what draws it.

    What is drawn of a text shows of the others no more than their heads.
    """

    of: str
    draw: Callable[[], str]


class Pieces:
    """A large file: its pieces, as often as they are wanted."""

    def __init__(self, made: Callable[[], Iterator[Piece]]) -> None:
        self._made = made

    def __iter__(self) -> Iterator[Piece]:
        return self._made()

    def __str__(self) -> str:
        return "".join(piece.draw() for piece in self)


def own(words: str) -> Piece:
    """A piece of the edition as a whole, drawn already."""
    return Piece("", lambda: words)


def around(page: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """A page in pieces, where it has ROOM for some."""
    before, after = page.split(ROOM)
    yield own(before)
    yield from pieces
    yield own(after)
