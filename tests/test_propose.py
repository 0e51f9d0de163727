"""A proposal is a block that can be pasted, and is close to what an editor would rule."""

from typing import Any

import pytest
import yaml

from build_edition.model import Edition, TextInfo
from build_edition.proposals.line_rulings import propose
from build_edition.texts.clean import clean
from tests.support import head, line_ruling, source


def proposed(raw: str, title: str = "A Sample") -> dict[str, Any]:
    """Return what is proposed for a raw text, parsed as YAML."""
    block: dict[str, Any] = yaml.safe_load(propose(raw, head(title=title)))
    return block


def spans(block: dict[str, Any], kind: str) -> list[str]:
    """Return the lines that are proposed to be of a kind."""
    return [str(r["lines"]) for r in block.get("rulings", ()) if r["as"] == kind]


def bare(given: TextInfo) -> TextInfo:
    """Return a text's head as it was before any ruling."""
    return head(slug=given.slug, title=given.title)


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


@pytest.mark.parametrize(
    ("longest", "shorter", "broken", "others", "wrapped"),
    [
        (50, 12, 6, 5, True),
        (100, 12, 6, 5, True),
        (49, 12, 6, 5, False),
        (101, 12, 6, 5, False),
        (60, 13, 6, 5, False),
        (60, 12, 5, 4, False),
        (60, 12, 6, 6, False),
        (60, 12, 7, 6, True),
    ],
)
def test_lines_are_wrapped_where_most_are_broken_and_as_long_as_a_page_is_wide(
    longest: int, shorter: int, broken: int, others: int, wrapped: bool
) -> None:
    line = f"The rain {'fell-' * 20}"[:longest]
    lines = [line, *[line[:-shorter]] * (broken - 1), *["He left."] * others]
    raw = "\n".join(lines)
    assert ("wrapped-lines" in proposed(raw).get("rules", ())) == wrapped


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
