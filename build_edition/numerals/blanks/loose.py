"""Blanks that correct English can have too, so that they count only where another is certain."""

import re
from collections.abc import Iterator

from build_edition.numerals.blanks.units import PART_OF
from build_edition.numerals.slots import Slot, just_before
from build_edition.numerals.things import LOOSE_MEASURES, MEASURES

_THINGS = re.compile(
    r"\b(?P<before>(?i:over|about|nearly|approximately|almost|roughly|more than|less than|fewer than|at least"
    r"|up to|as many as|some|another|only))\s(?P<noun>[a-z]{3,}s|people|men|women)\b"
)
_NOBODY = re.compile(
    r"\bat (?=(?:he|she|they)\b)|,\s(?=of (?:whom|which) (?:were|was|had|[a-z]+ed)\b)"
)
_NO_THINGS = frozenset(
    ("his", "its", "this", "as", "was", "has", "always", "others", "years", "days", "times")
)
_STRETCH = re.compile(
    r"\b(?:in|for|of|within|after|with|by|from|costs?|paid)\s(?P<unit>[a-z]+s|mu|li|yuan|nautical)(?=\W|$)"
)


def things(text: str) -> Iterator[Slot]:
    """Yield the slots before things that may have lost their number: `over workers`, `some tons`."""
    for match in _THINGS.finditer(text):
        noun, place = match["noun"], match.end("before") + 1
        if noun in MEASURES and noun not in LOOSE_MEASURES:
            yield Slot(place, place, "measure", "", noun)
        elif noun not in _NO_THINGS:
            yield Slot(place, place, "count", "", noun)
    for match in _NOBODY.finditer(text):
        yield Slot(match.end(), match.end(), "other", "")


def stretches(text: str) -> Iterator[Slot]:
    """Yield the slots between a preposition and a measure, as in `within weeks`."""
    for match in _STRETCH.finditer(text):
        place = match.start("unit")
        if match["unit"] in MEASURES and not PART_OF.search(text, *just_before(place)):
            yield Slot(place, place, "measure", "", match["unit"])
