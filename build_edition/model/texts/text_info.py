"""What is said of a text as a whole, and where in the edition its places are."""

import re
from bisect import bisect
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from build_edition.model.problems import Place
from build_edition.model.texts.line_rulings import ColumnsRuling, LineRuling, Speaker

NumbersKind = Literal["overwritten", "sound"]
"""What happened to the numbers of a text: digits were written over others, or nothing."""

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of a text's contents: the editors' label for the part that begins at a passage."""

    at: str
    label: str
    place: Place


def text_page(slug: str) -> str:
    """Return the address of a text's page, from the site's root.

    >>> text_page("letter")
    'texts/letter/'
    """
    return f"texts/{slug}/"


@lru_cache(maxsize=2**16)
def _number(passage: str) -> int:
    """Return the number in a passage's id, which rises through a text; 0 for a whole text.

    >>> _number("p25a"), _number("*")
    (25, 0)
    """
    found = _DIGITS.search(passage)
    return int(found[0]) if found else 0


@dataclass(frozen=True, slots=True)
class TextInfo:
    """What an editor says about a text as a whole: title, kind, origin, rights, caveat and rules.

    `brief_caveat` is the caveat in one clause, for citations. `numbers` is None if the editors do
    not say what happened to the text's numbers: then no suspect number needs a ruling. `encoding` is
    that of the raw text. `parts` are the pages that a large text is divided into, if it is: each
    begins at its passage. `part` is the number of the part that is meant, from 1; 0 is the text.
    `columns` are read before the rest: `rulings` count the lines that come of it.
    """

    slug: str
    title: str
    kind: str
    rights: str
    origin: str
    caveat: str
    brief_caveat: str
    language: str
    rules: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    rulings: tuple[LineRuling, ...]
    contents: tuple[ContentsEntry, ...]
    place: Place
    numbers: NumbersKind | None = None
    encoding: str = "utf-8"
    parts: tuple[ContentsEntry, ...] = ()
    part: int = 0
    columns: tuple[ColumnsRuling, ...] = ()

    @property
    def page(self) -> str:
        """The address of the page, from the site's root: the text's, or that of the part meant."""
        return text_page(self.slug) + (f"{self.part}/" if self.part else "")

    @property
    def titled(self) -> str:
        """The title of the page: the text's, followed by that of the part if one is meant."""
        return f"{self.title}: {self.parts[self.part - 1].label}" if self.part else self.title

    @property
    def pages(self) -> tuple[str, ...]:
        """The addresses of the text's page and of the pages of its parts."""
        whole = text_page(self.slug)
        return (whole, *(f"{whole}{n}/" for n in range(1, len(self.parts) + 1)))

    @property
    def contents_here(self) -> tuple[ContentsEntry, ...]:
        """The lines of the contents that lead to a passage of the page."""
        return tuple(entry for entry in self.contents if self.page_with(entry.at) == self.page)

    def page_with(self, at: str) -> str:
        """Return the page that a passage is on; that of the text for `*`, the whole."""
        part = bisect([_number(part.at) for part in self.parts], _number(at))
        if self.parts and at.startswith("p"):
            part = max(part, 1)  # a passage found later may come before the first
        return text_page(self.slug) + (f"{part}/" if part else "")

    @property
    def up(self) -> str:
        """The relative path from the page to the edition's root."""
        return "../" * self.page.count("/")

    def link(self, at: str, name: str = "") -> str:
        """Return a place's address as seen from the page: only the fragment if it is there."""
        place = self.address(at, name)
        return place.removeprefix(self.page) if self.page_with(at) == self.page else self.up + place

    def address(self, at: str, name: str = "") -> str:
        """Return the address of a passage, or of what is on its page under a name, such as a note.

        This is the only function that knows where in a text an address leads.
        """
        return f"{self.page_with(at)}#{name or at}"
