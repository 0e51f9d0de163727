"""Take pictures of the built site for a reviewer: every kind of page, width and colour scheme.

Run as a program: `python -m tests.browser.screenshots SITE FOLDER`.
"""

import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import find
from tests.browser.pages import served
from tests.browser.shown import choose

WIDTHS = {"desktop": 1440, "tablet": 820, "phone": 390}


@dataclass(frozen=True)
class Shown:
    """What is shown of a site: its pages by name, and a text.

    Of the text there is a note, if it has one, whether its words were emended, and words to search for.
    """

    pages: Mapping[str, str]
    text: str
    note: str
    emended: bool
    words: str


def shown_of(site: Path) -> Shown:
    """Return what to show of a built site, whatever its texts: every page but those of data."""
    paths = sorted(page.parent.relative_to(site) for page in site.rglob("index.html"))
    pages = {"landing": ""} | {"-".join(p.parts): f"{p}/" for p in paths if p.parts}
    data = json.loads((site / "data/edition.json").read_text(encoding="utf-8"))
    text = max(data["texts"], key=lambda each: (_emended(each), len(each["notes"])))
    note = next((note["id"] for note in text["notes"] if note["span"]), "")
    words = " ".join(re.findall(r"\w+", text["passages"][0]["reading"])[:2])[:20]
    return Shown(pages | {"nowhere": "404.html"}, text["slug"], note, _emended(text), words)


def _emended(text: Mapping[str, Any]) -> bool:
    """Return whether the reading of a text, as published, differs from what was transmitted."""
    return any(each["reading"] != each["transmitted"] for each in text["passages"])


def _search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.locator(".tt-found li").first.wait_for()


def states(shown: Shown) -> Mapping[str, Callable[[Page], None]]:
    """Return what else is shown of the text that has most notes, besides its first screen."""
    of_a_note: Mapping[str, Callable[[Page], None]] = {
        "note": lambda page: page.locator(f"#ref-{shown.note} a").first.click(),
        "cite": lambda page: page.locator(f"#note-{shown.note} .cite").click(),
    }
    return {
        **(of_a_note if shown.note else {}),
        **({"both": lambda page: choose(page, "view-both")} if shown.emended else {}),
        "keys": lambda page: page.keyboard.press("?"),
        "search": lambda page: _search(page, shown.words),
        "print": lambda page: page.emulate_media(media="print"),
    }


def take(browser: Browser, address: str, shown: Shown, folder: Path) -> None:
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
            for name, path in shown.pages.items():
                page.goto(address + path)
                page.screenshot(path=folder / f"{name}-{end}")
            for name, show in states(shown).items():
                page.goto(f"{address}texts/{shown.text}/")
                page.reload()
                show(page)
                page.wait_for_timeout(300)
                page.screenshot(path=folder / f"{shown.text}-{name}-{end}")
            context.close()


def _path_of(site: Path) -> str:
    """Return the path under which a site is to be published, as its site map has it."""
    (first, *_) = re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    return str(urlsplit(first).path).rstrip("/")


def main(site: str, folder: str) -> None:
    """Serve a built site and take its pictures into a folder, which is made."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    with served(Path(site), _path_of(Path(site))) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        take(browser, address, shown_of(Path(site)), Path(folder))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
