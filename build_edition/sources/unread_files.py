"""Find files under `edition/` that nothing reads, so that no contribution is lost unnoticed."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from build_edition.model import Place, Problem

_READ = re.compile(
    r"(edition|people|events|oil)\.yml|(works|addresses)\.json|schemas/[\w.-]+|"
    r"texts/[^/]+/(raw\.txt|text\.yml|passages\.json|emendations\.yml|notes/[^/]+)"
)
"""Matches every path that is read, from `edition/`."""

_FOLDER = re.compile(r"schemas|texts(/[^/]+(/notes)?)?")


def strays(root: Path) -> Iterator[Problem]:
    """Yield a Problem for each file or folder under `edition/` that nothing reads, and each linked folder."""
    base = root / "edition"
    for folder, inner, files in os.walk(base):
        within = folder[len(os.fspath(base)) + 1 :].replace(os.sep, "/")
        within += "/" if within else ""
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in [*inner]:
            path = within + name
            if (base / path).is_symlink():
                message, hint = "this is a link, not a plain folder", "put the folder itself here"
                yield Problem(_place(path), "no-plain-file", message, hint)
            elif not _FOLDER.fullmatch(path) and not path.startswith("schemas/"):
                inner.remove(name)
                if not _READ.fullmatch(path):
                    yield _stray(path)
        for name in sorted(files):
            path = within + name
            if not name.startswith(".") and not _READ.fullmatch(path):
                yield _stray(path)


def _stray(path: str) -> Problem:
    """Return the Problem for a file that nothing reads, with a hint where it may belong."""
    hint = "remove it or correct its name; CONTRIBUTING.md says which file goes where"
    if path.endswith(".md"):
        hint = "a note belongs in the folder `notes` of its text: edition/texts/novel/notes/….md"
    message = "nothing reads this, so it would appear nowhere in the edition"
    return Problem(_place(path), "stray", message, hint)


def _place(path: str) -> Place:
    return Place(f"edition/{path}".encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
