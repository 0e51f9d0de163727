"""A divided text, read in a browser: its parts, and an address that lacks the part."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import served
from tests.conftest import build_project
from tests.releases import divided_in


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with a text in three parts."""
    root = tmp_path_factory.mktemp("site")
    source = divided_in(tmp_path_factory.mktemp("source"))
    (source / "docs/about/rights.md").unlink()  # a page of every edition takes its place
    build_project(root, source)
    with served(root / "site") as address:
        yield address


@pytest.mark.parametrize(
    ("typed", "arrived"),
    [
        ("#p2", "1/#p2"),
        ("?v=0.1.0#p5", "2/?v=0.1.0#p5"),
        ("#p7", "3/#p7"),
        ("#p4a", "2/#p4a"),
        ("#x", "#x"),
    ],
)
def test_an_address_without_the_part_is_led_on(
    typed: str, arrived: str, site: str, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"{site}texts/minutes/{typed}")
    expect(page).to_have_url(f"{site}texts/minutes/{arrived}")
    page.close()


def test_a_passage_of_another_part_is_looked_for_there(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site}texts/minutes/2/#p7")
    page.locator(".tt-unknown a").click()
    expect(page).to_have_url(f"{site}texts/minutes/3/#p7")
    page.close()


def test_a_stretch_that_ends_in_another_part_ends_with_the_page(
    site: str, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"{site}texts/minutes/?to=p6#p4")
    expect(page).to_have_url(f"{site}texts/minutes/2/?to=p6#p4")
    expect(page.locator(".passage.ranged")).to_have_count(2)
    page.close()


@pytest.mark.parametrize("js", [True, False])
def test_a_text_is_read_from_part_to_part(js: bool, site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=js, viewport={"width": 390, "height": 844})
    page = context.new_page()
    failed: list[str] = []
    page.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
    page.goto(f"{site}texts/minutes/")
    page.locator(".parts a").first.click()
    expect(page.locator("h1")).to_have_text("Minutes of the Harbour: Who Came")
    page.locator(".call a").click()
    expect(page).to_have_url(f"{site}texts/minutes/3/#p7")
    page.locator(".neighbours a", has_text="Previous part").click()
    expect(page).to_have_url(f"{site}texts/minutes/2/")
    page.locator(".neighbours a", has_text="All parts").click()
    expect(page).to_have_url(f"{site}texts/minutes/")
    assert not failed
    context.close()
