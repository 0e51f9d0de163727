"""Where an address leads: to words with their note open, to a passage with its notes, to a stretch."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import OpenPage
from tests.browser.shown import comes_true, edges, point

NOVEL = "texts/ferry/"
NOTE = "pier-scene"
BOXES = [(1440, ".side"), (820, ".tt-popover"), (390, ".tt-sheet")]


@pytest.mark.parametrize(("width", "box"), BOXES)
@pytest.mark.parametrize(
    ("path", "anchor", "mark"),
    [
        (NOVEL, f"note-{NOTE}", f"#ref-{NOTE}"),
        ("texts/tides/", "em-arrow-bay", "#em-arrow-bay"),
        ("texts/tides/", "ruling-arrow-bay", "#em-arrow-bay"),
    ],
)
def test_the_address_of_a_note_leads_to_its_words_with_the_note_open(
    width: int, box: str, path: str, anchor: str, mark: str, open_page: OpenPage
) -> None:
    page = open_page(f"{path}#{anchor}", width)
    expect(page.locator(f"{box} .to-list")).to_have_count(1)
    _, top, _, bottom = edges(page.locator(mark))
    assert top >= 44
    assert bottom <= 900
    page.keyboard.press("Escape")
    page.goto(page.url.partition("#")[0] + "?again")
    expect(page.locator(f"{box} .to-list")).to_have_count(0)
    page.evaluate(f"location.hash = '{anchor}'")
    expect(page.locator(f"{box} .to-list")).to_have_count(1)


def test_the_address_of_a_passage_shows_its_notes_whole_in_the_margin(open_page: OpenPage) -> None:
    page = open_page("texts/talk/#p6")
    sizes = page.evaluate(
        """[...document.querySelectorAll("#p6 sup.apparatus > a")].map(a =>
             document.getElementById(`mar-${a.hash.slice(1)}`)?.dataset.size)"""
    )
    assert set(sizes) == {"whole"}
    assert len(sizes) >= 17


def test_on_a_phone_a_passages_address_lights_its_marks_and_counts_them(
    open_page: OpenPage,
) -> None:
    page = open_page("texts/talk/#p6", 390)
    assert page.locator("dialog[open]").count() == 0
    line = page.locator("#p6 .notes-here")
    expect(line).to_have_text("17 notes")
    assert page.locator("#p6 .mark.told").count() == 17
    line.tap()
    expect(page.locator(".tt-sheet .where")).to_contain_text("Passage 6")
    page.keyboard.press("Escape")
    page.evaluate("location.hash = 'p3'")
    expect(page.locator("#p6 .notes-here")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_stretch_of_passages_is_marked_whole(width: int, open_page: OpenPage) -> None:
    page = open_page(f"{NOVEL}?to=p6#p4", width)
    marked = page.locator(".passage.ranged").evaluate_all("all => all.map(e => e.id)")
    assert marked == ["p4", "p5", "p6"]
    assert 0 <= edges(page.locator("#p4"))[1] < 300


@pytest.mark.parametrize(
    "query", ["?to=p2#p4", "?to=nowhere#p4", "?to=p6", "?to=%22%3E#p4", "?to=p6#%zz"]
)
def test_a_stretch_that_is_none_marks_nothing(query: str, open_page: OpenPage) -> None:
    page = open_page(f"{NOVEL}{query}")
    assert page.locator(".ranged").count() == 0


def test_several_passages_are_cited_by_one_address(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    page.evaluate(
        """() => getSelection().setBaseAndExtent(
             document.querySelector("#p4"), 1, document.querySelector("#p6"), 2)"""
    )
    page.get_by_role("button", name="cite these passages").click()
    dialog = page.get_by_role("dialog", name="Cite passages 4–6")
    address = dialog.locator("dd").first.inner_text().split()[0]
    assert address.endswith("/texts/ferry/?to=p6#p4")
    said = dialog.inner_text()
    assert "passages 4–6" in said
    assert "passage 0" not in said
    assert "p0" not in said


def test_words_are_copied_with_their_source_if_one_wants_it(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".cite-text summary").click()
    with page.expect_response("**/cite-forms.js"):
        page.get_by_label("Copy words with their source").check()
    page.keyboard.press("Escape")
    select = """([from, to]) => getSelection().setBaseAndExtent(
      document.getElementById(from), 1, document.getElementById(to), 2)"""
    for again in (False, True):
        if again:
            page.reload()
            point(page)
            comes_true(page, "document.querySelectorAll('.sourced input:checked').length === 1")
        for ends, place, end in (
            (["p4", "p6"], "passages 4–6", "?to=p6#p4"),
            (["p4", "p4"], "passage 4", "/#p4"),
        ):
            page.evaluate(select, ends)
            page.keyboard.press("ControlOrMeta+c")
            *words, source = page.evaluate("navigator.clipboard.readText()").split("\n\n")
            assert len(words) == (3 if ends[0] != ends[1] else 1)
            assert place in source
            assert end in source
            assert "Made-up fiction" in source
