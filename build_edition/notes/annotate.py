"""Stage 4, annotating: find each note's words in a reading, exactly, or report a Problem.

Notes may overlap one another and emendations; a note has one passage, or the whole text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from build_edition.model import (
    WHOLE,
    Annotation,
    Edit,
    Lemma,
    Note,
    PassageRecord,
    Problem,
    Reading,
    Span,
)
from build_edition.texts.ledger import PositionMap, inverse
from build_edition.texts.passages import PASSAGE_IDS
from build_edition.texts.quotations import find, occurrences


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
        span, problem = locate(note.lemma, reading)
        if span is not None:
            placed[reading.id].append(Annotation(note, span, raw.span(reading, span)))
        if problem:
            problems.append(replace(problem, hint=_hint(problem, note.lemma, reading, readings)))
    return tuple(_annotated(r, placed[r.id]) for r in readings), tuple(problems)


def locate(lemma: Lemma, reading: Reading) -> tuple[Span | None, Problem | None]:
    """Return the span of quoted words in a reading (code points), or why they cannot be found."""
    if lemma.on == WHOLE:
        return Span(0, len(reading.text)), None
    return find(lemma.on, reading.text, lemma.place, reading.id, lemma.occurrence)


def _annotated(reading: Reading, found: Sequence[Annotation]) -> Reading:
    """Return a reading with its notes in the order of their marks: by the end of their words."""
    if not found:
        return reading
    ordered = sorted(found, key=lambda a: (a.span.end, a.span.start, a.note.id))
    return replace(reading, annotations=tuple(ordered))


def _nowhere(lemma: Lemma, gone: str) -> Problem:
    if gone:
        message = f"passage {lemma.at} was withdrawn: {gone}"
        return Problem(lemma.place, "passage-gone", message, "move the note to another passage")
    return Problem(lemma.place, "no-such-passage", f"there is no passage {lemma.at}", PASSAGE_IDS)


def _hint(problem: Problem, lemma: Lemma, here: Reading, readings: Iterable[Reading]) -> str:
    """Return a hint on words that are not found or are repeated, using all readings of the text."""
    if problem.code == "words-repeated":
        count = len(occurrences(lemma.on, here.text))
        return f"{problem.hint}, or say which: `occurrence: 1 of {count}`"
    if problem.code != "words-not-found":
        return problem.hint
    for placed in here.emendations:
        if placed.ruling.read and occurrences(lemma.on, placed.ruling.on):
            return f"the edition reads “{placed.ruling.read}” there: quote what the page shows"
    if lemma.on in here.passage.line.text:
        return "an emendation changed these words: quote the reading that the page shows"
    others = [reading.id for reading in readings if lemma.on in reading.text]
    if others:
        return f"those words are in {', '.join(others[:3])}: correct `at`"
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
        return self._back.span(Span(start + transmitted.start, start + transmitted.end))
