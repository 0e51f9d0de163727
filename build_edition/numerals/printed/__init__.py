"""Read the printed numbers of a paragraph, and the type of each slot from the words around it."""

import re
from collections.abc import Iterator

from build_edition.numerals.printed.dates import ERA, PERCENT
from build_edition.numerals.printed.names import (
    is_decade,
    is_score,
    is_train,
    is_wrong_name,
    is_year_of_document,
    names_event,
    times,
)
from build_edition.numerals.slots import (
    AMOUNT_OF,
    DOCUMENT,
    LABEL,
    NAME,
    SCALES,
    Slot,
    SlotType,
    is_year,
    noun_after,
    words_before,
)
from build_edition.numerals.things import MEASURES, RISES, TIMES

_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?P<value>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?)"
    r"(?P<suffix>st|nd|rd|th)?(?![\d:/]|[A-Za-z](?<!s))",
    re.ASCII,
)
"""Matches a number with its ordinal ending, but no part of a code, a time or a longer number."""

_AFTER_HYPHEN = re.compile(r"(?<=force-|grade-|level-|class-)\d+(?![\w-])", re.ASCII)
"""Matches the number of a degree: `a force-9 gale`."""

_SECOND = re.compile(r"(?<=\d[-–])[1-9]\d{0,3}(?=[\s,.;](?!\d))", re.ASCII)
"""Matches the second number of a score or a range: `ended 2-1`."""

_ERA_BEFORE = re.compile(r"\b(?:A\.?D\.?|B\.?C\.?)\s$")
"""Matches what may also say that a number is a year: `in AD 79`."""

_TIME = re.compile(
    r"\b(?:in|by|since|until|till|during|circa|late|early|mid|year|as early as|as late as|throughout"
    r"|(?:end|beginning|start|middle|close|half|spring|summer|autumn|fall|winter|final|harvest|treaty"
    r"|constitution|revolution|uprising|famine) of)[\s-]$",
    re.I,
)
"""Matches words after which a number that counts nothing is a year."""

_MAY_BE_TIME = re.compile(
    r"\b(?:before|after|from|to|and|of|for|through|into|between|around|the|[A-Za-z]+ing)\s$", re.I
)
"""Matches words after which a number may be a year or anything else."""

_AT_A_PAUSE = re.compile(r"\b(?:before|after|from|of|and)\s$", re.I)
"""Matches words after which a number is a year only if it counts nothing and ends the clause."""

_PAUSE = re.compile(r"[.,;!?”\"]|$")
"""Matches a pause, where a number counts nothing."""

_JOINED = re.compile(r"(?P<between>\bbetween\s\d+\s)?\band\s$", re.I)
"""Matches what comes before the second of two numbers: years only after `between`."""

_CAME_TO = re.compile(rf"\b(?:{'|'.join(sorted(RISES))})\sto\s$", re.I)
"""Matches what comes before the result of a change, which is no year."""

_AVERAGE = re.compile(r"\b(?:on average|averag\w*|a mean of|per capita|per head)\b", re.I)
"""Matches words for an average, which may be a fraction even of people."""

_RATE = re.compile(
    r"\s[a-z]+\s(?:(?:to|for)\s(?:each|every)\b|(?:an?|each|every)\s(?:second|minute|hour|day|week|month|season|year|game|match"
    r"|head|man|woman|person|family|household|house|room|acre|mile|thousand|hundred)\b|per\b)"
)
"""Matches what a number counts, if it counts that in each of something: `2.6 meals a week`."""

OF_THEM = re.compile(r"\sof\s(?:them|whom|these|those|the\s(?:rest|others|remainder)\b)")
"""Matches what follows a part of what was named before: `and 4 of the rest`."""

_A_DAY = re.compile(
    r"\s(?:an?|per|each|every)\s(?:hour|shift|day|night|week|month|season|year|head)\b"
)
"""Matches what follows a rate: `was selling 3 a day`."""

_SCALE = re.compile(r"\s(thousand|million|billion)s?\b", re.I)
"""Matches the scale word of a number."""

_MILITARY = re.compile(r"[01]\d[0-5]\d\shours\b|2[0-3][0-5]\d\shours\b", re.ASCII)
"""Matches a time of day as soldiers give it: `1945 hours`."""

_TO_NUMBER = re.compile(r"\s?[-–—]\s?\d")
"""Matches a dash with the second number of a range."""

_RANGED = re.compile(r"\s(?:of|or)\b|\sto\s\d[\d,.]*\s(?!thousand|million|billion)|\s?[-–/%°]")
"""Matches what follows a number that is part of a range or an amount, and no year."""

_ELLIPSIS = re.compile(r"\sin\s\d")
"""Matches a year right after a number, whose noun is omitted: `and 30 in 1933`."""

_PART = re.compile(
    r"\sof\s(?:the|its|his|her|their|our|these|those)\s(?:[a-z]+[’']s\s)?\d[\d,]*(?=[\s.;])"
)
"""Matches what follows a part, up to its whole: `68 of the 156`."""


_BY_HOW_MUCH = re.compile(
    r"\b(?:divid(?:e|es|ed|ing)|multipl(?:y|ies|ied|ying)|rose|rises?|risen|rising|fell|falls?|fallen"
    r"|falling|gr[eo]wn?|increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|cut|reduced|dropped|declined"
    r"|shrank|climbed|exceed(?:ed|s)?|won|lost|beaten|missed|short|up|down) by\s$",
    re.I,
)
"""Matches words after which `by` says how much, not by when: `divided by 6`."""

_DIVIDED = re.compile(r"\b(?:divid|multipl)\w+ [\d,.]+ by\s$", re.I)
"""Matches what comes before the second number of a sum: `divide 1957 by 19`."""

_FROM_WHEN = re.compile(r"\b(?:before|after|until|till)\s$", re.I)
"""Matches words after which a small number is an hour: `Drill until 8`."""

_ONE_IN = re.compile(r"\b(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Nn]ine) in (?:every )?$")
"""Matches the start of a ratio, after which a number counts: `one in 5 houses`."""

_CODE = re.compile(r"\s[A-Z]{1,4}\d")
"""Matches a code after a number, which is a part of its name."""


def numbers(text: str, *, documents: bool) -> Iterator[Slot]:
    """Yield the slots in which a number is printed, other than labels, codes and times of day.

    Numbers in dates with a month are found too, but `dates` is a better judge of their type.
    `documents` says whether to yield the numbers of documents too.
    """
    for match in _NUMBER.finditer(text):
        before = words_before(text, match.start())
        labelled = LABEL.search(text, *before)
        named = labelled or _CODE.match(text, match.end()) or _MILITARY.match(text, match.start())
        wrong = labelled and is_wrong_name(text, match)
        if wrong or (documents and DOCUMENT.search(text, *before)):
            yield Slot(*match.span("value"), "other", match["value"], NAME)
        elif not named and not _is_call(text, match) and not is_train(text, match):
            yield _number(text, match)
    for match in _AFTER_HYPHEN.finditer(text):
        yield Slot(*match.span(), "other", match[0])
    if documents:
        yield from times(text)
    for match in _SECOND.finditer(text):
        yield Slot(*match.span(), "moment", match[0])


def _is_call(text: str, match: re.Match[str]) -> bool:
    """Whether a number in square brackets calls a note: `as he wrote [4]`."""
    return (
        text[max(0, match.start() - 1) : match.start()] == "["
        and text[match.end() : match.end() + 1] == "]"
    )


def _number(text: str, match: re.Match[str]) -> Slot:
    """Return the slot of a printed number, with what it counts."""
    start, end = match.span("value")
    before, behind = words_before(text, start), match.end()
    noun = noun_after(text, behind)
    scale = _SCALE.match(text, behind)
    era = ERA.match(text, behind) or _ERA_BEFORE.search(text, *before)
    kind: SlotType
    if era and not match["suffix"]:
        kind = "year"
    elif match["suffix"]:
        kind = "ordinal"
    elif scale:
        kind, noun = SCALES[scale[1].lower()], noun_after(text, scale.end())
    elif PERCENT.match(text, behind):
        kind = "percent"
    elif is_decade(text, match):
        kind = "decade"
    elif text.startswith(("s", "’s", "'s"), behind) or _TO_NUMBER.match(text, behind):
        kind = "moment"
    elif is_score(text, start, behind):
        kind, noun = "other", NAME
    else:
        kind = _plain(text, start, behind, noun)
    yearlike = is_year(float(match["value"].replace(",", "")))
    part = kind == "other" or (kind == "moment" and not yearlike)
    return Slot(
        start,
        end,
        kind,
        match["value"],
        noun,
        match["suffix"] or "",
        era=kind == "year" and bool(era),
        of_them=bool(OF_THEM.match(text, behind)),
        hour=bool(_FROM_WHEN.search(text, *before)),
        part_of_next=part and bool(_PART.match(text, behind)),
    )


def _plain(text: str, start: int, behind: int, noun: str) -> SlotType:
    """Return the type of a number without an ordinal ending, a scale word or a percent sign."""
    if is_year_of_document(text, start) or names_event(text, start, behind, noun):
        return "year"
    before = words_before(text, start)
    yearlike = is_year(float(text[start:behind])) if text[start:behind].isdecimal() else False
    timed = _TIME.search(text, *before)
    strict = timed and noun not in TIMES
    if _ELLIPSIS.match(text, behind) and not strict:
        return "count"
    if yearlike and strict and not _ONE_IN.search(text, *before):
        return "year"
    if noun:
        return (
            "measure"
            if noun in MEASURES
            or _AVERAGE.search(text, max(0, start - 200), behind + 100)
            or _RATE.match(text, behind)
            else "count"
        )
    if _A_DAY.match(text, behind) or OF_THEM.match(text, behind):
        return "other"
    if _strict_year(text, start, behind, timed=bool(timed)):
        return "year"
    if not strict and _MAY_BE_TIME.search(text, *before):
        strict = not _CAME_TO.search(text, *before)
    return "moment" if strict else "other"


def _between(text: str, start: int) -> bool:
    """Whether a number does not follow “and”, or only as in `between 1953 and 1957`."""
    joined = _JOINED.search(text, max(0, start - 30), start)
    return not joined or joined["between"] is not None


def _strict_year(text: str, start: int, behind: int, *, timed: bool) -> bool:
    """Whether only a year can be meant: after a preposition of time, with nothing to count.

    `timed` says that there is such a preposition.
    """
    before = words_before(text, start)
    pause = not timed and _PAUSE.match(text, behind) and _AT_A_PAUSE.search(text, *before)
    strict = timed or (pause and _between(text, start))
    if not strict or _RANGED.match(text, behind):
        return False
    amount = _BY_HOW_MUCH.search(text, *before) or AMOUNT_OF.search(text, *before)
    amount = amount or _DIVIDED.search(text, max(0, start - 40), start)
    return not amount or is_year(float(text[start:behind].replace(",", "")))
