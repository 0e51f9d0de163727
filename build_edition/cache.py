"""What an earlier build has made, kept so that it is not made again from the same.

Each thing is kept under a digest of all that it was made from, beside a digest of what it holds.
Where either differs it is made anew, so that the folder can be deleted at any time, and a damaged
one does no harm.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

FOLDER = ".cache"
"""Where it is kept, from the project's root; git ignores it."""


def kept(root: Path, name: str, made_from: Iterable[bytes], make: Callable[[Path], None]) -> Path:
    """A folder as `make` fills it, or as it was filled before from the same.

    Only what was made last is kept under a name.
    """
    place = root / FOLDER / name
    seal, content = place / "seal", place / "content"
    source = digest(made_from)
    if seal.is_file() and seal.read_text() == f"{source} {digest(_held(content))}":
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
        yield path.relative_to(above).as_posix().encode()
        yield path.read_bytes()


def _held(folder: Path) -> Iterable[bytes]:
    return files_of((path for path in folder.rglob("*") if path.is_file()), folder)
