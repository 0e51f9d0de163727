"""What an entry of editors' files is, and how the model's values are built from it."""

from dataclasses import Field, fields
from functools import lru_cache
from typing import Any, ClassVar, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict


class Format(BaseModel):
    """What any entry of an editors' file is: frozen, and nothing but its own keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class _Value(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


T = TypeVar("T", bound=_Value)


def taken(kind: type[T], form: BaseModel, /, **given: object) -> T:
    """Return a value of the model; fields that are not given are copied from the entry."""
    same = {name: getattr(form, name) for name in _names(kind, type(form))}
    return kind(**(same | given))


@lru_cache
def _names(kind: type[_Value], form: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of the fields that both have; cached."""
    return tuple(field.name for field in fields(kind) if field.name in form.model_fields)
