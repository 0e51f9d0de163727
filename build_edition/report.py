"""Problems as people and tools read them: plain lines, JSON, or annotations of a pull request."""

import json
from collections.abc import Callable, Mapping, Sequence

from build_edition.model import Problem


def as_text(problems: Sequence[Problem]) -> str:
    """A Problem a line, `path:line:col: CODE message`, with its hint below."""
    return "".join(
        f"{_where(p)}: {p.code}{'' if p.severity == 'error' else ' (warning)'} {p.message}\n"
        f"    {p.hint}\n"
        for p in problems
    )


def as_json(problems: Sequence[Problem]) -> str:
    """The Problems as a JSON list, for editors' tools."""
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
    """The Problems as workflow commands, which GitHub shows at the line they speak of."""
    return "".join(
        f"::{p.severity} file={_property(p.place.path)},line={p.place.line},"
        f"col={p.place.column},title={_property(p.code)}::{_data(f'{p.message}. {p.hint}')}\n"
        for p in problems
    )


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
"""Every form in which Problems are reported."""


def _where(problem: Problem) -> str:
    place = problem.place
    return f"{place.path}:{place.line}:{place.column}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
