"""Read a note's Markdown: paragraphs, emphasis, strong, inline code and links, and nothing else.

What looks like more (a tag, a heading, a list, an image, another scheme) is refused rather than
shown as plain text, so that no contributor is surprised and no page is harmed. A lone `<`, `&`
or `*` is text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from build_edition.model import Prose, Style, Words

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""Parses all of CommonMark, so that what a note may not contain can be named."""

_BLOCKS = {"paragraph_open", "paragraph_close", "inline"}
_STYLES: dict[str, Style] = {"em": "emphasis", "strong": "strong"}
_NAMES = {
    "heading": "a heading",
    "bullet_list": "a list",
    "ordered_list": "a list",
    "blockquote": "a block quotation",
    "fence": "a code block",
    "code_block": "a code block (a line that begins with four spaces)",
    "hr": "a horizontal rule",
    "table": "a table",
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "an image",
    "s": "struck-out words",
    "hardbreak": "a forced line break",
}
_SCHEME = re.compile(r"(?:javascript|data|vbscript|file):\S", re.I)
_LOOKS_LIKE = (
    (re.compile(r"<[A-Za-z/!?]"), "HTML"),
    (re.compile(r"\[\^"), "a footnote mark"),
    (re.compile(r"\{:|\{[.#]\w"), "attributes in braces"),
    (re.compile(r"^(?:!!!|\?\?\?)", re.M), "an admonition"),
    (re.compile(r"\]\(|\]\["), "a link of this kind"),
    (re.compile(r"\{[{%]"), "a template tag"),
    (_SCHEME, "a link of this kind"),
)
_SUSPECT = re.compile(r"[][<{:!?]")
"""Matches characters of which each pattern in `_LOOKS_LIKE` needs one; most text has none."""

_LINE = r"(?:[^\W\d_]|“)[^\x00-\x1f\\`*_<>{}&!~|#\[\]]*(?<!\s)"
_PLAIN = re.compile(rf"\n*{_LINE}(?:\n+{_LINE})*\n*")
"""Matches lines that begin with a letter or “ and contain no Markdown, as most notes do."""

_ENTITY = re.compile(r"&(?:#\w+|[A-Za-z]\w*);")
_ALLOWED = "a note may have paragraphs, *emphasis*, **strong**, `code` and [links](https://…)"
_HINTS = {
    "a list": "write sentences, and begin no line with a hyphen, an asterisk, or a number and a full stop",
    "a heading": "begin no line with #, and put no line of hyphens or = below words",
    "a block quotation": "quote within the sentence, in quotation marks",
    "a forced line break": "remove the spaces or the backslash at the end of the line",
    "a horizontal rule": "remove the line; an empty line begins a new paragraph",
    "a footnote mark": "name the source in `sources:` or `source:`, not in the note’s text",
    "an image": "link to the page that shows it: [words](https://…)",
    "a link of this kind": "write [words](https://…) or [words](/texts/letter/#p25)",
}
"""The hint for each thing that is often written by mistake: what to write instead."""


@dataclass(frozen=True)
class Refusal:
    """Something that a note may not contain: its line (from 0), a message and a hint."""

    line: int
    message: str
    hint: str


def read_prose(markdown: str) -> tuple[Prose, tuple[Refusal, ...]]:
    """Return a note's paragraphs (none if anything is refused), and what is refused in it."""
    if _PLAIN.fullmatch(markdown) and not _SCHEME.search(markdown):
        paragraphs = re.split(r"\n{2,}", markdown.strip("\n"))
        return tuple((Words(words.replace("\n", " ")),) for words in paragraphs), ()
    environment: dict[str, object] = {}
    tokens = _READER.parse(markdown, environment)
    refusals = [*_refusals(tokens)]
    references = environment.get("references")
    if isinstance(references, dict) and any(label.startswith("^") for label in references):
        line = markdown.count("\n", 0, markdown.index("[^"))
        refusals = [_refused(line, "a footnote mark")]
    elif references:
        refusals.append(_refused(0, "a reference-style link"))
    if entity := _ENTITY.search(markdown):
        line = markdown.count("\n", 0, entity.start())
        message = f"a note cannot contain the HTML entity “{entity[0]}”"
        refusals.append(Refusal(line, message, "write the character itself"))
    prose = tuple(
        _joined(_stretches(token.children or ())) for token in tokens if token.type == "inline"
    )
    return (() if refusals else prose), tuple(refusals)


def _refusals(tokens: Iterable[Token]) -> Iterator[Refusal]:
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.type not in _BLOCKS:
            if token.nesting >= 0 and token.type.removesuffix("_open") in _NAMES:
                yield _refused(line, _NAMES[token.type.removesuffix("_open")])
            continue
        for child in token.children or ():
            yield from _refused_inline(child, line)
            line += child.type in ("softbreak", "hardbreak")


def _refused_inline(token: Token, line: int) -> Iterator[Refusal]:
    name = token.type.removesuffix("_open").removesuffix("_close")
    if name in _NAMES:
        if token.nesting >= 0:
            yield _refused(line, _NAMES[name])
    elif token.type == "link_open":
        yield from _refused_link(token, line)
    elif token.type == "text" and _SUSPECT.search(token.content):
        found = (what for shape, what in _LOOKS_LIKE if shape.search(token.content))
        yield from (_refused(line, what) for what in dict.fromkeys(found))


def _refused_link(token: Token, line: int) -> Iterator[Refusal]:
    href = str(token.attrGet("href") or "")
    if token.info == "auto" or token.attrGet("title"):
        yield Refusal(line, "a note cannot contain a link of this form", "write [words](https://…)")
    if not is_address(href):
        hint = "link to https://… or to an address of the edition, such as /texts/letter/#p25"
        yield Refusal(line, f"a note cannot link to “{href[:80]}”", hint)


def is_address(href: str) -> bool:
    """Whether a note may link to an address: on the web by http(s), or in the edition.

    >>> is_address("https://example.org/a"), is_address("/texts/letter/#p25")
    (True, True)
    >>> is_address("javascript:alert(1)"), is_address("//example.org"), is_address("a.html")
    (False, False, False)
    """
    if href.startswith("/"):
        return not href.startswith(("//", "/\\")) and ".." not in href
    try:
        parts = urlsplit(href)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return False


def _refused(line: int, what: str) -> Refusal:
    return Refusal(line, f"a note cannot contain {what}", _HINTS.get(what, _ALLOWED))


def _stretches(tokens: Iterable[Token]) -> Iterator[Words]:
    styles: tuple[Style, ...] = ()
    href = ""
    for token in tokens:
        name, _, edge = token.type.rpartition("_")
        if name in _STYLES:
            styles = (*styles, _STYLES[name]) if edge == "open" else styles[:-1]
        elif name == "link":
            href = str(token.attrGet("href")) if edge == "open" else ""
        elif token.type == "code_inline":
            yield Words(token.content, (*styles, "code"), href)
        elif token.type == "softbreak":
            yield Words(" ", styles, href)
        elif token.content:
            yield Words(token.content, styles, href)


def _joined(stretches: Iterable[Words]) -> tuple[Words, ...]:
    """Return the stretches, with neighbours joined that have the same styles and the same link."""
    return tuple(
        Words("".join(words.text for words in group), *kind)
        for kind, group in groupby(stretches, key=lambda words: (words.styles, words.href))
    )


def plain(prose: Prose) -> str:
    """Return a note's text without styles and links, one line per paragraph."""
    return "\n".join("".join(words.text for words in paragraph) for paragraph in prose)
