"""Stage 4, annotating: find each note's words in a reading, or report a Problem.

Words are found exactly, or else with the differences of `foldings.py` overlooked, if they then fit
one place; the note then has the page's own words. Notes may overlap one another and emendations; a
note has one passage, or the whole text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from build_edition.model import (
    WHOLE,
    Annotation,
    Edit,
    Lemma,
    Note,
    PassageRecord,
    Place,
    Problem,
    Reading,
    Span,
    Text,
)
from build_edition.texts.foldings import AT_AN_END, MOST, folded, spread
from build_edition.texts.ledger import PositionMap, inverse
from build_edition.texts.passages import PASSAGE_IDS
from build_edition.texts.quotations import find, is_word_edge, occurrences


def annotate(
    readings: Sequence[Reading],
    records: Iterable[PassageRecord],
    cleaning: Iterable[Edit],
    notes: Iterable[Note],
) -> tuple[tuple[Reading, ...], tuple[Problem, ...]]:
    """Return a text's readings with their notes placed, and a Problem for each without a place.

    Notes on the whole text are left out: they have no words to find.
    """
    ids = {name: reading for reading in readings for name in (reading.id, *reading.passage.also)}
    gone = {record.id: record.gone for record in records if record.gone}
    raw = _RawSpans(readings, cleaning)
    placed: dict[str, list[Annotation]] = {reading.id: [] for reading in readings}
    problems: list[Problem] = []
    for note in notes:
        if note.lemma.at == WHOLE:
            continue
        reading = ids.get(note.lemma.at)
        if reading is None:
            problems.append(_nowhere(note.lemma, gone.get(note.lemma.at, "")))
            continue
        span, problem = _located(note.lemma, reading)
        if span is not None:
            shown = _as_shown(note, reading, span)
            placed[reading.id].append(Annotation(shown, span, raw.span(reading, span)))
        if problem:
            problems.append(replace(problem, hint=_hint(problem, note.lemma, reading, readings)))
    return tuple(_annotated(r, placed[r.id]) for r in readings), tuple(problems)


def locate(lemma: Lemma, reading: Reading) -> tuple[Span | None, Problem | None]:
    """Return the span of quoted words in a reading (code points), or why they cannot be found."""
    if lemma.on == WHOLE:
        return Span(0, len(reading.text)), None
    return find(lemma.on, reading.text, lemma.place, reading.id, lemma.occurrence)


def elsewhere(text: Text, texts: Iterable[Text]) -> Mapping[Place | None, str]:
    """Return, for notes whose words are not in their text, where other texts have these words.

    Each hint is under the places where the note quotes the words and names the passage.
    """
    found: dict[Place | None, str] = {}
    others = [other for other in texts if other is not text]
    for note in text.unplaced:
        if note.lemma.on == WHOLE or any(_has(note.lemma.on, r) for r in text.readings):
            continue
        for other in others:
            ids = [reading.id for reading in other.readings if _has(note.lemma.on, reading)]
            if ids:
                where = f"{other.info.slug} {', '.join(ids[:3])}"
                folder = f"edition/texts/{other.info.slug}/notes/"
                hint = f"those words are in {where}: move the file to {folder}"
                found |= dict.fromkeys((note.lemma.place, note.lemma.place_of_at), hint)
                break
    return found


def _located(lemma: Lemma, reading: Reading) -> tuple[Span | None, Problem | None]:
    """Return the span of a note's words, and the Problem, or the warning of what was overlooked."""
    span, problem = locate(lemma, reading)
    if span and lemma.on == lemma.on.strip():
        return span, None
    if span:
        start = span.start + len(lemma.on) - len(lemma.on.lstrip())
        return _overlooked(Span(start, start + len(lemma.on.strip())), (AT_AN_END,), lemma, reading)
    nth, due = lemma.occurrence or (1, 1)
    alike = folded(lemma.on, reading.text, reading.id, due + 1)
    fits = problem and problem.code == "words-not-found" and len(alike.spans) == due
    if not fits or not all(is_word_edge(reading.text, at) for at in alike.spans[nth - 1]):
        return None, problem
    return _overlooked(alike.spans[nth - 1], alike.overlooked, lemma, reading)


def _overlooked(
    span: Span, what: Iterable[str], lemma: Lemma, reading: Reading
) -> tuple[Span, Problem]:
    """Return the span of a note's words, and the warning that says what was overlooked."""
    message = f"the page has these words as “{reading.text[slice(*span)]}”"
    hint = f"nothing need be done; the check overlooked {' and '.join(what)}"
    return span, Problem(lemma.place, "words-folded", message, hint, "warning")


def _as_shown(note: Note, reading: Reading, span: Span) -> Note:
    """Return a note with its words as the page has them."""
    words = reading.text[slice(*span)]
    if note.lemma.on in (WHOLE, words):
        return note
    return replace(note, lemma=replace(note.lemma, on=words))


def _has(quotation: str, reading: Reading) -> bool:
    return quotation in reading.text or bool(folded(quotation, reading.text, reading.id).spans)


def _annotated(reading: Reading, found: Sequence[Annotation]) -> Reading:
    """Return a reading with its notes in the order of their marks: by the end of their words."""
    if not found:
        return reading
    ordered = sorted(found, key=lambda a: (a.span.end, a.span.start, a.note.id))
    return replace(reading, annotations=tuple(ordered))


def _nowhere(lemma: Lemma, gone: str) -> Problem:
    place = lemma.place_of_at or lemma.place
    if gone:
        message = f"passage {lemma.at} was withdrawn: {gone}"
        return Problem(place, "passage-gone", message, "move the note to another passage")
    return Problem(place, "no-such-passage", f"there is no passage {lemma.at}", PASSAGE_IDS)


def _hint(problem: Problem, lemma: Lemma, here: Reading, readings: Sequence[Reading]) -> str:
    """Return a hint on words that are not found or are repeated, using all readings of the text."""
    if problem.code == "words-repeated":
        count = len(occurrences(lemma.on, here.text))
        return f"{problem.hint}, or say which: `occurrence: 1 of {count}`"
    if problem.code != "words-not-found":
        return problem.hint
    alike = len(folded(lemma.on, here.text, here.id).spans)
    if alike > 1:
        often = f"{alike} times" if alike < MOST else "many times"
        return f"words like them are there {often}: quote more of them, as the page shows them"
    for placed in here.emendations:
        if placed.ruling.read and occurrences(lemma.on, placed.ruling.on):
            return f"the edition reads “{placed.ruling.read}” there: quote what the page shows"
    if lemma.on in here.passage.line.text:
        return "an emendation changed these words: quote the reading that the page shows"
    others = [reading.id for reading in readings if _has(lemma.on, reading)]
    if others:
        return f"those words are in {', '.join(others[:3])}: correct `at`"
    for one, other in pairwise(readings):
        if here in (one, other) and spread(lemma.on, one.text, other.text):
            both = f"they begin in {one.id} and end in {other.id}"
            return f"{both}, and a note is about one passage: quote those in {here.id} alone"
    return problem.hint


class _RawSpans:
    """A map from spans of readings back to the raw text, through both ledgers."""

    def __init__(self, readings: Iterable[Reading], cleaning: Iterable[Edit]) -> None:
        self._back = PositionMap(inverse(cleaning))
        self._starts: dict[str, int] = {}
        start = 0
        for reading in readings:
            self._starts[reading.id] = start
            start += len(reading.passage.line.text) + 1  # the line feed after each passage

    def span(self, reading: Reading, span: Span) -> Span:
        """Return the span of the raw text (code points) that a span of a reading came from."""
        transmitted = PositionMap(inverse(reading.edits)).span(span)
        start = self._starts[reading.id]
        found = self._back.span(Span(start + transmitted.start, start + transmitted.end))
        # words of a right-hand column were put in elsewhere: only their passage tells where they were
        line = reading.passage.line.span
        return found if found.start < found.end else line
