"""What the commands share: exit codes, wrong use, and the edition that they are about."""

import argparse
import os
import sys
from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import Path
from traceback import format_exception

from build_edition.model import Problem, Sources, TextSource, ToolError
from build_edition.sources import load_text_source
from build_edition.sources.formats.edition_and_text import LONGEST_SLUG, RESERVED, SLUG, repository
from build_edition.sources.load import IMPRINT
from build_edition.sources.text_source import TEXTS

REPOSITORY = "EDITION_REPOSITORY"
"""The environment's name for the repository, for who builds a copy of the edition."""

TRACEBACK = "EDITION_TRACEBACK"
"""The environment's name for the traceback of what ends a command: set it to see one."""

GOOD, PROBLEMS, WRONG_USE = 0, 1, 2


class WrongUseError(Exception):
    """A command that cannot be carried out as it was given; its words go to the user."""


def root_of(options: argparse.Namespace) -> Path:
    """The project that a command is about; raises WrongUseError where it holds no edition."""
    root: Path = options.root
    if not (root / IMPRINT).is_file():
        raise WrongUseError(f"{root.resolve()} holds no edition: {IMPRINT} is not there")
    return root


def slug_of(slug: str) -> str:
    """A text’s name as it was given; raises WrongUseError where it can be none."""
    if not SLUG.fullmatch(slug):
        raise WrongUseError(f"“{slug}” is no text’s name: use a-z, 0-9 and single hyphens")
    return slug


def new_name(name: str, taken: Container[str] = ()) -> str:
    """A name for what is made now; raises WrongUseError where no file or address could have it."""
    if len(slug_of(name)) > LONGEST_SLUG or RESERVED.fullmatch(name) or name in taken:
        raise WrongUseError(f"“{name[:80]}” is too long, or clashes with a name that is taken")
    return name


def text_source_of(options: argparse.Namespace) -> tuple[TextSource | None, tuple[Problem, ...]]:
    """The text that a command names, or what stands in the way; WrongUseError where there is none."""
    slug, root = slug_of(options.slug), root_of(options)
    if not (root / TEXTS / slug).is_dir():
        known = ", ".join(sorted(p.name for p in (root / TEXTS).iterdir() if p.is_dir()))
        raise WrongUseError(f"there is no text {slug}; there are {known}")
    return load_text_source(root, slug)


def with_repository(sources: Sources) -> Sources:
    """The sources with the repository that a fork sets where it builds, if it does."""
    given = os.environ.get(REPOSITORY, "").removesuffix("/")
    try:
        address = repository(given) or sources.imprint.repository
    except ValueError as error:
        raise WrongUseError(f"{REPOSITORY} is {given}: {error}") from error
    return replace(sources, imprint=replace(sources.imprint, repository=address))


def code_of(problems: Sequence[Problem]) -> int:
    """The exit code for what was found: warnings alone are good."""
    return PROBLEMS if any(p.severity == "error" for p in problems) else GOOD


def verdict(problems: Sequence[Problem]) -> str:
    """What was found, in a line."""
    errors = sum(p.severity == "error" for p in problems)
    warnings = len(problems) - errors
    if not problems:
        return "no problem found"
    return f"{errors} to mend, {warnings} to look at"


def failure(error: Exception) -> str:
    """What a user is told of an exception that ends a command, in one line.

    Where TRACEBACK is set in the environment, all that Python knows of it stands above.
    """
    more = "".join(format_exception(error)) if os.environ.get(TRACEBACK) else ""
    if isinstance(error, ToolError):
        return f"{more}{error}"
    if isinstance(error, OSError):
        about = f"{error.filename}: " if error.filename else ""
        return f"{more}{about}{error.strerror or error}"
    words = " ".join(str(error).split())[:500]
    return (
        f"{more}this is a fault of the program, not of your files: {type(error).__name__}: {words}. "
        f"Please report it; {TRACEBACK}=1 before the command shows where it happened"
    )


def waiting() -> None:
    """Say why nothing happens while another build is at work in the same project."""
    progress("")
    print("another build is at work here; this one begins when it is done", file=sys.stderr)


def progress(stage: str) -> None:
    """What is being done, on a terminal only, on one line that is wiped at the end."""
    if sys.stderr.isatty():
        print(f"\r\033[K{stage}{' …' if stage else ''}", end="", file=sys.stderr, flush=True)
