"""How a paragraph is read: which slots it has, what each expects, and where nothing is missing."""

from typing import Any, get_args

import pytest

from build_edition.numerals import weights
from build_edition.numerals.oddity import odd_pair, odd_part, oddity
from build_edition.numerals.paragraph import clauses, read_paragraph, typings
from build_edition.numerals.slots import Slot, SlotType
from build_edition.numerals.wording import why_suspect
from tests.support import cases, named

MARKS = ("range_with_next", "part_of_next", "converted", "rough", "full")


def told(slot: Slot) -> str:
    """Return a slot in words: `year 1956`, `measure _ tons` for a blank, `day 4 of month 4`."""
    words = [slot.type, slot.printed or "_", slot.noun, slot.suffix and f"-{slot.suffix}"]
    words += [f"of month {slot.month}" if slot.month else ""]
    words += [f"({mark.replace('_', ' ')})" for mark in MARKS if getattr(slot, mark)]
    return " ".join(filter(None, words))


@pytest.mark.parametrize("case", cases("slots.yml"), ids=named)
def test_a_paragraph_has_these_slots(case: dict[str, Any]) -> None:
    paragraph = read_paragraph(case["text"])
    assert [told(slot) for slot in paragraph.slots] == case.get("slots", [])
    assert [month.number for month in paragraph.months] == case.get("months", [])
    assert paragraph.text == case["text"]
    for slot in paragraph.slots:
        assert slot.type in get_args(SlotType)
        assert case["text"][slot.start : slot.end].strip() in (slot.printed, "[-]")


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("He lifts to kilos a day.", ["He lifts ", "He lifts to "]),
        ("He came on March , it is said.", ["He came on March"]),
        ("Over million came in .", ["Over ", "Over million came in"]),
        ("It is [-] tons.", ["It is "]),
        ("In the st army he came.", ["In the "]),
        ("A load ( tons) of it.", ["A load ("]),
        ("He drove a -ton truck.", ["He drove a "]),
        ("Over workers fell by %.", ["Over ", "Over workers fell by "]),
    ],
)
def test_a_blank_is_where_its_number_was(text: str, before: list[str]) -> None:
    assert [text[: slot.start] for slot in read_paragraph(text).slots] == before


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("In May 1948.", [["year 1948 of month 5"], ["day 1948 of month 5"]]),
        ("By August 8.", [["day 8 of month 8"], ["year 8 of month 8"]]),
        ("On August 9.", [["day 9 of month 8"]]),
        ("On August 8th.", [["day 8 -th of month 8"]]),
        ("On May 5, 1948.", [["day 5 of month 5 (full)", "year 1948 of month 5 (full)"]]),
        ("In 1948.", [["year 1948"]]),
    ],
)
def test_a_month_with_one_number_may_have_lost_its_day_or_its_year(
    text: str, ways: list[list[str]]
) -> None:
    read = typings(read_paragraph(text))
    assert [[told(slot) for slot in paragraph.slots] for paragraph in read] == ways


def test_sentences_and_clauses_end_here() -> None:
    assert clauses("He came; she, when asked, went. They stayed, and slept before 3 and left.") == [
        (7, 0),
        (12, 0),
        (30, 1),
        (43, 0),
    ]


@pytest.mark.parametrize("case", cases("oddities.yml"), ids=named)
def test_a_number_is_as_odd_as_its_place_makes_it(case: dict[str, Any]) -> None:
    slots = read_paragraph(case["text"]).slots
    assert [oddity(slot) for slot in slots] == [
        getattr(weights, name) if name else 0 for name in case["odd"]
    ]
    assert odd_pair(slots) == (getattr(weights, case["together"]) if "together" in case else 0)
    assert odd_part(slots) == 0


@pytest.mark.parametrize(
    ("kind", "printed", "rule"),
    [
        ("day", "1", "pushed"),
        ("day", "31", "pushed"),
        ("day", "32", "no-day"),
        ("year", "1000", "pushed"),
        ("year", "2100", "pushed"),
        ("year", "999", "no-year"),
        ("year", "2101", "no-year"),
        ("count", "1700", "displaced-year"),
        ("percent", "2035", "displaced-year"),
        ("count", "1699", "pushed"),
        ("count", "2036", "pushed"),
        ("count", "1.5", "fraction"),
        ("measure", "1.5", "pushed"),
        ("million", "5", "scale"),
        ("measure", "", "blank"),
    ],
)
def test_a_number_breaks_the_first_rule_that_forbids_it(
    kind: SlotType, printed: str, rule: str
) -> None:
    assert why_suspect(Slot(0, len(printed), kind, printed), "better")[0] == rule
