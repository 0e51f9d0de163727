"""Loading notes: one file a note, front matter and Markdown; the file's name is its id."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from build_edition.model import Lemma, Link, Note, Place, Problem, Prose
from build_edition.notes.markdown import plain, read_prose
from build_edition.sources.entries import citations
from build_edition.sources.formats.edition_and_text import RESERVED, SLUG
from build_edition.sources.formats.note import NoteFormat
from build_edition.sources.formats.plain_words import shapeless
from build_edition.sources.formats.taken import taken
from build_edition.sources.formats.validation import validated
from build_edition.sources.parsing.files import read
from build_edition.sources.parsing.loci import occurrence_of
from build_edition.sources.parsing.yaml_places import read_yaml

LONGEST = 120
"""How many words a note may have: about 80 are asked for, and a text's head note may need more."""

LONGEST_SIGNS = 1_500
"""How many code points a note may have, whatever its script counts as a word."""

_LARGEST = 20_000
_FRONT = re.compile(r"---[ \t]*\n(?P<front>.*?\n)?---[ \t]*(?:\n|\Z)", re.S)
_CUT_SHORT = re.compile(r"^source:[ \t]+[^\s\"'|>#][^\n]*?[ \t](?P<lost>#[^\n]*)", re.M)
_BLOCK = re.compile(r"^on:\s*(?:[|>][-+0-9]*\s*$|[\"']?\*[\"']?\s*(?:#.*)?$)", re.M)


def load_notes(root: Path, slug: str, folder: str) -> tuple[tuple[Note, ...], list[Problem]]:
    """The notes of a text's folder in the order of their ids, and every Problem of its files."""
    notes: list[Note] = []
    problems: list[Problem] = []
    for path in _files(root / folder):
        note, found = load_note(root, slug, f"{folder}/{path}")
        problems += found
        notes += [note] if note else []
    return tuple(notes), problems


def _files(folder: Path) -> list[str]:
    found = folder.iterdir() if folder.is_dir() and not folder.is_symlink() else ()
    names = (entry.name.encode("utf-8", "surrogateescape") for entry in found)
    return sorted(n.decode("utf-8", "replace") for n in names if not _is_hidden(n))


def _is_hidden(name: bytes) -> bool:
    """Whether a file is a system's or an editor's own, and not a note that somebody misnamed."""
    return name.startswith((b".#", b"._")) or (name.startswith(b".") and not name.endswith(b".md"))


def load_note(root: Path, slug: str, path: str) -> tuple[Note | None, list[Problem]]:
    """One note from its file, or what is wrong with it."""
    name, _, ending = path.rpartition("/")[2].rpartition(".")
    if ending != "md" or not SLUG.fullmatch(name) or len(name) > 60:
        message = f"“{path.rpartition('/')[2]}” is no name for a note"
        hint = "name it with a-z, 0-9 and single hyphens, 60 at most, and .md: it is its address"
        return None, [Problem(Place(path), "bad-name", message, hint)]
    if RESERVED.fullmatch(name):
        message = f"no file can be called {name} on Windows, so not everybody could have this note"
        return None, [Problem(Place(path), "bad-name", message, "give the note another name")]
    document, problems = read(root, path)
    if problems:
        return None, problems
    return parse_note(document.data, slug, name, path)


@lru_cache(maxsize=2**10)
def parse_note(content: str, slug: str, name: str, path: str) -> tuple[Note | None, list[Problem]]:
    """One note from its file's content; `serve` asks again for those beside an edited one."""
    content = content.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(content) > _LARGEST:
        hint = "a note is about 80 words; longer matter belongs in a work that it cites"
        return None, [Problem(Place(path), "file-too-large", "this is too long for a note", hint)]
    front = _FRONT.match(content)
    if not front:
        hint = "begin with a line ---, then at, on, kind, certainty, sources and by, then --- again"
        begun = content.startswith("---")
        message = f"the front matter of the note {'never ends' if begun else 'is not there'}"
        return None, [Problem(Place(path), "no-front-matter", message, hint)]
    document = read_yaml("---\n" + (front["front"] or ""), path)
    form = validated(document, NoteFormat)
    problems = document.problems or [
        *_quoted_safely(front["front"] or "", path),
        *_nothing_lost(front["front"] or "", path),
    ]
    first_line = content.count("\n", 0, front.end()) + 1
    body, found = _body(content[front.end() :], path, first_line)
    problems += found
    if form is None or problems:
        return None, problems
    occurrence = occurrence_of(form.occurrence)
    return taken(
        Note,
        form,
        id=name,
        lemma=Lemma(slug, form.at, form.on, document.place(("on",)), occurrence),
        internal=form.evidence == "internal",
        citations=citations(form.sources, document, ("sources",)),
        body=body,
        place=Place(path),
        links=_links(body, content, first_line, path),
    ), []


def _quoted_safely(front: str, path: str) -> Iterator[Problem]:
    """Words after `on:` stand in a block, where no sign of theirs can be taken for YAML."""
    match = re.search(r"^on:", front, re.M)
    if match and not _BLOCK.match(front, match.start()):
        line = front.count("\n", 0, match.start()) + 2
        hint = "write `on: |-`, and the words on the next line, two spaces in"
        message = "the quoted words do not stand in a block, so a sign of theirs may be lost"
        yield Problem(Place(path, line), "not-a-block", message, hint)


def _links(body: Prose, content: str, first_line: int, path: str) -> tuple[Link, ...]:
    """Where the note leads, each with its line; an address that was re-spelled has the note's first."""
    lines = content.split("\n")

    def place(href: str) -> Place:
        found = (n for n, line in enumerate(lines, start=1) if n >= first_line and href in line)
        return Place(path, line := next(found, first_line), lines[line - 1].find(href) + 1 or 1)

    return tuple(Link(w.href, place(w.href)) for paragraph in body for w in paragraph if w.href)


def _nothing_lost(front: str, path: str) -> Iterator[Problem]:
    """A source is kept to its last word: what stands behind a # would be taken for a remark."""
    if match := _CUT_SHORT.search(front):
        line = front.count("\n", 0, match.start()) + 2
        column = match.start("lost") - match.start() + 1
        message = f"“{match['lost'].strip()[:40]}” is lost: what stands behind a # is a remark"
        hint = "write `source: |-`, and the words on the next line, two spaces in"
        yield Problem(Place(path, line, column), "words-lost", message, hint)


def _body(markdown: str, path: str, first_line: int) -> tuple[Prose, list[Problem]]:
    prose, refusals = read_prose(markdown)
    problems = [
        Problem(Place(path, first_line + refusal.line), "not-prose", refusal.message, refusal.hint)
        for refusal in refusals
    ]
    if found := shapeless(markdown):
        line = first_line + markdown.count("\n", 0, found.start())
        column = found.start() - markdown.rfind("\n", 0, found.start())
        message = f"there is U+{ord(found[0]):04X}, a character that nobody sees"
        problems.append(Problem(Place(path, line, column), "invisible", message, "take it out"))
    if problems:
        return (), problems
    words = plain(prose)
    count = len(words.split())
    if not count:
        hint = "say below the front matter what the record says, and how the text departs from it"
        problems.append(Problem(Place(path, first_line), "note-empty", "the note is empty", hint))
    elif count > LONGEST or len(words) > LONGEST_SIGNS:
        size = f"{count} words" if count > LONGEST else f"{len(words)} characters"
        message = f"the note has {size}; {LONGEST} words are the most, about 80 are enough"
        hint = (
            "say what the record says and how the text departs from it; leave the rest to sources"
        )
        problems.append(Problem(Place(path, first_line), "note-too-long", message, hint))
    return prose, problems
