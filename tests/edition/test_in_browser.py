"""Every page of the edition in a real browser: wide and narrow, light and dark, without script."""

from itertools import pairwise, product

import pytest

from tests.browser.pages import OpenPage, at_night
from tests.browser.shown import LOOKS, breaks_no_rule, scrolls_sideways, shifts
from tests.edition.conftest import TEXTS

PAGES = [
    "",
    "texts/",
    *(f"texts/{slug}/" for slug in TEXTS),
    *(f"texts/{slug}/transmitted/" for slug in TEXTS),
    "apparatus/notes/",
    "apparatus/emendations/",
    "apparatus/people/",
    "apparatus/timeline/",
    "apparatus/works/",
    "apparatus/questions/",
    "apparatus/errata/",
    "apparatus/changes/",
    "apparatus/contributors/",
    "apparatus/files/",
    "about/numbers/",
]
"""The pages that are drawn from what editors write, and one that they wrote."""
LONGEST = {*(f"texts/{slug}/" for slug in TEXTS), "apparatus/notes/", "apparatus/works/"}
"""Those with most of their words, which every run looks at."""
WIDTHS = [1440, 820, 390]
SCHEMES = ["light", "dark"]


@pytest.mark.parametrize("path", [path if path in LONGEST else at_night(path) for path in PAGES])
def test_no_page_moves_scrolls_sideways_or_breaks_a_rule_that_words_can_break(
    path: str, open_page: OpenPage
) -> None:
    page = open_page(path)
    assert shifts(page) < 0.01  # a busy browser may report a tiny shift
    breaks_no_rule(page, without=LOOKS)
    assert scrolls_sideways(page, 820, 390, 320) == []


@pytest.mark.hard
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [*product(WIDTHS, SCHEMES)])
def test_no_page_moves_or_breaks_a_rule_of_access_in_any_window(
    path: str, width: int, scheme: str, open_page: OpenPage
) -> None:
    page = open_page(path, width, scheme)
    assert shifts(page) < 0.01
    breaks_no_rule(page)


SLANTED = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (/\\p{Script=Han}/u.test(data) && getComputedStyle(parentElement).fontStyle !== "normal")
      found.push(data);
  }
  return found;
}"""


@pytest.mark.parametrize("path", [path if path in LONGEST else at_night(path) for path in PAGES])
def test_chinese_is_never_slanted(path: str, open_page: OpenPage) -> None:
    assert open_page(path).evaluate(SLANTED) == []


@pytest.mark.hard
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_reads_without_script(path: str, width: int, open_page: OpenPage) -> None:
    page = open_page(path, width, js=False)
    assert page.locator("h1").first.is_visible()
    assert page.locator("main").inner_text().strip()


@pytest.mark.parametrize("slug", TEXTS)
def test_every_note_stands_beside_its_words_and_over_no_other(
    slug: str, open_page: OpenPage
) -> None:
    page = open_page(f"texts/{slug}/")
    marks = page.locator(".tt-body sup:is(.mark, .star, .parallel)")
    assert page.locator(".side").count() == marks.count()
    tops = page.locator(".side").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(box => [box.top, box.bottom])"
    )
    assert all(above[1] <= below[0] for above, below in pairwise(tops))


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_first_window_leads_into_every_text(
    width: int, height: int, open_page: OpenPage
) -> None:
    page = open_page("", width)
    page.set_viewport_size({"width": width, "height": height})
    for slug in TEXTS:
        links = page.locator(f"main a[href='texts/{slug}/']")
        bottoms = links.evaluate_all("all => all.map(a => a.getBoundingClientRect().bottom)")
        assert min(bottoms) <= height
