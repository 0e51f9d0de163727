"""Cleaning removes what is not text, says why, and can be undone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.model import Edition, Speaker
from build_edition.texts.clean import clean
from build_edition.texts.cleaning_rules import CLEANING, INVISIBLE, MECHANICAL
from build_edition.texts.ledger import apply, inverse
from tests.support import cases, line_ruling, named, ruled, source


@pytest.mark.parametrize("case", cases("cleaning.yml"), ids=named)
def test_case(case: dict[str, Any]) -> None:
    source = ruled(case)
    transmitted, _ = clean(source)
    assert [f"{line.kind}: {line.text}" for line in transmitted.lines] == case["lines"]
    cleaned = "\n".join(line.text for line in transmitted.lines)
    assert apply(cleaned, inverse(transmitted.edits)) == source.raw
    if case["name"].startswith("leave") and not case.get("rulings"):
        assert not transmitted.edits


def test_every_rule_cleans_something_in_a_case() -> None:
    edits = [edit for case in cases("cleaning.yml") for edit in clean(ruled(case))[0].edits]
    tried = {(edit.rule, edit.reason) for edit in edits if edit.before != edit.after}
    rules = {(rule.name, rule.reason) for rule in CLEANING}
    assert rules <= tried, "write a case into tests/cases/cleaning.yml"


SIGNS = st.sampled_from(list("ab19 .,:’”•-*\n\r\t\u00a0\u00ad\ufeff\u200b\uf0adé中😀QA"))


@given(st.text(SIGNS, min_size=1, max_size=80), st.sets(st.sampled_from(MECHANICAL)))
def test_any_text_comes_back_under_any_rules(raw: str, rules: set[str]) -> None:
    transmitted, _ = clean(source(raw, rules=tuple(sorted(rules))))
    cleaned = "\n".join(line.text for line in transmitted.lines)
    assert apply(cleaned, inverse(transmitted.edits)) == raw


@given(st.text(SIGNS, min_size=1, max_size=80), st.sets(st.sampled_from(MECHANICAL)))
def test_every_sign_is_in_one_passage_or_accounted_for(raw: str, rules: set[str]) -> None:
    transmitted, _ = clean(source(raw, rules=tuple(sorted(rules))))
    kept = {at for line in transmitted.lines for at in range(*line.span)}
    taken = {at for edit in transmitted.edits for at in range(edit.start, edit.end)}
    assert {at for at, sign in enumerate(raw) if sign not in "\n"} <= kept | taken


@given(st.text(SIGNS, min_size=1, max_size=80))
def test_under_all_rules_no_passage_is_empty_or_unprintable(raw: str) -> None:
    transmitted, problems = clean(source(raw, rules=MECHANICAL))
    sound = {problem.code for problem in problems} <= {"nothing-left"}
    assert sound or any(not line.text.strip() for line in transmitted.lines)
    assert not any(INVISIBLE.search(line.text) for line in transmitted.lines)


@pytest.mark.parametrize(
    ("rulings", "code"),
    [
        ((line_ruling("1-1", "Two", "heading"),), "ruling-shifted"),
        ((line_ruling("3-9", "three", "furniture"),), "ruling-off-page"),
        (
            (line_ruling("1-2", "one", "heading"), line_ruling("2-3", "two", "caption")),
            "rulings-overlap",
        ),
        ((line_ruling("1-2", "one", "turns"),), "no-speaker"),
        ((line_ruling("3-3", "three", "endnotes"),), "no-number"),
        ((line_ruling("1-3", "one", "furniture"),), "nothing-left"),
    ],
)
def test_rulings_that_do_not_fit_are_problems(rulings: tuple[Any, ...], code: str) -> None:
    _, problems = clean(source("one\ntwo\nthree", rulings=rulings, speakers=(Speaker("Q:", ""),)))
    assert code in {problem.code for problem in problems}


def test_each_ruling_on_a_line_that_a_longer_one_has_is_told() -> None:
    rulings = (
        line_ruling("1-3", "one", "heading"),
        line_ruling("2-2", "two", "caption"),
        line_ruling("3-3", "three", "caption"),
    )
    _, problems = clean(source("one\ntwo\nthree", rulings=rulings))
    assert [problem.message for problem in problems] == [
        "line 2 has two rulings, heading and caption",
        "line 3 has two rulings, heading and caption",
    ]


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ("said”1 and then ”1\n1 Note.", {"call-ambiguous"}),
        ("nothing here\n1 Note.", {"call-missing"}),
        ("said”2 then”1\n1 One.\n2 Two.", {"call-missing"}),
        ("said”1\n1 Note.", set()),
    ],
)
def test_a_series_of_calls_is_unique_or_a_problem(raw: str, codes: set[str]) -> None:
    rulings = (line_ruling(f"2-{len(raw.splitlines())}", "1 ", "endnotes"),)
    _, problems = clean(source(raw, rules=("note-calls",), rulings=rulings))
    assert {problem.code for problem in problems} == codes


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        ("\ufeffone", "byte-order-mark"),
        ("o\ufeffne", "invisible-characters"),
        ("one\n\ufefftwo", "invisible-characters"),
        ("one\r\ntwo", "line-ends"),
        ("o\u200bne", "invisible-characters"),
        ("one\n\ntwo", "blank-lines"),
    ],
)
def test_what_no_page_can_carry_is_a_problem_that_names_the_rule(raw: str, rule: str) -> None:
    _, problems = clean(source(raw))
    assert problems[0].code == ("empty-passage" if rule == "blank-lines" else "invisible-character")
    assert rule in problems[0].hint
    assert not clean(source(raw, rules=(rule,)))[1]


def test_texts_have_the_structure_that_their_editors_ruled(an_edition: Edition) -> None:
    talk, ferry, notes = an_edition.texts
    kinds = [reading.kind for reading in notes.readings]
    assert kinds.count("point") == 99
    assert kinds.count("endnote") == 6
    assert kinds.count("quotation") == 3
    assert [r.passage.line.number for r in notes.readings if r.kind == "endnote"] == list("123456")
    calls = [call.number for reading in notes.readings for call in reading.calls]
    assert calls == list("123456")
    assert notes.readings[0].text == "Tides of the Bay"
    assert (len(ferry.readings), ferry.readings[0].text) == (99, "This was a secret visit.")
    assert [r.kind for r in talk.readings] == ["caption", "standfirst", *["turn"] * 12]
    assert [r.passage.line.speaker for r in talk.readings[2:]] == ["Q:", "A:"] * 6


def test_only_ruled_lines_lose_words(an_edition: Edition) -> None:
    for text in an_edition.texts:
        worded = {e.rule for e in text.cleaning if any(c.isalpha() for c in e.before)}
        assert worded <= {"furniture", "speaker-labels"}
        assert all(edit.reason for edit in text.cleaning)
