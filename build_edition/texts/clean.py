"""Stage 1, cleaning: from the raw text to the transmitted one.

Whole lines of furniture and blank lines are removed first; the rules of `CLEANING` see only the
lines that remain. Every difference is one edit in the raw text's code points, so the raw text
can be recovered from what is published.
"""

from collections.abc import Iterable, Iterator

from build_edition.model import (
    Edit,
    Line,
    Place,
    Problem,
    TextSource,
    Transmitted,
)
from build_edition.texts.cleaning_rules import BLANK_LINES, CLEANING, INVISIBLE
from build_edition.texts.raw_lines import RawLine, RawLines, misfits
from build_edition.texts.shapes.endnote_calls import call_series
from build_edition.texts.shapes.joints import divided
from build_edition.texts.shapes.lines import cleaned_lines
from build_edition.texts.shapes.marks import opening
from build_edition.texts.shapes.words import Words, read_words


def clean(source: TextSource) -> tuple[Transmitted, tuple[Problem, ...]]:
    """Return the transmitted text with the ledger of every edit, and the Problems.

    If the rulings do not fit the raw text, nothing is cleaned and the text is empty.
    """
    words, problems = read_words(source.raw, source.info)
    raw_lines = words.lines
    if problems := problems or misfits(raw_lines):
        return Transmitted((), ()), problems
    remaining, taken = take_lines(raw_lines)
    kept = divided(remaining)
    edits = tuple(sorted((*taken, *_propose(kept, taken)), key=lambda e: e.start))
    lines = tuple(cleaned_lines(kept, edits))
    problems = (*_complaints(kept, source), *_blemishes(words, source, lines))
    return words.in_raw(Transmitted(lines, edits)), problems


def numbered_lines(source: TextSource) -> Iterator[tuple[int, str, str]]:
    """Yield each line that rulings may be on: its number, what it becomes, and its words.

    What is joined to the line before is shown as `+`.
    """
    raw_lines = read_words(source.raw, source.info)[0].lines
    remaining, taken = take_lines(raw_lines)
    kept = divided(remaining)
    edits = tuple(sorted((*taken, *_propose(kept, taken)), key=lambda e: e.start))
    becomes = {line.span.start: line for line in cleaned_lines(kept, edits)}
    reasons = taken_lines(raw_lines)
    for line in raw_lines.lines:
        made = becomes.get(line.start)
        what = f"{made.kind} {made.level or ''}".strip() if made else "+"
        rule = reasons.get(line.number, ("", ""))[0]
        yield line.number, {"": what, BLANK_LINES: ""}.get(rule, rule), raw_lines.words(line)


def take_lines(raw_lines: RawLines) -> tuple[RawLines, tuple[Edit, ...]]:
    """Return the lines without furniture and blank ones, and the edits that remove these.

    A line is removed with the line end after it, but below the last remaining line with the line
    end before it, so that the transmitted text does not end with a line end.
    """
    reasons = taken_lines(raw_lines)
    kept = raw_lines.only(line for line in raw_lines.lines if line.number not in reasons)
    last = kept.lines[-1].number if kept.lines else len(raw_lines.lines) + 1
    edits = []
    for n, line in enumerate(raw_lines.lines):
        if line.number in reasons:
            start = line.start if line.number < last else raw_lines.lines[n - 1].end
            end = line.next if line.number < last else line.end
            if start < end:
                edits.append(Edit(start, raw_lines.raw[start:end], "", *reasons[line.number]))
    return kept, tuple(edits)


def taken_lines(raw_lines: RawLines) -> dict[int, tuple[str, str]]:
    """Return the rule and the reason for every line that is removed whole, by line number."""
    return {line.number: reason for line in raw_lines.lines if (reason := _reason(raw_lines, line))}


def _reason(raw_lines: RawLines, line: RawLine) -> tuple[str, str] | None:
    ruling = raw_lines.ruling(line)
    if ruling and ruling.kind == "furniture":
        return "furniture", ruling.why
    if BLANK_LINES in raw_lines.info.rules and not raw_lines.words(line).strip():
        return BLANK_LINES, "a blank line"
    return None


def _propose(raw_lines: RawLines, taken: Iterable[Edit]) -> Iterator[Edit]:
    claimed = {at for edit in taken for at in range(edit.start, edit.end)}
    ruled = {ruling.kind for ruling in raw_lines.info.rulings}
    for rule in CLEANING:
        if rule.by_ruling in ruled or rule.name in raw_lines.info.rules:
            for edit in rule.edits(raw_lines):
                stretch = range(edit.start, edit.end)
                if claimed.isdisjoint(stretch):
                    claimed.update(stretch)
                    yield edit


def _complaints(raw_lines: RawLines, source: TextSource) -> Iterator[Problem]:
    """Yield a Problem for each ruling that expects something the raw text does not have."""
    place = source.info.place
    for ruling in source.info.rulings:
        first = next((n for n in raw_lines.lines if n.number >= ruling.first), None)
        if ruling.kind == "turns" and first and not opening(raw_lines, first):
            message = (
                f"line {first.number} begins the turns, but not with a declared speaker’s label"
            )
            hint = "declare the label under `speakers`, or correct `lines`"
            yield Problem(ruling.place, "no-speaker", message, hint)
        if ruling.kind == "endnotes" and first and not opening(raw_lines, first):
            message = f"line {first.number} begins the endnotes, but not with a number"
            hint = "begin the ruling at a line with a number; what follows belongs to that note"
            yield Problem(ruling.place, "no-number", message, hint)
    if "note-calls" in source.info.rules:
        yield from _call_complaints(raw_lines, place)


def _call_complaints(raw_lines: RawLines, place: Place) -> Iterator[Problem]:
    hint = "remove `note-calls` from `rules`: the digits then stay in the text"
    series = call_series(raw_lines)
    for number in series.missing:
        message = f"no call of endnote {number} was found where the order of the endnotes needs it"
        yield Problem(place, "call-missing", message, hint)
    for number in series.ambiguous:
        message = f"endnote {number} could be called in more than one place"
        yield Problem(place, "call-ambiguous", message, hint)


def _blemishes(words: Words, source: TextSource, lines: tuple[Line, ...]) -> Iterator[Problem]:
    """Yield a Problem for each passage without words or with an invisible character.

    A text without any passage is a Problem too.
    """
    if not lines:
        ruled = any(ruling.kind == "furniture" for ruling in source.info.rulings)
        hint = "the raw text has only blank lines: put the text in raw.txt as it was received"
        hint = "rule fewer lines as furniture" if ruled else hint
        yield Problem(source.raw_place(1), "nothing-left", "cleaning leaves no text", hint)
    for line in lines:
        if not line.text.strip():
            place = source.raw_place(*words.at(line.span.start))
            message = "this line would be a passage without words"
            hint = f"add `{BLANK_LINES}` to `rules` in text.yml"
            yield Problem(place, "empty-passage", message, hint)
        elif match := INVISIBLE.search(line.text):
            place = source.raw_place(*words.at(line.span.start))
            message = f"the passage contains U+{ord(match[0]):04X}, an invisible character"
            rule = "line-ends" if match[0] == "\r" else "invisible-characters"
            at_the_head = line.span.start == match.start() == 0
            rule = "byte-order-mark" if match[0] == "\ufeff" and at_the_head else rule
            hint = f"add `{rule}` to `rules` in text.yml"
            yield Problem(place, "invisible-character", message, hint)
