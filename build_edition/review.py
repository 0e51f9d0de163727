"""What a proposed change does to the notes, for who reviews it: each as it was and as it would be.

The review is Markdown, but whatever a contributor wrote stands in it as escaped text inside a
`<pre>` element, which nothing can end but its own end: it cannot close a fence, draw a link or
fake a line of the review.
"""

import html
from collections.abc import Iterable, Mapping
from textwrap import fill

from build_edition.model import Note, Witness
from build_edition.prose import plain

Notes = Mapping[tuple[str, str], Note]

MOST = 50
"""How many changed notes are shown in full; GitHub takes a megabyte, people less."""

_WIDTH = 88


def notes_of(witnesses: Iterable[Witness]) -> dict[tuple[str, str], Note]:
    """All notes of some texts, by text and id."""
    return {(w.head.slug, note.id): note for w in witnesses for note in w.notes}


def review(before: Notes, after: Notes) -> str:
    """The notes that a change adds, alters or takes away, in Markdown."""
    changed = [key for key in sorted({*before, *after}) if _differ(before.get(key), after.get(key))]
    if not changed:
        return "No note is added, changed or taken away.\n"
    counts = (
        f"{len(changed)} {'note' if len(changed) == 1 else 'notes'} added, changed or taken away."
    )
    parts = [counts]
    parts += [_change(key, before.get(key), after.get(key)) for key in changed[:MOST]]
    if len(changed) > MOST:
        parts.append(f"And {len(changed) - MOST} more.")
    return "\n\n".join(parts) + "\n"


def _differ(one: Note | None, other: Note | None) -> bool:
    if one is None or other is None:
        return True
    return shown(one) != shown(other)


def _change(key: tuple[str, str], before: Note | None, after: Note | None) -> str:
    slug, name = key
    verb = "Changed" if before and after else "New" if after else "Taken away"
    parts = [f"### {verb}: {html.escape(slug)}, note {html.escape(name)}"]
    parts += [f"Before:\n\n{_pre(shown(before))}"] if before else []
    parts += [f"{'After' if before else 'It would read'}:\n\n{_pre(shown(after))}"] if after else []
    return "\n\n".join(parts)


def shown(note: Note) -> str:
    """A note as plain text: its words' place, what it is, what it says and rests on."""
    cited = [f"{c.key}, {c.locator}" if c.locator else c.key for c in note.citations]
    lines = [
        f"on {note.lemma.at}: {note.lemma.on}",
        f"{note.kind}, certainty {note.certainty}{', internal' if note.internal else ''}",
        *plain(note.body).split("\n"),
        f"sources: {'; '.join([*cited, *([note.source] if note.source else [])]) or 'none'}",
        f"by: {', '.join(note.by)}",
    ]
    return "\n".join(fill(line, _WIDTH) for line in lines)


def _pre(words: str) -> str:
    """Words that nothing takes for markup, nor, should they be printed, for a workflow's command."""
    return f"<pre>{html.escape(words).replace('::', '&#58;&#58;')}</pre>"
