"""The command that prints every Problem of the edition."""

import argparse
import os

from build_edition.commands.printing.problems import FORMATS, where_explained
from build_edition.commands.steps.outcome import code_of, verdict
from build_edition.commands.steps.project import root_of
from build_edition.commands.steps.read import edition_at


def run_check(options: argparse.Namespace) -> int:
    """Print every Problem of the edition; write nothing."""
    _, problems = edition_at(root_of(options))
    print(FORMATS[options.format](problems), end="")
    if options.format == "text":
        print(verdict(problems))
        print(where_explained(problems, os.environ.get("SITE_URL", "")), end="")
    return code_of(problems)
