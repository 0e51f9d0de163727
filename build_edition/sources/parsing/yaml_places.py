"""Parse YAML, keeping the place of every value, and refuse what would surprise an editor.

All scalars are strings until a format says otherwise: plain loading would turn 12:30 into
750, 010 into 8 and `no` into False, and would keep the last of two equal keys.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from build_edition.model import Place, Problem
from build_edition.sources.parsing.broken_yaml import COMPARE, broken

Path = tuple[Hashable, ...]
_LARGEST = 1_000_000
_DEEPEST = 100
_OPENINGS = ("[", "{", "- ", "-\n", "? ")


@dataclass
class Document:
    """A parsed file: its data, its Problems, and where each key and value is in it.

    Places come from the YAML nodes, or for JSON from `late`, which is called when the first place
    is asked for. A block begins where its words do: `content` is the file they are in.
    """

    path: str
    data: Any = None
    nodes: yaml.Node | None = None
    content: str = ""
    late: Callable[[], dict[Path, Place]] = dict
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Return where a value is; for a missing one, where the innermost value around it is."""
        return self._found(path)[1]

    def place_of_key(self, path: Path) -> Place:
        """Return where a value's key is; for an entry of a list, where the entry is."""
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
        return _place(key, self.path), self._place_of_words(value)

    def _place_of_words(self, value: yaml.Node) -> Place:
        """Return where a value is; for a block, which `|` or `>` begins, where its words are."""
        place = _place(value, self.path)
        if not (isinstance(value, yaml.ScalarNode) and value.style in ("|", ">")):
            return place
        below = self.content.split("\n")[place.line : value.end_mark.line + 1]
        indents = (
            (n, len(line) - len(line.lstrip())) for n, line in enumerate(below, 1) if line.strip()
        )
        down, indent = next(indents, (1, 0))
        return Place(self.path, place.line + down, indent + 1)

    @cached_property
    def _places(self) -> dict[Path, Place]:
        return self.late()


class _Loader(yaml.CBaseLoader):
    """A loader that composes a file's nodes without their types: every scalar is a string."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """Return an empty tag: types are not worked out."""
        return ""

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Do nothing: types are not worked out."""

    def ascend_resolver(self) -> None:
        """Do nothing: types are not worked out."""


def read_yaml(content: str, path: str) -> Document:
    """Return the data of a YAML file as a document; broken YAML is a Problem of the document."""
    document = Document(path)
    try:
        problem = _unwanted(content, path)
        root = None if problem else yaml.compose(content, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        root, problem = None, broken(content, path, error)
    except (yaml.YAMLError, RecursionError) as error:
        root, reason = None, str(error).splitlines()[0]
        problem = Problem(Place(path), "broken-yaml", f"this is not valid YAML: {reason}", COMPARE)
    if root is None:
        nothing = Problem(Place(path), "empty-file", "this file has no content", COMPARE)
        document.problems.append(problem or nothing)
        return document
    document.nodes, document.content = root, content
    document.data = _build(root, document)
    return document


def _unwanted(content: str, path: str) -> Problem | None:
    """Return a Problem if a file uses what YAML allows and this edition does not.

    That is: unlimited size or nesting, anchors and aliases, tags. The file is parsed for that only
    if its characters make one of these possible, as in few files.
    """
    if len(content) > _LARGEST:
        message = f"this file has {len(content):,} characters, more than the {_LARGEST:,} allowed"
        return Problem(Place(path), "file-too-large", message, "shorten it, or split it")
    deep = sum(content.count(opening) for opening in _OPENINGS) >= _DEEPEST
    if not deep and not any(character in content for character in "&*!"):
        return None
    depth = 0
    for event in yaml.parse(content, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            message = f"this file is nested more than {_DEEPEST} levels deep"
            return Problem(Place(path), "too-deep", message, COMPARE)
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            message = (
                "text that begins with & or * is a YAML anchor or alias, which is not allowed here"
            )
            hint = "put the text in quotation marks"
            return Problem(_place(event, path), "alias", message, hint)
        if getattr(event, "tag", None):
            message = "text that begins with ! is a YAML tag, which is not allowed here"
            hint = "remove the tag, or put the text in quotation marks"
            return Problem(_place(event, path), "tag", message, hint)
    return None


def _place(here: Any, path: str) -> Place:
    """Return where a node or an event of YAML begins."""
    return Place(path, here.start_mark.line + 1, here.start_mark.column + 1)


def _child(node: yaml.Node, part: Hashable) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the key and value nodes at a key; for an index of a list, the entry's node twice."""
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
            problem = Problem(place, "doubled-key", f"the key `{key.value}` appears twice", hint)
            document.problems.append(problem)
        else:
            mapping[key.value] = _build(value, document)
    return mapping
