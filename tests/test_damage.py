"""Damage of other kinds is found and told as a hint, with the words it is in, until it is ruled on."""

import time
from pathlib import Path
from typing import Any

import pytest

from build_edition.cli import main
from build_edition.damage.misread import misread
from tests.support import EMENDATIONS, cases, named
from tests.test_checks import LETTER, found, told, with_more


@pytest.mark.parametrize("case", cases("damage.yml"), ids=named)
def test_what_looks_misread_is_found_and_nothing_else(case: dict[str, Any]) -> None:
    every = [*misread(case["text"])]
    assert {each.text: each.kind for each in every} == case.get("found", {})
    assert [each.start for each in every] == sorted(each.start for each in every)
    assert all(case["text"][each.start : each.end] == each.text for each in every)


@pytest.mark.parametrize("piece", ["9O", "Ã", "Â ", "1,234,", "31 April ", "l95", "â€™"])
def test_a_long_passage_is_read_in_no_long_time(piece: str) -> None:
    began = time.process_time()
    assert len([*misread(piece * 10_000)]) < 80_000
    assert time.process_time() - began < 2


def test_it_is_told_as_a_hint_in_any_text(small: Path) -> None:
    with_more(small, "On 31 April it was 9OO tons: Khrushchevâ€™s.\n")
    assert main(["--root", str(small), "number", "letter"]) == 0
    assert [line.partition(". ")[0] for line in told(small)] == [
        "texts/letter/raw.txt:5:4 warning date-impossible: “31 April” in p3: April has no day 31",
        "texts/letter/raw.txt:5:20 warning number-misread: “9OO” in p3: a letter stands among its digits",
        "texts/letter/raw.txt:5:30 warning wrong-encoding: “Khrushchevâ€™s.” in p3:"
        " it looks as if it had been read in the wrong encoding",
    ]


def test_what_is_ruled_on_is_told_no_more(small: Path) -> None:
    with_more(small, "On 31 April he left.\n")
    assert main(["--root", str(small), "number", "letter"]) == 0
    ruled = EMENDATIONS.replace("id: the", "id: left").replace("p2", "p3")
    ruled = ruled.replace("on: teh\n  read: the\n", "on: 31 April\n")
    (small / f"{LETTER}/emendations.yml").write_text(EMENDATIONS + ruled, encoding="utf-8")
    assert found(small) == []
