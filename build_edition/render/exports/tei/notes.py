"""The editors' notes in TEI, and the reasons for their emendations, each aimed at exact words."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from build_edition.model import (
    WHOLE,
    Annotation,
    Emendation,
    EmendationRuling,
    Note,
    Prose,
    Reading,
    Text,
    Words,
)
from build_edition.notes.contributors import EDITORS
from build_edition.render.drawing import Drawing
from build_edition.render.exports.tei.reference import certainty, cited
from build_edition.render.exports.tei.signs import said, spoken
from build_edition.render.markup.html import joined
from build_edition.render.markup.xml import lines, pointer, tag

_OWN_TEXT = re.compile(r"/texts/+([^/]+)/*(?:\d+/)?")
_IN_TEI = re.compile("p[0-9]|note-|em-")
"""How the ids begin of what a text's page and its TEI document both have."""


def contributors(text: Text) -> dict[str, str]:
    """Return the id in the document of everyone who wrote notes on a text, except the editors."""
    names = sorted({name for note in text.notes for name in note.by} - {EDITORS})
    return {name: f"by-{n}" for n, name in enumerate(names, start=1)}


def notes(drawing: Drawing, text: Text) -> Markup:
    """Return all that is said about a text's words: notes, reasons for emendations, tombstones."""
    drawn = lines(*_notes(drawing, text))
    return tag("listAnnotation", "\n", drawn, "\n") if drawn else drawn


def _notes(drawing: Drawing, text: Text) -> Iterator[Markup]:
    by = contributors(text)
    for note in text.about:
        yield _note(drawing, text, note, by, {"target": "#text"})
    for reading in text.readings:
        for annotation in reading.annotations:
            aim = _aim(reading, annotation)
            lemma = _lemma(reading, annotation)
            yield _note(drawing, text, annotation.note, by, aim, lemma)
        yield from (_reason(drawing, placed) for placed in reading.emendations)
    yield from _tombstones(drawing, text)


def _tombstones(drawing: Drawing, text: Text) -> Iterator[Markup]:
    """Yield what is no longer in the text, each under the id that it had."""
    for record in text.gone:
        also = (tag("anchor", xml_id=name) for name in record.also)
        words = tag("p", *also, said(f"“{record.begins} …”")) + tag("p", said(record.gone))
        yield tag("note", words, xml_id=record.id, type="withdrawn", target="#text")
    for note in text.retired_notes:
        words = (
            _retired(note, "note")
            + _prose(note.body, text.info.slug)
            + cited(drawing, note.citations)
        )
        yield tag("note", words, xml_id=f"note-{note.id}", type="retired", subtype=note.kind)
    for ruling in text.retired_rulings:
        forms = tag("sic", said(ruling.on))
        if ruling.read is not None:
            forms = tag("choice", forms, tag("corr", said(ruling.read)))
        words = _retired(ruling, "em") + tag("p", forms) + tag("p", spoken(ruling.why))
        words += cited(drawing, ruling.sources)
        yield tag("note", words, xml_id=f"em-{ruling.id}", type="retired", subtype=ruling.kind)


def _retired(entry: Note | EmendationRuling, prefix: str) -> Markup:
    """Return why something was retired, and a link to what took its place, if anything did."""
    target = f"#{prefix}-{entry.successor}"
    link = tag("ref", "What took its place", target=target) if entry.successor else ""
    return tag("p", joined(" ", (said(entry.retired), link)))


def _aim(reading: Reading, annotation: Annotation) -> dict[str, str]:
    """Return attributes that say what a note is about: a passage, or words between two anchors."""
    note = annotation.note
    if note.lemma.on == WHOLE:
        return {"target": f"#{reading.id}"}
    return {"target": f"#start-{note.id}", "targetEnd": f"#end-{note.id}"}


def _lemma(reading: Reading, annotation: Annotation) -> Markup:
    """Return the words that a note is about, as programs show it that do not follow its anchors."""
    whole = annotation.note.lemma.on == WHOLE
    words = f"passage {reading.id[1:]}" if whole else reading.text[slice(*annotation.span)]
    return tag("label", said(f"{words}: "))


def _note(
    drawing: Drawing,
    text: Text,
    note: Note,
    by: dict[str, str],
    aim: dict[str, str],
    lemma: str = "",
) -> Markup:
    kinds = [f"#kind-{note.kind}"] + (["#evidence-internal"] if note.internal else [])
    free = tag("bibl", spoken(note.source)) if note.source else ""
    return tag(
        "note",
        *(lemma, _prose(note.body, text.info.slug), cited(drawing, note.citations), free),
        xml_id=f"note-{note.id}",
        type=note.kind,
        ana=" ".join(kinds),
        resp=" ".join(f"#{by.get(name, EDITORS)}" for name in note.by) or f"#{EDITORS}",
        cert=certainty(note.certainty),
        **aim,
    )


def _reason(drawing: Drawing, placed: Emendation) -> Markup:
    ruling = placed.ruling
    return tag(
        "note",
        tag("label", said(f"{ruling.on}: ")),
        *(tag("p", spoken(ruling.why)), cited(drawing, ruling.sources)),
        type="emendation",
        ana=f"#evidence-{ruling.evidence}",
        resp=f"#{EDITORS}",
        cert=ruling.certainty,
        target=f"#em-{ruling.id}",
    )


def _prose(body: Prose, slug: str) -> Markup:
    return joined("", (tag("p", *(_words(w, slug) for w in par)) for par in body))


def _words(words: Words, slug: str) -> Markup:
    drawn = spoken(words.text)
    for style in reversed(words.styles):
        name = {"emphasis": "emph", "strong": "hi", "code": "code"}[style]
        drawn = tag(name, drawn, rend="bold" if style == "strong" else None)
    return tag("ref", drawn, target=_target(words.href, slug)) if words.href else drawn


def _target(href: str, slug: str) -> str:
    """Return a link's target: in this document, in another text's, or on a page of the edition."""
    path, hash_, fragment = href.partition("#")
    in_tei = not fragment or _IN_TEI.match(fragment)
    if (found := _OWN_TEXT.fullmatch(path)) and in_tei:
        document = "" if found[1] == slug else f"{found[1]}.xml"
        return pointer(f"{document}{hash_}{fragment}" or "#text")
    return pointer(f"..{href}" if href.startswith("/") else href)
