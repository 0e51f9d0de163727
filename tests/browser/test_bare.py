"""An edition just founded, with one text and nothing beside it: no page misses what it has not."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_edition.cli import main
from tests.browser.pages import OpenPage, at_night, served
from tests.browser.screenshots import shown_of, states
from tests.browser.shown import breaks_no_rule, scrolls_sideways
from tests.support import RAW, own_settings

PAGES = [
    "",
    "texts/",
    "texts/talk/",
    "texts/talk/transmitted/",
    *(f"apparatus/{name}/" for name in ("notes", "emendations", "people", "timeline", "works")),
    *(f"apparatus/{name}/" for name in ("questions", "errata", "changes", "contributors")),
    *("about/", "about/principles/", "about/rights/", "search/", "data/"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site."""
    folder = tmp_path_factory.mktemp("bare")
    root, text = folder / "lamps", folder / "talk.txt"
    text.write_text(RAW, encoding="utf-8")
    assert main(["found", str(root), "--title", "Lamps", "--date", "2026-01-02"]) == 0
    assert main(["--root", str(root), "text", "talk", str(text)]) == 0
    bare(root)
    assert main(["--root", str(root), "build"]) == 0
    return root / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address at which its site is served."""
    with served(site) as address:
        yield address


def bare(root: Path) -> None:
    """Take the example out of an edition, as its founder is told to."""
    shutil.rmtree(root / "edition/texts/letter")
    for name in ("people.yml", "events.yml", "works.json"):
        (root / "edition" / name).unlink()
    imprint = root / "edition/edition.yml"
    lines = imprint.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith("showcase:"))
    imprint.write_text(kept, encoding="utf-8")
    own_settings(root)


def test_each_page_stands_without_what_the_edition_has_not(
    address: str, open_page: OpenPage
) -> None:
    page = open_page("", 390)  # a complaint of a script fails the test
    for path in PAGES:
        page.goto(address + path)
        assert page.locator("h1").first.is_visible(), path
        assert scrolls_sideways(page) == [], path


@pytest.mark.parametrize("path", ["", "texts/talk/", *map(at_night, PAGES)])
def test_no_page_breaks_a_rule_of_access_for_want_of_something(
    path: str, open_page: OpenPage
) -> None:
    page = open_page(path, 390)
    breaks_no_rule(page)
    assert scrolls_sideways(page, 320) == []


def test_a_reviewer_is_shown_what_there_is(site: Path, open_page: OpenPage) -> None:
    shown = shown_of(site)
    assert {*PAGES} <= {*shown.pages.values()}
    assert {*states(shown)} == {"keys", "search", "print"}
    for show in states(shown).values():
        show(open_page(f"texts/{shown.text}/"))
