"""Blanks before units, scale words, endings and compounds that correct English cannot have."""

import re
from collections.abc import Iterator
from itertools import chain

from build_edition.numerals.slots import SCALES, Slot, SlotType, just_before
from build_edition.numerals.things import LOOSE_MEASURES, MEASURES, RISES, TIMES

_DETERMINED = frozenset(
    """a an one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion several few many half per the this that these those each every other
    dozen quarter couple his her its their our my no any first multi next last hundreds thousands
    tens dozens zero point odd more past extra further additional another whole full entire same such
    so your whose what which second third final spare good cool lost""".split()
)
"""Words before which `million` needs no number: `another million`, `the past million years`."""

_SCALE = re.compile(
    r"(?:(?<![A-Za-z’'$])(?P<before>[A-Za-z’'$]+)\s+|^|(?<=[(“\"]))(?P<scale>million|billion)\b(?!-)",
    re.I,
)
"""Matches a scale word and the word before it, which tells whether a number is missing: `over
million`."""

_THOUSAND = re.compile(
    r"\b(?:over|about|nearly|almost|approximately|roughly|(?:more|less|fewer) than|at least|up to)\s"
    r"(?=thousand\b(?! and one\b))"
)
"""Matches up to `thousand` where English wants a number or `a`: `more than thousand men`."""

PART_OF = re.compile(
    r"\b(?:couple|quarter|half|third|part|fraction|score|dozen|dozens|hundreds|thousands|millions"
    r"|tens|number|series|course|matter|period|space|pair|lot|lots|pile|piles|heap|heaps)\s+of\s*$",
    re.I,
)
"""Matches words after which no number is missing: `a couple of million`, `a series of years`."""

UNIT = "|".join(
    re.escape(unit)
    for unit in sorted(MEASURES - LOOSE_MEASURES, key=lambda unit: (-len(unit), unit))
    if len(unit) > 2
)
MANY = "|".join(
    re.escape(unit)
    for unit in sorted(
        {*MEASURES - LOOSE_MEASURES, "per cent"}, key=lambda unit: (-len(unit), unit)
    )
    if unit.endswith("s")
    or unit
    in ("mu", "li", "yuan", "yen", "jin", "feet", "pence", "percent", "per cent", "horsepower")
)
"""Units of which there are several; one of them can be a verb or an adjective: `to pound`."""

THINGS = r"(?:[a-z]{3,}s|[a-z]*men|people|children|oxen|sheep|cattle|geese|feet|pence)"
"""Matches words for several things."""

_SQUARE = rf"(?:square|cubic)(?=\s(?:{MANY}|li)\b)"
_UNITLESS = re.compile(
    rf"\b(?P<before>over|nearly|approximately|roughly|almost|around|(?:more|less|fewer|greater) than"
    rf"|at least|exceed(?:s|ed|ing)?|reach(?:es|ed|ing)?|total(?:s|ed|ing)?|weigh(?:s|ed|ing)?"
    rf"|(?:or|of|in) about|(?:up|down) to|(?:{'|'.join(sorted(RISES))}) to)"
    rf"\s+(?P<unit>{MANY}|%|{_SQUARE})(?=\W|$)",
    re.I,
)
"""Matches a unit after words for an approximate or a changed amount: `over tons`, `rose to
metres`."""

_AT_OVER = re.compile(
    rf"\b(?P<before>(?:at|by|for|in|with|within) (?:over|under)\s+)(?P<unit>{THINGS})(?=[.,;:)]|$|\s(?:and|in|on|of|at)\b)"
)
"""Matches things after two words that only a number has between them and the things: `sat down at over
tables`, `in under days`."""

_NUMBERS = frozenset("tens dozens scores hundreds thousands millions billions heads ears".split())
"""Words that may follow these words, and count by themselves or stand in a saying."""

_DETERMINER = re.compile(
    r"\b(?:all|how|the|spread|scatter(?:ed)?|stretch(?:ed|es|ing)?|extend(?:ed|s|ing)?|strewn|strung"
    r"|walk(?:ed|ing)?|march(?:ed|ing)?|travel(?:led|ed|ling|ing)?|rode|riding|drove|driving|flew"
    r"|wander(?:ed|ing)?|roam(?:ed|ing)?|ran|running|drag(?:ged|ging)?|carried|rolled|rolling)\s$",
    re.I,
)
"""Matches words after which `over miles` means across them."""

_MEASURED = re.compile(
    r"\b(?P<before>(?<!there )(?:was|were|is|are)|held|holds|covered|covers|measured|measures|carried"
    r"|carries|spanned|stood|weighs|weighed|costs?|paid|earns?|earned|lifts?|lifted|hauls?|yields?|by)\s+(?P<unit>tons|kilos"
    r"|kilograms|kilometers|kilometres|meters|metres|hectares|acres|mu|miles|percent|per cent|yuan"
    r"|rubles|roubles|%)(?=\W|$)(?<!by tons)(?<!by kilos)(?<!by miles)"
    r"(?!\s(?:away|off|from|out|ahead|behind|apart|too|beyond|above|below|and|of)\b)",
    re.I,
)
"""Matches a unit after a verb that takes its amount, unless it says where or of what: `weighed
tons`."""

_OF_EXTENT = re.compile(
    r"\b(?:height|depth|length|width|weight|distance|speed|altitude|radius|diameter|thickness|area|capacity"
    r"|yield|output|salary|wage|pressure|displacement|draught|span|fee|fine|bonus|loan|ration|voltage) of\s"
    rf"(?P<unit>{MANY})(?=\W|$)|\bat\s(?P<share>percent|per cent)\b"
    rf"|\b(?:lies|lay|lying|stands?|stood|flies|flew|sold|valued|fixed|put|moored|cruis(?:es|ed)) at\s(?P<spot>{MANY})(?=\W|$)"
    rf"|\b(?:at|costs?|paid|pays|earns|earned|charged|only) (?P<rate>{MANY})(?=\s(?:an?|per)\s[a-z])"
    r"|\b(?:to|at|of|was|reached|minus|about) (?P<heat>degrees)(?=\s(?:below|above|Celsius|centigrade|Fahrenheit)\b)"
    rf"|\b(?:takes?|took|lasts?|lasted|for|within|only) about\s(?P<time>{'|'.join(sorted(TIMES))})(?=\W|$)"
)
"""Matches a unit whose amount was just announced: `a height of meters`, `takes about minutes`."""

_GIVING = re.compile(
    r"\b(?:giving|yielding|covering|weighing|measuring|costing|carrying|holding|producing|reaching"
    r"|exceeding|spanning|totalling|totaling|averaging|earning|losing|adding|saving|processing)\s"
    rf"(?P<unit>{MANY})(?=[.,;:]|$)"
)
"""Matches a bare unit at the end of a clause: `…, giving litres.`"""

_HALF_RANGE = re.compile(
    r"(?<=\d)\s(?:to|and)\s(?P<unit>[a-z]{3,}s|percent|mu|li|thousand|million|billion|%)(?=\W|$)"
)
"""Matches a unit right after the first number of a range: `5 to tons`."""

_BRACKETED = re.compile(r"\(\s(?=(?P<unit>[a-z]{2,}))")
"""Matches up to a unit that alone is left in brackets: `( pounds)`."""

_PRICED = re.compile(
    r"\b(?:costs?|fetch(?:es|ed)?|charg(?:es|ed))\s"
    r"(?P<unit>cents|pence|shillings|guineas|francs|rubles|roubles|yuan|yen)(?=[.,;]|$|\s(?:an?|per|each)\b)"
)
"""Matches a price without its amount: `a ticket cost cents`."""

_ENDING_IN_UNIT = re.compile(
    r"\b(?!(?:is|was|as|his|its|this|plus|minus|less|has|us|does|hundreds|thousands|dozens|millions|tens"
    r"|hundred|cubed|squared|called|named|measured|counted|across|always|various|numerous|countless|pounds"
    r"|tons|kilograms|cubic|inches|needed|kilos|yards|feet|centimetres)\b)"
    r"(?:[a-z]{2,}(?:s|ed)|develop|give|gave|yield|produce|deliver|generate|need|draw|drew|hold|held|burn)\s"
    r"(?P<unit>mu|hectares|kilowatts|megawatts|horsepower|litres|liters|kilometres|kilometers|metres|meters"
    r"|tonnes|barrels|yuan|jin)(?=[.;]|$|\s(?:each|apiece)\b)"
)
"""Matches a bare unit at the end of a sentence, after a verb: `and irrigates mu.`"""

_ORDINAL = re.compile(
    r"\b(?P<before>[Tt]he|[Aa]n?|[Oo]n|his|her|its|and|of|to)\s+(?P<suffix>st|nd|rd|th)\b"
    r"(?! (?:e|ose|is|at|ey|ere|eir|em|en|an|ing|rough|ink|ird)\b)"
)
"""Matches the ending of an ordinal that lost its number, but no word that was broken in two: `the
th`."""

_COMPOUND = re.compile(
    r"(?P<before>\b(?:a|an|the|of|with|by|about|over|nearly|some|in)\s+)-(?=(?P<unit>man|men|woman"
    r"|year|month|week|day|hour|minute|ton|mile|metre|meter|kilometre|kilometer|foot|inch|pound|kilo"
    r"|gram|storey|story|room|bed|seat|seater|member|page|horsepower|gun|strong|point|fold|hectare|acre"
    r"|li|mu|yuan|ruble|rouble|dollar|degree|percent|litre|liter|gallon|watt|kilowatt|megawatt|volt"
    r"|word|vote|goal|part|volume|wheel|cylinder|engine|person|nation|power|line|course|game|set)\b)"
)
"""Matches up to a compound that lost its number: `a -ton truck`."""


def scales(text: str) -> Iterator[Slot]:
    """Yield the blanks before a scale word."""
    for match in _SCALE.finditer(text) if "illion" in text.lower() else ():
        before, place = (match["before"] or "").lower(), match.start("scale")
        determined = before in _DETERMINED or before.endswith(("ty", "’s", "'s", "s’", "s'"))
        if not determined and not PART_OF.search(text, *just_before(place)):
            money = place > 1 and text[place - 2 : place] in ("$ ", "£ ", "€ ")
            yield Slot(place - money, place, SCALES[match["scale"].lower()], "")


def thousands(text: str) -> Iterator[Slot]:
    """Yield the blanks before `thousand`."""
    for match in _THOUSAND.finditer(text):
        yield Slot(match.end(), match.end(), "thousand", "")


def units(text: str) -> Iterator[Slot]:
    """Yield the slots before units that have lost their number."""
    for match in _UNITLESS.finditer(text):
        across = _DETERMINER.search(text, *just_before(match.start()))
        if not across and match["unit"] not in ("Miles", "Marks", "Francs"):
            yield _measure(match)
    for match in chain(*(p.finditer(text) for p in (_MEASURED, _GIVING, _ENDING_IN_UNIT, _PRICED))):
        yield _measure(match)
    for match in _OF_EXTENT.finditer(text):
        name = str(match.lastgroup)
        yield Slot(*(match.start(name),) * 2, "measure", "", match[name])
    for match in _HALF_RANGE.finditer(text):
        if match["unit"] in MEASURES or match["unit"] in SCALES:
            place = match.start("unit")
            kind = SCALES.get(match["unit"], "measure")
            yield Slot(place, place, kind, "", match["unit"])
    for match in _BRACKETED.finditer(text):
        if match["unit"] in MEASURES:
            yield Slot(match.start() + 1, match.end(), "measure", "", match["unit"])


def amounts(text: str) -> Iterator[Slot]:
    """Yield the blanks between two prepositions and what is counted: `at over tables`."""
    for match in _AT_OVER.finditer(text):
        if match["unit"] not in _NUMBERS:
            place = match.end("before")
            kind: SlotType = "measure" if match["unit"] in MEASURES else "count"
            yield Slot(place, place, kind, "", match["unit"])


def endings(text: str) -> Iterator[Slot]:
    """Yield the slots before ordinal endings and compounds that have lost their number."""
    for match in _ORDINAL.finditer(text):
        yield Slot(*(match.start("suffix"),) * 2, "ordinal", "", suffix=match["suffix"])
    for match in _COMPOUND.finditer(text):
        yield Slot(match.end("before"), match.end("before"), "count", "", match["unit"])


def _measure(match: re.Match[str]) -> Slot:
    """Return the blank before the unit that a pattern has found."""
    place = match.start("unit")
    return Slot(place, place, "measure", "", match["unit"].lower())
