"""Notes where they are needed: in the margin, in a popover, in a sheet; all come from the list."""

from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import OpenPage, at_night
from tests.browser.shown import (
    breaks_no_rule,
    comes_true,
    edges,
    enlarge,
    shifts,
    swipe,
    swipe_down,
)

TEXTS = ["texts/talk/", "texts/ferry/", "texts/tides/"]
NOVEL = "texts/ferry/"
NOTE = "pier-scene"
MARK = f"#ref-{NOTE} a"
LINE = f"#mar-{NOTE}"

SIDES = """[...document.querySelectorAll('.side')].filter(e => e.offsetHeight).map(e => {
  const {top, bottom, left, right} = e.getBoundingClientRect();
  const mark = document.getElementById(e.id.replace('mar', 'ref')).getBoundingClientRect();
  return {id: e.id, top, bottom, left, right, mark: mark.top, open: e.children.length > 1};
})"""


def no_note_overlaps(page: Page) -> None:
    sides = page.evaluate(SIDES)
    assert sides
    tops = [side["top"] for side in sides]
    assert tops == sorted(tops)
    for above, below in pairwise(sides):
        assert above["bottom"] <= below["top"], (above["id"], below["id"])


def risen_sheet(page: Page) -> Locator:
    """Return the sheet once it is open and has stopped moving."""
    sheet = page.locator(".tt-sheet")
    expect(sheet).to_be_visible()
    comes_true(page, "document.querySelector('.tt-sheet').getAnimations().length == 0")
    return sheet


@pytest.mark.parametrize("path", TEXTS)
def test_in_the_margin_a_note_is_whole_unless_there_is_no_room(
    path: str, open_page: OpenPage
) -> None:
    page = open_page(path)
    assert page.locator(".side").count() == page.locator(".footnote li.note").count()
    no_note_overlaps(page)
    column = page.locator(".tt-body").evaluate("e => e.getBoundingClientRect().right")
    sides = page.evaluate(SIDES)
    sizes = page.locator(".side").evaluate_all("all => all.map(e => e.dataset.size)")
    for n, (side, size) in enumerate(zip(sides, sizes, strict=True)):
        assert column < side["left"] < side["right"] <= 1440
        if size == "short":  # then the next note would else be too far from its words
            whole = (
                page.locator(".side")
                .nth(n)
                .evaluate(
                    """e => {
                     e.dataset.size = "bare";
                     const height = e.offsetHeight;
                     e.dataset.size = "short";
                     return height;
                   }"""
                )
            )
            after = sides[n + 1]
            assert side["top"] + whole > after["top"] - 6
    assert sizes.count("short") < len(sizes) / 2
    first = page.locator(".side[data-size=whole]").first
    name = (first.get_attribute("id") or "").removeprefix("mar-")
    said = page.locator(f"#note-{name} > p:nth-child(2)").inner_text()
    assert said in first.inner_text()


def test_the_densest_paragraph_keeps_its_notes_apart_with_several_of_them_open(
    open_page: OpenPage,
) -> None:
    page = open_page("texts/talk/")
    marks = page.locator("#p6 .footnote-ref")
    assert marks.count() == 17
    for n in (0, 5, 6, 16):
        marks.nth(n).click()
        no_note_overlaps(page)
    folded = page.locator(".side .fold[aria-expanded=false]")
    for n in (2, 3, 20):
        folded.nth(n).click()
        no_note_overlaps(page)
    assert sum(side["open"] for side in page.evaluate(SIDES)) == 7


def test_notes_stay_apart_whatever_the_window_the_view_and_the_size_of_words(
    open_page: OpenPage,
) -> None:
    page = open_page("texts/tides/")
    page.locator(".side .fold").nth(4).click()
    for view in ("transmitted", "both"):
        page.locator(f"label[for=view-{view}]").click()
        no_note_overlaps(page)
    for width in (1230, 1900, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
        no_note_overlaps(page)
    enlarge(page)
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
    no_note_overlaps(page)


def test_a_line_opens_in_place_and_says_what_the_list_says(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    top = edges(page.locator(LINE))[1]
    page.locator(f"{LINE} .fold").click()
    assert edges(page.locator(LINE))[1] == top
    said = page.locator(f"#note-{NOTE} > p:nth-child(2)").inner_text()
    assert said in page.locator(LINE).inner_text()
    assert page.url.endswith(NOVEL)
    breaks_no_rule(page, LINE)
    page.locator(f"{LINE} .fold").click()
    expect(page.locator(f"{LINE} .note")).to_have_count(0)


def test_a_mark_opens_its_note_beside_its_line(open_page: OpenPage) -> None:
    page = open_page("texts/talk/")
    page.locator("#p6 .footnote-ref").nth(15).click()
    opened = next(side for side in page.evaluate(SIDES) if side["open"])
    assert abs(opened["top"] - opened["mark"]) < 6
    no_note_overlaps(page)


def test_by_keyboard_a_note_is_opened_from_its_mark_and_left_with_escape(
    open_page: OpenPage,
) -> None:
    page = open_page(NOVEL)
    page.locator(MARK).focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{LINE} .fold")).to_be_focused()
    expect(page.locator(f"{LINE} .fold")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.querySelector('{LINE}').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.locator(MARK)).to_be_focused()
    expect(page.locator(f"{LINE} .fold")).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("at", [MARK, f".noted[data-notes={NOTE}]", f"{LINE} .fold"])
def test_a_mark_its_words_and_its_line_light_up_together(at: str, open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    lit = page.locator(".lit")
    expect(lit).to_have_count(0)
    page.locator(at).hover()
    expect(lit).to_have_count(3)
    page.locator("h1").hover()
    expect(lit).to_have_count(0)
    if at == MARK:
        page.locator(at).focus()
        expect(lit).to_have_count(3)


@pytest.mark.parametrize("width", [1440, at_night(820), 390])
@pytest.mark.parametrize("path", TEXTS)
def test_nothing_shifts_while_a_text_loads_with_what_was_chosen(
    path: str, width: int, open_page: OpenPage
) -> None:
    page = open_page(path, width)
    assert shifts(page) < 0.01  # a busy browser may report a tiny shift
    page.evaluate(
        """localStorage.setItem('two-tigers', JSON.stringify(
             {view: 'both', off: ['kind-history', 'numbers']}))"""
    )
    page.reload()
    assert page.locator("#kind-history").is_checked() is False
    assert shifts(page) < 0.01  # a busy browser may report a tiny shift


@pytest.mark.parametrize("width", [1440, 820])
def test_the_themes_own_tooltip_never_appears(width: int, open_page: OpenPage) -> None:
    page = open_page(NOVEL, width)
    page.locator(MARK).hover()
    page.locator(MARK).focus()
    assert page.locator("[class*=tooltip]").count() == 0


def test_in_a_narrower_window_a_note_pops_up_and_the_pointer_can_enter_it(
    open_page: OpenPage,
) -> None:
    page = open_page(NOVEL, 820)
    popover = page.locator(".tt-popover")
    page.locator(MARK).hover()
    expect(popover).to_contain_text("the harbour master himself met him at the pier")
    assert not page.locator(".tt-margin").is_visible()
    left, top, right, bottom = edges(popover)
    assert left >= 0
    assert right <= 820
    assert top >= 0
    breaks_no_rule(page, ".tt-popover")
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=4)
    page.wait_for_timeout(400)
    expect(popover).to_be_visible()
    page.mouse.move(5, 5)
    expect(popover).to_be_hidden()


def test_escape_closes_the_popover_under_the_pointer_and_at_the_focus(
    open_page: OpenPage,
) -> None:
    page = open_page(NOVEL, 820)
    popover = page.locator(".tt-popover")
    page.locator(MARK).hover()
    expect(popover).to_be_visible()
    page.keyboard.press("Escape")
    expect(popover).to_be_hidden()
    page.locator("#p3 > .number").focus()
    while not page.evaluate(f"document.activeElement.matches('{MARK}')"):
        page.keyboard.press("Tab")
    expect(popover).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.tt-popover')")
    page.keyboard.press("Escape")
    expect(popover).to_be_hidden()
    expect(page.locator(MARK)).to_be_focused()


def test_a_click_keeps_the_popover_until_one_clicks_elsewhere(open_page: OpenPage) -> None:
    page = open_page(NOVEL, 820)
    page.locator(MARK).click()
    name = page.locator(MARK).get_attribute("aria-label")
    assert name
    expect(page.get_by_role("group", name=name, exact=True)).to_be_visible()
    page.mouse.move(5, 300)
    page.wait_for_timeout(400)
    expect(page.locator(".tt-popover")).to_be_visible()
    page.mouse.click(5, 300)
    expect(page.locator(".tt-popover")).to_be_hidden()


@pytest.mark.parametrize(
    ("closing", "scheme"),
    [
        ("tap", "light"),
        ("escape", "dark"),
        ("swipe", "light"),
        ("button", "dark"),
        *(at_night(*each) for each in (("tap", "dark"), ("swipe", "dark"), ("button", "light"))),
    ],
)
def test_on_touch_a_sheet_comes_from_below_and_goes(
    closing: str, scheme: str, open_page: OpenPage
) -> None:
    page = open_page(NOVEL, 390, scheme)
    mark = page.locator(MARK)
    mark.scroll_into_view_if_needed()
    page.evaluate(f"scrollBy(0, document.querySelector('{MARK}').getBoundingClientRect().top-90)")
    x, y, *_ = edges(mark)
    mark.tap()
    sheet = page.locator(".tt-sheet")
    expect(sheet).to_contain_text("the harbour master himself met him at the pier")
    comes_true(page, "document.querySelector('.tt-sheet').getAnimations().length == 0")
    left, top, right, bottom = edges(sheet)
    assert (left, right, bottom) == (0, 390, 900)
    assert top > y + 20
    name = mark.get_attribute("aria-label")
    assert name
    expect(page.get_by_role("dialog", name=name, exact=True)).to_be_visible()
    breaks_no_rule(page, ".tt-sheet")
    if closing == "tap":
        page.touchscreen.tap(x + 4, y + 4)
    elif closing == "escape":
        page.keyboard.press("Escape")
    elif closing == "swipe":
        swipe_down(page, 195, top + 20, 150)
    else:
        close = sheet.locator(".close")
        box = edges(close)
        assert min(box[2] - box[0], box[3] - box[1]) >= 44
        close.tap()
    expect(sheet).to_be_hidden()
    expect(mark).to_be_focused()


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        (NOVEL, MARK),
        ("texts/tides/", "#em-revolution .em-mark"),
        ("texts/tides/", "#call-1"),
        ("texts/ferry/transmitted/", "#L23 .why a"),
    ],
)
def test_on_touch_a_small_mark_answers_44_px_square(
    path: str, mark: str, open_page: OpenPage
) -> None:
    page = open_page(path, 390)
    reached = page.locator(mark).evaluate(
        """link => {
          link.scrollIntoView({block: 'center'});
          const {left, top, width, height} = link.getBoundingClientRect();
          const [x, y] = [left + width / 2, top + height / 2];
          return [[-21, 0], [21, 0], [0, -21], [0, 21]].filter(([right, down]) =>
            x + right > 0 && document.elementFromPoint(x + right, y + down) === link).length;
        }"""
    )
    assert reached >= 3  # on one side there may be another mark, or the window's edge


@pytest.mark.parametrize(
    "path", ["texts/ferry/", at_night("texts/talk/"), at_night("texts/tides/")]
)
def test_on_touch_all_notes_are_read_with_one_tap_each_and_their_words_stay_in_sight(
    path: str, open_page: OpenPage
) -> None:
    page = open_page(path, 390)
    marks = page.locator(".tt-body .mark a")
    order = marks.evaluate_all("all => all.map(a => a.parentElement.id.slice('ref-'.length))")
    marks.first.tap()
    sheet = risen_sheet(page)
    expect(sheet.get_by_role("button", name="Previous")).to_be_disabled()
    for number, name in enumerate(order, start=1):
        passage = page.locator(f"#ref-{name}").evaluate("e => e.closest('.passage').id.slice(1)")
        assert sheet.locator(".where").inner_text() == (
            f"Passage {passage} · note {number} of {len(order)}"
        )
        _, top, _, bottom = edges(page.locator(f"#ref-{name}"))
        assert top >= 0
        assert bottom <= edges(sheet)[1] + 1
        assert page.locator(f"#ref-{name}").evaluate("e => e.classList.contains('told')")
        if number < len(order):
            sheet.get_by_role("button", name="Next").tap()
    expect(sheet.get_by_role("button", name="Next")).to_be_disabled()
    sheet.get_by_role("button", name="Previous").tap()
    assert f"note {len(order) - 1} of" in sheet.locator(".where").inner_text()
    breaks_no_rule(page, ".tt-sheet")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.parentElement.id") == f"ref-{order[-2]}"


def test_a_swipe_to_the_side_goes_on_and_back(open_page: OpenPage) -> None:
    page = open_page(NOVEL, 390)
    page.locator(".tt-body .mark a").nth(2).tap()
    sheet = risen_sheet(page)
    for across, number in ((-150, 4), (-150, 5), (150, 4), (-20, 4)):
        swipe(page, 200, edges(sheet)[1] + 40, across, 10)
        assert f"note {number} of" in sheet.locator(".where").inner_text()
        expect(sheet).to_be_visible()


@pytest.mark.parametrize(
    ("width", "box"), [(1440, ".side"), (820, ".tt-popover"), (390, ".tt-sheet")]
)
def test_beside_the_text_sources_are_short_and_in_the_list_they_are_whole(
    width: int, box: str, open_page: OpenPage
) -> None:
    page = open_page(NOVEL, width)
    entry = page.locator(".footnote li.note:has(.grounds a[data-short])").first
    name = (entry.get_attribute("id") or "").removeprefix("note-")
    source = entry.locator("a[data-short]").first
    short = source.get_attribute("data-short")
    assert short
    assert len(source.inner_text()) > len(short)
    mark = page.locator(f"#ref-{name} a")
    mark.tap() if width == 390 else mark.click()
    shown = page.locator(f"{box} .grounds a").first
    expect(shown).to_have_text(short)
    assert shown.get_attribute("href") == source.get_attribute("href")


def test_a_long_note_is_scrolled_back_without_closing_its_sheet(open_page: OpenPage) -> None:
    page = open_page(NOVEL, 390)
    page.locator(MARK).tap()
    sheet = risen_sheet(page)
    sheet.evaluate("e => { e.style.maxHeight = '180px'; }")
    assert sheet.evaluate("e => { e.scrollTop = 40; return e.scrollTop; }") == 40
    swipe_down(page, 195, edges(sheet)[1] + 20, 150)
    expect(sheet).to_be_visible()
    comes_true(
        page, "document.querySelector('.tt-sheet').getBoundingClientRect().bottom == innerHeight"
    )


def test_a_short_pull_leaves_the_sheet_where_it_is(open_page: OpenPage) -> None:
    page = open_page(NOVEL, 390)
    page.locator(MARK).tap()
    sheet = risen_sheet(page)
    swipe_down(page, 195, edges(sheet)[1] + 20, 30)
    expect(sheet).to_be_visible()
    comes_true(
        page, "document.querySelector('.tt-sheet').getBoundingClientRect().bottom == innerHeight"
    )


@pytest.mark.parametrize(
    ("width", "js"),
    [
        (1440, True),
        (390, False),
        *(at_night(*each) for each in ((820, True), (820, False), (1440, False), (390, True))),
    ],
)
@pytest.mark.parametrize("target", [f"note-{NOTE}", f"ref-{NOTE}", "p92", "note-about-this-text"])
def test_an_address_shows_its_place(target: str, width: int, js: bool, open_page: OpenPage) -> None:
    page = open_page(f"{NOVEL}#{target}", width, js=js)
    _, top, _, bottom = edges(page.locator(f"#{target}"))
    assert bottom > 0
    assert top < 900


@pytest.mark.parametrize("width", [1440, 820, 390])
def test_without_script_a_mark_leads_to_the_list(width: int, open_page: OpenPage) -> None:
    page = open_page(NOVEL, width, js=False)
    page.locator(MARK).click()
    page.wait_for_url(f"**#note-{NOTE}")
    page.locator(f"#note-{NOTE} .footnote-backref").click()
    page.wait_for_url(f"**#ref-{NOTE}")


STACKS = """async () => {
  const { stack } = await import(new URL('../../assets/notes.js', location));
  let seed = 7;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let round = 0; round < 500; round++) {
    const heights = Array.from({length: 1 + random(30)}, () => 24 + random(3) * 90);
    const wanted = heights.map(() => random(900)).sort((a, b) => a - b);
    const at = random(heights.length);
    const pin = random(2) ? {at, top: wanted[at]} : null;
    const tops = stack(wanted, heights, pin);
    const wrong = tops.find((top, i) => top < (i ? tops[i - 1] + heights[i - 1] + 6 : 0));
    if (wrong !== undefined) return {wanted, heights, pin, tops};
    if (!pin && !tops.every((top, i) => top >= wanted[i])) return {wanted, tops};
    const room = pin && heights.slice(0, at).reduce((sum, h) => sum + h + 6, 0);
    if (pin && room <= pin.top && tops[at] !== pin.top) return {wanted, heights, pin, tops};
  }
}"""


FITS = """async () => {
  const { fit, stack } = await import(new URL('../../assets/notes.js', location));
  let seed = 11;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let round = 0; round < 500; round++) {
    const count = 1 + random(40);
    const wanted = Array.from({length: count}, () => random(9000)).sort((a, b) => a - b);
    const whole = wanted.map(() => 60 + random(8) * 20);
    const heights = [whole, whole.map(h => h - 18), whole.map(h => Math.min(h - 18, 60))];
    const sizes = fit(wanted, heights, [90, 450, Infinity]);
    const tops = stack(wanted, sizes.map((size, i) => heights[size][i]));
    for (const [i, size] of sizes.entries()) {
      const room = (tops[i + 1] ?? Infinity) - tops[i] - 6;
      if (heights[size][i] > room) return {why: 'it overlaps', i, sizes, tops};
      if (size === 2 && heights[1][i] <= room) return {why: 'it is cut beside an empty place', i};
    }
    const roomy = wanted.map((_, i) => i * 400);
    if (fit(roomy, heights, [90, 450, Infinity]).some(Boolean)) return {why: 'there was room'};
  }
}"""


def test_a_note_is_cut_only_where_there_is_no_room(open_page: OpenPage) -> None:
    assert open_page(NOVEL).evaluate(FITS) is None


def test_stacked_notes_never_overlap_and_a_pinned_one_has_its_place_where_there_is_room(
    open_page: OpenPage,
) -> None:
    assert open_page(NOVEL).evaluate(STACKS) is None
