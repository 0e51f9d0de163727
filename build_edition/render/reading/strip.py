"""A text's passages by kind of note at a glance: a strip with a cell a passage, and the same in words."""

from collections.abc import Mapping
from typing import Literal

from markupsafe import Markup

from build_edition.model import NoteKind, Reading, Text
from build_edition.render.markup.html import element, joined
from build_edition.render.reading.notes import KINDS

Standing = NoteKind | Literal["none"]

_HEIGHTS: Mapping[Standing, int] = {
    "fiction": 24,
    "error": 20,
    "disputed": 16,
    "history": 12,
    "identity": 8,
    "wording": 8,
    "none": 3,
}
"""How tall a cell is, so that kinds are told apart by more than colour."""

_COUNTED: Mapping[Standing, str] = {
    "fiction": "with invention",
    "error": "in error",
    "disputed": "disputed",
    "history": "on record",
    "identity": "with a name explained",
    "wording": "with wording explained",
    "none": "without a note",
}


def strip(text: Text) -> Markup:
    """A text's strip, or nothing where it has no notes."""
    if not any(reading.annotations for reading in text.readings):
        return Markup()
    standings = [standing(reading) for reading in text.readings]
    passages = zip(text.readings, standings, strict=True)
    cells = (_cell(n, reading.id, kind) for n, (reading, kind) in enumerate(passages))
    drawing = element(
        "svg",
        joined("", cells),
        viewBox=f"0 0 {len(standings) * 10} 24",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
    )
    counts = counted_kinds(text)
    items = (
        element("li", element("b", str(counts[kind])), " ", words, class_=f"kind k-{kind}")
        for kind, words in _COUNTED.items()
        if counts.get(kind)
    )
    listed = element("ul", joined("", items), aria_label="How the passages stand")
    return element("div", drawing + listed, class_="strip")


def standing(reading: Reading) -> Standing:
    """Return the kind of a passage's notes that a reader most needs to know of, or that it has none."""
    kinds = {annotation.note.kind for annotation in reading.annotations}
    return next((kind for kind in KINDS if kind in kinds), "none")


def counted_kinds(text: Text) -> dict[Standing, int]:
    """How many passages have a note of each kind, and how many have none; one may count twice."""
    counts: dict[Standing, int] = dict.fromkeys(_COUNTED, 0)
    for reading in text.readings:
        kinds: set[Standing] = {annotation.note.kind for annotation in reading.annotations}
        for kind in kinds or {"none"}:
            counts[kind] += 1
    return counts


def _cell(n: int, passage: str, kind: Standing) -> Markup:
    height = _HEIGHTS[kind]
    cell = element("rect", x=f"{n * 10 + 1}", y=f"{24 - height}", width="8", height=f"{height}")
    return element("a", cell, href=f"#{passage}", tabindex="-1", class_=f"k-{kind}")
