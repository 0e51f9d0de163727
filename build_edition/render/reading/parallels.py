"""Parallels: if two texts tell of the same event, their passages link to each other."""

from collections.abc import Iterable

from markupsafe import Markup

from build_edition.render.drawing import Parallel
from build_edition.render.markup.html import element, joined


def see_also(found: Iterable[Parallel]) -> Markup:
    """Return links from a passage to its parallels, each with the events that both tell of."""
    links = joined(", ", map(_link, found))
    return element("span", " See also ", links, class_="apparatus parallels") if links else links


def _link(parallel: Parallel) -> Markup:
    return element(
        "a",
        f"{parallel.title} {parallel.passage[1:]}",
        href=f"../{parallel.slug}/#{parallel.passage}",
        title="; ".join(parallel.events),
    )
