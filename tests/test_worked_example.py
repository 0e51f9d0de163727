"""The sentence drawn step by step: each number is led from its own slot to where it was printed."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from build_edition.model import Edition, Emendation, Span, WorkedExample
from build_edition.render.inserts.worked_example import worked_in, worked_paragraph
from tests.support import ruling, whole


def drawn(printed: str, meant: str, edition: Edition) -> BeautifulSoup:
    """Return what is drawn of an edition that has one emendation."""
    given = ruling(printed, meant, kind="number")
    placed = Emendation(given, Span(0, len(printed)), Span(0, len(meant)))
    text = edition.texts[0]
    readings = tuple(replace(reading, emendations=()) for reading in text.readings)
    readings = (replace(readings[0], emendations=(placed,)), *readings[1:])
    named = WorkedExample(text.info.slug, given.id, "Chinese", "English")
    imprint = replace(edition.imprint, worked=named)
    only = replace(edition, imprint=imprint, texts=(replace(text, readings=readings),))
    content = worked_paragraph(whole(only))["apparatus/worked.html"]
    return BeautifulSoup(content, "html.parser")


@pytest.mark.parametrize(
    ("printed", "meant", "order"),
    [
        ("3 wells in 1956", "1956 wells in 3", [1, 0]),
        ("6 men, 6 days, 9 tons", "9 men, 6 days, 6 tons", [1, 2, 0]),
        ("1 man, 2 days, 2 tons", "2 men, 1 day, 3 tons", [1, 0, 2]),
    ],
)
def test_each_number_comes_from_a_slot_of_its_own(
    printed: str, meant: str, order: list[int], an_edition: Edition
) -> None:
    lines = drawn(printed, meant, an_edition).select("line[y1='32']")
    starts = [float(str(line["x1"])) for line in lines]
    assert [sorted(starts).index(start) for start in starts] == order
    assert len(set(starts)) == len(starts)


def test_nothing_is_drawn_where_no_number_changed_its_place(an_edition: Edition) -> None:
    assert not drawn("3 wells, 3 men", "3 wells, 3 men", an_edition).contents


def test_the_languages_are_those_that_the_edition_names(an_edition: Edition) -> None:
    page = drawn("3 wells in 1956", "1956 wells in 3", an_edition)
    assert "the Chinese digits" in page.get_text()
    assert "written over the English numbers" in page.get_text()


def test_nothing_is_drawn_that_the_edition_does_not_name(an_edition: Edition) -> None:
    assert worked_in(an_edition) is None
    assert worked_paragraph(whole(an_edition)) == {"apparatus/worked.html": ""}
