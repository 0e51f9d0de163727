"""Places, spans, edits and Problems: what every other type is made of."""

from dataclasses import dataclass
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
