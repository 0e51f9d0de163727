"""The command that proposes rules and rulings for a text, to paste into its files."""

import argparse
import sys

from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS
from build_edition.commands.steps.project import text_source_of
from build_edition.edition import read_text
from build_edition.proposals.line_rulings import proposed
from build_edition.proposals.number_rulings import ruling_drafts
from build_edition.proposals.parts import parts_draft
from build_edition.proposals.text_yml import as_yaml, taken_away
from build_edition.texts.clean import numbered_lines


def run_propose(options: argparse.Namespace) -> int:
    """Print rules and rulings for a text, ready to paste into its `text.yml`.

    With `--lines`, print what each line is as now ruled; with `--numbers`, a ruling on each suspect
    number, for its `emendations.yml`; with `--parts`, the parts of a text too large for one page.
    """
    source, problems = text_source_of(options)
    studied = options.numbers or options.parts
    text, found = read_text(source) if source and studied else (None, ())
    print(as_text((*problems, *found)), end="", file=sys.stderr)
    if source is None or (studied and text is None):
        return PROBLEMS
    if text and options.parts:
        draft = parts_draft([reading.passage for reading in text.readings])
        print(draft or f"# {text.info.slug} is not too large for one page\n", end="")
        return GOOD
    if text:
        print(ruling_drafts(text.readings), end="")
        return GOOD
    if options.lines:
        for number, what, words in numbered_lines(source):
            print(f"{number:>6} {what:<14} {words}")
        return GOOD
    rulings = proposed(source.raw, source.info)
    for line in taken_away(rulings):
        print(f"# {line}")
    print(as_yaml(source.raw, source.info, rulings), end="")
    return GOOD
