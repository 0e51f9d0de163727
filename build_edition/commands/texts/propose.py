"""The command that proposes rules and rulings for a text, to paste into its files."""

import argparse
import sys

from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS
from build_edition.commands.steps.project import text_source_of
from build_edition.edition import read_text
from build_edition.proposals.line_rulings import propose
from build_edition.proposals.number_rulings import ruling_drafts


def run_propose(options: argparse.Namespace) -> int:
    """Print rules and rulings for a text, ready to paste into its `text.yml`.

    With `--numbers`, print a ruling on each suspect number instead, for its `emendations.yml`.
    """
    source, problems = text_source_of(options)
    text, found = read_text(source) if source and options.numbers else (None, ())
    print(as_text((*problems, *found)), end="", file=sys.stderr)
    if source is None or (options.numbers and text is None):
        return PROBLEMS
    print(ruling_drafts(text.readings) if text else propose(source.raw, source.info), end="")
    return GOOD
