"""Columns are read one after the other, and whatever is said of a passage leads back to its words."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_edition import edition
from build_edition.cli import main
from build_edition.model import Edit, Edition, Text, Transmitted
from build_edition.output.files import Content
from build_edition.sources.load import load_sources
from build_edition.texts.ledger import apply, inverse
from build_edition.texts.recover import recover
from build_edition.texts.shapes.words import read_words
from tests.support import NOTE, head, render

RAW = """THE HARBOUR NEWS

The ship was old,    - 3 -
and teh men of the   more of it.
harbour knew.
                     A song:
   The sea is wide,  It was bought
   And none were     by nobody.
   told.
Nobody
THE END
"""
TEXT_YML = """slug: columns
title: Columns
kind: Made up
rights: Nobody's
rules: [blank-lines, indents, wrapped-lines]
columns:
  - {lines: 3-10, begins: The ship, at: 22}
rulings:
  - {lines: 1, begins: THE HARBOUR, as: heading}
  - {lines: 7-9, begins: The sea, as: verse}
  - {lines: 11, begins: "- 3 -", as: furniture, why: the number of a page}
  - {lines: 14, begins: "A song:", as: lines}
  - {lines: 17, begins: THE END, as: lines}
"""
RULING = """- id: {id}
  at: {at}
  on: {on}
  read: {read}
  kind: letter
  certainty: high
  evidence: internal
  why: letters changed places
"""


def read(root: Path) -> Edition:
    """Return the edition in a folder; it has no Problem."""
    sources, told = load_sources(root)
    assert sources
    built, problems = edition.build(sources)
    assert built, (told, problems)
    return built


@pytest.fixture
def built(small: Path) -> Edition:
    """An edition of a letter and of a text in two columns, with emendations and notes in both."""
    folder = small / "edition/texts/columns"
    (folder / "notes").mkdir(parents=True)
    (folder / "raw.txt").write_text(RAW, encoding="utf-8")
    (folder / "text.yml").write_text(TEXT_YML, encoding="utf-8")
    assert main(["--root", str(small), "number", "columns"]) == 0
    (folder / "emendations.yml").write_text(
        RULING.format(id="the", at="p2", on="teh", read="the")
        + RULING.format(id="sold", at="p9", on="bought", read="sold")
    )
    for name, at, on in (("men", "p2", "the men"), ("sold", "p9", "sold")):
        note = (
            NOTE.replace("p2", at)
            .replace("the ship", on)
            .replace("/texts/letter/#p1", "https://x.org")
        )
        (folder / f"notes/{name}.md").write_text(note, encoding="utf-8")
    return read(small)


def text_of(built: Edition) -> Text:
    """Return the text in columns."""
    return next(text for text in built.texts if text.info.slug == "columns")


def page_of(content: Content) -> BeautifulSoup:
    """Return a page's body."""
    assert isinstance(content, str)
    return BeautifulSoup(content.split("---\n", 2)[2], "html.parser")


def test_columns_are_read_in_order_and_the_raw_text_comes_back(built: Edition) -> None:
    text = text_of(built)
    assert [f"{r.kind}: {r.text}" for r in text.readings] == [
        "heading: THE HARBOUR NEWS",
        "paragraph: The ship was old, and the men of the harbour knew.",
        "verse: The sea is wide,",
        "verse: And none were",
        "verse: told.",
        "paragraph: Nobody",
        "paragraph: more of it.",
        "line: A song:",
        "paragraph: It was sold by nobody.",
        "line: THE END",
    ]
    assert recover(text) == RAW


def test_the_data_alone_lead_back_to_the_raw_text(built: Edition) -> None:
    data = json.loads("".join(render(built)["data/edition.json"]))  # type: ignore[arg-type]
    text = next(text for text in data["texts"] if text["slug"] == "columns")
    edits = tuple(Edit(**edit) for edit in text["cleaning"])
    cleaned = "\n".join(passage["transmitted"] for passage in text["passages"])
    assert apply(cleaned, inverse(edits)) == RAW


def test_notes_tell_their_raw_words_in_a_right_hand_column_those_of_the_passage(
    built: Edition,
) -> None:
    raw = {a.note.id: RAW[slice(*a.raw)] for r in text_of(built).readings for a in r.annotations}
    assert raw == {"men": "teh men", "sold": "It was bought\n   And none were     by nobody."}


def test_each_raw_line_is_shown_with_the_passages_that_it_became(built: Edition) -> None:
    soup = page_of(render(built)["texts/columns/transmitted/index.md"])
    lines = soup.select("ol.raw li")
    for item, line in zip(lines, RAW.split("\n"), strict=True):
        assert item.code
        assert item.code.get_text().removesuffix("⟨U+000A⟩").split() == line.split()
    beside = [" ".join(a.get_text()[8:] for a in item.select(".why a")) for item in lines]
    assert beside == ["1", "1", "2", "2 7", "2", "8", "3 9", "4 9", "5", "6", "10", "10"]
    moved = [span.get_text().strip() for span in soup.select(".moved")]
    assert moved == ["more of it.", "A song:", "It was bought", "by nobody."]
    assert [a.get_text() for a in soup.select(".emended")] == ["teh"]


def test_no_blank_line_of_another_column_is_between_lines_of_verse(built: Edition) -> None:
    soup = page_of(render(built)["texts/columns/index.md"])
    verses = soup.select(".verse")
    assert len(verses) == 3
    assert not [verse for verse in verses if "apart" in verse["class"]]


def test_a_text_without_columns_is_read_as_it_was_received() -> None:
    words, problems = read_words(RAW, head())
    assert not problems
    assert words.lines.raw == RAW
    assert words.in_raw(Transmitted((), ())) == Transmitted((), ())
