"""Read a file that is a list of entries, and the works that an entry cites."""

import os
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from build_edition.model import Citation, Problem, Seen
from build_edition.sources.formats.plain_words import parts_of
from build_edition.sources.formats.validation import validated_entries
from build_edition.sources.parsing.files import read
from build_edition.sources.parsing.json_places import read_json
from build_edition.sources.parsing.yaml_places import Document


class _Entry(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Entry)


def entries(root: Path, path: str, form: type[T]) -> tuple[dict[int, T], Document, list[Problem]]:
    """Return a list file's valid entries by index, its document, and its Problems.

    A missing or empty file has no entries, and no Problem.
    """
    if not os.path.lexists(root / path):
        return {}, Document(path), []
    document, problems = read(root, path)
    if path.endswith(".json") and not problems:
        document = read_json(document.data, path)
    if any(problem.code == "empty-file" for problem in document.problems):
        return {}, document, []
    found = validated_entries(document, form)
    seen: set[str] = set()
    for n, entry in found.items():
        if entry.id in seen:
            place = document.place((n, "id"))
            message = f"the id {entry.id} appears twice in this file"
            problems.append(Problem(place, "doubled-id", message, "give each entry its own id"))
        seen.add(entry.id)
    for n, entry in found.items():
        for m, former in enumerate(getattr(entry, "formerly", ())):
            if former in seen:
                place = document.place((n, "formerly", m))
                message = f"{former} is already the id, or a former id, of an entry in this file"
                hint = "a former id leads to one entry, and is given to nothing else"
                problems.append(Problem(place, "doubled-id", message, hint))
            seen.add(former)
    return found, document, problems + document.problems


def citations(
    sources: tuple[str, ...], document: Document, at: tuple[Any, ...]
) -> tuple[Citation, ...]:
    """Return the works that an entry cites, each with its place in the file.

    They are as `parts_of` reads them; `at` is the path of the list in the document.
    """
    cited = []
    for n, source in enumerate(sources):
        key, locator, seen = parts_of(source)
        state = cast(Seen | None, seen or None)  # the format accepts no other word
        cited.append(Citation(key, locator, document.place((*at, n)), state))
    return tuple(cited)
