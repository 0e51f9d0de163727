"""How a command ends: its exit code, and the line that says why."""

import os
import sys
from collections.abc import Sequence
from traceback import format_exception

from build_edition.model import Problem, ToolError

TRACEBACK = "EDITION_TRACEBACK"
"""The environment variable that, if set, shows the traceback of what ended a command."""

GOOD, PROBLEMS, WRONG_USE = 0, 1, 2


class WrongUseError(Exception):
    """Raised if a command cannot be run as given; the message is shown to the user."""


def code_of(problems: Sequence[Problem]) -> int:
    """Return the exit code for some Problems; warnings alone count as success."""
    return PROBLEMS if any(p.severity == "error" for p in problems) else GOOD


def verdict(problems: Sequence[Problem]) -> str:
    """Return a line that says how many Problems were found."""
    errors = sum(p.severity == "error" for p in problems)
    warnings = len(problems) - errors
    if not problems:
        return "no problem found"
    return f"{errors} to fix, {warnings} to look at"


def failure(error: Exception) -> str:
    """Return the line that tells a user which exception ended a command.

    If the variable TRACEBACK is set in the environment, Python's traceback comes before it.
    """
    more = "".join(format_exception(error)) if os.environ.get(TRACEBACK) else ""
    if isinstance(error, ToolError):
        return f"{more}{error}"
    if isinstance(error, OSError):
        about = f"{error.filename}: " if error.filename else ""
        return f"{more}{about}{error.strerror or error}"
    if isinstance(error, ModuleNotFoundError) and not str(error.name).startswith("build_edition"):
        return f"{more}this Python has no {error.name}; run make site, and use .venv/bin/python"
    words = " ".join(str(error).split())[:500]
    return (
        f"{more}this is a fault in the program, not in your files: {type(error).__name__}: {words}."
        f" Please report it; {TRACEBACK}=1 before the command shows where it happened"
    )


def waiting() -> None:
    """Say that the command is waiting for another build of the same project."""
    progress("")
    print("another build is running here; this one starts when it has ended", file=sys.stderr)


def progress(stage: str) -> None:
    """Show what is being done on one line of a terminal; an empty `stage` clears the line."""
    if sys.stderr.isatty():
        print(f"\r\033[K{stage}{' …' if stage else ''}", end="", file=sys.stderr, flush=True)
