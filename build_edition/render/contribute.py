"""The ways from a page to the edition's files: suggest a note, report a problem, improve a note.

Each is an address of the repository's host, made when the edition is built, so that it works
without script. Where no repository is set, a page of the edition says how to contribute.
"""

from urllib.parse import quote

from build_edition.draft import name_for
from build_edition.model import Imprint, Note, Reading, Text

LONGEST_ADDRESS = 3900
"""How long such an address may be: the host refuses what is much longer (bytes)."""

EXPLAINED = "about/contributing/"
"""The page that explains how to contribute, from the edition's root."""

_WORDS = 12
_BRANCH = "main"
_NOTE = """---
# Put here the words that your note is about, just as the page shows them.
at: {at}
on: |-
  {on}
# fiction, history, disputed, error, identity or wording
kind:
certainty: unchecked
# The work that it rests on, in your words, behind: source:
by: [your name]
---
"""


def suggest(imprint: Imprint, text: Text, reading: Reading, up: str) -> str:
    """Where a reader suggests a note on a passage: a new file, filled in but for what it says."""
    if not imprint.repository:
        return f"{up}{EXPLAINED}#suggest"
    words = reading.text.split()[:_WORDS]
    on = " ".join(words)[:400]
    name = name_for(on, {note.id for note in text.notes})
    path = quote(f"edition/texts/{text.head.slug}/notes/{name}.md", safe="")
    while len(address := _new(imprint, path, reading.id, on)) > LONGEST_ADDRESS:
        on = on[: len(on) * 3 // 4]
    return address


def _new(imprint: Imprint, path: str, at: str, on: str) -> str:
    value = quote(_NOTE.format(at=at, on=on.strip()), safe="")
    return f"{imprint.repository}/new/{_BRANCH}?filename={path}&value={value}"


def report(imprint: Imprint, address: str, up: str) -> str:
    """Where a reader reports a problem with what stands at an address of the edition."""
    if not imprint.repository:
        return f"{up}{EXPLAINED}#report"
    given = {"template": "problem.yml", "address": address, "version": imprint.version}
    query = "&".join(f"{key}={quote(value, safe='')}" for key, value in given.items())
    return f"{imprint.repository}/issues/new?{query}"


def improve(imprint: Imprint, note: Note, up: str) -> str:
    """Where a reader improves a note: its own file."""
    if not imprint.repository:
        return f"{up}{EXPLAINED}#improve"
    return f"{imprint.repository}/edit/{_BRANCH}/edition/texts/{note.lemma.text}/notes/{note.id}.md"
