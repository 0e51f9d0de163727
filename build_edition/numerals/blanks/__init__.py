"""Find the blanks of a paragraph: the slots whose number is no longer printed."""

import re
from collections.abc import Iterator

from build_edition.numerals.blanks.beside import beside
from build_edition.numerals.blanks.loose import stretches, things
from build_edition.numerals.blanks.ranges import ranges
from build_edition.numerals.blanks.stops import other_stops, stops
from build_edition.numerals.blanks.units import amounts, endings, scales, thousands, units
from build_edition.numerals.slots import SCALES, Slot
from build_edition.numerals.things import MEASURES

_BRACKETS = re.compile(r"\[-\]")
"""Matches the older pages' mark for a lost number."""

_MARK = re.compile(r"[-–.,;:!?%)](?<=\s.)|[$£€(]\s|\([-–]?\)|\[-\]")
"""Matches punctuation that a lost number leaves alone: after a space, or within brackets."""

_WORDS = re.compile(
    r"(?i:\b(?:from to|between and)\b)|,? and of th|\bto (?:in|by|when|while)\b"
    r"|\b(?:at|by|for|in|with|within) (?:over|under) (?=[a-z])"
)
"""Matches words that only a lost number brings together."""

_ENDING = re.compile(r" s\b")
"""Matches the ending of a decade without its number: `the s`."""

_WORD = re.compile(r"[a-z]+")
"""Matches a word in lower case, to be looked up among those that a number leaves behind."""

_LEFT = frozenset(
    (
        *("st", "nd", "rd", "th", "shift", "night", "season", "head", "man"),
        *SCALES,
        *(u.partition("-")[0] for u in MEASURES),
    )
)
"""Words that may be left behind by a number that is lost."""


def may_have_blanks(text: str) -> bool:
    """Whether a paragraph has anything that a lost number leaves behind; most have nothing.

    A quick test before the slow patterns: it is true wherever `blanks` finds a blank.
    """
    if _MARK.search(text) or _WORDS.search(text) or _ENDING.search(text):
        return True
    return not _LEFT.isdisjoint(_WORD.findall(text.casefold()))


def blanks(text: str, last: int, *, odd: bool = False) -> Iterator[Slot]:
    """Yield the blanks of a paragraph; `last` is where its last printed number ends.

    `odd` says that a printed number looks wrong, so that a space before a stop is no accident.

    The Chinese digits ran out at the end, so there is no blank before the last number. The
    exception is `[-]`, which older pages print for a blank: it is one wherever it occurs, and where
    a number could stand in its place, `read_paragraph` knows better what it was.

    >>> [slot.type for slot in blanks("It lifts to kilos, over million a year, in .", 0)]
    ['measure', 'measure', 'million', 'year']
    """
    taken: set[int] = set()
    found = [*_found(text)]
    certain = any(slot.start >= last for slot in found)
    found += other_stops(text) if certain or odd else ()
    if certain:
        found += [*things(text), *stretches(text)]
    for slot in found:
        place = range(slot.start, slot.end + 1)
        sure = text[slot.start : slot.end].strip() == "[-]" or slot.start >= last
        if sure and taken.isdisjoint(place):
            taken.update(place)
            yield slot


def _found(text: str) -> Iterator[Slot]:
    """Yield the blanks that correct English cannot have, overlapping ones included."""
    for match in _BRACKETS.finditer(text):
        yield Slot(*match.span(), "other", "")
    yield from ranges(text)
    yield from scales(text)
    yield from thousands(text)
    yield from stops(text)
    yield from units(text)
    yield from amounts(text)
    yield from endings(text)
    yield from beside(text)
