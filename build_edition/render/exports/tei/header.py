"""The header of a TEI document: what the text is, whose it is, how it was edited and is cited."""

import hashlib

from markupsafe import Markup

from build_edition.model import NOTE_KINDS, Text
from build_edition.notes.contributors import EDITORS
from build_edition.render.citing.items import address
from build_edition.render.citing.licences import licence_address
from build_edition.render.drawing import Drawing
from build_edition.render.exports.tei.notes import contributors
from build_edition.render.exports.tei.signs import said, spoken
from build_edition.render.markup.html import joined
from build_edition.render.markup.xml import lines, tag

READ = (
    "Each element of the text that has an n is a passage, and so is each note of type author; its xml:id is also its fragment on the "
    "edition’s page. Its reading is its string value without sic inside choice, without label "
    "and without ref of type call. Its transmitted form is the same with "
    "sic in place of corr."
)
CLEANED = (
    "The raw text was cleaned before it was divided into passages. Each edit of that cleaning "
    "is in edition.json with its reason, and the raw text can be recovered from there byte for byte."
)
CORRECTED = (
    "Each emendation is a choice of sic, the words as transmitted, and corr, what the editors "
    "read; its reason is a note of type emendation. Where sic stands alone the editors have "
    "doubts and left the words. A gap marks words or figures that are lost."
)
NOTED = (
    "The editors’ notes are in standOff; target and targetEnd are the anchors before the first "
    "and behind the last word that a note is about. The author’s own endnotes are notes of type "
    "author, at their place in the text."
)
_EVIDENCE = {
    "internal": "the text itself shows it",
    "external": "another source shows it",
    "conjecture": "the editors suppose it",
}


def header(drawing: Drawing, text: Text, signs: tuple[str, ...]) -> Markup:
    """Return the header; `signs` are the code points of characters that need a declaration."""
    parts = lines(_file(drawing, text), _encoding(signs), _profile(text), _revision(drawing))
    return tag("teiHeader", "\n", parts, "\n")


def _file(drawing: Drawing, text: Text) -> Markup:
    parts = lines(
        tag("titleStmt", "\n", _titles(drawing, text), "\n"),
        tag("editionStmt", tag("edition", said(f"Version {drawing.imprint.version}"))),
        tag("publicationStmt", "\n", _publication(drawing, text), "\n"),
        _caveat(text),
        tag("sourceDesc", "\n", _source(text), "\n"),
    )
    return tag("fileDesc", "\n", parts, "\n")


def _titles(drawing: Drawing, text: Text) -> Markup:
    editors = (tag("name", said(name)) for name in drawing.imprint.editors)
    edited = tag("resp", "edited, emended and annotated by")
    return lines(
        tag("title", said(text.info.title), type="main"),
        tag("title", said(f"{text.info.kind}, as edited in {drawing.imprint.title}"), type="sub"),
        tag("respStmt", edited, *editors, xml_id=EDITORS),
        *(
            tag("respStmt", tag("resp", "notes by"), tag("name", said(name)), xml_id=key)
            for name, key in contributors(text).items()
        ),
    )


def _publication(drawing: Drawing, text: Text) -> Markup:
    imprint = drawing.imprint
    terms = said(f"Notes, emendations and encoding: {imprint.licence_notes}.")
    available = lines(
        tag("licence", terms, target=licence_address(imprint.licence_notes) or None),
        tag("p", said(text.info.rights)),
    )
    return lines(
        tag("publisher", said(imprint.title)),
        tag("idno", said(address(drawing.imprint, text.info)), type="URI"),
        tag("date", said(imprint.date), when=imprint.date),
        tag("availability", "\n", available, "\n"),
    )


def _caveat(text: Text) -> Markup:
    words = text.info.caveat
    return tag("notesStmt", tag("note", said(words), type="caveat")) if words else Markup()


def _source(text: Text) -> Markup:
    """Return the one witness: the file as it was received, and where it came from."""
    raw = text.received
    parts = (
        tag("title", said(text.info.title)),
        tag("extent", f"{len(raw)} bytes"),
        tag("idno", hashlib.sha256(raw).hexdigest(), type="SHA-256"),
        tag("note", spoken(text.info.origin), type="origin") if text.info.origin else "",
    )
    return tag("bibl", joined(". ", filter(None, parts)))


def _encoding(signs: tuple[str, ...]) -> Markup:
    editorial = lines(
        tag("correction", tag("p", CORRECTED), method="markup"),
        tag("normalization", tag("p", CLEANED), method="markup"),
        tag("interpretation", tag("p", NOTED)),
        tag("p", READ),
    )
    cite = tag(
        "citeStructure", unit="passage", match="//text//*[@n or @type='author']", use="@xml:id"
    )
    kinds: dict[str, str] = {
        name: f"{kind.word}: {kind.meaning}" for name, kind in NOTE_KINDS.items()
    }
    taxonomies = lines(
        _taxonomy("kinds", "kind", kinds),
        _taxonomy("evidence", "evidence", _EVIDENCE),
    )
    parts = lines(
        tag("editorialDecl", "\n", editorial, "\n"),
        tag("refsDecl", cite),
        tag("classDecl", "\n", taxonomies, "\n"),
        _signs(signs),
    )
    return tag("encodingDesc", "\n", parts, "\n")


def _taxonomy(name: str, prefix: str, categories: dict[str, str]) -> Markup:
    drawn = lines(
        *(
            tag("category", tag("catDesc", said(words)), xml_id=f"{prefix}-{key}")
            for key, words in categories.items()
        )
    )
    return tag("taxonomy", "\n", drawn, "\n", xml_id=name)


def _signs(signs: tuple[str, ...]) -> Markup:
    """Return the declaration of private-use and forbidden characters, each with its code point."""
    drawn = lines(
        *(
            tag("char", tag("localProp", name="code-point", value=sign), xml_id=f"sign-{sign}")
            for sign in signs
        )
    )
    return tag("charDecl", "\n", drawn, "\n") if drawn else drawn


def _profile(text: Text) -> Markup:
    language = tag("langUsage", tag("language", ident=text.info.language))
    speakers = [
        tag("person", tag("persName", said(speaker.name)), xml_id=f"speaker-{n}")
        for n, speaker in enumerate(text.info.speakers, start=1)
    ]
    people = tag("particDesc", tag("listPerson", *speakers)) if speakers else ""
    return tag("profileDesc", lines(language, people))


def _revision(drawing: Drawing) -> Markup:
    imprint = drawing.imprint
    change = tag("change", said(f"Version {imprint.version}"), when=imprint.date)
    return tag("revisionDesc", change)
