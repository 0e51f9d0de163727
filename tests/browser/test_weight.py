"""How much a first visit to a text fetches, and how much of that is script and style."""

import gzip

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.pages import at_night

KB = 1000

UNTOUCHED = "addEventListener('pointerover', (event) => event.stopImmediatePropagation(), true)"
"""A script without which the browser's own pointer may fetch what serves citing, as a reader's does."""


@pytest.mark.parametrize("width", [1440, at_night(390)])
@pytest.mark.parametrize("path", ["texts/talk/", "texts/ferry/", "texts/tides/"])
def test_a_text_with_all_its_notes_weighs_at_most_120_kb(
    path: str, width: int, address: str, browser: Browser
) -> None:
    fetched: dict[str, int] = {}

    def weigh(response: Response) -> None:
        fetched[response.url] = len(gzip.compress(response.body(), 9))

    fresh = browser.new_context(viewport={"width": width, "height": 900})
    visit = fresh.new_page()
    visit.add_init_script(UNTOUCHED)
    visit.on("response", weigh)
    visit.goto(address + path, wait_until="networkidle")
    fresh.close()
    assert len(fetched) >= 5
    assert sum(fetched.values()) <= 120 * KB, fetched
    ours = {url: size for url, size in fetched.items() if url.endswith(".js")}
    assert 0 < sum(ours.values()) <= 14 * KB, ours
    sheets = {url: size for url, size in fetched.items() if url.endswith(".css")}
    assert 0 < sum(sheets.values()) <= 30 * KB, sheets
