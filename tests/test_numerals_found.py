"""What is found in the cases is as it was last looked at: alarms, hints, readings, reasons.

Not all of it is right, as the benchmark shows. But any effect that a change to the engine has on a
case shows here: `pytest tests/test_numerals_found.py --refresh-golden`, and read the diff.
"""

import dataclasses
import json
from pathlib import Path

import pytest

from build_edition.commands.printing.numbers import as_json_lines, as_text
from build_edition.numerals import examine
from tests.numeral_weights import found_with, texts_by_file
from tests.support import CASES

FOUND = CASES / "numbers" / "found"
TEXTS = texts_by_file()


def found(texts: list[str]) -> str:
    """Return each of these texts in which anything is found, followed by what is found."""
    examined = ((text, examine(text)) for text in texts)
    return "\n".join(
        "".join((text, "\n", *list(as_text([(0, text, finding)]))[1:]))
        for text, finding in examined
        if finding.suspects
    )


@pytest.mark.parametrize("file", sorted(TEXTS))
def test_what_is_found_is_as_it_was_approved(file: str, pytestconfig: pytest.Config) -> None:
    path = FOUND / Path(file).with_suffix(".txt").name
    content = found(TEXTS[file])
    if content and pytestconfig.getoption("--refresh-golden"):
        path.write_text(content, encoding="utf-8")
    approved = path.read_text(encoding="utf-8") if path.is_file() else ""
    assert content == approved


def test_programs_are_told_the_same_as_people() -> None:
    texts = ["", *TEXTS["numerals.yml"]]
    findings = [(line, text, examine(text)) for line, text in enumerate(texts, start=1)]
    lines = "".join(as_json_lines(findings)).splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "line": line,
            "suspects": [dataclasses.asdict(suspect) for suspect in finding.suspects],
            "readings": [dataclasses.asdict(reading) for reading in finding.readings],
        }
        for line, _, finding in findings
    ]
    assert "“" in "".join(lines)


def test_people_are_told_the_line() -> None:
    told = "".join(as_text([(1, "", examine("")), (2, "the 8st Corps", examine("the 8st Corps"))]))
    assert told.startswith("line 2\n  4-7 “8st”: the ending -st belongs to another number")


def test_where_the_search_is_cut_short_only_what_is_wrong_on_its_face_is_left_open() -> None:
    text = "He led the 8st Corps in 1950, with 70 guns, 30 trucks and over million men, in ."
    finding = found_with("ORDERS", 5, text)
    assert [suspect.text for suspect in finding.suspects] == ["8st", "over million", "in ."]
    assert [reading.text for reading in finding.readings] == [
        "He led the [?]st Corps in 1950, with 70 guns, 30 trucks and over [?] million men, in [?]."
    ]
    assert found_with("ORDERS", 5, "He led the 8th Corps in 1950, on 4 fronts.") == examine("")


def test_the_search_goes_as_far_as_it_may() -> None:
    text = "It raised 1911, 3.1 and 1912 guards in 4.6, 1913 and 5."
    assert found_with("ORDERS", 127, text) != found_with("ORDERS", 128, text) == examine(text)
    assert found_with("SLOTS", 5, text) != found_with("SLOTS", 6, text) == examine(text)


def test_orders_that_are_nearly_finished_come_first() -> None:
    sentence = "In May 1953, 5 cranes and 1955 tons of coal came in 47, over million in . "
    assert len(found_with("ORDERS", 30, sentence * 3).suspects) > 10
