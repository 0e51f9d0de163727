"""An address that names a place that its page does not have: the page says so, and nothing else."""

import pytest

from tests.browser.pages import OpenPage

LINE = ".tt-unknown"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("texts/ferry/#p999", "This page has no place called “p999”. The nearest is p"),
        ("texts/ferry/#nothing", "This page has no place called “nothing”."),
        ("texts/ferry/transmitted/#L999", "This page has no place called “L999”. The nearest is L"),
        ("apparatus/notes/#ferry-nosuch", "This page has no place called “ferry-nosuch”."),
        ("about/principles/#note-4", "This page has no place called “note-4”."),
        ("about/#%3Cb%3E%E0", "This page has no place called “%3Cb%3E%E0”."),
    ],
)
def test_a_place_that_the_page_does_not_have_is_named(
    path: str, said: str, open_page: OpenPage
) -> None:
    page = open_page(path)
    line = page.locator(LINE)
    line.wait_for()
    assert line.inner_text().startswith(said)
    assert line.get_attribute("role") == "status"
    near = line.locator("a")
    if near.count():
        near.click()
        line.wait_for(state="hidden")
        assert page.evaluate("document.querySelector(':target') !== null")


@pytest.mark.parametrize(
    "path",
    [
        "texts/ferry/",
        "texts/ferry/#",
        "texts/ferry/#top",
        "texts/ferry/#p1",
        "texts/ferry/#%701",
        "texts/ferry/#:~:text=the",
        "texts/ferry/#p1:~:text=the",
        "texts/ferry/#notes",
        "apparatus/timeline/",
        "about/contributing/#where-no-such-way-is-shown",
    ],
)
def test_nothing_is_said_of_a_place_that_is_there(path: str, open_page: OpenPage) -> None:
    page = open_page(path)
    assert not page.locator(LINE).is_visible()


def test_it_is_said_too_when_the_address_changes(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/#p20")
    page.evaluate("location.hash = 'p999'")
    page.locator(LINE).wait_for()
    assert page.evaluate(f"document.querySelector('{LINE}').getBoundingClientRect().top >= 0")
    page.evaluate("location.hash = 'p20'")
    page.locator(LINE).wait_for(state="hidden")


def test_nothing_is_said_of_any_place_of_a_text(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/")
    places = page.evaluate("[...document.querySelectorAll('main [id]')].map(({ id }) => id)")
    for place in places[:: len(places) // 40]:
        page.evaluate("place => { location.hash = encodeURIComponent(place); }", place)
    assert not page.locator(LINE).is_visible()
