"""Distinguish the files under `docs/` that belong to the build from those that belong to people.

Only what a build has written is ever removed, so a file that a person put into an emitted folder is
a Problem, not a loss.
"""

import re
from collections.abc import Container, Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from build_edition.model import Place, Problem
from build_edition.output.cache import FOLDER
from build_edition.output.files import EMITTED_FOLDERS, drafts, remove, write_file

DOCS = "docs/"
MANIFEST = f"{DOCS}.emitted"
"""The file that lists what builds have written, from the project's root."""

_EMITTED = re.compile(rf"({'|'.join(EMITTED_FOLDERS)})/.+|index\.md|(?!/).+/index\.html")
"""Matches what a build can write under `docs/`; outside its folders that is stubs of old pages."""


class Manifest:
    """The list of files under `docs/` that builds have written, as paths from the project's root.

    A build that is stopped half-way leaves whole files only, and the next one completes it.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self.files = frozenset(_listed(root / MANIFEST))

    def claim(self, paths: Iterable[str]) -> None:
        """Add files to the list before they are written."""
        new = [path for path in paths if path.startswith(DOCS) and path not in self.files]
        if new:
            (self._root / DOCS).mkdir(parents=True, exist_ok=True)
            with (self._root / MANIFEST).open("a", encoding="utf-8") as manifest:
                manifest.write("".join(f"{path.removeprefix(DOCS)}\n" for path in new))

    def remove_all_but(self, kept: Container[str], pattern: str = "*") -> None:
        """Remove an earlier build's files that match a pattern and are not to be kept."""
        for path in sorted(self.files):
            if path not in kept and fnmatchcase(path, f"{DOCS}{pattern}"):
                remove(self._root / path, self._root / DOCS)

    def write(self, paths: Iterable[str]) -> None:
        """Rewrite the list, so that it names these files and no others."""
        listed = sorted(path.removeprefix(DOCS) for path in paths if path.startswith(DOCS))
        write_file(self._root / MANIFEST, "".join(f"{path}\n" for path in listed))


def remove_drafts(root: Path) -> None:
    """Remove what a killed build left half-written beside its files; another must not be running.

    Under `docs/` that is beside files that builds write, so that nobody's own file is removed.
    """
    for draft, _ in drafts(root / FOLDER):
        draft.unlink()
    emitted = {*Manifest(root).files, MANIFEST}
    for draft, of in drafts(root / DOCS):
        if of.relative_to(root).as_posix() in emitted:
            draft.unlink()


def unmanaged_files(root: Path) -> tuple[Problem, ...]:
    """Return a Problem for each file in an emitted folder that no build has written."""
    hint = f"move it out of {', '.join(f'docs/{name}/' for name in EMITTED_FOLDERS)}"
    message = "this file is in a folder that the build fills, and no build has written it"
    managed = Manifest(root).files
    return tuple(
        Problem(Place(path), "stranger", message, hint)
        for path in sorted(_present(root))
        if path not in managed
    )


def _listed(manifest: Path) -> Iterator[str]:
    """Yield the files that a manifest lists and that a build can have written.

    Whatever else a list made by others names is not ours to remove.
    """
    lines = manifest.read_text(encoding="utf-8").splitlines() if manifest.is_file() else []
    for line in lines:
        if ".." not in line and _EMITTED.fullmatch(line):
            yield f"{DOCS}{line}"


def _present(root: Path) -> Iterator[str]:
    for folder in EMITTED_FOLDERS:
        for path in (root / DOCS / folder).rglob("*"):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(root).as_posix()
