"""Find the files that differ between two copies of the project."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from build_edition.output.emission import MANIFEST, Manifest

_LEFT = frozenset(
    ".git .venv node_modules site .cache mutants __pycache__ .mypy_cache .pytest_cache .ruff_cache"
    " .hypothesis".split()
)
"""Folders that hold nothing of anyone's: what is installed, built or kept."""


def changed_files(base: Path, root: Path) -> tuple[str, ...]:
    """Return the path of every file that was added, changed or removed, sorted.

    Where git keeps a copy, git says which files belong to it.
    """
    before, after = _files(base), _files(root)
    paths = sorted({*before, *after})
    return tuple(p for p in paths if before.get(p) is None or _differ(before[p], after.get(p)))


def _differ(one: Path, other: Path | None) -> bool:
    return other is None or _content(one) != _content(other)


def _content(path: Path) -> bytes | str:
    """Return a file's bytes, or where a link leads; what cannot be read differs from everything."""
    try:
        return os.readlink(path) if path.is_symlink() else path.read_bytes()
    except OSError:
        return os.fspath(path)


def _files(root: Path) -> dict[str, Path]:
    names = _known_to_git(root)
    found = _walked(root) if names is None else names
    return {
        name: root / name for name in found if (root / name).is_symlink() or (root / name).is_file()
    }


def _known_to_git(root: Path) -> list[str] | None:
    """Return the files of a folder that git tracks or would track; None if it is not git's."""
    if not (root / ".git").exists():
        return None
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        ended = subprocess.run(command, cwd=root, capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return None
    return os.fsdecode(ended.stdout).split("\0")


def _walked(root: Path) -> Iterator[str]:
    """Yield every file of a folder but those that builds and programs leave there."""
    built = {MANIFEST, *Manifest(root).files}
    for folder, inner, files in os.walk(root):
        within = os.path.relpath(folder, root)
        inner[:] = sorted(name for name in inner if name not in _LEFT)
        for name in files:
            path = os.path.normpath(os.path.join(within, name)).replace(os.sep, "/")
            if path not in built:
                yield path
