"""Read, decode and parse files by their kind; each fault becomes a Problem at its place."""

import re
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG

from build_edition.model import Place, Problem
from build_edition.sources.parsing.decoding import decoded
from build_edition.sources.parsing.yaml_places import Document, read_yaml

LARGEST = 50_000_000
"""The most bytes that any file may have."""

_LARGEST = {
    "raw.txt": (6_000_000, 0),
    "passages.json": (24_000_000, 0),
    "works.json": (700_000, 20_000),
    "addresses.json": (1_000_000, 100_000),
    ".yml": (400_000, 20_000),
    ".md": (200_000, 0),
    ".html": (200_000, 0),
    ".svg": (200_000, 0),
}
"""The most bytes that a file may have, by its name or ending, and how many more for each text.

That is what can be judged within two seconds, but for the texts themselves: a long novel has three
million, and must come in and go out again whole. Where each of 200,000 lines is a passage, their
records have four times as many.
"""


def largest(root: Path, path: str) -> int:
    """Return the most bytes that a file may have; what all texts share grows with their number."""
    name = path.rpartition("/")[2]
    most, more = _LARGEST.get(name) or _LARGEST.get(Path(name).suffix) or (LARGEST, 0)
    if more and path.count("/") == 1 and (texts := root / "edition/texts").is_dir():
        most += more * sum(1 for _ in texts.iterdir())
    return most


_MERGE = re.compile(r"^(?:<{7}|>{7}|\|{7}) ", re.M)


def read(root: Path, path: str, most: float | None = None) -> tuple[Document, list[Problem]]:
    """Return a file's parsed content, with the Problems that kept it from being read.

    A `.yml` file is parsed; for any other, the document's data is the text.
    """
    text, problems = read_text(root, path, most)
    if problems:
        return Document(path), problems
    if path.endswith(".yml"):
        return read_yaml(text, path), []
    return Document(path, text), []


def read_text(root: Path, path: str, most: float | None = None) -> tuple[str, list[Problem]]:
    """Return a file's text, or an empty string and the Problems that kept it from being read."""
    content, problem = read_bytes(root, path, most)
    if problem:
        return "", [problem]
    text, problems = decoded(content, path)
    problems += _merged(text, path)
    return ("" if problems else text), [*problems]


def read_bytes(root: Path, path: str, most: float | None = None) -> tuple[bytes, Problem | None]:
    """Return a file's bytes, or a Problem if it is missing, unreadable, too large or not plain."""
    try:
        found = (root / path).lstat()
        if not S_ISREG(found.st_mode):
            return b"", not_plain(path, found.st_mode)
        allowed = largest(root, path) if most is None else most
        if found.st_size > allowed:
            message = f"this file has {found.st_size:,} bytes, more than the {allowed:,} allowed"
            return b"", Problem(Place(path), "file-too-large", message, "shorten it, or split it")
        return (root / path).read_bytes(), None
    except FileNotFoundError:
        hint = "create it; CONTRIBUTING.md says what belongs in it"
        return b"", Problem(Place(path), "file-missing", "this file is missing", hint)
    except OSError as error:
        message, hint = f"this file cannot be read: {error.strerror}", "check its permissions"
        return b"", Problem(Place(path), "file-unreadable", message, hint)


def not_plain(path: str, mode: int) -> Problem:
    """Return the Problem for a link, folder, pipe or device in place of a plain file."""
    what = "a link" if S_ISLNK(mode) else "a folder" if S_ISDIR(mode) else "a pipe or a device"
    hint = "put the file or folder itself here; a link may point anywhere"
    return Problem(Place(path), "no-plain-file", f"this is {what}, not a plain file", hint)


def _merged(text: str, path: str) -> tuple[Problem, ...]:
    """Return a Problem if git left conflict markers in a file."""
    mark = _MERGE.search(text)
    if not mark:
        return ()
    place = Place(path, text.count("\n", 0, mark.start()) + 1)
    hint = (
        "keep what is right from both sides and delete the markers; in addresses.json keep one "
        "side whole, and release again what the other added"
    )
    return (Problem(place, "merge-conflict", "git left conflict markers here", hint),)
