"""Put findings into words: the places of suspects, repaired paragraphs, and reasons."""

import re
from collections.abc import Sequence

from build_edition.numerals import weights
from build_edition.numerals.oddity import ordinal_suffix
from build_edition.numerals.paragraph import Paragraph
from build_edition.numerals.scale import UNKNOWN
from build_edition.numerals.slots import QUANTITIES, SCALES, Slot

_WORD_BEFORE = re.compile(r"[\w’'%$-]+[\s(]*$")
"""Matches the word in front of a blank."""

_LONGEST_WORD = 60
"""How far before a blank to look for the word in front of it, in code points."""

_WORD_AFTER = re.compile(r"\s*(?:[\w’'%$-]+|[^\w\s])")
"""Matches the word or the stop behind a blank."""


def span_of(paragraph: Paragraph, i: int) -> tuple[int, int]:
    """Return the start and end of a suspect: its number, or the words on both sides of a blank."""
    slot, text = paragraph.slots[i], paragraph.text
    if not slot.blank:
        return slot.start, slot.end + len(slot.suffix)
    after = paragraph.slots[i + 1] if slot.range_with_next else slot
    before = _WORD_BEFORE.search(text, max(0, slot.start - _LONGEST_WORD), slot.start)
    behind = _WORD_AFTER.match(text, after.end)
    return before.start() if before else slot.start, behind.end() if behind else after.end


def repaired(paragraph: Paragraph, texts: Sequence[str]) -> str:
    """Return the paragraph with these numbers in its slots."""
    parts: list[str] = []
    at = 0
    for slot, words in zip(paragraph.slots, texts, strict=True):
        start, end = slot.start, slot.end
        parts.append(paragraph.text[at:start])
        parts.append(_set_in(paragraph.text, slot, words) if slot.blank else words)
        at = end
    return "".join((*parts, paragraph.text[at:]))


def _set_in(text: str, slot: Slot, words: str) -> str:
    """Return a number to fill a blank, with a space on each side that needs one."""
    before, behind = text[max(0, slot.start - 1) : slot.start], text[slot.end : slot.end + 1]
    left = "" if not before or before.isspace() or before in '(“"-–$£€' else " "
    glued = slot.suffix or not behind or behind in ".,;:!?)-– %"
    return f"{left}{words}" + ("" if glued else " ")


def why_suspect(slot: Slot, best: str) -> tuple[str, str]:
    """Return the rule that a suspect breaks, and the reason for a reader."""
    value = slot.value
    if value is None:
        return "blank", "a number is missing here: the digits of the Chinese ran out"
    if not best:
        return "equals-month", "it equals the month before it, and may be that month’s digit"
    if slot.type == "ordinal" and ordinal_suffix(value) != slot.suffix:
        return "ordinal", f"the ending -{slot.suffix} belongs to another number"
    if slot.type == "day" and not 1 <= value <= 31:
        return "no-day", "no month has such a day: the year’s digits are in the day’s place"
    if (
        slot.type == "year"
        and not slot.era
        and not weights.FIRST_POSSIBLE_YEAR <= value <= weights.LAST_POSSIBLE_YEAR
    ):
        return "no-year", "a year is expected here, and this is not one"
    if (
        slot.type in (*QUANTITIES, "percent")
        and weights.FIRST_LIKELY_YEAR <= value <= weights.LAST_LIKELY_YEAR
    ):
        return "displaced-year", "a year is printed where a quantity is expected"
    if value != int(value) and slot.type == "count":
        return "fraction", "such things have no fractions: a scale word of the Chinese was lost"
    if slot.type in SCALES:
        return "scale", f"the digits counted ten thousands, but “{slot.type}” was kept"
    return "pushed", "another number of the paragraph is out of place and pushed this one along"


def why_reading(paragraph: Paragraph, texts: Sequence[str]) -> str:
    """Return what a reading does: the numbers it moves, the scales it corrects, what stays lost."""
    moved, lost, printed = 0, 0, {slot.printed for slot in paragraph.slots}
    for slot, words in zip(paragraph.slots, texts, strict=True):
        lost += words == UNKNOWN
        moved += words != slot.printed and words in printed
    scaled = sum(words not in printed and words != UNKNOWN for words in texts)
    parts = []
    if moved:
        belong = "it belongs" if moved == 1 else "they belong"
        parts.append(f"{moved} of the numbers moved back to where {belong}")
    if scaled:
        parts.append("the scale corrected to fit its word and the Chinese units")
    if lost:
        parts.append(f"{'one number' if lost == 1 else f'{lost} numbers'} lost and left open")
    return "; ".join(parts)
