"""Each text as TEI P5: the reading, what was transmitted, and all that the editors say about it."""

from build_edition.model import Text
from build_edition.render.drawing import Drawing
from build_edition.render.exports.tei.body import body
from build_edition.render.exports.tei.header import header
from build_edition.render.exports.tei.notes import notes
from build_edition.render.exports.tei.reference import reference
from build_edition.render.exports.tei.signs import signs_used
from build_edition.render.exports.tei.words import word_context
from build_edition.render.formats import TextFormat, Use
from build_edition.render.markup.xml import lines, tag

NAMESPACE = "http://www.tei-c.org/ns/1.0"


def tei(drawing: Drawing, text: Text) -> dict[str, str]:
    """Return `/data/<slug>.xml`: a text as a complete TEI document."""
    known, language = word_context(drawing, text), text.info.language
    words = tag("text", "\n", body(text, known), "\n", xml_id="text", xml_lang=language)
    beside = lines(notes(drawing, text), reference(drawing, text, known.names))
    beside = tag("standOff", "\n", beside, "\n") if beside else beside
    head = header(drawing, text, signs_used(words + beside))
    document = tag("TEI", "\n", lines(head, words, beside), "\n", xmlns=NAMESPACE, xml_lang="en")
    return {f"data/{text.info.slug}.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'}


FORMATS = (
    TextFormat(
        "tei",
        tei,
        downloads={
            "data/{}.xml": Use(
                "TEI P5",
                "the text for scholars’ tools: transmitted and emended wording, notes, people, "
                "events, works",
            )
        },
    ),
)
