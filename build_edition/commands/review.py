"""The command for reviewers: what a change does to the notes."""

import argparse
import sys
from pathlib import Path

from build_edition import inputs
from build_edition.commands.shared import GOOD, WrongUseError, root_of
from build_edition.inputs.load import IMPRINT
from build_edition.review import notes_of, review


def run_review(options: argparse.Namespace) -> int:
    """Print the notes that differ between an earlier copy of the project and this one."""
    base: Path = options.base
    if not (base / IMPRINT).is_file():
        raise WrongUseError(f"{base} holds no edition: {IMPRINT} is not there")
    before, _ = inputs.load(base)
    after, _ = inputs.load(root_of(options))
    notes = [notes_of(sources.witnesses) if sources else {} for sources in (before, after)]
    sys.stdout.write(review(*notes))
    return GOOD
