"""What must hold of a text and of the edition: each check finds its fault, at its place."""

import hashlib
import inspect
import json
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from build_edition import edition
from build_edition.checks import texts as checks
from build_edition.checks.cross_references import works_cited
from build_edition.cli import main
from build_edition.commands.printing.problems import as_github
from build_edition.commands.steps.read import edition_at
from build_edition.damage.overwritten import strong_signs
from build_edition.model import Edition, Imprint, Place, Problem, Text
from build_edition.sources.load import load_sources
from tests.releases import change
from tests.support import EMENDATIONS, PLACE, RAW, ROOT, cases, head, named, ruling
from tests.test_annotate import readings_of

LETTER = "edition/texts/letter"


def test_every_check_is_run() -> None:
    tuples = (checks.CHECKS_OF_A_TEXT, checks.CHECKS, checks.CHECKS_OF_THE_WHOLE)
    run = {check.__name__ for every in tuples for check in every}
    for module in pkgutil.iter_modules([str(ROOT / "build_edition/checks")]):
        here = import_module(f"build_edition.checks.{module.name}")
        for name, found in inspect.getmembers(here, inspect.isfunction):
            yields = found.__annotations__.get("return") == Iterator[Problem]
            is_check = yields and found.__module__.startswith("build_edition.checks.")
            if is_check and not name.startswith("_"):
                assert name in run, "it stands in none of the tuples at the end of a module"


def found(root: Path) -> list[tuple[str, str, int, int, str]]:
    """Return every Problem of an edition: code, path, line, column and severity."""
    sources, problems = load_sources(root)
    assert sources
    every = (*problems, *edition.build(sources)[1])
    return [(p.code, p.place.path, p.place.line, p.place.column, p.severity) for p in every]


def told(root: Path) -> list[str]:
    """Return every Problem of an edition as one line."""
    sources, problems = load_sources(root)
    assert sources
    every = (*problems, *edition.build(sources)[1])
    return [
        f"{p.place.path.removeprefix('edition/')}:{p.place.line}:{p.place.column} "
        f"{p.severity} {p.code}: {p.message}. {p.hint}"
        for p in every
    ]


@pytest.mark.parametrize("case", cases("checks.yml"), ids=named)
def test_what_a_check_finds_is_told_with_what_to_do(case: dict[str, Any], small: Path) -> None:
    if "remove" in case:
        (small / "edition" / case["remove"]).unlink()
    for name, what, instead in case.get("change", ()):
        assert change(small / "edition" / name, what, instead)
    for name, content in case.get("write", {}).items():
        (small / "edition" / name).write_text(content, encoding="utf-8")
    assert told(small) == case["told"]


def with_more(root: Path, words: str) -> None:
    """Add words to the letter of the small edition, and correct its checksum and ids."""
    raw = RAW + words
    (root / f"{LETTER}/raw.txt").write_bytes(raw.encode())
    text = root / f"{LETTER}/text.yml"
    before, after = (hashlib.sha256(each.encode()).hexdigest() for each in (RAW, raw))
    text.write_text(text.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def with_numbers(root: Path, kind: str) -> None:
    """Say in the letter's `text.yml` what happened to its numbers."""
    text = root / f"{LETTER}/text.yml"
    text.write_text(text.read_text(encoding="utf-8") + f"numbers: {kind}\n", encoding="utf-8")


def test_a_text_that_does_not_come_back_is_a_problem(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "recover", lambda text: text.raw[:-1])
    assert told(small) == [
        "texts/letter/text.yml:1:1 error not-recovered: the raw text of letter cannot be recovered "
        "from its readings and ledgers. this is a bug in the program: please report it, with the text"
    ]


NUMBER_HINT = (
    "and no editor has ruled on it. "
    "add a ruling to emendations.yml, without `read` to leave it; `numbers` proposes readings"
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "On April 1956, 4, he left.\n",
            [
                "5:10 error number-unruled: “1956” in p3: no month has such a day: the year’s digits are in the day’s place",
                "5:16 error number-unruled: “4” in p3: a year is expected here, and this is not one",
            ],
        ),
        (
            "Well.\nHe left on March 3.\n",
            [
                "6:18 warning number-unruled: “3” in p4: it equals the month before it, and may be that month’s digit"
            ],
        ),
    ],
)
def test_a_number_that_nobody_has_ruled_on_is_shown_in_the_raw_text(
    words: str, found: list[str], small: Path
) -> None:
    with_more(small, words)
    with_numbers(small, "overwritten")
    assert main(["--root", str(small), "number", "letter"]) == 0
    assert told(small) == [f"texts/letter/raw.txt:{each}, {NUMBER_HINT}" for each in found]


UNDECLARED = (
    "texts/letter/text.yml:1:1 warning numbers-undeclared: 2 numbers of letter look as if other"
    " digits had been written over them, the first “1956” in p3. write `numbers: overwritten` if"
    " that is what happened: then each needs a ruling; write `numbers: sound` if it is not"
)


@pytest.mark.parametrize(
    ("words", "kind", "found"),
    [
        ("On April 1956, 4, he left.\n", "", [UNDECLARED]),
        ("On April 1956, 4, he left.\n", "sound", []),
        ("On April 4, 1956, he left.\n", "", []),
        ("Over million came.\n", "", []),
        ("He left on March 3.\n", "", []),
    ],
    ids=["strong", "said to be sound", "no sign", "one sign", "a weak sign"],
)
def test_strong_signs_are_told_once_until_the_text_says_what_they_are(
    words: str, kind: str, found: list[str], small: Path
) -> None:
    with_more(small, words)
    if kind:
        with_numbers(small, kind)
    assert main(["--root", str(small), "number", "letter"]) == 0
    assert told(small) == found


def test_signs_are_strong_if_two_are_near_each_other() -> None:
    sign, words = "Over million came.", "so " * 996
    assert [n for n, _ in strong_signs([sign, words, "", sign])] == [0, 3]
    assert strong_signs([sign, words + "so so", sign]) == ()
    assert strong_signs([sign]) == ()
    assert [n for n, _ in strong_signs(["The 8st army came, in ."])] == [0, 0]


def test_rulings_stand_for_the_numbers_that_they_touch() -> None:
    words = "On April 1956, 4, he left."
    (one,) = readings_of(words, rulings=(ruling("1956", None),))
    (other,) = readings_of(words, rulings=(ruling("4", None),))
    (beside,) = readings_of(words, rulings=(ruling("April ", None), ruling(", he", None, id="two")))
    for reading, unruled in ((one, ["4"]), (other, ["1956"]), (beside, ["1956", "4"])):
        text = Text(head(numbers="overwritten"), words.encode(), (), (reading,), ())
        assert [p.message.split()[0] for p in checks.numbers_ruled(text)] == [
            f"“{number}”" for number in unruled
        ]


def test_a_number_that_somebody_has_ruled_on_is_none(small: Path) -> None:
    with_more(small, "On April 1956, 4, he left.\n")
    with_numbers(small, "overwritten")
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
        ("edition/series.yml", "example1956", "lonely"),
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


def test_a_line_without_words_is_no_passage(small: Path) -> None:
    with_more(small, " \u2003\n")
    text = small / f"{LETTER}/text.yml"
    content = text.read_text(encoding="utf-8").replace("[blank-lines]", "[]")
    text.write_text(content, encoding="utf-8")
    assert ("empty-passage", f"{LETTER}/raw.txt", 5, 1, "error") in found(small)


def test_an_edition_that_cites_nothing_needs_no_works() -> None:
    imprint = Imprint("T", "S", "A", (), "0.1.0", "", "", "", ("", ""), "", PLACE)
    assert [*works_cited(Edition(imprint, ()))] == []


def test_a_place_of_any_name_is_one_property_for_github() -> None:
    problem = Problem(Place("a:b,c%.yml", 2, 3), "stray", "one: two", "three, four")
    assert as_github([problem]) == (
        "::error file=a%3Ab%2Cc%25.yml,line=2,col=3,title=stray::one: two. three, four\n"
    )


def test_a_faulty_work_is_one_problem_whoever_cites_it(small: Path) -> None:
    works = small / "edition/works.json"
    works.write_text(
        works.read_text("utf-8").replace('"type"', '"call-number": "DK 1", "type"'), "utf-8"
    )
    _, problems = edition_at(small)
    assert [problem.place.path for problem in problems] == ["edition/works.json"]


def test_words_of_another_text_are_told_where_they_are(small: Path) -> None:
    (small / "new.txt").write_bytes(b"A diary.\nThe tide came in at noon.\n")
    assert main(["--root", str(small), "text", "diary", str(small / "new.txt")]) == 0
    path = small / LETTER / "notes/ship.md"
    note = path.read_text(encoding="utf-8").replace("  the ship", "  The  tide came")
    for at in ("p2", "p77"):
        path.write_text(note.replace("at: p2", f"at: {at}"), encoding="utf-8")
        _, problems = edition_at(small)
        (problem,) = [p for p in problems if p.severity == "error"]
        assert problem.hint == (
            "those words are in diary p2: move the file to edition/texts/diary/notes/"
        )
