"""Editors are free: each kind of act on the edition passes its check and turns no test red.

The tests of the program cannot open the editors’ files at all (`conftest.py`, one folder up), so what
is left to try are the check, and the tests of the edition on a state in which all acts were done.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from build_edition.commands.steps.read import edition_at
from build_edition.model import Note, NoteKind, Text
from build_edition.model.note_kinds import NOTE_KINDS
from tests.conftest import sound_edition
from tests.edition.conftest import REAL
from tests.support import ROOT, built

pytestmark = pytest.mark.slow

Act = Callable[[Path], None]


@cache
def notes() -> dict[NoteKind, tuple[Text, Note]]:
    """Return the shortest note of each kind, with its text."""
    every = [(text, note) for text in sound_edition(REAL).texts for note in text.notes]
    every.sort(key=lambda pair: (len(str(pair[1].body)), pair[1].id))
    return {kind: next(pair for pair in every if pair[1].kind == kind) for kind in NOTE_KINDS}


def file_of(root: Path, kind: NoteKind) -> Path:
    """Return the file of the note of that kind."""
    text, note = notes()[kind]
    return root / f"edition/texts/{text.info.slug}/notes/{note.id}.md"


def rewritten(path: Path, pattern: str, instead: str) -> None:
    """Replace the first match of a pattern in a file."""
    content = path.read_text(encoding="utf-8")
    changed, count = re.subn(pattern, instead, content, count=1, flags=re.M)
    assert count, f"{path} has nothing like {pattern}"
    path.write_text(changed, encoding="utf-8")


def retire(root: Path, kind: NoteKind) -> None:
    rewritten(file_of(root, kind), r"^by:", "retired: No longer held.\nby:")


def rename(root: Path, kind: NoteKind) -> None:
    old = file_of(root, kind)
    shutil.copy(old, old.with_name(f"another-{kind}.md"))
    rewritten(old, r"^by:", f"retired: Renamed.\nsuccessor: another-{kind}\nby:")


def reword(root: Path, kind: NoteKind) -> None:
    rewritten(file_of(root, kind), r"\s*\Z", " So much is sure.\n")


def requote(root: Path, kind: NoteKind) -> None:
    """Let a note be about its whole passage."""
    rewritten(file_of(root, kind), r'^on: (\|-\n  .*|"\*")$\n(occurrence: .*\n)?', 'on: "*"\n')


def other_kind(root: Path, kind: NoteKind) -> None:
    """Give a note another kind, one that needs no source."""
    free = (name for name, told in NOTE_KINDS.items() if not told.sourced and name != kind)
    rewritten(file_of(root, kind), r"^kind: .*", f"kind: {next(free)}")


OF_A_NOTE = (retire, rename, reword, requote, other_kind)


def add_note(root: Path) -> None:
    path = file_of(root, "history").with_name("zeppelin.md")
    passage = notes()["history"][0].readings[0].id
    head = (
        f'---\nat: {passage}\non: "*"\nkind: history\ncertainty: unchecked\nby: ["example"]\n---\n'
    )
    path.write_text(f"{head}No zeppelin and no helicopter came.\n", encoding="utf-8")


def emendations(root: Path) -> Path:
    """Return the first file of emendations that changes a word."""
    found = sorted((root / "edition/texts").glob("*/emendations.yml"))
    return next(path for path in found if "\n  read:" in path.read_text(encoding="utf-8"))


def retire_emendation(root: Path) -> None:
    """Retire a ruling that leaves its words as transmitted."""
    for path in sorted((root / "edition/texts").glob("*/emendations.yml")):
        content = path.read_text(encoding="utf-8")
        for entry in re.split(r"(?m)^(?=- id: )", content)[1:]:
            if "  read:" not in entry and "kind: number" not in entry and "retired:" not in entry:
                retired = entry.rstrip() + "\n  retired: Nobody doubts it.\n"
                path.write_text(content.replace(entry, retired), encoding="utf-8")
                return


def rename_person(root: Path) -> None:
    people = root / "edition/people.yml"
    content = people.read_text(encoding="utf-8")
    referred = "".join(re.findall(r"(?:stands-for|drawn-from): (.*)", content))
    errata = (root / "edition/errata.yml").read_text(encoding="utf-8")
    name = next(
        found
        for found in re.findall(r"^- id: (\S+)\n(?!  formerly)", content, re.M)
        if found not in referred and f"person: {found}" not in errata
    )
    rewritten(people, rf"^- id: {name}$", f"- id: {name}-again\n  formerly: [{name}]")


def rename_event(root: Path) -> None:
    errata = (root / "edition/errata.yml").read_text(encoding="utf-8")
    events = root / "edition/events.yml"
    content = events.read_text(encoding="utf-8")
    name = next(
        found
        for found in re.findall(r"^- id: (\S+)\n(?!  formerly)", content, re.M)
        if f"event: {found}" not in errata
    )
    rewritten(events, rf"^- id: {name}$", f"- id: {name}-again\n  formerly: [{name}]")


def add_work(root: Path) -> None:
    path = root / "edition/works.json"
    works = json.loads(path.read_text(encoding="utf-8"))
    works.append({"id": "zzz2026", "type": "book", "title": "A Zeppelin"})
    path.write_text(json.dumps(works, ensure_ascii=False, indent=2), encoding="utf-8")


def reword_works(root: Path) -> None:
    path = root / "edition/works.json"
    works = json.loads(path.read_text(encoding="utf-8"))
    for work in works[::40]:
        work["title"] += ", Again"
    path.write_text(json.dumps(works, ensure_ascii=False, indent=2), encoding="utf-8")


BEGINS = r"^(  {}:(?: >-\n   )? )(?![>|\"'])"
"""Matches where the words of a key begin that are in no quotation marks."""


def replacing(path: str, pattern: str, instead: str) -> Act:
    return lambda root: rewritten(root / "edition" / path, pattern, instead)


def doubt_an_emendation(root: Path) -> None:
    rewritten(emendations(root), r"^  certainty: (high|medium)$", "  certainty: low")


ACTS: dict[str, Act] = {
    "add a note": add_note,
    "doubt an emendation": doubt_an_emendation,
    "retire an emendation": retire_emendation,
    "reword a person": replacing("people.yml", BEGINS.format("who"), r"\1Again "),
    "take a name from a person": replacing("people.yml", r'^  names: \[("[^"]*"), ', "  names: ["),
    "rename a person": rename_person,
    "reword an event": replacing("events.yml", BEGINS.format("record"), r"\1Again "),
    "rename an event": rename_event,
    "add a work": add_work,
    "reword works": reword_works,
    "reword the abstract": replacing("edition.yml", r"^abstract: >-\n", "abstract: >-\n  So.\n"),
    "name a contact": replacing(
        "edition.yml", r"^version:", "contact: https://example.org/\nversion:"
    ),
}


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A copy of the edition for an editor to change, with the pages around it."""
    shutil.copytree(REAL / "edition", tmp_path / "edition")
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=built)
    for name in ("CITATION.cff", "mkdocs.yml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", NOTE_KINDS)
@pytest.mark.parametrize("act", OF_A_NOTE)
def test_what_an_editor_does_with_a_note_passes_the_check(
    act: Callable[[Path, NoteKind], None], kind: NoteKind, state: Path
) -> None:
    passes_the_check(state, lambda root: act(root, kind))


@pytest.mark.parametrize("name", ACTS)
def test_an_act_of_an_editor_passes_the_check(name: str, state: Path) -> None:
    passes_the_check(state, ACTS[name])


def passes_the_check(state: Path, act: Act) -> None:
    """Fail if an act changes nothing, or if the check finds an error after it."""
    before = {path: path.read_bytes() for path in (state / "edition").rglob("*") if path.is_file()}
    act(state)
    after = {path: path.read_bytes() for path in (state / "edition").rglob("*") if path.is_file()}
    assert before != after
    _, problems = edition_at(state)
    assert [problem for problem in problems if problem.severity == "error"] == []


@pytest.mark.hard
@pytest.mark.parametrize("act", OF_A_NOTE)
def test_the_tests_of_the_edition_hold_after_such_acts(
    act: Callable[..., None], state: Path
) -> None:
    for kind in NOTE_KINDS:
        act(state, kind)
    for other in ACTS.values():
        other(state)
    tests = [os.fspath(path) for path in sorted((ROOT / "tests/edition").glob("test_*.py"))]
    others = [path for path in tests if not path.endswith("test_acts.py")]
    # As a run of its own, which builds the state anew and does not take a site that another built.
    alone = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_XDIST")}
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *others],
        cwd=ROOT,
        env={**alone, "EDITION_UNDER_TEST": os.fspath(state)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout[-3000:]
