"""How a record says which of its fields `edition.json` holds, under which names, and what they are.

A field of the type `Annotated[…, Published("…")]` stands there; any other field is ours alone.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple, get_type_hints


class Published(NamedTuple):
    """What the schema tells readers of a field or an item, and its name there if it is another."""

    description: str
    name: str = ""


class Rule(NamedTuple):
    """What else holds of a value: a keyword of JSON Schema, and what it is set to (a list is a tuple)."""

    keyword: str
    value: Any


NAME = Rule("pattern", "^[a-z0-9]+(-[a-z0-9]+)*$")
PASSAGE_ID = Rule("pattern", "^p[0-9]+[a-z]*$")
COUNT = Rule("minimum", 0)
NOT_EMPTY = Rule("minLength", 1)


class Field(NamedTuple):
    """A published field: the record's attribute that holds it, and its type as declared."""

    attribute: str
    type: Any


@lru_cache(maxsize=256)
def published_fields(record: type) -> Mapping[str, Field]:
    """The published fields of a record, in order, by their names in the data."""
    found = {}
    for attribute, declared in get_type_hints(record, include_extras=True).items():
        for said in getattr(declared, "__metadata__", ()):
            if isinstance(said, Published):
                found[said.name or attribute] = Field(attribute, declared)
    return found
