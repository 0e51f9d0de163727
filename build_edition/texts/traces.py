"""Find where else words of a text stand, before it is taken away."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

FEWEST = 6
"""How many words in a row count as the text's own; fewer are in every text on the same matters."""

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]*>")


class Trace(NamedTuple):
    """A line of a file that has words of the text, and the longest row of them."""

    path: str
    line: int
    words: str


def traces(raw: str, files: Iterable[tuple[str, str]]) -> Iterator[Trace]:
    """Yield each place in files, given by path and content, with six words of a raw text in a row.

    A row may go on over line ends; its place is where it begins. Tags, signs and capitals do not
    count.
    """
    own = [word.casefold() for word in _WORD.findall(raw)]
    rows = {tuple(own[n : n + FEWEST]) for n in range(len(own) - FEWEST + 1)}
    for path, content in files:
        bare = _TAG.sub(lambda tag: " " * len(tag[0]), content)
        words = [*_WORD.finditer(bare)]
        folded = [word[0].casefold() for word in words]
        end = 0
        for n in range(len(words) - FEWEST + 1):
            if n >= end and tuple(folded[n : n + FEWEST]) in rows:
                end = _end(folded, n, rows)
                start = words[n].start()
                found = " ".join(word[0] for word in words[n:end])
                yield Trace(path, content.count("\n", 0, start) + 1, found)


def _end(folded: list[str], n: int, rows: set[tuple[str, ...]]) -> int:
    """Return the index behind a row that begins at `n`."""
    while tuple(folded[n : n + FEWEST]) in rows:
        n += 1
    return n + FEWEST - 1
