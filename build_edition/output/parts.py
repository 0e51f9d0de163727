"""The parts of a build: each is drawn again only if what it is made from has changed.

Nothing is reused anywhere else. A part is up to date if it was made from what the record says, and
each of its files is as written. The record can be deleted at any time.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from build_edition.model import Problem
from build_edition.output.cache import FOLDER, seal
from build_edition.output.emission import Manifest
from build_edition.output.files import Content, make_room, remove, stamp, write_content, write_file
from build_edition.output.processes import Processes, Spread, one_by_one

RECORD = f"{FOLDER}/parts"
"""The record of what the last build drew, from the project's root."""


@dataclass(frozen=True)
class Part:
    """A set of files that are drawn together, by their paths from the project's root.

    An empty `made_from` means that this is not known: they are drawn each time.
    """

    name: str
    made_from: str
    draw: Callable[[], Mapping[str, Content]]


class Seal(NamedTuple):
    """A finished file: its size in bytes, its SHA-256, and when it was written, in nanoseconds."""

    size: int
    digest: str
    written: int


class Drawn(NamedTuple):
    """A part as it was drawn: the digest of what it was made from, and its files."""

    made_from: str
    files: Mapping[str, Seal]


Look = Callable[[Mapping[str, Content]], Iterable[Problem]]


class Parts:
    """All parts of a project, as the last build drew them and as this build draws them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._before = _read(root)
        self._now: dict[str, Drawn] = {}
        self.manifest = Manifest(root)
        self.processes = Processes()
        self.problems: list[Problem] = []

    def stands(self, name: str, made_from: str) -> bool:
        """Return whether a part is up to date: made from the same, each of its files as written."""
        drawn = self._drawn(name)
        if not made_from or drawn is None or drawn.made_from != made_from:
            return False
        files = drawn.files.items()
        return all(stamp(self._root / path) == (s.size, s.written) for path, s in files)

    def draw(
        self, parts: Sequence[Part], look: Look | None = None, spread: Spread = one_by_one
    ) -> None:
        """Draw the parts that are out of date, and record them all."""
        stale = [part for part in parts if not self.stands(part.name, part.made_from)]
        left = {part.name for part in parts} - {part.name for part in stale}
        self._now |= {name: drawn for name in sorted(left) if (drawn := self._drawn(name))}
        done = spread(partial(_draw, self._root, self.manifest, look), stale)
        for part, (drawn, problems) in zip(stale, done, strict=True):
            self._now[part.name] = drawn
            self.problems.extend(problems)

    def content(self, name: str, path: str) -> bytes:
        """Return the content of a part's file, or empty bytes if it is not as it was written."""
        drawn = self._drawn(name)
        try:
            content = (self._root / path).read_bytes()
        except OSError:
            return b""
        return content if drawn and sha256(content).hexdigest() == drawn.files[path].digest else b""

    @property
    def seals(self) -> dict[str, Seal]:
        """Every file that was drawn or found up to date so far, with its seal."""
        return {path: seal for part in [*self._now.values()] for path, seal in part.files.items()}

    def keep(self) -> None:
        """Save the record of all parts; those that this build did not ask for stay as they were."""
        self._record(self._before | self._now)

    def close(self) -> None:
        """Save the record of this build's parts, and remove the kept files of all other parts."""
        self._record(self._now)

    def _drawn(self, name: str) -> Drawn | None:
        return self._now.get(name) or self._before.get(name)

    def _record(self, parts: Mapping[str, Drawn]) -> None:
        after = {path for part in parts.values() for path in part.files}
        before = {path for part in self._before.values() for path in part.files}
        for path in sorted(before - after):
            if path.startswith(f"{FOLDER}/"):
                remove(self._root / path, self._root / FOLDER)
        content = json.dumps(parts, sort_keys=True).encode()
        write_file(self._root / RECORD, seal(self._root, content, make=True) + b"\n" + content)


def _draw(
    root: Path, manifest: Manifest, look: Look | None, part: Part
) -> tuple[Drawn, tuple[Problem, ...]]:
    """Claim and write a part's files; with Problems, it is drawn next time to report them again."""
    files = part.draw()
    problems = tuple(look(files)) if look else ()
    manifest.claim(files)
    for path in files:
        make_room(root / path, root / FOLDER)
    seals = {path: _sealed(root / path, content) for path, content in sorted(files.items())}
    return Drawn("" if problems else part.made_from, seals), problems


def _sealed(path: Path, content: Content) -> Seal:
    checksum = write_content(path, content)
    found = path.stat()
    return Seal(found.st_size, checksum, found.st_mtime_ns)


def _read(root: Path) -> dict[str, Drawn]:
    """Return the parts as the last build drew them, or none if that is not known, or not from here."""
    try:
        sealed, _, content = (root / RECORD).read_bytes().partition(b"\n")
        if not sealed or sealed != seal(root, content):
            return {}
        return {
            name: Drawn(made_from, {path: Seal(*seal) for path, seal in files.items()})
            for name, (made_from, files) in json.loads(content).items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
