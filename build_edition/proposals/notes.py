"""Draft notes on exact words, for contributors who work on a copy of the project.

A draft fills in the form (passage, words, id). The contributor writes what the note says, and an
editor confirms it.
"""

import re
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from build_edition.model import NoteKind, Reading
from build_edition.proposals.suggestions import Suggestion
from build_edition.proposals.yaml_words import quoted
from build_edition.texts.quotations import is_word_edge, near_matches, occurrences

WORDS_IN_A_NAME = 5
"""The most words in a note's name, which is made from the words that the note is about."""

LONGEST_NAME = 40
"""The most characters of a note's name, unless a number is added, so that addresses stay short."""

_NO_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Found:
    """A place where quoted words occur: the passage, and which of how many occurrences there."""

    passage: str
    nth: int
    count: int


def find_words(on: str, readings: Iterable[Reading]) -> tuple[Found, ...]:
    """Return every place in a text where quoted words occur as whole words."""
    found = []
    for reading in readings:
        places = occurrences(on, reading.text)
        whole = [n for n, at in enumerate(places, start=1) if _is_whole(on, at, reading.text)]
        found += [Found(reading.id, n, len(places)) for n in whole]
    return tuple(found)


def nearest(on: str, readings: Iterable[Reading], most: int = 5) -> tuple[tuple[str, str], ...]:
    """Return up to `most` passage ids, each with words there that are most like a misquotation.

    If some differ from it only in case or spaces, only these are returned.
    """
    folded = " ".join(on.split()).casefold()
    close = [(r.id, words) for r in readings for words in near_matches(on, r.text)]
    closest = sorted(close, key=lambda place: -SequenceMatcher(None, folded, place[1]).ratio())
    alike = [(at, words) for at, words in close if words.casefold() == folded]
    return tuple((alike or closest)[:most])


def name_for(on: str, taken: Container[str]) -> str:
    """Return a short, unused name for a note, made from the words that it is about.

    >>> name_for("the oilfield at Daqing", set()), name_for("the oilfield", {"the-oilfield"})
    ('the-oilfield-at-daqing', 'the-oilfield-2')
    """
    plain = unicodedata.normalize("NFKD", on).encode("ascii", "ignore").decode().lower()
    words = [word for word in _NO_NAME.split(plain.replace("'", "")) if word]
    name = ""
    for word in words[:WORDS_IN_A_NAME]:
        longer = f"{name}-{word}" if name else word[:LONGEST_NAME]
        name = longer if len(longer) <= LONGEST_NAME else name
    name = name or "note"
    numbered = (name if n == 1 else f"{name}-{n}" for n in range(1, 10_000))
    return next(candidate for candidate in numbered if candidate not in taken)


def suggested_file(suggestion: Suggestion, found: Found, on: str, by: str) -> str:
    """Return the content of the file of a note that somebody suggested, on these words of the page."""
    return (
        f"---\nat: {found.passage}\non: |-\n{_block(on)}\n{_which(found)}kind: {suggestion.kind}\n"
        f"certainty: unchecked\nsource: |-\n{_block(suggestion.source)}\n"
        f"by: [{quoted(by)}]\n---\n{suggestion.note}\n"
    )


def _block(words: str) -> str:
    return "\n".join(f"  {line}" for line in words.split("\n"))


def _which(found: Found) -> str:
    return f"occurrence: {found.nth} of {found.count}\n" if found.count > 1 else ""


def note_file(on: str, found: Found, kind: NoteKind, by: str) -> str:
    """Return the content of a note's file, with the body still to be written."""
    return (
        f"---\nat: {found.passage}\non: |-\n{_block(on)}\n{_which(found)}kind: {kind}\n"
        f"certainty: unchecked # high, medium or low once sources support it\n"
        f'sources: [] # keys of works.json, such as ["example1999"]\n'
        f"source: |- # a work that is not there, on the next line: author, title, year, page\n  \n"
        f"by: [{quoted(by)}]\n---\n"
    )


def _is_whole(on: str, at: int, text: str) -> bool:
    return is_word_edge(text, at) and is_word_edge(text, at + len(on))
