"""Blanks that correct English can have too, so that they count only where another is certain."""

import re
from collections.abc import Iterator

from build_edition.numerals.blanks.units import MANY, PART_OF, THINGS
from build_edition.numerals.slots import Slot, SlotType, just_before
from build_edition.numerals.things import LOOSE_MEASURES, MEASURES

_THINGS = re.compile(
    r"\b(?P<before>(?i:over|about|nearly|approximately|almost|roughly|more than|less than|fewer than|at least"
    r"|up to|as many as|some|another|only))\s(?P<noun>[a-z]{3,}s|people|men|women)\b"
)
"""Matches things after a word that announces how many: `over workers`."""

_NOBODY = re.compile(
    r"\bat (?=(?:he|she|they)\b)|,\s(?=of (?:whom|which) (?:were|was|had|[a-z]+ed)\b)"
)
"""Matches up to a blank between a preposition or a comma and what cannot follow it: `at he`, `, of
whom were`."""

_NO_THINGS = frozenset(
    ("his", "its", "this", "as", "was", "has", "always", "others", "years", "days", "times")
)
_STRETCH = re.compile(
    r"\b(?:in|at|for|of|within|after|with|by|from|costs?|paid)\s(?P<unit>[a-z]+s|mu|li|yuan|nautical)(?=\W|$)"
)
"""Matches a measure right after a preposition: `within weeks`."""

_SECOND_OF_A_RANGE = re.compile(
    r"\b(?!(?:gave|given|sold|lent|paid|sent|brought|taken|wrote|went|shown|handed|granted|moved|belonged|added"
    r"|since|until|till|before|after|from|between)\b)[a-z]+"
    rf"\s\d[\d,.]{{0,12}}\s(?:to|or|[-–])\s(?=(?P<noun>{THINGS})\b)"
)
"""Matches up to the second number of a range, if only the first is there: `gangs of 1846 to navvies`."""

_SECOND_UNIT = re.compile(
    rf"\b(?:{MANY})(?:\s(?:long|wide|high|deep|thick|tall))?(?:,|,? and|,? or)\s(?=(?P<noun>{MANY})\b)"
)
"""Matches up to a second unit after one: `kilometres long and metres deep`."""

_LAST_OF_A_LIST = re.compile(rf"\d,? and (?=(?P<noun>{MANY})\b)")
"""Matches up to the unit of a list, the last number of which is lost: `gave 1872 and fathoms`."""

_A_UNIT = re.compile(
    rf"\band\s(?:an?|each|every)\s(?!few|couple|dozen|hundred|good|full|cool|cubic|square)[a-z]+\s(?=(?P<noun>{MANY})(?:[.,;]|$))"
)
"""Matches what is given an amount, as another was before it: `cost 12 pence, and a box guineas`."""


def things(text: str) -> Iterator[Slot]:
    """Yield the slots before things that may have lost their number: `over workers`, `some tons`."""
    for match in _THINGS.finditer(text):
        noun, place = match["noun"], match.end("before") + 1
        if noun in MEASURES and noun not in LOOSE_MEASURES:
            yield Slot(place, place, "measure", "", noun)
        elif noun not in _NO_THINGS:
            yield Slot(place, place, "count", "", noun)
    for pattern in (_SECOND_OF_A_RANGE, _A_UNIT, _SECOND_UNIT, _LAST_OF_A_LIST):
        for match in pattern.finditer(text):
            kind: SlotType = "measure" if match["noun"] in MEASURES else "count"
            yield Slot(match.end(), match.end(), kind, "", match["noun"])
    for match in _NOBODY.finditer(text):
        yield Slot(match.end(), match.end(), "other", "")


def stretches(text: str) -> Iterator[Slot]:
    """Yield the slots between a preposition and a measure, as in `within weeks`."""
    for match in _STRETCH.finditer(text):
        place = match.start("unit")
        if match["unit"] in MEASURES and not PART_OF.search(text, *just_before(place)):
            yield Slot(place, place, "measure", "", match["unit"])
