"""The command that adds a raw text to the edition and proposes rules and ids for it."""

import argparse
import json
import sys
from pathlib import Path

from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS, WrongUseError
from build_edition.commands.steps.project import new_name, root_of
from build_edition.damage.overwritten import strong_signs
from build_edition.model import TextSource
from build_edition.output.files import replacing, write_file
from build_edition.proposals.line_rulings import propose
from build_edition.sources.formats.names import TEXTS
from build_edition.sources.load import TAKEN
from build_edition.sources.parsing.decoding import decoded
from build_edition.sources.passage_register import passage_register
from build_edition.sources.text_source import load_text_source
from build_edition.texts.clean import clean
from build_edition.texts.passages import identify, number

_TEXT_YML = """# yaml-language-server: $schema=../../schemas/text.schema.json
# Proposed by the program: read every line, correct it, and delete this comment.
slug: {slug}
title: {title}
kind: {kind}
rights: "To be settled: who owns this text, and on what grounds it is reproduced"
"""


_KIND = "A text that was just added"


def run_text(options: argparse.Namespace) -> int:
    """Add a raw text, byte for byte, with proposed rules and ids; print the next steps."""
    root, slug = root_of(options), new_name(options.slug, TAKEN)
    folder = root / TEXTS / slug
    if folder.exists():
        raise WrongUseError(f"{folder} already exists; a raw text is never overwritten")
    if not options.file.is_file():
        raise WrongUseError(f"{options.file} is not a file")
    raw = options.file.read_bytes()
    words, problems = decoded(raw, str(options.file))
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
        signs = _take_in(fresh, root, slug, raw, head)
    print(
        f"{folder.relative_to(root)}/ was created with raw.txt, text.yml and passages.json. Next:"
    )
    print("1. Read text.yml line by line: lines that are ruled furniture are left out of the text.")
    print(f"2. After a change there, run: python -m build_edition number {slug}")
    if signs:
        print("3. These numbers look as if other digits had been written over them:")
        print("".join(f"   {line}\n" for line in signs), end="")
        print("   If they were, add `numbers: overwritten` to text.yml; if not, `numbers: sound`.")
        print(f"   What they may have been: python -m build_edition numbers {slug}")
        print(f"   Rulings on them, drafted: python -m build_edition propose {slug} --numbers")
    print("To look at it: make serve")
    return GOOD


def _take_in(fresh: Path, root: Path, slug: str, raw: bytes, head: str) -> list[str]:
    """Fill a new text's folder; return strong signs of overwritten numbers, one line for each."""

    def source(text_yml: str) -> TextSource:
        write_file(fresh / "text.yml", text_yml)
        found, problems = load_text_source(root, slug, fresh.relative_to(root).as_posix())
        if found is None:
            raise WrongUseError(f"nothing was written: {problems[0].message}; {problems[0].hint}")
        return found

    write_file(fresh / "raw.txt", raw)
    bare = source(head)
    proposed = source(head + propose(bare.raw, bare.info))
    transmitted, _ = clean(proposed)
    records = number(transmitted, ())
    if not records:
        raise WrongUseError(
            "nothing was written: every line looks like what a website puts around a text"
        )
    passages, _ = identify(transmitted, records, proposed.raw_place(1))
    write_file(fresh / "passages.json", passage_register(records))
    signs = strong_signs([passage.line.text for passage in passages])
    return [f"{passages[n].id}: “{suspect.text}”, {suspect.why}" for n, suspect in signs]
