"""Every shape of passage reaches the page, the data, the book and TEI as the model has it."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from lxml import etree  # type: ignore[import-untyped]

from build_edition import edition
from build_edition.cli import main
from build_edition.model import Edition, Text
from build_edition.output.files import Content
from build_edition.sources.load import load_sources
from build_edition.texts.recover import recover
from tests.support import render
from tests.tei_schema import faults

RAW = """The Harbour
Quay Street
  1. ships
     a) old
     b) new
  2. men

The ship is old,
The sea is wide,

And none were told.
* * *
It was sold.* Nobody knew.[1]
* Log, 4.
Q: So?
(Applause)
and more
[1] Minutes, 5.
They were lost.
It was bought.*
* Log, 9.
— The clerk
"""
TEXT_YML = """slug: shapes
title: Shapes
kind: Made up
rights: Nobody's
language: {language}
rules: [blank-lines, note-calls]
speakers: [{{label: "Q:", name: The clerk}}]
rulings:
  - {{lines: 1, begins: The Harbour, as: heading}}
  - {{lines: 2, begins: Quay, as: lines}}
  - {{lines: 3-6, begins: 1. ships, as: points}}
  - {{lines: 8-11, begins: The ship, as: verse}}
  - {{lines: 12, begins: "*", as: break}}
  - {{lines: 14, begins: "* Log", as: endnotes}}
  - {{lines: 15-17, begins: "Q:", as: turns}}
  - {{lines: 16, begins: (App, as: direction}}
  - {{lines: 18-19, begins: "[1]", as: endnotes}}
  - {{lines: 21, begins: "* Log", as: endnotes}}
  - {{lines: 22, begins: — The clerk, as: signature}}
"""


def shapes(root: Path, language: str = "en", raw: str = RAW) -> Edition:
    """Return an edition of a letter and of a text with every shape."""
    folder = root / "edition/texts/shapes"
    folder.mkdir()
    (folder / "raw.txt").write_text(raw, encoding="utf-8")
    (folder / "text.yml").write_text(TEXT_YML.format(language=language), encoding="utf-8")
    assert main(["--root", str(root), "number", "shapes"]) == 0
    sources, _ = load_sources(root)
    assert sources
    built, problems = edition.build(sources)
    assert built, problems
    return built


def text_of(built: Edition) -> Text:
    """Return the text with every shape."""
    return next(text for text in built.texts if text.info.slug == "shapes")


@pytest.fixture
def built(small: Path) -> Edition:
    """An edition with a text that has every shape."""
    return shapes(small)


def page_of(files: Mapping[str, Content]) -> BeautifulSoup:
    """Return the page of the text with every shape."""
    page = files["texts/shapes/index.md"]
    assert isinstance(page, str)
    return BeautifulSoup(page.split("---\n", 2)[2], "html.parser")


def read(passage: Tag) -> str:
    """Return a passage's words on its page, without what is beside them."""
    copy = BeautifulSoup(str(passage), "html.parser")
    for apparatus in copy.select(".apparatus"):
        apparatus.decompose()
    return copy.get_text()


def test_the_raw_text_comes_back(built: Edition) -> None:
    assert recover(text_of(built)) == RAW


def test_each_passage_is_on_its_page_with_its_words_and_its_kind(built: Edition) -> None:
    soup = page_of(render(built))
    for reading in text_of(built).readings:
        (passage,) = soup.select(f"[id='{reading.id}']")
        assert read(passage) == reading.text
        assert {"passage", reading.kind} <= set(passage["class"])
    ids = [str(element["id"]) for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))


def test_levels_numbers_and_stanzas_are_shown(built: Edition) -> None:
    soup = page_of(render(built))
    points = soup.select("li.point")
    assert [point.get("aria-level") for point in points] == [None, "2", "2", None]
    assert [point.select_one(".mark").get_text() for point in points] == [  # type: ignore[union-attr]
        "1. ",
        "a) ",
        "b) ",
        "2. ",
    ]
    verses = soup.select(".verses > p.verse")
    assert ["apart" in verse["class"] for verse in verses] == [False, False, True]


def test_calls_lead_to_their_notes_and_back_although_signs_recur(built: Edition) -> None:
    soup = page_of(render(built))
    calls = soup.select(".call a")
    assert [call.get_text() for call in calls] == ["*", "1", "*"]
    for call in calls:
        note = soup.select_one(f"[id='{str(call['href'])[1:]}']")
        assert note
        back = note.select_one(".back a")
        assert back
        assert back["href"] == f"#{call['id']}"
    assert len({str(call["href"]) for call in calls}) == 3


def test_the_data_has_levels_numbers_and_calls(built: Edition) -> None:
    data = json.loads("".join(render(built)["data/edition.json"]))  # type: ignore[arg-type]
    passages = next(t for t in data["texts"] if t["slug"] == "shapes")["passages"]
    assert [p["level"] for p in passages if p["kind"] == "point"] == [0, 1, 1, 0]
    assert [p["number"] for p in passages if p["kind"] == "point"] == ["1.", "a)", "b)", "2."]
    notes = {p["id"]: p for p in passages if p["kind"] == "endnote"}
    called = [call["note"] for p in passages for call in p["calls"]]
    assert len(set(called)) == 3
    assert set(called) <= set(notes)


def test_tei_is_valid_and_nests_points(built: Edition) -> None:
    tei = render(built)["data/shapes.xml"]
    document = etree.fromstring(tei.encode() if isinstance(tei, str) else tei)
    assert not faults(document)
    name = "{http://www.tei-c.org/ns/1.0}"
    assert len(document.findall(f".//{name}item/{name}list/{name}item")) == 2
    assert len(document.findall(f".//{name}lg/{name}l")) == 3
    assert document.findtext(f".//{name}sp/{name}stage") == "(Applause)"
    assert {e.get("type") for e in document.iter(f"{name}ab")} >= {"line", "break", "signature"}


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("ar", "rtl"),
        ("ur-PK", "rtl"),
        ("he", "rtl"),
        ("ks-Arab", "rtl"),
        ("en", None),
        ("az", None),
    ],
)
def test_a_language_from_right_to_left_says_so(
    language: str, direction: str | None, small: Path
) -> None:
    files = render(shapes(small, language))
    body = page_of(files).select_one(".tt-body")
    assert body
    assert body.get("dir") == direction
    transmitted = files["texts/shapes/transmitted/index.md"]
    assert isinstance(transmitted, str)
    assert ('dir="rtl"' in transmitted) == (direction == "rtl")


def test_a_text_in_chinese_is_counted_in_characters(small: Path) -> None:
    raw = RAW.replace("The Harbour", "The Harbour 这是一次秘密访问" + "长" * 800)
    soup = page_of(render(shapes(small, "zh", raw)))
    figures = soup.select_one(".figures")
    assert figures
    assert "808\u00a0characters · about\u00a02\u00a0minutes" in figures.get_text()


def test_a_text_in_japanese_is_counted_in_characters_without_marks(small: Path) -> None:
    raw = RAW.replace("The Harbour", "The Harbour 主席はフルシチョフ・ﾐﾊﾞと人々に話した。")
    figures = page_of(render(shapes(small, "ja", raw))).select_one(".figures")
    assert figures
    assert "18\u00a0characters" in figures.get_text()


def test_html_is_shown_as_transmitted_with_what_was_removed(small: Path) -> None:
    raw = "<html><body>\n<p>One &amp; <b>two</b></p>\n\n<p>Three</p></body></html>\n"
    (small / "new.html").write_text(raw, encoding="utf-8")
    assert main(["--root", str(small), "text", "new", str(small / "new.html")]) == 0
    sources, _ = load_sources(small)
    assert sources
    made, _ = edition.build(sources)
    assert made
    text = next(text for text in made.texts if text.info.slug == "new")
    assert [reading.text for reading in text.readings] == ["One & two", "Three"]
    assert recover(text) == raw
    page = render(made)["texts/new/transmitted/index.md"]
    assert isinstance(page, str)
    shown = BeautifulSoup(page, "html.parser").select_one("ol.raw")
    assert shown
    words = "".join(code.get_text() for code in shown.select("code")).replace("⟨U+000A⟩", "\n")
    assert words == raw
