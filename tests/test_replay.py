"""The replay: every number of a garbled passage is accounted for, from the rulings alone."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from build_edition.model import Edition, EmendationRuling, NumbersKind
from build_edition.render.inserts.replay import replayed
from tests.support import ruling, whole
from tests.test_annotate import readings_of


def drawn(
    words: str,
    rulings: tuple[EmendationRuling, ...],
    edition: Edition,
    numbers: NumbersKind | None = "overwritten",
) -> list[list[str]]:
    """Return the cells of the replay of an edition that has one passage."""
    text = replace(
        edition.texts[0],
        info=replace(edition.texts[0].info, numbers=numbers),
        readings=readings_of(words, rulings=rulings),
    )
    content = replayed(whole(replace(edition, texts=(text,))))["apparatus/replay.html"]
    rows = BeautifulSoup(content, "html.parser").select("tbody tr")
    return [[cell.get_text() for cell in row.select("td")] for row in rows]


def number(on: str, read: str | None, **given: str) -> EmendationRuling:
    """Return a ruling on a number."""
    return ruling(on, read, kind="number", id=on.split()[-1].strip(".") or "one", **given)


@pytest.mark.parametrize(
    ("words", "rulings", "fates"),
    [
        (
            "It gave 1955 tons in 47.",
            (number("1955 tons in 47", "470,000 tons in 1955"),),
            "1955 goes to its own place; 47 counted ten thousands, and is 470,000",
        ),
        (
            "On April 1956, 4, he wrote.",
            (number("April 1956, 4", "April 5, 1956", evidence="external"),),
            "1956 goes to its own place; 4 is the month again; 5 comes from a source",
        ),
        (
            "Over 1956 rigs came in .",
            (number("1956 rigs", "[…] rigs"), number("in .", "in 1956.")),
            "1956 goes to its own place; one is lost",
        ),
        (
            "It gave 1957 million tons by 500, and over million in .",
            (
                number("1957 million tons by 500", "5 million tons by 1957"),
                number("over million", "over […] million"),
                number("in .", "in […]."),
            ),
            "1957 goes to its own place; 500 counted ten thousands, and is 5 million; 2 are lost",
        ),
    ],
    ids=["swapped", "a lost day", "a blank", "a scale word"],
)
def test_each_number_is_accounted_for(
    words: str, rulings: tuple[EmendationRuling, ...], fates: str, an_edition: Edition
) -> None:
    ((passage, printed, read, became),) = drawn(words, rulings, an_edition)
    assert passage == "1"
    assert [printed, read] == [
        "; ".join(f"“{each.on}”" for each in rulings),
        "; ".join(f"“{each.read}”" for each in rulings),
    ]
    assert became == fates


def test_only_texts_whose_numbers_were_overwritten_are_replayed(an_edition: Edition) -> None:
    rulings = (number("1955 tons in 47", "470,000 tons in 1955"),)
    assert not drawn("It gave 1955 tons in 47.", rulings, an_edition, None)
    assert not drawn("It gave 1955 tons in 47.", rulings, an_edition, "sound")


def test_what_was_left_as_transmitted_is_not_replayed(an_edition: Edition) -> None:
    assert not drawn("It gave 1955 tons.", (number("1955 tons", None),), an_edition)
