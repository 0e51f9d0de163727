"""Opened from a disk, a page of the archive looks as on the site without scripts, and works."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

PAGES = ("", "texts/ferry/", "apparatus/timeline/", "about/", "search/")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_from_disk_looks_as_it_does_without_scripts(
    path: str, browser: Browser, address: str, unpacked: Path
) -> None:
    served = browser.new_page(java_script_enabled=False)
    served.goto(address + path)
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto((unpacked / path / "index.html").as_uri())
    assert page.screenshot() == served.screenshot()
    assert complaints == []
    page.close()
    served.close()


def test_what_works_without_scripts_works_from_disk(browser: Browser, unpacked: Path) -> None:
    page = browser.new_page()
    page.goto((unpacked / "index.html").as_uri())
    page.click("header a[href='texts/index.html']")
    page.click("main a[href='ferry/index.html']")
    page.click(".tt-body a.footnote-ref[href^='#note-']")
    assert page.evaluate("document.querySelector(':target').id").startswith("note-")
    page.click("details.views summary")
    page.click("label[for=view-transmitted]")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.tt-body .em ins')).display")
        == "none"
    )
    page.close()
