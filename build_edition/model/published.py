"""How a record declares which fields `edition.json` holds, and how the schema describes them.

A field of the type `Annotated[…, Published("…")]` is published; every other field is internal.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple, get_type_hints


class Published(NamedTuple):
    """Marks a field, or a list's items, as published; `name` is given if it differs in the data."""

    description: str
    name: str = ""


class Rule(NamedTuple):
    """A further constraint on a value: a JSON Schema keyword and its value (a tuple for a list)."""

    keyword: str
    value: Any


NAME = Rule("pattern", "^[a-z0-9]+(-[a-z0-9]+)*$")
PASSAGE_ID = Rule("pattern", "^p[0-9]+[a-z]*$")
COUNT = Rule("minimum", 0)
NOT_EMPTY = Rule("minLength", 1)


class Field(NamedTuple):
    """A published field: the attribute that holds it, and its type as declared."""

    attribute: str
    type: Any


@lru_cache(maxsize=256)
def published_fields(record: type) -> Mapping[str, Field]:
    """Return the published fields of a record by their names in the data, in order."""
    found = {}
    for attribute, declared in get_type_hints(record, include_extras=True).items():
        for said in getattr(declared, "__metadata__", ()):
            if isinstance(said, Published):
                found[said.name or attribute] = Field(attribute, declared)
    return found
