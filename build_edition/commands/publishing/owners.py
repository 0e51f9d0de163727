"""The command that tells the host whom to ask for reviews."""

import argparse

from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS
from build_edition.commands.steps.project import root_of
from build_edition.output.files import write_file
from build_edition.sources.around.code_owners import OWNERS, code_owners
from build_edition.sources.formats.imprint import EditionFormat
from build_edition.sources.formats.names import IMPRINT
from build_edition.sources.formats.validation import validated
from build_edition.sources.parsing.files import read


def run_owners(options: argparse.Namespace) -> int:
    """Write `.github/CODEOWNERS` from `reviewers` in `edition.yml`."""
    root = root_of(options)
    document, problems = read(root, IMPRINT)
    form = validated(document, EditionFormat)
    if form is None:
        print(as_text([*problems, *document.problems]), end="")
        return PROBLEMS
    write_file(root / OWNERS, code_owners(form))
    edition, program = len(form.reviewers.edition), len(form.reviewers.program)
    print(f"{OWNERS} was written; named for edition/: {edition}, for everything else: {program}")
    return GOOD
