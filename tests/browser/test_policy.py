"""The Content-Security-Policy: every page has it, and it allows what the page needs and no more."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from build_edition.output.parts import Parts
from build_edition.site.mkdocs import build_site
from tests.browser.pages import OpenPage
from tests.support import indexed

DATA = {"application/json", "application/ld+json"}


def pages(project: Path) -> list[Path]:
    return sorted((project / "site").rglob("*.html"))


def directives(policy: str) -> dict[str, set[str]]:
    """Return a policy's sources, by directive."""
    parts = (part.split() for part in policy.split(";") if part.strip())
    return {name: set(values) for name, *values in parts}


def test_every_pages_policy_allows_its_inline_scripts_by_hash_and_no_others(
    project: Path,
) -> None:
    used: set[str] = set()
    allowed: set[str] = set()
    for path in pages(project):
        source = path.read_text(encoding="utf-8")
        page = BeautifulSoup(source, "html.parser")
        first = next(tag for tag in page.select("head > *"))
        assert first.get("http-equiv") == "Content-Security-Policy", path
        assert "<meta charset" in source[:1024], path
        scripts = directives(str(first["content"]))["script-src"]
        allowed |= {value for value in scripts if value.startswith("'sha256-")}
        for script in page.select("script:not([src])"):
            if script.get("type") not in DATA:
                digest = hashlib.sha256(script.get_text().encode()).digest()
                used.add(f"'sha256-{base64.b64encode(digest).decode()}'")
    assert used == allowed


def test_the_policy_is_strict(project: Path) -> None:
    for path in pages(project):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        meta = page.select_one("meta[http-equiv=Content-Security-Policy]")
        assert meta
        policy = directives(str(meta["content"]))
        assert policy["default-src"] == {"'none'"}
        assert policy["style-src"] == {"'self'"}
        assert not {
            "'unsafe-inline'",
            "'unsafe-eval'",
            "'wasm-unsafe-eval'",
            "*",
            "https:",
        } & set().union(*policy.values())


def test_no_page_has_an_inline_style_or_handler(project: Path) -> None:
    for path in pages(project):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert not page.select("[style], style"), path
        for tag in page.find_all(True):
            assert not [name for name in tag.attrs if re.match(r"on[a-z]+$", name)], path


@pytest.mark.parametrize("path", ["", "texts/ferry/", "apparatus/notes/", "404.html"])
def test_the_browser_obeys_the_policy(path: str, open_page: OpenPage) -> None:
    page = open_page(path)
    assert page.evaluate("document.body.dataset.mdColorScheme") == "system"
    # What a script adds is allowed: `open_page` fails if the browser complains.
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p class=md-skip>x</p>')")


def test_the_browser_refuses_what_is_injected(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "texts/ferry/")
    colour = page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.body.append(script);
          document.body.insertAdjacentHTML('beforeend', '<p id=x style="color: red">x</p>');
          return getComputedStyle(document.getElementById('x')).color;
        }"""
    )
    assert colour != "rgb(255, 0, 0)"
    assert page.evaluate("window.ran") is None
    page.close()


def test_only_a_live_preview_goes_without_the_policy(project: Path, tmp_path: Path) -> None:
    index = indexed(project)
    for url, expected in ((None, True), ("http://127.0.0.1:8000/two-tigers/", False)):
        out = tmp_path / ("live" if url else "built")
        build_site(project, out, "2026-01-01", index, Parts(project), url)
        built = (out / "index.html").read_text(encoding="utf-8")
        assert ("Content-Security-Policy" in built) is expected
