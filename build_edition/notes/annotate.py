"""Stage 4, annotating: each note finds its words in a reading, exactly, or is a Problem.

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
from build_edition.texts.quotations import find, occurrences


def annotate(
    readings: Sequence[Reading],
    records: Iterable[PassageRecord],
    cleaning: Iterable[Edit],
    notes: Iterable[Note],
) -> tuple[tuple[Reading, ...], tuple[Problem, ...]]:
    """The readings of a text with the notes that hang on their words, or the Problems.

    Notes on the whole text are left aside: they have no words to find.
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
    """Where quoted words stand in a reading (code points), or why they cannot be found."""
    if lemma.on == WHOLE:
        return Span(0, len(reading.text)), None
    return find(lemma.on, reading.text, lemma.place, reading.id, lemma.occurrence)


def _annotated(reading: Reading, found: Sequence[Annotation]) -> Reading:
    """A reading with its notes in the order in which a reader meets their marks: by their words' end."""
    if not found:
        return reading
    ordered = sorted(found, key=lambda a: (a.span.end, a.span.start, a.note.id))
    return replace(reading, annotations=tuple(ordered))


def _nowhere(lemma: Lemma, gone: str) -> Problem:
    if gone:
        message = f"passage {lemma.at} was withdrawn: {gone}"
        return Problem(lemma.place, "passage-gone", message, "move the note to another passage")
    hint = "the number in the margin of the page is the passage’s id, with a p before it"
    return Problem(lemma.place, "no-such-passage", f"there is no passage {lemma.at}", hint)


def _hint(problem: Problem, lemma: Lemma, here: Reading, readings: Iterable[Reading]) -> str:
    """What an editor can do about words that are not found, or found too often."""
    if problem.code == "words-repeated":
        count = len(occurrences(lemma.on, here.text))
        return f"{problem.hint}, or say which: `occurrence: 1 of {count}`"
    if problem.code != "words-not-found":
        return problem.hint
    for placed in here.emendations:
        if placed.ruling.read and occurrences(lemma.on, placed.ruling.on):
            return f"the edition reads “{placed.ruling.read}” there: quote what the page shows"
    if lemma.on in here.passage.line.text:
        return "these are the transmitted words; an emendation changed them: quote the page"
    others = [reading.id for reading in readings if lemma.on in reading.text]
    if others:
        return f"those words stand in {', '.join(others[:3])}: correct `at`"
    return problem.hint


class _RawSpans:
    """Leads stretches of readings back to the raw text, through both ledgers."""

    def __init__(self, readings: Iterable[Reading], cleaning: Iterable[Edit]) -> None:
        self._back = PositionMap(inverse(cleaning))
        self._starts: dict[str, int] = {}
        start = 0
        for reading in readings:
            self._starts[reading.id] = start
            start += len(reading.passage.line.text) + 1

    def span(self, reading: Reading, span: Span) -> Span:
        """The raw code points that a stretch of a reading came from."""
        transmitted = PositionMap(inverse(reading.edits)).span(span)
        start = self._starts[reading.id]
        return self._back.span(Span(start + transmitted.start, start + transmitted.end))
