"""Load an edition from its folder: each file read once, each error a Problem at its place."""

import math
import os
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from build_edition.addresses import how_to_leave, promised
from build_edition.model import (
    Imprint,
    Place,
    Problem,
    Quoted,
    Sources,
    WorkedExample,
)
from build_edition.notes.markdown import read_prose
from build_edition.sources.around.agreement import ADDRESS, disagreements, read_settings
from build_edition.sources.around.code_owners import owners_differ
from build_edition.sources.around.published_files import published_files
from build_edition.sources.around.written_pages import written_pages
from build_edition.sources.formats.imprint import EditionFormat, QuotedFormat, WorkedFormat
from build_edition.sources.formats.names import IMPRINT, RESERVED, SLUG, TEXTS
from build_edition.sources.formats.taken import taken
from build_edition.sources.formats.validation import validated
from build_edition.sources.parsing.files import read
from build_edition.sources.parsing.json_places import read_json
from build_edition.sources.parsing.loci import passage_at
from build_edition.sources.parsing.yaml_places import Document
from build_edition.sources.reference import load_reference
from build_edition.sources.release_register import files_in_the_way, load_register, redirects
from build_edition.sources.text_source import load_text_source
from build_edition.sources.unread_files import links, links_in_the_way, misplaced_notes, strays

CARD = "docs/assets/card.png"
"""The picture that a shared link shows, if an edition has one."""
TAKEN = ("edition", "works", "annotations", "index", "changes")
"""Names that no text may have, since the edition’s own pages and data files use them."""


def load_sources(root: Path) -> tuple[Sources | None, tuple[Problem, ...]]:
    """Return all that editors wrote under a project's root, and every Problem of their files.

    The texts are in reading order. Without a valid `edition.yml` the sources are None.
    """
    frame, slugs, problems = load_frame(root)
    loaded = [load_text_source(root, slug) for slug in slugs]
    faults = tuple(problem for _, found in loaded for problem in found)
    if frame is None:
        return None, (*problems, *faults)
    text_sources = tuple(source for source, _ in loaded if source)
    complete = frame.complete and not any(fault.severity == "error" for fault in faults)
    return replace(frame, texts=text_sources, complete=complete), (*problems, *faults)


def load_frame(root: Path) -> tuple[Sources | None, tuple[str, ...], tuple[Problem, ...]]:
    """Return all that editors wrote apart from the texts, the texts' names, and the Problems.

    The names are in reading order: those that `edition.yml` lists come first, in its order; the
    others follow by name.
    """
    document, problems = read(root, IMPRINT)
    form = validated(document, EditionFormat)
    problems += document.problems
    listed = form.texts if form else ()
    released, faults = load_register(root)
    problems += _listing(root, document, listed, promised(released))
    problems += (*strays(root), *misplaced_notes(root), *links(root), *links_in_the_way(root))
    problems += faults
    reference, faults = load_reference(root)
    problems += faults
    slugs = tuple(_order(root, listed))
    if form is None:
        return None, slugs, tuple(problems)
    problems += files_in_the_way(root, form, document)
    problems += _picture(root, document, form)
    settings, faults = read_settings(root)
    problems += faults
    problems += disagreements(root, settings, form, released[-1].version if released else "")
    problems += owners_differ(root, form)
    pages, faults = written_pages(root)
    problems += (*faults, *published_files(root))
    complete = not any(problem.severity == "error" for problem in problems)
    imprint = _imprint(form, document, settings.get("site_url", ADDRESS))
    return Sources(imprint, (), reference, complete, released, pages), slugs, tuple(problems)


def load_published(path: Path) -> tuple[Any, tuple[Problem, ...]]:
    """Return the parsed data of a published `edition.json` in any folder, or its Problems.

    However many texts an edition has, what it published can be read back.
    """
    document, problems = read(path.parent, path.name, most=math.inf)
    if not problems:
        document = read_json(document.data, str(path))
        problems = document.problems
    return document.data, tuple(problems)


def _listing(
    root: Path, document: Document, listed: tuple[str, ...], released: Collection[str]
) -> Iterator[Problem]:
    """Yield a Problem for each error in the list of texts or in the names of their folders.

    `released` are the released pages: the text of one may be withdrawn, but not just removed.
    """
    seen: set[str] = set()
    for n, slug in enumerate(listed):
        place = document.place(("texts", n))
        if slug in seen:
            yield Problem(place, "doubled-text", f"{slug} is listed twice", "list it once")
        seen.add(slug)
        if (root / TEXTS / slug).is_dir():
            continue
        if f"texts/{slug}/" in released:
            parts = (f"texts/{slug}/", f"data/{slug}.")
            left = how_to_leave(sorted(page for page in released if page.startswith(parts)))
            message = f"{slug} was released, but its folder is gone"
            yield Problem(place, "address-vanished", message, f"{left}; and remove this line")
        else:
            message = f"there is no folder {TEXTS}/{slug}"
            hint = "create the folder, or remove the text from the list"
            yield Problem(place, "no-such-text", message, hint)
    for folder in _folders(root):
        if not SLUG.fullmatch(folder):
            message = f"“{folder}” is not a valid name for a text"
            hint = "use only a-z, 0-9 and single hyphens"
            yield Problem(Place(f"{TEXTS}/{folder}"), "bad-name", message, hint)
        elif folder in TAKEN or RESERVED.fullmatch(folder):
            message = f"a text cannot be called {folder}: a file of that name would clash"
            yield Problem(Place(f"{TEXTS}/{folder}"), "bad-name", message, "choose another name")


def _picture(root: Path, document: Document, form: EditionFormat) -> Iterator[Problem]:
    """Yield a Problem if it is said what the picture for shared links says, but there is none."""
    if form.card and not (root / CARD).is_file():
        message = f"`card` says what {CARD} says, but there is no such picture"
        hint = "put a picture of 1200 by 630 pixels there, or remove `card`"
        yield Problem(document.place(("card",)), "file-missing", message, hint)


def _folders(root: Path) -> list[str]:
    folder = root / TEXTS
    entries = folder.iterdir() if folder.is_dir() and not folder.is_symlink() else ()
    folders = (e.name for e in entries if e.is_dir() and not e.is_symlink())
    return sorted(name for name in folders if not name.startswith("."))


def _order(root: Path, listed: tuple[str, ...]) -> list[str]:
    folders = dict.fromkeys(name for name in _folders(root) if SLUG.fullmatch(name))
    first = dict.fromkeys(slug for slug in listed if slug in folders)
    return [*(first | folders)]


def _quoted(form: QuotedFormat | None) -> Quoted | None:
    return Quoted(*passage_at(form.at), form.words, form.said) if form else None


def _worked(form: WorkedFormat | None) -> WorkedExample | None:
    if form is None:
        return None
    text, emendation = form.emendation.split()
    return WorkedExample(text, emendation, form.from_, form.into)


def _imprint(form: EditionFormat, document: Document, address: str) -> Imprint:
    """Return what the edition says of itself; `address` is its own while SITE_URL is not set."""
    return taken(
        Imprint,
        form,
        licence_code=form.licences.code,
        licence_notes=form.licences.notes,
        showcase=passage_at(form.showcase),
        opening=_quoted(form.opening),
        proverb=_quoted(form.proverb),
        worked=_worked(form.worked_example),
        story=read_prose(form.story)[0],
        address=(os.environ.get("SITE_URL") or address).rstrip("/") + "/",
        place=Place(IMPRINT),
        redirects=redirects(form, document),
    )
