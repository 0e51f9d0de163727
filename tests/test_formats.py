"""The schemas that text editors read are those against which the program checks files.

After a change of a format: `pytest tests/test_formats.py --refresh-golden`.
"""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from build_edition.sources.formats.schemas import schemas
from tests.support import ROOT


class _Tool(yaml.SafeLoader):
    """Reads YAML 1.2, as text editors do: `on` is a key, and a date is a string."""


_Tool.yaml_implicit_resolvers = {
    sign: [(tag, shape) for tag, shape in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Tool.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


def schema(name: str) -> jsonschema.Draft202012Validator:
    """Return the validator of one kind of file."""
    return jsonschema.Draft202012Validator(
        json.loads((ROOT / f"edition/schemas/{name}.schema.json").read_text(encoding="utf-8"))
    )


def test_the_schemas_are_those_of_the_program(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--refresh-golden"):
        for path, content in schemas().items():
            (ROOT / path).parent.mkdir(exist_ok=True)
            (ROOT / path).write_text(content, encoding="utf-8")
    stored = {p.relative_to(ROOT).as_posix() for p in (ROOT / "edition/schemas").iterdir()}
    assert stored == set(schemas())
    for path, content in schemas().items():
        same = (ROOT / path).read_text(encoding="utf-8") == content
        assert same, f"{path} is not what the formats say: run this test with --refresh-golden"


def test_each_file_fits_its_schema(project: Path) -> None:
    for path in (project / "edition").rglob("*.yml"):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Tool)
        assert not [*schema(path.stem).iter_errors(content)], path


def test_each_file_that_names_a_schema_names_its_own(project: Path) -> None:
    for path in (project / "edition").rglob("*.yml"):
        first, *_ = path.read_text(encoding="utf-8").splitlines()
        if named := re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first):
            found = (path.parent / named[1]).resolve()
            assert found == project / f"edition/schemas/{path.stem}.schema.json"


def test_each_note_fits_its_schema(project: Path) -> None:
    for path in (project / "edition/texts").glob("*/notes/*.md"):
        front = path.read_text(encoding="utf-8").split("---\n")[1]
        assert not [*schema("note").iter_errors(yaml.load(front, Loader=_Tool))], path


def test_a_wrong_key_is_seen() -> None:
    with pytest.raises(jsonschema.ValidationError):
        schema("note").validate({"at": "p1", "on": "x", "sort": "history"})
