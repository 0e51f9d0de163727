"""Cleaning removes what is not text, says why, and can be undone."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from build_edition.model import Edition, Line, TextSource, Transmitted
from build_edition.texts.clean import clean
from build_edition.texts.cleaning_rules import CLEANING, INVISIBLE, MECHANICAL
from build_edition.texts.ledger import apply, inverse
from build_edition.texts.passages import number
from tests.support import cases, columns_ruling, line_ruling, named, ruled, source


def shown(line: Line) -> str:
    """Return a line as the cases do: its kind, speaker or number, and its words with the calls."""
    words = line.text
    for call in reversed(line.calls):
        words = f"{words[: call.at]}⟨{call.number}⟩{words[call.at :]}"
    return (
        f"{' '.join(filter(None, (line.kind, line.speaker or line.number))).rstrip(':')}: {words}"
    )


@pytest.mark.parametrize("case", cases("cleaning.yml"), ids=named)
def test_case(case: dict[str, Any]) -> None:
    source = ruled(case)
    transmitted, _ = clean(source)
    assert [shown(line) for line in transmitted.lines] == case["lines"]
    assert all(edit.before != edit.after for edit in transmitted.edits)
    if "levels" in case:
        assert [line.level for line in transmitted.lines] == case["levels"]
    if "taken" in case:
        assert [f"{edit.rule}: {edit.reason}" for edit in transmitted.edits] == case["taken"]
    if "spans" in case:
        assert [source.raw[slice(*line.span)] for line in transmitted.lines] == case["spans"]
    cleaned = "\n".join(line.text for line in transmitted.lines)
    assert apply(cleaned, inverse(transmitted.edits)) == source.raw
    if case["name"].startswith("leave") and not (case.get("rulings") or case.get("columns")):
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


HALVES = st.sampled_from(
    ["", "The ship", "was re-", "turned.", "  So", "- one", "Home", "Q: Why?", "\u00ad", "1 One"]
)


@st.composite
def in_columns(draw: st.DrawFn) -> TextSource:
    """Draw a text with two stretches in columns, under rules and with furniture of one line."""
    gap, end = (
        draw(st.sampled_from(["   ", "\t", "|"])),
        draw(st.sampled_from(["\n", "\r\n", "\r"])),
    )
    page = draw(st.integers(1, 5))
    rows = draw(st.lists(st.tuples(HALVES, HALVES), min_size=2 * page, max_size=12))
    at = gap == "   " and draw(st.booleans())
    wide = 9 if at else 0
    lines = [f"{left:<{wide}}{gap}{right}" if right else left for left, right in rows]
    raw = end.join(lines)
    divided = {"at": 13} if at else {"between": gap}
    columns = tuple(
        columns_ruling(stretch, "", **divided)
        for stretch in (f"1-{page}", f"{page + 1}-{len(rows)}")
    )
    rules = (*draw(st.sets(st.sampled_from(MECHANICAL[1:]))), "line-ends")
    furniture = line_ruling(draw(st.integers(1, len(rows))), "", "furniture", why="the host’s")
    return source(raw, rules=rules, columns=columns, rulings=(furniture,))


@given(in_columns())
def test_columns_come_back_under_any_rules(source: TextSource) -> None:
    transmitted, problems = clean(source)
    assume(transmitted.edits)
    cleaned = "\n".join(line.text for line in transmitted.lines)
    assert apply(cleaned, inverse(transmitted.edits)) == source.raw
    assert apply(source.raw, transmitted.edits) == cleaned
    for line in transmitted.lines:
        words, before = line.text.split(), source.raw[slice(*line.span)]
        assert not words or (words[0][:2] in before and words[-1][-2:] in before)
    records = number(transmitted, ())
    assert number(transmitted, records) == records or problems
    assert problems or [record.span for record in records] == [
        line.span for line in transmitted.lines
    ]


@given(st.text(SIGNS, min_size=1, max_size=80))
def test_under_all_rules_no_passage_is_empty_or_unprintable(raw: str) -> None:
    transmitted, problems = clean(source(raw, rules=MECHANICAL))
    sound = {problem.code for problem in problems} <= {"nothing-left"}
    assert sound or any(not line.text.strip() for line in transmitted.lines)
    assert not any(INVISIBLE.search(line.text) for line in transmitted.lines)


@pytest.mark.parametrize("case", cases("cleaning_problems.yml"), ids=named)
def test_what_cannot_be_cleaned_is_told_with_what_to_do(case: dict[str, Any]) -> None:
    source = ruled(case)
    transmitted, problems = clean(source)
    told = [
        f"{p.place.path.rpartition('/')[2]}:{p.place.line}:{p.place.column} {p.code}"
        for p in problems
    ]
    told = [f"{at}: {p.message}. {p.hint}" for at, p in zip(told, problems, strict=True)]
    assert told == case["told"]
    assert (transmitted == Transmitted((), ())) == case.get("untouched", False)
    if "remedy" in case:
        assert clean(ruled(case | {"rules": [case["remedy"]]}))[1] == ()


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
