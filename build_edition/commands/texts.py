"""The commands that look at one text: propose, number, recover, and its numbers."""

import argparse
import sys
from pathlib import Path

from build_edition import edition, inputs
from build_edition.checks import recover
from build_edition.clean import clean
from build_edition.commands.shared import (
    GOOD,
    PROBLEMS,
    WrongUseError,
    root_of,
    slug_of,
    witness_of,
)
from build_edition.findings import as_json_lines
from build_edition.findings import as_text as as_findings
from build_edition.inputs.formats import SLUG
from build_edition.inputs.load import TEXTS
from build_edition.numerals import examine
from build_edition.outputs import write_file
from build_edition.passages import number
from build_edition.propose import propose
from build_edition.render.published import recover_published
from build_edition.report import as_text


def run_propose(options: argparse.Namespace) -> int:
    """Print the block of rules and rulings for a text."""
    witness, problems = witness_of(options)
    print(as_text(problems), end="", file=sys.stderr)
    if witness is None:
        return PROBLEMS
    print(propose(witness.raw, witness.head), end="")
    return GOOD


def run_number(options: argparse.Namespace) -> int:
    """Bring a text's register of passages up to date."""
    witness, problems = witness_of(options)
    if witness is None:
        print(as_text(problems), end="", file=sys.stderr)
        return PROBLEMS
    transmitted, found = clean(witness)
    if any(problem.severity == "error" for problem in found):
        print(as_text(found), end="", file=sys.stderr)
        return PROBLEMS
    records = number(transmitted, witness.records)
    path = f"{witness.folder}/passages.json"
    written = write_file(root_of(options) / path, inputs.register(records))
    live = sum(not record.gone for record in records)
    print(f"{path}: {live} passages, {'written' if written else 'unchanged'}")
    return GOOD


def run_recover(options: argparse.Namespace) -> int:
    """Write a text's raw bytes, from the edition or from a published file alone."""
    slug = slug_of(options.slug)
    if options.source:
        if not options.source.is_file():
            raise WrongUseError(f"{options.source} is no file")
        data, problems = inputs.load_published(options.source)
        raw = None if problems else recover_published(data, slug)
        if raw is None:
            reason = as_text(problems) or f"{options.source} does not give {slug} back: "
            print(
                reason + ("" if problems else "it was changed, or is no edition with that text"),
                file=sys.stderr,
            )
            return PROBLEMS
    else:
        witness, problems = witness_of(options)
        text, found = edition.read_text(witness) if witness else (None, ())
        if text is None:
            print(as_text((*problems, *found)), end="", file=sys.stderr)
            return PROBLEMS
        raw = (recover(text) or "").encode()
    sys.stdout.buffer.write(raw)
    return GOOD


def run_numbers(options: argparse.Namespace) -> int:
    """Report the suspect numbers of a text, a file or standard input, a paragraph a line."""
    findings = [
        (line, paragraph, examine(paragraph))
        for line, paragraph in enumerate(_paragraphs(options), start=1)
    ]
    for words in (as_json_lines if options.json else as_findings)(findings):
        print(words, end="")
    suspects = sum(len(finding.suspects) for _, _, finding in findings)
    if not options.json:
        print(f"{suspects} suspect numbers" if suspects else "no suspect number")
    return PROBLEMS if suspects else GOOD


def _paragraphs(options: argparse.Namespace) -> list[str]:
    """The lines of what the user named: standard input, a text's raw words, or a file."""
    if options.source == "-":
        content, problems = inputs.decoded(sys.stdin.buffer.read(), "standard input")
    else:
        raw = options.root / TEXTS / options.source / "raw.txt"
        path = raw if SLUG.fullmatch(options.source) and raw.is_file() else Path(options.source)
        if not path.is_file():
            raise WrongUseError(f"“{options.source}” is neither a text of the edition nor a file")
        content, problems = inputs.decoded(path.read_bytes(), str(path))
    if problems:
        raise WrongUseError(as_text(problems).strip())
    lines = content.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines
