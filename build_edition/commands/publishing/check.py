"""The command that prints every Problem of the edition."""

import argparse

from build_edition.commands.printing.problems import FORMATS
from build_edition.commands.steps.common import code_of, root_of, verdict
from build_edition.commands.steps.read import edition_at


def run_check(options: argparse.Namespace) -> int:
    """Print every Problem of the edition; write nothing."""
    _, problems = edition_at(root_of(options))
    print(FORMATS[options.format](problems), end="")
    if options.format == "text":
        print(verdict(problems))
    return code_of(problems)
