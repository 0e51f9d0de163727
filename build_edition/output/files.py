"""Write finished files to disk, never half of one.

Every file is written under another name and then renamed; unchanged files are left alone.
"""

import ctypes
import filecmp
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from errno import ENAMETOOLONG, ENOTDIR
from hashlib import sha256
from pathlib import Path

Content = str | bytes | Iterable[str | bytes]
"""The content of a file: words, bytes, or either piece by piece."""

EMITTED_FOLDERS = ("texts", "apparatus", "data")
"""The folders under `docs/` that belong to the build alone."""

_DRAFT = re.compile(r"\.(?P<name>.+)\.\d+", re.S)

# arguments of renameat2: paths start from the working folder; exchange the two
_AT_FDCWD = -100
_EXCHANGE = 2


def write_file(path: Path, content: str | bytes) -> bool:
    """Write a file in one step, or leave it alone if it already holds the content.

    Return whether anything was written.
    """
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    with _draft_of(path) as draft:
        with draft.open("xb") as file:
            file.write(data)
        draft.replace(path)
    return True


def write_content(path: Path, content: Content) -> str:
    """Write a file in one step, or leave it alone if it is the same; return its SHA-256.

    A file that comes piece by piece is never held in memory whole.
    """
    if isinstance(content, str | bytes):
        data = content.encode() if isinstance(content, str) else content
        write_file(path, data)
        return sha256(data).hexdigest()
    checksum = sha256()
    with _draft_of(path) as draft:
        with draft.open("xb") as file:
            for words in content:
                piece = words if isinstance(words, bytes) else words.encode()
                checksum.update(piece)
                file.write(piece)
        if not path.is_file() or not filecmp.cmp(path, draft, shallow=False):
            draft.replace(path)
    return checksum.hexdigest()


def link(source: str | Path, path: str | Path) -> None:
    """Give a file a second path, by a hard link or, where that is impossible, a copy."""
    try:
        os.link(source, path)
    except OSError:
        shutil.copy2(source, path)


def remove(path: Path, within: Path) -> None:
    """Delete a file, and the folders within `within` that are empty without it.

    A path that no file can have, such as one with too long a name, is passed over.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        if error.errno not in (ENAMETOOLONG, ENOTDIR):
            raise
        return
    for folder in path.parents:
        if folder == within or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()


def make_room(path: Path, within: Path) -> None:
    """Remove what is in the way of a file below `within`: a folder of its name, or a file above it.

    An earlier version of the program may have left it there.
    """
    if within in path.parents:
        if path.is_dir():
            shutil.rmtree(path)
        for folder in path.parents:
            if folder == within:
                break
            if folder.is_file():
                folder.unlink()


def stamp(path: str | Path) -> tuple[int, int] | None:
    """Return a file's size in bytes and time of change in nanoseconds, or None without a file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


@contextmanager
def _draft_of(path: Path) -> Iterator[Path]:
    """Yield a free path beside a file for its new content; what is left there is removed.

    Whatever has that name already is removed first, since writing to a link changes what it leads
    to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.unlink(missing_ok=True)
        yield draft
    except OSError as error:
        error.filename = str(path)  # a user knows the file, not its draft
        raise
    finally:
        draft.unlink(missing_ok=True)


def drafts(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield each draft in a folder or below it that a killed process left, and the file it was of.

    Links to folders are not followed.
    """
    for within, _, names in os.walk(folder):
        for name in names:
            if draft := _DRAFT.fullmatch(name):
                yield Path(within, name), Path(within, draft["name"])


def settle(site: Path) -> None:
    """Complete a swap that stopped between its renames, and remove what a build left behind."""
    fresh, old = _beside(site)
    if old.exists() and fresh.exists() and not site.exists():
        fresh.rename(site)
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def replacing(site: Path) -> Iterator[Path]:
    """Yield a folder to build a site in, which replaces `site` if all goes well.

    The swap is one step where the system can exchange folders, else two renames, which `settle`
    completes if they are interrupted. A build that fails leaves the old site as it was.
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


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (Linux, renameat2); return False if the system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    return bool(rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE) == 0)
