"""Propose columns: prose that stands side by side with a gap in one place, line after line.

A list or a table has such gaps too, and is read line by line; so has verse with a pause in each line.
Only lines that are full in both halves, and run on from one to the next, are taken for columns.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_edition.model import ColumnsRuling, Place
from build_edition.proposals.shapes.look import begins
from build_edition.texts.shapes.joints import SENTENCE_END

FEWEST, FEWEST_MORE = 5, 2
"""How many lines with two halves make columns, and how many more with their gap where others have it."""

_GAP = re.compile(r"(?<=\S)[ \u00a0\u3000]{3,}(?=\S)")
_GUTTER = 2
_FITS = 0.8
_NARROWEST = 25
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class ProposedColumns:
    """A ruling on columns that is proposed, and what it was told from."""

    ruling: ColumnsRuling
    reason: str


def columns(words: Sequence[str], place: Place) -> tuple[ProposedColumns, ...]:
    """Return rulings on the columns of a text, of which these are the lines."""
    gaps = Counter(gap.end() for said in words for gap in _GAP.finditer(said))
    likely = sorted((at for at, n in gaps.items() if n >= FEWEST), key=lambda at: (-gaps[at], at))
    found: dict[int, ProposedColumns] = {}
    taken: set[int] = set()
    for at in likely:
        fewest = FEWEST
        for lines in sorted(_stretches(words, at), key=len, reverse=True):
            stretch = words[lines[0] : lines[-1] + 1]
            if taken.isdisjoint(lines) and _are_columns(stretch, at, fewest):
                taken |= {*lines}
                fewest = FEWEST_MORE
                first, last = lines[0] + 1, lines[-1] + 1
                both = sum(_is_both(said, at) for said in stretch)
                reason = f"{both:,} lines have a gap before character {at + 1}, and run on below it"
                start = begins(words[lines[0]])
                ruling = ColumnsRuling(first, last, start, at + 1, "", place)
                found[first] = ProposedColumns(ruling, reason)
    return tuple(found[first] for first in sorted(found))


def _stretches(words: Sequence[str], at: int) -> Iterator[range]:
    """Yield the lines, by index, that may be columns divided at a place.

    Where a blank line runs across both columns, a page may end, or only a paragraph. If neither can be
    told from the sentences, nothing is.
    """
    blocks = [*_blocks(words, at)]
    run, certain = blocks[:1], True
    for block, after in pairwise(blocks):
        link = _link(words, at, block, after)
        if link == "page":
            if certain:
                yield range(run[0][0], run[-1][-1] + 1)
            run, certain = [after], True
        else:
            run, certain = [*run, after], certain and link == "paragraph"
    if run and certain:
        yield range(run[0][0], run[-1][-1] + 1)


def _blocks(words: Sequence[str], at: int) -> Iterator[range]:
    """Yield the stretches without blank lines that have nothing in the gap, and lines with two halves."""
    start: int | None = None
    for n, said in enumerate([*words, ""]):
        clear = bool(said.strip()) and not said[at - _GUTTER : at].strip()
        if start is not None and (not clear or said.startswith("\f")):
            if any(_is_both(said, at) for said in words[start:n]):
                yield range(start, n)
            start = None
        if clear and start is None:
            start = n


def _link(words: Sequence[str], at: int, block: range, after: range) -> str:
    """Return what ends with a block of columns: a page, a paragraph, or nobody can tell."""
    between = words[block[-1] + 1 : after[0]]
    if any(said.strip() for said in between) or words[after[0]].startswith("\f"):
        return "page"
    left, right = _halves(words[block[0] : block[-1] + 1], at)
    below, _ = _halves(words[after[0] : after[-1] + 1], at)
    if left and below and _runs_on(left[-1], below[0]):
        return "paragraph"
    return "page" if left and right and _runs_on(left[-1], right[0]) else ""


def _halves(words: Sequence[str], at: int) -> tuple[list[str], list[str]]:
    """Return the left halves of lines, and the right ones, those without words left out."""
    left, right = (said[:at].strip() for said in words), (said[at:].strip() for said in words)
    return [*filter(None, left)], [*filter(None, right)]


def _is_both(said: str, at: int) -> bool:
    return bool(said[:at].strip() and said[at:].strip())


def _are_columns(words: Sequence[str], at: int, fewest: int) -> bool:
    """Whether lines are mostly two halves, each of which is prose broken at a width."""
    both = sum(_is_both(said, at) for said in words)
    filled = sum(bool(said.strip()) for said in words)
    left, right = _halves(words, at)
    return both >= fewest and 2 * both >= filled and _is_broken(left) and _is_broken(right)


def _is_broken(halves: Sequence[str]) -> bool:
    """Whether most lines are full, so that the next word had to go on the next line, and run on."""
    pairs = [*pairwise(halves)]
    width = max(map(len, halves))
    full = sum(len(a) + 1 + len(b.split()[0]) >= _FITS * width for a, b in pairs)
    running = sum(_runs_on(a, b) for a, b in pairs)
    return 3 * full >= 2 * len(pairs) and 2 * running >= len(pairs) and width >= _NARROWEST


def _runs_on(line: str, after: str) -> bool:
    """Whether a sentence goes on with the next line."""
    letter = _LETTER.search(after)
    return bool(letter and letter[0].islower() and not SENTENCE_END.search(line))
