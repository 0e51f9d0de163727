"""Works in short: author and year, as in the margin of a page."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from build_edition.model import Work

_WORDS = 5
"""The most words of a title that stands for a work without an author."""


def short_form(work: Work) -> str:
    """Return a work in short: its authors or editors, or else its title, and its year."""
    item = json.loads(work.csl)
    names = item.get("author") or item.get("editor") or ()
    return " ".join(filter(None, (_named(names) or _titled(item), _year(item))))


def _named(names: Sequence[Mapping[str, str]]) -> str:
    families = [name.get("family") or name.get("literal", "") for name in names]
    if len(families) > 2:
        return f"{families[0]} et al."
    return " and ".join(filter(None, families))


def _titled(item: Mapping[str, Any]) -> str:
    """Return the first words of a title, of one in another language those of its translation."""
    title = str(item.get("title-short") or item.get("title", ""))
    title = title.partition(" [")[2].removesuffix("]") or title
    words = title.split()
    short = " ".join(words[:_WORDS]).rstrip(",:;") + " …" if len(words) > _WORDS else title
    return f"“{short.strip('“”')}”"


def _year(item: Mapping[str, Any]) -> str:
    points = item.get("issued", {}).get("date-parts") or [[""]]
    return str(points[0][0])
