"""Load notes: one file each, front matter and Markdown; the file's name is the note's id."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from build_edition.model import Lemma, Link, Note, Place, Problem, Prose
from build_edition.notes.markdown import plain, read_prose
from build_edition.sources.entries import citations
from build_edition.sources.formats.names import LONGEST_SLUG, RESERVED, SLUG
from build_edition.sources.formats.note import NoteFormat
from build_edition.sources.formats.plain_words import NO_EMAIL, email_in, piled, unseen
from build_edition.sources.formats.taken import taken
from build_edition.sources.formats.validation import validated
from build_edition.sources.parsing.files import read
from build_edition.sources.parsing.loci import occurrence_of
from build_edition.sources.parsing.yaml_places import Document, read_yaml

LONGEST = 120
"""The most words that a note may have: about 80 are enough, except perhaps on a whole text."""

LONGEST_CHARACTERS = 1_500
"""The most code points that a note may have: in some scripts no spaces separate words."""

_LARGEST = 20_000
_FRONT = re.compile(r"---[ \t]*\n(?P<front>.*?\n)?---[ \t]*(?:\n|\Z)", re.S)
_CUT_SHORT = re.compile(r"^source:[ \t]+[^\s\"'|>#][^\n]*?[ \t](?P<lost>#[^\n]*)", re.M)
_YAML_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Matches what ends a line for YAML, by whose lines a Problem has its place."""

_FIELD = re.compile(r"[a-z]+(?::|：)")
"""Matches the beginning of a line that names a field, or would if its colon were a plain one."""

_MARKUP = re.compile(r"[*_`\\]")
"""Matches signs of Markdown that readers do not see."""

_FIELDS = re.compile(r"^at:", re.M)
_LIKE_A_BOUND = re.compile(r"[ \t]*[-‐‑–—―−]+[ \t]*")
"""Matches a line of hyphens or dashes, as a word processor may have made of three hyphens."""

_SECOND = re.compile(r"^---[ \t]*\n(?:[ \t]*#.*\n|[ \t]*\n)*at:", re.M)
"""Matches the front matter of another note, below the first."""

_BLOCK = re.compile(r"^on:\s*(?:[|>][-+0-9]*\s*$|[\"']?\*[\"']?\s*(?:#.*)?$)", re.M)


def load_notes(root: Path, slug: str, folder: str) -> tuple[tuple[Note, ...], list[Problem]]:
    """Return the valid notes in a text's folder, in the order of their ids, and all Problems."""
    notes: list[Note] = []
    problems: list[Problem] = []
    for path in _files(root / folder):
        note, found = load_note(root, slug, f"{folder}/{path}")
        problems += found
        notes += [note] if note else []
    return tuple(notes), problems


def _files(folder: Path) -> list[str]:
    found = folder.iterdir() if folder.is_dir() and not folder.is_symlink() else ()
    # A name that is not UTF-8 is made printable; `load_note` then refuses it as `bad-name`.
    names = (entry.name.encode("utf-8", "surrogateescape") for entry in found)
    return sorted(n.decode("utf-8", "replace") for n in names if not _is_hidden(n))


def _is_hidden(name: bytes) -> bool:
    """Whether a file belongs to a system or a text editor, rather than being a misnamed note."""
    return name.startswith((b".#", b"._")) or (name.startswith(b".") and not name.endswith(b".md"))


def load_note(root: Path, slug: str, path: str) -> tuple[Note | None, list[Problem]]:
    """Return the note in a file, or what is wrong with it."""
    name, _, ending = path.rpartition("/")[2].rpartition(".")
    if ending != "md" or not SLUG.fullmatch(name) or len(name) > LONGEST_SLUG:
        message = f"“{path.rpartition('/')[2]}” is not a valid name for a note"
        hint = (
            f"use only a-z, 0-9 and single hyphens, at most {LONGEST_SLUG} characters, then .md:"
            " the name is the note’s address"
        )
        return None, [Problem(Place(path), "bad-name", message, hint)]
    if RESERVED.fullmatch(name):
        message = f"Windows allows no file called {name}, so not everyone could have this note"
        return None, [Problem(Place(path), "bad-name", message, "give the note another name")]
    document, problems = read(root, path)
    if problems:
        return None, problems
    return parse_note(document.data, slug, name, path)


# As many notes as a few texts have; without a limit, an edition of 1,000 texts holds 60 MB more.
@lru_cache(maxsize=2**10)
def parse_note(content: str, slug: str, name: str, path: str) -> tuple[Note | None, list[Problem]]:
    """Return the note in a file's content, or what is wrong with it.

    Results are cached, since `serve` reads a text's other notes again when one is edited; callers
    must not change the list.
    """
    content = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(content) > _LARGEST:
        hint = "a note has about 80 words; longer material belongs in a work that it cites"
        message = "this file is too long for a note"
        return None, [Problem(Place(path), "file-too-large", message, hint)]
    front = _FRONT.match(content)
    if not front:
        return None, [_no_front_matter(content, path)]
    # with its opening line, so that YAML counts the lines as the file does
    document = read_yaml("---\n" + (front["front"] or ""), path)
    form = validated(document, NoteFormat)
    problems = document.problems or [
        *_quoted_safely(front["front"] or "", path),
        *_nothing_lost(front["front"] or "", path),
    ]
    problems += _further("---\n" + (front["front"] or ""), document)
    first_line = content.count("\n", 0, front.end()) + 1
    body, found = _body(content[front.end() :], path, first_line)
    problems += found
    if form is None or problems:
        return None, problems
    return taken(
        Note,
        form,
        id=name,
        lemma=_lemma(form, slug, document),
        internal=form.evidence == "internal",
        citations=citations(form.sources, document, ("sources",)),
        body=body,
        place=Place(path),
        links=_links(body, content, first_line, path),
    ), []


def _no_front_matter(content: str, path: str) -> Problem:
    """Return the Problem for a note without front matter, at a line that was meant to bound it."""
    begun = content.startswith("---\n")
    at = _FIELDS.search(content)
    first = content.count("\n", 0, at.start()) + 1 if at else 0
    for n, line in enumerate(content.split("\n"), start=1) if at else ():
        if _LIKE_A_BOUND.fullmatch(line) and (n > first if begun else n < first):
            message = f"this line should be three hyphens, --- , but it is “{line}”"
            if line.strip() == "---":
                message = "there is something before the three hyphens with which a note begins"
            hint = "write --- there, with nothing before or behind it, and no line above the first"
            return Problem(Place(path, n), "no-front-matter", message, hint)
    hint = "begin with a line ---, then at, on, kind, certainty, sources, by, then a line ---"
    within = "the front matter, the lines between two --- at the beginning of a note,"
    message = f"{within} {'is never closed' if begun else 'is missing'}"
    return Problem(Place(path), "no-front-matter", message, hint)


def _further(front: str, document: Document) -> Iterator[Problem]:
    """Yield what else is wrong with front matter of which YAML cannot read a line, without that line.

    What is missing then, or doubtful, may only follow from that line.
    """
    lines = _YAML_BREAK.split(front)
    last: Problem | None = None
    while broken := [p for p in document.problems if p.code == "broken-yaml"]:
        line = broken[0].place.line
        same = last and (last.message, last.place.line + 1) == (broken[0].message, line)
        if same or not _FIELD.match(lines[line - 1]):
            return
        if last:
            yield broken[0]
        last, lines[line - 1] = broken[0], "#"
        document = read_yaml("\n".join(lines), document.path)
        validated(document, NoteFormat)
    if last:
        certainty = document.place(("certainty",))
        follow = ("missing-key", "empty-file")
        yield from (p for p in document.problems if p.code not in follow and p.place != certainty)


def _lemma(form: NoteFormat, slug: str, document: Document) -> Lemma:
    at, on = document.place(("at",)), document.place(("on",))
    return Lemma(slug, form.at, form.on, on, occurrence_of(form.occurrence), at)


def _quoted_safely(front: str, path: str) -> Iterator[Problem]:
    """Yield a Problem if the words after `on:` are not in a block, which YAML reads as written."""
    match = re.search(r"^on:", front, re.M)
    if match and not _BLOCK.match(front, match.start()):
        line = front.count("\n", 0, match.start()) + 2
        hint = "write `on: |-` and put the words on the next line, indented by two spaces"
        message = "the words after `on:` are not in a block, so YAML may misread them"
        yield Problem(Place(path, line), "not-a-block", message, hint)


def _links(body: Prose, content: str, first_line: int, path: str) -> tuple[Link, ...]:
    """Return the note's links with their places.

    A link whose address Markdown has rewritten is placed at the first line of the body.
    """
    lines = content.split("\n")

    def place(href: str) -> Place:
        found = (n for n, line in enumerate(lines, start=1) if n >= first_line and href in line)
        return Place(path, line := next(found, first_line), lines[line - 1].find(href) + 1 or 1)

    return tuple(Link(w.href, place(w.href)) for paragraph in body for w in paragraph if w.href)


def _nothing_lost(front: str, path: str) -> Iterator[Problem]:
    """Yield a Problem if YAML reads the end of the source, from a # on, as a comment."""
    if match := _CUT_SHORT.search(front):
        line = front.count("\n", 0, match.start()) + 2
        column = match.start("lost") - match.start() + 1
        message = (
            f"“{match['lost'].strip()[:40]}” is lost: YAML reads everything after # as a comment"
        )
        hint = "write `source: |-` and put the words on the next line, indented by two spaces"
        yield Problem(Place(path, line, column), "words-lost", message, hint)


def _body(markdown: str, path: str, first_line: int) -> tuple[Prose, list[Problem]]:
    if second := _SECOND.search(markdown):
        line = first_line + markdown.count("\n", 0, second.start())
        hint = "put it into a file of its own: each note is one file"
        message = "a second note begins here"
        return (), [Problem(Place(path, line), "two-notes", message, hint)]
    prose, refusals = read_prose(markdown)
    problems = [
        Problem(Place(path, first_line + refusal.line), "not-prose", refusal.message, refusal.hint)
        for refusal in refusals
    ]
    if found := unseen(markdown):
        line = first_line + markdown.count("\n", 0, found.start())
        column = found.start() - markdown.rfind("\n", 0, found.start())
        message = f"this line contains U+{ord(found[0]):04X}, an invisible character"
        problems.append(Problem(Place(path, line, column), "invisible", message, "remove it"))
    problems += () if refusals else _unwelcome(markdown.split("\n"), path, first_line)
    if problems:
        return (), problems
    words = plain(prose)
    count = len(words.split())
    if not count:
        hint = "below the front matter, write what is on record and how the text departs from it"
        problems.append(Problem(Place(path, first_line), "note-empty", "the note is empty", hint))
    elif count > LONGEST or len(words) > LONGEST_CHARACTERS:
        size = f"{count} words, more than {LONGEST}"
        if count <= LONGEST:
            size = f"{len(words):,} characters, more than {LONGEST_CHARACTERS:,}"
        message = f"the note has {size}; about 80 words are enough"
        hint = (
            "keep to what is on record and how the text departs from it; leave the rest to sources"
        )
        problems.append(Problem(Place(path, first_line), "note-too-long", message, hint))
    return prose, problems


def _unwelcome(lines: Sequence[str], path: str, first_line: int) -> Iterator[Problem]:
    """Yield a Problem for an e-mail address in each line, and for a heap of marks on one letter."""
    for n, words in enumerate(lines, start=first_line):
        if address := email_in(_MARKUP.sub("", words)):
            message = f"a note cannot contain the e-mail address “{address}”"
            place = Place(path, n, words.find(address) + 1 or 1)
            yield Problem(place, "not-prose", message, f"remove it: {NO_EMAIL}")
        if heap := piled(words):
            message = "here many marks are piled on one letter, over the lines around it"
            place = Place(path, n, heap.start() + 1)
            yield Problem(place, "not-prose", message, "remove them")
