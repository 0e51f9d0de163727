"""The command for reviewers: what a change does to the notes, and what the check says about it."""

import argparse
import os
import sys
from pathlib import Path

from build_edition import edition
from build_edition.commands.printing.problems import as_text, where_explained
from build_edition.commands.printing.review import notes_of, review
from build_edition.commands.printing.review import verdict as said_of
from build_edition.commands.steps.outcome import GOOD, WrongUseError, verdict
from build_edition.commands.steps.project import root_of
from build_edition.sources.formats.names import IMPRINT, TEXTS
from build_edition.sources.load import load_sources


def run_review(options: argparse.Namespace) -> int:
    """Print what the check says, then the notes that differ from an earlier copy of the project."""
    base, root = options.base, root_of(options)
    if not (base / IMPRINT).is_file():
        raise WrongUseError(f"{base} holds no edition: {IMPRINT} is not there")
    before, _ = load_sources(base)
    after, problems = load_sources(root)
    problems = tuple(sorted({*problems, *(edition.build(after)[1] if after else ())}))
    earlier, later = (notes_of(s.texts) if s else {} for s in (before, after))
    sys.stdout.write(said_of([as_text([problem]) for problem in problems], verdict(problems)))
    sys.stdout.write(
        where_explained(problems, os.environ.get("SITE_URL", "")).replace("\n", "\n\n")
    )
    sys.stdout.write(review(earlier, later, _files(root)))
    return GOOD


def _files(root: Path) -> set[tuple[str, str]]:
    """Return the text and id of every note that has a file, readable or not."""
    return {(path.parent.parent.name, path.stem) for path in (root / TEXTS).glob("*/notes/*.md")}
