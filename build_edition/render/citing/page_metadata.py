"""What a page says of itself to machines: to Zotero in tags, to search engines in linked data.

The template prints it; nothing of it is seen.
"""

from build_edition.model import Edition, Text
from build_edition.render.citing import forms


def of_text(edition: Edition, text: Text) -> dict[str, object]:
    """A text as a chapter of the edition, for the front matter of its page."""
    return {"citing": _tags_of_text(edition, text), "linked_data": _chapter(edition, text)}


def of_edition(edition: Edition) -> dict[str, object]:
    """The edition as a whole, for the front matter of its first page."""
    parts = [
        {"@type": "Chapter", "name": text.info.title, "url": forms.address(edition, text)}
        for text in edition.texts
    ]
    described = {"description": edition.imprint.abstract, "inLanguage": "en", "hasPart": parts}
    linked = _schema() | _book(edition) | described
    return {"citing": _tags_of_edition(edition), "linked_data": linked}


def _tags_of_text(edition: Edition, text: Text) -> list[dict[str, str]]:
    """The tags of a text: the book's title makes it a section of a book.

    Zotero takes the name with `book` in it for one of Open Graph's, others know no other. Its own
    namespace brings the caveat into every citation that it makes.
    """
    imprint, head = edition.imprint, text.info
    book = f"{imprint.title}: {imprint.subtitle}"
    notes = f"The editors’ notes: {imprint.licence_notes}."
    caveat = head.brief_caveat
    given = [
        ("citation_title", head.title),
        ("citation_inbook_title", book),
        ("citation_book_title", book),
        *_published(edition, forms.address(edition, text), head.language),
        ("citation_abstract", f"{_caveat(text)}{imprint.title}, version {imprint.version}."),
        ("dc.rights", f"{head.rights} {notes}".strip()),
        *([("z.extra", f"Medium: {caveat}")] if caveat else []),
    ]
    return _as_tags(given)


def _tags_of_edition(edition: Edition) -> list[dict[str, str]]:
    """The tags of the edition; that it is a book, its page says as Open Graph does."""
    imprint = edition.imprint
    given = [
        ("citation_title", f"{imprint.title}: {imprint.subtitle}"),
        *_published(edition, imprint.address, "en"),
        ("citation_abstract", imprint.abstract),
        ("dc.rights", f"The editors’ notes: {imprint.licence_notes}. The texts belong to others."),
    ]
    return _as_tags(given)


def _published(edition: Edition, address: str, language: str) -> list[tuple[str, str]]:
    """Who published what stands at an address, when, and in which version.

    The comma behind an editor keeps Zotero from cutting a name in two at its last space.
    """
    imprint = edition.imprint
    return [
        *(("citation_editor", f"{name},") for name in imprint.editors),
        ("citation_publisher", imprint.title),
        ("citation_publication_date", imprint.date.replace("-", "/")),
        ("citation_language", language),
        ("citation_public_url", address),
        ("citation_keywords", f"{imprint.title}; digital edition"),
        ("prism.edition", f"version {imprint.version}"),
    ]


def _as_tags(given: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "content": content} for name, content in given]


def _chapter(edition: Edition, text: Text) -> dict[str, object]:
    slug = text.info.slug
    described = {"description": text.info.kind, "abstract": text.info.caveat}
    return (
        _schema()
        | {
            "@type": "Chapter",
            "name": text.info.title,
            "url": forms.address(edition, text),
            "inLanguage": text.info.language,
        }
        | {name: value for name, value in described.items() if value}
        | _made(edition)
        | {"encoding": _download(edition, f"data/{slug}.txt", "text/plain")}
        | {"isPartOf": _book(edition)}
    )


def _book(edition: Edition) -> dict[str, object]:
    imprint = edition.imprint
    return {
        "@type": "Book",
        "bookFormat": "https://schema.org/EBook",
        "name": f"{imprint.title}: {imprint.subtitle}",
        "url": imprint.address,
        **_made(edition),
    }


def _made(edition: Edition) -> dict[str, object]:
    """Who made the edition and when, in which version."""
    imprint = edition.imprint
    return {
        "editor": [{"@type": "Organization", "name": name} for name in imprint.editors],
        "version": imprint.version,
        "datePublished": imprint.date,
    }


def _download(edition: Edition, path: str, kind: str) -> dict[str, str]:
    where = edition.imprint.address + path
    return {"@type": "MediaObject", "contentUrl": where, "encodingFormat": kind}


def _schema() -> dict[str, object]:
    return {"@context": "https://schema.org"}


def _caveat(text: Text) -> str:
    return f"{text.info.brief_caveat}. " if text.info.brief_caveat else ""
