"""Who contributed: the authors of the notes, and the people named in the files' history.

The history is read when an editor asks for it, and what it names is kept in `edition.yml`: a
build needs no history, and the same files give the same page.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from build_edition.model import Note, Release, Text

EDITORS = "editors"
"""How a note names the editors in `by`."""


@dataclass(frozen=True)
class Share:
    """A note by an author, its text, and the first release that had it (empty if none yet)."""

    text: Text
    note: Note
    since: str


def shares(texts: Iterable[Text], released: Iterable[Release]) -> dict[str, tuple[Share, ...]]:
    """Return the notes of each author, retired ones included, by the authors' names in order."""
    since = {a.path: release.version for release in released for a in release.new}
    found: dict[str, list[Share]] = {}
    for text in texts:
        for note in (*text.notes, *text.retired_notes):
            came = since.get(text.info.address(note.lemma.at, f"note-{note.id}"), "")
            for name in note.by:
                found.setdefault(name, []).append(Share(text, note, came))
    return {name: tuple(found[name]) for name in sorted(found)}


def unnamed(history: Iterable[str], named: Container[str]) -> tuple[str, ...]:
    """Return the names in a history that are not in `named` yet, sorted.

    Programs are left out, and so is anyone known only by an e-mail address.

    >>> unnamed(["Example", "a@example.org", "updates[bot]", "Another"], {"Another"})
    ('Example',)
    """
    people = {name for name in history if name and "@" not in name and not name.endswith("[bot]")}
    return tuple(name for name in sorted(people) if name not in named)
