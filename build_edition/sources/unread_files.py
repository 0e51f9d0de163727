"""Files that nothing reads: what a contributor wrote there would be shown nowhere, and nobody told."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from build_edition.model import Place, Problem

_READ = re.compile(
    r"(edition|people|events|oil)\.yml|(works|addresses)\.json|schemas/[\w.-]+|"
    r"texts/[^/]+/(raw\.txt|text\.yml|passages\.json|emendations\.yml|notes/[^/]+)"
)
"""All that is read under `edition/`, as paths from there."""

_FOLDER = re.compile(r"schemas|texts(/[^/]+(/notes)?)?")


def strays(root: Path) -> Iterator[Problem]:
    """A Problem for each file or folder under `edition/` that nothing reads, and for each link."""
    base = root / "edition"
    for folder, inner, files in os.walk(base):
        within = folder[len(os.fspath(base)) + 1 :].replace(os.sep, "/")
        within += "/" if within else ""
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in [*inner]:
            path = within + name
            if (base / path).is_symlink():
                hint = "put the folder itself there; what it points at may lie anywhere"
                yield Problem(_place(path), "no-plain-file", "this is no folder", hint)
            elif not _FOLDER.fullmatch(path) and not path.startswith("schemas/"):
                inner.remove(name)
                if not _READ.fullmatch(path):
                    yield _stray(path)
        for name in sorted(files):
            path = within + name
            if not name.startswith(".") and not _READ.fullmatch(path):
                yield _stray(path)


def _stray(path: str) -> Problem:
    """A file that lies where nothing looks for it, and where it may belong."""
    hint = "take it away, or correct its name; the guide for contributors says what lies where"
    if path.endswith(".md"):
        hint = "a note lies in the folder `notes` of its text: edition/texts/novel/notes/….md"
    message = "nothing reads this, so what it says would be shown nowhere"
    return Problem(_place(path), "stray", message, hint)


def _place(path: str) -> Place:
    return Place(f"edition/{path}".encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
