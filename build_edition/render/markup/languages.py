"""Words in other scripts, marked as such wherever the editors write them."""

import re

from build_edition.render.markup.html import element

_FOREIGN = re.compile("[\u0400-\u04ff\u3400-\u9fff]")
_CHINESE = re.compile(
    r"[\u3000-\u303f\u3400-\u9fff《》（）：，、。]*[\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff《》（）：，、。！？]*"
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+(?:[\s.,-]+[\u0400-\u04ff]+)*")


def foreign(words: str) -> str:
    """Finished HTML with Chinese and Russian words marked as such, so that they are read aloud well."""
    if not _FOREIGN.search(words):
        return words
    words = _CHINESE.sub(lambda m: element("span", m[0], lang="zh"), words)
    return _CYRILLIC.sub(lambda m: element("span", m[0], lang="ru"), words)
