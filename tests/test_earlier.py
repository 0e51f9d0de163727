"""What a text showed in earlier versions: what is kept of it, and what readers are told has changed."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

import build_edition.render as render_module
from build_edition.render.markup.then_now import Row, then_now
from build_edition.render.reading.cite_links import citing_files
from tests.releases import HOLDERS, SOUND, change, minutes, note, problems_of, release, text_of
from tests.support import render, whole

DRAWN = {*HOLDERS, "earlier", "feed"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@contextmanager
def only_what_is_looked_at() -> Iterator[None]:
    """Draw nothing but the formats of these tests, so that a release takes a moment."""
    with pytest.MonkeyPatch.context() as patch:
        for table in ("OF_A_TEXT", "GATHERED", "OF_THE_EDITION"):
            every = getattr(render_module, table)
            patch.setattr(render_module, table, {n: every[n] for n in every if n in DRAWN})
        yield


@pytest.fixture(autouse=True)
def _drawn_in_a_moment() -> Iterator[None]:
    with only_what_is_looked_at():
        yield


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature, released as 0.1.0, for tests to copy."""
    root = minutes(tmp_path_factory.mktemp("first"))
    with only_what_is_looked_at():
        assert release(root, "0.1.0") == 0
    return root


@pytest.fixture
def root(first: Path, tmp_path: Path) -> Path:
    """A copy of the released miniature, to be edited."""
    return Path(shutil.copytree(first, tmp_path / "copy"))


def files(root: Path) -> dict[str, str | bytes]:
    """Return the files drawn of the edition under a root, which must be sound."""
    built, problems = problems_of(root)
    assert built, problems
    return render(built)


def earlier(root: Path) -> dict[str, Any]:
    """Return what scripts are told of the one text's earlier versions."""
    found = files(root)[f"texts/{text_of(root).name}/earlier.json"]
    return dict(json.loads(found))


def cells(html: str) -> list[str]:
    """Return the words of a table of then and now, cell by cell."""
    return [cell.get_text() for cell in BeautifulSoup(html, "html.parser")(["th", "td"])]


def kept(root: Path, version: str) -> dict[str, Any]:
    """Return what a release keeps of the one text."""
    path = text_of(root) / f"released/{version}.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def test_a_release_keeps_what_is_new_in_it_and_then_only_what_has_changed(root: Path) -> None:
    assert len(kept(root, "0.1.0")) == 7 + 6 + 3
    assert release(root, "0.2.0") == 0
    assert not (text_of(root) / "released/0.2.0.json").exists()
    assert SOUND["rewrite"](root)
    assert SOUND["add_note"](root)
    assert release(root, "0.3.0") == 0
    assert {*kept(root, "0.3.0")} == {"note-salt", "note-who"}
    assert kept(root, "0.3.0")["note-salt"]["words"] == "A wide gap."
    assert kept(root, "0.1.0")["note-salt"]["words"] == "A gap."
    assert not [p for p in problems_of(root)[1] if p.severity == "error"]


def test_of_what_has_not_changed_nothing_is_told(root: Path) -> None:
    assert earlier(root) == {"first": "0.1.0", "later": {}, "shown": {}}


def test_each_version_is_told_apart(root: Path) -> None:
    assert SOUND["rewrite"](root)
    assert release(root, "0.2.0") == 0
    assert change(note(root, "salt"), "A wide gap", "A very wide gap")
    found = earlier(root)["shown"]["note-salt"]
    assert [*found] == ["0.1.0", "0.2.0"]
    assert cells(found["0.1.0"]) == ["Then", "Now", "Note", "A gap.", "A very wide gap."]
    assert cells(found["0.2.0"]) == ["Then", "Now", "Note", "A wide gap.", "A very wide gap."]
    assert change(note(root, "salt"), "A very wide gap", "A gap")  # as it was in 0.1.0
    found = earlier(root)["shown"]["note-salt"]
    assert found["0.1.0"] is None
    assert cells(found["0.2.0"])[3:] == ["A wide gap.", "A gap."]


def test_what_is_in_no_version_yet_and_what_came_later_is_told(root: Path) -> None:
    assert SOUND["add_note"](root)
    assert earlier(root)["later"] == {"note-who": ""}
    assert release(root, "0.2.0") == 0
    assert earlier(root)["later"] == {"note-who": "0.2.0"}


@pytest.mark.parametrize(
    ("edit", "name", "told"),
    [
        ("another_kind", "note-the-rest", ["Kind", "Disputed", "In error"]),
        ("narrower_words", "note-may-1953", ["On", "“In May 1953”", "“May 1953”"]),
        (
            "move_note",
            "note-waiting",
            ["Place", "passage 4", "passage 2", "On", "the whole of it", "“came”"],
        ),
        ("retire_note", "note-region-rest", ["Retired", "none", "The rest is history."]),
        (
            "rename_note",
            "note-the-rest",
            ["Retired", "none", "Renamed.", "What took its place", "none", "others"],
        ),
        ("emend", "p2", ["Who came?", "Whoso came?"]),
        (
            "other_reason",
            "em-wind",
            ["Reason", "It may have been “wine”; it stays.", "It may have been “wine”; it stays as it came."],
        ),
        ("retire_ruling", "em-wind", ["Retired", "none", "Nobody doubts it."]),
        ("take_away_passage", "p1", ["The Harbour", "withdrawn: not in the transmitted text"]),
    ],
)  # fmt: skip
def test_what_has_changed_is_told_and_nothing_else(
    edit: str, name: str, told: list[str], root: Path
) -> None:
    assert SOUND[edit](root)
    found = earlier(root)["shown"]
    assert [*found] == [name]
    if edit == "take_away_passage":
        told = [*told[:1], cells(found[name]["0.1.0"])[-1]]
        assert told[1].startswith("withdrawn: ")
    assert cells(found[name]["0.1.0"]) == ["Then", "Now", *told]
    page = BeautifulSoup(str(files(root)["apparatus/changes/index.md"]), "html.parser")
    item = page.find(id=f"since-0.1.0-minutes-{name}")
    assert item
    assert cells(str(item)) == ["Then", "Now", *told]


def test_a_text_that_has_moved_takes_its_earlier_words_along(root: Path) -> None:
    assert SOUND["rewrite"](root)
    assert SOUND["move_text"](root)
    assert text_of(root).name == "log"
    assert cells(earlier(root)["shown"]["note-salt"]["0.1.0"])[3:] == ["A gap.", "A wide gap."]
    assert "since-0.1.0-log-note-salt" in str(files(root)["apparatus/changes/index.md"])
    assert release(root, "0.2.0") == 0
    assert not [p for p in problems_of(root)[1] if p.severity == "error"]
    for path in ("data/changes.atom", "apparatus/changes/index.md"):
        told = str(files(root)[path])
        assert "0 passages, 0 notes and 0 emendations" in told  # what has moved is not new


def test_words_that_had_to_be_removed_are_not_told(root: Path) -> None:
    path = text_of(root) / "released/0.1.0.json"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    without = ['"p5": null,\n' if line.startswith('"p5"') else line for line in lines]
    assert without != lines
    path.write_text("".join(without), encoding="utf-8")
    assert not [p for p in problems_of(root)[1] if p.severity == "error"]
    found = earlier(root)
    assert found["later"] == {}
    assert "had to be removed" in found["shown"]["p5"]["0.1.0"]
    assert "rain" not in json.dumps(found)


def test_all_that_is_kept_of_a_text_goes_with_its_folder(root: Path) -> None:
    assert SOUND["rewrite"](root)
    assert release(root, "0.2.0") == 0
    others = [
        p for p in (root / "edition").rglob("*") if p.is_file() and text_of(root) not in p.parents
    ]
    assert others
    assert not [path for path in others if b" gap." in path.read_bytes()]


def test_hostile_words_stay_words(root: Path) -> None:
    path = text_of(root) / "emendations.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "at: p5, on: wind, kind: word",
            "at: p5, on: wind, read: '<script>alert(1)</script>', kind: word",
        ),
        encoding="utf-8",
    )
    found = earlier(root)["shown"]["p5"]["0.1.0"]
    assert cells(found) == [
        "Then",
        "Now",
        "wind & <rain>",
        "<script>alert(1)</script> & <rain>",
    ]
    assert "<script" not in found
    assert "<script" not in str(files(root)["apparatus/changes/index.md"])


def test_words_are_told_once_on_the_page_of_changes(root: Path) -> None:
    assert release(root, "0.2.0") == 0
    assert SOUND["rewrite"](root)
    page = BeautifulSoup(str(files(root)["apparatus/changes/index.md"]), "html.parser")
    newer, older = (page.find(id=f"since-{v}-minutes-note-salt") for v in ("0.2.0", "0.1.0"))
    assert newer
    assert older
    assert newer.find("table")
    assert not older.find("table")
    link = older.find("a", string="as in 0.2.0")
    assert link
    assert link["href"] == "#since-0.2.0-minutes-note-salt"


def test_the_feed_has_an_entry_for_each_release(root: Path) -> None:
    assert SOUND["rewrite"](root)
    assert SOUND["add_note"](root)
    assert release(root, "0.2.0") == 0
    feed = ElementTree.fromstring(str(files(root)["data/changes.atom"]))
    titles = [entry.findtext("a:title", "", ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert titles == ["Version 0.2.0", "Version 0.1.0"]
    assert feed.findtext("a:updated", "", ATOM) == "2026-02-01T00:00:00Z"
    said = BeautifulSoup(feed.findtext("a:entry/a:content", "", ATOM), "html.parser")
    assert "New: 0 passages, 1 note and 0 emendations." in said.get_text()
    (link,) = said("a")
    assert link.get_text() == "Note salt"
    assert str(link["href"]).endswith("texts/minutes/?v=0.1.0#note-salt")
    ids = [entry.findtext("a:id", "", ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert len({*ids}) == 2


def test_an_edition_without_a_release_has_an_empty_feed(tmp_path: Path) -> None:
    root = minutes(tmp_path)
    feed = ElementTree.fromstring(str(files(root)["data/changes.atom"]))
    assert not feed.findall("a:entry", ATOM)
    assert feed.findtext("a:updated", "", ATOM)
    assert earlier(root)["first"] == ""


@pytest.mark.parametrize("edit", [None, *SOUND])
def test_files_that_cite_a_text_have_the_version_in_their_address_while_it_reads_so(
    edit: str | None, root: Path
) -> None:
    if edit:
        SOUND[edit](root)
    built, _ = problems_of(root)
    assert built
    changed = bool(earlier(root)["shown"]) or bool(earlier(root)["later"])
    (text,) = built.texts
    for path, content in citing_files(whole(built), text).items():
        assert (f"texts/{text.info.slug}/?v=0.1.0" in content) == (not changed), path


def test_no_page_gives_an_address_with_a_version_as_its_own(root: Path) -> None:
    for path, content in files(root).items():
        if path.endswith(".md"):
            front = str(content).partition("\n---\n")[0]
            assert "?v=" not in front, path


@pytest.mark.parametrize(
    ("then", "now", "marked"),
    [
        ("one two three", "one too three", (["two"], ["too"])),
        ("one two", "one two", ([], [])),
        ("毛主席去了北京", "毛主席来了北京", (["去"], ["来"])),
        ("a b c d", "w x y z", ([], [])),  # where nothing is alike, no word is marked
        ("<b>", "<i>", ([], [])),
        ("to <b> or", "to <i> or", (["<b>"], ["<i>"])),
    ],
)
def test_the_words_that_differ_are_marked(
    then: str, now: str, marked: tuple[list[str], list[str]]
) -> None:
    html = BeautifulSoup(then_now([Row("", then, now)]), "html.parser")
    assert [td.get_text() for td in html("td")] == [then, now]
    assert [e.get_text().strip() for e in html("del")] == marked[0]
    assert [e.get_text().strip() for e in html("ins")] == marked[1]
