"""Files as documents: read once, decoded, parsed by their kind; each fault a Problem at its place."""

import re
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG

from build_edition.model import Place, Problem
from build_edition.sources.parsing.yaml_places import Document, read_yaml

LARGEST = 50_000_000
"""How many bytes a file may have: a long novel has three million."""


_MERGE = re.compile(r"^(?:<{7}|>{7}|\|{7}) ", re.M)


def read(root: Path, path: str) -> tuple[Document, list[Problem]]:
    """A file's content, parsed by its kind; a file that cannot be read is a Problem."""
    content, problem = read_bytes(root, path)
    if problem:
        return Document(path), [problem]
    text, problems = decoded(content, path)
    problems += _merged(text, path)
    if problems:
        return Document(path), [*problems]
    if path.endswith(".yml"):
        return read_yaml(text, path), []
    return Document(path, text), []


def read_bytes(root: Path, path: str) -> tuple[bytes, Problem | None]:
    """A file's bytes; a file that is none, is not there or is larger than any should be is a Problem."""
    try:
        found = (root / path).lstat()
        if not S_ISREG(found.st_mode):
            return b"", not_plain(path, found.st_mode)
        if found.st_size > LARGEST:
            message = f"this file has {found.st_size:,} bytes, more than any file here should"
            return b"", Problem(Place(path), "file-too-large", message, "divide it")
        return (root / path).read_bytes(), None
    except OSError as error:
        hint = "write it; the guide for contributors says what belongs in it"
        why = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror
        return b"", Problem(Place(path), "file-missing", f"{why}", hint)


def not_plain(path: str, mode: int) -> Problem:
    """The Problem of what stands where a plain file belongs, by its mode."""
    what = "a link" if S_ISLNK(mode) else "a folder" if S_ISDIR(mode) else "a pipe or a device"
    hint = "put the file or folder itself there; what a link points at may lie anywhere"
    return Problem(Place(path), "no-plain-file", f"this is {what}, where a file belongs", hint)


def decoded(content: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """A text from its bytes, or the Problem at the byte that is not UTF-8."""
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"byte {content[error.start]:#04x} is not UTF-8"
        hint = "save it as UTF-8; a raw text is kept as received, so convert a copy of it"
        return "", (Problem(place, "not-utf8", message, hint),)


def _merged(text: str, path: str) -> tuple[Problem, ...]:
    """The Problem of marks that git leaves in a file where two people changed the same words."""
    mark = _MERGE.search(text)
    if not mark:
        return ()
    place = Place(path, text.count("\n", 0, mark.start()) + 1)
    hint = (
        "keep what is right of the two sides, and take the marks out; of addresses.json keep one "
        "side whole, and release again what the other brought"
    )
    return (Problem(place, "merge-conflict", "a merge left its marks here", hint),)
