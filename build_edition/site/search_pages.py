"""The part of the search index that the site's own pages have, read from the finished pages.

A page that is written by hand is recorded section by section, each at its heading; a list that is
drawn, by its title and what it says of itself, since its entries have records of their own.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from build_edition.output.files import EMITTED_FOLDERS
from build_edition.render.search.index import index_of
from build_edition.render.search.records import Record

_HEAD = 5000  # characters of a page among which its title and description are
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
_TITLE = re.compile(r"<title>(.*?)(?: - [^<]*)?</title>", re.DOTALL)
_HEADINGS = {"h1", "h2", "h3"}
_UNREAD = {"nav", "script", "style", "form"}
_PRINTED = "tt-printed"
"""The class of the line that says on paper which page this is."""

_INLINE = {"a", "b", "code", "em", "i", "span", "strong", "sub", "sup"}


def page_indexes(site: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the index of each page of a site that is not a text."""
    lists = [site / "texts", site / "data", *sorted((site / "apparatus").glob("*/"))]
    for folder in lists:
        page = folder / "index.html"
        if page.is_file():
            with page.open(encoding="utf-8") as content:
                head = content.read(_HEAD)
            yield _indexed(site, page, [_itself(head)])
    others = (*EMITTED_FOLDERS, "search")  # the page of search is not to be found in itself
    written = (d for d in site.iterdir() if d.is_dir() and d.name not in others)
    for page in sorted(path for folder in written for path in folder.rglob("index.html")):
        yield _indexed(site, page, sections(page.read_text(encoding="utf-8")))


def _indexed(site: Path, page: Path, records: list[Record]) -> Mapping[str, Any]:
    title = records[0].title if records else ""
    return index_of([(f"{page.parent.relative_to(site).as_posix()}/", title, records)])


def _itself(head: str) -> Record:
    """Return the record of a page as a whole."""
    title, described = _TITLE.search(head), _DESCRIPTION.search(head)
    words, name = (unescape(found[1]) if found else "" for found in (described, title))
    return Record("page", "", "Page", words, name)


def sections(page: str) -> list[Record]:
    """Return the records of a page's sections, each from one heading with an id to the next."""
    reader = _Sections()
    reader.feed(page)
    return [
        Record(
            "page",
            at,
            "Section" if at else "Page",
            " ".join(words.split()),
            " ".join(title.split()),
        )
        for at, title, words in reader.found
    ]


class _Sections(HTMLParser):
    """Gathers a page's headings, and the words below each."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self._inside = self._heading = self._printed = False
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self._inside = True
        elif tag in _UNREAD:
            self._unread += 1
        elif tag in _HEADINGS and self._reads() and (at := dict(attrs).get("id")) is not None:
            self.found.append(["" if tag == "h1" else at, "", ""])
            self._heading = True
        elif tag == "p":
            self._printed = dict(attrs).get("class") == _PRINTED
        if tag not in _INLINE:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._inside = False
        elif tag in _UNREAD:
            self._unread -= 1
        elif tag == "p":
            self._printed = False
        elif tag in _HEADINGS:
            self._heading = False
        if tag not in _INLINE:
            self.handle_data(" ")

    def _reads(self) -> bool:
        return self._inside and not self._unread and not self._printed

    def handle_data(self, data: str) -> None:
        if self._reads() and self.found:
            self.found[-1][1 if self._heading else 2] += data
