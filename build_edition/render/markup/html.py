"""Write HTML: escaping, elements and front matter, and nothing that knows the edition.

HTML is `Markup`, words are plain strings. Everything here takes either and escapes what is not
HTML yet, so no renderer can forget to. What joins HTML with an f-string or `+` loses the type, or
escapes as markupsafe spells it: give `element` several parts, or use `joined`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from markupsafe import Markup


def escape(words: str) -> Markup:
    """Return words as HTML; HTML is returned as it is. A tab is written as a character reference, since Markdown would make it spaces."""
    return words if type(words) is Markup else as_markup(spelled(words))


def element(name: str, /, *content: str, **attributes: str | None) -> Markup:
    """An HTML element around words and HTML; `class_` is `class`, an attribute of None is left out."""
    pieces = _tag(name, attributes)
    for part in content:
        pieces.append(part if type(part) is Markup else spelled(part))
    pieces += "</", name, ">"
    return as_markup("".join(pieces))


def void(name: str, /, **attributes: str | None) -> Markup:
    """An HTML element that can hold nothing, such as an input, and so has no end."""
    return as_markup("".join(_tag(name, attributes)))


def joined(separator: str, parts: Iterable[str]) -> Markup:
    """Words and HTML with a separator between them; parts that are empty are left out."""
    escaped = [part if type(part) is Markup else spelled(part) for part in parts if part]
    between = separator if type(separator) is Markup else spelled(separator)
    return as_markup(str.join(between, escaped))


def with_code(words: str) -> Markup:
    """Words with what stands between backticks as code."""
    parts = enumerate(words.split("`"))
    return joined("", (element("code", part) if n % 2 else part for n, part in parts))


def as_markup(html: str) -> Markup:
    """A string that is HTML already: `Markup(html)` in half the time, since it looks for no `__html__`."""
    return str.__new__(Markup, html)


def spelled(words: str) -> str:
    """Words with each character spelled out that HTML would take for its own; `&` comes first.

    Nothing is called more often, and this is the fastest form of it. `str.replace` is called as it
    is, since that of `Markup` would escape what it puts in.
    """
    if "&" in words:
        words = str.replace(words, "&", "&amp;")
    if "<" in words:
        words = str.replace(words, "<", "&lt;")
    if ">" in words:
        words = str.replace(words, ">", "&gt;")
    if '"' in words:
        words = str.replace(words, '"', "&quot;")
    if "'" in words:
        words = str.replace(words, "'", "&#x27;")
    if "\t" in words:
        words = str.replace(words, "\t", "&#9;")
    return words


def _tag(name: str, attributes: Mapping[str, str | None]) -> list[str]:
    """The tag that opens an element, in pieces. Values are words, even where they look like HTML."""
    pieces = ["<", name]
    for key, value in attributes.items():
        if value is not None:
            pieces += " ", _name(key), '="', spelled(value), '"'
    pieces.append(">")
    return pieces


@lru_cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def page(title: str, description: str, body: Markup, **meta: object) -> str:
    """A page for MkDocs: front matter as JSON, which is YAML, then one block of HTML.

    The body must hold no blank line, since that would end the block.
    """
    fields = {"title": title, "description": description, **meta}
    front = "\n".join(f"{key}: {json.dumps(v, ensure_ascii=False)}" for key, v in fields.items())
    return f"---\n{front}\n---\n\n{escape(body)}\n"


ROOM = "\x00"
"""Where a page drawn as a whole has room for what is drawn text by text."""


def around(page: str, shares: Iterable[str]) -> Iterator[str]:
    """Yield a page with what is drawn text by text in place of ROOM."""
    before, after = page.split(ROOM)
    yield before
    yield from shares
    yield after


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 passage, 100 passages, 1,200 words."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
