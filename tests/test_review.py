"""A reviewer sees what a change is, and each entry before and after it; nobody can fake what is shown."""

import dataclasses
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from build_edition.addresses.history import kept
from build_edition.cli import main
from build_edition.commands.contributing.as_read import read_copy, said_of
from build_edition.commands.contributing.changed_files import changed_files
from build_edition.commands.printing.change_kinds import KINDS, kinds_of
from build_edition.commands.printing.review import LARGEST, MOST, Change, Entry, review
from build_edition.model import Citation, Erratum, Place, Problem, Question, Words
from build_edition.sources.load import load_sources
from tests.support import PLACE, ROOT, SPECIMEN, cases, lemma, note, small_edition

KEY = Entry("note", "novel", "one")
SHIP = "edition/texts/letter/notes/ship.md"


def change(
    before: dict[Entry, str], after: dict[Entry, str], files: tuple[str, ...] = (SHIP,), **more: Any
) -> Change:
    """Return a change between two copies that leaves no Problem."""
    given = {"faulty": {}, "problems": (), "known": frozenset(), **more}
    return Change(files, before, after, **given)


def shown(*given: Any, **more: Any) -> str:
    """Return the review of a change."""
    return review(change(*given, **more), "no problem found", "")


@pytest.mark.parametrize("case", cases("change_kinds.yml"), ids=lambda case: str(case["file"]))
def test_each_file_makes_a_change_of_its_kind(case: dict[str, str]) -> None:
    ((kind, files),) = kinds_of([case["file"]]).items()
    assert (kind.name, files) == (case["kind"], (case["file"],))


def test_every_file_of_the_project_makes_a_change_of_some_other_kind() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    other = kinds_of(listed.stdout.decode().split("\0")[:-1]).get(KINDS[-1], ())
    assert {*other} <= {".gitattributes", ".gitignore", ".mailmap"}


def test_what_can_do_most_harm_is_named_first() -> None:
    said = shown({}, {}, (SHIP, "Makefile", "edition/works.json"))
    assert said.startswith("## This changes: the workflows; works, people and events; notes\n")
    assert shown({}, {}).startswith("## This changes notes only\n")
    assert shown({}, {}, ()).startswith("## Nothing is changed\n")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, "So it was.", ["New: novel&#44; note one", "It would read", "So it was."]),
        ("So it was.", None, ["Removed", "Before", "So it was."]),
        ("Once.", "Twice.", ["Changed", "Before", "Once.", "After", "Twice."]),
    ],
)
def test_a_change_is_shown(before: str | None, after: str | None, said: list[str]) -> None:
    found = shown({KEY: before} if before else {}, {KEY: after} if after else {})
    assert all(words in found for words in said)
    assert "### 1 entry added" in found


def entries_of_the_specimen() -> Iterator[Any]:
    """Yield an entry of each kind."""
    sources, _ = load_sources(SPECIMEN)
    assert sources
    reference = sources.reference
    yield sources.imprint
    yield sources.texts[0].info
    yield next(ruling for text in sources.texts for ruling in text.rulings)
    yield from (reference.people[0], reference.events[0], reference.series[0])
    yield Question("q", "talk", "p1", "claim", "Who?", "Nothing.", (), PLACE)
    yield Erratum("e", "note", "talk", "x", "2026-01-01", "0.1.0", "This.", "That.", (), PLACE)
    yield replace(note("the ship"), body=((Words("So.", (), "https://example.org/a"),),))


HIDDEN = {"id", "place", "links", "mentions"}
"""Fields that an entry's heading has, or that follow from others."""


def other(value: Any) -> Any:
    """Return another value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str) or value is None:
        return f"{value} changed"
    if isinstance(value, tuple):
        return value[:-1] if value else (Citation("changed", "", PLACE),)
    if dataclasses.is_dataclass(value):
        field = fields(value)[0].name
        return replace(value, **{field: other(getattr(value, field))})  # type: ignore[type-var]
    return value + 1


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        pytest.param(entry, field.name, id=f"{type(entry).__name__}-{field.name}")
        for entry in entries_of_the_specimen()
        for field in fields(entry)
        if field.name not in HIDDEN
    ],
)
def test_no_change_of_any_field_is_hidden(entry: Any, name: str) -> None:
    changed = replace(entry, **{name: other(getattr(entry, name))})
    assert said_of(changed) != said_of(entry)


@pytest.mark.parametrize(
    "changed",
    [
        {"body": ((Words("So.", (), "https://example.org/b"),),)},
        {"body": ((Words("So.", ("strong",), "https://example.org/a"),),)},
        {"lemma": lemma("the ship", occurrence=(2, 3))},
        {"lemma": lemma("the ship", at="p2")},
        {"lemma": lemma("a ship")},
        {"citations": (Citation("example1956", "12", PLACE, "read"),)},
    ],
)
def test_no_change_within_a_note_is_hidden(changed: dict[str, Any]) -> None:
    before = replace(note("the ship"), body=((Words("So.", (), "https://example.org/a"),),))
    assert said_of(before) != said_of(replace(before, **changed))


def test_a_difference_in_a_long_passage_is_shown_with_what_is_around_it() -> None:
    words = " ".join(f"word{n}" for n in range(2000))
    found = shown({KEY: words}, {KEY: words.replace("word1000", "other1000")})
    assert "word1000 " in found
    assert "other1000 " in found
    assert "word1500" not in found


def test_many_changes_are_counted_and_some_shown() -> None:
    found = shown({}, {Entry("note", "novel", f"n{n}"): "So." for n in range(MOST + 10)})
    assert f"### {MOST + 10} entries added" in found
    assert "And 10 more" in found


@pytest.mark.parametrize("sign", ["'", "<", "毛", "&"])
def test_a_summary_is_never_larger_than_github_takes(sign: str) -> None:
    entries = {Entry("note", "novel", f"n{n}"): sign * 9_000 for n in range(2 * MOST)}
    faulty = {Entry("note", "novel", f"f{n}"): sign * 20_000 for n in range(2 * MOST)}
    found = shown({}, entries, faulty=faulty)
    assert len(found.encode()) <= LARGEST + 200
    assert "more, which the list of changed files shows" in found


HOSTILE = [
    "</pre><script>alert(1)</script>",
    "```\n::error file=x::fake\n```",
    "\n\n# A heading\n\n[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "@example #1 &lt;b&gt;",
]


@given(
    st.one_of(
        st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
    )
)
def test_whatever_an_entry_says_or_is_called_stays_text(words: str) -> None:
    entry = Entry("note", "novel", words)
    problem = Problem(Place(words or "x"), "stray", words, words)
    found = shown({}, {entry: words}, (words or "x",), problems=[problem])
    tokens = MarkdownIt("commonmark").parse(found)
    blocks = [t.type for t in tokens if t.nesting >= 0 and t.type != "inline"]
    assert blocks == [
        *("heading_open", "paragraph_open", "html_block"),
        *("heading_open", "html_block", "heading_open"),
        *("heading_open", "paragraph_open", "html_block"),
    ]
    inside = [child.type for t in tokens for child in t.children or ()]
    assert {*inside} <= {"text", "text_special", "strong_open", "strong_close", "code_inline"}
    assert found.count("</pre>") == found.count("<pre>") == 3
    assert not any(line.lstrip().startswith("::") for line in found.splitlines())


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of an edition, before and after a change."""
    return small_edition(tmp_path / "before"), small_edition(tmp_path / "after")


def rewrite(path: Path, what: str, instead: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert what in content
    path.write_text(content.replace(what, instead), encoding="utf-8")


def reviewed(copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str], code: int = 0) -> str:
    """Return what the command says of a change."""
    assert main(["--root", str(copies[1]), "review", str(copies[0])]) == code
    return capsys.readouterr().out


def test_the_command_compares_two_folders(
    copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(copies[1] / SHIP, "called", "landed")
    said = reviewed(copies, capsys)
    assert said.startswith("## This changes notes only\n")
    assert "### The check: no problem found\n" in said
    assert "No *ship* called" in said
    assert "No *ship* landed" in said
    assert main(["--root", str(copies[1]), "review", str(copies[1] / "edition")]) == 2


def test_an_emendation_shows_the_passage_that_it_changes(
    copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = copies[1] / "edition/texts/letter/emendations.yml"
    rewrite(path, "read: the", "read: a")
    rewrite(copies[1] / SHIP, "the ship", "a ship")
    said = reviewed(copies, capsys)
    assert said.startswith("## This changes: emendations; notes\n")
    assert "### Changed: letter&#44; emendation" in said
    assert "I saw a ship." in said.partition("### Changed: letter&#44; passage p2")[2]


def test_a_work_is_shown_as_it_is_cited(
    copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = copies[1] / "edition/works.json"
    works = json.loads(path.read_text(encoding="utf-8"))
    works[0]["title"] = "Other Ships"
    path.write_text(json.dumps(works), encoding="utf-8")
    said = reviewed(copies, capsys).partition("After:")[2]
    assert "Other Ships." in said
    assert "title: Other Ships" in said


def test_a_new_note_with_errors_is_shown_as_new(
    copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    content = (copies[1] / SHIP).read_text(encoding="utf-8")
    hostile = "kind: </pre>::error file=x::y"
    (copies[1] / SHIP).with_name("new.md").write_text(
        content.replace("kind: fiction", hostile), encoding="utf-8"
    )
    rewrite(copies[1] / SHIP, "kind: fiction", hostile)
    said = reviewed(copies, capsys)
    assert "### The check: 2 to fix, 0 to look at" in said
    assert "edition/texts/letter/notes/ship.md:5:7" in said
    assert "### New, with errors: letter&#44; note new\n" in said
    assert "### Changed, with errors: letter&#44; note ship\n" in said
    assert "### No other entry added, changed or removed\n" in said
    assert "Removed" not in said
    assert "::error" not in said


@pytest.mark.parametrize(
    "path",
    [
        "edition/edition.yml",
        "edition/works.json",
        "edition/people.yml",
        "edition/texts/letter/text.yml",
    ],
)
def test_what_an_error_hides_is_not_called_removed(
    path: str, copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    (copies[1] / path).write_text("{", encoding="utf-8")
    said = reviewed(copies, capsys)
    assert "Removed" not in said
    assert "not shown, because the check finds errors in their files" in said


def test_problems_that_were_there_before_come_last(
    copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for copy in copies:
        (copy / "edition/astray.txt").write_text("x", encoding="utf-8")
    rewrite(copies[1] / SHIP, "  the ship", "  the shop")
    said = reviewed(copies, capsys)
    assert said.index("words-not-found") < said.index("edition/astray.txt:1:1")
    assert "1 of these was there before this change." in said


def test_a_register_that_was_taken_back_fails_the_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copies = tmp_path / "before", tmp_path / "after"
    for copy in copies:
        shutil.copytree(SPECIMEN, copy)
    assert "register-edited" not in reviewed(copies, capsys)
    (copies[1] / "edition/addresses.json").unlink()
    said = reviewed(copies, capsys, code=1)
    assert "was taken\n  back or changed" in said or "was taken back" in said


def test_a_register_may_only_grow() -> None:
    released = read_copy(SPECIMEN).released
    later = replace(released[-1], version="9.0.0", digest="another")
    assert [*kept(released, (*released, later), PLACE)] == []
    assert [*kept((), released, PLACE)] == []
    (problem,) = kept((*released, later), released, PLACE)
    assert "9.0.0" in problem.message
    assert [*kept((later,), released, PLACE)] != []


def test_every_changed_file_is_found_with_and_without_git(copies: tuple[Path, Path]) -> None:
    after = copies[1]
    (after / "new").mkdir()
    (after / "new/ü\n.txt").write_text("x", encoding="utf-8")
    (after / "link").symlink_to("/etc/passwd")
    (after / "edition/series.yml").unlink()
    rewrite(after / SHIP, "called", "landed")
    for left in (".venv/x", "site/x", "docs/index.md"):
        (after / left).parent.mkdir(exist_ok=True)
        (after / left).write_text("x", encoding="utf-8")
    (after / ".gitignore").write_text("/.venv\n/site\n/docs/index.md\n/docs/.emitted\n", "utf-8")
    (after / "docs/.emitted").write_text("index.md\n", encoding="utf-8")
    found = (".gitignore", "edition/series.yml", SHIP, "link", "new/ü\n.txt")
    assert changed_files(*copies) == found
    subprocess.run(["git", "init", "--quiet"], cwd=after, check=True)
    assert changed_files(*copies) == found
