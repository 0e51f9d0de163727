"""Read and write `released/<version>.json` in a text's folder: what the text showed in a release.

Only `release` writes these files, one place per line. Each holds only what was new in its release or
had changed since the one before, so that they grow with what changes. That the words are those of
the release is seen by its fingerprints, in the register of releases (`addresses/kept_words.py`).
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from build_edition.model import (
    Place,
    Problem,
    ReleasedWords,
    Shown,
    ShownEmendation,
    ShownNote,
    ShownPassage,
)
from build_edition.model.versions import read_version
from build_edition.sources.parsing.files import read
from build_edition.sources.parsing.json_places import read_json

FOLDER = "released"

_RESTORE = (
    "only the command `release` may write this file: restore it; in place of words that had to be"
    " removed write null"
)

_FORMS: tuple[tuple[str, TypeAdapter[Shown]], ...] = (
    ("note-", TypeAdapter(ShownNote)),
    ("em-", TypeAdapter(ShownEmendation)),
    ("", TypeAdapter(ShownPassage)),
)
"""What a place is by how its id begins, and the form of what is kept of it."""


def load_released_words(root: Path, folder: str) -> tuple[tuple[ReleasedWords, ...], list[Problem]]:
    """Return what a text showed in its releases, oldest first, and the Problems of its files."""
    within = root / folder / FOLDER
    names = (
        (path.name for path in within.iterdir())
        if within.is_dir() and not within.is_symlink()
        else ()
    )
    found: list[ReleasedWords] = []
    problems: list[Problem] = []
    for name in sorted(name for name in names if not name.startswith(".")):
        words, faults = _load(root, f"{folder}/{FOLDER}/{name}")
        found += [words] if words else []
        problems += faults
    return tuple(sorted(found, key=lambda words: read_version(words.version))), problems


def released_words_of(shown: Mapping[str, Shown | None]) -> str:
    """Return the content of a file of what a release showed; fields that are empty are left out."""
    lines = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(_fields(each), ensure_ascii=False)}"
        for name, each in shown.items()
    )
    return f"{{\n{lines}\n}}\n"


def _load(root: Path, path: str) -> tuple[ReleasedWords | None, list[Problem]]:
    document, problems = read(root, path)
    if problems:
        return None, problems
    content = document.data.replace("\r\n", "\n")
    document = read_json(content, path)
    if document.problems:
        return None, document.problems
    version = path.rpartition("/")[2].removesuffix(".json")
    try:
        read_version(version)
        shown = {name: _shown(name, data) for name, data in dict(document.data).items()}
    except (ValidationError, ValueError, TypeError):
        return None, [_broken(path, "this is not what a text showed in a release")]
    if released_words_of(shown) != content:
        return None, [_broken(path, "this file was changed by hand")]
    return ReleasedWords(version, tuple(shown.items()), Place(path)), []


def _broken(path: str, message: str) -> Problem:
    return Problem(Place(path), "broken-released-words", message, _RESTORE)


def _shown(name: str, data: Any) -> Shown | None:
    if data is None:
        return None
    found = (form for prefix, form in _FORMS if name.startswith(prefix))
    return next(found).validate_python(data)


def _fields(shown: Shown | None) -> dict[str, Any] | None:
    """Return the fields of what a place shows, without those that say nothing."""
    if shown is None:
        return None
    return {name: value for name, value in asdict(shown).items() if value not in ("", (), False)}
