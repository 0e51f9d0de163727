"""Blanks that another number of the clause gives away: `12 yuan and feet of cloth`."""

import re
from collections.abc import Iterator

from build_edition.numerals.blanks.units import MANY
from build_edition.numerals.slots import Slot
from build_edition.numerals.things import MEASURES

_AND_ANOTHER = re.compile(
    rf"\d\s(?P<first>{MANY})(?:\s[a-z]+){{0,3}}?(?P<joint>,|,? and|,? or| but| to)\s(?P<unit>{MANY})"
    r"(?=\s(?:of|in|on|for|a|an|per|at|from|each|(?P<how>long|high|wide|deep|thick|tall))\b|[.,;]|$)"
)
"""Matches a second amount without a number: `70 tons of ore and litres of water`."""

_LESSER = re.compile(
    r"\d\s(?:years|months|weeks|days|hours|minutes|degrees),? and (?P<unit>months|weeks|days|hours|minutes|seconds)"
    r"(?=[.,;]|$|\s(?:in|on|at|there|to|from|before|after|later|long|old)\b)"
)
"""Matches a lesser unit of time without its number: `7 hours and minutes`."""

_TOGETHER = frozenset(
    (("dollars", "cents"), ("pounds", "ounces"), ("yards", "feet"), ("feet", "inches"))
)
"""Units that are named together: `3 dollars and cents` may be the name of a column."""

_OPEN_TO = re.compile(
    r"\bfrom\s[$£€]?\d[\d,.]{0,15}(?:\s[a-z%]+){0,4}\sto(?=\s(?:in\s(?:the|its|his|her|their|[A-Z]|\d{4})"
    r"|by\s(?:the|[A-Z]|\d{4})|when|while)\b)"
)
"""Matches a range without its upper end: `rose from 36 yuan a month to in the second year`."""

_NUMBER = re.compile(r"\d[^.;:!?]*$")
"""Matches a number earlier in the clause: without one, no part of it is missing."""

_SOME_OF = re.compile(
    r"(?:,|,? and)(?=\sof\s(?:them|these|those)\s"
    r"(?:were|had|went|came|died|fell|left|stayed|became|[a-z]{2,}ed)\b)"
)
"""Matches a part without its number: `70 took the oath, and of them went to the front`."""


def beside(text: str) -> Iterator[Slot]:
    """Yield the blanks of a second amount, of the end of a range and of a part of a number."""
    for match in _AND_ANOTHER.finditer(text):
        unit = match["unit"]
        alike = unit in (match["first"], "percent", "per cent")
        joined = (alike and match["how"]) or alike is (match["joint"] == " to")
        joined = joined or unit in ("percent", "per cent")
        if joined and (match["first"], unit) not in _TOGETHER:
            place = match.start("unit")
            yield Slot(place, place, "measure" if unit in MEASURES else "percent", "", unit)
    for match in _LESSER.finditer(text):
        yield Slot(*(match.start("unit"),) * 2, "measure", "", match["unit"])
    for match in _OPEN_TO.finditer(text):
        yield Slot(match.end(), match.end(), "other", "")
    for match in _SOME_OF.finditer(text):
        if _NUMBER.search(text, max(0, match.start() - 100), match.start()):
            yield Slot(match.end(), match.end(), "other", "")
