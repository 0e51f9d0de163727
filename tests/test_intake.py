"""Taking in a text anew, numbering afresh, and what must be settled before a release."""

import json
import re
from pathlib import Path

import pytest
import yaml

from build_edition.cli import main
from tests.support import small_edition

RAW = """Home
Log in
The Harbour

CHAPTER I

The ship was old, and nobody had seen it leave the harbour for years.

CHAPTER II

It left in the spring of the year 1956, and nobody followed it.
"""


@pytest.fixture
def taken(small: Path) -> Path:
    """An edition to which a text was added."""
    (small / "new.txt").write_text(RAW, encoding="utf-8")
    assert main(["--root", str(small), "text", "new", str(small / "new.txt")]) == 0
    return small


def ids(root: Path, slug: str = "new") -> list[str]:
    """Return the ids of a text's passages, those that are gone included."""
    path = root / f"edition/texts/{slug}/passages.json"
    return [record["id"] for record in json.loads(path.read_text(encoding="utf-8"))]


def edit(root: Path, old: str, new: str, name: str = "new/text.yml") -> None:
    """Replace words in a file of a text."""
    path = root / "edition/texts" / name
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")


def test_what_is_taken_away_is_told_line_by_line(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "new.txt").write_text(RAW, encoding="utf-8")
    assert main(["--root", str(small), "text", "new", str(small / "new.txt")]) == 0
    told = capsys.readouterr().out
    assert "2 lines are taken away:\n  1 “Home”: the host’s navigation\n" in told
    assert main(["--root", str(small), "propose", "new"]) == 0
    assert "#   1 “Home”: the host’s navigation\n" in capsys.readouterr().out


def test_each_line_is_shown_with_what_it_becomes(
    taken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["--root", str(taken), "propose", "new", "--lines"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["1", "furniture", "Home"]
    assert lines[3].split() == ["4"]
    assert lines[4].split() == ["5", "heading", "1", "CHAPTER", "I"]


def test_numbering_afresh_leaves_no_trace_of_ids_before(taken: Path) -> None:
    assert ids(taken) == ["p1", "p2", "p3", "p4", "p5"]
    edit(taken, "  - lines: 1\n", "  - lines: 1-3\n")
    edit(taken, '  - lines: 2\n    begins: "Log in"\n', '  - lines: 4\n    begins: ""\n')
    path = taken / "edition/texts/new/text.yml"
    words = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"  - lines: 4\n(?:    .*\n)*", "", words), encoding="utf-8")
    assert main(["--root", str(taken), "number", "new"]) == 0
    assert ids(taken) == ["p1", "p2", "p3", "p4", "p5"]
    assert main(["--root", str(taken), "number", "new", "--afresh"]) == 0
    assert ids(taken) == ["p1", "p2", "p3", "p4"]
    assert main(["--root", str(taken), "check"]) == 0


def test_proposing_again_keeps_what_editors_said(taken: Path) -> None:
    edit(taken, "kind: A text that was just added", "kind: A novel")
    edit(taken, "    as: heading", "    as: caption")
    text_yml = (taken / "edition/texts/new/text.yml").read_text(encoding="utf-8")
    (taken / "edition/texts/new/text.yml").write_text(f"{text_yml}caveat: Made up.\n", "utf-8")
    assert main(["--root", str(taken), "text", "new", "--again"]) == 0
    after = yaml.safe_load((taken / "edition/texts/new/text.yml").read_text(encoding="utf-8"))
    assert (after["kind"], after["caveat"]) == ("A novel", "Made up.")
    assert [r["as"] for r in after["rulings"]].count("heading") == 2
    assert (taken / "edition/texts/new/raw.txt").read_text(encoding="utf-8") == RAW
    assert main(["--root", str(taken), "check"]) == 0


@pytest.mark.parametrize(
    "command", [["text", "letter", "--again"], ["number", "letter", "--afresh"]]
)
def test_a_text_with_notes_is_not_numbered_afresh(
    command: list[str], small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {p: p.read_bytes() for p in (small / "edition").rglob("*") if p.is_file()}
    assert main(["--root", str(small), *command]) == 2
    assert "which name passages by their ids" in capsys.readouterr().err
    assert before == {p: p.read_bytes() for p in (small / "edition").rglob("*") if p.is_file()}


def test_a_released_text_keeps_its_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_edition(tmp_path)
    assert main(["--root", str(root), "release", "0.1.0", "--date", "2026-01-02"]) == 0
    (root / "edition/texts/letter/notes/ship.md").unlink()
    for command in (["text", "letter", "--again"], ["number", "letter", "--afresh"]):
        capsys.readouterr()
        assert main(["--root", str(root), *command]) == 2
        assert "letter was released with 0.1.0" in capsys.readouterr().err


def test_a_release_asks_for_kind_and_rights(
    taken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["--root", str(taken), "check"]) == 0
    assert capsys.readouterr().out.count("text-unsettled (warning)") == 2
    assert main(["--root", str(taken), "release", "0.1.0", "--date", "2026-01-02"]) == 1
    assert capsys.readouterr().err.count("text-unsettled") == 2
    edit(taken, "kind: A text that was just added", "kind: A novel")
    edit(taken, "To be settled: who owns", "In the public domain, whoever owned")
    assert main(["--root", str(taken), "release", "0.1.0", "--date", "2026-01-02"]) == 0


@pytest.mark.parametrize(
    ("ruling", "told"),
    [
        ("{as: heading}", "no lines are named"),
        ("{lines: 1, as: heading}", "the first words of the first line are missing"),
        ("{like: '#', as: heading}", "the ruling does not say how many lines are like this"),
        ("{lines: 1, begins: L, like: '#', times: 1, as: heading}", "either `lines` or `like`"),
        ("{like: '#', times: 0, as: heading}", "times"),
        ("{lines: 1, begins: L, as: chapter}", "as"),
    ],
)
def test_a_ruling_says_on_which_lines_it_is(
    ruling: str, told: str, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(small, "rulings:\n", f"rulings:\n  - {ruling}\n", "letter/text.yml")
    assert main(["--root", str(small), "check"]) == 1
    assert told in capsys.readouterr().out
