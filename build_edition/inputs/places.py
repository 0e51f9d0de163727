"""Reading YAML with the place of every value, and refusing what would surprise an editor.

All scalars are strings until a format says otherwise: plain loading would turn 12:30 into
750, 010 into 8 and `no` into False, and would keep the last of two equal keys.
"""

import json
import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from build_edition.model import Place, Problem

Path = tuple[Hashable, ...]
_ID = re.compile(r'"id"\s*:')
_LARGEST = 1_000_000
_DEEPEST = 100


@dataclass
class Document:
    """A file's data, and what its keys and values are found by: YAML's nodes, or JSON as it stands."""

    path: str
    data: Any = None
    nodes: yaml.Node | None = None
    json: str = ""
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Where a value stands; for one that is not there, the nearest that would hold it."""
        return self._found(path)[1]

    def place_of_key(self, path: Path) -> Place:
        """Where a value's key stands, or the value itself in a list."""
        return self._found(path)[0]

    def _found(self, path: Path) -> tuple[Place, Place]:
        if self.nodes is None:
            place = Place(self.path, self._lines.get(path[:1], 1))
            return place, place
        key = value = self.nodes
        for part in path:
            below = _child(value, part)
            if below is None:
                key = value
                break
            key, value = below
        return _place(self.path, key), _place(self.path, value)

    @cached_property
    def _lines(self) -> dict[Path, int]:
        """Of a JSON file that is a list the line of each entry, by its id."""
        if not isinstance(self.data, list):
            return {}
        lines, line, behind = [], 1, 0
        for match in _ID.finditer(self.json):
            line += self.json.count("\n", behind, match.start())
            behind = match.start()
            lines.append(line)
        known = len(lines) == len(self.data)
        return {(n,): line for n, line in enumerate(lines)} if known else {}


class _Loader(yaml.CBaseLoader):
    """Composes a file's nodes, and asks for no node's type: every scalar is a string here."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """No type."""
        return ""

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Nothing to prepare."""

    def ascend_resolver(self) -> None:
        """Nothing to put away."""


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
        root = yaml.compose(content, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        return _refuse(document, place, "broken-yaml", f"this is not YAML: {error.problem}")
    except (yaml.YAMLError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        return _refuse(document, Place(path), "broken-yaml", f"this is not YAML: {reason}")
    if root is None:
        return _refuse(document, Place(path), "empty-file", "there is nothing in this file")
    document.nodes = root
    document.data = _build(root, document, set())
    return document


def read_json(content: str, path: str) -> Document:
    """The data of a JSON file; of a list of entries each one's place is known, by its id."""
    document = Document(path, json=content)
    try:
        document.data = json.loads(content)
    except json.JSONDecodeError as error:
        place = Place(path, error.lineno, error.colno)
        return _refuse(document, place, "broken-json", f"this is not JSON: {error.msg}")
    except RecursionError:
        return _refuse(document, Place(path), "broken-json", "this is nested too deep")
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


def _place(path: str, node: yaml.Node) -> Place:
    return Place(path, node.start_mark.line + 1, node.start_mark.column + 1)


def _child(node: yaml.Node, part: Hashable) -> tuple[yaml.Node, yaml.Node] | None:
    """The key and the value of that name in a mapping; in a list the entry of that number, twice."""
    if isinstance(node, yaml.MappingNode):
        return next((pair for pair in node.value if pair[0].value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def _build(node: yaml.Node, document: Document, above: set[int]) -> Any:
    if id(node) in above:
        place = _place(document.path, node)
        _refuse(document, place, "alias", "aliases (&, *) are not read here: write the words out")
        return None
    above.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, document, above) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, document, above)
    return node.value


def _build_mapping(node: yaml.MappingNode, document: Document, above: set[int]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            place = _place(document.path, key)
            _refuse(document, place, "broken-yaml", "a key must be a plain word")
        elif key.value in mapping:
            hint, place = "keep one of the two", _place(document.path, key)
            problem = Problem(place, "doubled-key", f"the key `{key.value}` stands twice", hint)
            document.problems.append(problem)
        else:
            mapping[key.value] = _build(value, document, above)
    return mapping
