"""Blanks that punctuation gives away: `in .`, `, ,`, `()`, `$ a day`, `late s`."""

import re
from collections.abc import Iterator

from build_edition.numerals.printed.dates import MONTHS
from build_edition.numerals.slots import AMOUNT_OF, Slot, SlotType, just_before

_LOOSE_STOP = re.compile(r"\s[.,;:!?]")
"""Matches a space before punctuation; without one, the slower patterns need not be tried."""

_END = r"(?=[.,;:!?)](?:[\s”\"’)]|$))(?!\.\s?\.)"
"""Matches a stop, but not the first of an ellipsis, nor one that begins a word, as in `.com`."""

_AFTER_STOP = r"(?<!\. )(?<!\.)"
"""Matches where no stop is just before: elsewhere it may be the end of an ellipsis."""

_STOP = re.compile(
    r"\b(?P<before>in|by|since|until|till|from|during|of|about|nearly|approximately|to|than|least"
    r"|(?<=are )over|(?<=in )late|(?<=in )early|(?<=the )year|aged|chapter|and|between|reached|for|roughly|almost"
    r"|exceeded|total|totaled|as early as|as late as"
    rf"|(?:end|beginning|start|middle|close|spring|summer|autumn|fall|winter) of)\s+{_END}",
    re.I,
)
"""Matches a word that announces a number, with a space and a stop after it: `in .`"""

_NAMED = re.compile(r"\b(?:an?|the|his|her|its|their|this|that) (?:[a-z]+ )?[a-z]+ $", re.I)
"""Matches what comes before the `of` of a year: `in the money of .`, `a brewery of .`"""

_AFTER_NUMBER_OF_DAY = re.compile(r"\d(?:st|nd|rd|th)?(?: of)? $")
"""Matches what comes before a month whose year is lost: `on 4 August .`"""

_YEAR_BEFORE = ("in", "by", "since", "until", "till", "during", "late", "early", "year")
_ANY_STOP = re.compile(rf"(?<![A-Za-z])(?P<before>[A-Za-z]{{2,}})\s+{_AFTER_STOP}(?=[.,]){_END}")
"""Matches any word with a space and a stop after it, which may be only how the text is printed."""

_MONTH_STOP = re.compile(
    r"\b(?P<before>January|February|March|April|May|June|July|August|September|October|November"
    rf"|December)\s+(?=[.,;:]){_END}"
)
"""Matches a month with a space and a stop after it, where its day or year was."""

_PAIR = re.compile(rf"\b(?P<before>at|of|for|by|with|on)\s(?:and|to|or)\s+{_END}", re.I)
"""Matches two numbers joined before a stop, the second of which is a blank by itself: `at and .`"""

_NOTHING = re.compile(
    r",\s(?=,)|(?<![^\s])\((?=\s?\))|[$£€]\s(?=a\b|[a-z]{2})|\s(?=%(?![\w}]))(?<=[a-z][a-z]\s)"
    r"| (?=s\b)(?:(?<=\blate )|(?<=\bearly )|(?<=\bthe ))"
)
"""Matches up to a blank that punctuation or an ending gives away: `, ,`, `()`, `$ a`, `late s`."""

_MAY_END = frozenset(
    """over around before after about only at with was were have has had late early number""".split()
)
"""Words that may end a sentence or announce a number."""

_AFTER_NUMBER = re.compile(rf"\d\s(?=[.,;]){_END}")
"""Matches a space before a stop where a number is printed, so that none is missing."""

HABIT = 2
"""How many words that announce no number must have a space before their stop to make it a habit.

One may be a blank: `They gave litres .`. Of two, at least one is how the text is printed.
"""


def stops(text: str) -> Iterator[Slot]:
    """Yield the blanks before a stop and those that punctuation or an ending gives away."""
    if _LOOSE_STOP.search(text) and not _spaced_out(text):
        for stop in (_STOP, _MONTH_STOP):
            for match in stop.finditer(text):
                kind = _stop_type(match["before"])
                of = match["before"] == "of" and _NAMED.search(text, *_words_before(match))
                if (of and not AMOUNT_OF.search(text, *just_before(match.end()))) or (
                    stop is _MONTH_STOP and _AFTER_NUMBER_OF_DAY.search(text, *_words_before(match))
                ):
                    kind = "year"
                yield Slot(match.end("before"), match.end(), kind, "")
        for match in _PAIR.finditer(text):
            yield Slot(*(match.end("before") + 1,) * 2, "other", "", range_with_next=True)
    for match in _NOTHING.finditer(text):
        yield Slot(match.end(), match.end(), "year" if match[0][0] == "," else "other", "")


def other_stops(text: str) -> Iterator[Slot]:
    """Yield the blanks before a stop that may be only a space too many: `They gave litres .`."""
    if _LOOSE_STOP.search(text) and not _spaced_out(text):
        for match in _ANY_STOP.finditer(text):
            if match["before"].islower() and not _STOP.match(text, match.start()):
                yield Slot(match.end("before"), match.end(), _stop_type(match["before"]), "")


def _spaced_out(text: str) -> bool:
    """Whether a text puts spaces before its stops by habit: such a space shows no blank."""
    words = sum(
        match["before"].lower() not in _MAY_END and not _STOP.match(text, match.start())
        for match in _ANY_STOP.finditer(text)
    )
    return words + sum(1 for _ in _AFTER_NUMBER.finditer(text)) >= HABIT


def _words_before(match: re.Match[str]) -> tuple[int, int]:
    """Return the start and end of the stretch in front of a match that has room for a few words."""
    return max(0, match.start() - 40), match.start()


def _stop_type(before: str) -> SlotType:
    """Return the type of a blank before punctuation, according to the word in front of it."""
    word = before.lower()
    if word in _YEAR_BEFORE or " " in word:
        return "year"
    if word in ("before", "after", "of", "from", "to", "and", "around", "between", "for"):
        return "moment"
    return "day" if before in MONTHS else "other"
