"""Ranges of which both numbers are lost: `lifts to kilos`, `from to tons`, `held by – men`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from build_edition.numerals.blanks.units import MANY, THINGS, UNIT
from build_edition.numerals.slots import SCALES, Slot
from build_edition.numerals.things import IN_PARTS, MEASURES, RISES, TIMES

_FROM_TO = re.compile(
    r"\b(?P<before>from|between|aged)\s+(?P<to>to|and)\s+(?P<unit>[A-Za-z]+|[.,;])", re.I
)
"""Matches a range without either end, and what follows it: `from to tons`, `between and .`"""

_OTHERS = frozenset("others this us across as thus plus always whereas".split())
"""Words in -s that are no things."""

_TIMES = "|".join(sorted(time for time in TIMES if time.endswith("s")))
_TAKES = (
    r"(?:of|for|at|by|in|within|every|each|with|and|or|about|over|nearly|some|only|up|under|into|lasts?|costs?|weighs?|spans?"
    r"|(?:lift|carr|hold|measur|cover|produc|yield|need|requir|tow|pull|pump|burn|consum|eat|drink|walk"
    r"|march|dig|plough|harvest|earn|charg|mak|load|haul|travel|rang|averag|number|contain|seat|stor"
    r"|process|handl|absorb|us|gain|los|giv|tak|want|allow|spend|employ|hir|feed|fill|rais|lay|cut"
    r"|rent|grind|press|roll|smelt|turn|keep|bear)(?:e|y|es|s|ies|ed|ied|ing)?"
    r"|was|were|is|are|had|has|have|gave|given|got|drew|bore|ate|drank|paid|spent|dug|sold|bought|made|held|took|built|fed|wove)"
)
"""Words that a range may follow at once: prepositions, and verbs that take an amount."""

_RANGE = re.compile(
    rf"\b(?P<before>{_TAKES})\s+(?P<to>to|or|[-–])\s+"
    rf"(?P<unit>thousand|million|billion|{MANY}|{_TIMES})(?=\W|$)",
    re.I,
)
"""Matches a range of units: `lifts to kilos`, `for or weeks`, `in – minutes`."""

_BRACKETED = re.compile(r"(?<=\()(?P<to>[-–])(?P<unit>)(?=\))")
"""Matches what is left of a lifetime: `(–)`."""

_CONVERTED = re.compile(rf"(?<=\( )(?P<to>to|or|[-–])\s+(?P<unit>{MANY})(?=\))")
"""Matches what is left in brackets of a range in other units: `2 to 3 metres ( to feet)`."""

_RANGE_OF_ONE = re.compile(rf"\b(?P<unit>{UNIT}|%)\s(?P<to>to)\s(?=(?P=unit)(?:\W|$))")
"""Matches a unit that goes from one lost number to another: `by percent to percent`."""

_CAN = r"\b(?:can|could|may|must|might)\s(?:only\s)?[a-z]+"
_RANGE_AFTER_CAN = re.compile(rf"{_CAN}\s+(?P<to>to)\s+(?P<unit>{MANY})(?=\W|$)")
"""Matches a range of units after what can be done: `can smelt to tons`."""

_RANGE_AT_A_RATE = re.compile(
    rf"\b(?P<before>[a-z]+)\s+(?P<to>to|or|[-–])\s+(?P<unit>{THINGS}|mu|li|yuan|yen|jin)"
    r"(?=\s(?:an?|per|each|every)\s(?:second|minute|hour|shift|day|night|week|month|season|year|head|man|mu)\b"
    r"(?!\s(?:ago|later?|earl|before|after|of|old|from|away)|[’'-]))"
)
"""Matches a range of what is done in each stretch of time, whatever does it: `carried to sacks a day`."""

_TURNS_TO = RISES | frozenset(
    """up down according compared converted changed switched turned moved reduced limited subject owing
    attributed devoted given tied from""".split()
)
"""Words after which one amount follows: `converted to tons a day`."""

_RANGE_WITH_A_DASH = re.compile(
    rf"\b(?P<before>{_TAKES})\s(?P<to>[-–])\s(?P<unit>{THINGS})\b"
    r"(?=[.,;:!?)]|$|\s(?:an?|per|each|apiece|in|of|on|at|from|for|by|with|and|long|high|wide|deep|old)\b)"
)
"""Matches a range of things with a dash: `held by – men`."""

_ASIDE = re.compile(r"[^.;:!?]{0,100}\s[-–]\s")
"""Matches up to a second dash, which makes what is between two of them an aside: `by – men said –`."""


def ranges(text: str) -> Iterator[Slot]:
    """Yield both blanks of each range: `lifts to kilos`, `from to tons`, `carry to sacks a day`."""
    yield from _ranges_of_units(text)
    for pattern in (_RANGE_AFTER_CAN, _RANGE_WITH_A_DASH, _BRACKETED):
        for match in pattern.finditer(text):
            if not _is_aside(text, match):
                yield from _range(match, match["unit"])
    for match in _CONVERTED.finditer(text):
        first, second = _range(match, match["unit"])
        yield from (replace(first, start=first.start - 1), second)
    for match in _RANGE_AT_A_RATE.finditer(text):
        if match["before"] not in _TURNS_TO:
            yield from _range(match, match["unit"])
    for match in _RANGE_OF_ONE.finditer(text):
        place = match.end()
        yield Slot(place, place, "measure", "", match["unit"])


def _ranges_of_units(text: str) -> Iterator[Slot]:
    """Yield both blanks of each range after a word that takes one: `lifts to kilos`, `from to tons`."""
    for match in (*_FROM_TO.finditer(text), *_RANGE.finditer(text)):
        unit, before = match["unit"].lower(), match["before"].lower()
        both = before in ("from", "between", "aged")
        if not both and (before in RISES or before == "up" or _is_aside(text, match)):
            continue
        if both and (before == "between") == (match["to"].lower() == "to"):
            continue
        things = unit in IN_PARTS or (unit.endswith("s") and unit not in _OTHERS)
        if not both or things or unit in MEASURES or unit in SCALES or not unit.isalpha():
            yield from _range(match, unit)


def _is_aside(text: str, match: re.Match[str]) -> bool:
    """Whether the dash of a range opens an aside."""
    return match["to"] in ("-", "–") and _ASIDE.match(text, match.end()) is not None


def _range(match: re.Match[str], unit: str) -> Iterator[Slot]:
    """Yield the two blanks of a range."""
    first, second = match.start("to"), match.start("unit")
    joint = match.end("to") if match["to"] in ("-", "–") else second
    kind = SCALES.get(unit, "measure" if unit in MEASURES or not unit.isalpha() else "count")
    yield Slot(first, first, kind, "", unit, range_with_next=True)
    yield Slot(joint, second, kind, "", unit)
