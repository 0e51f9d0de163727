"""Every sort of mark opens where it stands, and every one can be hit."""

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.pages import OpenPage, at_night
from tests.browser.shown import breaks_no_rule, choose

TEXTS = ["texts/talk/", "texts/ferry/", "texts/tides/"]
TIDES = "texts/tides/"
BOXES = [(1440, ".side"), (820, ".tt-popover"), (390, ".tt-sheet")]
STAR = "#em-arrow-bay .em-mark"


@pytest.mark.parametrize(("width", "box"), BOXES)
def test_a_star_says_in_place_what_stood_here_what_is_read_and_why(
    width: int, box: str, open_page: OpenPage
) -> None:
    page = open_page(TIDES, width)
    entry = page.locator("#ruling-arrow-bay")
    star = page.locator(STAR)
    star.tap() if width == 390 else star.click()
    shown = page.locator(f"{box}:has(.note)")
    expect(shown).to_have_count(1)
    for part in ("p.forms", "p:nth-of-type(3)", ".grounds"):
        assert entry.locator(part).inner_text() in shown.inner_text()
    assert shown.locator(".cite").is_visible()
    breaks_no_rule(page, box)
    assert page.url.endswith(TIDES)
    shown.locator(".to-list").click()
    page.wait_for_url("**#ruling-arrow-bay")
    expect(entry).to_be_in_viewport()


@pytest.mark.parametrize(("width", "box"), [(1440, ".tt-popover"), *BOXES[1:]])
def test_a_call_opens_the_authors_own_note(width: int, box: str, open_page: OpenPage) -> None:
    page = open_page(TIDES, width)
    call = page.locator("#call-5")
    call.tap() if width == 390 else call.click()
    words = page.locator("#p121").evaluate(
        """e => { const copy = e.cloneNode(true);
          for (const part of copy.querySelectorAll(".apparatus")) part.remove();
          return copy.textContent.trim(); }"""
    )
    expect(page.locator(box)).to_contain_text(words)
    expect(page.locator(box)).to_contain_text("The author’s note 5")
    assert page.url.endswith(TIDES)


@pytest.mark.parametrize("width", [1440, 820, 390])
def test_a_parallel_shows_the_tellings_side_by_side(width: int, open_page: OpenPage) -> None:
    page = open_page("texts/ferry/", width)
    mark = page.locator(".tt-body .parallel a").first
    entry = page.locator(str(mark.get_attribute("href")))
    links = entry.locator("p:not(.note-head) span a")
    mark.tap() if width == 390 else mark.click()
    dialog = page.get_by_role("dialog", name="and its parallels")
    expect(dialog.locator("section")).to_have_count(
        links.count() + entry.locator("p:not(.note-head)").count()
    )
    here = mark.evaluate("e => e.closest('.passage').id")
    first, other = dialog.locator("section").all()[:2]
    assert "Here, passage" in first.inner_text()
    said = page.locator(f"#{here}").evaluate(
        """e => { const copy = e.cloneNode(true);
          for (const part of copy.querySelectorAll(".apparatus")) part.remove();
          return copy.textContent.trim().slice(0, 40); }"""
    )
    assert said in first.inner_text()
    assert len(other.locator(".peeked").inner_text()) > 20
    event = dialog.locator("p.event a").first
    assert "apparatus/timeline/#event-" in str(event.get_attribute("href"))
    breaks_no_rule(page, "dialog[open]")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_without_script_every_mark_leads_to_its_entry(open_page: OpenPage) -> None:
    for path in TEXTS:
        page = open_page(path, js=False)
        lost = page.locator(".tt-body sup.apparatus a").evaluate_all(
            "all => all.filter(a => !document.getElementById(a.hash.slice(1))).map(a => a.hash)"
        )
        assert lost == []


CENTRES = (
    """() => [...document.querySelectorAll(".tt-body sup.apparatus > a")].map(link => link.hash)"""
)

TO_CENTRE = """hash => {
  const link = document.querySelector(`.tt-body sup > a[href="${hash}"]`);
  link.scrollIntoView({block: "center", behavior: "instant"});
  const {left, top, width, height} = link.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}"""


def tap_open(page: Page, target: str, above: float = 0) -> None:
    """Tap a mark, or so many pixels above its centre, until something opens.

    A busy browser takes a tap that lasts for a long press, and may still move the lines.
    """
    opened = page.locator("dialog[open]")
    for _ in range(5):
        x, y = page.evaluate(TO_CENTRE, target)
        page.touchscreen.tap(x, y - above)
        try:
            opened.wait_for(timeout=5000)
        except Error:
            page.evaluate("getSelection().removeAllRanges()")
        else:
            return
    raise AssertionError("nothing opens")


OPENED = """() => {
  const box = document.querySelector("dialog[open]");
  if (!box) return null;
  const list = box.querySelector(".to-list");
  return list ? list.hash : "parallel";
}"""


@pytest.mark.parametrize("width", [390, at_night(360)])
@pytest.mark.parametrize("path", ["texts/ferry/", at_night("texts/talk/"), at_night(TIDES)])
def test_on_touch_every_mark_is_hit_at_its_centre(
    path: str, width: int, open_page: OpenPage
) -> None:
    page = open_page(path, width)
    for target in page.evaluate(CENTRES):
        tap_open(page, target)
        opened = page.evaluate(OPENED)
        assert opened == ("parallel" if "parallel" in target else target)
        page.keyboard.press("Escape")
        page.locator("dialog[open]").wait_for(state="detached")


def test_on_touch_a_mark_is_found_beside_it_and_its_neighbour_is_too(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/", 390)
    tap_open(page, "#note-pier-scene", above=20)
    assert page.evaluate(OPENED) == "#note-pier-scene"


def test_on_touch_a_mark_is_found_where_it_was_when_the_finger_was_there(
    open_page: OpenPage,
) -> None:
    page = open_page("texts/ferry/", 390)
    page.evaluate("addEventListener('click', () => scrollBy({top: 60, behavior: 'instant'}))")
    tap_open(page, "#note-pier-scene", above=20)
    assert page.evaluate(OPENED) == "#note-pier-scene"


@pytest.mark.parametrize(("width", "box"), BOXES)
def test_underlined_words_open_their_note_and_emended_ones_their_reason(
    width: int, box: str, open_page: OpenPage
) -> None:
    for path, words, entry in (
        ("texts/ferry/", ".noted[data-notes=pier-scene]", "note-pier-scene"),
        (TIDES, "#em-arrow-bay ins", "ruling-arrow-bay"),
    ):
        page = open_page(path, width)
        place = page.locator(words).first
        place.tap() if width == 390 else place.click()
        list_ = page.locator(f"{box} .to-list")
        expect(list_).to_have_attribute("href", f"#{entry}")


def test_selecting_underlined_words_opens_nothing(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/", 820)
    box = page.locator(".noted[data-notes=pier-scene]").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 80, box["y"] + 8, steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString().length") > 3
    assert page.locator(".tt-popover").count() == 0


def peeked(page: Page) -> str:
    box = page.locator(".tt-peek")
    expect(box).to_be_visible()
    return box.inner_text()


def test_a_source_is_seen_before_one_goes_there(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/")
    side = page.locator(".side:has(.cited:not(:empty))").first
    side.locator(".fold").click()
    link = side.locator(".grounds a").first
    link.hover()
    whole = page.locator(f"#{side.get_attribute('id')}").evaluate(
        "e => document.getElementById(e.id.slice(4)).querySelector('.grounds a').textContent"
    )
    assert len(peeked(page)) >= len(whole) / 2
    page.keyboard.press("Escape")
    expect(page.locator(".tt-peek")).to_have_count(0)


def test_on_touch_a_link_in_a_sheet_unfolds_with_a_way_there(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/", 390)
    name = page.locator(".footnote .note:has(.grounds a[data-short])").first.get_attribute("id")
    page.locator(f".tt-body sup > a[href='#{name}']").tap()
    link = page.locator(".tt-sheet .grounds a").first
    link.tap()
    expect(page.locator(".tt-sheet .tt-peek .way")).to_have_text("Go there")
    assert page.url.endswith("texts/ferry/")
    link.tap()
    expect(page.locator(".tt-sheet .tt-peek")).to_have_count(0)
    link.tap()
    page.locator(".tt-sheet .tt-peek .way").tap()
    page.wait_for_url("**/apparatus/works/#work-*")


def test_a_mark_that_is_switched_off_is_passed_over(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/", 390)
    choose(page, "kind-fiction")
    page.locator(".tt-bar .notes summary").click()
    page.locator(".tt-body .mark:not(.k-fiction) a").first.tap()
    count = page.locator(".tt-body .mark:not(.k-fiction)").count()
    expect(page.locator(".tt-sheet .where")).to_contain_text(f"note 1 of {count}")
