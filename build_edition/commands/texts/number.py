"""The command that gives each passage of a text its permanent id."""

import argparse
import sys

from build_edition.addresses import forgotten, promised
from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS, WrongUseError
from build_edition.commands.steps.project import refuse_if_released, root_of, text_source_of
from build_edition.model import Place
from build_edition.output.files import write_file
from build_edition.sources.passage_register import passage_register
from build_edition.sources.release_register import load_register
from build_edition.texts.clean import clean
from build_edition.texts.passages import identify, number


def run_number(options: argparse.Namespace) -> int:
    """Bring a text's register of passages up to date, or number them afresh, from p1."""
    root = root_of(options)
    source, problems = text_source_of(options)
    if source is None:
        print(as_text(problems), end="", file=sys.stderr)
        return PROBLEMS
    if options.afresh:
        refuse_if_released(root, options.slug)
        if source.notes:
            raise WrongUseError(
                f"{options.slug} has notes, which name passages by their ids: run `number` without"
                " --afresh, which keeps these"
            )
    transmitted, found = clean(source)
    if any(problem.severity == "error" for problem in found):
        print(as_text(found), end="", file=sys.stderr)
        return PROBLEMS
    path = f"{source.folder}/passages.json"
    released, _ = load_register(root)
    before = () if options.afresh else source.records
    recorded = {name for record in before for name in (record.id, *record.also)}
    if before and (lost := forgotten(Place(path), recorded, promised(released))):
        print(as_text(lost), end="", file=sys.stderr)
        return PROBLEMS
    _, changes = identify(transmitted, before, Place(path))
    for change in changes if before else ():
        print(change.message)
    records = number(transmitted, before)
    written = write_file(root / path, passage_register(records))
    live = sum(not record.gone for record in records)
    print(f"{path}: {live} passages, {'written' if written else 'unchanged'}")
    return GOOD
