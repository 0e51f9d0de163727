"""`/data/annotations.jsonld`: every note and emendation as a W3C Web Annotation.

The words are aimed at twice: by their passage's fragment, and in the passage's reading by
quotation, so that an annotation that has lost its page can find its words again.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from build_edition.model import WHOLE, Annotation, Emendation, Note, Reading, Span, Text
from build_edition.notes.contributors import EDITORS
from build_edition.render.citing.forms import address
from build_edition.render.citing.licences import licence_address
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.markup.html import element
from build_edition.render.markup.json import ROOM, around, items
from build_edition.render.reading import emendations
from build_edition.render.reading.notes import grounds, prose

PATH = "data/annotations.jsonld"
CONTEXT = 32
"""How many code points of a passage stand as prefix and suffix beside quoted words."""

_HTML_FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"


_EDGE = "\n   "
"""Where each annotation begins in the file."""


def text_annotations(drawing: Drawing, text: Text) -> str:
    """A text's annotations, as they stand in the file; nothing where there are none."""
    return items(_annotations(drawing, text), _EDGE)


def web_annotations(whole: Whole, shares: Iterable[str]) -> dict[str, Iterable[str]]:
    """All notes and emendations as one collection of one page, around those of each text."""
    return {PATH: around(_collection(whole), shares, _EDGE)}


def _collection(whole: Whole) -> dict[str, Any]:
    total = sum(map(_count, whole.edition.texts))
    imprint, here = whole.imprint, whole.imprint.address + PATH
    page = {
        "id": f"{here}#page-1",
        "type": "AnnotationPage",
        "partOf": here,
        "startIndex": 0,
        "items": ROOM,
    }
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": here,
        "type": "AnnotationCollection",
        "label": f"{imprint.title}, version {imprint.version}: notes and emendations",
        "creator": _creators(whole, (EDITORS,)),
        "modified": f"{imprint.date}T00:00:00Z",
        **_rights(whole),
        "total": total,
        **({"first": page, "last": page["id"]} if total else {}),
    }


def _count(text: Text) -> int:
    return len(text.notes) + sum(len(reading.emendations) for reading in text.readings)


def _annotations(drawing: Drawing, text: Text) -> Iterator[dict[str, Any]]:
    """A text's annotations: those on the whole first, then in the order of its passages."""
    for note in text.about:
        yield _note(drawing, text, note, address(drawing.imprint, text.info))
    for reading in text.readings:
        for a in reading.annotations:
            yield _note(drawing, text, a.note, _target(drawing, text, reading, _span(a, reading)))
        for placed in reading.emendations:
            yield _emendation(drawing, text, reading, placed)


def _span(annotation: Annotation, reading: Reading) -> Span:
    whole = annotation.note.lemma.on == WHOLE
    return Span(0, len(reading.text)) if whole else annotation.span


def _note(drawing: Drawing, text: Text, note: Note, target: Any) -> dict[str, Any]:
    root = drawing.imprint.address
    words = prose(note.body, root) + grounds(note, drawing, root)
    named = note.kind == "identity"
    return {
        "id": f"{address(drawing.imprint, text.info)}#note-{note.id}",
        "type": "Annotation",
        "motivation": "identifying" if named else "commenting",
        "creator": _creators(drawing, note.by or (EDITORS,)),
        **_rights(drawing),
        "body": [
            _body(words, "text/html", "en", "identifying" if named else "commenting"),
            _body(note.kind, "text/plain", "en", "classifying"),
        ],
        "target": target,
    }


def _emendation(
    drawing: Drawing, text: Text, reading: Reading, placed: Emendation
) -> dict[str, Any]:
    """An emendation edits; words that are left as they came are only commented on."""
    ruling, root = placed.ruling, drawing.imprint.address
    why = element("p", emendations.forms(ruling)) + element("p", emendations.reason(ruling))
    why += element("p", emendations.grounds(ruling, drawing, root))
    bodies = [_body(why, "text/html", "en", "commenting")]
    if ruling.read is not None:
        bodies.insert(0, _body(ruling.read, "text/plain", text.info.language, "editing"))
    return {
        "id": f"{address(drawing.imprint, text.info)}#em-{ruling.id}",
        "type": "Annotation",
        "motivation": "commenting" if ruling.read is None else "editing",
        "creator": _creators(drawing, (EDITORS,)),
        **_rights(drawing),
        "body": bodies,
        "target": _target(drawing, text, reading, placed.reading),
    }


def _body(value: str, form: str, language: str, purpose: str) -> dict[str, str]:
    return {
        "type": "TextualBody",
        "value": str(value),  # HTML too is words in JSON
        "format": form,
        "language": language,
        "purpose": purpose,
    }


def _target(drawing: Drawing, text: Text, reading: Reading, span: Span) -> dict[str, Any]:
    words = reading.text
    return {
        "source": address(drawing.imprint, text.info),
        "selector": {
            "type": "FragmentSelector",
            "value": reading.id,
            "conformsTo": _HTML_FRAGMENT,
            "refinedBy": {
                "type": "TextQuoteSelector",
                "exact": words[span.start : span.end],
                "prefix": words[max(0, span.start - CONTEXT) : span.start],
                "suffix": words[span.end : span.end + CONTEXT],
            },
        },
    }


def _creators(drawing: Drawing, by: tuple[str, ...]) -> list[dict[str, str]]:
    """Who wrote it, the editors by the names that the edition gives them."""
    names = [n for name in by for n in (drawing.imprint.editors if name == EDITORS else (name,))]
    return [{"name": name} for name in names]


def _rights(drawing: Drawing) -> dict[str, str]:
    """Return the licence of notes as an address, if it has a known one."""
    rights = licence_address(drawing.imprint.licence_notes)
    return {"rights": rights} if rights else {}
