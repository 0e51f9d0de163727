"""Check a file against its format; each error becomes a Problem at its line and column."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from build_edition.model import MOST, Problem, few
from build_edition.sources.formats.messages import said
from build_edition.sources.parsing.yaml_places import Document, Path

T = TypeVar("T")


def validated(document: Document, form: type[T] | TypeAdapter[T]) -> T | None:
    """Return a document's data in its format, or None after adding each error to its Problems."""
    if document.problems or document.data is None:
        return None
    return _held(document, _adapter(form), document.data, ())  # type: ignore[arg-type]


def validated_entries(document: Document, form: type[T]) -> dict[int, T]:
    """Return the valid entries of a document that is a list, by index; errors join its Problems."""
    if document.problems or document.data is None:
        return {}
    if not isinstance(document.data, list):
        hint = "begin each entry with `- id: …`"
        if document.path.endswith(".json"):
            hint = "put all entries in one pair of square brackets"
        document.problems.append(
            Problem(document.place(()), "no-list", "this file must be a list", hint)
        )
        return {}
    adapter: TypeAdapter[T] = _adapter(form)  # type: ignore[arg-type]
    held: dict[int, T] = {}
    for n, data in enumerate(document.data):
        entry = _held(document, adapter, data, (n,))
        if entry is not None:
            held[n] = entry
        elif len(document.problems) > MOST:
            break
    return held


@lru_cache
def _adapter(form: type[T] | TypeAdapter[T]) -> TypeAdapter[T]:
    """Return a format's validator; cached, since making one takes longer than using it."""
    return form if isinstance(form, TypeAdapter) else TypeAdapter(form)


def _held(document: Document, adapter: TypeAdapter[T], data: Any, at: Path) -> T | None:
    try:
        return adapter.validate_python(data)
    except ValidationError as errors:
        found = [*chain.from_iterable(map(_one_by_one, errors.errors(include_url=False)))]
        document.problems += few(_faults(document, adapter, found, at))
        return None


def _faults(
    document: Document, adapter: TypeAdapter[T], found: Sequence[dict[str, Any]], at: Path
) -> Iterator[Problem]:
    unknown = {str(e["loc"][-1]).lower() for e in found if e["type"] == "extra_forbidden"}
    faulty = {error["loc"][: len(error["loc"]) - 1] for error in found}
    for error in found:
        # A list whose only entries are invalid is also reported as too short: drop that.
        if error["type"] == "too_short" and error["loc"] in faulty:
            continue
        # A key that is misspelt is also reported as missing: drop that.
        if error["type"] == "missing" and get_close_matches(str(error["loc"][-1]), unknown, n=1):
            continue
        # `Prose | Literal[""]` reports twice: drop the report of the empty branch.
        if error["type"] == "literal_error" and error["ctx"]["expected"] == "''":
            continue
        place = (*at, *(part for part in error["loc"] if not _is_branch(part)))
        yield _fault(document, adapter, place, error)


def _one_by_one(error: ErrorDetails) -> Iterator[dict[str, Any]]:
    """Yield an error, or each of those that it stands for."""
    if error["type"] != "at_keys":
        yield {**error}
        return
    for key, message, hint in error["ctx"]["faults"]:
        context = {"key": key, "message": message, "hint": hint}
        yield {**error, "type": "at_key", "ctx": context}


def _fault(
    document: Document, adapter: TypeAdapter[Any], at: Path, error: dict[str, Any]
) -> Problem:
    if error["type"] == "at_key":
        at = (*at, error["ctx"]["key"])
    name = next((str(part) for part in reversed(at) if isinstance(part, str)), "this entry")
    if error["type"] == "extra_forbidden":
        known = _keys(adapter)
        near = get_close_matches(name.lower(), known, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(known)}"
        place = document.place_of_key(at)
        return Problem(place, "unknown-key", f"the key `{name}` is unknown here", hint)
    if error["type"] == "missing":
        place, message = document.place(at[:-1]), f"the key `{name}` is missing"
        return Problem(place, "missing-key", message, f"add `{name}: …`")
    return Problem(document.place(at), "bad-value", *said(name, error))


def _is_branch(part: object) -> bool:
    """Whether a part of pydantic's location is a branch of a union, not a place in the file."""
    return isinstance(part, str) and ("[" in part or part in ("literal", "constrained-str"))


@lru_cache
def _keys(adapter: TypeAdapter[Any]) -> list[str]:
    """Return the keys of a format and of every format within it; cached."""
    schema = adapter.json_schema()
    models = (schema, *schema.get("$defs", {}).values())
    return sorted({key for model in models for key in model.get("properties", ())})
