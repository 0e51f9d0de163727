"""Find the blanks of a paragraph: the slots whose number is no longer printed."""

import re
from collections.abc import Iterator

from build_edition.numerals.dates import MONTHS
from build_edition.numerals.slots import SCALES, Slot, SlotType, just_before
from build_edition.numerals.things import MEASURES, RISES

_BRACKETS = re.compile(r"\[-\]")
_DETERMINED = frozenset(
    """a an one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty
    fifty sixty seventy eighty ninety hundred thousand million several few many half per the this
    that these those each every other dozen quarter couple his her its their our my no any first
    multi next last hundreds thousands tens dozens zero point odd more""".split()
)
_SCALE = re.compile(
    r"(?:(?<![A-Za-z’'$])(?P<before>[A-Za-z’'$]+)\s+|^|(?<=[(“\"]))(?P<scale>million|billion)\b(?!-)",
    re.I,
)
_LOOSE_STOP = re.compile(r"\s[.,;:!?]")
"""Matches a space before punctuation; without one, three slower patterns need not be tried."""

_STOP = re.compile(
    r"\b(?P<before>in|by|since|until|till|from|during|of|about|over|nearly|approximately|to|than"
    r"|least|around|after|before|late|early|year|aged|chapter|number|and|at|between|reached|only|for"
    r"|roughly|almost|with|exceeded|total|totaled|was|were|as early as|as late as"
    r"|(?:end|beginning|start|middle|close|spring|summer|autumn|fall|winter) of)\s+(?=[.,;:!?)](?!\.\.))",
    re.I,
)
_YEAR_BEFORE = ("in", "by", "since", "until", "till", "during", "late", "early", "year")
_ANY_STOP = re.compile(r"(?<![a-z])(?P<before>[a-z]{2,})\s+(?=[.,](?:\s|$|”|\"))")
_HALF_RANGE = re.compile(
    r"(?<=\d)\s(?:to|and)\s(?P<unit>[a-z]{3,}s|percent|mu|li|thousand|million|billion|%)(?=\W|$)"
)
_NOTHING = re.compile(
    r",\s(?=,)|\((?=\s?\))|[$£€]\s(?=[a-z])|\s(?=%(?!\}))(?<=[a-z][a-z]\s)"
    r"| (?=s\b)(?:(?<=\blate )|(?<=\bearly )|(?<=\bthe ))"
)
"""Matches up to a blank that punctuation or an ending gives away: `, ,`, `()`, `$ a`, `late s`."""

_MONTH_STOP = re.compile(
    r"\b(?P<before>January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\s+(?=[.,;:](?!\.\.))"
)
_LOOSE_UNITS = frozenset(
    """per mark marks point points second seconds times star stars square cubic size fold dozen foot
    goals hundred thousand hour hours minute minutes day days week weeks month months year years
    decades centuries generations""".split()
)
"""Measures that correct English also uses without a number, as in `over the years`, `by hours`."""

_UNIT = "|".join(
    re.escape(unit)
    for unit in sorted(MEASURES - _LOOSE_UNITS, key=lambda unit: (-len(unit), unit))
    if len(unit) > 2
)
_UNITLESS = re.compile(
    rf"\b(?P<before>over|nearly|approximately|roughly|almost|around|than|least|exceed(?:s|ed|ing)?|which"
    rf"|reach(?:es|ed|ing)?|total(?:s|ed|ing)?|to|some|weigh(?:s|ed|ing)?|only)"
    rf"\s+(?P<unit>{_UNIT}|%|square|cubic)(?=\W|$)",
    re.I,
)
_DETERMINER = re.compile(r"\b(?:all|how|the)\s$")
_MEASURED = re.compile(
    r"\b(?P<before>was|were|is|are|held|holds|covered|covers|measured|measures|carried|carries|spanned"
    r"|stood|weighs|weighed|costs?|paid|earns?|earned|by)\s+(?P<unit>tons|kilos|kilograms|kilometers|kilometres|meters|metres"
    r"|hectares|acres|mu|miles|percent|per cent|yuan|rubles|roubles|%)(?=\W|$)(?<!by tons)(?<!by kilos)(?<!by miles)"
)
_STRETCH = re.compile(
    r"\b(?:in|for|of|within|after|with|by|from|costs?|paid)\s(?P<unit>[a-z]+s|mu|li|yuan|nautical)(?=\W|$)"
)
_BRACKETED = re.compile(r"\(\s(?=(?P<unit>[a-z]{2,}))")
_RANGE = re.compile(
    rf"\b(?P<before>[A-Za-z]+)\s+(?P<to>to)\s+(?P<unit>million|billion|{_UNIT})(?=\W|$)", re.I
)
_FROM_TO = re.compile(
    r"\b(?P<before>from|between)\s+(?P<to>to|and)\s+(?P<unit>[A-Za-z]+|[.,;])", re.I
)
_ORDINAL = re.compile(
    r"\b(?P<before>the|a|an|on|his|her|its|and|of|to)\s+(?P<suffix>st|nd|rd|th)\b"
)
_COMPOUND = re.compile(
    r"(?P<before>\b(?:a|an|the|of|with|by|about|over|nearly|some|in)\s+)-(?=(?P<unit>[a-z]{2,}))"
)
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
_MARK = re.compile(r"[-.,;:!?%)](?<=\s.)|[$£€(]\s|\(\)|\[-\]")
_ENDING = re.compile(r" s\b")
_WORD = re.compile(r"[a-z]+")
_LEFT = frozenset(("st", "nd", "rd", "th", *SCALES, *(u.partition("-")[0] for u in MEASURES)))
"""Words that may be left behind by a number that is lost."""


def may_have_blanks(text: str) -> bool:
    """Whether a paragraph has anything that a lost number leaves behind; most have nothing.

    A quick test before the slow patterns: it is true wherever `blanks` finds a blank.
    """
    if _MARK.search(text) or _ENDING.search(text):
        return True
    return not _LEFT.isdisjoint(_WORD.findall(text.casefold()))


def blanks(text: str, last: int) -> Iterator[Slot]:
    """Yield the blanks of a paragraph; `last` is where its last printed number ends.

    The Chinese digits ran out at the end, so there is no blank before the last number. The
    exception is `[-]`, which older pages print for a blank: it is one wherever it occurs.

    >>> [slot.type for slot in blanks("It lifts to kilos, over million a year, in .", 0)]
    ['measure', 'measure', 'million', 'year']
    """
    taken: set[int] = set()
    found = [*_found(text)]
    if any(slot.start >= last for slot in found):
        found += [*_things(text), *_stretches(text)]
    for slot in found:
        place = range(slot.start, slot.end + 1)
        sure = text[slot.start : slot.end].strip() == "[-]" or slot.start >= last
        if sure and taken.isdisjoint(place):
            taken.update(place)
            yield slot


def _found(text: str) -> Iterator[Slot]:
    """Yield the blanks that correct English cannot have, overlapping ones included."""
    for match in _BRACKETS.finditer(text):
        yield Slot(*match.span(), _type_at(text, match.end(), match.start()), "")
    for match in (*_FROM_TO.finditer(text), *_RANGE.finditer(text)):
        yield from _range(match)
    for match in _SCALE.finditer(text) if "illion" in text.lower() else ():
        before = (match["before"] or "").lower()
        if before not in _DETERMINED and not before.endswith("ty"):
            yield Slot(*(match.start("scale"),) * 2, SCALES[match["scale"].lower()], "")
    if _LOOSE_STOP.search(text):
        for stop in (_STOP, _MONTH_STOP, _ANY_STOP):
            for match in stop.finditer(text):
                yield Slot(match.end("before"), match.end(), _stop_type(match["before"]), "")
    for match in _NOTHING.finditer(text):
        yield Slot(match.end(), match.end(), "year" if match[0][0] == "," else "other", "")
    yield from _without_number(text)


def _without_number(text: str) -> Iterator[Slot]:
    """Yield the slots before units, ordinal endings and compounds that have lost their number."""
    for match in _UNITLESS.finditer(text):
        if not _DETERMINER.search(text, *just_before(match.start())):
            yield Slot(
                match.start("unit"), match.start("unit"), "measure", "", match["unit"].lower()
            )
    for match in _MEASURED.finditer(text):
        yield Slot(match.start("unit"), match.start("unit"), "measure", "", match["unit"].lower())
    for match in _HALF_RANGE.finditer(text):
        if match["unit"] in MEASURES or match["unit"] in SCALES:
            place = match.start("unit")
            kind = SCALES.get(match["unit"], "measure")
            yield Slot(place, place, kind, "", match["unit"])
    for match in _BRACKETED.finditer(text):
        if match["unit"] in MEASURES:
            yield Slot(match.start() + 1, match.end(), "measure", "", match["unit"])
    for match in _ORDINAL.finditer(text):
        yield Slot(*(match.start("suffix"),) * 2, "ordinal", "", suffix=match["suffix"])
    for match in _COMPOUND.finditer(text):
        yield Slot(match.end("before"), match.end("before"), "count", "", match["unit"])


def _things(text: str) -> Iterator[Slot]:
    """Yield the slots before things that may have lost their number: `over workers`.

    Such words can be correct English, so they count only if another blank is certain.
    """
    for match in _THINGS.finditer(text):
        if match["noun"] not in _NO_THINGS:
            yield Slot(match.end("before") + 1, match.end("before") + 1, "count", "", match["noun"])
    for match in _NOBODY.finditer(text):
        yield Slot(match.end(), match.end(), "other", "")


def _stretches(text: str) -> Iterator[Slot]:
    """Yield the slots between a preposition and a measure, as in `within weeks`; see `_things`."""
    for match in _STRETCH.finditer(text):
        if match["unit"] in MEASURES:
            yield Slot(*(match.start("unit"),) * 2, "measure", "", match["unit"])


def _range(match: re.Match[str]) -> Iterator[Slot]:
    """Yield the two blanks of a range: `lifts to kilos`, `from to tons`."""
    unit, before = match["unit"].lower(), match["before"].lower()
    kind = SCALES.get(unit, "measure")
    both = before in ("from", "between")
    if both and unit not in MEASURES and unit not in SCALES and unit.isalpha():
        return
    if not both and before in (*RISES, *MEASURES, *SCALES, "up", "down"):
        return
    first, second = match.start("to"), match.start("unit")
    yield Slot(first, first, kind, "", unit, range_with_next=True)
    yield Slot(second, second, kind, "", unit)


def _stop_type(before: str) -> SlotType:
    """Return the type of a blank before punctuation, according to the word in front of it."""
    word = before.lower()
    if word in _YEAR_BEFORE or " " in word:
        return "year"
    if word in ("before", "after", "of", "from", "to", "and", "around", "between", "for"):
        return "moment"
    return "day" if before in MONTHS else "other"


def _type_at(text: str, end: int, start: int) -> SlotType:
    """Return the type of a `[-]`, according to the words around it."""
    scale = re.match(r"\s*(million|billion)\b", text[end:])
    if scale:
        return SCALES[scale[1]]
    return "year" if re.search(r"\b(?:in|by|since|until)\s+$", text[:start], re.I) else "other"
