"""Questions to pandoc's citeproc, and functions that read its answers.

Works are passed as CSL-JSON, which is where pandoc reads every variable, and citations of them as
pandoc's own document tree, never as Markdown, so that no character of a title, a name or a locator
can be taken for markup. Pandoc escapes them, so its answers are used as HTML. Nothing is run here:
the caller passes in a function that answers questions (see `Ask`).
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from build_edition.model import REINSTALL, ToolError

CHICAGO = "chicago-notes-bibliography"
"""The style of the edition's notes and bibliography."""

API = (1, 23, 1)
"""The version of pandoc's document tree that documents are written in."""

_ENTRY = re.compile(r'<div id="ref-(?P<key>[^"]+)"[^>]*>\s*(?P<entry>.*?)\s*</div>', re.S)
_FOOTNOTE = re.compile(r'<li id="fn\d+"><p>(?P<note>.*?)<a\s+href="#fnref\d+"', re.S)
_WRAPPER = re.compile(r"</?span[^>]*>")
_INNER_CLOSE = re.compile("’</span>([.,])”")
_LESS_THAN = re.compile(r'<(?!span class="nocase">|/span>)')
_STAND_IN = "\ue002"


class Question(NamedTuple):
    """A question to pandoc: a document in its JSON, works as CSL-JSON, and the name of a style.

    `name` is unique among the questions of one build.
    """

    name: str
    document: str
    works: str
    style: str


Ask = Callable[[Sequence[Question]], Sequence[str]]
"""A function that returns the answers to questions, in their order."""


def answered(questions: Iterable[Question], ask: Ask) -> dict[str, str]:
    """Return the answers to questions, by the questions' names."""
    listed = [*questions]
    return dict(zip((question.name for question in listed), ask(listed), strict=True))


def entries_question(
    name: str, items: Sequence[Mapping[str, Any]], style: str = CHICAGO
) -> Question:
    """Return the question that asks for each work's entry in a bibliography.

    `items` are works as CSL-JSON.
    """
    return _citeproc(name, items, (), style)


def notes_question(
    name: str,
    items: Sequence[Mapping[str, Any]],
    cited: Iterable[tuple[str, str]],
    style: str = CHICAGO,
) -> Question:
    """Return the question that asks for citations as notes, and for the entries of all works.

    `cited` are pairs of a work's id and a locator, which may be empty.
    """
    return _citeproc(name, items, tuple(cited), style)


def entries(answer: str, keys: Collection[str]) -> dict[str, Markup]:
    """Return each work's entry as HTML by its id, in the order of the style's bibliography.

    `keys` are the ids of the works that were asked for. Raises ToolError if one has no entry.
    """
    found = {match["key"]: _unwrapped(match["entry"]) for match in _ENTRY.finditer(answer)}
    complete(len(keys), sum(key in found for key in keys))
    return found


def notes(answer: str, count: int) -> list[Markup]:
    """Return each citation as a note in HTML, in the order of the question.

    Raises ToolError if there are not `count` of them.
    """
    found = [_unwrapped(match["note"]) for match in _FOOTNOTE.finditer(answer)]
    complete(count, len(found))
    return found


def complete(asked: int, answered: int) -> None:
    """Raise ToolError unless as many items were answered as were asked for."""
    if answered != asked:
        message = f"pandoc formatted {answered} of {asked} works or citations"
        raise ToolError(f"{message}; {REINSTALL}")


def _citeproc(
    name: str, items: Sequence[Mapping[str, Any]], cited: tuple[tuple[str, str], ...], style: str
) -> Question:
    works = json.dumps([_literal(item) for item in items], ensure_ascii=False)
    return Question(name, _document(cited), works, style)


def _literal(value: Any) -> Any:
    """Return a value in which no sign can be taken for a tag, as CSL-JSON has tags in its words."""
    if isinstance(value, str):
        return _LESS_THAN.sub(_STAND_IN, value)
    if isinstance(value, Mapping):
        return {key: _literal(inner) for key, inner in value.items()}
    return [*map(_literal, value)] if isinstance(value, list | tuple) else value


def _document(cited: tuple[tuple[str, str], ...]) -> str:
    """Return a document with one citation per paragraph; all works are in its bibliography."""
    meta = {"nocite": {"t": "MetaInlines", "c": [_cite("*", "")]}}
    blocks = [{"t": "Para", "c": [_cite(key, locator)]} for key, locator in cited]
    document = {"pandoc-api-version": API, "meta": meta, "blocks": blocks}
    return json.dumps(document, ensure_ascii=False)


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
    """Return pandoc's HTML without the `span` elements, and with stops within all closing quotes."""
    closed = _WRAPPER.sub("", _INNER_CLOSE.sub(r"\1’”", entry)).strip()
    return Markup(closed.replace(_STAND_IN, "&lt;"))
