"""The command that drafts a note on words of a text."""

import argparse
import sys
from collections.abc import Sequence

from build_edition import edition
from build_edition.commands.contributing.from_issue import note_from_issue
from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS, WrongUseError
from build_edition.commands.steps.project import new_name, root_of, text_source_of
from build_edition.model import Reading, Text
from build_edition.output.files import write_file
from build_edition.proposals.notes import Found, find_words, name_for, nearest, note_file
from build_edition.sources.formats.names import TEXTS

_SHOWN = 10
"""The most places that are listed if quoted words occur in several."""


def run_note(options: argparse.Namespace) -> int:
    """Draft a note on exact words of a text, or make a file of a suggestion; print the next steps."""
    if options.from_issue:
        return note_from_issue(root_of(options), options.from_issue)
    if not (options.slug and options.words and options.kind):
        raise WrongUseError("give SLUG, WORDS and --kind, or --from-issue FILE")
    text = _text(options)
    if text is None:
        return PROBLEMS
    on = options.words.strip()
    everywhere = find_words(on, text.readings)
    at = f"p{options.at.removeprefix('p')}" if options.at else ""
    found = [f for f in everywhere if at in ("", f.passage) and options.nth in (None, f.nth)]
    if len(found) != 1:
        astray = f"“{on}” is not in {at}. " if at and everywhere and not found else ""
        print(astray + _which(on, found or everywhere, text.readings), file=sys.stderr)
        return PROBLEMS
    folder = root_of(options) / TEXTS / text.info.slug / "notes"
    taken = {path.stem for path in folder.glob("*.md")} if folder.is_dir() else set()
    name = new_name(options.id) if options.id else name_for(on, taken)
    path = folder / f"{name}.md"
    if path.exists():
        raise WrongUseError(f"{path} already exists: choose another --id")
    write_file(path, note_file(on, found[0], options.kind, options.by))
    where = path.relative_to(root_of(options))
    print(f"{where} was created, on passage {found[0].passage}. Next:")
    print("1. Below the second ---, say what is on record, then how the text departs from it.")
    print("2. Name sources and how sure you are; without a source, leave `certainty: unchecked`.")
    print("3. Run make check, which says whether all is well. The note’s address will be")
    print(f"   /{text.info.address(found[0].passage, f'note-{name}')}")
    return GOOD


def _text(options: argparse.Namespace) -> Text | None:
    source, problems = text_source_of(options)
    text, found = edition.read_text(source) if source else (None, ())
    if text is None:
        print(as_text((*problems, *found)), end="", file=sys.stderr)
    return text


def _which(on: str, found: Sequence[Found], readings: tuple[Reading, ...]) -> str:
    """Return the message for quoted words that occur nowhere, or in several places."""
    if found:
        places = [f"  --at {f.passage}" + (f" --nth {f.nth}" if f.count > 1 else "") for f in found]
        said = f"“{on}” occurs in {len(found)} places. Quote more words, or say which:"
        if len(found) == 1:
            said = "It is in one place:"
        rest = len(places) - _SHOWN
        more = [f"  and {rest} more"] if rest > 0 else []
        return "\n".join((said, *places[:_SHOWN], *more))
    near = [f"  {passage}: “{words}”" for passage, words in nearest(on, readings)]
    said = f"“{on}” is not in the text" + (". Nearest:" if near else ", nor is anything like it.")
    return "\n".join((said, *near))
