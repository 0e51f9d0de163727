"""Take pictures of the built site for a reviewer: every kind of page, width and colour scheme.

Run as a program: `python -m tests.browser.screenshots SITE FOLDER`.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import find
from tests.browser.pages import served
from tests.browser.shown import choose

PAGES = {
    "landing": "",
    "texts": "texts/",
    "interview": "texts/interview/",
    "novel": "texts/novel/",
    "lecture-notes": "texts/lecture-notes/",
    "transmitted": "texts/novel/transmitted/",
    "notes": "apparatus/notes/",
    "emendations": "apparatus/emendations/",
    "people": "apparatus/people/",
    "timeline": "apparatus/timeline/",
    "works": "apparatus/works/",
    "questions": "apparatus/questions/",
    "errata": "apparatus/errata/",
    "changes": "apparatus/changes/",
    "data": "data/",
    "about": "about/",
    "principles": "about/principles/",
    "numbers": "about/numbers/",
    "problems": "about/problems/",
    "nowhere": "404.html",
}
WIDTHS = {"desktop": 1440, "tablet": 820, "phone": 390}
MARK = "#ref-airport-scene a"


def _search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.locator(".tt-found li").first.wait_for()


STATES: Mapping[str, Callable[[Page], None]] = {
    "note": lambda page: page.locator(MARK).click(),
    "both": lambda page: choose(page, "view-both"),
    "keys": lambda page: page.keyboard.press("?"),
    "search": lambda page: _search(page, "oil 1955"),
    "cite": lambda page: page.locator("#note-airport-scene .cite").click(),
    "print": lambda page: page.emulate_media(media="print"),
}
"""What else is shown of a text, besides its first screen."""


def take(browser: Browser, address: str, folder: Path) -> None:
    """Take all pictures and write them into a folder."""
    for scheme in ("light", "dark"):
        for device, width in WIDTHS.items():
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if scheme == "dark" else "light",
                has_touch=width < 500,
            )
            page = context.new_page()
            end = f"{device}-{scheme}.png"
            for name, path in PAGES.items():
                page.goto(address + path)
                page.screenshot(path=folder / f"{name}-{end}")
            for name, show in STATES.items():
                page.goto(address + PAGES["novel"] + "#p3")
                page.reload()
                show(page)
                page.wait_for_timeout(300)
                page.screenshot(path=folder / f"novel-{name}-{end}")
            context.close()


def main(site: str, folder: str) -> None:
    """Serve a built site and take its pictures into a folder, which is made."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    with served(Path(site)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        take(browser, address, Path(folder))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
