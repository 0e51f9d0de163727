"""Works as scholars cite them: Chicago notes and a bibliography, formatted by citeproc.

Each source of a note is cited in full, since a reader meets a note by itself.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from build_edition.model import Citation, Edition, Work
from build_edition.pointers import citations
from build_edition.render import citeproc
from build_edition.render.markup import element, escape

_SHOWN_ADDRESS = re.compile(r'[,.]?\s*<a\s+href="(?P<href>[^"]*)"[^>]*>[^<]*</a>\.?')
_ADDRESS = re.compile(r">(?P<shown>https?://[^<]*)</a>")


def bibliography(works: tuple[Work, ...]) -> tuple[tuple[str, str], ...]:
    """Every work's key and its entry as HTML, in the bibliography's order."""
    return _bibliography(works)


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
    """Each citation as a note in full: a copy of its work a citation, so that none is shortened."""
    by_key = {work.key: json.loads(work.csl) for work in works}
    items = [by_key[key] | {"id": f"c{n}"} for n, (key, _) in enumerate(pairs)]
    cited = [(f"c{n}", _locator(locator)) for n, (_, locator) in enumerate(pairs)]
    found = [_SHOWN_ADDRESS.sub("", note) for note in citeproc.notes(items, cited)]
    return dict(zip(pairs, (note.rstrip(".") for note in found), strict=True))


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
    return json.dumps([json.loads(work.csl) for work in works], ensure_ascii=False, indent=2) + "\n"
