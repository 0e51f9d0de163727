"""The command that adds a raw text to the edition and proposes rules and ids for it."""

import argparse
import json
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from build_edition.commands.steps.outcome import GOOD, PROBLEMS, WrongUseError
from build_edition.commands.steps.project import new_name, refuse_if_released, root_of, slug_of
from build_edition.damage.overwritten import strong_signs
from build_edition.model import UNSETTLED_KIND, UNSETTLED_RIGHTS, TextSource
from build_edition.output.files import replacing, write_file
from build_edition.proposals.languages import language_of
from build_edition.proposals.line_rulings import proposed
from build_edition.proposals.text_yml import as_yaml, taken_away
from build_edition.sources.formats.names import TEXTS
from build_edition.sources.load import TAKEN
from build_edition.sources.parsing.encodings import encoding_of, examples
from build_edition.sources.passage_register import passage_register
from build_edition.sources.text_source import load_text_source
from build_edition.texts.clean import clean
from build_edition.texts.passages import identify, is_large, number

_TEXT_YML = """# yaml-language-server: $schema=../../schemas/text.schema.json
# Proposed by the program: read every line, correct it, and delete this comment.
slug: {slug}
title: {title}
kind: {kind}
rights: {rights}
"""

_PROPOSED = re.compile(
    r"^(?:sha256|encoding|rules|speakers|rulings):[^\n]*\n(?:(?:[ \t#-][^\n]*)?\n)*", re.M
)
"""Matches what `text` proposes in a `text.yml`, each key with all that is below it."""


@dataclass(frozen=True)
class _Taken:
    """What was told while a text was taken in: what is taken away, numbers that look overwritten.

    `large` says that the text is too large for one page.
    """

    away: list[str]
    signs: list[str]
    large: bool


def run_text(options: argparse.Namespace) -> int:
    """Add a raw text, byte for byte, with proposed rules and ids; print the next steps."""
    root = root_of(options)
    if options.again:
        return _again(root, slug_of(options.slug), options)
    slug = new_name(options.slug, TAKEN)
    folder = root / TEXTS / slug
    if folder.exists():
        hint = f"; to propose anew for it: text {slug} --again"
        raise WrongUseError(f"{folder} already exists; a raw text is never overwritten{hint}")
    if options.file is None or not options.file.is_file():
        raise WrongUseError(f"{options.file or 'the raw text’s file'} is not a file")
    raw = options.file.read_bytes()
    encoding = _encoding(raw, options.file)
    if not encoding:
        return PROBLEMS
    title = options.title or slug.replace("-", " ").capitalize()
    head = _TEXT_YML.format(
        slug=slug,
        title=json.dumps(title, ensure_ascii=False),
        kind=UNSETTLED_KIND,
        rights=json.dumps(UNSETTLED_RIGHTS),
    )
    if language := language_of(raw.decode(encoding)):
        head += f"language: {language}\n"
    with replacing(folder) as fresh:
        taken = _take_in(fresh, root, slug, raw, head, encoding)
    made = f"{folder.relative_to(root)}/ was created with raw.txt, text.yml and passages.json."
    _tell(made, slug, raw, encoding, taken)
    return GOOD


def _again(root: Path, slug: str, options: argparse.Namespace) -> int:
    """Propose anew for a text of which nothing is released; what its editors said of it is kept."""
    folder = root / TEXTS / slug
    if not (folder / "text.yml").is_file():
        raise WrongUseError(f"there is no text {slug} to propose for again")
    if options.file or options.title:
        raise WrongUseError("with --again the raw text and its title stay: name neither")
    refuse_if_released(root, slug)
    _refuse_if_worked_on(folder)
    raw = (folder / "raw.txt").read_bytes()
    encoding = _encoding(raw, folder / "raw.txt")
    if not encoding:
        return PROBLEMS
    head = _PROPOSED.sub("", (folder / "text.yml").read_text(encoding="utf-8")).rstrip() + "\n"
    with replacing(folder) as fresh:
        if (folder / "notes").is_dir():
            shutil.copytree(folder / "notes", fresh / "notes")
        taken = _take_in(fresh, root, slug, raw, head, encoding)
    made = f"{folder.relative_to(root)}/: rules, rulings and ids were proposed anew."
    _tell(made, slug, raw, encoding, taken)
    return GOOD


def _refuse_if_worked_on(folder: Path) -> None:
    """Raise WrongUseError if editors have written notes or emendations, which name passages."""
    notes = len([*folder.glob("notes/*.md")])
    path = folder / "emendations.yml"
    words = path.read_text(encoding="utf-8") if path.is_file() else ""
    ruled = len(re.findall(r"^- id:", words, re.M))
    if notes or ruled:
        found = f"{notes} notes and {ruled} emendations" if notes and ruled else ""
        found = found or (f"{notes} notes" if notes else f"{ruled} emendations")
        raise WrongUseError(
            f"{folder.name} has {found}, which name passages by their ids: change text.yml by hand,"
            f" and run: python -m build_edition number {folder.name}"
        )


def _encoding(raw: bytes, path: Path) -> str:
    """Return the encoding of a raw text, or nothing after saying why it cannot be taken in."""
    encoding = encoding_of(raw)
    if encoding and raw.decode(encoding).strip("\ufeff \t\r\n\x0b\x0c\u00a0\u2028\u2029"):
        return encoding
    told = "there are no words in it"
    if not encoding:
        told = (
            "its encoding was not recognised: no known one gives back the same bytes. If it is a "
            "word processor’s file or a PDF, export it as plain text"
        )
    print(f"{path}: {told}", file=sys.stderr)
    return ""


def _take_in(fresh: Path, root: Path, slug: str, raw: bytes, head: str, encoding: str) -> _Taken:
    """Fill a new text's folder, and return what is to be told of it."""

    def source(text_yml: str) -> TextSource:
        write_file(fresh / "text.yml", text_yml)
        found, problems = load_text_source(root, slug, fresh.relative_to(root).as_posix())
        if found is None:
            at = problems[0].place
            where = f"{Path(at.path).name}, line {at.line}"
            raise WrongUseError(
                f"nothing was written: {where}: {problems[0].message}; {problems[0].hint}"
            )
        return found

    write_file(fresh / "raw.txt", raw)
    bare = source(head + (f"encoding: {encoding}\n" if encoding != "utf-8" else ""))
    for found in (whole := proposed(bare.raw, bare.info), whole.plain()):
        ready = source(head + as_yaml(bare.raw, bare.info, found))
        transmitted, problems = clean(ready)
        if not any(problem.severity == "error" for problem in problems):
            break
    records = number(transmitted, ())
    passages, _ = identify(transmitted, records, ready.raw_place(1))
    write_file(fresh / "passages.json", passage_register(records))
    signs = strong_signs([passage.line.text for passage in passages])
    told = [f"{passages[n].id}: “{suspect.text}”, {suspect.why}" for n, suspect in signs]
    return _Taken(taken_away(found), told, is_large(passages))


def _tell(made: str, slug: str, raw: bytes, encoding: str, taken: _Taken) -> None:
    """Print what was made of a text, and what is to be done next."""
    print(made)
    if encoding != "utf-8":
        shown = ", ".join(f"“{word}”" for word in examples(raw.decode(encoding)))
        print(f"It was read as {encoding}, which text.yml records: {shown}")
    for line in taken.away:
        print(line)
    print("Next:")
    print("1. Read text.yml line by line; each proposal says what it was told from.")
    print(f"   What each line becomes: python -m build_edition propose {slug} --lines")
    print(f"2. After a change there, run: python -m build_edition number {slug} --afresh")
    if taken.signs:
        print("3. These numbers look as if other digits had been written over them:")
        print("".join(f"   {line}\n" for line in taken.signs), end="")
        print("   If they were, add `numbers: overwritten` to text.yml; if not, `numbers: sound`.")
        print(f"   What they may have been: python -m build_edition numbers {slug}")
        print(f"   Rulings on them, drafted: python -m build_edition propose {slug} --numbers")
    if taken.large:
        print(
            f"{4 if taken.signs else 3}. The text is too large for one page: a phone would take seconds to show it."
        )
        print("   Divide it into parts before its first release; afterwards they cannot change.")
        print(
            f"   What they could be, for text.yml: python -m build_edition propose {slug} --parts"
        )
    print("To look at it: make serve")
