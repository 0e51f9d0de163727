"""Load one text's folder: raw text, passages, rulings, notes, and what its releases showed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from build_edition.model import (
    ColumnsRuling,
    ContentsEntry,
    EmendationRuling,
    LineRuling,
    PassageRecord,
    Place,
    Problem,
    Span,
    Speaker,
    TextInfo,
    TextSource,
)
from build_edition.sources.entries import citations, entries
from build_edition.sources.formats.edition_and_text import (
    PassageFormat,
    RulingFormat,
    TextFormat,
)
from build_edition.sources.formats.line_rulings import ColumnsFormat, LineRulingFormat
from build_edition.sources.formats.names import TEXTS
from build_edition.sources.formats.taken import taken
from build_edition.sources.formats.validation import validated
from build_edition.sources.notes import load_notes
from build_edition.sources.parsing.decoding import decoded
from build_edition.sources.parsing.files import read, read_bytes
from build_edition.sources.parsing.yaml_places import Document
from build_edition.sources.released_words import load_released_words

_MOST_LINES = 200_000
"""The most lines of a raw text: each can be a passage, or a cleaning edit."""


def load_text_source(
    root: Path, slug: str, folder: str = ""
) -> tuple[TextSource | None, tuple[Problem, ...]]:
    """Return one text's folder as a TextSource, or None if an error prevents it, and all Problems.

    `folder` is its path from the root if that is not, or not yet, `edition/texts/<slug>`.
    """
    folder = folder or f"{TEXTS}/{slug}"
    document, problems = read(root, f"{folder}/text.yml")
    form = validated(document, TextFormat)
    problems += document.problems
    if form and form.slug != slug:
        message = f"the folder is called {slug}, but its `slug` is {form.slug}"
        hint = f"write `slug: {slug}`, or rename the folder"
        problems.append(Problem(document.place(("slug",)), "slug-differs", message, hint))
    raw, found = _raw(root, folder, form, document)
    problems += found
    records, found = _records(root, f"{folder}/passages.json")
    problems += found
    rulings, found = _rulings(root, f"{folder}/emendations.yml")
    problems += found
    failed = any(problem.severity == "error" for problem in problems)
    notes, found = load_notes(root, slug, f"{folder}/notes")
    problems += found
    released, found = load_released_words(root, folder)
    problems += found
    if form is None or raw is None or failed:
        return None, tuple(problems)
    head = _head(form, document)
    return TextSource(head, raw, records, rulings, folder, notes, released), tuple(problems)


def _raw(
    root: Path, folder: str, form: TextFormat | None, document: Document
) -> tuple[str | None, list[Problem]]:
    path = f"{folder}/raw.txt"
    content, problem = read_bytes(root, path)
    if problem and problem.code == "file-missing":
        hint = "put the text there as it was received, byte for byte"
        return None, [Problem(Place(path), "raw-missing", "the raw text is missing", hint)]
    if problem:
        return None, [problem]
    if not content:
        hint = "put the text there as it was received, byte for byte"
        return None, [Problem(Place(path), "raw-empty", "the raw text is empty", hint)]
    if (lines := content.count(b"\n")) > _MOST_LINES:
        message = f"the raw text has {lines:,} lines, more than the {_MOST_LINES:,} allowed"
        hint = "make several texts of it, one for each part"
        return None, [Problem(Place(path), "file-too-large", message, hint)]
    raw, problems = decoded(content, path, form.encoding if form else "utf-8")
    return (None, [*problems]) if problems else (raw, [*_checksum(content, form, document)])


def _checksum(content: bytes, form: TextFormat | None, document: Document) -> Iterator[Problem]:
    found = hashlib.sha256(content).hexdigest()
    if form and form.sha256 is None:
        message = "no checksum is recorded, so a change to the raw text would go unnoticed"
        hint = f"add `sha256: {found}`"
        yield Problem(Place(document.path), "no-checksum", message, hint, "warning")
    elif form and form.sha256 != found:
        message = f"raw.txt has changed since its checksum was recorded; it is now {found}"
        hint = "a raw text is never edited: restore it, or add the new version as another text"
        yield Problem(document.place(("sha256",)), "checksum-differs", message, hint)


def _records(root: Path, path: str) -> tuple[tuple[PassageRecord, ...], list[Problem]]:
    listed, _, problems = entries(root, path, PassageFormat)
    return (
        tuple(  # not with `taken`, which takes four times as long: there are hundreds in a text
            PassageRecord(e.id, e.kind, Span(*e.span), e.begins, e.level, e.speaker, e.also, e.gone)
            for e in listed.values()
        ),
        problems,
    )


def _rulings(root: Path, path: str) -> tuple[tuple[EmendationRuling, ...], list[Problem]]:
    listed, document, problems = entries(root, path, RulingFormat)
    return tuple(
        taken(
            EmendationRuling,
            entry,
            sources=citations(entry.sources, document, (n, "sources")),
            place=document.place((n,)),
        )
        for n, entry in listed.items()
    ), problems


def _head(form: TextFormat, document: Document) -> TextInfo:
    rulings = (_line_ruling(ruling, document, n) for n, ruling in enumerate(form.rulings))
    return taken(
        TextInfo,
        form,
        brief_caveat=form.brief_caveat or form.caveat.rstrip("."),
        speakers=tuple(taken(Speaker, speaker) for speaker in form.speakers),
        columns=tuple(_columns(ruling, document, n) for n, ruling in enumerate(form.columns)),
        rulings=tuple(rulings),
        contents=tuple(
            taken(ContentsEntry, e, place=document.place(("contents", n)))
            for n, e in enumerate(form.contents)
        ),
        parts=tuple(
            taken(ContentsEntry, e, place=document.place(("parts", n)))
            for n, e in enumerate(form.parts)
        ),
        place=Place(document.path),
    )


def _columns(form: ColumnsFormat, document: Document, n: int) -> ColumnsRuling:
    first, _, last = form.lines.partition("-")
    return taken(
        ColumnsRuling,
        form,
        first=int(first),
        last=int(last or first),
        at=form.at or 0,
        place=document.place(("columns", n)),
    )


def _line_ruling(form: LineRulingFormat, document: Document, n: int) -> LineRuling:
    first, _, last = (form.lines or "0").partition("-")
    return taken(
        LineRuling,
        form,
        first=int(first),
        last=int(last or first),
        kind=form.as_,
        times=form.times or 0,
        place=document.place(("rulings", n)),
    )
