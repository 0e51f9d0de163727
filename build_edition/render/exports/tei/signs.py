"""A form for every sign of a text in TEI, even one that no font draws alike or XML cannot hold."""

import re

from build_edition.render.markup.xml import UNSOUND, breaks, tag

_NAMED = re.compile(f"{UNSOUND.pattern}|[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_USED = re.compile('<g ref="#sign-([0-9A-F]+)"')


def said(words: str) -> str:
    """Words as TEI shows them: a private or forbidden sign is a `g` that names its code point."""
    marked = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return marked if marked.isprintable() else _NAMED.sub(_sign, breaks(marked))


def signs_used(document: str) -> tuple[str, ...]:
    """The code points, as in `F0AD`, of all signs that a finished document names."""
    return tuple(sorted(set(_USED.findall(document)), key=lambda sign: int(sign, 16)))


def _sign(match: re.Match[str]) -> str:
    sound = "" if UNSOUND.match(match[0]) else match[0]
    return tag("g", sound, ref=f"#sign-{ord(match[0]):04X}")
