"""An address with a version: what has changed since then where it leads, before and after a release."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from build_edition.cli import main
from tests.browser.pages import served, settling
from tests.conftest import build_project
from tests.releases import GOLDEN, SOUND, change, note, release, text_of

TEXT = "texts/minutes/"
BOX = ".tt-body :is(.tt-earlier:has(+ .passage), .tt-compared > *)"
Visit = Callable[..., Page]


def _prepared(root: Path) -> Path:
    """Return a project with the miniature, released as 0.1.0, and its site as it was then."""
    source = root / "source"
    shutil.copytree(GOLDEN / "edition", source / "edition")
    (source / "docs").mkdir()
    build_project(root, source)
    shutil.rmtree(source)
    assert release(root, "0.1.0") == 0
    assert main(["--root", str(root), "build"]) == 0
    shutil.copytree(root / "site", root / "first")
    return root


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sites of an edition that has changed: `first` as 0.1.0, `site` after 0.2.0 and more."""
    root = _prepared(tmp_path_factory.mktemp("released"))
    for edit in ("rewrite", "add_note", "retire_note", "take_away_passage", "move_note"):
        assert SOUND[edit](root)
    assert change(text_of(root) / "emendations.yml", "read: the rest", "read: the <i>rest")
    assert release(root, "0.2.0") == 0
    assert change(note(root, "salt"), "A wide gap", "A very wide gap")
    assert main(["--root", str(root), "build"]) == 0
    return root


@pytest.fixture(scope="module")
def moved(sites: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the same edition after its text was moved to another address."""
    root = tmp_path_factory.mktemp("moved") / "copy"
    shutil.copytree(sites, root, ignore=shutil.ignore_patterns("site", "first"))
    assert SOUND["move_text"](root)
    imprint = root / "edition/edition.yml"
    for ending in ("bib", "bibtex.bib", "json", "ris", "xml"):
        assert change(
            imprint, "\nmoved:\n", f"\nmoved:\n  data/minutes.{ending}: data/log.{ending}\n"
        )
    assert main(["--root", str(root), "build"]) == 0
    return root / "site"


@pytest.fixture
def visit(browser: Browser, sites: Path) -> Iterator[Visit]:
    """A function that opens an address; errors and console messages fail the test."""
    complaints: list[str] = []
    contexts = []
    with served(sites / "site") as now, served(sites / "first") as then:

        def opened(
            path: str, site: str = "site", width: int = 1280, js: bool = True, before: str = ""
        ) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": 800},
                has_touch=width < 500,
                java_script_enabled=js,
            )
            contexts.append(context)
            context.add_init_script(before)
            page = context.new_page()
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            settle = settling(page)
            page.goto((now if site == "site" else then) + path, wait_until="load")
            if js:
                settle()
            return page

        yield opened
        for context in contexts:
            context.close()
    assert not complaints


@pytest.mark.parametrize("place", ["p3", "note-salt", "em-wind", "p1"])
def test_before_a_release_changes_its_words_an_address_reads_as_in_its_version(
    place: str, visit: Visit
) -> None:
    page = visit(f"{TEXT}?v=0.1.0#{place}", "first")
    expect(page.locator(BOX)).to_contain_text(" as in 0.1.0 (1 February 2026).")
    expect(page.locator(BOX).locator("table")).to_have_count(0)


@pytest.mark.parametrize(
    ("place", "version", "cells"),
    [
        ("p3", "0.1.0", ["In May 1953, ships from the region and the rest.", "In May 1953, ships from the region and the <i>rest."]),
        ("note-salt", "0.1.0", ["A gap.", "A very wide gap."]),
        ("note-salt", "0.2.0", ["A wide gap.", "A very wide gap."]),
        ("ref-salt", "0.1.0", ["A gap.", "A very wide gap."]),
        ("em-the", "0.1.0", ["the rest", "the <i>rest"]),
        ("ruling-the", "0.1.0", ["the rest", "the <i>rest"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", [1280, 390])
def test_after_a_release_that_changes_its_words_both_stand_above_the_place(
    place: str, version: str, cells: list[str], width: int, visit: Visit
) -> None:
    page = visit(f"{TEXT}?v={version}#{place}", width=width)
    box = page.locator(BOX)
    expect(box).to_contain_text(f"Read otherwise in {version} (1 February 2026).")
    assert box.locator("td").all_text_contents() == cells
    assert box.locator("i").count() == 0
    above = "box => (box.closest('.tt-compared') ?? box).nextElementSibling.matches('.passage')"
    assert box.evaluate(above)
    old, new = (td.bounding_box() for td in box.locator("td").all()[:2])
    assert old
    assert new
    assert old["y"] == new["y"]
    assert old["x"] + old["width"] <= new["x"] + 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_phone_the_note_that_opens_says_so_too(visit: Visit) -> None:
    page = visit(f"{TEXT}?v=0.1.0#note-salt", width=390)
    expect(page.locator(".tt-sheet[open] .tt-earlier")).to_contain_text("Read otherwise in 0.1.0")


@pytest.mark.parametrize(
    ("place", "version", "said"),
    [
        ("p4", "0.1.0", "Passage 4 reads as in 0.1.0"),
        ("p2", "0.2.0", "Passage 2 reads as in 0.2.0"),
        ("note-who", "0.1.0", "Note who is not in 0.1.0: it came with 0.2.0."),
        ("note-who", "0.2.0", "Note who reads as in 0.2.0"),
        ("note-waiting", "0.1.0", "Read otherwise in 0.1.0"),
        ("note-region-rest", "0.1.0", "Read otherwise in 0.1.0"),
        ("p1", "0.1.0", "Read otherwise in 0.1.0"),
        ("p4", "0.3.0", "This edition has no version 0.3.0. It has 0.1.0, 0.2.0."),
        ("p4", "latest", "“latest” is not a version of this edition."),
        ("p4", "", "“” is not a version of this edition."),
        ("p4", "constructor", "“constructor” is not a version of this edition."),
        ("p4", "%3Cimg%20src=x%20onerror=alert(1)%3E", "“<img src=x onerror=alert(1)>” is not a"),
        ("p4", "%E0%A4", "is not a version of this edition."),
        ("p999", "0.1.0", "In 0.1.0 (1 February 2026) this page reads otherwise in "),
        ("%zz", "0.1.0", "In 0.1.0 (1 February 2026) this page reads otherwise in "),
    ],
)  # fmt: skip
def test_what_a_version_had_and_whether_there_is_one_is_said_plainly(
    place: str, version: str, said: str, visit: Visit
) -> None:
    page = visit(f"{TEXT}?v={version}#{place}")
    expect(page.locator(".tt-earlier:visible").first).to_contain_text(said)
    assert page.locator(".tt-earlier img").count() == 0


def test_a_place_is_compared_before_the_browser_itself_has_gone_there(
    visit: Visit,
) -> None:
    """`:target` matches nothing until then, and scripts may run earlier."""
    waiting = """const found = Document.prototype.querySelector;
    Document.prototype.querySelector = function (asked) {
      return asked === ":target" ? null : found.call(this, asked);
    };"""
    page = visit(f"{TEXT}?v=0.1.0#p1", before=waiting)
    expect(page.locator("li#p1 .tt-earlier")).to_contain_text("Read otherwise in 0.1.0")


def test_what_was_retired_or_withdrawn_shows_its_words_where_its_address_leads(
    visit: Visit,
) -> None:
    page = visit(f"{TEXT}?v=0.1.0#p1")
    box = page.locator("li#p1 .tt-earlier")
    expect(box.locator("td").first).to_have_text("The Harbour")
    expect(box.locator("td").last).to_contain_text("withdrawn: ")
    page = visit(f"{TEXT}?v=0.1.0#note-region-rest")
    cells = page.locator("li#note-region-rest .tt-earlier td")
    expect(cells).to_have_text(["none", "The rest is history."])


def test_an_address_without_a_place_counts_what_reads_otherwise(visit: Visit) -> None:
    page = visit(f"{TEXT}?v=0.1.0")
    box = page.locator(".tt-earlier")
    expect(box).to_contain_text("this page reads otherwise in 6 places")
    box.locator("summary").click()
    box.get_by_role("link", name="Passage 3").click()
    expect(page.locator(BOX)).to_contain_text("Read otherwise in 0.1.0")
    assert page.url.endswith("?v=0.1.0#p3")


def test_the_passages_of_a_stretch_are_compared_one_by_one(visit: Visit) -> None:
    page = visit(f"{TEXT}?v=0.1.0&to=p4#p2")
    expect(page.locator(BOX)).to_contain_text("Read otherwise in 0.1.0")
    assert page.locator(f"{BOX} .which").all_text_contents() == ["Passage 3"]
    page = visit(f"{TEXT}?v=0.2.0&to=p4#p2")
    expect(page.locator(BOX)).to_have_text("Passages 2–4 read as in 0.2.0 (1 February 2026).")


def test_on_other_pages_it_is_said_that_only_texts_are_compared(visit: Visit) -> None:
    for path in ("about/", "apparatus/people/", f"{TEXT}transmitted/", ""):
        page = visit(f"{path}?v=0.1.0")
        expect(page.locator(".tt-earlier")).to_contain_text("are compared with earlier versions")


def test_an_address_without_a_version_fetches_and_says_nothing(visit: Visit) -> None:
    page = visit(f"{TEXT}#p3")
    assert page.locator(".tt-earlier").count() == 0
    fetched = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert not [name for name in fetched if "earlier" in name or "versions" in name]


def test_without_script_the_address_leads_to_its_place_and_changes_shows_the_words(
    visit: Visit,
) -> None:
    page = visit(f"{TEXT}?v=0.1.0#p3", js=False)
    assert page.locator(":target").get_attribute("id") == "p3"
    canonical = page.locator("link[rel=canonical]").get_attribute("href") or ""
    assert canonical.endswith(TEXT)
    page = visit("apparatus/changes/#since-0.1.0-minutes-p3", js=False)
    cells = page.locator(":target td")
    assert cells.all_text_contents()[-1] == "In May 1953, ships from the region and the <i>rest."
    assert cells.last.is_visible()


def test_each_page_leads_to_the_feed_and_none_to_a_version(visit: Visit, sites: Path) -> None:
    page = visit("about/")
    feed = page.locator("link[rel=alternate][type='application/atom+xml']")
    assert (feed.get_attribute("href") or "").endswith("data/changes.atom")
    assert (sites / "site/data/changes.atom").is_file()
    assert "?v=" not in (sites / "site/sitemap.xml").read_text(encoding="utf-8")


def test_an_address_can_be_cited_with_its_version_if_it_reads_so_in_it(visit: Visit) -> None:
    page = visit(f"{TEXT}#p4")
    page.locator("#p4 .number + .cite").click()
    dialog = page.locator(".cite-dialog")
    expect(dialog.locator("dd").first).to_contain_text(f"{TEXT}#p4")
    dialog.get_by_label("Addresses with the version, 0.2.0").check()
    expect(dialog.locator("dd").first).to_contain_text(f"{TEXT}?v=0.2.0#p4")
    for form in ("chicago-note", "biblatex", "bibtex", "ris", "csl-json"):
        found = dialog.locator(f"[data-form='{form}']")
        if found.count():
            expect(found).to_contain_text(f"{TEXT}?v=0.2.0#p4")
    page.keyboard.press("Escape")
    page.evaluate("location.hash = 'note-salt'")
    page.locator("#note-salt a.cite").click()
    expect(dialog.locator(".cite-said")).to_contain_text("is not in 0.2.0")
    expect(dialog.locator("dd").first).to_contain_text(f"{TEXT}#note-salt")


def test_what_is_on_its_way_is_cited_in_the_last_version_if_it_reads_so_there(visit: Visit) -> None:
    page = visit(TEXT)
    blank = "document.querySelector('#cite-blank')"
    page.evaluate(f"{blank}.dataset.cited = '0.3.0-dev 2026-03-09'")
    forms = page.evaluate(
        f"""async () => {{
          for (const form of {blank}.content.querySelectorAll('[data-form]')) {{
            form.textContent = form.textContent.replaceAll('0.2.0', '0.3.0-dev')
              .replace('2026-02-01', '2026-03-09').replace('2026/02/01', '2026/03/09')
              .replace(/2026,(\\s+)2,(\\s+)1(?!\\d)/, '2026,$13,$29');
          }}
          const {{ blanksOf, filled }} = await import(new URL('../../assets/cite-forms.js', location.href));
          const place = {{ name: 'passage 4', anchor: 'p4' }};
          return [place, {{ ...place, version: '0.2.0' }}].map((one) =>
            blanksOf(one).map((form) => filled(form, one).textContent).join('\\n'));
        }}"""
    )
    on_its_way, released = forms
    for words in ("0.3.0-dev", "2026-03-09", "2026/03/09"):
        assert words in on_its_way
        assert words not in released
    for words in ("version 0.2.0", "2026-02-01", "2026/02/01", f"{TEXT}?v=0.2.0#p4"):
        assert words in released
    (dates,) = re.findall(r'"date-parts": \[\s+\[\s+(\d+),\s+(\d+),\s+(\d+)', released)
    assert dates == ("2026", "2", "1")


def test_a_text_that_has_moved_is_compared_where_it_is_now(moved: Path, browser: Browser) -> None:
    with served(moved) as address:
        page = browser.new_page()
        page.goto(f"{address}{TEXT}?v=0.1.0#p3", wait_until="load")
        page.wait_for_url("**/texts/log/?v=0.1.0#p3")
        expect(page.locator(BOX)).to_contain_text("Read otherwise in 0.1.0")
        assert page.locator(f"{BOX} td").count() == 2
        page.close()
