"""The words of a passage in TEI: emendations, anchors around words with notes, names, calls.

A passage's string value without `sic` inside `choice`, without `label` and without calls is the
reading, with […] for each `gap`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise

from markupsafe import Markup

from build_edition.model import (
    GAP,
    WHOLE,
    Call,
    Emendation,
    Mention,
    Note,
    Reading,
    Span,
    Text,
)
from build_edition.render.drawing import Drawing, Names
from build_edition.render.exports.tei.signs import said, spoken
from build_edition.render.markup.html import joined
from build_edition.render.markup.xml import end_tag, pointer, start_tag, tag
from build_edition.texts.runs import outward

_LOST = tag("gap", tag("desc", GAP), reason="lost", extent="unknown", unit="chars")
"""A gap, which holds the sign that the reading has, since most programs show nothing else of it."""

_OFFICES = {"Chairman", "Premier", "President", "Prime Minister"}
_DOCTRINE = re.compile(r"\w+is(?:m|ts?)")

Marks = Mapping[int, Markup]
"""The elements and tags between two characters of a reading, by the offset of the second."""


@dataclass(frozen=True)
class WordContext:
    """What is needed from a text to draw its passages: who is named, and where calls lead.

    `endnotes` gives the passage of each of the author's endnotes by its number; `called` are the
    numbers of those that are called; `notes`
    are the addresses of the editors' notes by their ids.
    """

    names: Names
    notes: Mapping[str, str]
    endnotes: Mapping[str, str]
    called: frozenset[str]


def passage_words(reading: Reading, known: WordContext) -> Markup:
    """Return the words of one passage with all that is marked in them."""
    marks = _marks(reading, known)
    if not (marks or reading.emendations):
        return said(reading.text)
    starts = {placed.reading.start: placed for placed in reading.emendations}
    inside = {at for e in reading.emendations for at in range(e.reading.start + 1, e.reading.end)}
    edges = {edge for placed in reading.emendations for edge in placed.reading}
    cuts = sorted({0, len(reading.text), *edges, *(set(marks) - inside)})
    parts: list[str] = []
    for start, end in pairwise(cuts):
        parts.append(marks.get(start, ""))
        if placed := starts.get(start):
            parts.append(_emended(placed, _stretch(reading.text, Span(start, end), marks)))
        else:
            parts.append(spoken(reading.text[start:end]))
    return joined("", (*parts, marks.get(len(reading.text), "")))


def _stretch(words: str, span: Span, marks: Marks) -> Markup:
    """Return words of a reading with the marks inside them, but not those at their edges."""
    inside = [at for at in sorted(marks) if span.start < at < span.end]
    cuts = [span.start, *inside, span.end]
    parts = (
        (marks[start] if start in inside else "", spoken(words[start:end]))
        for start, end in pairwise(cuts)
    )
    return joined("", chain.from_iterable(parts))


def _emended(placed: Emendation, words: Markup) -> Markup:
    """Return a ruling's two forms; words that are left as transmitted are `sic` alone."""
    ruling = placed.ruling
    name = f"em-{ruling.id}"
    if ruling.read is None:
        return tag("sic", words, xml_id=name, resp="#editors", cert=ruling.certainty)
    corr = tag(
        "corr",
        words.replace(GAP, _LOST),
        type=ruling.kind,
        resp="#editors",
        cert=ruling.certainty,
        evidence=ruling.evidence,
        source=" ".join(f"#work-{cited.key}" for cited in ruling.sources) or None,
    )
    return tag("choice", tag("sic", said(ruling.on)), corr, xml_id=name)


def word_context(drawing: Drawing, text: Text) -> WordContext:
    """Return what is needed from a text to draw its passages."""
    return WordContext(
        names=drawing.named.get(text.info.slug, {}),
        notes={
            note.id: drawing.imprint.address + text.info.address(note.lemma.at, f"note-{note.id}")
            for note in text.notes
        },
        endnotes={r.passage.line.note: r.id for r in text.readings if r.kind == "endnote"},
        called=frozenset(call.note for r in text.readings for call in r.calls),
    )


def _marks(reading: Reading, known: WordContext) -> Marks:
    """Return the marks between characters: first what ends there, then calls, then what begins."""
    marks: dict[int, list[Markup]] = defaultdict(list)
    names = tuple(_apart(reading, known.names.get(reading.id, ())))
    noted = [a for a in reading.annotations if a.note.lemma.on != WHOLE]
    for span, _, name in names:
        marks[span.end].append(end_tag(name))
    for a in noted:
        marks[a.span.end].append(tag("anchor", xml_id=f"end-{a.note.id}"))
        marks[a.span.end].append(_note_call(a.note, known))
    for call in reading.calls:
        marks[call.at].append(_call(call, known.endnotes))
    for a in noted:
        marks[a.span.start].append(tag("anchor", xml_id=f"start-{a.note.id}"))
    for span, who, name in names:
        kind = "person" if name == "rs" else None
        marks[span.start].append(start_tag(name, ref=f"#person-{who}", type=kind))
    return {at: joined("", found) for at, found in marks.items()}


def _apart(
    reading: Reading, named: Iterable[tuple[Mention, str]]
) -> Iterator[tuple[Span, str, str]]:
    """Yield mentions widened to whole emendations, each with the person and the element.

    Of two that then overlap, the first is kept. What is wider than the name refers to the person,
    and a doctrine called after a person does not.
    """
    end = 0
    for mention, who in sorted(named, key=lambda pair: pair[0].span):
        span = outward(mention.span, reading.emendations)
        words = reading.text[slice(*mention.span)]
        if span.start >= end and not _DOCTRINE.fullmatch(words):
            end = span.end
            yield span, who, "persName" if span == mention.span and _is_name(words) else "rs"


def _is_name(words: str) -> bool:
    """Return whether words are a name, and not a description, an office or a title of a work.

    >>> [_is_name(words) for words in ("Chen Yun", "the Chairman", "China’s Khrushchev")]
    [True, False, False]
    """
    capitals = all(part[0].isupper() for part in words.split())
    described = words.startswith(("The ", "A ", "An ")) or "’s" in words or "'s" in words
    return capitals and not described and words not in _OFFICES


def _note_call(note: Note, known: WordContext) -> Markup:
    """Return a link to a note on its page, for programs that do not read what stands off."""
    return tag("ref", "*", type="call", subtype="note", target=pointer(known.notes[note.id]))


def _call(call: Call, endnotes: Mapping[str, str]) -> Markup:
    target = endnotes.get(call.note)
    return tag(
        "ref",
        said(call.number),
        type="call",
        xml_id=f"call-{call.note}",
        target=f"#{target}" if target else None,
    )
