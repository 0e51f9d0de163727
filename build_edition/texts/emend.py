"""Stage 3, emending: from transmitted passages to the readings that pages show.

Each ruling is looked up in its passage's transmitted words, never in a half-emended text, so
the order of rulings does not matter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from build_edition.model import (
    Emendation,
    EmendationRuling,
    Line,
    Passage,
    PassageRecord,
    Problem,
    Reading,
    Span,
)
from build_edition.texts.ledger import PositionMap, apply
from build_edition.texts.passages import PASSAGE_IDS
from build_edition.texts.quotations import find, is_word_edge


def emend(
    passages: Sequence[Passage],
    records: Iterable[PassageRecord],
    rulings: Iterable[EmendationRuling],
) -> tuple[tuple[Reading, ...], tuple[Problem, ...]]:
    """Return the readings of a text's passages, with each ruling placed on its words, or Problems.

    There are no readings if there is a Problem.
    """
    ids = {name: passage for passage in passages for name in (passage.id, *passage.also)}
    gone = {record.id: record.gone for record in records if record.gone}
    placed: dict[str, list[tuple[EmendationRuling, Span]]] = {
        passage.id: [] for passage in passages
    }
    problems: list[Problem] = []
    for ruling in rulings:
        passage = ids.get(ruling.at)
        if passage is None:
            problems.append(_nowhere(ruling, gone.get(ruling.at)))
            continue
        span, problem = _place(ruling, passage.line)
        if span is not None:
            problem = _overlap(ruling, span, placed[passage.id])
            placed[passage.id].append((ruling, span))
        if problem:
            problems.append(problem)
    if problems:
        return (), tuple(problems)
    return tuple(_read(passage, placed[passage.id]) for passage in passages), ()


def _nowhere(ruling: EmendationRuling, gone: str | None) -> Problem:
    if gone:
        message = f"passage {ruling.at} was withdrawn: {gone}"
        return Problem(
            ruling.place,
            "passage-gone",
            message,
            "move the ruling to another passage, or retire it",
        )
    message = f"there is no passage {ruling.at}"
    return Problem(ruling.place, "no-such-passage", message, PASSAGE_IDS)


def _place(ruling: EmendationRuling, line: Line) -> tuple[Span | None, Problem | None]:
    span, problem = find(ruling.on, line.text, ruling.place, ruling.at)
    if span is None or ruling.read is None:
        return span, problem
    emended = line.text[: span.start] + ruling.read + line.text[span.end :]
    if all(is_word_edge(emended, at) for at in (span.start, span.start + len(ruling.read))):
        return span, None
    hint = "make `on` and `read` begin and end with whole words"
    message = f"“{ruling.read}” would run into the word next to it"
    return None, Problem(ruling.place, "broken-word", message, hint)


def _overlap(
    ruling: EmendationRuling, span: Span, others: Iterable[tuple[EmendationRuling, Span]]
) -> Problem | None:
    for other, stretch in others:
        if span.start < stretch.end and stretch.start < span.end:
            message = f"“{ruling.on}” overlaps the words of the ruling {other.id}"
            hint = f"merge the two into one ruling; the other is at line {other.place.line}"
            return Problem(ruling.place, "rulings-overlap", message, hint)
    return None


def _read(passage: Passage, placed: Sequence[tuple[EmendationRuling, Span]]) -> Reading:
    line = passage.line
    if not placed:
        return Reading(passage, line.text, (), line.calls)
    found = sorted(placed, key=lambda pair: pair[1])
    draft = Reading(passage, "", tuple(Emendation(r, span, span) for r, span in found), ())
    positions = PositionMap(draft.edits)
    return Reading(
        passage=passage,
        text=apply(line.text, draft.edits),
        emendations=tuple(
            replace(e, reading=positions.span(e.transmitted)) for e in draft.emendations
        ),
        calls=tuple(replace(call, at=positions.end(call.at)) for call in line.calls),
    )
