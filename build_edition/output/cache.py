"""What an earlier build has made, kept so that it is not made again from the same.

Each thing is kept under a digest of all that it was made from, beside a digest of what it holds.
Where either differs it is made anew, so that the folder can be deleted at any time, and a damaged
one does no harm.
"""

import io
import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any

from build_edition.output.files import write_file

FOLDER = ".cache"
"""Where it is kept, from the project's root; git ignores it."""

_TYPES = "build_edition.model."
_PROGRAM = Path(__file__).parent.parent


def kept(root: Path, name: str, made_from: Iterable[bytes], make: Callable[[Path], None]) -> Path:
    """A folder as `make` fills it, or as it was filled before from the same.

    Only what was made last is kept under a name.
    """
    place = root / FOLDER / name
    seal, content = place / "seal", place / "content"
    source = digest(made_from)
    sealed = seal.read_bytes() if seal.is_file() else b""
    before, _, held = sealed.decode(errors="replace").partition(" ")
    if before == source and held == digest(_held(content)):
        return content
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=place.parent))
    try:
        (fresh / "content").mkdir()
        make(fresh / "content")
        (fresh / "seal").write_text(f"{source} {digest(_held(fresh / 'content'))}")
        shutil.rmtree(place, ignore_errors=True)
        fresh.rename(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return content


def recalled(place: Path, source: str) -> Any:
    """A value that was kept under a digest of what it was made from, or None where it was not."""
    try:
        seal, _, held = place.read_bytes().partition(b"\n")
    except OSError:
        return None
    if seal.decode(errors="replace") != f"{source} {digest([held])}":
        return None
    try:
        return _Unpickler(io.BytesIO(held)).load()
    except Exception:  # whatever is wrong with it, it is made anew
        return None


def pickled(value: Any) -> bytes:
    """A value of the edition's types, to be kept or to be sent to another process."""
    into = io.BytesIO()
    _Pickler(into, pickle.HIGHEST_PROTOCOL).dump(value)
    return into.getvalue()


def keep(place: Path, source: str, held: bytes) -> None:
    """Keep a pickled value of the edition's types under the digest of what it was made from."""
    write_file(place, f"{source} {digest([held])}\n".encode() + held)


class _Reducers(dict[type, Callable[[Any], tuple[type, tuple[Any, ...]]]]):
    """How a value of a data class is pickled: as what it is made of, which is read in half the time."""

    def __missing__(self, of: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
        if not is_dataclass(of):
            raise KeyError(of)
        names = [field.name for field in fields(of)]
        made_of = attrgetter(*names)
        several = made_of if len(names) > 1 else lambda value: (made_of(value),)
        self[of] = lambda value: (of, several(value))
        return self[of]


class _Pickler(pickle.Pickler):
    dispatch_table = _Reducers()


class _Unpickler(pickle.Unpickler):
    """Reads the edition's own types and nothing else, so that no file can bring code with it."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module.startswith(_TYPES) else None
        if not (isinstance(found, type) and found.__module__.startswith(_TYPES)):
            raise pickle.UnpicklingError(f"{module}.{name} is no type of the edition")
        return found


def digest(parts: Iterable[bytes]) -> str:
    """A digest over parts and their order, in which no part can pass for two."""
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8))
        whole.update(part)
    return whole.hexdigest()


def files_of(paths: Iterable[Path], above: Path) -> Iterable[bytes]:
    """The names of files, as seen from a folder above them, and what they hold."""
    for path in sorted(paths):
        yield os.fsencode(path.relative_to(above))
        yield path.read_bytes()


def _held(folder: Path) -> Iterable[bytes]:
    return files_of((path for path in folder.rglob("*") if path.is_file()), folder)


@cache
def program() -> str:
    """A digest of this program, of Python, and of the names and versions of all its libraries."""
    sources = (p for p in _PROGRAM.rglob("*") if p.is_file() and p.suffix != ".pyc")
    return digest(
        (sys.version.encode(), *map(str.encode, _libraries()), *files_of(sources, _PROGRAM))
    )


def _libraries() -> Iterator[str]:
    for folder in dict.fromkeys(sys.path):
        found: Iterable[Path] = Path(folder).glob("*.dist-info") if folder else ()
        yield from sorted(path.name for path in found)
