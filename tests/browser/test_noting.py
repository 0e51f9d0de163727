"""Selected words as the beginning of a note: the link fills them in, and the build finds them."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page

from build_edition.model import Edition, Lemma, Reading
from build_edition.notes.annotate import locate
from build_edition.proposals.notes import name_for
from build_edition.render.contribute import suggest
from build_edition.sources.notes import parse_note
from tests.browser.pages import OpenPage, at_night
from tests.browser.shown import breaks_no_rule
from tests.browser.test_citing import SELECT
from tests.support import PLACE, SLUGS
from tests.test_contribute import REPOSITORY


def readings_of(edition: Edition, slug: str) -> dict[str, Reading]:
    """Return the readings of a text of the edition, by id."""
    text = next(text for text in edition.texts if text.info.slug == slug)
    return {reading.id: reading for reading in text.readings}


def select(page: Page, edition: Edition, slug: str, *words: str) -> Locator:
    """Select words in a passage whose links lead to a repository, and return the link for a note."""
    imprint = replace(edition.imprint, repository=REPOSITORY)
    reading = readings_of(edition, slug)[words[0]]
    page.evaluate(
        "([at, href]) => { document.querySelector(`#${at} .ways a`).href = href }",
        [words[0], suggest(imprint, slug, "a-name", reading, "")],
    )
    page.evaluate(SELECT, [*words])
    return page.get_by_role("link", name="note these words")


@pytest.mark.parametrize(
    ("slug", "at", "first", "last", "name"),
    [
        ("talk", "p10", "In", "Dorn", None),
        ("ferry", "p24", "n the contrary", "existence of the guil", None),
        at_night("ferry", "p23", "Velt also", "reacted", None),
        ("tides", "p85", "the chart", "the chart", "the-chart-p85"),
    ],
)
@pytest.mark.parametrize("width", [1440, 390])
def test_a_note_on_selected_words_needs_no_other_words(
    slug: str,
    at: str,
    first: str,
    last: str,
    name: str | None,
    width: int,
    open_page: OpenPage,
    an_edition: Edition,
) -> None:
    link = select(open_page(f"texts/{slug}/", width), an_edition, slug, at, first, last)
    href = link.get_attribute("href") or ""
    assert href.startswith(f"{REPOSITORY}/new/main?")
    query = parse_qs(urlsplit(href).query, strict_parsing=True)
    path, content = query["filename"][0], query["value"][0]
    filled = content.replace("kind:", "kind: wording", 1).replace("your name", "example")
    note, problems = parse_note(f"{filled}So it was.\n", slug, "x", path)
    assert not problems
    assert note
    reading = readings_of(an_edition, slug)[at]
    span, problem = locate(note.lemma, reading)
    assert (note.lemma.at, problem) == (at, None)
    assert span
    assert first in note.lemma.on
    assert last in note.lemma.on
    assert path == f"edition/texts/{slug}/notes/{name or name_for(note.lemma.on, ())}.md"


def test_words_of_several_passages_are_cited_and_not_noted(
    open_page: OpenPage, an_edition: Edition
) -> None:
    page = open_page("texts/ferry/")
    link = select(page, an_edition, "ferry", "p23", "Velt also", "reacted")
    link.wait_for()
    page.evaluate(
        "getSelection().setBaseAndExtent(document.getElementById('p23'), 1,"
        " document.getElementById('p24'), 2)"
    )
    page.get_by_role("button", name="cite these passages").wait_for()
    assert link.count() == 0


def test_the_link_goes_with_the_selection_and_breaks_no_rule(
    open_page: OpenPage, an_edition: Edition
) -> None:
    page = open_page("texts/ferry/", 390)
    link = select(page, an_edition, "ferry", "p24", "n the contrary", "existence of the guil")
    box, frame = link.bounding_box(), page.locator("#p24").bounding_box()
    assert box
    assert frame
    assert frame["x"] <= box["x"]
    assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
    breaks_no_rule(page)
    page.evaluate("getSelection().removeAllRanges()")
    link.wait_for(state="detached")


LEMMATA = """async () => {
  const { lemma } = await import(new URL("../../assets/note-words.js", location.href));
  const found = [];
  for (const passage of document.querySelectorAll(".tt-body .passage")) {
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT), places = [];
    while (walker.nextNode()) {
      const text = walker.currentNode;
      for (let at = 0; at <= text.length; at += 1 + (text.length >> 1)) places.push([text, at]);
    }
    for (let n = 0; n < places.length; n += 1) {
      const range = document.createRange();
      range.setStart(...places[n]);
      range.setEnd(...places[Math.min(places.length - 1, n + 1 + n % 4)]);
      const words = lemma(passage, range);
      if (words) found.push([passage.id, words]);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("view", ["edited", at_night("transmitted")])
def test_whatever_words_are_selected_are_found_where_they_are(
    slug: str, view: str, open_page: OpenPage, an_edition: Edition
) -> None:
    page = open_page(f"texts/{slug}/")
    if view == "transmitted" and page.locator("#view-transmitted").count():
        page.locator("#view-transmitted").evaluate("input => input.click()")
    readings = readings_of(an_edition, slug)
    found = page.evaluate(LEMMATA)
    assert len(found) > len(readings)
    for at, words in found:
        which = (words["nth"], words["count"]) if words["count"] > 1 else None
        span, problem = locate(Lemma(slug, at, words["on"], PLACE, which), readings[at])
        assert problem is None, (at, words)
        assert span


NAMES = """async given => {
  const { nameFor } = await import(new URL("../../assets/note-words.js", location.href));
  return given.map(([words, taken]) => nameFor(words, new Set(taken)));
}"""


def test_a_note_is_named_as_the_build_names_it(open_page: OpenPage, an_edition: Edition) -> None:
    words = [reading.text for text in an_edition.texts for reading in text.readings]
    words += [
        "Ÿ é's",
        "China’s “Ferry”",
        "毛泽东",
        "3,000 -- x",
        "x" * 90,
        "ﬁne ½ ǅ İ",
        "a_b\u00adc",
    ]
    given = [(on, taken) for on in words for taken in ([], [name_for(on, ())])]
    found = open_page("texts/ferry/").evaluate(NAMES, given)
    assert found == [name_for(on, taken) for on, taken in given]
