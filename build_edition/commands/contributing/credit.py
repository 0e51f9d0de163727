"""The command that finds, in the history of the files, the people the edition must credit."""

import argparse
import json
import subprocess
from pathlib import Path

from build_edition import edition
from build_edition.commands.steps.outcome import GOOD, PROBLEMS, WrongUseError
from build_edition.commands.steps.project import root_of
from build_edition.notes.contributors import shares, unnamed
from build_edition.sources.load import load_sources


def run_credit(options: argparse.Namespace) -> int:
    """Print, for `edition.yml`, authors in the files' history whom the edition does not name."""
    root = root_of(options)
    sources, _ = load_sources(root)
    built = edition.build(sources)[0] if sources else None
    if built is None:
        print("The edition has problems; `check` lists them.")
        return PROBLEMS
    imprint = built.imprint
    named = {*imprint.editors, *imprint.contributors, *shares(built.texts, ())}
    found = unnamed(_authors(root), named)
    print(
        "Add to `contributors` in edition/edition.yml:"
        if found
        else "Everybody in the history is named."
    )
    print("".join(f"  - {json.dumps(name, ensure_ascii=False)}\n" for name in found), end="")
    return GOOD


def _authors(root: Path) -> list[str]:
    """Return the author of each change to the edition's files, by name, as `.mailmap` spells it.

    Those whom a change names as its authors too, as merged pull requests do, are among them.
    """
    together = "%(trailers:key=Co-authored-by,valueonly)"
    command = ["git", "log", f"--format=%aN%n{together}", "--", "edition", "docs"]
    try:
        ended = subprocess.run(command, cwd=root, capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        raise WrongUseError("there is no git history here to read") from error
    lines = ended.stdout.decode("utf-8", "replace").splitlines()
    return [line.partition("<")[0].strip() for line in lines]
