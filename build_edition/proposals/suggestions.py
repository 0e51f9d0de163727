"""Read a note that somebody suggested in an issue, with the form that the repository offers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from build_edition.model import NoteKind

LABELS = ("Passage", "Words", "Kind", "Note", "Source", "Name")
"""The headings that the form puts above its fields, in order (`.github/ISSUE_TEMPLATE/suggest.yml`)."""

_NOTHING = "_No response_"
_WHERE = re.compile(
    r"(?:texts/(?P<page>[a-z0-9-]+)/\S*?#|(?P<text>[a-z0-9-]+)\s+)(?P<at>p\d+[a-z]*)\b"
)


@dataclass(frozen=True)
class Suggestion:
    """A suggested note: the text and the passage, and what was written into each other field.

    `name` is the name under which its author wants credit, if one was given.
    """

    text: str
    at: str
    words: str
    kind: NoteKind
    note: str
    source: str
    name: str


def read_suggestion(body: str) -> Suggestion:
    """Return the note that an issue suggests; raises ValueError if it does not have the form."""
    fields = _fields(body.replace("\r\n", "\n"))
    where = _WHERE.search(fields["Passage"])
    if not where:
        raise ValueError("its passage is not an address, such as …/texts/novel/#p86")
    begun = fields["Kind"].partition(" ")[0]
    kind = next((kind for kind in get_args(NoteKind) if kind == begun), None)
    if kind is None:
        raise ValueError(f"its kind is none of {', '.join(get_args(NoteKind))}")
    return Suggestion(
        text=where["page"] or where["text"],
        at=where["at"],
        words=fields["Words"],
        kind=kind,
        note=fields["Note"],
        source=fields["Source"],
        name=fields["Name"],
    )


def _fields(body: str) -> Mapping[str, str]:
    """Return what is below each heading of the form; raises ValueError if one is missing."""
    found: dict[str, str] = {}
    rest = body
    for label, following in zip(LABELS, (*LABELS[1:], ""), strict=True):
        opened = re.search(rf"^### {label}[ \t]*$", rest, re.M)
        if not opened:
            raise ValueError(f"it has no “### {label}”, as the form “Suggest a note” writes it")
        rest = rest[opened.end() :]
        closed = re.search(rf"^### {following}[ \t]*$", rest, re.M) if following else None
        value = rest[: closed.start() if closed else None].strip()
        found[label] = "" if value == _NOTHING else value
    return found
