"""Digests of what something is made from: files, values, and the program itself."""

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

_PROGRAM = Path(__file__).parents[1]


def digest(parts: Iterable[bytes]) -> str:
    """Return the SHA-256 of parts in order; the boundaries between them count too."""
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8))
        whole.update(part)
    return whole.hexdigest()


def files_of(paths: Iterable[Path], above: Path) -> Iterator[bytes]:
    """Yield each file's path relative to a folder, then its content."""
    for path in sorted(paths):
        yield os.fsencode(path.relative_to(above))
        yield path.read_bytes()


@cache  # a process runs the program that it has loaded, whatever becomes of the files
def program() -> str:
    """Return a digest of this program, of Python, and of all libraries and their versions."""
    sources = (p for p in _PROGRAM.rglob("*") if p.is_file() and p.suffix != ".pyc")
    beside = (sys.version, *_libraries())
    return digest((*map(str.encode, beside), *files_of(sources, _PROGRAM)))


def _libraries() -> Iterator[str]:
    for folder in dict.fromkeys(sys.path):
        found: Iterable[Path] = Path(folder).glob("*.dist-info") if folder else ()
        yield from sorted(path.name for path in found)
