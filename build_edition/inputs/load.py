"""Loading an edition from its folder: each file read once, each fault a Problem at its place."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from build_edition.inputs.addresses import citation_differs, load_register, ways, written_pages
from build_edition.inputs.files import citations, decoded, entries, read, read_bytes
from build_edition.inputs.formats import (
    RESERVED,
    SLUG,
    EditionFormat,
    PassageFormat,
    RulingFormat,
    TextFormat,
)
from build_edition.inputs.json_file import read_json
from build_edition.inputs.loci import passage_at
from build_edition.inputs.notes import load_notes
from build_edition.inputs.places import Document
from build_edition.inputs.reference import load_reference
from build_edition.inputs.strays import strays
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
    Sources,
    Span,
    Speaker,
    Witness,
)

IMPRINT = "edition/edition.yml"
TEXTS = "edition/texts"
ADDRESS = "http://127.0.0.1:8000/two-tigers/"
"""Where the edition stands while nobody has set SITE_URL; `mkdocs.yml` says the same."""
TAKEN = ("edition", "works", "annotations", "index")
"""Names that no text may have, since the edition’s own pages and data files have them."""


def load(root: Path) -> tuple[Sources | None, tuple[Problem, ...]]:
    """All that editors wrote under a project's root, the texts in reading order."""
    frame, slugs, problems = load_frame(root)
    loaded = [load_witness(root, slug) for slug in slugs]
    faults = tuple(problem for _, found in loaded for problem in found)
    if frame is None:
        return None, (*problems, *faults)
    witnesses = tuple(witness for witness, _ in loaded if witness)
    complete = frame.complete and not any(fault.severity == "error" for fault in faults)
    return replace(frame, witnesses=witnesses, complete=complete), (*problems, *faults)


def load_frame(root: Path) -> tuple[Sources | None, tuple[str, ...], tuple[Problem, ...]]:
    """All that editors wrote beside the texts, and the texts' names in reading order.

    Texts that `edition.yml` lists come first, in its order; others follow by name.
    """
    document, problems = read(root, IMPRINT)
    form = validated(document, EditionFormat)
    problems += document.problems
    listed = form.texts if form else ()
    problems += _listing(root, document, listed)
    problems += strays(root)
    reference, faults = load_reference(root)
    problems += faults
    released, faults = load_register(root)
    problems += faults
    slugs = tuple(_order(root, listed))
    if form is None:
        return None, slugs, tuple(problems)
    if not released or released[-1].version == form.version:
        problems += citation_differs(root, form.version)
    pages, faults = written_pages(root)
    problems += faults
    complete = not any(problem.severity == "error" for problem in problems)
    imprint = _imprint(form, document)
    return Sources(imprint, (), reference, complete, released, pages), slugs, tuple(problems)


def load_witness(
    root: Path, slug: str, folder: str = ""
) -> tuple[Witness | None, tuple[Problem, ...]]:
    """One text's folder as a Witness, or None with the Problems that stand in the way.

    `folder` is where it lies from the root, while it does not lie under its own name yet.
    """
    folder = folder or f"{TEXTS}/{slug}"
    document, problems = read(root, f"{folder}/text.yml")
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
    failed = any(problem.severity == "error" for problem in problems)
    notes, found = load_notes(root, slug, f"{folder}/notes")
    problems += found
    if form is None or raw is None or failed:
        return None, tuple(problems)
    return Witness(_head(form, document), raw, records, rulings, folder, notes), tuple(problems)


def load_published(path: Path) -> tuple[Any, tuple[Problem, ...]]:
    """The data of a published `edition.json`, from any folder, as JSON holds it."""
    document, problems = read(path.parent, path.name)
    if not problems:
        document = read_json(document.data, str(path))
        problems = document.problems
    return document.data, tuple(problems)


def _listing(root: Path, document: Document, listed: tuple[str, ...]) -> Iterator[Problem]:
    """What is wrong with the list of texts, and with the folders themselves."""
    seen: set[str] = set()
    for n, slug in enumerate(listed):
        place = document.place(("texts", n))
        if slug in seen:
            yield Problem(place, "doubled-text", f"{slug} is listed twice", "list it once")
        seen.add(slug)
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
        elif folder in TAKEN or RESERVED.fullmatch(folder):
            message = f"a text cannot be called {folder}: a file of that name would clash"
            yield Problem(Place(f"{TEXTS}/{folder}"), "bad-name", message, "choose another name")


def _folders(root: Path) -> list[str]:
    folder = root / TEXTS
    entries = folder.iterdir() if folder.is_dir() and not folder.is_symlink() else ()
    folders = (e.name for e in entries if e.is_dir() and not e.is_symlink())
    return sorted(name for name in folders if not name.startswith("."))


def _order(root: Path, listed: tuple[str, ...]) -> list[str]:
    folders = dict.fromkeys(name for name in _folders(root) if SLUG.fullmatch(name))
    first = dict.fromkeys(slug for slug in listed if slug in folders)
    return [*(first | folders)]


def _raw(
    root: Path, folder: str, form: TextFormat | None, document: Document
) -> tuple[str | None, list[Problem]]:
    path = f"{folder}/raw.txt"
    content, problem = read_bytes(root, path)
    if problem and problem.code == "file-missing":
        hint = "put the text there as it was received, byte for byte"
        return None, [Problem(Place(path), "raw-missing", "the raw text is not there", hint)]
    if problem:
        return None, [problem]
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


def _records(root: Path, path: str) -> tuple[tuple[PassageRecord, ...], list[Problem]]:
    listed, _, problems = entries(root, path, PassageFormat)
    return tuple(
        PassageRecord(e.id, e.kind, Span(*e.span), e.begins, e.level, e.speaker, e.also, e.gone)
        for e in listed.values()
    ), problems


def _rulings(root: Path, path: str) -> tuple[tuple[Ruling, ...], list[Problem]]:
    listed, document, problems = entries(root, path, RulingFormat)
    return tuple(
        Ruling(
            **{**dict(entry), "sources": citations(entry.sources, document, (n, "sources"))},
            place=document.place((n,)),
        )
        for n, entry in listed.items()
    ), problems


def _imprint(form: EditionFormat, document: Document) -> Imprint:
    return Imprint(
        title=form.title,
        subtitle=form.subtitle,
        abstract=form.abstract,
        editors=form.editors,
        version=form.version,
        date=form.date,
        licence_code=form.licences.code,
        licence_notes=form.licences.notes,
        showcase=passage_at(form.showcase),
        address=(os.environ.get("SITE_URL") or ADDRESS).rstrip("/") + "/",
        place=Place(IMPRINT),
        repository=form.repository,
        ways=ways(form, document),
        contributors=form.contributors,
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
        brief_caveat=form.brief_caveat or form.caveat.rstrip("."),
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
