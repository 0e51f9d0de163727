"""Parallels: if several texts tell of an event, their passages lead to each other.

A passage has one mark for all its parallels; a list at the page's foot says what they are.
"""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from build_edition.model import Text, TextInfo
from build_edition.render.drawing import Drawing, Parallel
from build_edition.render.markup.html import element, joined

SIGN = "∥"


def parallel_mark(passage: str, found: Iterable[Parallel]) -> Markup:
    """Return the mark of a passage with parallels; empty if it has none."""
    events = "; ".join(parallel.title for parallel in found)
    if not events:
        return Markup()
    href, label = f"#parallel-{passage}", f"Also told in other texts: {events}"
    link = element("a", SIGN, href=href, aria_label=label)
    return element("sup", link, class_="apparatus parallel")


def listed_parallels(drawing: Drawing, text: Text, up: str) -> Markup:
    """Return the section on what other texts tell too, passage by passage; empty if there is none.

    `up` is the relative path from the text's page to the edition's root.
    """
    found = drawing.parallels[text.info.slug]
    items = [
        _entry(reading.id, found[reading.id], drawing.infos, up)
        for reading in text.readings
        if reading.id in found
    ]
    if not items:
        return Markup()
    heading = element("h2", "Told in other texts too", id="parallels")
    listed = element("ol", joined("\n", items), class_="rulings")
    return element("section", joined("\n", (heading, listed)), aria_labelledby="parallels")


def _entry(
    passage: str, found: Iterable[Parallel], infos: Mapping[str, TextInfo], up: str
) -> Markup:
    number = passage[1:]
    label = f"Back to passage {number}"
    back = element("a", number, href=f"#{passage}", class_="number", aria_label=label)
    head = element(
        "p", back, " ", element("span", "Also told", class_="kind k-parallel"), class_="note-head"
    )
    lines = (_line(parallel, infos, up) for parallel in found)
    return element("li", head, *lines, id=f"parallel-{passage}", class_="note")


def _line(parallel: Parallel, infos: Mapping[str, TextInfo], up: str) -> Markup:
    """Return an event, linked to the timeline, and the passages elsewhere that tell of it."""
    where = f"{up}apparatus/timeline/#event-{parallel.event}"
    event = element("a", parallel.title, href=where, class_="event")
    texts = (_passages(infos[slug], ids, up) for slug, ids in parallel.elsewhere.items())
    return element("p", event, ": ", joined("; ", texts))


def _passages(info: TextInfo, passages: Iterable[str], up: str) -> Markup:
    texts = up.removesuffix("../")
    name = info.slug.replace("-", " ").capitalize()
    links = (
        element(
            "a",
            passage[1:],
            href=texts + info.address(passage).removeprefix("texts/"),
            aria_label=f"{info.title}, {passage[1:]}",
        )
        for passage in passages
    )
    return element("span", f"{name} ", joined(", ", links), title=info.title)
