"""Write XML: elements and pointers, and the characters that XML cannot represent.

As in HTML, finished XML is `Markup`, and plain strings are words, which are escaped here.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from build_edition.render.markup.html import as_markup, joined
from build_edition.render.markup.html import spelled as spelled_in_html

UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 does not allow, not even as references."""


def tag(name: str, /, *content: str, **attributes: str | None) -> Markup:
    """Return an XML element that contains words and XML.

    `xml_id` becomes `xml:id`; an attribute of None is left out.
    """
    begun = _begun(name, attributes)
    if len(content) == 1:  # as most have, which need not be joined
        inner = content[0] if type(content[0]) is Markup else _sound(content[0])
    else:
        inner = "".join([part if type(part) is Markup else _sound(part) for part in content])
    return as_markup(f"{begun}>{inner}</{name}>" if inner else f"{begun}/>")


def start_tag(name: str, /, **attributes: str | None) -> Markup:
    """Return the tag that opens an XML element whose content is written separately."""
    return as_markup(f"{_begun(name, attributes)}>")


def end_tag(name: str) -> Markup:
    """Return the tag that closes an XML element."""
    return as_markup(f"</{name}>")


def lines(*parts: str) -> Markup:
    """Return elements, one per line; empty ones are left out."""
    return joined("\n", parts)


def pointer(address: str) -> str:
    """Return an address with every character that addresses may not contain percent-encoded."""
    return quote(address, safe="%/?#@!$&'()*+,;=:~")


def spelled(words: str) -> str:
    """Return words with `&`, `<` and `>` as entity references."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def breaks(words: str) -> str:
    """Return words with carriage returns as references, which XML parsers do not change."""
    return words.replace("\r", "&#13;")


@lru_cache
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("xml_", "xml:")


def _begun(name: str, attributes: Mapping[str, str | None]) -> str:
    begun = f"<{name}"
    for key, value in attributes.items():
        if value is not None:
            begun = f'{begun} {_attribute(key) if "_" in key else key}="{_value(value)}"'
    return begun


def _sound(words: str) -> str:
    written = spelled(words)
    return written if written.isprintable() else UNSOUND.sub("\ufffd", breaks(written))


def _value(words: str) -> str:
    value = spelled_in_html(words)
    if value.isprintable():
        return value
    return UNSOUND.sub("\ufffd", breaks(value).replace("\n", "&#10;"))
