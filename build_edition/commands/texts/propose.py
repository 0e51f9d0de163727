"""The command that proposes rules and rulings for a text, to paste into its `text.yml`."""

import argparse
import sys

from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS
from build_edition.commands.steps.project import text_source_of
from build_edition.proposals.line_rulings import propose


def run_propose(options: argparse.Namespace) -> int:
    """Print rules and rulings for a text, ready to paste into its `text.yml`."""
    source, problems = text_source_of(options)
    print(as_text(problems), end="", file=sys.stderr)
    if source is None:
        return PROBLEMS
    print(propose(source.raw, source.info), end="")
    return GOOD
