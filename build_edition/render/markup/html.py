"""Writing HTML: escaping, elements and front matter, and nothing that knows the edition."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

_SPELLED = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    (">", "&gt;"),
    ('"', "&quot;"),
    ("'", "&#x27;"),
    ("\t", "&#9;"),
)
"""Signs that HTML would take for its own; `&` is the first, since all others are spelled with it."""


def escape(words: str) -> str:
    """Words as HTML shows them; a tab is spelled out, since Markdown would turn it into spaces."""
    for sign, spelled in _SPELLED:
        if sign in words:
            words = words.replace(sign, spelled)
    return words


def element(name: str, content: str = "", /, **attributes: str | None) -> str:
    """An HTML element around finished content; `class_` is `class`, an attribute of None is left out."""
    return f"<{name}{_given(attributes)}>{content}</{name}>"


def void(name: str, /, **attributes: str | None) -> str:
    """An HTML element that can hold nothing, such as an input, and so has no end."""
    return f"<{name}{_given(attributes)}>"


def _given(attributes: Mapping[str, str | None]) -> str:
    given = ""
    for key, value in attributes.items():
        if value is not None:
            given += f' {_name(key)}="{escape(value)}"'
    return given


@lru_cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def page(title: str, description: str, body: str, **meta: object) -> str:
    """A page for MkDocs: front matter as JSON, which is YAML, then one block of HTML.

    The body must hold no blank line, since that would end the block.
    """
    fields = {"title": title, "description": description, **meta}
    front = "\n".join(f"{key}: {json.dumps(v, ensure_ascii=False)}" for key, v in fields.items())
    return f"---\n{front}\n---\n\n{body}\n"


ROOM = "\x00"
"""Where a page drawn as a whole has room for what is drawn text by text."""


def around(page: str, shares: Iterable[str]) -> Iterator[str]:
    """A page with what is drawn text by text in its ROOM, piece by piece."""
    before, after = page.split(ROOM)
    yield before
    yield from shares
    yield after


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 passage, 100 passages, 1,200 words."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
