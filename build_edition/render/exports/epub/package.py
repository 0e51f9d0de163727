"""The parts of a book that are not its pages: package document, contents and style sheet."""

import uuid
from collections.abc import Sequence
from importlib.resources import files

from markupsafe import Markup

from build_edition.render.exports.epub.cover import COVER
from build_edition.render.exports.epub.pages import TITLE, WORKS, Book, Entry, Page
from build_edition.render.markup.html import element, joined
from build_edition.render.markup.xml import UNSOUND, lines, tag

CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n'
    '<rootfiles><rootfile full-path="EPUB/package.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles>\n</container>\n'
)
"""The file that tells a reading system where the package document is."""

_ACCESS = (
    ("accessMode", "textual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityHazard", "none"),
    (
        "accessibilitySummary",
        "Text only. Every note and emendation is reached by a link and leads back to its words; "
        "foreign words are marked with their language. Programs check each release for faults "
        "(EPUBCheck, and Ace by DAISY); nobody has certified that it meets a standard.",
    ),
)
"""What readers with disabilities can rely on, in schema.org's terms."""


def style() -> str:
    """Return the book's style sheet: small, without colours or sizes that readers cannot change."""
    return (
        files("build_edition.render.exports.epub").joinpath("style.css").read_text(encoding="utf-8")
    )


def package(book: Book, chapters: Sequence[Page]) -> str:
    """Return the package document: metadata, every file, and the reading order."""
    xhtml = "application/xhtml+xml"
    ids = [page.path.removesuffix(".xhtml") for page in chapters]
    manifest = lines(
        element("item", id="nav", href="nav.xhtml", media_type=xhtml, properties="nav"),
        element("item", id="style", href="style.css", media_type="text/css"),
        element(
            "item", id="cover", href=COVER, media_type="image/svg+xml", properties="cover-image"
        ),
        *(
            element("item", id=name, href=page.path, media_type=xhtml)
            for name, page in zip(ids, chapters, strict=True)
        ),
    )
    spine = lines(*(element("itemref", idref=name) for name in [ids[0], "nav", *ids[1:]]))
    content = lines(
        element(
            "metadata",
            *("\n", _metadata(book), "\n"),
            **{"xmlns:dc": "http://purl.org/dc/elements/1.1/"},
        ),
        element("manifest", "\n", manifest, "\n"),
        element("spine", "\n", spine, "\n"),
    )
    document = element(
        "package",
        *("\n", content, "\n"),
        xmlns="http://www.idpf.org/2007/opf",
        version="3.0",
        unique_identifier="id",
        **{"xml:lang": "en"},
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'


def _metadata(book: Book) -> Markup:
    imprint = book.drawing.imprint
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{book.title}: {book.subtitle}")
    caveats = [f"{info.title}: {info.caveat}" for info in book.texts if info.caveat]
    languages = dict.fromkeys(["en", *(info.language for info in book.texts)])
    rights = [f"Notes and emendations: {imprint.licence_notes}."]
    rights += [f"{info.title}: {info.rights}" for info in book.texts]
    return lines(
        element("dc:identifier", f"urn:uuid:{identity}", id="id"),
        element("dc:title", _said(f"{book.title}: {book.subtitle}")),
        *(element("dc:language", language) for language in languages),
        *(element("dc:creator", _said(name)) for name in imprint.editors),
        element("dc:publisher", _said(imprint.title)),
        element("dc:date", imprint.date),
        element("dc:description", _said(" ".join((imprint.abstract, *caveats)))),
        element("dc:rights", _said(" ".join(rights))),
        element("dc:source", _said(imprint.address)),
        element("meta", f"{imprint.date}T00:00:00Z", property="dcterms:modified"),
        element("meta", _said(imprint.version), property="schema:version"),
        *(element("meta", value, property=f"schema:{name}") for name, value in _ACCESS),
    )


def navigation(book: Book, chapters: Sequence[Page]) -> str:
    """Return the book's contents: its pages, and the parts of each text."""
    toc = element("ol", joined("\n", map(_entry, chapters)))
    marks = [("titlepage", TITLE, "Title page")]
    marks += [("bodymatter", page.path, "The texts") for page in chapters[1:2]]
    marks += [("bibliography", WORKS, "Works")] if chapters[-1].path == WORKS else []
    landmarks = element(
        "ol",
        *(
            element("li", element("a", label, href=href, **{"epub:type": kind}))
            for kind, href, label in marks
        ),
    )
    body = lines(
        element("nav", element("h1", "Contents"), toc, **{"epub:type": "toc"}, role="doc-toc"),
        element(
            "nav", landmarks, **{"epub:type": "landmarks"}, hidden="hidden", aria_label="Landmarks"
        ),
    )
    title = element("title", _said(book.title), ": contents")
    parts = (
        element("head", title, tag("link", rel="stylesheet", href="style.css")),
        element("body", "\n", body, "\n"),
    )
    html = element(
        "html",
        *("\n", joined("\n", parts), "\n"),
        xmlns="http://www.w3.org/1999/xhtml",
        lang="en",
        **{"xml:lang": "en", "xmlns:epub": "http://www.idpf.org/2007/ops"},
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{html}\n'


def _entry(page: Page) -> Markup:
    link = element("a", _said(page.title), href=page.path)
    return element("li", link, _parts(page, page.entries))


def _parts(page: Page, entries: Sequence[Entry]) -> Markup:
    """Return parts as a list, each with the parts below it; empty if there are none."""
    items: list[Markup] = []
    while entries:
        first, *rest = entries
        end = next((n for n, e in enumerate(rest) if e.level <= first.level), len(rest))
        below, entries = rest[:end], rest[end:]
        link = element("a", _said(first.label), href=f"{page.path}#{first.at}")
        items.append(element("li", link, _parts(page, below)))
    return element("ol", *items) if items else Markup()


def _said(words: str) -> str:
    """Return words with U+FFFD for each character that XML cannot represent."""
    return UNSOUND.sub("\ufffd", words)
