"""The row of tools: it stays in sight, its menus open without script, and the text can stand alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import OpenPage, at_night
from tests.browser.shown import breaks_no_rule, choose, edges, open_menu, point, seen

TEXTS = ["texts/talk/", "texts/ferry/", "texts/tides/"]
NOVEL = "texts/ferry/"
APPARATUS = ".tt-body :is(.mark, .star, .parallel, .number, .ways, .to-chart, .series), .tt-margin"
MENUS = ("views", "notes", "about", "cite-text")


@pytest.mark.parametrize("path", TEXTS)
@pytest.mark.parametrize(("width", "height", "most"), [(1280, 800, 0.45), (390, 844, 0.60)])
def test_the_text_begins_in_the_first_window(
    path: str, width: int, height: int, most: float, open_page: OpenPage
) -> None:
    page = open_page(path, width)
    page.set_viewport_size({"width": width, "height": height})
    bottom = page.locator(".tt-body .passage").first.evaluate(
        """passage => {
          const range = document.createRange();
          range.selectNodeContents(passage);
          return [...range.getClientRects()].find(r => r.width > 50).bottom;
        }"""
    )
    assert bottom <= most * height


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize(("width", "header"), [(1440, 54), (820, 54), (390, 0)])
def test_the_row_stays_under_the_header_and_is_slim(
    width: int, header: int, js: bool, open_page: OpenPage
) -> None:
    page = open_page(NOVEL, width, js=js)
    page.goto(page.url + "#p50")
    _, top, _, bottom = edges(page.locator(".tt-bar"))
    assert 0 <= top <= header
    assert bottom - top <= 44
    assert edges(page.locator("#p50"))[1] >= bottom


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_menu_opens_alone_and_inside_the_window(
    width: int, js: bool, open_page: OpenPage
) -> None:
    page = open_page(NOVEL, width, js=js)
    for name in MENUS:
        menu = open_menu(page, name)
        assert page.locator(".tt-bar details[open]").count() == 1
        left, top, right, bottom = edges(menu.locator(".panel"))
        assert left >= 0
        assert right <= width
        assert top > 0
        assert bottom <= 900
        breaks_no_rule(page, ".tt-bar") if js else None


def test_a_menu_closes_at_escape_at_a_click_elsewhere_and_at_its_own_link(
    open_page: OpenPage,
) -> None:
    page = open_page(NOVEL)
    menu = open_menu(page, "notes")
    page.locator("#notes-all").focus()
    page.keyboard.press("Escape")
    expect(menu.locator(".panel")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    open_menu(page, "notes")
    page.locator("h1").click()
    expect(menu.locator(".panel")).to_be_hidden()
    about = open_menu(page, "about")
    about.get_by_role("link", name="Where it comes from").click()
    expect(about.locator(".panel")).to_be_hidden()
    page.wait_for_url("**#origin")


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize("width", [1440, 390])
def test_without_notes_the_text_stands_alone(width: int, js: bool, open_page: OpenPage) -> None:
    page = open_page("texts/tides/", width, js=js)
    readings = page.locator(".tt-body .passage").count()
    choose(page, "notes-none")
    assert not any(seen(page, APPARATUS))
    lines = page.locator(".tt-body :is(.noted, .em ins, .em > span)").evaluate_all(
        "all => [...new Set(all.map(e => getComputedStyle(e).textDecorationLine))]"
    )
    assert lines == ["none"]
    assert all(seen(page, ".tt-body .passage"))
    assert page.locator(".tt-body .passage").count() == readings
    assert any(seen(page, ".tt-body .call"))
    choose(page, "notes-all")
    assert any(seen(page, ".tt-body .mark"))


def test_marks_only_leaves_the_margin_empty_and_a_mark_opens_at_its_words(
    open_page: OpenPage,
) -> None:
    page = open_page(NOVEL)
    choose(page, "notes-marks")
    page.locator("h1").click()
    assert not any(seen(page, ".side"))
    assert all(seen(page, ".tt-body .mark"))
    page.locator("#ref-pier-scene a").click()
    expect(page.locator(".tt-popover")).to_contain_text("harbour master")


def chosen(page: Page, name: str) -> str:
    return str(page.locator(f"[name={name}]:checked").get_attribute("id"))


def test_keys_change_the_wording_and_the_notes_and_both_are_remembered(
    open_page: OpenPage,
) -> None:
    page = open_page("texts/tides/")
    for view in ("transmitted", "both", "edited", "transmitted"):
        page.keyboard.press("v")
        assert chosen(page, "view") == f"view-{view}"
        assert page.locator(".views summary").inner_text().lower() == view
    for amount in ("marks", "none"):
        page.keyboard.press("m")
        assert chosen(page, "notes") == f"notes-{amount}"
    page.reload()
    assert chosen(page, "view") == "view-transmitted"
    assert chosen(page, "notes") == "notes-none"
    page.keyboard.press("m")
    assert chosen(page, "notes") == "notes-all"


@pytest.mark.parametrize("js", [True, at_night(False)])
def test_the_titles_of_sections_can_be_walked_by_and_are_no_part_of_the_text(
    js: bool, open_page: OpenPage
) -> None:
    page = open_page("texts/talk/", js=js)
    contents = page.locator(".tt-contents a")
    titles = page.locator(".tt-body").get_by_role("heading")
    assert titles.all_inner_texts() == contents.all_inner_texts()
    assert titles.count() > 1
    for title, entry in zip(titles.all(), contents.all(), strict=True):
        assert title.evaluate("e => '#' + e.nextElementSibling.id") == entry.get_attribute("href")
        assert title.evaluate("e => e.matches('.apparatus') && !e.closest('.passage')")


def test_names_lead_to_the_people_for_who_asks(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    words = page.locator("#p3").evaluate("e => e.textContent")
    point(page)
    assert page.locator(".person").count() == 0
    switch = open_menu(page, "notes").get_by_label("Link names to people")
    switch.check()
    name = page.locator(".tt-body .person").first
    expect(name).to_be_visible()
    said, where = name.inner_text(), str(name.get_attribute("href"))
    switch.uncheck()
    expect(page.locator(".person")).to_have_count(0)
    assert page.locator("#p3").evaluate("e => e.textContent") == words
    switch.check()
    page.keyboard.press("Escape")
    page.locator(".tt-body .person").first.click()
    page.wait_for_url(f"**/{where.removeprefix('../../')}")
    entry = page.locator(f"#{where.partition('#')[2]}")
    assert said.split()[-1] in entry.locator("xpath=..").inner_text()
