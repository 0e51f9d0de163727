"""Works of a reference manager go into `works.json` with one command, and none goes in twice."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.cli import main
from build_edition.commands.steps.read import edition_at
from build_edition.proposals.works import key_for, same_work, taken
from build_edition.sources.formats.names import SLUG
from build_edition.sources.formats.work import known_variables

EXPORTED: dict[str, Any] = {
    "id": "http://zotero.org/users/1/items/ABC",
    "citation-key": "exampleShips2003",
    "type": "book",
    "title": "<i>Ships</i> &amp; Seas",
    "abstract": "All about ships.",
    "call-number": "DK 275",
    "event-place": "Northport",
    "ISBN": "978-0-306-40615-7 0-306-40615-2",
    "DOI": "https://doi.org/10.1080/14682745.2011.558896",
    "journalAbbreviation": "Sh.",
    "language": "en",
    "note": "OCLC: 1",
    "publisher": "Quay Books",
    "source": "Library Catalog",
    "author": [
        {"family": "Example", "given": "A.", "dropping-particle": "de"},
        {"family": "Łódź", "given": "B.", "suffix": "Jr.", "comma-suffix": True},
    ],
    "issued": {"date-parts": [["2003", "5"]], "season": "1"},
    "accessed": {"date-parts": [["2026", 1, 2]]},
}
"""An entry as Zotero writes it."""


def work(root: Path, exported: Any, *more: str) -> int:
    """Run the command on an export, and return its exit code."""
    file = root / "export.json"
    file.write_text(exported if isinstance(exported, str) else json.dumps(exported), "utf-8")
    return main(["--root", str(root), "work", str(file), *more])


def works_of(root: Path) -> list[dict[str, Any]]:
    """Return the entries of `works.json`."""
    entries: list[dict[str, Any]] = json.loads((root / "edition/works.json").read_text("utf-8"))
    return entries


def test_an_export_goes_in_at_once(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert work(small, [EXPORTED]) == 0
    said = capsys.readouterr().out
    assert (
        "examplelodz2003: Example, A. de, and B. Łódź Jr. Ships & Seas. Quay Books, 2003." in said
    )
    assert "left out: abstract, call-number, journalAbbreviation, note" in said
    _, problems = edition_at(small)
    assert {problem.code for problem in problems} == {"work-uncited"}
    added = next(entry for entry in works_of(small) if entry["id"] == "examplelodz2003")
    assert added["author"][0] == {"family": "Example", "given": "A. de"}
    assert added["author"][1] == {"family": "Łódź", "given": "B.", "suffix": "Jr."}
    assert added["issued"] == {"date-parts": [[2003, 5]]}
    assert (added["ISBN"], added["DOI"][:3]) == ("978-0-306-40615-7", "10.")


def test_each_entry_goes_where_its_key_belongs_and_the_others_stay(small: Path) -> None:
    before = works_of(small)
    assert work(small, [EXPORTED | {"title": "A", "ISBN": "", "DOI": ""}], "--key", "aaa") == 0
    assert work(small, EXPORTED, "--key", "zzz") == 0
    assert [entry["id"] for entry in works_of(small)] == ["aaa", "example1956", "zzz"]
    assert works_of(small)[1:-1] == before


@pytest.mark.parametrize(
    "again",
    [
        {},
        {"title": "Other", "DOI": "", "ISBN": "9780306406157"},
        {"title": "Other", "ISBN": "", "DOI": "doi:10.1080/14682745.2011.558896"},
        {"title": "SHIPS & Seas", "ISBN": "", "DOI": ""},
    ],
)
def test_a_work_that_is_listed_is_not_added_again(
    again: dict[str, str], small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert work(small, [EXPORTED, EXPORTED]) == 0
    before = works_of(small)
    assert work(small, [EXPORTED | again]) == 0
    assert "examplelodz2003 is already listed" in capsys.readouterr().out
    assert works_of(small) == before
    assert len(before) == 2


def test_another_work_of_the_same_people_and_year_gets_a_letter(small: Path) -> None:
    other = EXPORTED | {"title": "More Ships", "DOI": "", "ISBN": ""}
    assert work(small, [EXPORTED, other, other | {"title": "Most Ships"}]) == 0
    keys = [entry["id"] for entry in works_of(small)]
    assert keys == ["example1956", "examplelodz2003", "examplelodz2003b", "examplelodz2003c"]


def test_every_fault_is_said_at_once_and_nothing_is_added(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = works_of(small)
    faulty = {"URL": "ftp://x", "ISBN": "12", "issued": {"date-parts": [[2003, 13]]}}
    assert work(small, [EXPORTED, EXPORTED | faulty | {"title": "B", "DOI": "x"}]) == 1
    said = capsys.readouterr().out
    assert [key for key in ("`URL`", "`ISBN`", "`issued`", "`DOI`") if key not in said] == []
    assert works_of(small) == before


@pytest.mark.parametrize(
    ("exported", "arguments"),
    [
        ("@book{x}", []),
        ("[]", []),
        ("[1]", []),
        ("3", []),
        ([EXPORTED, EXPORTED], ["--key", "x"]),
        ([EXPORTED], ["--key", "A b"]),
        ([EXPORTED], ["--key", "example1956"]),
    ],
)
def test_what_cannot_be_taken_is_said_in_a_line(
    exported: Any, arguments: list[str], small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = works_of(small)
    assert work(small, exported, *arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert works_of(small) == before


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
VARIABLES = ("title", "author", "editor", "issued", "ISBN", "DOI", "URL", "type", "note")


@given(st.dictionaries(st.sampled_from(VARIABLES), ANYTHING))
def test_any_export_gives_a_key_and_no_fault_of_the_program(item: dict[str, Any]) -> None:
    key = key_for(item, {"work"})
    assert SLUG.fullmatch(key)
    assert taken(item, known_variables(), key).entry["id"] == key
    assert same_work(item, iter([{"id": "x", **item}])) in ("x", "")
