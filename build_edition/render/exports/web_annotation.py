"""`/data/annotations.jsonld`: every note and emendation as a W3C Web Annotation.

Each names its words in the text's plain file, where a quotation and a position find them as they
stand, and on its page: by the passage's fragment, by the element, and by quotation, so that they
can be found again if the page moves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from build_edition.model import WHOLE, Emendation, Note, Reading, Span, Text
from build_edition.notes.contributors import EDITORS
from build_edition.render.citing.items import address
from build_edition.render.citing.licences import licence_address
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.exports.plain_text import opening, words
from build_edition.render.formats import Gathered, Use
from build_edition.render.markup.html import element
from build_edition.render.markup.json import PLACEHOLDER, around, items
from build_edition.render.reading import emendations
from build_edition.render.reading.notes import grounds, prose

PATH = "data/annotations.jsonld"
CONTEXT = 32
"""The most code points of a passage that are given before and after quoted words."""

_HTML_FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"

_HOW_TO_MATCH = (
    "Quotations and positions are of the plain text of each text, in which they are found as they "
    "stand; positions count code points. On a page, take off every element of the class `apparatus` "
    "before you match a quotation, and use the fragment or the element instead of the position."
)

_EDGE = "\n   "
"""The line feed and the spaces before each annotation in the file."""


@dataclass(frozen=True)
class _Place:
    """A passage of a text, and where its words begin in the text's plain file."""

    drawing: Drawing
    text: Text
    reading: Reading
    file: str
    start: int


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
        "dcterms:description": _HOW_TO_MATCH,
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
        yield _note(drawing, text, note, [_whole(drawing, text)])
    file, start = words(text), 0
    for reading in text.readings:
        start += len(opening(reading))
        place = _Place(drawing, text, reading, file, start)
        for a in reading.annotations:
            yield _note(drawing, text, a.note, _targets(place, a.span, _noted(a.note)))
        for placed in reading.emendations:
            yield _emendation(place, placed)
        start += len(reading.text) + 1


def _note(drawing: Drawing, text: Text, note: Note, target: Any) -> dict[str, Any]:
    root = drawing.imprint.address
    said = prose(note.body, root) + grounds(note, drawing, root)
    named = note.kind == "identity"
    return {
        "id": drawing.imprint.address + text.info.address(note.lemma.at, f"note-{note.id}"),
        "type": "Annotation",
        "motivation": "identifying" if named else "commenting",
        "creator": _creators(drawing, note.by or (EDITORS,)),
        **_rights(drawing),
        "body": [
            _body(said, "text/html", "en", "identifying" if named else "commenting"),
            _body(note.kind, "text/plain", "en", "classifying"),
        ],
        "target": target,
    }


def _emendation(place: _Place, placed: Emendation) -> dict[str, Any]:
    """Return the annotation of a ruling: an edit, or a comment on words left as transmitted."""
    drawing, info = place.drawing, place.text.info
    ruling, root = placed.ruling, drawing.imprint.address
    why = element("p", emendations.forms(ruling)) + element("p", emendations.reason(ruling))
    why += element("p", emendations.grounds(ruling, drawing, root))
    bodies = [
        {**_body(ruling.on, "text/plain", info.language, "describing"), "label": "transmitted"},
        _body(why, "text/html", "en", "commenting"),
    ]
    if ruling.read is not None:
        read = _body(ruling.read, "text/plain", info.language, "editing")
        bodies.insert(0, {**read, "label": "read"})
    return {
        "id": drawing.imprint.address + info.address(ruling.at, f"em-{ruling.id}"),
        "type": "Annotation",
        "motivation": "commenting" if ruling.read is None else "editing",
        "creator": _creators(drawing, (EDITORS,)),
        **_rights(drawing),
        "body": bodies,
        "target": _targets(place, placed.reading, f"#em-{ruling.id}"),
    }


def _body(value: str, form: str, language: str, purpose: str) -> dict[str, str]:
    return {
        "type": "TextualBody",
        "value": str(value),  # `indented` escapes beyond ASCII in Markup, not in str
        "format": form,
        "language": language,
        "purpose": purpose,
    }


def _whole(drawing: Drawing, text: Text) -> dict[str, Any]:
    """Return a text as a whole as a target: the part of its page that holds it."""
    body = {"type": "CssSelector", "value": ".tt-body"}
    return {"source": address(drawing.imprint, text.info), "selector": body}


def _noted(note: Note) -> str:
    """Return the CSS selector of the words that a note is about; "" for a whole passage."""
    return "" if note.lemma.on == WHOLE else f'[data-notes~="{note.id}"]'


def _targets(place: _Place, span: Span, css: str) -> list[dict[str, Any]]:
    """Return words of a passage as targets: in the plain file, then on the page.

    What the page's quotation and position are of is the plain file, which is its `cached` state.
    """
    imprint, info, reading = place.drawing.imprint, place.text.info, place.reading
    plain = f"{imprint.address}data/{info.slug}.txt"
    at = Span(place.start + span.start, place.start + span.end)
    fragment = {
        "type": "FragmentSelector",
        "value": reading.id,
        "conformsTo": _HTML_FRAGMENT,
        "refinedBy": _quotation(reading.text, span),
    }
    found = [
        _quotation(place.file, at),
        {"type": "TextPositionSelector", "start": at.start, "end": at.end},
    ]
    element_on_page = {"type": "CssSelector", "value": css or f"#{reading.id}"}
    return [
        {"source": plain, "selector": found},
        {
            "source": imprint.address + info.page_with(reading.id),
            "state": {"type": "TimeState", "cached": plain},
            "selector": [fragment, element_on_page, *found],
        },
    ]


def _quotation(words: str, span: Span) -> dict[str, Any]:
    return {
        "type": "TextQuoteSelector",
        "exact": words[span.start : span.end],
        "prefix": words[max(0, span.start - CONTEXT) : span.start],
        "suffix": words[span.end : span.end + CONTEXT],
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
