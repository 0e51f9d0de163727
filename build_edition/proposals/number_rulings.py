"""Draft rulings on the suspect numbers of a text."""

from collections.abc import Iterator, Sequence
from itertools import count

from build_edition.damage.overwritten import unruled
from build_edition.model import Reading, Span
from build_edition.numerals import Suspect
from build_edition.proposals.yaml_words import quoted
from build_edition.texts.quotations import is_word_edge, occurrences

UNRULED = "Found by the program and not looked into yet"
"""The reason given for leaving a suspect number as transmitted, until an editor rules on it."""


def ruling_drafts(readings: Sequence[Reading]) -> str:
    """Return rulings, in YAML, that leave each suspect number not ruled on as transmitted."""
    drafts = []
    for reading in readings:
        text = reading.passage.line.text
        names = _new_names(reading)
        for span, why in _quotations(text, [*unruled(reading)]):
            on = text[span.start : span.end]
            drafts.append(_ruling(next(names), reading.id, on, f"{UNRULED}: {why}."))
    return "".join(drafts)


def _new_names(reading: Reading) -> Iterator[str]:
    """Yield names for rulings on a passage that none of its rulings has."""
    taken = {emendation.ruling.id for emendation in reading.emendations}
    names = (f"{reading.id}-number-{n}" for n in count(1))
    return (name for name in names if name not in taken)


def _quotations(text: str, suspects: Sequence[Suspect]) -> list[tuple[Span, str]]:
    """Return the span to quote for each suspect, with the reason; overlapping spans are merged."""
    found: list[tuple[Span, str]] = []
    for span, why in sorted((_quotable(text, suspect), suspect.why) for suspect in suspects):
        if found and span.start < found[-1][0].end:
            last, first_why = found.pop()
            found.append((Span(last.start, max(last.end, span.end)), first_why))
        else:
            found.append((span, why))
    return found


def _quotable(text: str, suspect: Suspect) -> Span:
    """Return the span of a suspect number, with enough words around it to make it unique."""
    start, end = suspect.start, suspect.end
    while not is_word_edge(text, start):
        start -= 1
    while not is_word_edge(text, end):
        end += 1
    while len(occurrences(text[start:end], text)) > 1:
        start = text.rfind(" ", 0, max(0, start - 1)) + 1
        behind = text.find(" ", end + 1)
        end = len(text) if behind < 0 else behind
    while text[start].isspace():
        start += 1
    return Span(start, len(text[:end].rstrip()))


def _ruling(name: str, at: str, on: str, why: str) -> str:
    return (
        f"- id: {name}\n  at: {at}\n  on: {quoted(on)}\n  kind: number\n  certainty: low\n"
        f"  evidence: conjecture\n  why: {quoted(why)}\n"
    )
