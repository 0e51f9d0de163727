"""Draft rulings on the suspect numbers of a new text."""

from collections.abc import Sequence

from build_edition.model import Passage, Span
from build_edition.numerals import Suspect, examine
from build_edition.proposals.yaml_words import quoted
from build_edition.texts.quotations import is_word_edge, occurrences

UNRULED = "Found by the program and not looked into yet"
"""The reason given for leaving a suspect number as transmitted, until an editor rules on it."""


def ruling_drafts(passages: Sequence[Passage]) -> str:
    """Return rulings, in YAML, that leave each suspect number of a new text as transmitted."""
    drafts = []
    for passage in passages:
        text = passage.line.text
        for n, (span, why) in enumerate(_quotations(text, examine(text).suspects), start=1):
            name, on = f"{passage.id}-number-{n}", text[span.start : span.end]
            drafts.append(_ruling(name, passage.id, on, f"{UNRULED}: {why}."))
    return "".join(drafts)


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
