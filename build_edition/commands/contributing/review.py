"""The command for reviewers: what kind of change this is, and what it does to each entry."""

import argparse
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from build_edition.addresses.history import kept
from build_edition.commands.contributing.as_read import Copy, cited, read_copy
from build_edition.commands.contributing.changed_files import changed_files
from build_edition.commands.printing.problems import where_explained
from build_edition.commands.printing.review import Change, Entry, review
from build_edition.commands.steps.outcome import GOOD, PROBLEMS, WrongUseError, verdict
from build_edition.commands.steps.project import root_of
from build_edition.model import Place
from build_edition.sources.formats.names import IMPRINT
from build_edition.sources.parsing.files import read_bytes
from build_edition.sources.release_register import REGISTER

_NOTE = re.compile(r"edition/texts/([^/]+)/notes/([^/]+)\.md")


def run_review(options: argparse.Namespace) -> int:
    """Print what a change is, what the check says of it, and each entry before and after it.

    The exit code is 1 only if the change takes back what was released.
    """
    base, root = options.base, root_of(options)
    if not (base / IMPRINT).is_file():
        raise WrongUseError(f"{base} holds no edition: {IMPRINT} is not there")
    before, after = _cited(read_copy(base), read_copy(root))
    taken_back = tuple(kept(before.released, after.released, Place(REGISTER)))
    problems = (*taken_back, *after.problems)
    files = [path for path in changed_files(base, root) if not _within(root / path, base)]
    change = Change(
        files,
        before.entries,
        after.entries,
        dict(_faulty(root, files, after)),
        problems,
        frozenset(before.problems),
    )
    explained = where_explained(problems, os.environ.get("SITE_URL", ""))
    sys.stdout.write(review(change, verdict(problems), explained))
    return PROBLEMS if taken_back else GOOD


def _within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _faulty(root: Path, files: list[str], after: Copy) -> Iterator[tuple[Entry, str]]:
    """Yield each changed note in which the check finds errors, with its content."""
    for path in files:
        match = _NOTE.fullmatch(path)
        entry = Entry("note", *match.groups()) if match else None
        if entry and entry not in after.entries:
            content, problem = read_bytes(root, path)
            if not problem:
                yield entry, content.decode("utf-8", "replace")


def _cited(before: Copy, after: Copy) -> tuple[Copy, Copy]:
    """Return two copies in which each work that differs is also cited as readers see it."""
    keys = {*before.works, *after.works}
    changed = [key for key in keys if _csl(before, key) != _csl(after, key)]
    return _with_cited(before, changed), _with_cited(after, changed)


def _csl(copy: Copy, key: str) -> str:
    return copy.works[key].csl if key in copy.works else ""


def _with_cited(copy: Copy, keys: list[str]) -> Copy:
    shown = cited(copy.works[key] for key in keys if key in copy.works)
    entries: Mapping[Entry, str] = {
        **copy.entries,
        **{
            entry: f"{words}\n{copy.entries[entry]}"
            for key, words in shown.items()
            if (entry := Entry("work", "", key)) in copy.entries
        },
    }
    return replace(copy, entries=entries)
