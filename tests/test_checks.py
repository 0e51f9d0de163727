"""What must hold of a text and of the edition: each check finds its fault, at its place."""

import hashlib
import inspect
import json
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from build_edition import edition
from build_edition.addresses.fingerprints import emendation_address, note_address
from build_edition.checks import texts as checks
from build_edition.cli import main
from build_edition.commands.printing.problems import as_github
from build_edition.model import Citation, EmendationRuling, Note, Place, Problem
from build_edition.notes.annotate import annotate
from build_edition.sources.load import load_sources
from tests.support import EMENDATIONS, PLACE, RAW, ROOT, note, ruling
from tests.test_annotate import readings_of

LETTER = "edition/texts/letter"


def test_every_check_is_run() -> None:
    tuples = (checks.CHECKS_OF_A_TEXT, checks.CHECKS, checks.CHECKS_OF_THE_WHOLE)
    run = {check.__name__ for every in tuples for check in every}
    for module in pkgutil.iter_modules([str(ROOT / "build_edition/checks")]):
        here = import_module(f"build_edition.checks.{module.name}")
        for name, found in inspect.getmembers(here, inspect.isfunction):
            is_check = found.__annotations__.get("return") == Iterator[Problem]
            if is_check and not name.startswith("_"):
                assert name in run, "it stands in none of the tuples at the end of a module"


def found(root: Path) -> list[tuple[str, str, int, int, str]]:
    """Return every Problem of an edition: code, path, line, column and severity."""
    sources, problems = load_sources(root)
    assert sources
    every = (*problems, *edition.build(sources)[1])
    return [(p.code, p.place.path, p.place.line, p.place.column, p.severity) for p in every]


def with_more(root: Path, words: str) -> None:
    """Add words to the letter of the small edition, and correct its checksum and ids."""
    raw = RAW + words
    (root / f"{LETTER}/raw.txt").write_bytes(raw.encode())
    text = root / f"{LETTER}/text.yml"
    before, after = (hashlib.sha256(each.encode()).hexdigest() for each in (RAW, raw))
    text.write_text(text.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_a_text_that_does_not_come_back_is_a_problem(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "recover", lambda text: text.raw[:-1])
    assert found(small) == [("not-recovered", f"{LETTER}/text.yml", 1, 1, "error")]


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("On April 1956, 4, he left.\n", [(5, 10, "error"), (5, 16, "error")]),
        ("Well.\nHe left on March 3.\n", [(6, 18, "warning")]),
    ],
)
def test_a_number_that_nobody_has_ruled_on_is_shown_in_the_raw_text(
    words: str, at: list[tuple[int, int, str]], small: Path
) -> None:
    with_more(small, words)
    assert main(["--root", str(small), "number", "letter"]) == 0
    assert found(small) == [("number-unruled", f"{LETTER}/raw.txt", *place) for place in at]


def test_a_number_that_somebody_has_ruled_on_is_none(small: Path) -> None:
    with_more(small, "On April 1956, 4, he left.\n")
    assert main(["--root", str(small), "number", "letter"]) == 0
    ruled = EMENDATIONS.replace("id: the", "id: left").replace("p2", "p3")
    ruled = ruled.replace("on: teh\n  read: the\n", 'on: "April 1956, 4"\n')
    (small / f"{LETTER}/emendations.yml").write_text(EMENDATIONS + ruled, encoding="utf-8")
    assert found(small) == []


def test_rulings_out_of_order_are_looked_at(small: Path) -> None:
    first = EMENDATIONS.replace("id: the", "id: dear").replace("p2", "p1")
    first = first.replace("on: teh\n  read: the\n", "on: Dear\n  read: Deer\n")
    path = small / f"{LETTER}/emendations.yml"
    path.write_text(first + EMENDATIONS, encoding="utf-8")
    assert found(small) == []
    path.write_text(EMENDATIONS + first, encoding="utf-8")
    assert found(small) == [("rulings-unsorted", f"{LETTER}/emendations.yml", 1, 3, "warning")]


def test_a_work_that_nobody_cites_is_looked_at(small: Path) -> None:
    works = small / "edition/works.json"
    given = json.loads(works.read_text(encoding="utf-8"))
    more = {"id": "lonely", "type": "book", "title": "Alone"}
    works.write_text(json.dumps([*given, more], indent=2), encoding="utf-8")
    assert [p[0] for p in found(small)] == ["work-uncited"]
    assert found(small)[0][1] == "edition/works.json"
    assert found(small)[0][-1] == "warning"


CITING = 'evidence: external\n  sources: ["lonely"]'


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (f"{LETTER}/notes/ship.md", "example1956, 12", "lonely"),
        (f"{LETTER}/notes/ship.md", "example1956, 12", 'lonely"]\nretired: "It was wrong.'),
        (f"{LETTER}/emendations.yml", "evidence: internal", CITING),
        (f"{LETTER}/emendations.yml", "evidence: internal", f"{CITING}\n  retired: It was right."),
        ("edition/people.yml", "example1956", "lonely"),
        ("edition/events.yml", "example1956", "lonely"),
        ("edition/oil.yml", "example1956", "lonely"),
    ],
)
def test_a_work_that_is_cited_anywhere_is_cited(path: str, old: str, new: str, small: Path) -> None:
    works = small / "edition/works.json"
    given = json.loads(works.read_text(encoding="utf-8"))
    more = {"id": "lonely", "type": "book", "title": "Alone"}
    works.write_text(json.dumps([*given, more], indent=2), encoding="utf-8")
    content = (small / path).read_text(encoding="utf-8")
    assert old in content
    (small / path).write_text(content.replace(old, new, 1), encoding="utf-8")
    assert "work-uncited" not in {p[0] for p in found(small)}


def test_works_that_are_cited_need_a_bibliography(small: Path) -> None:
    (small / "edition/works.json").unlink()
    assert [(p[0], p[-1]) for p in found(small)] == [("no-works", "error")]


def test_a_line_without_words_is_no_passage(small: Path) -> None:
    with_more(small, " \u2003\n")
    text = small / f"{LETTER}/text.yml"
    content = text.read_text(encoding="utf-8").replace("[blank-lines]", "[]")
    text.write_text(content, encoding="utf-8")
    assert ("empty-passage", f"{LETTER}/raw.txt", 5, 1, "error") in found(small)


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


def test_a_place_of_any_name_is_one_property_for_github() -> None:
    problem = Problem(Place("a:b,c%.yml", 2, 3), "stray", "one: two", "three, four")
    assert as_github([problem]) == (
        "::error file=a%3Ab%2Cc%25.yml,line=2,col=3,title=stray::one: two. three, four\n"
    )


def test_notes_stand_in_the_order_of_their_last_words() -> None:
    here = readings_of("The ship sank, and the ship rose.")
    given = [
        note("ship rose", id="a"),
        note("and the ship rose", id="z"),
        note("The ship sank, and the", id="x"),
        note("The ship sank", id="y"),
        note("sank", id="b"),
        note("ship sank", id="c"),
    ]
    (first,), _ = annotate(here, (), (), given)
    assert [a.note.id for a in first.annotations] == ["y", "c", "b", "x", "z", "a"]


CITED = (Citation("one", "", PLACE),)
NOTE = note("here", citations=CITED)
RULING = ruling("teh", "the", sources=CITED)


@pytest.mark.parametrize(
    "changed",
    [
        replace(RULING, on="te"),
        replace(RULING, read="thee"),
        replace(RULING, kind="word", read=None),
        replace(RULING, kind="letter"),
        replace(RULING, certainty="low"),
        replace(RULING, evidence="conjecture"),
        replace(RULING, sources=()),
        replace(RULING, why="another"),
        replace(RULING, retired="gone"),
        replace(RULING, retired="", successor="two"),
    ],
)
def test_whatever_is_said_of_an_emendation_is_part_of_what_it_shows(
    changed: EmendationRuling,
) -> None:
    assert emendation_address("", changed).showed != emendation_address("", RULING).showed


@pytest.mark.parametrize(
    "changed",
    [
        replace(NOTE, kind="error"),
        replace(NOTE, certainty="low"),
        replace(NOTE, internal=False),
        replace(NOTE, citations=()),
        replace(NOTE, source="a letter"),
        replace(NOTE, body=()),
        replace(NOTE, retired="gone"),
        replace(NOTE, successor="two"),
    ],
)
def test_whatever_is_said_of_a_note_is_part_of_what_it_shows(changed: Note) -> None:
    assert note_address("", changed).showed != note_address("", NOTE).showed
