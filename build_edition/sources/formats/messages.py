"""Turn pydantic's errors into messages for editors: the value, what is wrong, and the remedy."""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic_core import PydanticCustomError

from build_edition.model import NOTE_KINDS

_AS_READERS_SEE: Mapping[str, str] = {
    kind.word.lower(): name for name, kind in NOTE_KINDS.items()
} | {"not checked": "unchecked", "not checked by us": "unchecked"}
"""What readers see, and contributors may write, with the word that the files have for it."""

_PLAIN_MARKS = "remove the curly quotation marks, or write straight ones; "

_SHOWN = 40
"""The most code points of a value that a message shows."""


def at_key(key: str, message: str, hint: str) -> PydanticCustomError:
    """Return an error about several keys together, to be reported at one of them."""
    context = {"key": key, "message": message, "hint": hint}
    return PydanticCustomError("at_key", "{message}", context)


def at_keys(faults: Sequence[tuple[str, str, str]]) -> PydanticCustomError:
    """Return an error about several keys, each with a message and a hint of its own."""
    return PydanticCustomError("at_keys", "several keys", {"faults": [*faults]})


def said(name: str, error: Mapping[str, Any]) -> tuple[str, str]:
    """Return the message and the hint for one of pydantic's errors; `name` is the key concerned."""
    kind, given = str(error["type"]), error.get("input")
    context: Mapping[str, Any] = error.get("ctx") or {}
    if (given in (None, [], ()) or (isinstance(given, str) and not given.strip())) and kind not in (
        "value_error",
        "at_key",
    ):
        return f"`{name}` is empty", _to_fill(name, kind, context)
    for begins, words in _WORDED.items():
        if kind.startswith(begins):
            return words(name, given, context)
    reason = str(error["msg"]).removeprefix("Value error, ")
    reason = reason if kind == "value_error" else "write it as in a valid entry"
    if isinstance(given, str) and _is_curly(given) and "quotation marks" not in reason:
        reason = _PLAIN_MARKS + reason
    shown = f"“{_short(given)}” is not valid for `{name}`" if isinstance(given, str) else ""
    return shown or f"`{name}` is not valid", reason


def _to_fill(name: str, kind: str, context: Mapping[str, Any]) -> str:
    if kind == "literal_error":
        return f"write one of {_choices(context)}"
    if kind.startswith(("tuple", "list", "too_short")):
        return f'write at least one, in square brackets: `{name}: ["…"]`'
    return f"write a value after `{name}:`"


def _literal(name: str, given: object, context: Mapping[str, Any]) -> tuple[str, str]:
    known = str(context["expected"]).replace("' or '", "', '").strip("'").split("', '")
    said = str(given).strip().lower()
    meant = _AS_READERS_SEE.get(said) or said.partition(" ")[0].strip(",.;:")
    near = get_close_matches(meant, known, n=1) or get_close_matches(said, known, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    hint = _PLAIN_MARKS if _is_curly(str(given)) else hint
    return f"“{_short(given)}” is not a valid `{name}`", f"{hint}write one of {_choices(context)}"


def _choices(context: Mapping[str, Any]) -> str:
    return str(context.get("expected", "")).replace("'", "")


def _list(name: str, given: object, _: Mapping[str, Any]) -> tuple[str, str]:
    shown = _short(given) if isinstance(given, str) else "…"
    shown = shown.replace('"', "").strip("[] -")
    message = f"`{name}` must be a list, even if it has only one entry"
    return message, f'write it in square brackets: `{name}: ["{shown}"]`'


def _plain(name: str, given: object, _: Mapping[str, Any]) -> tuple[str, str]:
    what = "a list" if isinstance(given, list) else "an entry with keys"
    what = what if isinstance(given, list | dict) else _short(given)
    hint = "write one line, in quotation marks if it contains a colon, a bracket or a comma"
    return f"`{name}` must be plain text, but this is {what}", hint


def _number(name: str, given: object, context: Mapping[str, Any]) -> tuple[str, str]:
    limits = {"ge": "at least", "le": "at most"}
    limit = "".join(f"{words} {context[key]}" for key, words in limits.items() if key in context)
    hint = f"write a number of {limit}" if limit else "write it in digits, such as 1956"
    return f"“{_short(given)}” is not a valid number for `{name}`", hint


def _long(name: str, given: object, context: Mapping[str, Any]) -> tuple[str, str]:
    size = (
        f"{len(given):,} entries" if isinstance(given, list) else f"{len(str(given)):,} characters"
    )
    message = f"`{name}` has {size}, more than {context['max_length']:,}"
    return message, "keep the most important" if isinstance(given, list) else "shorten it"


def _entry(name: str, _: object, __: Mapping[str, Any]) -> tuple[str, str]:
    hint = "write `key: value` lines, or copy a valid entry"
    return f"{name} has no keys", hint


def _together(_: str, __: object, context: Mapping[str, Any]) -> tuple[str, str]:
    return str(context["message"]), str(context["hint"])


_WORDED: Mapping[str, Callable[[str, object, Mapping[str, Any]], tuple[str, str]]] = {
    "literal_error": _literal,
    "tuple": _list,
    "list": _list,
    "string_type": _plain,
    "string_unicode": _plain,
    "string_too_long": _long,
    "too_long": _long,  # what a line, a name or a source says, which are words that are further limited
    "int_": _number,
    "float_": _number,
    "finite_number": _number,
    "greater_than": _number,
    "less_than": _number,
    "bool_": lambda name, given, _: (
        f"“{_short(given)}” is not a valid `{name}`",
        "write true or false",
    ),
    "model": _entry,
    "dict_type": _entry,
    "at_key": _together,
}
"""The function that words each of pydantic's errors, by the beginning of the error's type."""


def _is_curly(given: str) -> bool:
    """Whether a value stands in curly quotation marks, which YAML takes for a part of it."""
    return given.startswith(("“", "”", "„")) and given.endswith(("“", "”"))


def _short(given: object) -> str:
    words = str(given)
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
