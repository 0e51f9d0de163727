"""Every Problem code, with what is wrong and how to fix it, as shown at `/about/problems/`.

A code never changes once it is published: people look it up and tools filter by it. To add one,
add it to the `Literal` of its group and to the table below that.
"""

from collections.abc import Iterable
from typing import NamedTuple

from build_edition.model.problem_codes.address_codes import ADDRESSES, AddressCode
from build_edition.model.problem_codes.explanation import Explanation, Severity
from build_edition.model.problem_codes.file_codes import FILES, SITE, FileCode, SiteCode
from build_edition.model.problem_codes.note_codes import NOTES, REFERENCE, NoteCode, ReferenceCode
from build_edition.model.problem_codes.text_codes import (
    EMENDATIONS,
    PASSAGES,
    TEXTS,
    EmendationCode,
    PassageCode,
    TextCode,
)

__all__ = ["GROUPS", "Explanation", "Group", "ProblemCode", "Severity"]

ProblemCode = (
    FileCode
    | TextCode
    | PassageCode
    | EmendationCode
    | NoteCode
    | ReferenceCode
    | AddressCode
    | SiteCode
)


class Group(NamedTuple):
    """A group of codes that an editor would look for together: its anchor, heading and codes."""

    name: str
    title: str
    codes: Iterable[tuple[str, Explanation]]


GROUPS: tuple[Group, ...] = (
    Group("files", "Any file", FILES.items()),
    Group("texts", "Raw texts and rulings on lines", TEXTS.items()),
    Group("passages", "Passages and quoted words", PASSAGES.items()),
    Group("emendations", "Emendations and numbers", EMENDATIONS.items()),
    Group("notes", "Notes", NOTES.items()),
    Group("reference", "People, events and works", REFERENCE.items()),
    Group("addresses", "Addresses and releases", ADDRESSES.items()),
    Group("site", "The site", SITE.items()),
)
"""All codes, in the order in which the page shows them."""
