"""Show a reviewer a proposed change: what kind it is, what the check says, and each entry of it.

The review is Markdown, but everything that a contributor wrote is escaped text inside a `<pre>`
element, so that it cannot close a fence, draw a link or fake a line of the review.
"""

import html
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import NamedTuple

from build_edition.commands.printing.change_kinds import kinds_of
from build_edition.commands.printing.problems import as_text
from build_edition.model import Problem
from build_edition.model.problem_codes.file_codes import FILES

MOST = 50
"""How many entries, Problems, or files of a kind are shown."""

LARGEST = 900_000
"""The most bytes of a review; GitHub drops a summary of more than a megabyte without a word."""

_LONGEST = 4_000
_AROUND = 300
_WIDTH = 88
_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in string.punctuation}


class Entry(NamedTuple):
    """What a reviewer is shown by itself: its kind, its text if it is on one, and its name."""

    kind: str
    text: str
    name: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.text and f"{self.text},", self.kind, self.name)))


@dataclass(frozen=True)
class Change:
    """A proposed change: its files, the entries before and after it, and the Problems it leaves.

    `faulty` are changed notes in which the check finds errors, with what their files hold. `known`
    are Problems that were there before it.
    """

    files: Sequence[str]
    before: Mapping[Entry, str]
    after: Mapping[Entry, str]
    faulty: Mapping[Entry, str]
    problems: Sequence[Problem]
    known: frozenset[Problem]


def review(change: Change, verdict: str, explained: str) -> str:
    """Return the review of a change in Markdown; `verdict` is the check's, `explained` a link to it."""
    parts = [_kinds(change.files), *_check(change, verdict, explained), *_faulty(change)]
    differing = [e for e in {**change.before, **change.after} if _differs(change, e)]
    faulty = {problem.place.path for problem in change.problems if problem.severity == "error"}
    unread = {e for e in differing if e not in change.after and _files_of(e) & faulty}
    unread -= change.faulty.keys()
    changed = [e for e in differing if e not in unread and e not in change.faulty]
    ordered = sorted(changed, key=lambda entry: entry.kind in _MANY)
    other = "other " if change.faulty else ""
    count = _count(len(changed), f"{other}entry", f"{other}entries")
    parts.append(f"### {count} added, changed or removed")
    if unread:
        count = _count(len(unread), "entry is", "entries are")
        parts.append(f"{count} not shown, because the check finds errors in their files.")
    shown = [_entry(e, change.before.get(e), change.after.get(e)) for e in ordered[:MOST]]
    return _bounded([*parts, *shown], len(changed) - len(shown))


_FILES: Mapping[str, str] = {
    "edition": "edition.yml",
    "work": "works.json",
    "person": "people.yml",
    "event": "events.yml",
    "question": "questions.yml",
    "erratum": "errata.yml",
    "figures": "series.yml",
}
"""The file of each kind of entry that is on no text."""

_OF_A_TEXT = ("text.yml", "raw.txt", "passages.json", "emendations.yml")

_MANY = ("passage",)
"""Kinds of entry that come last, since they only follow from others."""


def _bounded(parts: Sequence[str], left_out: int) -> str:
    """Return parts of a review, as many as a summary can hold, and how many entries are left out."""
    size, kept = 0, []
    for n, part in enumerate(parts):
        size += len(part.encode()) + 2
        if size > LARGEST:
            left_out += len(parts) - n
            break
        kept.append(part)
    more = [f"And {left_out} more, which the list of changed files shows."] if left_out else []
    return "\n\n".join([*kept, *more]) + "\n"


def _kinds(files: Sequence[str]) -> str:
    kinds = kinds_of(files)
    if not kinds:
        return "## Nothing is changed"
    named = [kind.name for kind in kinds]
    said = (
        f"This changes {named[0]} only" if len(named) == 1 else f"This changes: {'; '.join(named)}"
    )
    parts = [f"## {said}"]
    for kind, paths in kinds.items():
        count = _count(len(paths), "file", "files")
        more = [f"and {len(paths) - MOST} more"] if len(paths) > MOST else []
        parts += [
            f"**{kind.name[0].upper()}{kind.name[1:]}** ({count}). {kind.look}",
            _pre("\n".join((*map(_one_line, paths[:MOST]), *more))),
        ]
    return "\n\n".join(parts)


def _check(change: Change, verdict: str, explained: str) -> Iterator[str]:
    """Yield what the check says: causes before consequences, and new Problems before known ones."""
    yield f"### The check: {html.escape(verdict)}"
    ordered = sorted(change.problems, key=lambda p: (p in change.known, p.code not in FILES, p))
    shown = "".join(map(_wrapped, ordered[:MOST])).rstrip()
    if shown:
        yield _pre(shown)
    if len(ordered) > MOST:
        yield f"And {len(ordered) - MOST} more."
    if known := sum(problem in change.known for problem in ordered):
        yield f"{_count(known, 'of these was', 'of these were')} there before this change."
    if explained:
        yield explained.strip()


def _wrapped(problem: Problem) -> str:
    """Return a Problem as the check prints it, in lines that fit a narrow page."""
    first, hint = as_text([problem]).splitlines()
    return f"{fill(first, _WIDTH, subsequent_indent='  ')}\n{_filled(hint.strip(), '    ')}\n"


def _faulty(change: Change) -> Iterator[str]:
    """Yield each new or changed note in which the check finds errors, as it was written."""
    for entry, content in [*change.faulty.items()][:MOST]:
        verb = "Changed" if entry in change.before else "New"
        shown = content[:_LONGEST] + ("…" if len(content) > _LONGEST else "")
        yield f"### {verb}, with errors: {_literal(str(entry))}\n\nAs written:\n\n{_pre(shown)}"


def _differs(change: Change, entry: Entry) -> bool:
    return change.before.get(entry) != change.after.get(entry)


def _files_of(entry: Entry) -> set[str]:
    """Return the files in which an error can keep an entry from being read."""
    if not entry.text:
        return {f"edition/{_FILES[entry.kind]}"}
    folder = f"edition/texts/{entry.text}"
    own = {f"{folder}/notes/{entry.name}.md"} if entry.kind == "note" else set()
    return own | {f"{folder}/{name}" for name in _OF_A_TEXT}


def _entry(entry: Entry, before: str | None, after: str | None) -> str:
    verb = "New" if before is None else "Removed" if after is None else "Changed"
    parts = [f"### {verb}: {_literal(str(entry))}"]
    if before is not None and after is not None:
        before, after = _shortened(before, after)
    if before is not None:
        parts.append(f"Before:\n\n{_pre(_paragraphs(before))}")
    if after is not None:
        said = "It would read" if before is None else "After"
        parts.append(f"{said}:\n\n{_pre(_paragraphs(after))}")
    return "\n\n".join(parts)


def _shortened(before: str, after: str) -> tuple[str, str]:
    """Return two versions of an entry, without the lines they share if there are many.

    Of a long line, only what is around the difference is kept.
    """
    one, other = before.splitlines(), after.splitlines()
    if len(one) > 12 or len(other) > 12:
        one = [line for line in one if line not in other] or ["…"]
        other = [line for line in other if line not in before.splitlines()] or ["…"]
    if len(one) == len(other):
        pairs = [_around(*pair) for pair in zip(one, other, strict=True)]
        one, other = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return "\n".join(one), "\n".join(other)


def _around(one: str, other: str) -> tuple[str, str]:
    """Return two lines, cut to what is around their first and last difference if they are long."""
    if max(len(one), len(other)) <= 4 * _AROUND or one == other:
        return one, other
    shortest = min(len(one), len(other))
    start = next((n for n in range(shortest) if one[n] != other[n]), shortest)
    end = next(
        (n for n in range(shortest - start) if one[-1 - n] != other[-1 - n]), shortest - start
    )
    first, last = max(0, start - _AROUND), max(0, end - _AROUND)
    cut = (line[first : len(line) - last] for line in (one, other))
    shown = [f"{'…' if first else ''}{line}{'…' if last else ''}" for line in cut]
    return shown[0], shown[1]


def _paragraphs(words: str) -> str:
    cut = words[:_LONGEST] + ("…" if len(words) > _LONGEST else "")
    return "\n".join(_filled(line) for line in cut.splitlines())


def _filled(line: str, indent: str = "") -> str:
    return fill(line, _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _count(count: int, one: str, many: str) -> str:
    return f"{count or 'No'} {one if count < 2 else many}"


def _one_line(words: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in words)


def _literal(words: str) -> str:
    """Return words that Markdown takes for nothing but words: each sign as an entity."""
    return _one_line(words).translate(_SIGNS)


def _pre(words: str) -> str:
    """Return words escaped in a `<pre>`, without `::`, which workflows could take for a command."""
    escaped = html.escape(words, quote=False).replace("::", "&#58;&#58;")
    return f"<pre>{escaped}</pre>"
