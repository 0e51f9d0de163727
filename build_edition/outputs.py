"""The rim out: finished files to disk, and nothing half-written. The only writing.

Every file is written beside its place and renamed into it; unchanged files are left alone;
files of an earlier build are removed last. Only what a build itself has written is ever
removed, so a file that a person put into an emitted folder is a Problem, not a loss.
"""

import ctypes
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from build_edition.model import Place, Problem

EMITTED_FOLDERS = ("texts", "apparatus", "data")
"""The folders under `docs/` that belong to the build alone."""

MANIFEST = ".emitted"
_AT_FDCWD = -100
_EXCHANGE = 2


def write_file(path: Path, content: str | bytes) -> bool:
    """Put a file in place at once, or leave it alone where it already holds the content.

    Says whether anything was written.
    """
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return True


def strangers(docs: Path, files: Mapping[str, str | bytes]) -> tuple[Problem, ...]:
    """Files in the emitted folders that no build has written: they would be published unseen."""
    known = {*files, *_manifest(docs)}
    hint = f"move it out of {', '.join(f'docs/{name}/' for name in EMITTED_FOLDERS)}"
    message = "this file stands in a folder that the build fills, and no build has written it"
    return tuple(
        Problem(Place(f"docs/{path}"), "stranger", message, hint)
        for path in sorted(_present(docs) - known)
    )


def emit(docs: Path, files: Mapping[str, str | bytes]) -> int:
    """Write the edition's files under `docs/` and remove those of an earlier build.

    Answers how many files were written. A build that is stopped half-way leaves whole files
    only, and the next one completes it.
    """
    before = _manifest(docs)
    write_file(docs / MANIFEST, "".join(f"{p}\n" for p in sorted({*before, *files})))
    written = sum(write_file(docs / path, content) for path, content in sorted(files.items()))
    for path in sorted(before - set(files)):
        (docs / path).unlink(missing_ok=True)
        _prune((docs / path).parent, docs)
    write_file(docs / MANIFEST, "".join(f"{path}\n" for path in sorted(files)))
    return written


def settle(site: Path) -> None:
    """Complete a swap that was stopped between its two renames, and clear what a build left."""
    fresh, old = _beside(site)
    if old.exists() and fresh.exists() and not site.exists():
        fresh.rename(site)
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def replacing(site: Path) -> Iterator[Path]:
    """A folder to build a site in, which takes the place of `site` when all went well.

    The swap is one exchange where the system has it, else two renames, which `settle` completes
    should they be interrupted. A build that fails leaves the old site as it was.
    """
    settle(site)
    fresh, old = _beside(site)
    try:
        yield fresh
    except BaseException:
        settle(site)
        raise
    if not site.exists():
        fresh.rename(site)
    elif not _exchange(fresh, site):
        site.rename(old)
        fresh.rename(site)
    settle(site)


def _beside(site: Path) -> tuple[Path, Path]:
    return site.with_name(f".{site.name}.new"), site.with_name(f".{site.name}.old")


def _manifest(docs: Path) -> set[str]:
    """The files that builds have written, as far as they lie where builds write."""
    path = docs / MANIFEST
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {line for line in lines if line and ".." not in line and not line.startswith("/")}


def _present(docs: Path) -> set[str]:
    return {
        path.relative_to(docs).as_posix()
        for folder in EMITTED_FOLDERS
        for path in (docs / folder).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def _prune(folder: Path, docs: Path) -> None:
    while folder != docs and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (Linux, renameat2); False where the system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    return bool(rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE) == 0)
