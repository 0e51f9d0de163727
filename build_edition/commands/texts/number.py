"""The command that gives each passage of a text its permanent id."""

import argparse
import sys

from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS
from build_edition.commands.steps.project import root_of, text_source_of
from build_edition.output.files import write_file
from build_edition.sources.passage_register import passage_register
from build_edition.texts.clean import clean
from build_edition.texts.passages import number


def run_number(options: argparse.Namespace) -> int:
    """Bring a text's register of passages up to date."""
    source, problems = text_source_of(options)
    if source is None:
        print(as_text(problems), end="", file=sys.stderr)
        return PROBLEMS
    transmitted, found = clean(source)
    if any(problem.severity == "error" for problem in found):
        print(as_text(found), end="", file=sys.stderr)
        return PROBLEMS
    records = number(transmitted, source.records)
    path = f"{source.folder}/passages.json"
    written = write_file(root_of(options) / path, passage_register(records))
    live = sum(not record.gone for record in records)
    print(f"{path}: {live} passages, {'written' if written else 'unchanged'}")
    return GOOD
