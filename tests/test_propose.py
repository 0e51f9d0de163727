"""A proposal is a block that can be pasted, and is close to what an editor would rule."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_edition.model import Edition, TextInfo, TextSource
from build_edition.proposals.line_rulings import proposed as proposals
from build_edition.proposals.text_yml import propose, taken_away
from build_edition.texts.clean import clean
from build_edition.texts.ledger import apply, inverse
from tests.support import cases, columns_ruling, head, line_ruling, named, source
from tests.test_clean import shown


def proposed(raw: str, title: str = "A Sample") -> dict[str, Any]:
    """Return what is proposed for a raw text, parsed as YAML."""
    block: dict[str, Any] = yaml.safe_load(propose(raw, head(title=title)))
    return block


def as_proposed(raw: str) -> TextSource:
    """Return a raw text with what is proposed for it."""
    found = proposals(raw, head())
    block = proposed(raw)
    rulings = tuple(
        line_ruling(
            r.get("lines", 0),
            r.get("begins", ""),
            r["as"],
            **{key: r[key] for key in ("level", "why", "like", "times") if key in r},
        )
        for r in block.get("rulings", ())
    )
    rules = tuple(block.get("rules", ()))
    columns = tuple(columns_ruling(**given) for given in block.get("columns", ()))
    return source(raw, rules=rules, rulings=rulings, speakers=found.speakers, columns=columns)


PIECES = """The ship was old.|It was|a long way to|the harbour, and|||- one|* * *|• two|1. three|2. four|a) five
Q: So?|A: Yes.|Q. So?|**Anna:** Yes.|Anna|Jan Olsen|[1] Note.|One.[1]|¹ Note.|One.¹|* Note.|One.*|CHAPTER I
CHAPTER II|I|II|12|- 13 -|THE HEAD|(Applause)|---|> quoted|## Head|```|Page 1|Home|Share|Notes|re-|port.
[00:01] Anna: So?|*** START OF THE PROJECT GUTENBERG EBOOK|*** END OF THE PROJECT GUTENBERG EBOOK
00:00:01,000 --> 00:00:02,000|![x](y.png)|第一章|这是一个句子。|  indented|You'll Also Like|<p>a</p>""".replace(
    "\n", "|"
).split("|")
"""Lines of many shapes, of which any may follow any other."""


def spans(block: dict[str, Any], kind: str) -> list[str]:
    """Return the lines that are proposed to be of a kind."""
    return [str(r["lines"]) for r in block.get("rulings", ()) if r["as"] == kind]


def bare(text: TextInfo) -> TextInfo:
    """Return a text's head as it was before any ruling."""
    return head(slug=text.slug, title=text.title)


def test_furniture_of_texts_is_found(an_edition: Edition) -> None:
    for text in an_edition.texts:
        block = yaml.safe_load(propose(text.raw, bare(text.info)))
        ruled = {
            n
            for r in text.info.rulings
            if r.kind == "furniture"
            for n in range(r.first, r.last + 1)
        }
        found = {
            n
            for lines in spans(block, "furniture")
            for n in range(int(lines.split("-")[0]), int(lines.split("-")[-1]) + 1)
        }
        blank = {n for n, line in enumerate(text.raw.split("\n"), 1) if not line.strip()}
        assert found - blank == ruled


def test_structure_of_texts_is_found(an_edition: Edition) -> None:
    talk, ferry, notes = (
        yaml.safe_load(propose(text.raw, bare(text.info))) for text in an_edition.texts
    )
    assert spans(talk, "turns") == ["3-14"]
    assert spans(talk, "caption") == ["1"]
    assert spans(talk, "standfirst") == ["2"]
    assert [s["label"] for s in talk["speakers"]] == ["Q:", "A:"]
    assert not spans(ferry, "turns") + spans(ferry, "heading")
    assert spans(notes, "endnotes") == ["131-136"]
    assert spans(notes, "caption") == ["5"]
    assert {"blank-lines", "bullets", "note-calls"} <= set(notes["rules"])
    ruled = {str(r.first) for r in an_edition.texts[2].info.rulings if r.kind == "heading"}
    assert ruled <= set(spans(notes, "heading"))


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (("Q:", "A:"), ["Q", "A"]),
        (("Mao Zedong :", "Zhou:"), ["Mao Zedong", "Zhou"]),
        (("问：", "答："), ["问", "答"]),
        (("毛：", "Khrushchev："), ["毛", "Khrushchev"]),
    ],
)
def test_a_speaker_is_proposed_without_the_colon_of_the_label(
    labels: tuple[str, str], names: list[str]
) -> None:
    raw = "".join(f"{label} So it was, {n}.\n" for n in range(3) for label in labels)
    found = proposed(raw)["speakers"]
    assert [speaker["label"] for speaker in found] == [*labels]
    assert [speaker["name"] for speaker in found] == names


@pytest.mark.parametrize(
    "raw",
    [
        "Page after page he wrote.\nAt home he slept.\nShare and share alike.",
        "He said: wait.\nShe said: no.\nThen: silence.",
        "1 apple\nand nothing more\n3 pears",
        "The size of it.\nDownload speeds were low in 1990.",
        "You will also like this town.\nIt is small.",
    ],
)
def test_prose_is_left_alone(raw: str) -> None:
    assert "rulings" not in proposed(raw)


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        ("\ufeffone", "byte-order-mark"),
        ("one\r\ntwo", "line-ends"),
        ("one\n\ntwo", "blank-lines"),
        ("one \ntwo", "trailing-spaces"),
        ("o\u00adne", "soft-hyphens"),
        ("o\u200bne", "invisible-characters"),
        ("a\u00a0b", "no-break-spaces"),
        ("  one", "indents"),
        ("- a\n- b\n- c", "bullets"),
        (
            "\n".join(["The rain fell in torrents over all the roofs of the town and"] * 9),
            "wrapped-lines",
        ),
    ],
)
def test_a_rule_is_proposed_where_it_would_find_something(raw: str, rule: str) -> None:
    assert proposed(raw)["rules"] == [rule]


@pytest.mark.parametrize("raw", ["one\ntwo", "a - b\n- only one", "x" * 80 + "\n" + "y" * 80])
def test_no_rule_is_proposed_where_none_would(raw: str) -> None:
    assert "rules" not in proposed(raw)


@pytest.mark.parametrize("case", cases("proposals.yml"), ids=named)
def test_case(case: dict[str, Any]) -> None:
    found = proposals(case["raw"], head())
    assert [line.strip() for line in taken_away(found)[1:]] == case.get("taken", [])
    transmitted, problems = clean(as_proposed(case["raw"]))
    levels = [f" ({line.level})" if line.level else "" for line in transmitted.lines]
    lines = [shown(line) + level for line, level in zip(transmitted.lines, levels, strict=True)]
    assert lines == case["lines"]
    assert not problems
    cleaned = "\n".join(line.text for line in transmitted.lines)
    assert apply(cleaned, inverse(transmitted.edits)) == case["raw"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("\n".join))
def test_what_is_proposed_for_any_lines_fits_them_and_loses_nothing(raw: str) -> None:
    transmitted, problems = clean(as_proposed(raw))
    codes = {problem.code for problem in problems}
    assert codes <= {"empty-passage", "nothing-left", "invisible-character"}
    cleaned = "\n".join(line.text for line in transmitted.lines)
    assert apply(cleaned, inverse(transmitted.edits)) == raw


def test_each_proposal_says_what_it_was_told_from() -> None:
    for case in cases("proposals.yml"):
        found = proposals(case["raw"], head())
        assert all(proposal.reason for proposal in found.rulings)
        assert all(proposal.reason for proposal in found.columns)
        assert all(p.why for p in found.rulings if p.kind == "furniture")


def test_columns_are_proposed_with_what_they_were_told_from() -> None:
    (case,) = (c for c in cases("proposals.yml") if c["name"] == "prose in two columns")
    assert "lines: 1-10  # 9 lines have a gap before character 35, and run on below it" in propose(
        case["raw"], head()
    )


def test_most_lines_are_never_headings() -> None:
    lines = [f"Chapter {n}\n" for n in range(1, 9)]
    assert not spans(proposed("\n".join(lines)), "heading")


def test_no_more_rulings_are_proposed_than_a_file_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    prose = "It was a long chapter, and nobody read it to the end. It had many words."
    raw = "".join(f"Chapter {n}\n\n{prose}\n\n{prose}\n\n" for n in range(1, 9))
    assert len(spans(proposed(f"Page 1\n\n{raw}"), "heading")) == 8
    monkeypatch.setattr("build_edition.proposals.line_rulings.MOST", 5)
    block = proposed(f"Page 1\n\n{raw}")
    assert len(block["rulings"]) == 5
    assert spans(block, "furniture") == ["1"]


def test_many_lines_taken_away_in_a_stretch_are_told_by_the_first_and_the_last() -> None:
    licence = "".join(f"You may do this, number {n}.\n" for n in range(30))
    raw = f"The ship was old.\n\n*** END OF THE PROJECT GUTENBERG EBOOK X ***\n{licence}"
    told = taken_away(proposals(raw, head()))
    assert told[0] == "31 lines are taken away:"
    assert len(told) == 4
    assert told[2] == "  … 29 lines between"


def test_text_below_an_advertisement_is_not_taken_for_one() -> None:
    raw = "One.\nYou'll Also Like\n" + "\n".join(f"Line {n} goes on." for n in range(9))
    assert spans(proposed(raw), "furniture") == ["2"]


def test_what_is_proposed_fits_the_text(an_edition: Edition) -> None:
    for text in an_edition.texts:
        block = yaml.safe_load(propose(text.raw, bare(text.info)))
        rulings = tuple(line_ruling(r["lines"], r["begins"], r["as"]) for r in block["rulings"])
        proposed_source = source(
            text.raw,
            rules=tuple(block.get("rules", ())),
            rulings=rulings,
            speakers=text.info.speakers,
        )
        assert not clean(proposed_source)[1]
