"""The command that gives each passage of a text its permanent id."""

import argparse
import sys

from build_edition.addresses import forgotten, promised
from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS
from build_edition.commands.steps.project import root_of, text_source_of
from build_edition.model import Place
from build_edition.output.files import write_file
from build_edition.sources.passage_register import passage_register
from build_edition.sources.release_register import load_register
from build_edition.texts.clean import clean
from build_edition.texts.passages import identify, number


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
    root, path = root_of(options), f"{source.folder}/passages.json"
    released, _ = load_register(root)
    recorded = {name for record in source.records for name in (record.id, *record.also)}
    if source.records and (lost := forgotten(Place(path), recorded, promised(released))):
        print(as_text(lost), end="", file=sys.stderr)
        return PROBLEMS
    _, changes = identify(transmitted, source.records, Place(path))
    for change in changes if source.records else ():
        print(change.message)
    records = number(transmitted, source.records)
    written = write_file(root / path, passage_register(records))
    live = sum(not record.gone for record in records)
    print(f"{path}: {live} passages, {'written' if written else 'unchanged'}")
    return GOOD
