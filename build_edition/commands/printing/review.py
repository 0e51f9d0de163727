"""Show a reviewer what a proposed change does to the notes: each note before and after it.

The review is Markdown, but everything that a contributor wrote is escaped text inside a `<pre>`
element, so that it cannot close a fence, draw a link or fake a line of the review.
"""

import html
from collections.abc import Collection, Iterable, Mapping, Sequence
from textwrap import fill

from build_edition.model import Citation, Note, Style, TextSource, Words

Notes = Mapping[tuple[str, str], Note]

MOST = 50
"""How many changed notes, and how many Problems, are shown; GitHub takes at most a megabyte."""

_WIDTH = 88
_MARKS: Mapping[Style, str] = {"emphasis": "*", "strong": "**", "code": "`"}


def notes_of(text_sources: Iterable[TextSource]) -> dict[tuple[str, str], Note]:
    """Return all notes of some texts, by text and id."""
    return {(w.info.slug, note.id): note for w in text_sources for note in w.notes}


def review(before: Notes, after: Notes, unread: Collection[tuple[str, str]] = ()) -> str:
    """Return the notes that a change adds, changes or takes away, in Markdown.

    `unread` are notes that have a file. One that is not in `after` has errors, which the check
    reports: it is counted, not shown.
    """
    changed = [key for key in sorted({*before, *after}) if _differ(before.get(key), after.get(key))]
    lost = [key for key in changed if key not in after and key in unread]
    changed = [key for key in changed if key not in lost]
    parts = [f"{_count(changed)} added, changed or removed."]
    if lost:
        parts.append(f"{_count(lost)} not shown, because the check finds errors in their files.")
    parts += [_change(key, before.get(key), after.get(key)) for key in changed[:MOST]]
    if len(changed) > MOST:
        parts.append(f"And {len(changed) - MOST} more.")
    return "\n\n".join(parts) + "\n"


def _count(keys: Sequence[tuple[str, str]]) -> str:
    return f"{len(keys) or 'No'} {'note is' if len(keys) < 2 else 'notes are'}"


def verdict(problems: Sequence[str], said: str) -> str:
    """Return the check's verdict in Markdown, with the Problems as the check prints them."""
    shown = "".join(problems[:MOST]).rstrip()
    more = [f"And {len(problems) - MOST} more."] if len(problems) > MOST else []
    parts = [f"### The check: {html.escape(said)}", *([_pre(shown)] if shown else []), *more]
    return "\n\n".join(parts) + "\n\n"


def _differ(one: Note | None, other: Note | None) -> bool:
    return one is None or other is None or shown(one) != shown(other)


def _change(key: tuple[str, str], before: Note | None, after: Note | None) -> str:
    slug, name = key
    verb = "Changed" if before and after else "New" if after else "Removed"
    parts = [f"### {verb}: {html.escape(slug)}, note {html.escape(name)}"]
    parts += [f"Before:\n\n{_pre(shown(before))}"] if before else []
    parts += [f"{'After' if before else 'It would read'}:\n\n{_pre(shown(after))}"] if after else []
    return "\n\n".join(parts)


def shown(note: Note) -> str:
    """Return a note as plain text: where it is, its kind, what it says and what it rests on."""
    cited = [_cited(citation) for citation in note.citations]
    which = "{} of {}, ".format(*note.lemma.occurrence) if note.lemma.occurrence else ""
    lines = [
        f"on {which}{note.lemma.at}: {note.lemma.on}",
        f"{note.kind}, certainty {note.certainty}{', internal' if note.internal else ''}",
        *("".join(_said(words) for words in paragraph) for paragraph in note.body),
        f"sources: {'; '.join([*cited, *([note.source] if note.source else [])]) or 'none'}",
        f"by: {', '.join(note.by)}",
        *([f"retired: {note.retired}"] if note.retired else []),
        *([f"successor: {note.successor}"] if note.successor else []),
    ]
    return "\n".join(fill(line, _WIDTH) for line in lines)


def _cited(citation: Citation) -> str:
    """Return a citation as an editor writes it."""
    place = f", {citation.locator}" if citation.locator else ""
    return citation.key + place + (f" [{citation.seen}]" if citation.seen else "")


def _said(words: Words) -> str:
    """Return words with their styles as Markdown, and the link after them in brackets."""
    marks = "".join(_MARKS[style] for style in words.styles)
    return f"{marks}{words.text}{marks[::-1]}" + (f" ({words.href})" if words.href else "")


def _pre(words: str) -> str:
    """Return words escaped in a `<pre>`, without `::`, which workflows could take for a command."""
    return f"<pre>{html.escape(words).replace('::', '&#58;&#58;')}</pre>"
