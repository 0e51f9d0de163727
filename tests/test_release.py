"""Nothing published disappears: releases, what they promise, and what is therefore refused."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

# `emit` takes the tables of formats when it is imported: before these tests narrow them.
import build_edition.commands.steps.emit  # noqa: F401
import build_edition.render as render_module
from build_edition.addresses import digest_of
from build_edition.cli import main
from build_edition.commands.publishing import release as command
from build_edition.model import Address
from build_edition.output import files
from build_edition.sources.release_register import parse_register, register_of
from tests.releases import (
    BREAKING,
    DATE,
    HOLDERS,
    SOUND,
    answers,
    change,
    minutes,
    note,
    problems_of,
    promised,
    release,
    rename_text,
    text_of,
)
from tests.support import cases, examples, named, project_files, render, small_edition


@contextmanager
def only_what_holds_addresses() -> Iterator[None]:
    """Draw nothing but the formats that have addresses, so that a release takes a moment."""
    with pytest.MonkeyPatch.context() as patch:
        for table in ("OF_A_TEXT", "GATHERED", "OF_THE_EDITION"):
            every = getattr(render_module, table)
            patch.setattr(render_module, table, {n: every[n] for n in every if n in HOLDERS})
        yield


@pytest.fixture(autouse=True)
def _drawn_in_a_moment() -> Iterator[None]:
    # around each test, since pytest may run those of other files in between
    with only_what_holds_addresses():
        yield


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden edition, released as 0.1.0, for tests to copy."""
    root = minutes(tmp_path_factory.mktemp("first"))
    with only_what_holds_addresses():
        assert release(root, "0.1.0") == 0
    return root


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of one letter, released as 0.1.0, for tests to copy."""
    root = small_edition(tmp_path_factory.mktemp("letter"))
    (root / "docs/about").mkdir()
    (root / "docs/about/rights.md").write_text("# Rights\n", encoding="utf-8")
    (root / "CITATION.cff").write_text("version: 0.0.1-dev\n", encoding="utf-8")
    with only_what_holds_addresses():
        assert release(root, "0.1.0") == 0
    return root


def copied(root: Path, to: Path) -> Path:
    """Copy a project, for a test to break, and return the copy."""
    return Path(shutil.copytree(root, to / "copy"))


def codes(root: Path) -> set[str]:
    """Return the codes of all errors of the edition under a root."""
    return {p.code for p in problems_of(root)[1] if p.severity == "error"}


def break_file(root: Path, case: dict[str, Any]) -> None:
    """Make one thing wrong in the edition, as a case says."""
    for path, what, instead in case.get("before", ()):
        break_file(root, {"file": path, "replace": (what, instead)})
    path = root / "edition" / case["file"]
    content = path.read_bytes() if path.exists() else b""
    if case.get("remove"):
        path.unlink()
    elif "cut" in case:
        path.write_bytes(content[: case["cut"]])
    elif "bytes" in case:
        path.write_bytes(bytes.fromhex(case["bytes"]))
    elif "write" in case:
        path.write_text(case["write"], encoding="utf-8")
    else:
        what, instead = (words.encode() for words in case.get("replace", ("", "")))
        assert what in content
        path.write_bytes(content.replace(what, instead, 1) + case.get("append", "").encode())


@pytest.mark.parametrize("case", cases("bad_register.yml"), ids=named)
def test_what_breaks_the_register_or_an_address_is_one_problem(
    case: dict[str, Any], letter: Path, tmp_path: Path
) -> None:
    root = copied(letter, tmp_path)
    break_file(root, case)
    before = project_files(root)
    problems = problems_of(root)[1]
    found = [f"{p.place.path}:{p.place.line}:{p.place.column} {p.code}" for p in problems]
    assert found == [case["problem"]] * case.get("times", 1)
    assert all(problem.message and problem.hint for problem in problems)
    assert main(["--root", str(root), "build"]) == 1
    assert release(root, "0.2.0") == 1
    assert project_files(root) == before


@pytest.mark.parametrize("edit", SOUND)
def test_an_edit_that_breaks_no_promise_passes(edit: str, first: Path, tmp_path: Path) -> None:
    root = copied(first, tmp_path)
    made = SOUND[edit](root)
    assert made or edit in ("take_back", "move_text_on")
    built, problems = problems_of(root)
    assert not [problem for problem in problems if problem.severity == "error"]
    assert built
    files = render(built)
    assert [a for a in promised(root) if not answers(root, files, a)] == []


SAID = {
    "delete_note": "address-vanished texts/minutes/notes/salt.md",
    "delete_retired_note": "address-vanished texts/minutes/notes/the-rest.md",
    "rename_bare": "address-vanished texts/minutes/notes/salt.md",
    "delete_ruling": "address-vanished texts/minutes/emendations.yml",
    "exchange_notes": "address-means-other texts/minutes/notes/may-1953.md, "
    "address-means-other texts/minutes/notes/salt.md",
    "exchange_passages": "address-means-other texts/minutes/passages.json, "
    "address-means-other texts/minutes/passages.json",
    "forget_passage": "address-vanished texts/minutes/passages.json",
    "delete_page": "moved-nowhere edition.yml",
    "forget_way": "address-vanished edition.yml",
    "forget_release": "version-unreleased edition.yml",
    "forget_address": "register-edited addresses.json",
    "delete_person": "address-vanished people.yml",
    "forget_former_person": "address-vanished people.yml",
    "delete_event": "address-vanished events.yml",
    "rename_work_bare": "address-vanished works.json",
    "delete_series": "address-vanished series.yml",
    "delete_text": "address-vanished edition.yml",
    "rename_text": "address-vanished edition.yml",
    "delete_passage_line": "address-vanished texts/minutes/passages.json",
    "delete_noted_ruling": "address-vanished texts/minutes/emendations.yml",
    "delete_ruling_on_number": "address-vanished texts/minutes/emendations.yml",
    "delete_cited_work": "address-vanished works.json",
}
"""What is said of each edit that breaks a promise: one Problem for each address, and no other."""


@pytest.mark.parametrize("edit", BREAKING)
def test_an_edit_that_breaks_a_promise_is_refused(edit: str, first: Path, tmp_path: Path) -> None:
    root = copied(first, tmp_path)
    for prepare in ("rename_note", "move_page"):
        assert SOUND[prepare](root)
    assert not codes(root)
    assert BREAKING[edit](root)
    before = project_files(root)
    built, problems = problems_of(root)
    assert built is None
    errors = (p for p in problems if p.severity == "error")
    said = sorted(f"{p.code} {p.place.path.removeprefix('edition/')}" for p in errors)
    assert ", ".join(said) == SAID[edit]
    assert main(["--root", str(root), "check"]) == 1
    assert release(root, "0.2.0") == 1
    assert project_files(root) == before


@pytest.mark.slow
@examples(5)
@given(
    edits=st.lists(st.sampled_from([*SOUND, "release"]), max_size=10),
    breaking=st.sampled_from(sorted(BREAKING)),
)
def test_after_any_series_of_sound_edits_every_address_answers(
    edits: list[str], breaking: str, first: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = copied(first, tmp_path_factory.mktemp("series"))
    version = 2
    for edit in [*edits, "release"]:
        if edit != "release":
            SOUND[edit](root)
            continue
        assert release(root, f"0.{version}.0") == 0, edits
        version += 1
    built, problems = problems_of(root)
    assert built, problems
    files = render(built)
    assert [a for a in promised(root) if not answers(root, files, a)] == []
    if BREAKING[breaking](root):
        assert problems_of(root)[0] is None, breaking


def test_a_release_stamps_version_and_date_everywhere(tmp_path: Path) -> None:
    root = small_edition(tmp_path)
    (root / "CITATION.cff").write_text(
        "version: 0.0.1-dev\nkeywords: []\npreferred-citation:\n  version: 0.0.1-dev\n"
        "  date-released: 2020-01-01\n  year: 2020\n"
    )
    (root / "CHANGELOG.md").write_text("# Changes\n\n## Unreleased\n\n- One.\n")
    assert release(root, "0.1.0") == 0
    imprint = (root / "edition/edition.yml").read_text()
    assert "\nversion: 0.1.0\n" in imprint
    assert f'\ndate: "{DATE}"\n' in imprint
    assert (root / "CITATION.cff").read_text() == (
        f"version: 0.1.0\ndate-released: {DATE}\nkeywords: []\n"
        f"preferred-citation:\n  version: 0.1.0\n  date-released: {DATE}\n  year: {DATE[:4]}\n"
    )
    changes = (root / "CHANGELOG.md").read_text()
    assert changes == f"# Changes\n\n## Unreleased\n\n## 0.1.0 ({DATE})\n\n- One.\n"
    assert not codes(root)


def test_a_release_whose_address_is_known_is_cited_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_edition(tmp_path)
    citation = root / "CITATION.cff"
    citation.write_text(
        "version: 0.0.1-dev\npreferred-citation:\n  version: 0.0.1-dev\n", encoding="utf-8"
    )
    for address in ("https://old.example.org/", "https://tigers.example.org/"):
        monkeypatch.setenv("SITE_URL", address)
        version = "0.1.0" if "old" in address else "0.2.0"
        assert release(root, version) == 0
        assert citation.read_text(encoding="utf-8") == (
            f"version: {version}\nurl: {address}\ndate-released: {DATE}\n"
            f"preferred-citation:\n  version: {version}\n  url: {address}\n"
        )


def test_the_register_holds_every_kind_of_address_one_a_line(first: Path) -> None:
    lines = (first / "edition/addresses.json").read_text(encoding="utf-8").splitlines()
    for address in (
        "",
        "about/rights/",
        "texts/minutes/",
        "texts/minutes/transmitted/",
        "texts/minutes/#p3",
        "texts/minutes/#note-about",
        "texts/minutes/#em-wind",
        "texts/minutes/transmitted/#L1",
        "apparatus/people/#person-clerk",
        "apparatus/people/#person-helmsman",
        "apparatus/works/#work-log1953",
        "apparatus/timeline/#event-feast",
        "apparatus/timeline/#salt",
        "apparatus/timeline/#y1953",
        "apparatus/notes/#minutes-salt",
        "apparatus/emendations/#minutes-wind",
        "data/edition.json",
    ):
        assert sum(line.startswith(f'{{"address": "{address}"') for line in lines) == 1
    assert len(promised(first)) == sum('"address"' in line for line in lines)


def test_the_second_release_appends_and_leaves_the_first_as_it_was(
    first: Path, tmp_path: Path
) -> None:
    root = copied(first, tmp_path)
    before = (root / "edition/addresses.json").read_text(encoding="utf-8")
    assert SOUND["add_note"](root)
    assert SOUND["rewrite"](root)
    assert release(root, "0.2.0") == 0
    after = (root / "edition/addresses.json").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("]}\n"))
    second = json.loads(after)["releases"][1]
    assert [entry["address"] for entry in second["new"]] == [
        "texts/minutes/#note-who",
        "apparatus/notes/#minutes-who",
        "texts/minutes/#ref-who",
    ]
    assert [entry["address"] for entry in second["changed"]] == ["texts/minutes/#note-salt"]


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9", "0.1.0-rc.1"])
def test_a_version_that_is_not_greater_is_a_problem_and_writes_nothing(
    version: str, first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(first, tmp_path)
    before = project_files(root)
    assert release(root, version) == 1
    said = capsys.readouterr().err
    assert "edition/addresses.json:3:1: version-too-old" in said
    assert project_files(root) == before


def test_a_register_that_has_lost_a_released_passage_is_not_numbered_again(
    first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(first, tmp_path)
    assert BREAKING["delete_passage_line"](root)
    before = project_files(root)
    assert main(["--root", str(root), "number", "minutes"]) == 1
    assert "passages.json:1:1: address-vanished texts/minutes/#p3 was" in capsys.readouterr().err
    assert project_files(root) == before


def test_a_text_that_is_gone_is_told_with_the_lines_that_withdraw_it(
    first: Path, tmp_path: Path
) -> None:
    root = copied(first, tmp_path)
    assert BREAKING["delete_text"](root)
    for _ in ("listed", "taken off the list"):
        (problem,) = (p for p in problems_of(root)[1] if p.severity == "error")
        assert "was released" in problem.message
        assert "`withdrawn: {texts/minutes/: …}`; what else the text has goes" in problem.hint
        change(root / "edition/edition.yml", "texts: [minutes]", "texts: []")


def test_a_note_never_passes_to_other_words_and_another_place_in_two_releases(
    first: Path, tmp_path: Path
) -> None:
    root = copied(first, tmp_path)
    assert SOUND["rewrite"](root)
    assert release(root, "0.2.0") == 0
    path = note(root, "salt")
    moved = re.sub(r"at: p6\non: \|-\n.*\n", 'at: p1\non: "*"\n', path.read_text("utf-8"))
    path.write_text(moved, encoding="utf-8")
    (problem,) = (p for p in problems_of(root)[1] if p.severity == "error")
    assert problem.code == "address-means-other"
    assert problem.place.path == "edition/texts/minutes/notes/salt.md"
    assert "is not the note of version 0.1.0" in problem.message
    path.write_text(moved.replace("A wide gap", "A gap"), encoding="utf-8")
    (problem,) = (p for p in problems_of(root)[1] if p.severity == "error")
    assert "is not the note of version 0.2.0" in problem.message


@pytest.mark.parametrize(
    "arguments",
    [["1.0"], ["v1.0.0"], ["01.0.0"], ["1.0.0-01"], ["1.0.0", "--date", "2026-02-30"], ["1.0.0\n"]],
)
def test_what_is_no_version_or_date_is_wrong_use(
    arguments: list[str], first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(first, tmp_path)
    before = project_files(root)
    assert main(["--root", str(root), "release", *arguments]) == 2
    assert "cannot be released" in capsys.readouterr().err
    assert project_files(root) == before


@pytest.mark.parametrize("released", [True, False])
def test_a_release_is_written_whole_or_not_at_all(
    released: bool, first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copied(first, tmp_path) if released else small_edition(tmp_path)
    before = project_files(root)
    write = files.write_file

    def full(path: Path, content: str) -> bool:
        if path.name == "edition.yml" and "0.2.0" in content:
            raise OSError(28, "No space left on device", str(path))
        return write(path, content)

    monkeypatch.setattr(command, "write_file", full)
    assert release(root, "0.2.0") == 1
    assert project_files(root) == before


def test_an_imprint_that_cannot_be_stamped_is_told(tmp_path: Path) -> None:
    root = small_edition(tmp_path)
    imprint = root / "edition/edition.yml"
    imprint.write_text(imprint.read_text().replace("version: 0.0.1-dev", 'version:\n  "0.0.1-dev"'))
    assert not codes(root)
    assert release(root, "0.1.0") == 1
    assert not (root / "edition/addresses.json").exists()


def test_a_version_that_cannot_be_set_stops_a_release(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imprint = small / "edition/edition.yml"
    content = imprint.read_text(encoding="utf-8")
    imprint.write_text(
        content.replace("version: 0.0.1-dev", '"version": 0.0.1-dev'), encoding="utf-8"
    )
    before = imprint.read_bytes()
    assert main(["--root", str(small), "release", "0.1.0", "--date", "2026-02-01"]) == 1
    assert "edition/edition.yml:1:1: version-unset" in capsys.readouterr().err
    assert imprint.read_bytes() == before


def test_what_is_only_to_be_looked_at_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = small_edition(tmp_path)
    text = root / "edition/texts/letter/text.yml"
    lines = text.read_text(encoding="utf-8").splitlines(keepends=True)
    text.write_text("".join(li for li in lines if "sha256" not in li), encoding="utf-8")
    assert main(["--root", str(root), "check"]) == 0
    assert capsys.readouterr().out.endswith("\n0 to fix, 1 to look at\n")
    assert release(root, "0.1.0") == 0
    assert not [problem for problem in problems_of(root)[1] if problem.code != "no-checksum"]


def test_a_program_that_no_longer_draws_a_page_is_refused(
    first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(first, tmp_path)
    monkeypatch.setattr(
        command,
        "render",
        lambda e, _: {k: v for k, v in render(e).items() if k != "data/minutes.txt"},
    )
    assert release(root, "0.2.0") == 1
    assert "data/minutes.txt was released" in capsys.readouterr().err


def test_what_was_retired_leaves_its_last_words_the_reason_and_the_way_on(
    first: Path, tmp_path: Path
) -> None:
    root = copied(first, tmp_path)
    assert SOUND["rename_note"](root)
    assert SOUND["retire_ruling"](root)
    built, _ = problems_of(root)
    assert built
    files = render(built)
    page = BeautifulSoup(files["texts/minutes/index.md"], "html.parser")
    tombstone = page.find(id="note-the-rest")
    assert tombstone
    assert "Some say “all”." in tombstone.get_text()
    assert "Renamed." in tombstone.get_text()
    assert tombstone.select("a[href='#note-others']")
    assert "Nobody doubts it." in page.find(id="em-wind").get_text()  # type: ignore[union-attr]
    assert not page.select(".passage .em-mark[href='#ruling-wind']")
    text = json.loads(files["data/edition.json"])["texts"][0]
    assert [n["id"] for n in text["notes"]].count("the-rest") == 0
    assert text["retired"]["notes"][0]["successor"] == "others"
    assert text["retired"]["emendations"][0]["reason"] == "Nobody doubts it."


def test_a_page_that_moved_leads_on_from_each_of_its_places(first: Path, tmp_path: Path) -> None:
    root = copied(first, tmp_path)
    assert SOUND["move_text"](root)
    built, _ = problems_of(root)
    assert built
    files = render(built)
    stub = BeautifulSoup(files["texts/minutes/index.html"], "html.parser")
    assert stub.select_one("main p a")["href"] == "../../texts/log/"  # type: ignore[index]
    # A refresh would drop the fragment before a reader without scripts sees the link for it.
    assert not stub.select("meta[http-equiv=refresh], noscript")
    today = f"{built.imprint.address}texts/log/"
    assert stub.select_one("link[rel=canonical]")["href"] == today  # type: ignore[index]
    assert stub.select_one("#note-salt a")["href"] == "../../texts/log/#note-salt"  # type: ignore[index]
    assert files["data/minutes.txt"] == files["data/log.txt"]


def test_a_text_that_moved_twice_answers_under_each_of_its_names(
    first: Path, tmp_path: Path
) -> None:
    root = copied(first, tmp_path)
    for version, edit in (("0.2.0", "move_text_along"), ("0.3.0", "move_text_on")):
        assert SOUND[edit](root)
        assert release(root, version) == 0
    built, problems = problems_of(root)
    assert built, problems
    files = render(built)
    assert [a for a in promised(root) if not answers(root, files, a)] == []
    assert files["data/minutes.txt"] == files["data/log.txt"] == files["data/book.txt"]
    assert 'href="../../texts/book/#p1"' in str(files["texts/minutes/index.html"])


def errors(root: Path) -> list[str]:
    """Return the code and the first word of each error: the page that it is of."""
    found = (p for p in problems_of(root)[1] if p.severity == "error")
    return [f"{p.code} {p.message.split()[0]}" for p in found]


def take_away(root: Path) -> None:
    """Delete the text, and take it off the list."""
    shutil.rmtree(text_of(root))
    assert change(root / "edition/edition.yml", "texts: [minutes]", "texts: []")


def test_where_a_page_moved_and_is_no_more_is_told_once(first: Path, tmp_path: Path) -> None:
    root = copied(first, tmp_path)
    assert SOUND["move_page"](root)
    assert release(root, "0.2.0") == 0
    (root / "docs/about/whose.md").unlink()
    assert errors(root) == ["address-vanished about/whose/"]


def test_a_text_that_moved_and_is_renamed_again_is_told_once(first: Path, tmp_path: Path) -> None:
    root = copied(first, tmp_path)
    assert SOUND["move_text_along"](root)
    assert release(root, "0.2.0") == 0
    assert rename_text(root, "log", "book")
    assert errors(root) == ["address-vanished texts/log/"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("moved:\n  texts/log/: texts/minutes/\n", []),
        (
            "moved:\n  texts/minutes/: texts/log/\n  texts/log/: texts/minutes/\n",
            ["moved-still-there texts/minutes/"],
        ),
    ],
)
def test_a_text_moves_back_once_the_first_move_is_no_longer_listed(
    line: str, said: list[str], first: Path, tmp_path: Path
) -> None:
    root = copied(first, tmp_path)
    assert SOUND["move_text_along"](root)
    assert release(root, "0.2.0") == 0
    assert rename_text(root, "log", "minutes")
    assert change(root / "edition/edition.yml", "moved:\n  texts/minutes/: texts/log/\n", line)
    assert errors(root) == said


def test_a_text_that_was_withdrawn_may_come_back(first: Path, tmp_path: Path) -> None:
    root = copied(first, tmp_path)
    shutil.copytree(text_of(root), tmp_path / "kept")
    take_away(root)
    line = "withdrawn:\n  texts/minutes/: Asked for.\n"
    imprint = root / "edition/edition.yml"
    imprint.write_text(imprint.read_text(encoding="utf-8") + line, encoding="utf-8")
    assert release(root, "0.2.0") == 0
    shutil.copytree(tmp_path / "kept", root / "edition/texts/minutes")
    assert change(imprint, line, "")
    assert change(imprint, "texts: []", "texts: [minutes]")
    assert errors(root) == []
    assert release(root, "0.3.0") == 0


def test_a_text_that_is_said_to_be_a_page_now_is_one_problem(first: Path, tmp_path: Path) -> None:
    root = copied(first, tmp_path)
    take_away(root)
    imprint = root / "edition/edition.yml"
    line = "moved:\n  texts/minutes/: about/rights/\n"
    imprint.write_text(imprint.read_text(encoding="utf-8") + line, encoding="utf-8")
    assert errors(root) == ["moved-nowhere texts/minutes/"]


def test_the_page_of_changes_says_what_changed_since_each_release(
    first: Path, tmp_path: Path
) -> None:
    root = copied(first, tmp_path)

    def said() -> BeautifulSoup:
        built, problems = problems_of(root)
        assert built, problems
        return BeautifulSoup(render(built)["apparatus/changes/index.md"], "html.parser")

    assert "Nothing has changed" in said().find(id="since-0.1.0").get_text()  # type: ignore[union-attr]
    assert "later changes" not in said().get_text()
    assert SOUND["rewrite"](root)
    assert release(root, "0.2.0") == 0
    assert SOUND["emend"](root)
    page = said()
    assert "Version 0.2.0, 1 February 2026, with later changes" in page.get_text()
    assert [h2.get_text() for h2 in page("h2")] == ["Since 0.2.0", "Since 0.1.0"]
    first_section, second = page.find(id="since-0.1.0"), page.find(id="since-0.2.0")
    assert first_section
    assert second
    assert [li.get_text(" ") for li in first_section.select("li")] == [
        "Passage 2 : changed since the last release ;  as in 0.2.0",
        "Note salt : changed in 0.2.0 Then Now Note A gap. A  wide  gap.",
    ]
    assert [li.get_text(" ") for li in second.select("li")] == [
        "Passage 2 : changed since the last release Then Now Who  came? Whoso  came?"
    ]


def test_a_text_taken_away_is_told_once_and_not_for_each_of_its_passages(
    first: Path, tmp_path: Path
) -> None:
    root = copied(first, tmp_path)
    shutil.rmtree(root / "edition/texts/minutes")
    (root / "edition/questions.yml").unlink()
    for name in ("people", "events", "series"):  # nothing there may speak of its passages
        path = root / f"edition/{name}.yml"
        kept = re.sub(
            r"(?m)^ *(?:- \{.*at|after): minutes .*\n", "", path.read_text(encoding="utf-8")
        )
        none = "  told: []\n" if name == "series" else ""  # which needs the key
        kept = re.sub(r"(?m)^ +(told|also):\n", none, kept)
        path.write_text(kept, encoding="utf-8")
    imprint = root / "edition/edition.yml"
    sound = re.sub(r"(?m)^(?:showcase|opening|proverb): .*\n", "", imprint.read_text()).replace(
        "[minutes]", "[]"
    )
    imprint.write_text(sound)
    (problem,) = (p for p in problems_of(root)[1] if p.severity == "error")
    assert problem.message.startswith("texts/minutes/ was released")
    assert "{texts/minutes/: …}" in problem.hint
    ways = ["texts/minutes/", "texts/minutes/transmitted/", "data/minutes.txt"]
    imprint.write_text(sound + f"withdrawn:\n  {ways[1]}: Asked for.\n")
    left = [p.message.split()[0] for p in problems_of(root)[1] if p.severity == "error"]
    assert left == ["texts/minutes/"]
    for listed in (ways[:1], ways):
        said = "".join(f"  {way}: Asked for.\n" for way in listed)
        imprint.write_text(f"{sound}withdrawn:\n{said}")
        built, problems_left = problems_of(root)
        assert built, problems_left
        files = render(built)
        assert [a for a in promised(root) if not answers(root, files, a)] == []
        assert files["data/minutes.txt"] == "Withdrawn: Asked for.\n"


@examples(300)
@given(data=st.data())
def test_any_damage_to_the_register_is_seen(data: st.DataObject, first: Path) -> None:
    content = (first / "edition/addresses.json").read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    damaged = content[:start] + data.draw(st.text(max_size=10)) + content[end:]
    releases, problem = parse_register(damaged)
    assert (problem is None) == (damaged == content)
    if problem is None:
        assert register_of(releases) == content


@pytest.fixture(scope="module")
def site(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The released edition's pages as a site, with a control, a heading and a foreign page."""
    folder = tmp_path_factory.mktemp("site")
    built, _ = problems_of(first)
    assert built
    for path, content in render(built).items():
        if path.endswith(".md"):
            page = (folder / path).with_suffix(".html")
            page.parent.mkdir(parents=True, exist_ok=True)
            around = '<p id="minutes-of-the-theme"><article>{}</article>'
            page.write_text(around.format(content), encoding="utf-8")
    (folder / "apparatus/more").mkdir()
    (folder / "apparatus/more/index.html").write_text('<p id="person-more">')
    return folder


def without_places(root: Path) -> None:
    """Put the register into the state of one that lists no places but passages, notes, rulings."""
    path = root / "edition/addresses.json"
    released, problem = parse_register(path.read_text(encoding="utf-8"))
    assert problem is None
    (only,) = released
    fewer = tuple(a for a in only.new if a.showed or "#" not in a.path)
    changed = replace(only, new=fewer)
    content = register_of([replace(changed, digest=digest_of(changed))])
    path.write_text(content, encoding="utf-8")


def supplemented(root: Path, site: Path, version: str = "0.1.0", date: str = "2026-03-01") -> int:
    """Run the command that supplements a release from its site, and return the exit code."""
    return main(["--root", str(root), "release", version, "--site", str(site), "--date", date])


def test_a_release_is_not_dated_before_the_last(
    first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(first, tmp_path)
    before = project_files(root)
    assert SOUND["add_note"](root)
    changed = project_files(root)
    assert release(root, "0.2.0", "1975-01-01") == 1
    assert "1975-01-01 is before" in capsys.readouterr().err
    assert project_files(root) == changed != before


def test_what_a_release_had_and_did_not_list_is_added_to_it(
    first: Path, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(first, tmp_path)
    listed = promised(root)
    without_places(root)
    assert len(promised(root)) < len(listed)
    before = project_files(root)
    assert supplemented(root, site) == 0
    assert sorted(promised(root)) == sorted(listed)
    after = project_files(root)
    assert {path.name for path in after if after[path] != before[path]} == {"addresses.json"}
    register = json.loads((root / "edition/addresses.json").read_text(encoding="utf-8"))
    assert register["format"] == 2
    release_, added = register["releases"]
    assert (added["version"], added["date"], added["after"]) == (
        "0.1.0",
        "2026-03-01",
        release_["digest"],
    )
    assert not codes(root)
    assert BREAKING["delete_person"](root)
    assert codes(root) == {"address-vanished"}
    root = copied(first, tmp_path / "again")
    capsys.readouterr()
    assert supplemented(root, site) == 1
    assert "is complete for 0.1.0" in capsys.readouterr().err


def test_a_supplement_is_never_dated_before_its_release(
    first: Path, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(first, tmp_path)
    without_places(root)
    assert supplemented(root, site, date="2026-01-31") == 2
    assert "0.1.0 was released on 2026-02-01, not on 2026-01-31" in capsys.readouterr().err


def test_the_page_of_changes_lists_a_supplemented_release_once(
    first: Path, site: Path, tmp_path: Path
) -> None:
    root = copied(first, tmp_path)
    without_places(root)
    assert supplemented(root, site) == 0
    assert SOUND["rewrite"](root)
    built, _ = problems_of(root)
    assert built
    page = str(render(built)["apparatus/changes/index.md"])
    assert page.count("Since 0.1.0</h2>") == 1
    assert "Note salt</a>: changed since the last release" in page
    assert "1 note" in page.partition("it brought")[2][:60] or "notes" in page
    assert release(root, "0.2.0", "2026-03-02") == 0
    assert not codes(root)


def test_a_later_release_goes_on_from_a_supplement(first: Path, site: Path, tmp_path: Path) -> None:
    root = copied(first, tmp_path)
    without_places(root)
    assert supplemented(root, site) == 0
    assert SOUND["add_note"](root)
    assert release(root, "0.2.0", "2026-03-02") == 0
    register = json.loads((root / "edition/addresses.json").read_text(encoding="utf-8"))
    assert [made["version"] for made in register["releases"]] == ["0.1.0", "0.1.0", "0.2.0"]
    assert not codes(root)


@pytest.mark.parametrize(
    ("version", "where", "said"),
    [
        ("0.2.0", "", "only the last release can be supplemented, which is 0.1.0"),
        ("0.1.0", "apparatus", "is not the site of 0.1.0"),
    ],
)
def test_only_the_last_release_is_supplemented_from_its_own_site(
    version: str,
    where: str,
    said: str,
    first: Path,
    site: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = copied(first, tmp_path)
    without_places(root)
    before = project_files(root)
    assert supplemented(root, site / where, version) == 2
    assert said in capsys.readouterr().err
    assert project_files(root) == before


def test_a_supplement_with_a_place_that_is_gone_is_refused(
    first: Path, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(first, tmp_path)
    without_places(root)
    assert BREAKING["delete_person"](root)
    before = project_files(root)
    assert supplemented(root, site) == 1
    assert "#person-watchman was released" in capsys.readouterr().err
    assert project_files(root) == before


def test_a_supplement_changed_by_hand_is_noticed(first: Path, site: Path, tmp_path: Path) -> None:
    root = copied(first, tmp_path)
    without_places(root)
    assert supplemented(root, site) == 0
    path = root / "edition/addresses.json"
    content = path.read_text(encoding="utf-8")
    one, two = parse_register(content)[0]
    changes = replace(two, changed=(Address("texts/minutes/#p1", "", "x" * 16),))
    for wrong in (
        content.replace("2026-03-01", "2026-03-02"),
        content.replace('"format": 2', '"format": 1'),
        content.replace('{"address": "apparatus/timeline/#salt"},\n', ""),
        register_of([one, replace(changes, digest=digest_of(changes))]),
    ):
        assert wrong != content
        assert parse_register(wrong)[1] is not None


def test_what_has_left_a_list_is_named_at_its_foot(first: Path, tmp_path: Path) -> None:
    root = copied(first, tmp_path)
    for edit in ("retire_note", "retire_ruling", "merge_events", "move_text"):
        assert SOUND[edit](root)
    built, problems = problems_of(root)
    assert built, problems
    files = render(built)
    for page, name, href in (
        ("notes", "minutes-region-rest", "../../texts/log/#note-region-rest"),
        ("notes", "in-minutes", "../../texts/log/"),
        ("emendations", "minutes-wind", "../../texts/log/#em-wind"),
        ("timeline", "y1954", None),
    ):
        drawn = BeautifulSoup(str(files[f"apparatus/{page}/index.md"]), "html.parser")
        item = drawn.find(id=name)
        assert item
        assert item.find_parent("section", attrs={"aria-labelledby": "withdrawn"})
        link = item.find("a")
        assert (link["href"] if link else None) == href
    fresh, _ = problems_of(first)
    assert fresh
    assert all('id="withdrawn"' not in str(c) for p, c in render(fresh).items() if "apparatus" in p)
