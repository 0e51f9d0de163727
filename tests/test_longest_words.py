"""What editors write is at most as long as its schema says, in every field of every file."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from build_edition.model import Problem
from build_edition.sources.formats.schemas import schemas
from build_edition.sources.load import load_sources
from tests.test_golden import GOLDEN
from tests.test_hostile_values import Way, changed, leaves, read, write

SCHEMAS = {Path(path).name.partition(".")[0]: json.loads(text) for path, text in schemas().items()}


def schema_of(path: Path) -> Any:
    """Return the schema of an editors' file."""
    return SCHEMAS["note" if path.suffix == ".md" else path.stem]


def longest(schema: Any, whole: Any, way: Way) -> Iterator[int]:
    """Yield the most characters of the words to which keys and indices lead, by a schema."""
    if "$ref" in schema:
        yield from longest(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, way)
        return
    for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from longest(one, whole, way)
    if not way:
        yield from [schema["maxLength"]] if "maxLength" in schema else []
        return
    key, *rest = way
    inner = schema.get("items") if isinstance(key, int) else schema.get("properties", {}).get(key)
    inner = schema.get("additionalProperties") if inner is None else inner
    if isinstance(inner, dict):
        yield from longest(inner, whole, tuple(rest))


def limited() -> Iterator[tuple[str, Way, int]]:
    """Yield each field of the golden edition that has a limit: file, way to it, characters."""
    edition, seen = GOLDEN / "edition", set()
    for path in sorted(edition.rglob("*")):
        if path.suffix not in {".yml", ".md"} or not path.is_file():
            continue
        whole = schema_of(path)
        for way, _ in leaves(read(path)):
            found = [*longest(whole, whole, way)]
            field = (id(whole), *(key for key in way if isinstance(key, str)))
            if found and field not in seen:
                seen.add(field)
                yield str(path.relative_to(edition)), way, max(found)


FIELDS = [*limited()]


def told(root: Path, name: str, way: Way, words: str) -> list[Problem]:
    """Return what is said of the length of anything when a field of an edition has these words."""
    shutil.copytree(GOLDEN / "edition", root / "edition")
    path = root / "edition" / name
    write(path, changed(read(path), way, lambda _: words))
    _, problems = load_sources(root)
    return [problem for problem in problems if "characters" in problem.message]


@pytest.mark.parametrize(("name", "way", "most"), FIELDS)
def test_words_that_are_too_long_are_refused_at_their_place(
    name: str, way: Way, most: int, tmp_path: Path
) -> None:
    assert not told(tmp_path / "longest", name, way, "x" * most)
    (problem,) = told(tmp_path / "longer", name, way, "x" * (most + 1))
    assert problem.place.path == f"edition/{name}"
    assert f"more than {most:,}" in problem.message
    assert problem.severity == "error"


def test_nearly_every_limit_of_the_schemas_is_tried() -> None:
    assert len(FIELDS) > 40
