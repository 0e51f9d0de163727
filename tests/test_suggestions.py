"""A note that is suggested in an issue becomes a file with its author credited, whatever it says."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_edition.cli import main
from build_edition.model import NOTE_KINDS
from build_edition.proposals.notes import Found, suggested_file
from build_edition.proposals.suggestions import LABELS, read_suggestion
from build_edition.sources.notes import parse_note
from tests.support import ROOT

FORM = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/suggest.yml").read_text(encoding="utf-8"))
FIELDS = {field["attributes"].get("label"): field for field in FORM["body"]}
NOTES = "edition/texts/letter/notes"


def body(**given: str) -> str:
    """Return an issue's text as the form writes it."""
    values = {
        "Passage": "https://example.org/two-tigers/texts/letter/#p2",
        "Words": "the  ship",
        "Kind": "fiction (invented)",
        "Note": "No ship was\r\ncalled so.",
        "Source": "_No response_",
        "Name": "_No response_",
        **given,
    }
    return "\r\n\r\n".join(f"### {label}\r\n\r\n{words}" for label, words in values.items())


def issue(small: Path, **given: Any) -> Path:
    """Write an issue as the host prints it, and return the file."""
    user = {"login": "example", "id": 12345}
    file = small / "issue.json"
    content = {"number": 7, "user": user, "body": body(), **given}
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def test_the_form_has_the_fields_that_are_read_and_offers_every_kind() -> None:
    assert [label for label in FIELDS if label] == [*LABELS]
    kinds = {option.partition(" ")[0] for option in FIELDS["Kind"]["attributes"]["options"]}
    assert kinds == {*NOTE_KINDS}
    asked = [f for label, f in FIELDS.items() if label and f.get("validations", {}).get("required")]
    assert len(asked) == 4


def test_an_issue_becomes_a_note_of_its_author(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = issue(small)
    assert main(["--root", str(small), "note", "--from-issue", str(file)]) == 0
    said = capsys.readouterr().out
    assert f"{NOTES}/the-ship.md was created, by example." in said
    assert "'Co-authored-by: example <12345+example@users.noreply.github.com>'" in said
    assert "'Add a note suggested in #7'" in said
    note, problems = parse_note(
        (small / NOTES / "the-ship.md").read_text("utf-8"), "letter", "x", "x"
    )
    assert not problems
    assert note
    assert (note.lemma.at, note.lemma.on, note.by) == ("p2", "the ship", ("example",))
    assert (note.kind, note.certainty, note.source) == ("fiction", "unchecked", "")
    assert note.body[0][0].text == "No ship was called so."
    assert main(["--root", str(small), "check"]) == 0


def test_a_name_and_a_source_that_are_given_are_taken(small: Path) -> None:
    file = issue(small, body=body(Name="A. Example, Jr.", Source="Example: “Ships” # 3\n\n@1956"))
    assert main(["--root", str(small), "note", "--from-issue", str(file)]) == 0
    note, _ = parse_note((small / NOTES / "the-ship.md").read_text("utf-8"), "letter", "x", "x")
    assert note
    assert note.by == ("A. Example, Jr.",)
    assert note.source == "Example: “Ships” # 3\n\n@1956"


def test_the_text_of_an_issue_is_enough(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = small / "issue.md"
    file.write_text(body(Name="example", Passage="letter p2"), encoding="utf-8")
    assert main(["--root", str(small), "note", "--from-issue", str(file)]) == 0
    assert "Co-authored-by" not in capsys.readouterr().out


def test_what_the_check_finds_is_said_and_the_file_is_kept(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = issue(small, body=body(Words="the shop", Note="Ask example@example.org."))
    assert main(["--root", str(small), "note", "--from-issue", str(file)]) == 1
    said = capsys.readouterr().out
    assert "e-mail address" in said
    assert "Ask example@example.org." in (small / NOTES / "the-shop.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"body": "Hello"}, "it has no “### Passage”"),
        ({"body": None}, "it has no “### Passage”"),
        ({"body": body(Passage="page 3")}, "its passage is not an address"),
        ({"body": body(Passage="https://x.org/texts/../#p2")}, "its passage is not an address"),
        ({"body": body(Passage="https://x.org/texts/other/#p2")}, "about a text other"),
        ({"body": body(Kind="a lie")}, "its kind is none of"),
        ({"user": {"login": "$(x)", "id": "y"}}, "does not say who suggests it"),
        ({"user": None}, "does not say who suggests it"),
    ],
)
def test_what_is_no_suggestion_leaves_nothing(
    given: dict[str, Any], said: str, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted((small / NOTES).iterdir())
    assert main(["--root", str(small), "note", "--from-issue", str(issue(small, **given))]) == 2
    assert said in capsys.readouterr().err
    assert sorted((small / NOTES).iterdir()) == before


def test_what_is_broken_is_said_in_a_line(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "issue.json").write_text("{", encoding="utf-8")
    for arguments in (["--from-issue", str(small / "issue.json")], [], ["letter"]):
        assert main(["--root", str(small), "note", *arguments]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert main(["--root", str(small), "note", "--from-issue", str(small / "none.json")]) == 1


@given(*[st.text(st.characters(exclude_categories=["Cs"]), max_size=40)] * 4)
def test_whatever_is_written_changes_no_other_field(
    words: str, note: str, source: str, name: str
) -> None:
    given = {"Words": words, "Note": note, "Source": source, "Name": name}
    suggestion = read_suggestion(body(**given))
    content = suggested_file(suggestion, Found("p2", 1, 1), suggestion.words, name)
    found, problems = parse_note(content, "letter", "x", "x.md")
    assert problems or found
    if found:
        assert (found.lemma.at, found.kind, found.certainty) == ("p2", "fiction", "unchecked")
        assert found.by == (name.strip(),)


def test_who_shares_in_a_commit_is_credited(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (
        ["init", "--quiet"],
        ["add", "."],
        [
            *("-c", "user.name=First Example", "-c", "user.email=first@example.org"),
            *("commit", "--quiet", "-m", "A note\n\nCo-authored-by: Second <2+x@example.org>"),
        ],
    ):
        subprocess.run(["git", *command], cwd=small, check=True)
    assert main(["--root", str(small), "credit"]) == 0
    said = capsys.readouterr().out
    assert '  - "First Example"\n  - "Second"\n' in said
    assert "@" not in said
