"""The command that recovers a text's raw bytes."""

import argparse
import sys

from build_edition import edition
from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS, WrongUseError
from build_edition.commands.steps.project import slug_of, text_source_of
from build_edition.render.exports.edition_json import recover_published
from build_edition.sources.load import load_published
from build_edition.texts.recover import recover


def run_recover(options: argparse.Namespace) -> int:
    """Write a text's raw bytes to standard output, from the edition or from a published file."""
    slug = slug_of(options.slug)
    if options.source:
        if not options.source.is_file():
            raise WrongUseError(f"{options.source} is not a file")
        data, problems = load_published(options.source)
        raw = None if problems else recover_published(data, slug)
        if raw is None:
            reason = as_text(problems) or f"{slug} cannot be recovered from {options.source}: "
            print(
                reason
                + ("" if problems else "it was changed, or is not an edition with that text"),
                file=sys.stderr,
            )
            return PROBLEMS
    else:
        source, problems = text_source_of(options)
        text, found = edition.read_text(source) if source else (None, ())
        if text is None:
            print(as_text((*problems, *found)), end="", file=sys.stderr)
            return PROBLEMS
        raw = (recover(text) or "").encode(text.info.encoding)
    sys.stdout.buffer.write(raw)
    return GOOD
