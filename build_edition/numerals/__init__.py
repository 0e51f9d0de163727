"""Find the garbled numbers of a paragraph and propose readings, without changing the text.

A paragraph is examined as a whole, since its digits were overwritten as one sequence. There is an
alarm only where something is wrong on its face, or where undoing the garbling explains the
paragraph much better than taking it at its word. A day or a count that merely equals its month is
a hint. `docs/about/numbers.md` explains the garbling, `weights` what counts as much better.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from build_edition.model import Certainty
from build_edition.numerals import weights
from build_edition.numerals.mechanism import Explanation, explanations
from build_edition.numerals.oddity import odd_months, odd_pair, odd_part, oddity
from build_edition.numerals.paragraph import Paragraph, read_paragraph
from build_edition.numerals.scale import UNKNOWN
from build_edition.numerals.slots import LABEL, just_before
from build_edition.numerals.wording import repaired, span_of, why_reading, why_suspect


@dataclass(frozen=True, slots=True)
class Suspect:
    """A number under suspicion: an alarm (certainty high or medium) or only a hint (low).

    `start` and `end` are code points of the paragraph; for a blank they include the words on both
    sides. `rule` names the fault, `why` explains it.
    """

    start: int
    end: int
    text: str
    certainty: Certainty
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A reading of the whole paragraph, with `[?]` where a number is lost."""

    text: str
    certainty: Certainty
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The suspects of one paragraph and its readings, best first; a sound paragraph has neither."""

    suspects: tuple[Suspect, ...] = ()
    readings: tuple[Proposal, ...] = ()


_NAMED = re.compile(r"[\d/,.-]+(?:,|\s(?:of|dated))?\s(?:the\s)?$")
"""Matches the number of a document before its date: `telegram 1138, November 11`."""

_CALL = re.compile(r"\[\d{1,3}\]")
"""Matches the call of a note, which stands between a month and what is counted after it: `May 1948
[5]`."""

_AND = re.compile(r"(?:st|nd|rd|th)?(?:, | and |, and )")
"""Matches what joins a day to one before it."""

_AND_ANOTHER = re.compile(r"(?:, | and |, and )\d{1,2}(?:,(?! \d+ [a-z])| and |[.;]|$)")
"""Matches another day after one, unless it counts something: `, 5 and` but not `, 5 men`."""

SOUND = Finding()
"""The finding for a sound paragraph."""


@lru_cache(maxsize=2**12)
def examine(text: str) -> Finding:
    """Return the suspect numbers of a paragraph and its readings.

    Offsets count the code points of the paragraph. No reading has a digit that the paragraph does
    not have; only zeros and the decimal point are added or moved, where the scale changes.

    >>> finding = examine("It produced 1955 tons of dried cod in 47.")
    >>> [suspect.text for suspect in finding.suspects]
    ['1955', '47']
    >>> finding.readings[0].text
    'It produced 470,000 tons of dried cod in 1955.'
    >>> examine("In 1955 it produced 470,000 tons of dried cod.")
    Finding(suspects=(), readings=())
    """
    return _examined(text)


def _examined(text: str) -> Finding:
    """Return the finding for a paragraph, which `examine` caches."""
    paragraph = read_paragraph(text)
    if not paragraph.slots:
        return SOUND
    odd = [oddity(slot) for slot in paragraph.slots]
    together = odd_part(paragraph.slots), odd_months(paragraph.slots, paragraph.months)
    if any(odd) or any(together):
        certain = max(*odd, *together) >= weights.WRONG_ON_ITS_FACE
        if certain and len(paragraph.slots) <= weights.SLOTS:
            paragraph = read_paragraph(text, documents=True)
            odd = [oddity(slot) for slot in paragraph.slots]
        found = tuple(e for e in explanations(paragraph) if _changed(paragraph, e))
        if certain and not found:
            found = (_with_gaps(paragraph, odd),)
        oddness = sum(odd) + odd_pair(paragraph.slots) + together[1]
        if found and (certain or oddness - found[0].cost >= weights.MUCH_BETTER):
            return _alarm(paragraph, found, odd)
    weak = _weak_clue(paragraph)
    return _hint(paragraph, weak) if weak is not None else SOUND


def _with_gaps(paragraph: Paragraph, odd: list[float]) -> Explanation:
    """Return the explanation that is used if there is no other.

    It keeps the printed numbers, except that those wrong on their face are lost.
    """
    pairs = zip(paragraph.slots, odd, strict=True)
    texts = (UNKNOWN if how >= weights.WRONG_ON_ITS_FACE else slot.printed for slot, how in pairs)
    return Explanation(tuple(texts), 0.0)


def _changed(paragraph: Paragraph, explanation: Explanation) -> tuple[int, ...]:
    """Return the indices of the slots whose number in an explanation is not the printed one."""
    pairs = zip(paragraph.slots, explanation.texts, strict=True)
    return tuple(i for i, (slot, text) in enumerate(pairs) if slot.printed != text)


def _alarm(paragraph: Paragraph, found: tuple[Explanation, ...], odd: list[float]) -> Finding:
    """Return the finding for a paragraph whose best explanation is believed."""
    alone = len(found) == 1 or found[1].cost - found[0].cost > weights.CLEARLY_CHEAPER
    suspects = []
    for i in _changed(paragraph, found[0]):
        if _second_of_a_range(paragraph, i):
            continue
        certainty: Certainty = "high" if odd[i] >= weights.PLAINLY_ODD or alone else "medium"
        suspects.append(_suspect(paragraph, i, certainty, found[0]))
    return Finding(tuple(suspects), _readings(paragraph, found, "high" if alone else "medium"))


def _second_of_a_range(paragraph: Paragraph, i: int) -> bool:
    """Whether a slot is the second blank of a range, which is reported with the first."""
    before = paragraph.slots[i - 1] if i else None
    return before is not None and before.blank and before.range_with_next


def _suspect(
    paragraph: Paragraph, i: int, certainty: Certainty, best: Explanation | None
) -> Suspect:
    start, end = span_of(paragraph, i)
    rule, why = why_suspect(paragraph.slots[i], best.texts[i] if best else "")
    return Suspect(start, end, paragraph.text[start:end], certainty, rule, why)


def _readings(
    paragraph: Paragraph, found: tuple[Explanation, ...], first: Certainty
) -> tuple[Proposal, ...]:
    proposals: dict[str, Proposal] = {}
    for n, explanation in enumerate(_offered(found)):
        text = repaired(paragraph, explanation.texts)
        certainty: Certainty = "low" if n else first
        proposals.setdefault(
            text, Proposal(text, certainty, why_reading(paragraph, explanation.texts))
        )
        if len(proposals) == weights.READINGS:
            break
    return tuple(proposals.values())


def _offered(found: tuple[Explanation, ...]) -> list[Explanation]:
    """Return the explanations, cheapest first, except that the third may be moved up.

    It differs from the first in another way than the second does, if one that does so is near
    enough in cost: three readings of one kind tell an editor less.
    """
    ranked = list(found)
    others = [e for e in ranked[2:] if _kind(e, ranked[0]) != _kind(ranked[1], ranked[0])]
    if others and others[0].cost - ranked[0].cost < weights.ANOTHER_KIND:
        ranked.remove(others[0])
        ranked.insert(2, others[0])
    return ranked


def _kind(explanation: Explanation, best: Explanation) -> str:
    """Return how an explanation differs from the best one: in what is lost, in scale or in owner."""
    lost, fewest = (each.texts.count(UNKNOWN) for each in (explanation, best))
    if lost != fewest:
        return "more lost" if lost > fewest else "less lost"
    return "scale" if explanation.order == best.order else "owner"


def _weak_clue(paragraph: Paragraph) -> int | None:
    """Return the index of a slot that may hold a month's digit, or None.

    It is the month's day, or the first number after the month, if it equals the month's number.
    There is none beside a full date, which garbling would have broken, nor in a row of days.
    """
    slots = paragraph.slots
    if len(slots) > weights.SLOTS or any(slot.full for slot in slots):
        return None
    for month in paragraph.months:
        own = [i for i, slot in enumerate(slots) if slot.date == month.date]
        if any(slots[i].type == "day" for i in own):
            days = all(slots[i].type == "day" for i in own) and not _row_of_days(paragraph, own)
            equal = days and slots[own[0]].value == month.number
            if equal and not _has_its_number(paragraph.text, min(month.at, slots[own[0]].start)):
                return own[0]
            continue
        after = [i for i, slot in enumerate(slots) if slot.start > month.at and i not in own]
        counts = after and slots[after[0]].value == month.number and slots[after[0]].type != "day"
        if counts and not _CALL.search(paragraph.text, month.at, slots[after[0]].start):
            return after[0]
    return None


def _has_its_number(text: str, date: int) -> bool:
    """Whether the date that starts there follows the number of a document, which took no other's place."""
    number = _NAMED.search(text, *just_before(date))
    return number is not None and bool(LABEL.search(text, *just_before(number.start())))


def _row_of_days(paragraph: Paragraph, days: list[int]) -> bool:
    """Whether days are three or more in a row: `March 3, 5 and 8`, `the 3rd, 4th and 8th of March`."""
    text, first, last = paragraph.text, paragraph.slots[days[0]], paragraph.slots[days[-1]]
    before = paragraph.slots[days[0] - 1].end if days[0] else 0
    joined = before and _AND.fullmatch(text, before, first.start)
    return len(days) > 2 or bool(joined or _AND_ANOTHER.match(text, last.end))


def _hint(paragraph: Paragraph, weak: int) -> Finding:
    """Return the finding for a paragraph with only a weak clue: none if a day's was costly to lose."""
    found = tuple(e for e in explanations(paragraph) if weak in _changed(paragraph, e))
    if paragraph.slots[weak].type == "day" and found and found[0].cost > weights.DAY_LOST_FOR:
        return SOUND
    suspect = _suspect(paragraph, weak, "low", None)
    return Finding((suspect,), _readings(paragraph, found, "low"))


__all__ = ["UNKNOWN", "Finding", "Proposal", "Suspect", "examine"]
