"""Bad input is one clear Problem at its place, and never costs anything."""

import json
import os
import re
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from build_edition import edition
from build_edition.cli import main
from build_edition.model import Problem
from build_edition.sources.formats.edition_and_text import Slug
from build_edition.sources.load import load_sources
from build_edition.sources.notes import parse_note
from build_edition.sources.parsing.files import read
from build_edition.sources.parsing.json_places import read_json
from build_edition.sources.parsing.yaml_places import read_yaml
from tests.support import NOTE, cases, examples, named, project_files, small_edition

JARGON = re.compile(r"Input should|String should|Tuple should|valid (?:string|tuple|dict)|mapping")
"""Messages for programmers, which no Problem of the edition may contain."""


def problems_of(root: Path) -> tuple[Problem, ...]:
    """Return every Problem of the edition under a root."""
    sources, problems = load_sources(root)
    found = edition.build(sources)[1] if sources else ()
    return (*problems, *found)


def break_file(root: Path, case: dict[str, Any]) -> None:
    """Make one thing wrong in the edition, as a case says."""
    path = root / "edition" / case["file"]
    if case.get("remove"):
        path.unlink()
    elif "bytes" in case:
        path.write_bytes(bytes.fromhex(case["bytes"]))
    elif "write" in case:
        path.parent.mkdir(exist_ok=True)
        path.write_text(case["write"], encoding="utf-8")
    else:
        content = path.read_bytes().decode()
        what, instead = case.get("replace", ("", ""))
        assert what in content
        path.write_bytes((content.replace(what, instead) + case.get("append", "")).encode())


def test_the_small_edition_is_sound(small: Path) -> None:
    assert not problems_of(small)


@pytest.mark.parametrize(
    "case", [*cases("bad_input.yml"), *cases("bad_contributions.yml")], ids=named
)
def test_bad_input(case: dict[str, Any], small: Path) -> None:
    break_file(small, case)
    before = project_files(small)
    problems = problems_of(small)
    found = [f"{p.place.path}:{p.place.line}:{p.place.column} {p.code}" for p in problems]
    assert case["problem"] in found
    assert len(found) == 1 + len(case.get("also", ()))
    assert all(problem.message and problem.hint for problem in problems)
    assert any(case.get("said", "") in f"{p.message}. {p.hint}" for p in problems)
    assert not [p for p in problems if JARGON.search(f"{p.message} {p.hint}")]
    assert main(["--root", str(small), "build"]) == 1
    assert project_files(small) == before


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"A page\ncaf\xe9\n", "docs/about/page.md:2:4 not-utf8"),
        (b"A page\n<<<<<<< HEAD\n", "docs/about/page.md:2:1 merge-conflict"),
        ("A page\nafé <<<<<<<\n".encode(), None),
        (b"\xef\xbb\xbfA page\r\n", None),
    ],
)
def test_a_page_written_by_hand_is_read_before_it_is_built(
    content: bytes, problem: str | None, small: Path
) -> None:
    page = small / "docs/about/page.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(content)
    found = [f"{p.place.path}:{p.place.line}:{p.place.column} {p.code}" for p in problems_of(small)]
    assert found == ([problem] if problem else [])
    assert main(["--root", str(small), "check"]) == bool(problem)


def test_one_run_shows_the_problems_of_every_text(small: Path) -> None:
    other = small / "edition/texts/other"
    other.mkdir()
    (other / "raw.txt").write_text("x", encoding="utf-8")
    (other / "text.yml").write_text("slug: other\n", encoding="utf-8")
    break_file(small, {"file": "texts/letter/raw.txt", "replace": ("ship", "shop")})
    assert {problem.place.path for problem in problems_of(small)} == {
        "edition/texts/letter/text.yml",
        "edition/texts/other/text.yml",
    }


def test_no_checksum_is_a_warning_that_tells_it(small: Path) -> None:
    text = small / "edition/texts/letter/text.yml"
    lines = text.read_text(encoding="utf-8").splitlines(keepends=True)
    text.write_text("".join(li for li in lines if "sha256" not in li), encoding="utf-8")
    (problem,) = problems_of(small)
    assert (problem.code, problem.severity) == ("no-checksum", "warning")
    assert lines[4].strip() in problem.hint


@pytest.mark.parametrize(
    ("story", "valid"),
    [
        ("Ships *went* [out](/apparatus/timeline/#event-sailing).", True),
        ("Ships <b>went</b> out.", False),
        ("![ships](ships.png)", False),
        ("- Ships went out.", False),
    ],
)
def test_the_story_is_sentences_with_links(story: str, valid: bool, small: Path) -> None:
    imprint = small / "edition/edition.yml"
    with imprint.open("a", encoding="utf-8") as file:
        file.write(f"story: {json.dumps(story)}\n")
    problems = [problem for problem in problems_of(small) if problem.severity == "error"]
    assert (not problems) is valid
    assert all((p.place.path, p.place.line) == ("edition/edition.yml", 10) for p in problems)


@pytest.mark.parametrize(
    ("after", "codes"), [("letter p2", []), ("letter p9", ["no-such-passage"])]
)
def test_a_chart_stands_behind_a_passage_that_there_is(
    after: str, codes: list[str], small: Path
) -> None:
    with (small / "edition/series.yml").open("a", encoding="utf-8") as file:
        file.write(f"  after: {after}\n")
    problems = [p for p in problems_of(small) if p.severity == "error"]
    assert [p.code for p in problems] == codes
    assert all(p.place.path == "edition/series.yml" for p in problems)


@pytest.mark.parametrize(
    "path",
    [
        "edition.yml",
        "people.yml",
        "series.yml",
        "works.json",
        "texts/letter",
        "texts/letter/raw.txt",
        "texts/letter/text.yml",
        "texts/letter/passages.json",
        "texts/letter/notes",
        "texts/letter/notes/link.md",
        "texts/other",
    ],
)
@pytest.mark.parametrize("aim", ["elsewhere", "nowhere"])
def test_a_link_is_no_file(path: str, aim: str, small: Path) -> None:
    link = small / "edition" / path
    if link.exists():
        link.rename(small / "elsewhere")
    else:
        (small / "elsewhere").write_text("x", encoding="utf-8")
    link.symlink_to(small / aim)
    found = {(p.place.path, p.code) for p in problems_of(small)}
    assert any(code in ("no-plain-file", "stray") for where, code in found if path in where)


@pytest.mark.parametrize("aim", ["elsewhere", "nowhere", "folder"])
@pytest.mark.parametrize(
    "path",
    [
        "docs/about.md",
        "docs/assets/evil.css",
        "docs/assets",
        "docs/texts",
        "docs/index.md",
        "docs",
        "overrides/partials/more.html",
        "overrides/assets/.hidden.css",
        "overrides",
        "edition/schemas/more.json",
        "edition/texts/letter/more",
        "mkdocs.yml",
    ],
)
def test_a_link_is_never_published(path: str, aim: str, small: Path) -> None:
    (small / "folder").mkdir()
    (small / "elsewhere").write_text("root:x:0:0\n", encoding="utf-8")
    link = small / path
    if link.is_dir():
        link.rmdir()
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(small / aim)
    (problem,) = {p for p in problems_of(small) if p.place.path.startswith(path)}
    assert problem.code == "no-plain-file"
    assert (problem.place.path, problem.message) == (path, "this is a link, not a plain file")
    before = project_files(small)
    for command in ("check", "build"):
        assert main(["--root", str(small), command]) == 1
    assert project_files(small) == before


def test_a_pipe_among_the_pages_is_refused_and_an_editor_s_lock_is_not(small: Path) -> None:
    for name in ("docs/.#index.md", "edition/.#people.yml", "overrides/partials/.#main.html"):
        (small / name).parent.mkdir(parents=True, exist_ok=True)
        (small / name).symlink_to("example@host.1234:5678")
    assert problems_of(small) == ()
    os.mkfifo(small / "docs/pipe.css")
    (problem,) = problems_of(small)
    assert (problem.place.path, problem.code) == ("docs/pipe.css", "no-plain-file")


@pytest.mark.parametrize("path", ["people.yml", "texts/letter/raw.txt", "texts/letter/text.yml"])
def test_a_pipe_is_no_file_and_nobody_waits_for_it(path: str, small: Path) -> None:
    (small / "edition" / path).unlink()
    os.mkfifo(small / "edition" / path)
    assert "no-plain-file" in {p.code for p in problems_of(small)}


def test_a_file_that_the_system_refuses_to_read_is_not_said_to_be_missing(tmp_path: Path) -> None:
    (tmp_path / "people.yml").write_text("x", encoding="utf-8")
    for path, code in (("people.yml/x.yml", "file-unreadable"), ("x.yml", "file-missing")):
        _, problems = read(tmp_path, path)
        assert [(p.place.path, p.code) for p in problems] == [(path, code)]


@pytest.mark.parametrize("path", ["people.yml", "texts/letter/notes/ship.md"])
def test_a_gigantic_file_is_refused_unread(path: str, small: Path) -> None:
    with (small / "edition" / path).open("wb") as file:
        file.truncate(200_000_000_000)
    assert ("edition/" + path, "file-too-large") in {
        (p.place.path, p.code) for p in problems_of(small)
    }


@pytest.mark.parametrize("name", [".ship.md.swp", ".DS_Store", "._ship.md", ".#ship.md"])
def test_what_a_system_or_an_editor_leaves_among_the_notes_is_no_note(
    name: str, small: Path
) -> None:
    (small / "edition/texts/letter/notes" / name).write_bytes(b"\x00\x05")
    assert problems_of(small) == ()


def test_a_long_list_is_not_a_deep_one() -> None:
    lists = 101 * ["[a, [b]]"]
    document = read_yaml("\n".join(f"- {each}" for each in lists), "x.yml")
    assert not document.problems
    assert document.data == len(lists) * [["a", ["b"]]]


def test_scalars_are_what_was_written() -> None:
    document = read_yaml("a: 12:30\nb: 010\nc: no\nd: 1956-04-05\ne: ~\n", "x.yml")
    assert document.data == {"a": "12:30", "b": "010", "c": "no", "d": "1956-04-05", "e": "~"}


@pytest.mark.parametrize(
    "content", ["[" * 100_000, "{a: " * 5_000, "- " * 100_000, "a: &a [*a]", "x" * 2_000_000]
)
def test_hostile_yaml_is_a_problem(content: str) -> None:
    assert read_yaml(content, "x.yml").problems


def test_deep_json_is_a_problem() -> None:
    assert read_json("[" * 100_000, "x.json").problems


@pytest.mark.parametrize(("length", "sound"), [(60, True), (61, False)])
def test_a_name_has_sixty_characters_at_most(length: int, sound: bool) -> None:
    name = "x" * length
    with nullcontext() if sound else pytest.raises(ValueError, match="at most 60 characters"):
        assert TypeAdapter(Slug).validate_python(name) == name


@pytest.mark.parametrize(
    ("words", "codes"), [(120, []), (121, ["note-too-long"]), (0, ["note-empty"])]
)
def test_a_note_has_a_hundred_and_twenty_words_at_most(words: int, codes: list[str]) -> None:
    front = NOTE[: NOTE.rindex("---\n") + 4]
    _, problems = parse_note(front + "so " * words, "letter", "ship", "ship.md")
    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize(("signs", "codes"), [(1500, []), (1501, ["note-too-long"])])
def test_a_note_without_spaces_has_a_bound_of_its_own(signs: int, codes: list[str]) -> None:
    front = NOTE[: NOTE.rindex("---\n") + 4]
    _, problems = parse_note(f"{front}{'船' * signs}\n", "letter", "ship", "ship.md")
    assert [problem.code for problem in problems] == codes


def test_a_note_may_begin_with_a_byte_order_mark_and_have_any_line_ends() -> None:
    plain, _ = parse_note(NOTE, "letter", "ship", "ship.md")
    marked, problems = parse_note(
        "\ufeff" + NOTE.replace("\n", "\r\n"), "letter", "ship", "ship.md"
    )
    assert not problems
    assert plain
    assert marked == plain


@examples(200)
@given(data=st.data())
def test_any_damage_to_any_file_is_a_problem_or_harmless(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = small_edition(tmp_path_factory.mktemp("damaged"))
    files = sorted(path for path in (root / "edition").rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files))
    content = path.read_bytes()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 30)))
    path.write_bytes(content[:start] + data.draw(st.binary(max_size=12)) + content[end:])
    for problem in problems_of(root):
        assert problem.message
        assert problem.place.line >= 1
        assert problem.place.column >= 1
