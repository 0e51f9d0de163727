"""Check that what the editors say can be looked up, and is said to readers, not to one another."""

import re
from collections.abc import Iterator

from build_edition.model import NOTE_KINDS, Citation, Edition, Note, Problem, Text
from build_edition.model.citing import citations_beside
from build_edition.notes.markdown import plain

PAGINATED = frozenset(
    "article-journal article-magazine book chapter collection entry entry-dictionary"
    " entry-encyclopedia manuscript pamphlet paper-conference periodical report thesis".split()
)
"""Types of works (CSL 1.0.2) that have pages, chapters or sections to cite."""

_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"|«[^»]*»")
# not in capitals, which are the United States
_US = re.compile(r"\b(?:[Ww]e|us|[Oo]urs?|ourselves)\b")
_UNCHECKED = re.compile(r"\bnot (?:been |yet )*(?:checked|verified)\b", re.I)
_NOT_FOUND = re.compile(
    r"\b(?:not|never) (?:been |yet )*(?:found|located|traced)\b"
    r"|\bcould not be (?:found|located|traced)\b"
    r"|\b[Nn]o\b[^.;:]* (?:was|were|has been|have been|is|are) (?:found|located|traced)\b"
)
_SOMEWHERE = re.compile(
    r"\b(?:edition|chapter|ch\.|volume|vol\.|part|section|book|page|p\.|pp\.|index|document|entry)",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?…])[”’\"]?\s+")
_WORDS_OF_A_SENTENCE = 6


def places_cited(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each citation of a paginated work that tells neither a place nor how seen.

    What was retired keeps its last words, and so its citations.
    """
    paged = {w.key for w in edition.reference.works if w.type in PAGINATED}
    for citation in _live_citations(edition):
        if citation.key in paged and not (citation.locator or citation.seen):
            message = f"{citation.key} has pages, but the place in it is not given"
            hint = f"write “{citation.key}, p. 12 [read]”, or “{citation.key} [unseen]”"
            yield Problem(citation.place, "place-missing", message, hint, "warning")


def events_told(edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each event of which no passage tells."""
    for event in edition.reference.events:
        if not event.told:
            message = f"no passage tells of the event {event.id}"
            hint = (
                "list under `told` the passages that tell of it or allude to it; one that was never"
                " released can be removed"
            )
            yield Problem(event.place, "event-untold", message, hint, "warning")


def notes_speak_to_readers(text: Text) -> Iterator[Problem]:
    """Yield a Problem for each note that speaks of the editors’ own work."""
    for note in text.notes:
        words = _QUOTED.sub("", plain(note.body))
        if found := _US.search(words) or _UNCHECKED.search(words):
            message = f"the note says “{found[0]}”: readers want the record, not how it was made"
            hint = "say what is on record; what is open belongs in edition/questions.yml"
            yield Problem(note.place, "workshop-talk", message, hint, "warning")


def searches_are_named(text: Text) -> Iterator[Problem]:
    """Yield a Problem for each note that says something was not found, but not where one looked."""
    for note in text.notes:
        for sentence in _sentences(note):
            found = _NOT_FOUND.search(_QUOTED.sub("", sentence))
            if found and not (
                _SOMEWHERE.search(sentence) or any(c.locator for c in note.citations)
            ):
                message = f"the note says “{found[0]}”, but not in which edition or chapter"
                hint = "name the edition, chapter or volume in which it was looked for"
                yield Problem(note.place, "search-unnamed", message, hint, "warning")
                break


def sentences_differ(text: Text) -> Iterator[Problem]:
    """Yield a Problem for each note that repeats a sentence of another note on the text."""
    first: dict[str, str] = {}
    note_at = {note.id: note.lemma.at for note in text.notes}
    for note in text.notes:
        for sentence in _sentences(note):
            words = sentence.strip(' .!?…”’"')
            if len(words.split()) < _WORDS_OF_A_SENTENCE:
                continue
            other = first.setdefault(words, note.id)
            if other != note.id:
                message = f"the note repeats a sentence of the note {other}: “{_begins(words)} …”"
                hint = f"say it once, and link there: /{text.info.address(note_at[other], f'note-{other}')}"
                yield Problem(note.place, "sentence-twice", message, hint, "warning")
                break


def notes_rest_on_something(text: Text) -> Iterator[Problem]:
    """Yield a Problem for each note of a kind that needs a source and has none of any sort."""
    for note in text.notes:
        grounded = note.citations or note.internal or note.source
        if NOTE_KINDS[note.kind].sourced and not grounded:
            message = f"a note of the kind {note.kind} has no source"
            hint = "add `sources`, or `source` in your own words: an editor will look for the work"
            yield Problem(note.place, "note-unsourced", message, hint, "warning")


def _live_citations(edition: Edition) -> Iterator[Citation]:
    for text in edition.texts:
        for reading in text.readings:
            for placed in reading.emendations:
                yield from placed.ruling.sources
        for note in text.notes:
            yield from note.citations
    yield from citations_beside(edition.reference)


def _sentences(note: Note) -> list[str]:
    return [s for paragraph in plain(note.body).split("\n") for s in _SENTENCE.split(paragraph)]


def _begins(words: str) -> str:
    return " ".join(words.split()[:_WORDS_OF_A_SENTENCE])


OF_A_TEXT = (notes_speak_to_readers, searches_are_named, sentences_differ, notes_rest_on_something)
"""Checks of a text's notes."""

OF_THE_WHOLE = (places_cited, events_told)
"""Checks that compare the files of the edition."""
