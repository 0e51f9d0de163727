"""Places, spans, edits and Problems: what every other type is made of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Annotated, Literal, NamedTuple

from build_edition.model.problem_codes import ProblemCode, Severity
from build_edition.model.published import COUNT, Published

Certainty = Literal["high", "medium", "low"]
Evidence = Literal["internal", "external", "conjecture"]

GAP = "[…]"
"""What is printed where words or figures were lost and cannot be restored."""


class Span(NamedTuple):
    """A stretch of a text, from `start` up to but not including `end`, in code points."""

    start: Annotated[int, COUNT, Published("From.")]
    end: Annotated[int, COUNT, Published("Up to.")]


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A place in the editors' files: path from the project's root, line and column (from 1)."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """Something in the edition that an editor must fix (error) or should look at (warning)."""

    place: Place
    code: ProblemCode
    message: str
    hint: str
    severity: Severity = "error"


MOST = 100
"""The most Problems of one kind, or of one file, that are worth reading at once."""


def few(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first `MOST` Problems and, where there are more, one that says so."""
    for n, problem in enumerate(problems):
        if n == MOST:
            message = "there are more problems like those before this one"
            hint = "fix those; the check then names the next"
            yield Problem(problem.place, "more-problems", message, hint, problem.severity)
            return
        yield problem


def worth_reading(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield Problems in order, of each file no more than can be read, and no long message whole."""
    for _, of_file in groupby(sorted(problems), key=attrgetter("place.path")):
        for problem in few(of_file):
            if len(problem.message) > _LONGEST or len(problem.hint) > _LONGEST:
                message, hint = (_cut(words) for words in (problem.message, problem.hint))
                problem = replace(problem, message=message, hint=hint)
            yield problem


def _cut(words: str) -> str:
    half = _LONGEST // 2
    return words if len(words) <= _LONGEST else f"{words[:half]} … {words[-half:]}"


_LONGEST = 2_000
"""The most code points of a message that are shown."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One recorded change to a text, and its reason: `before`, at `start`, becomes `after`."""

    start: Annotated[
        int, COUNT, Published("Where `before` begins in the raw text, in code points.")
    ]
    before: Annotated[str, Published("What was removed.")]
    after: Annotated[str, Published("What takes its place, usually nothing.")]
    rule: Annotated[str, Published("The rule that took it away.")]
    reason: Annotated[str, Published("Why, as readers are told.")]

    @property
    def end(self) -> int:
        """The position after the words it replaces, in code points of the unchanged text."""
        return self.start + len(self.before)


REINSTALL = "reinstall the packages: make clean, then make site"
"""What to do about a program that is missing or broken."""


class ToolError(Exception):
    """The failure of another program; the message names it and says what to do."""
