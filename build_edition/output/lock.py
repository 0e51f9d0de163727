"""Run one build at a time: two that fill the same folders would each remove the other's files.

The system holds the lock for as long as a process lives, so that none is left behind by a build
that was killed.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from build_edition.output.cache import FOLDER

LOCK = f"{FOLDER}/lock"
"""The empty file that is locked, from the project's root; it stays when the lock is free."""


@contextmanager
def alone(root: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold a project's lock within the context; call `waiting` once if another build holds it."""
    path = root / LOCK
    file = _locked(path, waiting)
    try:
        yield
    finally:
        # Closed and not unlocked, so that processes of this build that outlive it hold it too.
        os.close(file)


def _locked(path: Path, waiting: Callable[[], None]) -> int:
    """Open and lock the lock file and return it; if it was deleted meanwhile, try again."""
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if not _lock(file, wait=False):
                waiting()
                _lock(file, wait=True)
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file), os.stat(path)):
                    return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int, wait: bool) -> bool:
        """Lock an open file, at once or after waiting; return False if another process holds it."""
        while True:
            try:
                msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
                return True
            except OSError:  # LK_LOCK gives up after ten seconds
                if not wait:
                    return False

else:
    import fcntl

    def _lock(file: int, wait: bool) -> bool:
        """Lock an open file, at once or after waiting; return False if another process holds it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
