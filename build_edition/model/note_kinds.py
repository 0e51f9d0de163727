"""Every kind of note: its name, what it means, how it is drawn and whether it needs a source.

Formats, schemas, pages, style sheet and principles are made from this table. To add a kind, write
its name into `NoteKind` and its entry into `NOTE_KINDS`, and say in CONTRIBUTING.md when it is used.
The schemas are stored with the edition, for text editors to read: a test writes them again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

NoteKind = Literal["fiction", "history", "disputed", "error", "identity", "wording"]
"""The names of the kinds, as editors write them, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class KindOfNote:
    """One kind of note: what readers are told about it, how it is drawn, whether it needs a source.

    Readers see `word`, with `meaning` beside it where marks are explained. A text's strip draws
    such passages `height` of 24 units high, so that kinds differ by more than colour. `drawing` is
    the icon's outline, an SVG path 12 units wide and high; `light` and `dark` are its colours on a
    light and on a dark background. If `sourced`, a note needs sources or internal evidence, or must
    be marked as unchecked.
    """

    word: str
    meaning: str
    height: int
    drawing: str
    light: str
    dark: str
    sourced: bool = True


NOTE_KINDS: Mapping[NoteKind, KindOfNote] = {
    "fiction": KindOfNote(
        word="Invented",
        meaning="it did not happen, or not then, or not to this person",
        height=24,
        drawing="M6 0l1.6 4.4L12 6 7.6 7.6 6 12 4.4 7.6 0 6l4.4-1.6z",
        light="#6a3fa0",
        dark="#c4a6f2",
    ),
    "error": KindOfNote(
        word="In error",
        meaning="the text states a fact wrongly",
        height=20,
        drawing="M1.7 0 6 4.3 10.3 0 12 1.7 7.7 6 12 10.3 10.3 12 6 7.7 1.7 12 0 10.3 4.3 6 0 1.7z",
        light="#a8242b",
        dark="#f39a97",
    ),
    "disputed": KindOfNote(
        word="Disputed",
        meaning="historians differ, or the evidence is not enough",
        height=16,
        drawing="M6 0a6 6 0 1 0 0 12A6 6 0 0 0 6 0zm0 1.6v8.8a4.4 4.4 0 0 1 0-8.8z",
        light="#875400",
        dark="#e3b566",
    ),
    "history": KindOfNote(
        word="On record",
        meaning="what did happen, or the real event behind the scene",
        height=12,
        drawing=(
            "M6 0a6 6 0 1 0 0 12A6 6 0 0 0 6 0zM5.2 9.2 2.2 6.2l1.2-1.2 1.8 1.8 3.5-3.5 1.2 1.2z"
        ),
        light="#14684a",
        dark="#7fd0ae",
    ),
    "identity": KindOfNote(
        word="Who is meant",
        meaning="aliases, mistransliterations, unnamed titles",
        height=8,
        drawing="M6 0a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM0 12c0-3.2 2.5-5 6-5s6 1.8 6 5z",
        light="#2b5c8f",
        dark="#93bdec",
        sourced=False,
    ),
    "wording": KindOfNote(
        word="Wording",
        meaning="garbled numbers, translation, lost characters",
        height=8,
        drawing="M0 1h12v2H0zM0 5h12v2H0zM0 9h7v2H0z",
        light="#5d564b",
        dark="#b8b0a2",
        sourced=False,
    ),
}
"""The kinds by name; the strip draws a passage with notes of several kinds as the first of them."""

if half := {*NOTE_KINDS} ^ {*get_args(NoteKind)}:
    raise TypeError(f"NoteKind and NOTE_KINDS must name the same kinds: {', '.join(sorted(half))}")
