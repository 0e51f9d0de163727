"""The elements of HTML that are open at some point, however many they are.

A damaged page may leave tens of thousands open. Nothing here looks through all of them for one tag.
"""

import re
from collections import Counter

INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby rb rp
    rt s samp small span strike strong sub sup time tt u var wbr nobr""".split()
)
"""The elements that are within a line."""

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""The elements that have no end."""

_HEADING = re.compile(r"h[1-6]")
_TOLD_APART = frozenset("li blockquote pre".split())


class OpenElements:
    """The open elements, innermost last."""

    def __init__(self) -> None:
        """Begin with none."""
        self._tags: list[str] = []
        self._count: Counter[str] = Counter()
        self._blocks: list[int] = []  # where among the tags those stand that are not inline
        self._told_apart: list[int] = []

    def count(self, *tags: str) -> int:
        """Return how many elements of these kinds are open."""
        return sum(self._count[tag] for tag in tags)

    def begin(self, tag: str) -> None:
        """Open an element; a block ends an open heading, which is therefore always the last block."""
        if tag not in INLINE and tag != "br":
            self._end_heading()
        if tag in VOID:
            return
        if tag not in INLINE:
            self._blocks.append(len(self._tags))
        if tag in _TOLD_APART:
            self._told_apart.append(len(self._tags))
        self._tags.append(tag)
        self._count[tag] += 1

    def end(self, tag: str) -> None:
        """Close the innermost element of a kind, if there is any, with all that is in it."""
        if self._count[tag]:
            n = len(self._tags) - 1
            while self._tags[n] != tag:
                n -= 1
            self._close_from(n)

    def end_implied(self, tag: str) -> None:
        """Close a paragraph or point that was left open, as browsers do."""
        for n in reversed(self._blocks):
            if self._tags[n] == tag:
                self._close_from(n)
                return
            if self._tags[n] != "p":
                return

    def told_apart(self) -> str:
        """Return the innermost heading, point, quotation or preformatted text, or nothing."""
        if self._blocks and _HEADING.fullmatch(self._tags[self._blocks[-1]]):
            return self._tags[self._blocks[-1]]
        return self._tags[self._told_apart[-1]] if self._told_apart else ""

    def _end_heading(self) -> None:
        if self._blocks and _HEADING.fullmatch(tag := self._tags[self._blocks[-1]]):
            self._count[tag] -= 1
            self._tags[self._blocks.pop()] = ""  # what is in it stays open

    def _close_from(self, n: int) -> None:
        for tag in self._tags[n:]:
            self._count[tag] -= 1
        del self._tags[n:]
        for places in (self._blocks, self._told_apart):
            while places and places[-1] >= n:
                places.pop()
