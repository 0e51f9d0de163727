"""Drafts for who contributes at the desk: a note on exact words, a new text's first rulings.

A draft is proposed and settled in its form (passage, place, id); what it says is the
contributor's to write, and an editor's to confirm.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from build_edition.anchor import is_word_edge, near_matches, occurrences
from build_edition.model import NoteKind, Passage, Reading, Span
from build_edition.numerals import Suspect, examine

WORDS_IN_A_NAME = 5
"""How many of the quoted words a note's name is made of."""

LONGEST_NAME = 40
"""How long a name that is made of words may be, so that addresses stay short (characters)."""

UNRULED = "Found by the program and not looked into yet"
"""Why a suspect number of a new text stays as transmitted, until an editor rules on it."""

_NO_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Found:
    """A place where quoted words stand: the passage, and which of how many it is there."""

    passage: str
    nth: int
    count: int


def find_words(on: str, readings: Iterable[Reading]) -> tuple[Found, ...]:
    """Every place in a text where quoted words stand as whole words."""
    found = []
    for reading in readings:
        places = occurrences(on, reading.text)
        whole = [n for n, at in enumerate(places, start=1) if _is_whole(on, at, reading.text)]
        found += [Found(reading.id, n, len(places)) for n in whole]
    return tuple(found)


def nearest(on: str, readings: Iterable[Reading], most: int = 5) -> tuple[tuple[str, str], ...]:
    """Passages with the words that look most like the quoted ones, for who misquotes."""
    folded = " ".join(on.split()).casefold()
    close = [(r.id, words) for r in readings for words in near_matches(on, r.text)]
    closest = sorted(close, key=lambda place: -SequenceMatcher(None, folded, place[1]).ratio())
    alike = [(at, words) for at, words in close if words.casefold() == folded]
    return tuple((alike or closest)[:most])


def name_for(on: str, taken: Container[str]) -> str:
    """A short name for a note, made of its words and not taken yet: it becomes its address."""
    plain = unicodedata.normalize("NFKD", on).encode("ascii", "ignore").decode().lower()
    words = [word for word in _NO_NAME.split(plain.replace("'", "")) if word]
    name = ""
    for word in words[:WORDS_IN_A_NAME]:
        longer = f"{name}-{word}" if name else word[:LONGEST_NAME]
        name = longer if len(longer) <= LONGEST_NAME else name
    name = name or "note"
    numbered = (name if n == 1 else f"{name}-{n}" for n in range(1, 10_000))
    return next(candidate for candidate in numbered if candidate not in taken)


def note_file(on: str, found: Found, kind: NoteKind, by: str) -> str:
    """A note's file with all but its words: these are the contributor's to write."""
    which = f"occurrence: {found.nth} of {found.count}\n" if found.count > 1 else ""
    block = "\n".join(f"  {line}" for line in on.split("\n"))
    return (
        f"---\nat: {found.passage}\non: |-\n{block}\n{which}kind: {kind}\n"
        f"certainty: unchecked # high, medium or low once sources bear it\n"
        f'sources: [] # keys of works.json, such as ["taubman2003"]\n'
        f"source: |- # a work that is not there, on the next line: author, title, year, page\n  \n"
        f"by: [{_quoted(by)}]\n---\n"
    )


def ruling_drafts(passages: Sequence[Passage]) -> str:
    """Rulings that leave each suspect number of a new text as transmitted, and say so (YAML)."""
    drafts = []
    for passage in passages:
        text = passage.line.text
        for n, (span, why) in enumerate(_quotations(text, examine(text).suspects), start=1):
            name, on = f"{passage.id}-number-{n}", text[span.start : span.end]
            drafts.append(_ruling(name, passage.id, on, f"{UNRULED}: {why}."))
    return "".join(drafts)


def _quotations(text: str, suspects: Sequence[Suspect]) -> list[tuple[Span, str]]:
    """Words that quote each suspect number, and why it is one; those that overlap are one quotation."""
    found: list[tuple[Span, str]] = []
    for span, why in sorted((_quotable(text, suspect), suspect.why) for suspect in suspects):
        if found and span.start < found[-1][0].end:
            last, first_why = found.pop()
            found.append((Span(last.start, max(last.end, span.end)), first_why))
        else:
            found.append((span, why))
    return found


def _quotable(text: str, suspect: Suspect) -> Span:
    """A suspect number with as many words around it as it takes to stand there only once."""
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
        f"- id: {name}\n  at: {at}\n  on: {_quoted(on)}\n  kind: number\n  certainty: low\n"
        f"  evidence: conjecture\n  why: {_quoted(why)}\n"
    )


def _quoted(words: str) -> str:
    """Words as YAML reads them whatever signs they hold."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_whole(on: str, at: int, text: str) -> bool:
    return is_word_edge(text, at) and is_word_edge(text, at + len(on))
