"""From an entry in its format to the model's value: what has one name in both is taken over."""

from dataclasses import Field, fields
from functools import lru_cache
from typing import Any, ClassVar, Protocol, TypeVar

from pydantic import BaseModel


class _Value(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


T = TypeVar("T", bound=_Value)


def taken(kind: type[T], form: BaseModel, /, **given: object) -> T:
    """A value of the model: what is given, and each other field as the format has it by its name."""
    same = {name: getattr(form, name) for name in _names(kind, type(form))}
    return kind(**(same | given))


@lru_cache
def _names(kind: type[_Value], form: type[BaseModel]) -> tuple[str, ...]:
    """The names of the fields that both have."""
    return tuple(field.name for field in fields(kind) if field.name in form.model_fields)
