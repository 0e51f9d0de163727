"""Read the words out of HTML: every tag, comment and character reference is one edit.

A block, such as a paragraph or a point, becomes a line; what kind of block it is says `HtmlLine`.
"""

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from build_edition.model import Edit
from build_edition.texts.shapes.elements import INLINE, OpenElements

_UNSEEN = frozenset("head script style template noscript svg iframe object select button".split())
_AROUND = frozenset("nav header footer aside form".split())
_SPACES = re.compile(r"[ \t\r\n\f]+")

_TAG, _REFERENCE, _SPACE = "a tag of HTML", "a character written as a name", "a space of HTML"


@dataclass(frozen=True)
class HtmlLine:
    """What a line read out of HTML is: `h1` to `h6`, `li`, `blockquote`, `pre`, `nav` or nothing.

    `depth` is how many lists a point is in; `nav` is anything that a page puts around a text.
    """

    kind: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Html:
    """The edits that leave the words of HTML, and what each line of these is."""

    edits: tuple[Edit, ...]
    lines: tuple[HtmlLine, ...]


def read_html(raw: str) -> Html:
    """Return how the words are read out of HTML."""
    reader = _Reader(raw)
    reader.feed(raw)
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    """Collects edits; what is between two words that are apart becomes one edit."""

    def __init__(self, raw: str) -> None:
        super().__init__(convert_charrefs=False)
        self._raw = raw
        self._starts = [0, *(m.end() for m in re.finditer("\n", raw))]
        self._open = OpenElements()
        self._edits: list[Edit] = []
        self._lines: list[HtmlLine] = []
        self._kept_to = 0  # all before is settled
        self._gap = ""  # what takes the place of what has been passed over since then
        self._words = False  # whether anything has been kept
        self._line = HtmlLine()
        self._why = _TAG

    def finished(self) -> Html:
        """Return what was found, once all has been read."""
        if self._kept_to < len(self._raw):
            self._edit(len(self._raw), "")
        if self._words:
            self._lines.append(self._line)
        return Html(tuple(self._edits), tuple(self._lines))

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _break(self, sign: str) -> None:
        if sign == "\n" or not self._gap:
            self._gap = sign

    def _edit(self, end: int, after: str) -> None:
        before = self._raw[self._kept_to : end]
        if before != after:
            why = _SPACE if not before.strip() else self._why
            self._edits.append(Edit(self._kept_to, before, after, "html", why))
        self._kept_to = end

    def _keep(self, start: int, end: int, words: str) -> None:
        """Keep words from `start` to `end`, after settling what was passed over before them."""
        gap = self._gap if self._words else ""
        if not self._words or gap == "\n":
            if self._words:
                self._lines.append(self._line)
            self._line = self._kind()
        if start > self._kept_to or gap:
            self._edit(start, gap)
        self._gap, self._words, self._why = "", True, _TAG
        if self._raw[start:end] == words:
            self._kept_to = end
        else:
            self._why = _REFERENCE
            self._edit(end, words)
            self._why = _TAG

    def _kind(self) -> HtmlLine:
        if self._open.count(*_AROUND):
            return HtmlLine("nav")
        kind = self._open.told_apart()
        return HtmlLine(kind, self._open.count("ul", "ol", "dl") if kind else 0)

    def _hidden(self) -> bool:
        return self._open.count(*_UNSEEN) > 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self._break("\n")
        if tag in ("p", "li"):
            self._open.end_implied(tag)
        self._open.begin(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self._break("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self._break("\n")
        self._open.end(tag)

    def handle_data(self, data: str) -> None:
        if self._hidden():
            return
        start = self._offset()
        as_is = self._open.count("pre", "textarea") > 0
        at = 0
        for space in _SPACES.finditer(data):
            if at < space.start():
                self._keep(start + at, start + space.start(), data[at : space.start()])
            self._break("\n" if as_is and "\n" in space[0] else " ")
            at = space.end()
        if at < len(data):
            self._keep(start + at, start + len(data), data[at:])

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        if self._hidden():
            return
        start = self._offset()
        end = start + len(written)
        end += self._raw.startswith(";", end)
        words = unescape(self._raw[start:end])
        if words.isspace() and words != "\u00a0":
            self._break(" ")
        else:
            self._keep(start, end, words)
