"""Format Problems as plain lines, as JSON, or as annotations of a pull request."""

import json
from collections.abc import Callable, Mapping, Sequence
from unicodedata import category

from build_edition.model import Problem


def as_text(problems: Sequence[Problem]) -> str:
    """Return two lines per Problem: `path:line:column: code message`, and the hint, indented."""
    return "".join(
        f"{_flat(_where(p))}: {p.code}{'' if p.severity == 'error' else ' (warning)'} "
        f"{_flat(p.message)}\n    {_flat(p.hint)}\n"
        for p in problems
    )


def as_json(problems: Sequence[Problem]) -> str:
    """Return the Problems as a JSON list, for text editors and other tools."""
    return (
        json.dumps(
            [
                {
                    "path": p.place.path,
                    "line": p.place.line,
                    "column": p.place.column,
                    "code": p.code,
                    "severity": p.severity,
                    "message": p.message,
                    "hint": p.hint,
                }
                for p in problems
            ],
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def as_github(problems: Sequence[Problem]) -> str:
    """Return the Problems as workflow commands, which GitHub shows at their lines."""
    return "".join(
        f"::{p.severity} file={_property(p.place.path)},line={p.place.line},"
        f"col={p.place.column},title={_property(p.code)}::{_data(_seen(f'{p.message}. {p.hint}'))}\n"
        for p in problems
    )


def where_explained(problems: Sequence[Problem], address: str) -> str:
    """Return a line with the address of the page that explains the Problems.

    `address` is where the edition is published; without it, or without Problems, the line is empty.
    If all Problems have one code, the line leads to that code.
    """
    codes = {problem.code for problem in problems}
    if not (codes and address):
        return ""
    page = f"{address.rstrip('/')}/about/problems/"
    return f"more on these problems: {page}{f'#{codes.pop()}' if len(codes) == 1 else ''}\n"


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
"""The formats of `check --format`, by name."""


def _where(problem: Problem) -> str:
    place = problem.place
    return f"{place.path}:{place.line}:{place.column}"


def _flat(words: str) -> str:
    """Return words on one line, with every control or invisible character made visible."""
    return _seen(words.translate(_PICTURES))


def _seen(words: str) -> str:
    """Return words with each invisible character replaced by its code point, such as ⟨U+200B⟩."""
    if words.isascii():
        return words
    return "".join(f"⟨U+{ord(c):04X}⟩" if c != " " and category(c) in _UNSEEN else c for c in words)


_UNSEEN = ("Cf", "Co", "Cn", "Cs", "Zs")
"""Unicode's categories of format, private-use, unassigned, surrogate and space characters."""


_PICTURES = {code: 0x2400 + code for code in range(32)} | dict.fromkeys((133, 8232, 8233), 9252)
"""Characters that control a terminal, each with the visible character that Unicode has for it."""


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
