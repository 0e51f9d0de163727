"""The command that proposes rules and rulings for a text, to paste into its `text.yml`."""

import argparse
import sys

from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.common import (
    GOOD,
    PROBLEMS,
    witness_of,
)
from build_edition.proposals.line_rulings import propose


def run_propose(options: argparse.Namespace) -> int:
    """Print the block of rules and rulings for a text."""
    witness, problems = witness_of(options)
    print(as_text(problems), end="", file=sys.stderr)
    if witness is None:
        return PROBLEMS
    print(propose(witness.raw, witness.head), end="")
    return GOOD
