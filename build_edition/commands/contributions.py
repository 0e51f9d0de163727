"""The commands for contributing at the desk: draft a note, take in a new text."""

import argparse
import json
import sys
from pathlib import Path

from build_edition import edition, inputs
from build_edition.clean import clean
from build_edition.commands.shared import (
    GOOD,
    PROBLEMS,
    WrongUseError,
    new_name,
    root_of,
    witness_of,
)
from build_edition.draft import Found, find_words, name_for, nearest, note_file, ruling_drafts
from build_edition.inputs.load import TAKEN, TEXTS
from build_edition.model import Reading, Text, Witness
from build_edition.numerals import examine
from build_edition.outputs import replacing, write_file
from build_edition.passages import identify, number
from build_edition.propose import propose
from build_edition.report import as_text

_TEXT_YML = """# yaml-language-server: $schema=../../schemas/text.schema.json
# Proposed by the program: read every line, correct it, and take this comment away.
slug: {slug}
title: {title}
kind: {kind}
rights: "To be settled: whose this text is, and on what ground it is reproduced"
"""
_EMENDATIONS_YML = "# yaml-language-server: $schema=../../schemas/emendations.schema.json\n"
_SHOWN = 10
"""How many places are named where quoted words stand in many."""

_KIND = "A text that was just taken in"


def run_note(options: argparse.Namespace) -> int:
    """Draft a note on exact words of a text, and say what to do next."""
    text = _text(options)
    if text is None:
        return PROBLEMS
    on = options.words.strip()
    found = [f for f in find_words(on, text.readings) if options.at in (None, f.passage)]
    if options.nth:
        found = [f for f in found if f.nth == options.nth]
    if len(found) != 1:
        print(_which(on, found, text.readings), file=sys.stderr)
        return PROBLEMS
    folder = root_of(options) / TEXTS / text.head.slug / "notes"
    taken = {path.stem for path in folder.glob("*.md")} if folder.is_dir() else set()
    name = new_name(options.id) if options.id else name_for(on, taken)
    path = folder / f"{name}.md"
    if path.exists():
        raise WrongUseError(f"{path} is there already: choose another --id")
    write_file(path, note_file(on, found[0], options.kind, options.by))
    where = path.relative_to(root_of(options))
    print(f"{where} is written, on passage {found[0].passage}. Now:")
    print("1. Below the second ---, say what is on record, then how the text departs from it.")
    print("2. Name sources and how sure you are; leave `certainty: unchecked` where you cannot.")
    print("3. make check says whether all is well; the note’s address will be")
    print(f"   /texts/{text.head.slug}/#note-{name}")
    return GOOD


def _text(options: argparse.Namespace) -> Text | None:
    witness, problems = witness_of(options)
    text, found = edition.read_text(witness) if witness else (None, ())
    if text is None:
        print(as_text((*problems, *found)), end="", file=sys.stderr)
    return text


def _which(on: str, found: list[Found], readings: tuple[Reading, ...]) -> str:
    """What to say where the quoted words stand nowhere, or in several places."""
    if found:
        places = [f"  --at {f.passage}" + (f" --nth {f.nth}" if f.count > 1 else "") for f in found]
        said = f"“{on}” stands in {len(found)} places. Quote more words, or say which:"
        rest = len(places) - _SHOWN
        more = [f"  and {rest} more"] if rest > 0 else []
        return "\n".join((said, *places[:_SHOWN], *more))
    near = [f"  {passage}: “{words}”" for passage, words in nearest(on, readings)]
    said = f"“{on}” does not stand in the text" + (". Nearest:" if near else ", nor anything near.")
    return "\n".join((said, *near))


def run_text(options: argparse.Namespace) -> int:
    """Take in a new raw text, byte for byte, with all that can be proposed for it."""
    root, slug = root_of(options), new_name(options.slug, TAKEN)
    folder = root / TEXTS / slug
    if folder.exists():
        raise WrongUseError(f"{folder} is there already; a raw text is never overwritten")
    if not options.file.is_file():
        raise WrongUseError(f"{options.file} is no file")
    raw = options.file.read_bytes()
    words, problems = inputs.decoded(raw, str(options.file))
    if problems or not words.strip():
        print(
            as_text(problems) or f"{options.file}: there are no words in it\n",
            end="",
            file=sys.stderr,
        )
        return PROBLEMS
    title = options.title or slug.replace("-", " ").capitalize()
    head = _TEXT_YML.format(slug=slug, title=json.dumps(title, ensure_ascii=False), kind=_KIND)
    with replacing(folder) as fresh:
        suspects = _take_in(fresh, root, slug, raw, head)
    print(f"{folder.relative_to(root)}/ is written: raw.txt, text.yml, passages.json. Now:")
    print("1. Read text.yml line by line: what is ruled furniture is taken away from the text.")
    print(f"2. After a change there: python -m build_edition number {slug}")
    if suspects:
        print("3. Rule on these numbers in emendations.yml, where all are left as they came:")
        print("".join(f"   {line}\n" for line in suspects), end="")
        print(f"   What they may have been: python -m build_edition numbers {slug}")
    print("make serve shows it.")
    return GOOD


def _take_in(fresh: Path, root: Path, slug: str, raw: bytes, head: str) -> list[str]:
    """Fill a new text's folder; answer with its suspect numbers, a line each."""

    def witness(text_yml: str) -> Witness:
        write_file(fresh / "text.yml", text_yml)
        found, problems = inputs.load_witness(root, slug, fresh.relative_to(root).as_posix())
        if found is None:
            raise WrongUseError(f"nothing is written: {problems[0].message}; {problems[0].hint}")
        return found

    write_file(fresh / "raw.txt", raw)
    bare = witness(head)
    proposed = witness(head + propose(bare.raw, bare.head))
    transmitted, _ = clean(proposed)
    records = number(transmitted, ())
    if not records:
        raise WrongUseError(
            "nothing is written: all lines look like what a host puts around a text"
        )
    passages, _ = identify(transmitted, records, proposed.raw_place(1))
    write_file(fresh / "passages.json", inputs.register(records))
    if rulings := ruling_drafts(passages):
        write_file(fresh / "emendations.yml", _EMENDATIONS_YML + rulings)
    return [
        f"{passage.id}: “{suspect.text}”, {suspect.why}"
        for passage in passages
        for suspect in examine(passage.line.text).suspects
    ]
