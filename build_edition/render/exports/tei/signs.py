"""Words in TEI, with a form for private-use characters and for those that XML does not allow."""

import re

from markupsafe import Markup

from build_edition.render.markup.html import as_markup, joined
from build_edition.render.markup.languages import stretches
from build_edition.render.markup.xml import UNSOUND, breaks, spelled, tag

_NAMED = re.compile(f"{UNSOUND.pattern}|[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_USED = re.compile('<g ref="#sign-([0-9A-F]+)"')


def said(words: str) -> Markup:
    """Return words as TEI; a private-use or forbidden character is a `g` with its code point."""
    marked = spelled(words)
    return as_markup(marked if marked.isprintable() else _NAMED.sub(_character, breaks(marked)))


def spoken(words: str) -> Markup:
    """Return words as `said` does, with Chinese and Russian words in `foreign`."""
    return joined(
        "",
        (
            tag("foreign", said(part), xml_lang=language) if language else said(part)
            for part, language in stretches(words)
        ),
    )


def signs_used(document: str) -> tuple[str, ...]:
    """Return the code points, such as `F0AD`, of all characters that a finished document names."""
    return tuple(sorted(set(_USED.findall(document)), key=lambda point: int(point, 16)))


def _character(match: re.Match[str]) -> Markup:
    sound = "" if UNSOUND.match(match[0]) else match[0]
    return tag("g", sound, ref=f"#sign-{ord(match[0]):04X}")
