"""Mark Chinese and Russian words wherever the editors write them."""

import re

from markupsafe import Markup

from build_edition.render.markup.html import element, escape

_FOREIGN = re.compile("[\u0400-\u04ff\u3400-\u9fff]")
_CHINESE = re.compile(
    r"[\u3000-\u303f\u3400-\u9fff《》（）：，、。]*[\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff《》（）：，、。！？]*"
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+(?:[\s.,-]+[\u0400-\u04ff]+)*")


def foreign(words: str) -> Markup:
    """Return HTML with Chinese and Russian words marked, so that they are read aloud correctly."""
    html = escape(words)
    if not _FOREIGN.search(html):
        return html
    marked = _CHINESE.sub(lambda m: element("span", m[0], lang="zh"), html)
    return Markup(_CYRILLIC.sub(lambda m: element("span", m[0], lang="ru"), marked))
