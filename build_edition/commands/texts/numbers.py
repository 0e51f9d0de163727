"""The command that reports suspect numbers and proposes what they may have been."""

import argparse
import sys
from pathlib import Path

from build_edition.commands.printing.numbers import as_json_lines
from build_edition.commands.printing.numbers import as_text as as_findings
from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS, WrongUseError
from build_edition.numerals import examine
from build_edition.sources.formats.names import SLUG, TEXTS
from build_edition.sources.parsing.decoding import decoded


def run_numbers(options: argparse.Namespace) -> int:
    """Report the suspect numbers of a text, a file or standard input, each line one paragraph."""
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
    """Return the lines of standard input, of a text's raw file or of another file."""
    if options.source == "-":
        content, problems = decoded(sys.stdin.buffer.read(), "standard input")
    else:
        raw = options.root / TEXTS / options.source / "raw.txt"
        path = raw if SLUG.fullmatch(options.source) and raw.is_file() else Path(options.source)
        if not path.is_file():
            raise WrongUseError(f"“{options.source}” is neither a text of the edition nor a file")
        content, problems = decoded(path.read_bytes(), str(path))
    if problems:
        raise WrongUseError(as_text(problems).strip())
    lines = content.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines
