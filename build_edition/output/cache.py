"""The folder for what only builds read, and how to know that this machine made it."""

from pathlib import Path

from build_edition.output.digests import digest

FOLDER = ".cache"
"""The folder for what only builds read, from the project's root; git ignores it."""

_MADE_HERE = f"{FOLDER}/made-here"
"""An empty file that is made with the folder and never touched again."""


def seal(root: Path, content: bytes, make: bool = False) -> bytes:
    """Return a digest of content and of this machine's own cache, or nothing if there is no cache.

    It depends on when the system made a certain file, in nanoseconds, and where. Nobody can foresee
    that, so what comes with a copy of the project, from whomever, is not taken for ours. With
    `make` the file is made if it is missing.
    """
    path = root / _MADE_HERE
    if make and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    try:
        found = path.lstat()
    except OSError:
        return b""
    made = f"{found.st_dev} {found.st_ino} {found.st_ctime_ns}"
    return digest((made.encode(), content)).encode()
