"""A reviewer sees each note as it was and as it would be, and no note can fake what is shown."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from build_edition.cli import main
from build_edition.commands.printing.review import review
from build_edition.model import Citation, Note, Words
from tests.support import PLACE, lemma, note, small_edition

KEY = ("novel", "one")


def saying(words: str) -> Note:
    """Return a note with these words as its body."""
    return replace(note("the ship"), body=((Words(words),),))


def test_nothing_changed_is_said() -> None:
    assert "No note" in review({KEY: saying("So.")}, {KEY: saying("So.")})


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, saying("So it was."), ["New: novel, note one", "It would read", "So it was."]),
        (saying("So it was."), None, ["Removed", "Before", "So it was."]),
        (saying("Once."), saying("Twice."), ["Changed", "Before", "Once.", "After", "Twice."]),
        (
            saying("So."),
            replace(saying("So."), certainty="low"),
            ["Changed", "certainty high", "certainty low"],
        ),
    ],
)
def test_a_change_is_shown(before: Note | None, after: Note | None, said: list[str]) -> None:
    shown = review({KEY: before} if before else {}, {KEY: after} if after else {})
    assert all(words in shown for words in said)


@pytest.mark.parametrize(
    "changed",
    [
        {"body": ((Words("So.", (), "https://example.org/b"),),)},
        {"body": ((Words("So.", ("strong",), "https://example.org/a"),),)},
        {"retired": "Wrong."},
        {"successor": "two"},
        {"lemma": lemma("the ship", occurrence=(2, 3))},
        {"lemma": lemma("the ship", at="p2")},
        {"lemma": lemma("a ship")},
        {"kind": "error"},
        {"certainty": "low"},
        {"internal": False},
        {"citations": (Citation("example1956", "12", PLACE),)},
        {"source": "A book."},
        {"by": ("editors", "example")},
    ],
)
def test_no_change_is_hidden(changed: dict[str, Any]) -> None:
    before = replace(saying("So."), body=((Words("So.", (), "https://example.org/a"),),))
    shown = review({KEY: before}, {KEY: replace(before, **changed)})
    assert "1 note is added, changed" in shown


def test_a_note_at_fault_is_not_called_taken_away() -> None:
    shown = review({KEY: saying("So.")}, {}, {KEY})
    assert "Removed" not in shown
    assert "1 note is not shown" in shown


def test_many_changes_are_counted_and_some_shown() -> None:
    notes = {("novel", f"n{n}"): saying("So.") for n in range(60)}
    shown = review({}, notes)
    assert "60 notes" in shown
    assert "And 10 more." in shown


HOSTILE = [
    "</pre><script>alert(1)</script>",
    "```\n::error file=x::fake\n```",
    "\n\n# A heading\n\n[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "@example #1 &lt;b&gt;",
]


@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=80)))
def test_whatever_a_note_says_stays_text(words: str) -> None:
    shown = review({}, {KEY: saying(words)})
    tokens = MarkdownIt("commonmark").parse(shown)
    assert [t.type for t in tokens if t.nesting >= 0 and t.type != "inline"] == [
        "paragraph_open",
        "heading_open",
        "paragraph_open",
        "html_block",
    ]
    assert shown.count("</pre>") == 1
    assert not any(line.startswith("::") for line in shown.splitlines())


def test_the_summary_says_what_the_check_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = small_edition(tmp_path / "before"), small_edition(tmp_path / "after")
    path = after / "edition/texts/letter/notes/ship.md"
    hostile = "kind: </pre>::error file=x::y"
    content = path.read_text(encoding="utf-8").replace("kind: fiction", hostile)
    path.write_text(content, encoding="utf-8")
    assert main(["--root", str(after), "review", str(before)]) == 0
    shown = capsys.readouterr().out
    assert "### The check: 1 to fix, 0 to look at" in shown
    assert "edition/texts/letter/notes/ship.md:5:7" in shown
    assert "No note is added" in shown
    assert shown.count("</pre>") == 1
    assert "::error" not in shown


def test_the_command_compares_two_folders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = small_edition(tmp_path / "before"), small_edition(tmp_path / "after")
    path = after / "edition/texts/letter/notes/ship.md"
    path.write_text(path.read_text(encoding="utf-8").replace("called", "landed"), encoding="utf-8")
    assert main(["--root", str(after), "review", str(before)]) == 0
    shown = capsys.readouterr().out
    assert "No *ship* called" in shown
    assert "No *ship* landed" in shown
    assert shown.startswith("### The check: no problem found\n")
    assert main(["--root", str(after), "review", str(tmp_path)]) == 2
