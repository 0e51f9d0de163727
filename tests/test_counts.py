"""What is counted on one page agrees with what other pages count, and with what they list."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

TEXTS = ("ferry", "talk", "tides")


@pytest.fixture(scope="module")
def pages(project: Path) -> dict[str, BeautifulSoup]:
    """The built pages that count something, by their addresses."""
    lists = ("notes", "emendations", "changes", "contributors")
    names = ["", *(f"texts/{name}/" for name in TEXTS), *(f"apparatus/{name}/" for name in lists)]
    return {
        name: BeautifulSoup((project / f"site/{name}index.html").read_text("utf-8"), "html.parser")
        for name in names
    }


def number(page: Tag, words: str) -> int:
    """Return the number before certain words of a page; 0 if they are not there."""
    said = " ".join(page.get_text(" ").split())
    found = re.search(rf"(\d[\d,]*) {words}", said)
    return int(found[1].replace(",", "")) if found else 0


def counted(pages: dict[str, BeautifulSoup], words: str) -> int:
    """Return the sum of what the texts' own pages count."""
    shown = [pages[f"texts/{name}/"].select_one("p.figures") for name in TEXTS]
    return sum(number(figures, words) for figures in shown if figures)


def test_every_page_counts_as_many_notes_as_there_are(pages: dict[str, BeautifulSoup]) -> None:
    listed = len(pages["apparatus/notes/"].select(".note-list > .note"))
    assert listed == counted(pages, "notes?")
    for name in ("notes", "changes"):
        assert number(pages[f"apparatus/{name}/"], "notes?") == listed, name
    cards = pages[""].select(".figures")
    assert sum(number(card, "notes?") for card in cards) == listed


@pytest.mark.parametrize("name", TEXTS)
def test_a_texts_notes_are_its_numbered_ones_and_those_on_the_whole(
    name: str, pages: dict[str, BeautifulSoup]
) -> None:
    page = pages[f"texts/{name}/"]
    figures, *others = page.select("p.figures")
    assert all(number(other, "notes?") == number(figures, "notes?") for other in others)
    marks = {int(mark.get_text()) for mark in page.select(".tt-body .mark a")}
    assert marks == {*range(1, len(marks) + 1)}
    assert number(figures, "notes?") == len(marks) + number(figures, "on the whole text")


def test_every_page_counts_as_many_emendations_as_there_are(
    pages: dict[str, BeautifulSoup],
) -> None:
    page = pages["apparatus/emendations/"]
    changed, left = number(page, "emendations?"), number(page, "places? left as transmitted")
    assert changed
    assert left
    assert changed + left == len(page.select("tbody tr"))
    assert left == len(page.select("#left li"))
    assert number(page, "with a gap") == len(page.select("#lost li"))
    assert changed == counted(pages, "emendations?")
    now = pages["apparatus/changes/"]
    assert number(now, "emendations?") == changed
    assert number(now, "places? left as transmitted") == left


def test_retired_notes_are_counted_by_themselves(pages: dict[str, BeautifulSoup]) -> None:
    page = pages["apparatus/contributors/"]
    retired = sum(len(pages[f"texts/{name}/"].select(".tombstones [id^=note-]")) for name in TEXTS)
    others = {str(link["href"]) for link in page.select("li a")}
    assert retired
    assert number(page, "retired notes?") == retired
    assert number(page, "notes? and") + len(others) == counted(pages, "notes?")
