"""Parallels: where two texts speak of the same event, each passage points to the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from build_edition.model import Edition
from build_edition.render.markup.html import element, escape


@dataclass(frozen=True)
class Parallel:
    """A passage of another text that tells of the same events."""

    slug: str
    title: str
    passage: str
    events: tuple[str, ...]


_Place = tuple[str, str]
"""A text by its slug, and a passage of it."""


@lru_cache(maxsize=1)
def parallels(edition: Edition) -> dict[str, dict[str, tuple[Parallel, ...]]]:
    """For each text's passages (by slug, then id) the passages elsewhere that tell of the same."""
    titles = {text.info.slug: text.info.title for text in edition.texts}
    found: dict[str, dict[str, dict[_Place, list[str]]]] = {slug: {} for slug in titles}
    for event in edition.reference.events:
        for here in event.told:
            for there in event.told:
                if there.text != here.text:
                    places = found[here.text].setdefault(here.passage, {})
                    places.setdefault((there.text, there.passage), []).append(event.title)
    return {
        slug: {
            here: tuple(
                Parallel(there, titles[there], passage, tuple(dict.fromkeys(events)))
                for (there, passage), events in places.items()
            )
            for here, places in passages.items()
        }
        for slug, passages in found.items()
    }


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
