"""`/data/annotations.jsonld`: every note and emendation as a W3C Web Annotation.

Each names its words twice: by their passage's fragment, and by quotation from the passage's
reading, so that they can be found again if the page moves.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from build_edition.model import Emendation, Note, Reading, Span, Text
from build_edition.notes.contributors import EDITORS
from build_edition.render.citing.items import address
from build_edition.render.citing.licences import licence_address
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.formats import Gathered, Use
from build_edition.render.markup.html import element
from build_edition.render.markup.json import PLACEHOLDER, around, items
from build_edition.render.reading import emendations
from build_edition.render.reading.notes import grounds, prose

PATH = "data/annotations.jsonld"
CONTEXT = 32
"""The most code points of a passage that are given before and after quoted words."""

_HTML_FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"


_EDGE = "\n   "
"""The line feed and the spaces before each annotation in the file."""


def text_annotations(drawing: Drawing, text: Text) -> str:
    """Return a text's annotations as they are in the file; empty if there are none."""
    return items(_annotations(drawing, text), _EDGE)


def web_annotations(whole: Whole, shares: Iterable[str]) -> dict[str, Iterable[str]]:
    """Return all notes and emendations as one collection of one page, text by text."""
    return {PATH: around(_collection(whole), shares, _EDGE)}


def _collection(whole: Whole) -> dict[str, Any]:
    total = sum(map(_count, whole.edition.texts))
    imprint, here = whole.imprint, whole.imprint.address + PATH
    page = {
        "id": f"{here}#page-1",
        "type": "AnnotationPage",
        "partOf": here,
        "startIndex": 0,
        "items": PLACEHOLDER,
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
    """Yield a text's annotations: those on the whole text, then those on each passage in order."""
    for note in text.about:
        yield _note(drawing, text, note, address(drawing.imprint, text.info))
    for reading in text.readings:
        for a in reading.annotations:
            yield _note(drawing, text, a.note, _target(drawing, text, reading, a.span))
        for placed in reading.emendations:
            yield _emendation(drawing, text, reading, placed)


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
    """Return the annotation of a ruling: an edit, or a comment on words left as transmitted."""
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
        "value": str(value),  # `indented` escapes beyond ASCII in Markup, not in str
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
    """Return the authors of something; `editors` are given under their names in the imprint."""
    names = [n for name in by for n in (drawing.imprint.editors if name == EDITORS else (name,))]
    return [{"name": name} for name in names]


def _rights(drawing: Drawing) -> dict[str, str]:
    """Return the address of the notes' licence, if it has a known one."""
    rights = licence_address(drawing.imprint.licence_notes)
    return {"rights": rights} if rights else {}


FORMATS = (
    Gathered(
        "annotations",
        text_annotations,
        web_annotations,
        downloads={
            PATH: Use(
                "W3C Web Annotation",
                "every note and emendation, aimed at a passage and at its words, for annotation "
                "tools",
            )
        },
    ),
)
