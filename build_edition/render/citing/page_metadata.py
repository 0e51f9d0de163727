"""A page's metadata for machines: tags for Zotero, linked data for search engines.

The template prints it; readers see none of it.
"""

from collections.abc import Iterable

from build_edition.model import Imprint, TextInfo
from build_edition.render.citing.items import address, container, editors
from build_edition.render.citing.licences import licence_address
from build_edition.render.citing.ris import listed


def of_text(imprint: Imprint, text: TextInfo) -> dict[str, object]:
    """Return a text's metadata, as a chapter of the edition, for the front matter of its page."""
    return {
        "citing": _tags_of_text(imprint, text),
        "links": _links_of_text(imprint, text),
        "linked_data": _chapter(imprint, text),
    }


def of_edition(imprint: Imprint, texts: Iterable[TextInfo]) -> dict[str, object]:
    """Return the metadata of the whole edition, for the front matter of the landing page."""
    parts = [
        {"@type": "Chapter", "name": text.title, "url": address(imprint, text)} for text in texts
    ]
    described = {"description": imprint.abstract, "inLanguage": "en", "hasPart": parts}
    linked = _schema() | _book(imprint) | described
    return {
        "citing": _tags_of_edition(imprint),
        "links": _signposts(imprint, imprint.address, _EDITION_FILES),
        "everywhere": _as_tags(_of_any_page(imprint)),
        "linked_data": linked,
    }


def of_data(imprint: Imprint, paths: Iterable[str]) -> dict[str, object]:
    """Return the metadata of the page of downloads, which lists the files at these paths."""
    files = [
        {
            "@type": "DataDownload",
            "contentUrl": imprint.address + path,
            "encodingFormat": _KINDS.get(path.rpartition(".")[2], "application/octet-stream"),
        }
        for path in paths
    ]
    described = {
        "@type": "Dataset",
        "name": f"{container(imprint)}: data",
        "description": imprint.abstract,
        "url": f"{imprint.address}data/",
        "inLanguage": "en",
    }
    linked = _schema() | described | _made(imprint) | {"distribution": files}
    signposts = _signposts(imprint, f"{imprint.address}data/", _EDITION_FILES)
    return {"links": signposts, "linked_data": linked}


FEED = "data/changes.atom"
"""The path of the feed of releases, to which each page leads."""

_KINDS = {
    "atom": "application/atom+xml",
    "bib": "application/x-bibtex",
    "epub": "application/epub+zip",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "ris": "application/x-research-info-systems",
    "txt": "text/plain",
    "xml": "application/tei+xml",
}
_CSL = "application/vnd.citationstyles.csl+json"
_EDITION_FILES = (
    ("item", "data/edition.json", _KINDS["json"]),
    ("item", "data/annotations.jsonld", _KINDS["jsonld"]),
    ("describedby", "data/works.json", _CSL),
)
"""What each page of the edition as a whole leads programs to: the relation, path and kind."""


def _links_of_text(imprint: Imprint, text: TextInfo) -> list[dict[str, str]]:
    """Return where programs find a text’s data: by Signposting, and as forms of the same page."""
    data = f"data/{text.slug}"
    forms = (
        ("alternate", f"{data}.xml", _KINDS["xml"]),
        ("alternate", f"{data}.txt", _KINDS["txt"]),
        ("alternate", f"{data}.json", _CSL),
        ("alternate", f"{data}.bib", _KINDS["bib"]),
        ("item", f"{data}.xml", _KINDS["xml"]),
        ("item", f"{data}.txt", _KINDS["txt"]),
        ("describedby", f"{data}.json", _CSL),
        ("describedby", f"{data}.bib", _KINDS["bib"]),
    )
    return _signposts(imprint, address(imprint, text), forms)


def _signposts(
    imprint: Imprint, here: str, files: Iterable[tuple[str, str, str]]
) -> list[dict[str, str]]:
    """Return a page’s links for programs: how it is cited, its licence, and its files."""
    licence = licence_address(imprint.licence_notes)
    return [
        {"rel": "cite-as", "href": here},
        *([{"rel": "license", "href": licence}] if licence else []),
        *({"rel": rel, "href": imprint.address + path, "type": kind} for rel, path, kind in files),
    ]


def _of_any_page(imprint: Imprint) -> list[tuple[str, str]]:
    """Return what any other page says of itself: who edited it, when, and under what licence."""
    return [
        *(("citation_editor", listed(person)) for person in editors(imprint)),
        ("dc.publisher", imprint.title),
        ("dc.date", imprint.date),
        ("dc.language", "en"),
        ("dc.rights", f"Notes and pages: {imprint.licence_notes}."),
    ]


def _tags_of_text(imprint: Imprint, text: TextInfo) -> list[dict[str, str]]:
    """Return the tags of a text; the title of the edition makes it a section of a book.

    That title is given twice: Zotero takes `citation_book_title` for an Open Graph tag, and other
    programs do not know `citation_inbook_title`. `z.extra`, in Zotero's own namespace, puts the
    caveat into every citation that Zotero makes.
    """
    book = container(imprint)
    notes = f"The editors’ notes: {imprint.licence_notes}."
    caveat = text.brief_caveat
    given = [
        ("citation_title", text.title),
        ("citation_inbook_title", book),
        ("citation_book_title", book),
        *_published(imprint, address(imprint, text), text.language),
        ("citation_abstract", f"{_caveat(text)}{imprint.title}, version {imprint.version}."),
        ("dc.rights", f"{text.rights} {notes}".strip()),
        *([("z.extra", f"Medium: {caveat}")] if caveat else []),
    ]
    return _as_tags(given)


def _tags_of_edition(imprint: Imprint) -> list[dict[str, str]]:
    """Return the tags of the edition; the template's Open Graph type says that it is a book."""
    given = [
        ("citation_title", container(imprint)),
        *_published(imprint, imprint.address, "en"),
        ("citation_abstract", imprint.abstract),
        (
            "dc.rights",
            f"The editors’ notes: {imprint.licence_notes}. Who owns the texts: {imprint.address}about/rights/",
        ),
    ]
    return _as_tags(given)


def _published(imprint: Imprint, where: str, language: str) -> list[tuple[str, str]]:
    """Return the tags on who published what is at an address, when, and in which version.

    The comma in or after an editor's name keeps Zotero from splitting the name at its last space.
    """
    return [
        *(("citation_editor", listed(person)) for person in editors(imprint)),
        ("citation_publisher", imprint.title),
        ("citation_publication_date", imprint.date.replace("-", "/")),
        ("citation_language", language),
        ("citation_public_url", where),
        ("citation_keywords", f"{imprint.title}; digital edition"),
        ("prism.edition", f"version {imprint.version}"),
    ]


def _as_tags(given: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "content": content} for name, content in given]


def _chapter(imprint: Imprint, text: TextInfo) -> dict[str, object]:
    slug = text.slug
    described = {"description": text.kind, "abstract": text.caveat}
    return (
        _schema()
        | {
            "@type": "Chapter",
            "name": text.title,
            "url": address(imprint, text),
            "inLanguage": text.language,
        }
        | {name: value for name, value in described.items() if value}
        | _made(imprint)
        | {
            "encoding": [
                _download(imprint, f"data/{slug}.txt", _KINDS["txt"]),
                _download(imprint, f"data/{slug}.xml", _KINDS["xml"]),
            ],
            "usageInfo": f"{imprint.address}about/rights/",
        }
        | {"isPartOf": _book(imprint)}
    )


def _book(imprint: Imprint) -> dict[str, object]:
    return {
        "@type": "Book",
        "bookFormat": "https://schema.org/EBook",
        "name": container(imprint),
        "url": imprint.address,
        **_made(imprint),
    }


def _made(imprint: Imprint) -> dict[str, object]:
    """Return who made the edition, its licence, its version, and its date.

    Schema.org has only persons for editors.
    """
    licence = licence_address(imprint.licence_notes)
    return {
        "contributor": [{"@type": "Organization", "name": name} for name in imprint.editors],
        "publisher": {"@type": "Organization", "name": imprint.title, "url": imprint.address},
        **({"license": licence} if licence else {}),
        "version": imprint.version,
        "datePublished": imprint.date,
    }


def _download(imprint: Imprint, path: str, kind: str) -> dict[str, str]:
    where = imprint.address + path
    return {"@type": "MediaObject", "contentUrl": where, "encodingFormat": kind}


def _schema() -> dict[str, object]:
    return {"@context": "https://schema.org"}


def _caveat(text: TextInfo) -> str:
    return f"{text.brief_caveat}. " if text.brief_caveat else ""
