"""On paper: the text with its numbers, its notes as endnotes, what it is and its address."""

import re

import pytest

from tests.browser.pages import OpenPage, at_night
from tests.browser.shown import seen

TEXTS = ["texts/talk/", "texts/ferry/", "texts/tides/"]
TOOLS = (
    ".md-header",
    ".tt-contents",
    ".tt-bar summary",
    ".tt-bar label",
    ".tt-margin",
    ".neighbours",
    ".footnote-backref",
    ".strip svg",
    ".tools",
    ".cite",
    ".improve",
    ".ways",
    ".cite-forms button",
    ".em-mark",
    ".tt-footer",
    "dialog",
)


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize("path", TEXTS)
def test_a_printed_text_has_its_numbers_and_endnotes_and_no_tools(
    path: str, js: bool, open_page: OpenPage
) -> None:
    page = open_page(path, 794, js=js)
    page.emulate_media(media="print")
    for tool in TOOLS:
        assert not any(seen(page, tool)), tool
    assert all(seen(page, ".tt-body .number"))
    assert all(seen(page, ".tt-body .mark"))
    assert all(seen(page, ".footnote .note"))
    assert all(seen(page, ".about .note"))
    left = page.locator(".tt-body .number").evaluate_all(
        "all => Math.min(...all.map(e => e.getBoundingClientRect().left))"
    )
    assert left >= 0


@pytest.mark.parametrize("path", [*TEXTS, "apparatus/people/"])
def test_a_printed_page_says_at_its_foot_what_it_is_and_where_it_stands(
    path: str, open_page: OpenPage
) -> None:
    page = open_page(path)
    line = page.locator(".tt-printed")
    assert not line.is_visible()
    page.emulate_media(media="print")
    words = line.inner_text()
    assert page.locator("h1").first.inner_text().split(":")[0] in words
    assert "Harbour Lights" in words
    assert str(page.locator("link[rel=canonical]").get_attribute("href")) in words


def test_the_printed_landing_page_names_the_edition(open_page: OpenPage) -> None:
    page = open_page("")
    page.emulate_media(media="print")
    words = page.locator(".tt-printed").inner_text()
    assert words.startswith("Harbour Lights: A talk, a chapter and a set")


ORDER = """() => {
  const top = (element) => element.getBoundingClientRect().top;
  const chart = top(document.querySelector(".tt-body .series"));
  const tops = [...document.querySelectorAll(".tt-body .passage")].map(top);
  return [tops.every((one, n) => n === 0 || one > tops[n - 1]), tops.filter(one => one > chart).length];
}"""


def test_on_paper_a_chart_follows_the_text_and_on_a_screen_its_passage(
    open_page: OpenPage,
) -> None:
    page = open_page("texts/ferry/")
    in_order, below = page.evaluate(ORDER)
    assert in_order
    assert below > 0
    page.emulate_media(media="print")
    assert page.evaluate(ORDER) == [True, 0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_ink_is_dark(scheme: str, open_page: OpenPage) -> None:
    page = open_page("texts/ferry/", scheme=scheme)
    page.emulate_media(media="print", color_scheme="dark" if scheme == "dark" else "light")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgba(0, 0, 0, 0)"
    ink = page.locator("#p1").evaluate("e => getComputedStyle(e).color")
    assert ink == "rgb(35, 33, 29)"


@pytest.mark.parametrize("size", ["A4", at_night("Letter")])
@pytest.mark.parametrize("path", TEXTS)
def test_a_text_fits_on_paper(path: str, size: str, open_page: OpenPage) -> None:
    printed = open_page(path).pdf(format=size)
    pages = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert 2 <= pages <= 40
