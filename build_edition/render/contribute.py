"""Links from a page to the edition's files: suggest a note, report a problem, improve a note.

Each is an address at the repository's host, made when the edition is built, so that it works
without JavaScript. If no repository is set, it leads to what can be done without one.
"""

from collections.abc import Iterable
from functools import cache
from typing import get_args
from urllib.parse import quote

from build_edition.model import NOTE_KINDS, Imprint, Note, NoteKind, Reading
from build_edition.proposals.notes import name_for

LONGEST_ADDRESS = 3900
"""The longest such address, in bytes; the host refuses those that are much longer."""

EXPLAINED = "about/contributing/#where-no-such-way-is-shown"
"""The path from the edition's root to how to contribute to an edition without a repository."""

_WORDS = 12
_BRANCH = "main"
_NOTE = quote(
    """---
at: {at}
certainty: unchecked
# The words that your note is about, and no others:
on: |-
  {on}
# 1. Choose {kinds}:
kind:
# 2. What it rests on (next line, two spaces in): author, title, year, page.
source: |-
  {source}
# 3. The name under which you want credit, between the quotation marks:
by: ["your name"]
# 4. Your note, below the line that follows: what is on record, then how the text departs from it.
---
""",
    safe="{}",
)
"""A new note as part of an address: a template for its passage, its words and its source.

There are four things to fill in. `note-words.js` puts selected words in the place of `on`.
"""


def names_for(readings: Iterable[Reading], taken: Iterable[str]) -> dict[str, str]:
    """Return for each passage the name of a note on its first words; no two are the same.

    `taken` are the names that the text's notes already have.
    """
    names: dict[str, str] = {}
    given = {*taken}
    for reading in readings:
        names[reading.id] = name_for(_first_words(reading), given)
        given.add(names[reading.id])
    return names


def _first_words(reading: Reading) -> str:
    return " ".join(reading.text.split(None, _WORDS)[:_WORDS])[:400]


def suggest(imprint: Imprint, slug: str, name: str, reading: Reading, up: str) -> str:
    """Return the address for suggesting a note on a passage: a new file with a template filled in.

    `name` is what the note is called while nobody chooses other words for it.
    """
    if not imprint.repository:
        return f"{up}{EXPLAINED}"
    on = _first_words(reading)
    path = f"edition%2Ftexts%2F{slug}%2Fnotes%2F{name}.md"
    # This ends, unless the repository’s own address is thousands of characters long.
    while len(address := _new(imprint, path, reading.id, on)) > LONGEST_ADDRESS:
        on = on[: len(on) * 3 // 4]
    return address


def _new(imprint: Imprint, path: str, at: str, on: str) -> str:
    value = _NOTE.format(at=at, kinds=_kinds(), on=quote(on.strip(), safe=""), source="")
    return f"{imprint.repository}/new/{_BRANCH}?filename={path}&value={value}"


@cache
def _kinds() -> str:
    """Return the kinds as a contributor writes them, each with what readers see if it differs."""
    words = {name: NOTE_KINDS[name].word.lower() for name in get_args(NoteKind)}
    *most, last = (name if name in word else f"{name} ({word})" for name, word in words.items())
    return quote(f"{', '.join(most)} or {last}", safe="")


def report(imprint: Imprint, address: str, up: str) -> str:
    """Return the address for reporting a problem with what is at an address of the edition."""
    if not imprint.repository:
        return f"{up}{EXPLAINED}"
    where = quote(imprint.address + address, safe="")
    about = f"address={where}&version={quote(imprint.version, safe='')}"
    return f"{imprint.repository}/issues/new?template=problem.yml&{about}"


def improve(imprint: Imprint, note: Note, up: str) -> str:
    """Return the address for editing a note's own file."""
    return edit(imprint, f"edition/texts/{note.lemma.text}/notes/{note.id}.md", up)


def edit(imprint: Imprint, path: str, up: str) -> str:
    """Return the address for editing one of the edition's files, given by its path."""
    if not imprint.repository:
        return f"{up}{EXPLAINED}"
    return f"{imprint.repository}/edit/{_BRANCH}/{path}"
