"""Find the project, and the text in it, that a command is about."""

import argparse
import os
from collections.abc import Container
from dataclasses import replace
from pathlib import Path

from build_edition.commands.steps.outcome import WrongUseError
from build_edition.model import Problem, Sources, TextSource, text_page
from build_edition.sources.formats.edition_and_text import repository
from build_edition.sources.formats.names import IMPRINT, LONGEST_SLUG, RESERVED, SLUG, TEXTS
from build_edition.sources.release_register import load_register
from build_edition.sources.text_source import load_text_source

REPOSITORY = "EDITION_REPOSITORY"
"""The environment variable that names the repository of a copy of the edition."""


def root_of(options: argparse.Namespace) -> Path:
    """Return the root of the project; raises WrongUseError if there is no edition in it."""
    root: Path = options.root
    if not (root / IMPRINT).is_file():
        raise WrongUseError(f"{root.resolve()} holds no edition: {IMPRINT} is not there")
    return root


def slug_of(slug: str) -> str:
    """Return a name as given; raises WrongUseError if no text can have it."""
    if not SLUG.fullmatch(slug):
        raise WrongUseError(f"“{slug}” is not a valid name: use a-z, 0-9 and single hyphens")
    return slug


def new_name(name: str, taken: Container[str] = ()) -> str:
    """Return a new name as given; raises WrongUseError if no file or address could have it."""
    if len(slug_of(name)) > LONGEST_SLUG or RESERVED.fullmatch(name) or name in taken:
        raise WrongUseError(f"“{name[:80]}” is too long, reserved or already taken")
    return name


def text_source_of(options: argparse.Namespace) -> tuple[TextSource | None, tuple[Problem, ...]]:
    """Return the source of the text that was named, if it is valid, and its Problems.

    Raises WrongUseError if there is no such text.
    """
    slug, root = slug_of(options.slug), root_of(options)
    if not (root / TEXTS / slug).is_dir():
        known = ", ".join(sorted(p.name for p in (root / TEXTS).iterdir() if p.is_dir()))
        raise WrongUseError(f"there is no text {slug}; there are {known}")
    return load_text_source(root, slug)


def refuse_if_released(root: Path, slug: str) -> None:
    """Raise WrongUseError if an address of a text was released, since its ids must then stay."""
    releases, problems = load_register(root)
    page = text_page(slug)
    version = next((r.version for r in releases if any(a.path.startswith(page) for a in r.new)), "")
    if version or problems:
        when = f"{slug} was released with {version}" if version else problems[0].message
        raise WrongUseError(f"{when}: its passages keep their ids; run `number` without --afresh")


def with_repository(sources: Sources) -> Sources:
    """Return the sources with the repository that the environment names in REPOSITORY, if any."""
    given = os.environ.get(REPOSITORY, "").removesuffix("/")
    try:
        address = repository(given) or sources.imprint.repository
    except ValueError as error:
        raise WrongUseError(f"{REPOSITORY} is {given}: {error}") from error
    return replace(sources, imprint=replace(sources.imprint, repository=address))
