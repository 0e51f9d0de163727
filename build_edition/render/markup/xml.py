"""Write XML: elements and pointers, and the characters that XML cannot represent.

As in HTML, what is finished is `Markup`, and what is not is words, to be escaped here.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from build_edition.render.markup.html import as_markup, joined
from build_edition.render.markup.html import spelled as spelled_in_html

UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 has no form for."""


def tag(name: str, /, *content: str, **attributes: str | None) -> Markup:
    """An XML element around words and XML; `xml_id` is `xml:id`, an attribute of None is left out."""
    begun = _begun(name, attributes)
    inner = "".join([part if type(part) is Markup else _sound(part) for part in content])
    return as_markup(f"{begun}>{inner}</{name}>" if inner else f"{begun}/>")


def start_tag(name: str, /, **attributes: str | None) -> Markup:
    """The tag that opens an XML element, where what the element holds is written behind it."""
    return as_markup(f"{_begun(name, attributes)}>")


def end_tag(name: str) -> Markup:
    """The tag that closes an XML element."""
    return as_markup(f"</{name}>")


def lines(*parts: str) -> Markup:
    """Return elements, a line each, without those that are empty."""
    return joined("\n", parts)


def pointer(address: str) -> str:
    """An address as a pointer may be written: what no address may hold is percent-encoded."""
    return quote(address, safe="%/?#@!$&'()*+,;=:~")


def spelled(words: str) -> str:
    """Words with the characters spelled out that XML would take for markup."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def breaks(words: str) -> str:
    """A carriage return spelled out, since reading XML would turn it into a line feed."""
    return words.replace("\r", "&#13;")


@lru_cache
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("xml_", "xml:")


def _begun(name: str, attributes: Mapping[str, str | None]) -> str:
    begun = f"<{name}"
    for key, value in attributes.items():
        if value is not None:
            begun += f' {_attribute(key)}="{_value(value)}"'
    return begun


def _sound(words: str) -> str:
    written = spelled(words)
    return written if written.isprintable() else UNSOUND.sub("\ufffd", breaks(written))


def _value(words: str) -> str:
    value = spelled_in_html(words)
    if value.isprintable():
        return value
    return UNSOUND.sub("\ufffd", breaks(value).replace("\n", "&#10;"))
