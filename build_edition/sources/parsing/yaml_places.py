"""Reading YAML with the place of every value, and refusing what would surprise an editor.

All scalars are strings until a format says otherwise: plain loading would turn 12:30 into
750, 010 into 8 and `no` into False, and would keep the last of two equal keys.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from build_edition.model import Place, Problem
from build_edition.sources.parsing.broken_yaml import broken

Path = tuple[Hashable, ...]
_LARGEST = 1_000_000
_DEEPEST = 100
COMPARE = "compare the file with one of its kind that builds"
"""What to do where nothing better can be said of a file."""
_OPENINGS = ("[", "{", "- ", "-\n", "? ")


@dataclass
class Document:
    """A file's data, and what its keys and values are found by: YAML's nodes, or JSON once read.

    `late` gives the places of a JSON list's entries, and of their keys, to who asks.
    """

    path: str
    data: Any = None
    nodes: yaml.Node | None = None
    late: Callable[[], dict[Path, Place]] = dict
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Where a value stands; for one that is not there, the nearest that would hold it."""
        return self._found(path)[1]

    def place_of_key(self, path: Path) -> Place:
        """Where a value's key stands, or the value itself in a list."""
        return self._found(path)[0]

    def _found(self, path: Path) -> tuple[Place, Place]:
        if self.nodes is None:
            while path and path not in self._places:
                path = path[:-1]
            place = self._places.get(path, Place(self.path))
            return place, place
        key = value = self.nodes
        for part in path:
            below = _child(value, part)
            if below is None:
                key = value
                break
            key, value = below
        return _place(key, self.path), _place(value, self.path)

    @cached_property
    def _places(self) -> dict[Path, Place]:
        return self.late()


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
    try:
        problem = _unwanted(content, path)
        root = None if problem else yaml.compose(content, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        root, problem = None, broken(content, path, error)
    except (yaml.YAMLError, RecursionError) as error:
        root, reason = None, str(error).splitlines()[0]
        problem = Problem(Place(path), "broken-yaml", f"this is not YAML: {reason}", COMPARE)
    if root is None:
        nothing = Problem(Place(path), "empty-file", "there is nothing in this file", COMPARE)
        document.problems.append(problem or nothing)
        return document
    document.nodes = root
    document.data = _build(root, document)
    return document


def _unwanted(content: str, path: str) -> Problem | None:
    """What YAML can do and no file here may: grow without bound, repeat itself, or make objects.

    Few files hold the signs of it, or are worth the look at each event.
    """
    if len(content) > _LARGEST:
        message = "this file is larger than any should be"
        return Problem(Place(path), "file-too-large", message, COMPARE)
    deep = sum(content.count(sign) for sign in _OPENINGS) >= _DEEPEST
    if not deep and not any(sign in content for sign in "&*!"):
        return None
    depth = 0
    for event in yaml.parse(content, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            message = "this is nested deeper than any file here should be"
            return Problem(Place(path), "too-deep", message, COMPARE)
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            message = "words that begin with & or * are aliases, which are not read here"
            hint = "write the words out, in quotation marks"
            return Problem(_place(event, path), "alias", message, hint)
        if getattr(event, "tag", None):
            message = "words that begin with ! are tags, which are not read here"
            hint = "take the tag away, or put the words in quotation marks"
            return Problem(_place(event, path), "tag", message, hint)
    return None


def _place(here: Any, path: str) -> Place:
    """Where a node or an event of YAML begins."""
    return Place(path, here.start_mark.line + 1, here.start_mark.column + 1)


def _child(node: yaml.Node, part: Hashable) -> tuple[yaml.Node, yaml.Node] | None:
    """The key and the value of that name in a mapping; in a list the entry of that number, twice."""
    if isinstance(node, yaml.MappingNode):
        return next((pair for pair in node.value if pair[0].value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def _build(node: yaml.Node, document: Document) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, document) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, document)
    return node.value


def _build_mapping(node: yaml.MappingNode, document: Document) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            message = "a key must be a plain word"
            problem = Problem(_place(key, document.path), "broken-yaml", message, COMPARE)
            document.problems.append(problem)
        elif key.value in mapping:
            hint, place = "keep one of the two", _place(key, document.path)
            problem = Problem(place, "doubled-key", f"the key `{key.value}` stands twice", hint)
            document.problems.append(problem)
        else:
            mapping[key.value] = _build(value, document)
    return mapping
