"""The JSON Schema of `/data/edition.json`, generated from the declared records."""

from inspect import getdoc
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from build_edition.model.published import Published, published_fields
from build_edition.render.exports.records import PublishedEdition

_NAMES = {str: "string", int: "integer", float: "number", bool: "boolean"}

Schema = dict[str, Any]


def edition_schema() -> Schema:
    """Return the schema that is published beside the data."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "edition.schema.json",
        "title": "The edition as data",
    }
    return head | schema_of(PublishedEdition)


def schema_of(declared: Any) -> Schema:
    """Return the schema of a type as declared, with its description and constraints."""
    said: Schema = {}
    if get_origin(declared) is Annotated:
        for word in declared.__metadata__:
            key, value = ("description", word[0]) if isinstance(word, Published) else word
            said[key] = [*value] if isinstance(value, tuple) else value
        declared = declared.__origin__
    return _schema(declared, said)


def _schema(kind: Any, said: Schema) -> Schema:
    origin, parts = get_origin(kind), get_args(kind)
    if kind in _NAMES:
        return {"type": _NAMES[kind], **said}
    if origin is Literal:
        return {**({"enum": [*parts]} if len(parts) > 1 else {"const": parts[0]}), **said}
    if origin in (Union, UnionType):
        (other,) = (part for part in parts if part is not NoneType)
        return _or_null(_schema(other, said))
    if origin in (list, tuple):
        return {"type": "array", **said, "items": schema_of(parts[0])}
    if origin is dict:
        # a strict validator takes as required only what is declared
        known = {
            name: {"type": "string", "description": f"Its `{name}`, as CSL has it."}
            for name in said.get("required", ())
        }
        return {"type": "object", **said, **({"properties": known} if known else {})}
    return _pair(kind, said) if issubclass(kind, tuple) else _record(kind, said)


def _or_null(schema: Schema) -> Schema:
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    return schema | {"type": [schema["type"], "null"]}


def _pair(kind: type, said: Schema) -> Schema:
    """Return the schema of a named tuple: an array with a schema for each item."""
    items = [schema_of(item) for item in get_type_hints(kind, include_extras=True).values()]
    count = len(items)
    return {"type": "array", "prefixItems": items, "minItems": count, "maxItems": count, **said}


def _record(kind: type, said: Schema) -> Schema:
    """Return the schema of a record: an object with exactly its published fields.

    The first line of its docstring is the description.
    """
    fields = published_fields(kind)
    return {
        "type": "object",
        "description": (getdoc(kind) or "").partition("\n")[0],
        **said,
        "additionalProperties": False,
        "required": [*fields],
        "properties": {name: schema_of(field.type) for name, field in fields.items()},
    }
