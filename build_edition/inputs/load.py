"""Loading an edition from its folder: each file read once, each fault a Problem at its place."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from build_edition.inputs.formats import (
    SLUG,
    EditionFormat,
    PassageFormat,
    RulingFormat,
    TextFormat,
)
from build_edition.inputs.places import Document, read_json, read_yaml
from build_edition.inputs.validation import validated
from build_edition.model import (
    Entry,
    Head,
    Imprint,
    LineRuling,
    PassageRecord,
    Place,
    Problem,
    Ruling,
    Span,
    Speaker,
    Witness,
)

IMPRINT = "edition/edition.yml"
TEXTS = "edition/texts"


def load(root: Path) -> tuple[Imprint | None, tuple[Witness, ...], tuple[Problem, ...]]:
    """The imprint and the witnesses of all texts under a project's root, in reading order.

    Texts that `edition.yml` lists come first, in its order; others follow by name.
    """
    document, problems = _read(root, IMPRINT)
    form = validated(document, EditionFormat)
    problems += document.problems
    listed = form.texts if form else ()
    problems += _listing(root, document, listed)
    witnesses: list[Witness] = []
    for slug in _order(root, listed):
        witness, found = load_witness(root, slug)
        problems += found
        witnesses += [witness] if witness else []
    return _imprint(form) if form else None, tuple(witnesses), tuple(problems)


def load_witness(root: Path, slug: str) -> tuple[Witness | None, tuple[Problem, ...]]:
    """One text's folder as a Witness, or None with the Problems that stand in the way."""
    folder = f"{TEXTS}/{slug}"
    document, problems = _read(root, f"{folder}/text.yml")
    form = validated(document, TextFormat)
    problems += document.problems
    if form and form.slug != slug:
        message = f"the folder {slug} says it holds the text {form.slug}"
        hint = f"write `slug: {slug}`, or rename the folder"
        problems.append(Problem(document.place(("slug",)), "slug-differs", message, hint))
    raw, found = _raw(root, folder, form, document)
    problems += found
    records, found = _records(root, f"{folder}/passages.json")
    problems += found
    rulings, found = _rulings(root, f"{folder}/emendations.yml")
    problems += found
    if form is None or raw is None or any(p.severity == "error" for p in problems):
        return None, tuple(problems)
    return Witness(_head(form, document), raw, records, rulings, folder), tuple(problems)


def load_published(path: Path) -> tuple[Any, tuple[Problem, ...]]:
    """The data of a published `edition.json`, from any folder, as JSON holds it."""
    document, problems = _read(path.parent, path.name)
    if not problems:
        document = read_json(document.data, str(path))
        problems = document.problems
    return document.data, tuple(problems)


def _read(root: Path, path: str) -> tuple[Document, list[Problem]]:
    """A file's content, parsed by its kind; a file that cannot be read is a Problem."""
    try:
        content = (root / path).read_bytes()
    except OSError as error:
        hint = "write it; the guide for contributors says what belongs in it"
        why = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror
        return Document(path), [Problem(Place(path), "file-missing", f"{why}", hint)]
    text, problems = decoded(content, path)
    if problems:
        return Document(path), [*problems]
    if path.endswith(".yml"):
        return read_yaml(text, path), []
    return Document(path, text), []


def decoded(content: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """A text from its bytes, or the Problem at the byte that is not UTF-8."""
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"byte {content[error.start]:#04x} is not UTF-8"
        hint = "find out the file’s encoding and convert a copy; a raw text is kept as received"
        return "", (Problem(place, "not-utf8", message, hint),)


def _listing(root: Path, document: Document, listed: tuple[str, ...]) -> Iterator[Problem]:
    """What is wrong with the list of texts, and with the folders themselves."""
    for n, slug in enumerate(listed):
        place = document.place(("texts", n))
        if Counter(listed[:n])[slug]:
            yield Problem(place, "doubled-text", f"{slug} is listed twice", "list it once")
        if not (root / TEXTS / slug).is_dir():
            message = f"there is no folder {TEXTS}/{slug}"
            yield Problem(
                place, "no-such-text", message, "make the folder, or take it off the list"
            )
    for folder in _folders(root):
        if not SLUG.fullmatch(folder):
            hint = "use lower-case letters a-z, digits and single hyphens"
            yield Problem(
                Place(f"{TEXTS}/{folder}"), "bad-name", f"“{folder}” is no text’s name", hint
            )


def _folders(root: Path) -> list[str]:
    folder = root / TEXTS
    entries = folder.iterdir() if folder.is_dir() else ()
    return sorted(e.name for e in entries if e.is_dir() and not e.name.startswith("."))


def _order(root: Path, listed: tuple[str, ...]) -> list[str]:
    folders = [name for name in _folders(root) if SLUG.fullmatch(name)]
    first = [slug for slug in dict.fromkeys(listed) if slug in folders]
    return first + [slug for slug in folders if slug not in first]


def _raw(
    root: Path, folder: str, form: TextFormat | None, document: Document
) -> tuple[str | None, list[Problem]]:
    path = f"{folder}/raw.txt"
    try:
        content = (root / path).read_bytes()
    except OSError:
        hint = "put the text there as it was received, byte for byte"
        return None, [Problem(Place(path), "raw-missing", "the raw text is not there", hint)]
    if not content:
        hint = "put the text there as it was received, byte for byte"
        return None, [Problem(Place(path), "raw-empty", "the raw text is empty", hint)]
    raw, problems = decoded(content, path)
    return (None, [*problems]) if problems else (raw, [*_checksum(content, form, document)])


def _checksum(content: bytes, form: TextFormat | None, document: Document) -> Iterator[Problem]:
    found = hashlib.sha256(content).hexdigest()
    if form and form.sha256 is None:
        message = "no checksum is recorded, so a change to the raw text would go unseen"
        hint = f"add `sha256: {found}`"
        yield Problem(Place(document.path), "no-checksum", message, hint, "warning")
    elif form and form.sha256 != found:
        message = f"raw.txt is not what was recorded: its checksum is {found}"
        hint = "a raw text is never edited: restore it, or record the new text as another one"
        yield Problem(document.place(("sha256",)), "checksum-differs", message, hint)


def _entries(
    root: Path, path: str, form: type[BaseModel]
) -> tuple[tuple[Any, ...], Document, list[Problem]]:
    """The entries of a file that is a list; no file is no entries."""
    if not (root / path).exists():
        return (), Document(path), []
    document, problems = _read(root, path)
    if path.endswith(".json") and not problems:
        document = read_json(document.data, path)
    if any(problem.code == "empty-file" for problem in document.problems):
        return (), document, []
    found = validated(document, TypeAdapter(tuple[form, ...]))  # type: ignore[valid-type]
    entries: tuple[Any, ...] = found or ()
    seen: set[str] = set()
    for n, entry in enumerate(entries):
        if entry.id in seen:
            place = document.place((n, "id"))
            message = f"the id {entry.id} stands twice in this file"
            problems.append(Problem(place, "doubled-id", message, "give each its own id"))
        seen.add(entry.id)
    return entries, document, problems + document.problems


def _records(root: Path, path: str) -> tuple[tuple[PassageRecord, ...], list[Problem]]:
    entries, _, problems = _entries(root, path, PassageFormat)
    return tuple(
        PassageRecord(e.id, e.kind, Span(*e.span), e.begins, e.level, e.speaker, e.also, e.gone)
        for e in entries
    ), problems


def _rulings(root: Path, path: str) -> tuple[tuple[Ruling, ...], list[Problem]]:
    entries, document, problems = _entries(root, path, RulingFormat)
    return tuple(
        Ruling(**dict(entry), place=document.place((n,))) for n, entry in enumerate(entries)
    ), problems


def _imprint(form: EditionFormat) -> Imprint:
    slug, _, passage = form.showcase.partition(" ")
    return Imprint(
        title=form.title,
        subtitle=form.subtitle,
        abstract=form.abstract,
        editors=form.editors,
        version=form.version,
        date=form.date,
        licence_code=form.licences.code,
        licence_notes=form.licences.notes,
        showcase=(slug, passage),
        place=Place(IMPRINT),
    )


def _head(form: TextFormat, document: Document) -> Head:
    rulings = []
    for n, ruling in enumerate(form.rulings):
        first, _, last = ruling.lines.partition("-")
        edges = (int(first), int(last or first))
        place = document.place(("rulings", n))
        rulings.append(
            LineRuling(*edges, ruling.begins, ruling.as_, ruling.level, ruling.why, place)
        )
    return Head(
        slug=form.slug,
        title=form.title,
        kind=form.kind,
        rights=form.rights,
        origin=form.origin,
        caveat=form.caveat,
        language=form.language,
        rules=form.rules,
        speakers=tuple(Speaker(s.label, s.name) for s in form.speakers),
        rulings=tuple(rulings),
        contents=tuple(
            Entry(e.at, e.label, document.place(("contents", n)))
            for n, e in enumerate(form.contents)
        ),
        place=Place(document.path),
    )
