"""Bringing `docs/` up to date with the edition, part by part, and leaving alone what still holds.

Only what a build itself has written is ever removed, so a file that a person put into an emitted
folder is a Problem, not a loss.
"""

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import partial
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any

from build_edition.model import Place, Problem
from build_edition.output.files import EMITTED_FOLDERS, stamp, write_file, write_pieces
from build_edition.output.processes import spread

MANIFEST = ".emitted"
"""Where the list of what builds have written stands under `docs/`."""

Piece = tuple[str, Callable[[], str]]
"""A stretch of a large file: the name of what it is drawn from, if it has one, and its words."""

Content = str | bytes | Iterable[Piece]
"""What a file is to hold: words, bytes, or the words of a large one piece by piece."""


@dataclass(frozen=True)
class Seal:
    """A finished file: its size in bytes, its SHA-256, and when it was written (nanoseconds).

    Of a large one also its pieces: the key that each was drawn under, if any, and its bytes.
    """

    size: int
    digest: str
    written: int
    pieces: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True)
class Part:
    """Files of the edition that are drawn together.

    `key` is a digest of all that they are drawn from: while it stays, what was drawn stays too.
    Without one they are drawn anew each time. `of` has such a key for each name that pieces of
    large files are drawn from.
    """

    name: str
    key: str
    draw: Callable[[], Mapping[str, Content]]
    of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Emitted:
    """A part as it stands under `docs/`: the key it was drawn under, and its files."""

    key: str
    files: Mapping[str, Seal]


Look = Callable[[Mapping[str, Content]], Iterable[Problem]]
Begin = Callable[[Sequence[Part]], None]


class Emission:
    """Bringing `docs/` up to date: parts are drawn, and then what no part holds any more is removed.

    A part that stands there as it was drawn under the same key, by the `record`, is left alone.
    `look` finds what is wrong with files before they are written. A build that is stopped
    half-way leaves whole files only, and the next one completes it.
    """

    def __init__(self, docs: Path, record: Path, look: Look = lambda files: ()) -> None:
        self._docs, self._record, self._look = docs, record, look
        self._before, self._known = _manifest(docs), _read(record)
        self._now: dict[str, Emitted] = {}
        self.problems: tuple[Problem, ...] = ()

    def draw(self, parts: Sequence[Part], begin: Begin = lambda parts: None) -> None:
        """Draw the parts that do not stand, on all cores, after `begin` was told which."""
        standing = {p.name for p in parts if p.key and _stands(self._docs, p, self._known)}
        drawing = [part for part in parts if part.name not in standing]
        begin(drawing)
        done = spread(partial(_draw, self._docs, self._before, self._known, self._look), drawing)
        self._now |= {name: self._known[name] for name in sorted(standing)}
        self._now |= {p.name: drawn for p, (drawn, _) in zip(drawing, done, strict=True)}
        self.problems += tuple(problem for _, found in done for problem in found)

    @property
    def seals(self) -> dict[str, Seal]:
        """Every file that was drawn or left standing so far."""
        return {path: seal for part in self._now.values() for path, seal in part.files.items()}

    def remove(self, pattern: str = "*") -> None:
        """Remove the files of an earlier build that fit a pattern and belong to no part any more."""
        for path in sorted(self._before - self.seals.keys()):
            if fnmatchcase(path, pattern):
                (self._docs / path).unlink(missing_ok=True)
                _prune((self._docs / path).parent, self._docs)

    def close(self) -> None:
        """Note what stands now; where there are Problems, nothing of an earlier build is removed."""
        paths = {*self.seals, *(self._before if self.problems else ())}
        if not self.problems:
            self.remove()
        write_file(self._docs / MANIFEST, "".join(f"{path}\n" for path in sorted(paths)))
        named = {name: _noted(self._now[name]) for name in sorted(self._now)}
        noted = json.dumps(named).encode()
        write_file(self._record, f"{sha256(noted).hexdigest()}\n".encode() + noted)


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
    return all(stamp(docs / path) == (s.size, s.written) for path, s in known.files.items())


def _draw(
    docs: Path, ours: Container[str], known: Mapping[str, Emitted], look: Look, part: Part
) -> tuple[Emitted, tuple[Problem, ...]]:
    """Draw a part and write its files; they are known to be ours before the first is there."""
    files = part.draw()
    problems = tuple(look(files))
    if new := [path for path in files if path not in ours]:
        docs.mkdir(parents=True, exist_ok=True)
        with (docs / MANIFEST).open("a", encoding="utf-8") as manifest:
            manifest.write("".join(f"{path}\n" for path in new))
    last = known[part.name].files if part.name in known else {}
    seals = {
        path: _written(docs / path, content, part.of, last.get(path))
        for path, content in sorted(files.items())
    }
    return Emitted("" if problems else part.key, seals), problems


def _written(path: Path, content: Content, of: Mapping[str, str], last: Seal | None) -> Seal:
    checksum, noted = sha256(), list[tuple[str, int]]()
    if isinstance(content, str | bytes):
        data = content.encode() if isinstance(content, str) else content
        checksum.update(data)
        write_file(path, data)
    else:
        pieces = _pieces(path, content, of, last)

        def passed() -> Iterator[bytes]:
            """The pieces on their way to the file, each noted."""
            for key, words in pieces:
                noted.append((key, len(words)))
                checksum.update(words)
                yield words

        write_pieces(path, passed())
    found = path.stat()
    return Seal(found.st_size, checksum.hexdigest(), found.st_mtime_ns, noted)


def _pieces(
    path: Path, content: Iterable[Piece], of: Mapping[str, str], last: Seal | None
) -> Iterator[tuple[str, bytes]]:
    """The pieces of a large file with their keys; those that stand in the last one come from it."""
    standing = _standing(path, last)
    with path.open("rb") if standing else nullcontext() as file:
        for name, draw in content:
            key = of.get(name, "")
            if file and key in standing:
                start, length = standing[key]
                file.seek(start)
                yield key, file.read(length)
            else:
                yield key, draw().encode()


def _standing(path: Path, last: Seal | None) -> dict[str, tuple[int, int]]:
    """The place and length in bytes of each piece by its key, in a file that is as it was left."""
    if last is None or stamp(path) != (last.size, last.written):
        return {}
    ends = accumulate(length for _, length in last.pieces)
    found = zip(last.pieces, ends, strict=True)
    return {key: (end - length, length) for (key, length), end in found if key}


def _noted(part: Emitted) -> tuple[str, dict[str, tuple[Any, ...]]]:
    files = part.files.items()
    return part.key, {path: (s.size, s.digest, s.written, s.pieces) for path, s in files}


def _read(record: Path) -> dict[str, Emitted]:
    """The parts as the last build drew them; nothing where that is not known."""
    try:
        seal, _, noted = record.read_bytes().partition(b"\n")
        if seal.decode() != sha256(noted).hexdigest():
            return {}
        return {
            name: Emitted(key, {path: Seal(*seal) for path, seal in files.items()})
            for name, (key, files) in json.loads(noted).items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


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
