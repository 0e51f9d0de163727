"""Builds that are killed, run out of room, or run in odd surroundings lose and spoil nothing."""

import os
import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT, project_files

BUILD = (sys.executable, "-m", "build_edition", "--root")


def site(root: Path) -> dict[str, bytes]:
    """Return the files of a built site, by path in it."""
    files = (path for path in (root / "site").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def build(root: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own, with these variables in its environment."""
    command = (*BUILD, str(root), "build")
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | given, capture_output=True, text=True, check=False
    )


@pytest.mark.hard
def test_a_build_killed_at_any_moment_leaves_a_whole_site(letters: Path) -> None:
    note = letters / "edition/texts/letter/notes/ship.md"
    contents = [note.read_text(encoding="utf-8"), ""]
    contents[1] = contents[0].replace("No *ship* called", "No *boat* came")
    whole = []
    for content in contents:
        note.write_text(content, encoding="utf-8")
        assert build(letters).returncode == 0
        whole.append(site(letters))
    everything = project_files(letters)
    chance = random.Random(20)
    killed = 0
    for n in range(100):
        note.write_text(contents[n % 2], encoding="utf-8")
        with subprocess.Popen(
            (*BUILD, str(letters), "build"),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                process.wait(chance.uniform(0.1, 3.0))
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
        assert site(letters) in whole
    assert killed > 30
    note.write_text(contents[1], encoding="utf-8")
    assert build(letters).returncode == 0
    assert project_files(letters) == everything  # nothing half-written is left either


@pytest.mark.hard
@pytest.mark.parametrize("room", [0, 1_000, 10_000, 60_000])
def test_a_build_that_runs_out_of_room_says_so_in_a_line(room: int, letters: Path) -> None:
    assert build(letters).returncode == 0
    before = site(letters)
    note = letters / "edition/texts/letter/notes/ship.md"
    note.write_text(note.read_text("utf-8").replace("No *ship*", "No *boat*"), encoding="utf-8")
    ended = subprocess.run(
        (*BUILD, str(letters), "build"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "File too large" in ended.stderr
    assert site(letters) == before
    assert build(letters).returncode == 0
    assert not [path for path in letters.rglob(".*.[0-9]*") if path.is_file()]


@pytest.mark.hard
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(letters: Path) -> None:
    assert build(letters).returncode == 0
    before = site(letters)
    (letters / "edition/edition.yml").write_text(
        (letters / "edition/edition.yml").read_text("utf-8").replace("Letters", "Mail"), "utf-8"
    )
    (letters / "docs/texts/letter").chmod(0o555)
    try:
        ended = build(letters)
    finally:
        (letters / "docs/texts/letter").chmod(0o755)
    assert ended.returncode == 1
    assert "Permission denied" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert site(letters) == before


@pytest.mark.hard
@pytest.mark.parametrize(
    "given",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "xx_XX.nowhere"},
        {"LC_ALL": "tr_TR.ISO-8859-9", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"TZ": "Pacific/Kiritimati", "HOME": "/nowhere"},
        {"PYTHONHASHSEED": "1", "COLUMNS": "1"},
    ],
    ids=["C", "unknown", "Turkish", "ASCII", "far away", "hash seed"],
)
def test_odd_surroundings_change_no_byte(given: dict[str, str], letters: Path) -> None:
    assert build(letters).returncode == 0
    expected = project_files(letters)
    for path in sorted(letters.rglob("*"), reverse=True):
        if path.is_file() and not path.is_relative_to(letters / "edition"):
            path.unlink() if path.name != "mkdocs.yml" else None
    ended = build(letters, **given)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert project_files(letters) == expected
    note = letters / "edition/texts/letter/notes/ship.md"
    note.write_text(note.read_text("utf-8").replace("the ship", "das Schiff “毛”"), "utf-8")
    ended = build(letters, **given)
    assert ended.returncode == 1
    assert "words-not-found" in ended.stderr
    assert "Traceback" not in ended.stderr
