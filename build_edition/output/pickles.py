"""Values of the model's types as bytes; no other types are read back, so that no file runs code."""

import io
import pickle
from collections.abc import Callable
from copyreg import dispatch_table
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

_TYPES = "build_edition.model."


def pickled(value: Any) -> bytes:
    """Return a value of the model's types as bytes."""
    into = io.BytesIO()
    _Pickler(into, pickle.HIGHEST_PROTOCOL).dump(value)
    return into.getvalue()


def unpickled(held: bytes) -> Any:
    """Return the value that was pickled, or None if the bytes hold no such value."""
    try:
        return _Unpickler(io.BytesIO(held)).load()
    except Exception:  # whatever the fault, the value is made again
        return None


class _Reducers(dict[type, Callable[[Any], Any]]):
    """Pickles a data class as a call of its constructor, which halves the time of reading it."""

    def __missing__(self, of: type) -> Callable[[Any], Any]:
        if not is_dataclass(of):
            return dispatch_table[of]
        names = [field.name for field in fields(of)]
        values = attrgetter(*names)
        several = values if len(names) > 1 else lambda value: (values(value),)
        self[of] = lambda value: (of, several(value))
        return self[of]


class _Pickler(pickle.Pickler):
    dispatch_table = _Reducers()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module.startswith(_TYPES) else None
        if not (isinstance(found, type) and found.__module__.startswith(_TYPES)):
            raise pickle.UnpicklingError(f"{module}.{name} is not a type of the edition")
        return found
