"""Mark Chinese and Russian words wherever the editors write them."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from build_edition.render.markup.html import element, escape

_FOREIGN = re.compile("[\u0400-\u04ff\u3400-\u9fff]")
_CHINESE = re.compile(
    r"[\u3000-\u303f\u3400-\u9fff《》（）：，、。]*[\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff《》（）：，、。！？]*"
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+(?:[\s.,-]+[\u0400-\u04ff]+)*")


_RIGHT_TO_LEFT = re.compile(
    r"(?:ar|arc|ckb|dv|fa|he|iw|ps|sd|syr|ug|ur|yi)(?:-(?!Latn|Cyrl).*)?|.*-(?:Arab|Hebr|Syrc|Thaa).*",
    re.I,
)


def direction(language: str) -> str | None:
    """Return `rtl` for a language (BCP 47) that is written from right to left, else None."""
    return "rtl" if _RIGHT_TO_LEFT.fullmatch(language) else None


def stretches(words: str) -> Iterator[tuple[str, str]]:
    """Yield words in stretches, each with its language: `zh`, `ru`, or "" for the words' own."""
    start = 0
    if _FOREIGN.search(words):
        found = [(m, "zh") for m in _CHINESE.finditer(words)]
        found += [(m, "ru") for m in _CYRILLIC.finditer(words)]
        for match, language in sorted(found, key=lambda pair: pair[0].start()):
            if match.start() > start:
                yield words[start : match.start()], ""
            yield match[0], language
            start = match.end()
    if start < len(words):
        yield words[start:], ""


def foreign(words: str) -> Markup:
    """Return HTML with Chinese and Russian words marked, so that they are read aloud correctly."""
    html = escape(words)
    if not _FOREIGN.search(html):
        return html
    marked = _CHINESE.sub(lambda m: element("span", m[0], lang="zh"), html)
    return Markup(_CYRILLIC.sub(lambda m: element("span", m[0], lang="ru"), marked))
