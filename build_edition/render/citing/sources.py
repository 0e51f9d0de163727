"""Works as scholars cite them: Chicago notes and a bibliography, formatted by citeproc.

Each source of a note is cited in full, since a reader meets a note by itself.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import unquote

from build_edition.model import Citation, Edition, Work
from build_edition.model.citing import citations
from build_edition.render.citing import citeproc
from build_edition.render.markup.html import element, escape
from build_edition.render.markup.json import indented

_SHOWN_ADDRESS = re.compile(r'[,.]?\s*<a\s+href="(?P<href>[^"]*)"[^>]*>[^<]*</a>\.?')
_PAGES = re.compile(r"[0-9]{1,5}(?:[-–][0-9]{1,5})?")
_NO_PAGE, _NO_PAGES = "7654321", "7654321-7654329"
_NO_WORK = {"type": "book", "title": "Untitled"}
_ADDRESS = re.compile(r">(?P<shown>https?://[^<]*)</a>")


def bibliography(works: tuple[Work, ...]) -> tuple[tuple[str, str], ...]:
    """Every work's key and its entry as HTML, in the bibliography's order."""
    return _bibliography(works)


def format_sources(edition: Edition) -> None:
    """Format all sources of the edition’s notes at once, of which any is wanted soon."""
    _notes(edition)


def sources(edition: Edition, cited: Iterable[Citation], up: str) -> str:
    """The sources of a note as HTML, each leading to its entry among the works.

    `up` leads from the page to the edition's root.
    """
    notes = _notes(edition)
    return "; ".join(
        element(
            "a",
            notes[citation.key, citation.locator],
            href=f"{up}apparatus/works/#work-{citation.key}",
        )
        for citation in cited
    )


@lru_cache(maxsize=1)
def _notes(edition: Edition) -> Mapping[tuple[str, str], str]:
    pairs = sorted({(citation.key, citation.locator) for citation in citations(edition)})
    works = edition.reference.works
    return _formatted(works, tuple(pairs))


@lru_cache(maxsize=4)
def _bibliography(works: tuple[Work, ...]) -> tuple[tuple[str, str], ...]:
    found = citeproc.entries([json.loads(work.csl) for work in works])
    return tuple((key, _legible(entry)) for key, entry in found.items())


@lru_cache(maxsize=4)
def _formatted(
    works: tuple[Work, ...], pairs: tuple[tuple[str, str], ...]
) -> Mapping[tuple[str, str], str]:
    """Each citation as a note in full.

    Pages are many and works are few: each work is formatted once at a page that none has, and
    all pages at once in a work without words; the one then stands in the other.
    """
    at_no_page = {(key, _no_page(at)): None for key, at in pairs}
    pages = [_NO_PAGE, _NO_PAGES, *sorted({at for _, at in pairs if _PAGES.fullmatch(at)})]
    given = (*at_no_page, ("", ", ".join(pages)))
    by_key = {work.key: json.loads(work.csl) for work in works} | {"": _NO_WORK}
    found = dict(zip(given, _in_full(by_key, given), strict=True))
    _, first, others = found[given[-1]].partition(_NO_PAGE)
    shown = f"{first}{others}".split(", ")
    citeproc.complete(len(pages), len(shown))
    printed = dict(zip(pages, shown, strict=True))
    return {
        (key, at): found[key, _no_page(at)].replace(
            printed.get(_no_page(at), at), printed.get(at, at)
        )
        for key, at in pairs
    }


def _no_page(locator: str) -> str:
    """For a page or a range of pages one that no work has; other locators stay as they are."""
    if not _PAGES.fullmatch(locator):
        return locator
    return _NO_PAGE if locator.isdecimal() else _NO_PAGES


def _in_full(
    by_key: Mapping[str, Mapping[str, Any]], pairs: tuple[tuple[str, str], ...]
) -> Iterator[str]:
    """Citations as notes: a copy of its work a citation, so that none is shortened."""
    items = [{**by_key[key], "id": f"c{n}"} for n, (key, _) in enumerate(pairs)]
    cited = [(f"c{n}", _locator(locator)) for n, (_, locator) in enumerate(pairs)]
    for note in citeproc.notes(items, cited):
        yield _SHOWN_ADDRESS.sub("", note).rstrip(".")


def _locator(locator: str) -> str:
    """A locator with its label, which citeproc wants: bare numbers are pages."""
    return f"pp. {locator}" if locator[:1].isdigit() else locator


def _legible(entry: str) -> str:
    """An entry whose addresses are shown as people read them, not as machines write them."""
    return _ADDRESS.sub(lambda m: f">{escape(unquote(unescape(m['shown'])))}</a>", entry)


def bibtex(works: tuple[Work, ...]) -> str:
    """All works as BibLaTeX, for who writes with it."""
    return citeproc.bibtex([json.loads(work.csl) for work in works])


def csl_json(works: tuple[Work, ...]) -> str:
    """All works as CSL-JSON, as Zotero reads it."""
    return indented([json.loads(work.csl) for work in works], "  ") + "\n"
