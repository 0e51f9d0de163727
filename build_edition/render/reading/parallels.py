"""Parallels: where two texts speak of the same event, each passage points to the other."""

from collections.abc import Iterable

from build_edition.render.drawing import Parallel
from build_edition.render.markup.html import element, escape


def see_also(found: Iterable[Parallel]) -> str:
    """The way from a passage to its parallels, each said with what both tell of."""
    links = ", ".join(
        element(
            "a",
            escape(f"{parallel.title} {parallel.passage[1:]}"),
            href=f"../{parallel.slug}/#{parallel.passage}",
            title="; ".join(parallel.events),
        )
        for parallel in found
    )
    return element("span", f" See also {links}", class_="apparatus parallels") if links else ""
