"""The command that takes works from a reference manager into `works.json`."""

import argparse
import json
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from build_edition.commands.contributing.as_read import cited
from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS, WrongUseError
from build_edition.commands.steps.project import new_name, root_of
from build_edition.model import Problem, Work
from build_edition.output.files import write_file
from build_edition.proposals.works import Taken, key_for, same_work, taken
from build_edition.sources.formats.validation import validated_entries
from build_edition.sources.formats.work import WorkFormat, known_variables
from build_edition.sources.parsing.files import read
from build_edition.sources.parsing.json_places import read_json
from build_edition.sources.reference import WORKS, load_reference


def run_work(options: argparse.Namespace) -> int:
    """Add the works of a CSL-JSON file to `works.json`, and print how each is cited."""
    root = root_of(options)
    items = _exported(options.file)
    listed = _listed(root)
    if options.key and len(items) != 1:
        raise WrongUseError(f"--key names one work, but {options.file} has {len(items)}")
    known = {str(entry.get("id")) for entry in listed}
    if options.key:
        new_name(options.key, known)
    added: list[Taken] = []
    for item in items:
        if key := same_work(item, iter([*listed, *(new.entry for new in added)])):
            print(f"{key} is already listed: {str(item.get('title'))[:80]}")
            continue
        key = options.key or key_for(item, {*known, *(str(new.entry["id"]) for new in added)})
        added.append(taken(item, known_variables(), key))
    if problems := _problems(added, options.file):
        print(as_text(problems), end="")
        print("nothing was added: correct these in the reference manager, and export again")
        return PROBLEMS
    if added:
        write_file(root / WORKS, _written(listed, added))
        _report(root, added)
    return GOOD


def _exported(file: Path) -> Sequence[Mapping[str, Any]]:
    """Return the works of an export; raises WrongUseError if it holds none."""
    document, problems = read(file.parent, file.name)
    document = document if problems else read_json(document.data, str(file))
    if problems := [*problems, *document.problems]:
        raise WrongUseError(f"{file}: {problems[0].message}; {problems[0].hint}")
    items = [document.data] if isinstance(document.data, dict) else document.data
    if not isinstance(items, list) or not items or not all(isinstance(i, dict) for i in items):
        raise WrongUseError(f"{file} is not CSL-JSON: export the works as “CSL JSON”")
    return items


def _listed(root: Path) -> list[dict[str, Any]]:
    """Return the entries of `works.json`; raises WrongUseError if it is not a list of entries."""
    if not (root / WORKS).exists():
        return []
    document, problems = read(root, WORKS)
    document = document if problems else read_json(document.data, WORKS)
    entries = document.data
    if problems or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise WrongUseError(f"{WORKS} cannot be read; `check` says what is wrong with it")
    return entries


def _problems(added: Sequence[Taken], file: Path) -> list[Problem]:
    """Return what is still wrong with works that would be added, as if the export were the file."""
    content = json.dumps([new.entry for new in added], ensure_ascii=False, indent=2)
    document = read_json(content, file.name)
    validated_entries(document, WorkFormat)
    return document.problems


def _written(listed: Sequence[Mapping[str, Any]], added: Sequence[Taken]) -> str:
    """Return the content of `works.json` with works added, each where its key belongs."""
    entries = [*listed]
    for new in added:
        keys = [str(entry.get("id")) for entry in entries]
        entries.insert(bisect(keys, str(new.entry["id"])), new.entry)
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _report(root: Path, added: Sequence[Taken]) -> None:
    """Print each work as the bibliography has it, its key, and what was left out."""
    keys = {str(new.entry["id"]): new for new in added}
    shown = cited(work for work in _works(root) if work.key in keys)
    for key, new in keys.items():
        print(f"{key}: {shown.get(key, new.entry.get('title'))}")
        if new.left_out:
            print(f"  left out: {', '.join(new.left_out)}")
    print(
        f'Compare each with a catalogue, and cite it: sources: ["{next(iter(keys))}, p. 12 [read]"]'
    )


def _works(root: Path) -> Iterator[Work]:
    yield from load_reference(root)[0].works
