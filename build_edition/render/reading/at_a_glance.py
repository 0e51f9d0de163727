"""A text at a glance: what there is of it, counted alike on every page, and a strip of its passages."""

import re
from collections.abc import Sequence
from typing import Literal

from markupsafe import Markup

from build_edition.model import NOTE_KINDS, NoteKind, Reading, Text, TextInfo
from build_edition.render.markup.html import counted, element, joined
from build_edition.render.reading.emendations import LEFT
from build_edition.render.reading.passages import words

NO_BREAK = "\u00a0"
"""The space that keeps a number and what it counts on one line."""

WORDS_A_MINUTE = 230
"""The assumed speed of reading, for the estimate at a text's head: a rule of thumb."""

CHARACTERS_A_MINUTE = 400
"""The same for Chinese and Japanese."""

_UNSPACED = re.compile(
    r"[\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    r"\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]"
)
"""Matches a sign of Chinese or Japanese; a mark beside kana and the dot between names are none."""

Standing = NoteKind | Literal["none"]

_TALLEST, _SHORTEST = max(kind.height for kind in NOTE_KINDS.values()), 3
"""The height of the strip, and that of a cell whose passage has no note."""


def figures(text: Text) -> str:
    """Return how long a text is and what was done to it, in one line."""
    count, unit, pace = length(text)
    minutes = max(1, round(count / pace))
    facts = (
        counted(len(text.readings), "passage"),
        counted(count, unit),
        f"about {counted(minutes, 'minute')}",
        emendations_counted([text]),
        notes_counted([text]),
    )
    return " · ".join(fact.replace(" ", NO_BREAK) for fact in facts)


def length(text: Text) -> tuple[int, str, int]:
    """Return how long a text is, in what unit, and how many of these are read in a minute.

    A text in Chinese or Japanese, which puts no spaces between words, is counted in characters.
    """
    if text.info.language.split("-")[0] in ("zh", "ja", "yue", "wuu", "lzh"):
        count = sum(len(_UNSPACED.findall(reading.text)) for reading in text.readings)
        return count, "character", CHARACTERS_A_MINUTE
    return words(text.readings), "word", WORDS_A_MINUTE


def notes_counted(texts: Sequence[Text]) -> str:
    """Return how many notes there are, and how many of them have no number, being on a whole text."""
    count, whole = sum(len(text.notes) for text in texts), sum(len(text.about) for text in texts)
    where = "the whole text" if len(texts) == 1 else "whole texts"
    return counted(count, "note") + (f" ({whole} on {where})" if whole else "")


def emendations_counted(texts: Sequence[Text]) -> str:
    """Return how many emendations there are: the places where the edition changes the words."""
    placed = (e for text in texts for reading in text.readings for e in reading.emendations)
    return counted(sum(emendation.changes for emendation in placed), "emendation")


def left_counted(texts: Sequence[Text]) -> str:
    """Return how many places the editors looked into and left as transmitted."""
    placed = (e for text in texts for reading in text.readings for e in reading.emendations)
    return counted(sum(not emendation.changes for emendation in placed), "place") + f" {LEFT}"


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
        element("li", _word(kind), " ", element("b", str(count)), class_=f"kind k-{kind}")
        for kind, count in counts.items()
        if count
    )
    said = element("p", "Passages with a note of each kind:")
    listed = element("ul", joined("", items), aria_label="Passages by kind of note")
    return element("div", drawing, said, listed, class_="strip")


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


def _word(kind: Standing) -> str:
    return "Without a note" if kind == "none" else NOTE_KINDS[kind].word


def _cell(n: int, passage: str, kind: Standing) -> Markup:
    height = _SHORTEST if kind == "none" else NOTE_KINDS[kind].height
    cell = element(
        "rect", x=f"{n * 10 + 1}", y=f"{_TALLEST - height}", width="8", height=f"{height}"
    )
    return element("a", cell, href=f"#{passage}", tabindex="-1", class_=f"k-{kind}")


def other_parts(info: TextInfo) -> Markup:
    """Return the links from a part of a text to the parts beside it, and to the list of all."""
    numbers = [n for n in (info.part - 1, info.part + 1) if 0 < n <= len(info.parts)]
    links = [
        element(
            "a",
            element("span", "Previous part" if n < info.part else "Next part"),
            info.parts[n - 1].label,
            href=f"../{n}/",
            class_="previous" if n < info.part else "next",
        )
        for n in numbers
    ]
    listed = element("a", element("span", "All parts"), info.title, href="../")
    links.insert(1 if info.part > 1 else 0, listed)
    return element("nav", *links, class_="neighbours", aria_label="Other parts")


def parts_listed(whole: Text, behind: str = "") -> Markup:
    """Return the list of a divided text's parts, each with its passages and its first words.

    `behind` is what follows a part's address, if the list is not of the pages to be read.
    """
    up = "../" if behind else ""
    pages = [page for page in whole.pages if page.info.part and page.readings]
    items = (_part(page, f"{up}{page.info.part}/{behind}") for page in pages)
    listed = element("ol", "\n", joined("\n", items), "\n", class_="parts")
    said = f"A {'line' if behind else 'passage'} is on the page of the part that it belongs to."
    heading = element("h2", "Parts", id="parts")
    return element("section", heading, element("p", said), listed, aria_labelledby="parts")


def _part(page: Text, where: str) -> Markup:
    first, last = page.readings[0], page.readings[-1]
    words = next((r for r in page.readings if r.kind != "heading"), first).text.split()
    link = element("a", page.info.parts[page.info.part - 1].label, href=where, data_from=first.id)
    shown = f"passages {first.id[1:]} to {last.id[1:]}"
    begins = element("q", " ".join(words[:_BEGINS]) + (" …" if words[_BEGINS:] else ""))
    return element("li", link, " ", element("span", shown, class_="figures"), " ", begins)


_BEGINS = 20
"""The most words of a part that are shown in the list of parts."""
