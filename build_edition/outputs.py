"""The rim out: finished files to disk, and nothing half-written. The only writing.

Every file is written beside its place and renamed into it; unchanged files are left alone;
files of an earlier build are removed last. Only what a build itself has written is ever
removed, so a file that a person put into an emitted folder is a Problem, not a loss.
"""

import ctypes
import json
import os
import shutil
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from build_edition.cores import spread
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
    except OSError as error:
        error.filename = str(path)  # what was to be written; nobody knows its draft
        raise
    finally:
        draft.unlink(missing_ok=True)
    return True


@dataclass(frozen=True)
class Seal:
    """A finished file: its size in bytes, its SHA-256, and when it was written (nanoseconds)."""

    size: int
    digest: str
    written: int


@dataclass(frozen=True)
class Part:
    """Files of the edition that are drawn together.

    `key` is a digest of all that they are drawn from: while it stays, what was drawn stays too.
    Without one they are drawn anew each time.
    """

    name: str
    key: str
    draw: Callable[[], Mapping[str, str | bytes]]


@dataclass(frozen=True)
class Emitted:
    """A part as it stands under `docs/`: the key it was drawn under, and its files."""

    key: str
    files: Mapping[str, Seal]


Look = Callable[[Mapping[str, str | bytes]], Iterable[Problem]]
Begin = Callable[[Sequence[Part]], None]
Close = Callable[[Mapping[str, tuple[int, str]]], Mapping[str, str]]


def emit(
    docs: Path,
    parts: Sequence[Part],
    record: Path,
    begin: Begin = lambda parts: None,
    look: Look = lambda files: (),
    close: Close = lambda sums: {},
) -> tuple[set[str], tuple[Problem, ...]]:
    """Bring `docs/` up to date: the paths of all files now there, and what `look` found in them.

    A part that stands there as it was drawn under the same key, by the `record`, is left alone;
    the others are drawn, on all cores, after `begin` was told which. `close` is given every file's size and checksum and draws
    what lists them. A build that is stopped half-way leaves whole files only, and the next one
    completes it; where there are Problems, the files of an earlier build are not removed.
    """
    before, emitted = _manifest(docs), _read(record)
    now = {p.name: emitted[p.name] for p in parts if p.key and _stands(docs, p, emitted)}
    drawing = [part for part in parts if part.name not in now]
    begin(drawing)
    draw = partial(_draw, docs, before, look)
    done = spread(draw, drawing)
    now |= {part.name: drawn for part, (drawn, _) in zip(drawing, done, strict=True)}
    problems = tuple(problem for _, found in done for problem in found)
    sums = {path: (s.size, s.digest) for each in now.values() for path, s in each.files.items()}
    listing, _ = draw(Part("list", "", lambda: close(sums)))
    paths = {*sums, *listing.files}
    for path in () if problems else sorted(before - paths):
        (docs / path).unlink(missing_ok=True)
        _prune((docs / path).parent, docs)
    left = paths | before if problems else paths
    write_file(docs / MANIFEST, "".join(f"{path}\n" for path in sorted(left)))
    write_file(record, json.dumps({name: astuple(now[name]) for name in sorted(now)}))
    return paths, problems


def strangers(docs: Path) -> tuple[Problem, ...]:
    """Files in the emitted folders that no build has written: they would be published unseen."""
    hint = f"move it out of {', '.join(f'docs/{name}/' for name in EMITTED_FOLDERS)}"
    message = "this file stands in a folder that the build fills, and no build has written it"
    return tuple(
        Problem(Place(f"docs/{path}"), "stranger", message, hint)
        for path in sorted(_present(docs) - _manifest(docs))
    )


def _stands(docs: Path, part: Part, emitted: Mapping[str, Emitted]) -> bool:
    """Whether a part's files are there as they were drawn, to the last writing."""
    known = emitted.get(part.name)
    if known is None or known.key != part.key:
        return False
    return all(_is_sealed(docs / path, seal) for path, seal in known.files.items())


def _is_sealed(path: Path, seal: Seal) -> bool:
    try:
        found = path.stat()
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (seal.size, seal.written)


def _draw(
    docs: Path, known: Container[str], look: Look, part: Part
) -> tuple[Emitted, tuple[Problem, ...]]:
    """Draw a part and write its files; they are known to be ours before the first is there."""
    files = part.draw()
    problems = tuple(look(files))
    if new := [path for path in files if path not in known]:
        docs.mkdir(parents=True, exist_ok=True)
        with (docs / MANIFEST).open("a", encoding="utf-8") as manifest:
            manifest.write("".join(f"{path}\n" for path in new))
    seals = {path: _written(docs / path, content) for path, content in sorted(files.items())}
    return Emitted("" if problems else part.key, seals), problems


def _written(path: Path, content: str | bytes) -> Seal:
    data = content.encode() if isinstance(content, str) else content
    write_file(path, data)
    return Seal(len(data), sha256(data).hexdigest(), path.stat().st_mtime_ns)


def _read(record: Path) -> dict[str, Emitted]:
    """The parts as the last build drew them; nothing where that is not known."""
    try:
        return {
            name: Emitted(key, {path: Seal(*seal) for path, seal in files.items()})
            for name, (key, files) in json.loads(record.read_text(encoding="utf-8")).items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


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
