"""Write HTML: escaping, elements and front matter; nothing here knows the edition.

HTML is `Markup`, words are plain strings. Everything here accepts both, and escapes what is not yet
HTML, so no renderer can forget to. An f-string loses the type, and `+` escapes as markupsafe does,
not as here: give `element` several parts, or use `joined`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from markupsafe import Markup

_new = str.__new__  # called once for every element


def escape(words: str) -> Markup:
    """Return words as HTML; HTML is returned as it is.

    A tab becomes a character reference, since Markdown would turn it into spaces.
    """
    return words if type(words) is Markup else as_markup(spelled(words))


def element(name: str, /, *content: str, **attributes: str | None) -> Markup:
    """Return an HTML element that contains words and HTML.

    In attributes' names underscores become hyphens, and one at the end is dropped (`class_`); an
    attribute of None is left out.
    """
    tag = _tag(name, attributes)
    if len(content) == 1:  # as most have, which need not be joined
        inner = content[0] if type(content[0]) is Markup else spelled(content[0])
    else:
        inner = "".join([part if type(part) is Markup else spelled(part) for part in content])
    return _new(Markup, f"<{tag}>{inner}</{name}>")


def void(name: str, /, **attributes: str | None) -> Markup:
    """Return an HTML element that cannot have content, such as an input, and so has no end tag."""
    return as_markup(f"<{_tag(name, attributes)}>")


def joined(separator: str, parts: Iterable[str]) -> Markup:
    """Return words and HTML with a separator between them; empty parts are left out."""
    escaped = [part if type(part) is Markup else spelled(part) for part in parts if part]
    between = separator if type(separator) is Markup else spelled(separator)
    return _new(Markup, str.join(between, escaped))


def former_places(kind: str, ids: Iterable[str]) -> Markup:
    """Return an empty element for each id that an entry had, so that its old address leads here."""
    return joined("", (element("span", id=f"{kind}-{former}") for former in ids))


def with_code(words: str) -> Markup:
    """Return words as HTML, in which what is between backticks is code."""
    parts = enumerate(words.split("`"))
    return joined("", (element("code", part) if n % 2 else part for n, part in parts))


def as_markup(html: str) -> Markup:
    """Return a string that is HTML already as `Markup`, without escaping it.

    This takes half the time of `Markup(html)`, which looks for a method `__html__`.
    """
    return _new(Markup, html)


def spelled(words: str) -> str:
    """Return words with character references for `&`, `<`, `>`, quotation marks and tabs.

    `&` comes first, so that no reference is escaped again. No function is called more often, and
    this is its fastest form. `str.replace` is called explicitly, since `Markup.replace` would
    escape what it puts in.
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


def _tag(name: str, attributes: Mapping[str, str | None]) -> str:
    """Return what is between the angle brackets of an opening tag; values are escaped, even HTML."""
    tag = name
    for key, value in attributes.items():
        if value is not None:
            tag = f'{tag} {_name(key) if "_" in key else key}="{spelled(value)}"'
    return tag


@lru_cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def page(title: str, description: str, body: Markup, **meta: object) -> str:
    """Return a page for MkDocs: front matter as JSON, which is YAML, then one block of HTML.

    The body must not contain a blank line, since that would end the block.
    """
    fields = {"title": title, "description": description, **meta}
    front = "\n".join(f"{key}: {json.dumps(v, ensure_ascii=False)}" for key, v in fields.items())
    return f"---\n{front}\n---\n\n{escape(body)}\n"


PLACEHOLDER = "\x00"
"""The placeholder, in a page drawn as a whole, for what is drawn text by text."""


def around(page: str, shares: Iterable[str]) -> Iterator[str]:
    """Yield a page in pieces, with what is drawn text by text in place of the placeholder."""
    before, after = page.split(PLACEHOLDER)
    yield before
    yield from shares
    yield after


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 passage, 100 passages, 1,200 words."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def enumerated(parts: Iterable[str]) -> str:
    """Return words as they are listed in a sentence: one, two and three.

    >>> enumerated(["one"]), enumerated(["one", "two", "three"])
    ('one', 'one, two and three')
    """
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
