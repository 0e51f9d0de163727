"""A text's passages by kind of note at a glance: a strip with one cell per passage, and a list."""

from typing import Literal

from markupsafe import Markup

from build_edition.model import NOTE_KINDS, NoteKind, Reading, Text
from build_edition.render.markup.html import element, joined

Standing = NoteKind | Literal["none"]

_TALLEST, _SHORTEST = max(kind.height for kind in NOTE_KINDS.values()), 3
"""The height of the strip, and that of a cell whose passage has no note."""


def strip(text: Text) -> Markup:
    """Return a text's strip; empty if no passage has a note."""
    if not any(reading.annotations for reading in text.readings):
        return Markup()
    standings = [standing(reading) for reading in text.readings]
    passages = zip(text.readings, standings, strict=True)
    cells = (_cell(n, reading.id, kind) for n, (reading, kind) in enumerate(passages))
    drawing = element(
        "svg",
        joined("", cells),
        viewBox=f"0 0 {len(standings) * 10} {_TALLEST}",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
    )
    counts = counted_kinds(text)
    items = (
        element("li", element("b", str(count)), f" {_counted(kind)}", class_=f"kind k-{kind}")
        for kind, count in counts.items()
        if count
    )
    listed = element("ul", joined("", items), aria_label="Passages by kind of note")
    return element("div", drawing + listed, class_="strip")


def standing(reading: Reading) -> Standing:
    """Return the kind of note in a passage that readers most need to know of, or `none`."""
    kinds = {annotation.note.kind for annotation in reading.annotations}
    return next((kind for kind in NOTE_KINDS if kind in kinds), "none")


def counted_kinds(text: Text) -> dict[Standing, int]:
    """Return how many passages have a note of each kind, and how many have none.

    A passage with notes of two kinds counts twice.
    """
    counts: dict[Standing, int] = {**dict.fromkeys(NOTE_KINDS, 0), "none": 0}
    for reading in text.readings:
        kinds: set[Standing] = {annotation.note.kind for annotation in reading.annotations}
        for kind in kinds or {"none"}:
            counts[kind] += 1
    return counts


def _counted(kind: Standing) -> str:
    return "without a note" if kind == "none" else NOTE_KINDS[kind].counted


def _cell(n: int, passage: str, kind: Standing) -> Markup:
    height = _SHORTEST if kind == "none" else NOTE_KINDS[kind].height
    cell = element(
        "rect", x=f"{n * 10 + 1}", y=f"{_TALLEST - height}", width="8", height=f"{height}"
    )
    return element("a", cell, href=f"#{passage}", tabindex="-1", class_=f"k-{kind}")
