"""Reading YAML with the place of every value, and refusing what would surprise an editor.

All scalars are strings until a format says otherwise: plain loading would turn 12:30 into
750, 010 into 8 and `no` into False, and would keep the last of two equal keys.
"""

import json
import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

import yaml

from build_edition.model import Place, Problem

Path = tuple[Hashable, ...]
_ID = re.compile(r'"id"\s*:')
_LARGEST = 1_000_000
_DEEPEST = 100


@dataclass
class Document:
    """A file's data, and where each of its keys and values stands."""

    path: str
    data: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Where a value stands; for one that is not there, the nearest that would hold it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Place(self.path))


def read_yaml(content: str, path: str) -> Document:
    """The data of a YAML file with its places; broken YAML is a Problem of the document."""
    document = Document(path)
    if len(content) > _LARGEST:
        return _refuse(
            document, Place(path), "file-too-large", "this file is larger than any should be"
        )
    try:
        if _is_deep(content):
            return _refuse(
                document,
                Place(path),
                "too-deep",
                "this is nested deeper than any file here should be",
            )
        root = yaml.compose(content, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        return _refuse(document, place, "broken-yaml", f"this is not YAML: {error.problem}")
    except (yaml.YAMLError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        return _refuse(document, Place(path), "broken-yaml", f"this is not YAML: {reason}")
    if root is None:
        return _refuse(document, Place(path), "empty-file", "there is nothing in this file")
    document.data = _build(root, (), document, set())
    return document


def read_json(content: str, path: str) -> Document:
    """The data of a JSON file; of a list of entries each one's place is known, by its id."""
    document = Document(path)
    try:
        document.data = json.loads(content)
    except json.JSONDecodeError as error:
        place = Place(path, error.lineno, error.colno)
        return _refuse(document, place, "broken-json", f"this is not JSON: {error.msg}")
    except RecursionError:
        return _refuse(document, Place(path), "broken-json", "this is nested too deep")
    if isinstance(document.data, list):
        lines = [content.count("\n", 0, m.start()) + 1 for m in _ID.finditer(content)]
        if len(lines) == len(document.data):
            document.values = {(n,): Place(path, line) for n, line in enumerate(lines)}
    return document


def _is_deep(content: str) -> bool:
    """Whether a YAML file is nested so deep that composing it could exhaust the stack.

    Few files hold enough of the signs that open a level to be worth the look at each event.
    """
    if sum(content.count(sign) for sign in ("[", "{", "- ", "-\n", "? ")) < _DEEPEST:
        return False
    depth = 0
    for event in yaml.parse(content, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return True
    return False


def _refuse(document: Document, place: Place, code: str, message: str) -> Document:
    hint = "compare the file with one of its kind that builds"
    document.problems.append(Problem(place, code, message, hint))
    return document


def _build(node: yaml.Node, at: Path, document: Document, above: set[int]) -> Any:
    place = Place(document.path, node.start_mark.line + 1, node.start_mark.column + 1)
    if id(node) in above:
        _refuse(document, place, "alias", "aliases (&, *) are not read here: write the words out")
        return None
    above.add(id(node))
    document.values[at] = place
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*at, n), document, above) for n, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, at, document, above)
    return node.value


def _build_mapping(
    node: yaml.MappingNode, at: Path, document: Document, above: set[int]
) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in node.value:
        place = Place(document.path, key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, yaml.ScalarNode):
            _refuse(document, place, "broken-yaml", "a key must be a plain word")
        elif key.value in mapping:
            hint = "keep one of the two"
            problem = Problem(place, "doubled-key", f"the key `{key.value}` stands twice", hint)
            document.problems.append(problem)
        else:
            document.keys[*at, key.value] = place
            mapping[key.value] = _build(value, (*at, key.value), document, above)
    return mapping
