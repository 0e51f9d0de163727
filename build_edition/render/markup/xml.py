"""Writing XML: elements and pointers, and the signs that XML has no room for."""

import re
from functools import lru_cache
from urllib.parse import quote

from build_edition.render.markup.html import escape

UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Signs that XML 1.0 has no form for."""


def tag(name: str, content: str = "", /, **attributes: str | None) -> str:
    """An XML element around finished content; `xml_id` is `xml:id`, an attribute of None is left out."""
    given = ""
    for key, value in attributes.items():
        if value is not None:
            given += f' {_attribute(key)}="{_value(value)}"'
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def lines(*parts: str) -> str:
    """Finished elements that are there, a line each."""
    return "\n".join(part for part in parts if part)


def pointer(address: str) -> str:
    """An address as a pointer may be written: what is no sign of addresses is percent-encoded."""
    return quote(address, safe="%/?#@!$&'()*+,;=:~")


def breaks(words: str) -> str:
    """A carriage return spelled out, since reading XML would turn it into a line feed."""
    return words.replace("\r", "&#13;")


@lru_cache
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("xml_", "xml:")


def _value(words: str) -> str:
    spelled = escape(words)
    if spelled.isprintable():
        return spelled
    return UNSOUND.sub("\ufffd", breaks(spelled).replace("\n", "&#10;"))
