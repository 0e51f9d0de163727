"""Find files that do not belong in the project: those that nothing reads, and links.

What a contributor wrote into a file that nothing reads would appear nowhere, and nobody would be
told. A link may point to any file on the machine that builds, which would then be published.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_edition.model import Place, Problem
from build_edition.sources.parsing.files import not_plain

_READ = re.compile(
    r"(edition|people|events|series|questions|errata)\.yml|(works|addresses)\.json|schemas/[\w.-]+|"
    r"pages/[^/]+\.md|texts/[^/]+/(raw\.txt|text\.yml|passages\.json|emendations\.yml|notes/[^/]+|"
    r"released/[^/]+\.json)"
)
"""Matches the path, from `edition/`, of every file that is read."""

_WRITTEN = ("site", ".site.new", ".site.old", "docs/.emitted")
"""What a build fills or swaps, from the project's root; git ignores all of it."""

_MISTAKEN = ("docs", "texts", "notes")
"""The folders beside `edition/` in which a note may be saved by mistake."""

_HEAD = 2_000
"""How many bytes of a file are looked at, to tell whether it is a note."""

_FOLDER = re.compile(r"schemas|pages|texts(/[^/]+(/(notes|released))?)?")


def strays(root: Path) -> Iterator[Problem]:
    """Yield a Problem for each file or folder under `edition/` that nothing reads, except links."""
    base = root / "edition"
    for folder, inner, files in os.walk(base):
        within = folder[len(os.fspath(base)) + 1 :].replace(os.sep, "/")
        within += "/" if within else ""
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in [*inner]:
            path = within + name
            if (
                not (base / path).is_symlink()
                and not _FOLDER.fullmatch(path)
                and not path.startswith("schemas/")
            ):
                inner.remove(name)
                if not _READ.fullmatch(path):
                    yield _stray(path)
        for name in sorted(files):
            path = within + name
            if not (name.startswith(".") or _READ.fullmatch(path) or (base / path).is_symlink()):
                yield _stray(path)


def misplaced_notes(root: Path) -> Iterator[Problem]:
    """Yield a Problem for each note that was saved outside `edition/`, where nothing reads it."""
    for folder in (root, *(root / name for name in _MISTAKEN)):
        for path in sorted(folder.rglob("*.md") if folder != root else root.glob("*.md")):
            if path.is_file() and not path.is_symlink() and _is_note(path):
                hint = "move it to the notes of its text: edition/texts/letter/notes/"
                message = "this looks like a note, but nothing reads it here"
                where = _legible(path.relative_to(root).as_posix())
                yield Problem(Place(where), "stray", message, hint)


def _is_note(path: Path) -> bool:
    with path.open("rb") as file:
        front, _, _ = file.read(_HEAD).removeprefix(b"\xef\xbb\xbf").partition(b"\n---")
    return front.startswith(b"---") and all(key in front for key in (b"\nat:", b"\non:"))


def links(root: Path) -> Iterator[Problem]:
    """Yield a Problem for each link, pipe or device among the files that are read or published."""
    yield from _links_of(root, ("edition", "docs", "overrides", "mkdocs.yml"))


def links_in_the_way(root: Path) -> Iterator[Problem]:
    """Yield a Problem for each link, pipe or device through which a build would write elsewhere."""
    for name in _WRITTEN:
        if (root / name).is_symlink():
            yield not_plain(name, (root / name).lstat().st_mode)
    yield from _links_of(root, (".cache",))


def _links_of(root: Path, names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        path = root / name
        if path.is_symlink():
            yield not_plain(name, path.lstat().st_mode)
        elif path.is_dir():
            yield from _links_in(path, name)


def _links_in(folder: Path, within: str) -> Iterator[Problem]:
    """Yield a Problem for each link, pipe or device in a folder or below it.

    Hidden files are left out except in `overrides`, since only a theme can publish them.
    """
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{within}/{entry.name}"
        if entry.name.startswith(".#" if within.startswith("overrides") else "."):
            continue  # such as the links that text editors leave beside an open file
        if entry.is_dir(follow_symlinks=False):
            yield from _links_in(folder / entry.name, path)
        elif not entry.is_file(follow_symlinks=False):
            yield not_plain(_legible(path), entry.stat(follow_symlinks=False).st_mode)


def _stray(path: str) -> Problem:
    """Return the Problem for a file that nothing reads, with a hint on where it may belong."""
    hint = "remove it or correct its name; CONTRIBUTING.md says which file goes where"
    if path.endswith(".md"):
        hint = "a note belongs in the folder `notes` of its text: edition/texts/letter/notes/….md"
    message = "nothing reads this, so it would appear nowhere in the edition"
    return Problem(_place(path), "stray", message, hint)


def _place(path: str) -> Place:
    return Place(_legible(f"edition/{path}"))


def _legible(path: str) -> str:
    """Return a path in printable form, even if it is not UTF-8."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
