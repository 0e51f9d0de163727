"""Works as scholars cite them: Chicago notes and a bibliography, formatted by citeproc.

Each source of a note is cited in full, since readers may see only that note.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

from build_edition.model import Work
from build_edition.render.citing import citeproc
from build_edition.render.citing.citeproc import Question
from build_edition.render.markup.html import escape

_SHOWN_ADDRESS = re.compile(r'[,.]?\s*<a\s+href="(?P<href>[^"]*)"[^>]*>[^<]*</a>\.?')
_PAGES = re.compile(r"[0-9]{1,5}(?:[-–][0-9]{1,5})?")
_NO_PAGE, _NO_PAGES = "7654321", "7654321-7654329"
_UNDIVIDED = re.compile(
    r"(?:vol|bk|pt|ch|sec)\. [^,]+(?=, [0-9])|(?:s\.v\. )?[0-9]+ [A-Z][a-z]+ [0-9]{4}"
)
_NO_WORK = {"type": "book", "title": "Untitled"}
_ADDRESS = re.compile(r">(?P<shown>https?://[^<]*)</a>")
_LISTED_AS = {
    **dict.fromkeys(("entry", "entry-dictionary", "entry-encyclopedia"), "chapter"),
    "classic": "book",
    "post": "webpage",
}
"""Types that Chicago may cite in notes only and list nowhere, with the type each is listed as."""


Cited = tuple[str, str]
"""A work's key, and a locator in the work, which may be empty."""


def source_questions(works: Sequence[Work], cited: Sequence[Cited]) -> Iterator[Question]:
    """Yield the questions for formatting works and citations of places in them.

    There are many pages and few works, so each work is asked for once, with a placeholder for the
    page, and all pages at once, in a work without a title. `read_sources` puts the pages into the
    works.
    """
    items = [_as_cited(json.loads(work.csl)) for work in works]
    if items:
        yield citeproc.entries_question("bibliography", [*map(_as_listed, items)])
    if cited:
        by_key = {work.key: item for work, item in zip(works, items, strict=True)} | {"": _NO_WORK}
        asked = _asked(cited)
        copies = [{**by_key[key], "id": f"c{n}"} for n, (key, _) in enumerate(asked)]
        located = [(f"c{n}", _labelled(locator)) for n, (_, locator) in enumerate(asked)]
        yield citeproc.notes_question("sources", copies, located)


def _as_cited(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a work, in which those who edited and translated it are one group, as styles want."""
    both = item.get("editor")
    if not both or "author" in item or both != item.get("translator"):
        return item
    kept = {name: value for name, value in item.items() if name not in ("editor", "translator")}
    return {**kept, "editor-translator": both}


def _as_listed(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a work as the bibliography lists it, which has every work that is cited."""
    return {**item, "type": _LISTED_AS.get(item["type"], item["type"])}


def read_bibliography(
    works: Sequence[Work], answers: Mapping[str, str]
) -> tuple[tuple[str, Markup], ...]:
    """Return every work's key and its entry as HTML, in the bibliography's order."""
    found = citeproc.entries(answers.get("bibliography", ""), [work.key for work in works])
    return tuple((key, _legible(entry)) for key, entry in found.items())


def read_sources(cited: Sequence[Cited], answers: Mapping[str, str]) -> dict[Cited, Markup]:
    """Return each citation as a full note in HTML."""
    if not cited:
        return {}
    asked = _asked(cited)
    notes = (
        _SHOWN_ADDRESS.sub("", n).rstrip(".")
        for n in citeproc.notes(answers["sources"], len(asked))
    )
    found = dict(zip(asked, notes, strict=True))
    pages = asked[-1][1].split(", ")
    _, first, others = found[asked[-1]].partition(_NO_PAGE)
    shown = f"{first}{others}".split(", ")
    citeproc.complete(len(pages), len(shown))
    printed = dict(zip(pages, shown, strict=True))
    return {
        (key, at): Markup(
            found[key, _no_page(at)].replace(printed.get(_no_page(at), at), printed.get(at, at))
        )
        for key, at in cited
    }


def _asked(cited: Sequence[Cited]) -> tuple[Cited, ...]:
    """Return what is asked for: each work with a placeholder for pages; then all pages together."""
    at_no_page = {(key, _no_page(at)): None for key, at in cited}
    pages = [_NO_PAGE, _NO_PAGES, *sorted({at for _, at in cited if _PAGES.fullmatch(at)})]
    return (*at_no_page, ("", ", ".join(pages)))


def _no_page(locator: str) -> str:
    """Return the placeholder for a page or a range of pages; other locators are unchanged."""
    if not _PAGES.fullmatch(locator):
        return locator
    return _NO_PAGE if locator.isdecimal() else _NO_PAGES


def _labelled(locator: str) -> str:
    """Return a locator with its label, which citeproc requires: bare numbers are pages.

    A volume before pages, and a date, are in braces; else citeproc would count the pages among the
    volumes, and take the day for the whole locator.
    """
    if found := _UNDIVIDED.match(locator):
        return f"{{{found[0]}}}{locator[found.end() :]}"
    return f"pp. {locator}" if locator[:1].isdigit() else locator


def _legible(entry: Markup) -> Markup:
    """Return an entry in which the addresses that are shown are decoded, as people read them."""
    return Markup(_ADDRESS.sub(lambda m: f">{escape(unquote(unescape(m['shown'])))}</a>", entry))
