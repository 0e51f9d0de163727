"""Find the places in a text where the author's own endnotes are called.

A page that was copied loses its superscripts, and the calls are left as plain digits after a
word. What distinguishes them from years and figures is that they are the one series that
ascends with the endnotes themselves. Other calls have a form of their own: `[1]`, `¹` or `*`.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_edition.texts.raw_lines import RawLine, RawLines
from build_edition.texts.shapes.marks import note_match

_DIGITS = re.compile(
    r"(?<=[^\W\d_])(?P<a>\d{1,3})(?!\w)"  # region5
    r"|(?<=[’”»)\]])[ \u00a0]?(?P<b>\d{1,3})(?!\w)"  # criminals”2, him.’” 6
    r"|(?<=[^\W\d_][.,;:!?])(?P<c>\d{1,3})(?![\w.,]\d|\w)"  # region.5
)
_BRACKETED = re.compile(r"\[\^?(?P<a>\w{1,4}|[*†‡§]{1,3})\](?:\(#[^)\s]*\))?(?!:)")
_RAISED = re.compile(r"(?P<a>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
_SIGNS = re.compile(r"(?<=[\w.,;:!?’”»)\]])(?P<a>[*†‡§]{1,3})(?![\w*])")

_FORMS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "digits": (_BRACKETED, _RAISED, _DIGITS),
    "bracket": (_BRACKETED, _RAISED, _DIGITS),
    "footnote": (_BRACKETED,),
    "paren": (_BRACKETED, _RAISED, _DIGITS),
    "raised": (_RAISED, _BRACKETED, _DIGITS),
    "sign": (_SIGNS, _BRACKETED),
}
"""The forms in which a note is called, by that of its own number; the likelier comes first."""

PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""A table that makes raised digits plain ones."""

_NAMES = {"*": "star", "†": "dagger", "‡": "double-dagger", "§": "section"}


@dataclass(frozen=True)
class FoundCall:
    """An endnote's call in the raw text: its start and end (code points) and its number."""

    start: int
    end: int
    number: str


@dataclass(frozen=True)
class Numbered:
    """An endnote in the raw text: where its line starts, its number, its key, and their form.

    The key is what the note is called in addresses: its number, and a count where that recurs.
    """

    start: int
    number: str
    key: str
    form: str


@dataclass(frozen=True)
class CallSeries:
    """The calls of a text, and the numbers of endnotes whose call is missing or ambiguous.

    Unless every call is certain, `calls` is empty; else it has one for each of `notes`.
    """

    notes: tuple[Numbered, ...]
    calls: tuple[FoundCall, ...]
    missing: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()


def call_series(raw_lines: RawLines) -> CallSeries:
    """Return the series of calls that ascends with the endnotes, if there is exactly one.

    The series is looked for from the front and from the back; it is certain only if both searches
    choose the same places. Notes whose numbers have another form are a series of their own.
    """
    notes = numbered_notes(raw_lines)
    forms = dict.fromkeys(note.form for note in notes)
    found = [_of_form(raw_lines, [n for n in notes if n.form == form], form) for form in forms]
    pairs = [pair for each in found for pair in zip(each.notes, each.calls, strict=False)]
    certain = sorted(pairs, key=lambda pair: pair[0].start) if len(pairs) == len(notes) else []
    return CallSeries(
        tuple(note for note, _ in certain) or notes,
        tuple(call for _, call in certain),
        tuple(number for each in found for number in each.missing),
        tuple(number for each in found for number in each.ambiguous),
    )


def _of_form(raw_lines: RawLines, notes: Sequence[Numbered], form: str) -> CallSeries:
    """Return the series of notes whose numbers are of one form.

    Of the forms that calls have, the first with such a series decides.
    """
    found = [_series(raw_lines, notes, pattern) for pattern in _FORMS[form]]
    certain = (series for series in found if series.calls)
    # what is told of the form in which the most notes are called, the last if none is
    return next(certain, min(reversed(found), key=lambda s: len(s.missing)))


def _series(raw_lines: RawLines, notes: Sequence[Numbered], form: re.Pattern[str]) -> CallSeries:
    places: dict[str, list[FoundCall]] = {note.number: [] for note in notes}
    for found in _candidates(raw_lines, form):
        if found.number in places:
            places[found.number].append(found)
    first, last = _from_the_front(notes, places), _from_the_back(notes, places)
    pairs = list(zip(notes, first, last, strict=True))
    missing = tuple(note.number for note, one, other in pairs if not (one and other))
    if missing:
        return CallSeries(tuple(notes), (), missing=missing)
    # what is in brackets or raised is a call wherever it is: a note may be called twice
    certain = form in (_BRACKETED, _RAISED)
    unsure = tuple(note.number for note, one, other in pairs if one != other and not certain)
    calls = () if unsure else tuple(call for call in first if call)
    return CallSeries(tuple(notes), calls, ambiguous=unsure)


def numbered_notes(raw_lines: RawLines) -> tuple[Numbered, ...]:
    """Return the endnotes that have a number, in order."""
    found = [
        (line.start, note_number(match), str(match.lastgroup))
        for line in raw_lines.lines
        if (match := note_match(raw_lines, line))
    ]
    seen: Counter[str] = Counter()
    notes = []
    for start, number, form in found:
        seen[number] += 1
        name = number if number.isalnum() else "-".join(_NAMES[sign] for sign in number)
        key = name if seen[number] == 1 else f"{name}-{seen[number]}"
        notes.append(Numbered(start, number, key, form))
    return tuple(notes)


def note_number(match: re.Match[str]) -> str:
    """Return the number that a note begins with; a raised one in plain digits."""
    return next(filter(None, match.groups()), "").translate(PLAIN_DIGITS)


def _is_note(raw_lines: RawLines, line: RawLine) -> bool:
    ruling = raw_lines.ruling(line)
    return ruling is not None and ruling.kind == "endnotes"


def _candidates(raw_lines: RawLines, form: re.Pattern[str]) -> Iterator[FoundCall]:
    for line in raw_lines.lines:
        if not _is_note(raw_lines, line):
            for match in form.finditer(raw_lines.raw, line.start, line.end):
                number = match[match.lastgroup or 0].translate(PLAIN_DIGITS)
                yield FoundCall(match.start(), match.end(), number)


def _from_the_front(
    notes: Sequence[Numbered], places: Mapping[str, Sequence[FoundCall]]
) -> list[FoundCall | None]:
    """Return the first place for each note's call behind the one before it."""
    chosen: list[FoundCall | None] = []
    behind = -1
    for note in notes:
        at = places[note.number]
        n = bisect_right(at, behind, key=lambda f: f.start)
        found = at[n] if n < len(at) and at[n].start < note.start else None
        chosen.append(found)
        behind = found.start if found else behind
    return chosen


def _from_the_back(
    notes: Sequence[Numbered], places: Mapping[str, Sequence[FoundCall]]
) -> list[FoundCall | None]:
    """Return the last place for each note's call before the note and the call after it."""
    chosen: list[FoundCall | None] = []
    before = float("inf")
    for note in reversed(notes):
        at = places[note.number]
        n = bisect_left(at, min(before, note.start), key=lambda f: f.start)
        found = at[n - 1] if n > 0 else None
        chosen.append(found)
        before = found.start if found else before
    return chosen[::-1]
