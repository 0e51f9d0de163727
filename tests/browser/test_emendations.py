"""Emendations as readers meet them: three views of a text without script, and the list of all."""

import pytest
from playwright.sync_api import Locator, Page

from build_edition.model import Edition
from tests.browser.pages import OpenPage
from tests.browser.shown import choose, enlarge, open_menu

TEXT = "texts/tides/"
PLACE = "em-arrow-bay"
SHOWN = {"edited": (False, True), "transmitted": (True, False), "both": (True, True)}
"""Whether the transmitted form and the reading are visible, by view."""


def seen(page: Page) -> tuple[bool, bool]:
    """Return whether the transmitted form and the reading of one emendation are visible."""
    mark = page.locator(f"#{PLACE}")
    return mark.locator("del").is_visible(), mark.locator("ins").is_visible()


def style(element: Locator, name: str) -> str:
    """Return one computed style property of an element."""
    return str(element.evaluate(f"e => getComputedStyle(e)['{name}']"))


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize("width", [1440, 390])
def test_each_view_shows_its_forms_at_the_fragments_place(
    width: int, js: bool, open_page: OpenPage
) -> None:
    page = open_page(TEXT, width, js=js)
    for view, forms in SHOWN.items():
        choose(page, f"view-{view}")
        assert seen(page) == forms
        page.goto(page.url.partition("#")[0] + "#origin")
        page.goto(page.url.partition("#")[0] + f"#{PLACE}")
        box = page.locator(f"#{PLACE}").bounding_box()
        assert box
        assert 0 <= box["y"] < 900
        assert page.locator(f"#view-{view}").is_checked()
        if js and width == 390:  # with touch the reason opens in a sheet
            page.locator(".tt-sheet[open]").wait_for()
            page.keyboard.press("Escape")


@pytest.mark.parametrize("js", [True, False])
def test_the_view_is_chosen_by_keyboard_and_its_focus_is_seen(
    js: bool, open_page: OpenPage
) -> None:
    page = open_page(TEXT, js=js)
    page.locator(".views summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name === 'view'")
    for view in ("transmitted", "both", "edited"):
        page.keyboard.press("ArrowRight")
        assert page.locator(f"#view-{view}").is_checked()
        assert seen(page) == SHOWN[view]
        assert style(page.locator(f"label[for=view-{view}]"), "outlineStyle") == "solid"


def test_only_beside_the_reading_is_the_transmitted_form_struck(open_page: OpenPage) -> None:
    page = open_page(TEXT)
    before = page.locator(f"#{PLACE} del")
    for view, line in (("transmitted", "underline"), ("both", "line-through")):
        choose(page, f"view-{view}")
        assert style(before, "textDecorationLine") == line
    after = page.locator(f"#{PLACE} ins").bounding_box()
    struck = before.bounding_box()
    assert after
    assert struck
    assert struck["x"] + struck["width"] < after["x"] + after["width"]


def test_on_a_phone_the_buttons_are_large_enough(open_page: OpenPage) -> None:
    page = open_page(TEXT, 390)
    for label in open_menu(page, "views").locator("label").all():
        box = label.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["width"] >= 44


@pytest.mark.parametrize(("js", "view"), [(True, "both"), (False, "edited")])
def test_a_reload_keeps_the_view_where_there_is_script_to_remember_it(
    js: bool, view: str, open_page: OpenPage
) -> None:
    page = open_page(TEXT, js=js)
    choose(page, "view-both")
    page.reload()
    assert seen(page) == SHOWN[view]


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_list_shows_every_ruling(
    width: int, js: bool, open_page: OpenPage, an_edition: Edition
) -> None:
    page = open_page("apparatus/emendations/", width, js=js)
    for text in an_edition.texts:
        for placed in (e for reading in text.readings for e in reading.emendations):
            row = page.locator(f"#{text.info.slug}-{placed.ruling.id}")
            assert row.is_visible()
            assert placed.ruling.why in row.inner_text()


def test_a_row_leads_to_its_place_and_back(open_page: OpenPage) -> None:
    page = open_page("apparatus/emendations/")
    page.locator("#tides-arrow-bay th a").click()
    page.wait_for_url(f"**{TEXT}#{PLACE}")
    page.locator("#mar-ruling-arrow-bay .to-list").click()
    page.wait_for_url("**#ruling-arrow-bay")
    page.locator("#ruling-arrow-bay .number").click()
    page.wait_for_url(f"**#{PLACE}")


def test_the_list_bears_words_of_twice_their_size(open_page: OpenPage) -> None:
    page = open_page("apparatus/emendations/", 390)
    enlarge(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
