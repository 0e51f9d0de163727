"""The lines of a text once it is cleaned: each with its kind, level, speaker, number and calls."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from build_edition.model import Call, Edit, Line, LineRuling, PassageKind, Span
from build_edition.texts.cleaning_rules import WHOLE_LINES
from build_edition.texts.ledger import PositionMap, apply
from build_edition.texts.raw_lines import RawLine, RawLines
from build_edition.texts.shapes.endnote_calls import PLAIN_DIGITS, CallSeries, call_series
from build_edition.texts.shapes.levels import levels
from build_edition.texts.shapes.marks import Mark, opening

KINDS: dict[str, PassageKind] = {
    "heading": "heading",
    "caption": "caption",
    "standfirst": "standfirst",
    "quotation": "quotation",
    "endnotes": "endnote",
    "points": "point",
    "verse": "verse",
    "lines": "line",
    "break": "break",
    "direction": "direction",
    "signature": "signature",
    "continuation": "paragraph",
    "paragraph": "paragraph",
}
"""The kind of a passage by the ruling on its lines; for turns and unruled lines see `_kind`."""


def cleaned_lines(raw_lines: RawLines, edits: tuple[Edit, ...]) -> Iterator[Line]:
    """Yield the lines that these edits leave of a raw text, each a passage before it has an id."""
    series = call_series(raw_lines)
    calls = _calls(series, edits)
    texts = apply(raw_lines.raw, edits).split("\n") if raw_lines.lines else []
    positions = PositionMap(edits)
    stretches = tuple(_stretches(raw_lines, _joined(raw_lines, edits)))
    marks = [opening(raw_lines, first) for first, _ in stretches]
    keys = {note.start: note.key for note in series.notes}
    firsts = [first for first, _ in stretches]
    depths = levels(raw_lines, firsts, marks)
    speakers = _speakers(raw_lines, firsts, marks)
    start = 0
    for text, (first, last), mark, depth, speaker in zip(
        texts, stretches, marks, depths, speakers, strict=True
    ):
        ruling, number = raw_lines.ruling(first), _number(mark)
        within = calls[_at(calls, first.start) : _at(calls, last.end)]
        yield Line(
            text=text,
            span=Span(first.start, last.end),
            kind=_kind(ruling, mark is not None),
            level=ruling.level if ruling and ruling.kind == "heading" else depth,
            speaker=speaker,
            number=number,
            calls=tuple(Call(positions.start(e.start) - start, *note) for e, note in within),
            key=_key(keys.get(first.start, number), number),
        )
        start += len(text) + 1


def _number(mark: Mark | None) -> str:
    """Return the number of an endnote or a point, as it is printed before it."""
    if mark is None or mark.rule not in ("note-numbers", "point-marks"):
        return ""
    return mark.words.translate(PLAIN_DIGITS)


def _key(key: str, number: str) -> str:
    """Return an endnote's key if its number alone does not tell it apart, else nothing."""
    return key if key != number else ""


def _calls(series: CallSeries, edits: Iterable[Edit]) -> list[tuple[Edit, tuple[str, str]]]:
    """Return the edit of each call that was removed, with the note's number and key."""
    notes = {call.start: note for call, note in zip(series.calls, series.notes, strict=False)}
    return [
        (edit, (note.number, _key(note.key, note.number)))
        for edit in edits
        if edit.rule == "note-calls" and (note := notes.get(edit.start))
    ]


def _at(calls: list[tuple[Edit, tuple[str, str]]], start: int) -> int:
    return bisect_left(calls, start, key=lambda call: call[0].start)


def _speakers(
    raw_lines: RawLines, firsts: Iterable[RawLine], marks: Iterable[Mark | None]
) -> list[str]:
    """Return who speaks each passage: whoever spoke last in the same turns, unless it is ruled."""
    found: list[str] = []
    speaker, around = "", None
    for first, mark in zip(firsts, marks, strict=True):
        ruling = raw_lines.ruling(first)
        turns = raw_lines.turns.get(first.number)
        if turns is not around:
            speaker, around = "", turns
        if mark and mark.rule == "speaker-labels":
            speaker = mark.words
        found.append(speaker if ruling is turns else "")
    return found


def _joined(raw_lines: RawLines, edits: Iterable[Edit]) -> set[int]:
    """Return the ends of the lines that an edit joins to the next one."""
    ends = [line.end for line in raw_lines.lines]
    joined: set[int] = set()
    for edit in edits:
        if edit.rule not in WHOLE_LINES and "\n" not in edit.after:
            joined.update(ends[bisect_left(ends, edit.start) : bisect_left(ends, edit.end)])
    return joined


def _stretches(raw_lines: RawLines, joined: set[int]) -> Iterator[tuple[RawLine, RawLine]]:
    first = None
    for line in raw_lines.lines:
        first = first or line
        if line.end not in joined:
            yield first, line
            first = None


def _kind(ruling: LineRuling | None, marked: bool) -> PassageKind:
    if ruling and ruling.kind == "turns":
        return "turn" if marked else "paragraph"
    if ruling:
        return KINDS[ruling.kind]
    return "point" if marked else "paragraph"
