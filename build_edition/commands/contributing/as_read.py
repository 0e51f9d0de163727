"""Put what a copy of the edition says into words, entry by entry, as a reader sees it.

Every field of an entry is in its words, so that no change can hide from a review.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from build_edition import edition
from build_edition.commands.printing.review import Entry
from build_edition.model import (
    Citation,
    Imprint,
    Lemma,
    Place,
    Problem,
    Prose,
    Reference,
    Release,
    Style,
    Text,
    TextSource,
    ToolError,
    Words,
    Work,
)
from build_edition.render.citing.citeproc import answered
from build_edition.render.citing.sources import read_bibliography, source_questions
from build_edition.site.pandoc import ask
from build_edition.sources.load import load_frame, load_sources
from build_edition.sources.reference import load_reference
from build_edition.sources.release_register import load_register
from build_edition.sources.text_source import load_text_source

_MARKS: Mapping[Style, str] = {"emphasis": "*", "strong": "**", "code": "`"}
_LABELS = {"lemma": "on", "citations": "sources", "internal": "the text itself shows it"}
"""What fields are called, where editors write another word than the program."""

_APART = frozenset({"id", "place", "place_of_at", "mentions", "links"})
"""Fields that are not put into words: an entry's heading names it, and places are of no interest."""


@dataclass(frozen=True)
class Copy:
    """One copy of the edition: what each of its entries says, its works, releases and Problems."""

    entries: Mapping[Entry, str]
    works: Mapping[str, Work]
    released: tuple[Release, ...]
    problems: tuple[Problem, ...]


def read_copy(root: Path) -> Copy:
    """Return the copy of the edition at a root, as far as its files can be read."""
    sources, found = load_sources(root)
    if sources is None:
        _, slugs, _ = load_frame(root)
        texts = [text for slug in slugs if (text := load_text_source(root, slug)[0])]
        reference, released = load_reference(root)[0], load_register(root)[0]
        entries = dict(_entries(None, texts, reference))
        problems = tuple(sorted(set(found)))
    else:
        reference, released = sources.reference, sources.released
        entries = dict(_entries(sources.imprint, sources.texts, reference))
        problems = tuple(sorted({*found, *edition.build(sources)[1]}))
    return Copy(entries, {work.key: work for work in reference.works}, released, problems)


def cited(works: Iterable[Work]) -> dict[str, str]:
    """Return each work as the bibliography cites it, by its key; nothing if pandoc fails."""
    listed = [*works]
    with suppress(ToolError):
        answers = answered(source_questions(listed, ()), ask)
        return {key: entry.striptags() for key, entry in read_bibliography(listed, answers)}
    return {}


def _entries(
    imprint: Imprint | None, texts: Iterable[TextSource], reference: Reference
) -> Iterator[tuple[Entry, str]]:
    if imprint:
        yield Entry("edition", "", "what it says of itself"), said_of(imprint)
    for source in texts:
        yield from _of_a_text(source)
    for work in reference.works:
        yield Entry("work", "", work.key), _work(work)
    for kind, listed in (
        ("person", reference.people),
        ("event", reference.events),
        ("question", reference.questions),
        ("erratum", reference.errata),
    ):
        for each in listed:
            yield Entry(kind, "", each.id), said_of(each)
    for series in reference.series:
        yield Entry("figures", "", series.title), said_of(series)


def _of_a_text(source: TextSource) -> Iterator[tuple[Entry, str]]:
    slug = source.info.slug
    text, _ = edition.read_text(source)
    yield Entry("text", slug, "what is said of it"), said_of(source.info)
    for reading in text.readings if text else ():
        yield Entry("passage", slug, reading.id), reading.text
    for ruling in source.rulings:
        yield Entry("emendation", slug, ruling.id), said_of(ruling)
    for note in _notes(text) if text else source.notes:
        yield Entry("note", slug, note.id), said_of(note)


def _notes(text: Text) -> Iterator[Any]:
    yield from (*text.notes, *text.unplaced, *text.retired_notes)


def _work(work: Work) -> str:
    item = {**json.loads(work.csl), "formerly": list(work.formerly)}
    return "\n".join(
        f"{key}: {_csl(value)}" for key, value in item.items() if value not in ("", [])
    )


def _csl(value: Any) -> str:
    """Return a value of CSL-JSON in words: names and dates without their brackets."""
    if isinstance(value, list):
        return "; ".join(_csl(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(
            "-".join(map(str, part)) if key == "date-parts" else str(part)
            for key, parts in value.items()
            for part in (parts if isinstance(parts, list) else [parts])
        )
    return str(value)


def said_of(value: Any) -> str:
    """Return the fields of an entry, one a line; those without a value are left out."""
    return "\n".join(f"{label}: {words}" for label, words in _fields(value))


def _fields(value: Any) -> Iterator[tuple[str, str]]:
    for field in fields(value):
        given = getattr(value, field.name)
        if field.name not in _APART and (words := _in_words(given, field.name)):
            yield _LABELS.get(field.name, field.name.replace("_", "-")), words


def _in_words(value: Any, name: str = "") -> str:
    """Return a value of the model in words; nothing for one that says nothing."""
    if value is None or isinstance(value, Place):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "body":
        return _prose(value)
    if isinstance(value, Citation):
        return _citation(value)
    if isinstance(value, Lemma):
        which = "{} of {}, ".format(*value.occurrence) if value.occurrence else ""
        return f"{which}{value.text} {value.at}: {value.on}"
    if isinstance(value, tuple):
        between = (
            "\n  "
            if value and is_dataclass(value[0]) and not isinstance(value[0], Citation)
            else "; "
        )
        return between.join(_in_words(each) for each in value)
    if is_dataclass(value):
        return ", ".join(f"{label} {words}" for label, words in _fields(value))
    return str(value)


def _prose(prose: Prose) -> str:
    return "\n  ".join("".join(_styled(words) for words in paragraph) for paragraph in prose)


def _styled(words: Words) -> str:
    """Return words with their styles as Markdown, and the link after them in brackets."""
    marks = "".join(_MARKS[style] for style in words.styles)
    return f"{marks}{words.text}{marks[::-1]}" + (f" ({words.href})" if words.href else "")


def _citation(citation: Citation) -> str:
    """Return a citation as an editor writes it."""
    place = f", {citation.locator}" if citation.locator else ""
    return citation.key + place + (f" [{citation.seen}]" if citation.seen else "")
