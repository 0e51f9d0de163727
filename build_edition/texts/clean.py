"""Stage 1, cleaning: from the raw text to the transmitted one.

Whole lines of furniture and blank lines are taken first; the rules of `CLEANING` see only the
lines that remain. Every difference is one edit in the raw text's code points, so the raw text
comes back from what is published.
"""

from collections.abc import Iterable, Iterator

from build_edition.model import (
    Call,
    Edit,
    Line,
    LineRuling,
    PassageKind,
    Place,
    Problem,
    Span,
    Transmitted,
    Witness,
)
from build_edition.texts.cleaning_rules import BLANK_LINES, CLEANING, INVISIBLE, opening
from build_edition.texts.endnote_calls import call_series
from build_edition.texts.ledger import Carrier, apply
from build_edition.texts.raw_lines import RawLine, Sheet, misfits, raw_place, read_sheet

KINDS: dict[str, PassageKind] = {
    "heading": "heading",
    "caption": "caption",
    "standfirst": "standfirst",
    "quotation": "quotation",
    "endnotes": "endnote",
}
"""What a passage is by the ruling on its lines; turns and unruled lines depend on their opening."""


def clean(witness: Witness) -> tuple[Transmitted, tuple[Problem, ...]]:
    """The transmitted text of a witness, with the ledger of everything taken away.

    Where rulings do not fit the raw text nothing is cleaned: the answer is empty, with the
    Problems.
    """
    sheet = read_sheet(witness.raw, witness.head)
    if problems := misfits(sheet):
        return Transmitted((), ()), problems
    kept, taken = take_lines(sheet)
    edits = tuple(sorted((*taken, *_propose(kept, taken)), key=lambda e: e.start))
    lines = tuple(_lines(kept, edits))
    return Transmitted(lines, edits), (
        *_complaints(kept, witness),
        *_blemishes(sheet, witness, lines),
    )


def take_lines(sheet: Sheet) -> tuple[Sheet, tuple[Edit, ...]]:
    """The sheet without furniture and blank lines, and the edits that take these away.

    A line goes with the line end behind it; what follows the last remaining line goes with
    the line end before it, so that the transmitted text is its lines, joined.
    """
    reasons = taken_lines(sheet)
    kept = sheet.only(line for line in sheet.lines if line.number not in reasons)
    last = kept.lines[-1].number if kept.lines else len(sheet.lines) + 1
    edits = []
    for n, line in enumerate(sheet.lines):
        if line.number in reasons:
            start = line.start if line.number < last else sheet.lines[n - 1].end
            end = line.next if line.number < last else line.end
            if start < end:
                edits.append(Edit(start, sheet.raw[start:end], "", *reasons[line.number]))
    return kept, tuple(edits)


def taken_lines(sheet: Sheet) -> dict[int, tuple[str, str]]:
    """The rule and the reason for every line that is taken away whole, by line number."""
    return {line.number: reason for line in sheet.lines if (reason := _reason(sheet, line))}


def _reason(sheet: Sheet, line: RawLine) -> tuple[str, str] | None:
    ruling = sheet.ruling(line)
    if ruling and ruling.kind == "furniture":
        return "furniture", ruling.why
    if BLANK_LINES in sheet.head.rules and not sheet.words(line).strip():
        return BLANK_LINES, "a blank line"
    return None


def _propose(sheet: Sheet, taken: Iterable[Edit]) -> Iterator[Edit]:
    claimed = {at for edit in taken for at in range(edit.start, edit.end)}
    ruled = {ruling.kind for ruling in sheet.head.rulings}
    for rule in CLEANING:
        if rule.by_ruling in ruled or rule.name in sheet.head.rules:
            for edit in rule.edits(sheet):
                stretch = range(edit.start, edit.end)
                if claimed.isdisjoint(stretch):
                    claimed.update(stretch)
                    yield edit


def _lines(sheet: Sheet, edits: tuple[Edit, ...]) -> Iterator[Line]:
    joined = {edit.start for edit in edits if edit.rule == "wrapped-lines"}
    calls = [edit for edit in edits if edit.rule == "note-calls"]
    texts = apply(sheet.raw, edits).split("\n") if sheet.lines else []
    carrier = Carrier(edits)
    speaker, ruling, start = "", None, 0
    stretches = tuple(_stretches(sheet, joined))
    for text, (first, last) in zip(texts, stretches, strict=True):
        if sheet.ruling(first) is not ruling:
            speaker, ruling = "", sheet.ruling(first)
        mark = opening(sheet, first)
        speaker = mark[1][1] if mark and mark[0] == "speaker-labels" else speaker
        yield Line(
            text=text,
            span=Span(first.start, last.end),
            kind=_kind(ruling, mark is not None),
            level=ruling.level if ruling and ruling.kind == "heading" else 0,
            speaker=speaker,
            number=mark[1][1] if mark and mark[0] == "note-numbers" else "",
            calls=tuple(
                Call(carrier.start(edit.start) - start, edit.before.strip())
                for edit in calls
                if first.start <= edit.start < last.end
            ),
        )
        start += len(text) + 1


def _stretches(sheet: Sheet, joined: set[int]) -> Iterator[tuple[RawLine, RawLine]]:
    first = None
    for line in sheet.lines:
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


def _complaints(sheet: Sheet, witness: Witness) -> Iterator[Problem]:
    """What the editor's rulings on lines ask for and the raw text does not show."""
    place = witness.head.place
    for ruling in witness.head.rulings:
        first = next((n for n in sheet.lines if n.number >= ruling.first), None)
        if ruling.kind == "turns" and first and not opening(sheet, first):
            message = f"line {first.number} opens the turns without a declared speaker’s label"
            yield Problem(ruling.place, "no-speaker", message, "declare the label under `speakers`")
    for line in sheet.lines:
        ruled = sheet.ruling(line)
        if ruled and ruled.kind == "endnotes" and not opening(sheet, line):
            hint = "rule only lines that open with a number as endnotes"
            yield Problem(
                ruled.place, "no-number", f"line {line.number} has no endnote’s number", hint
            )
    if "note-calls" in witness.head.rules:
        yield from _call_complaints(sheet, place)


def _call_complaints(sheet: Sheet, place: Place) -> Iterator[Problem]:
    hint = "take `note-calls` out of the rules: the digits then stay in the text"
    series = call_series(sheet)
    for number in series.missing:
        yield Problem(
            place, "call-missing", f"endnote {number} is called nowhere in its turn", hint
        )
    for number in series.ambiguous:
        message = f"endnote {number} may be called at more than one place"
        yield Problem(place, "call-ambiguous", message, hint)


def _blemishes(sheet: Sheet, witness: Witness, lines: tuple[Line, ...]) -> Iterator[Problem]:
    """Passages that no page can carry: empty ones, and those with characters without shape."""
    if not lines:
        ruled = any(ruling.kind == "furniture" for ruling in witness.head.rulings)
        hint = "rule fewer lines as furniture" if ruled else "it holds nothing but blank lines"
        yield Problem(witness.raw_place(1), "nothing-left", "cleaning leaves no passage", hint)
    for line in lines:
        if not line.text.strip():
            place = raw_place(sheet, witness, line.span.start)
            hint = f"name the rule `{BLANK_LINES}` in text.yml"
            yield Problem(
                place, "empty-passage", "this line would be a passage without words", hint
            )
        elif match := INVISIBLE.search(line.text):
            place = raw_place(sheet, witness, line.span.start)
            message = f"the passage holds U+{ord(match[0]):04X}, a character without shape"
            rule = "line-ends" if match[0] == "\r" else "invisible-characters"
            rule = "byte-order-mark" if match[0] == "\ufeff" and line.span.start == 0 else rule
            hint = f"name the rule `{rule}` in text.yml"
            yield Problem(place, "invisible-character", message, hint)
