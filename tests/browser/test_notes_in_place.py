"""Notes where they are needed: in the margin, in a popover, in a sheet; all come from the list."""

from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.pages import OpenPage, at_night
from tests.browser.shown import (
    breaks_no_rule,
    choose,
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
LINE = f"#mar-note-{NOTE}"

SIDES = """[...document.querySelectorAll('.side')].filter(e => e.offsetHeight).map(e => {
  const {top, bottom, left, right} = e.getBoundingClientRect();
  const mark = document.querySelector(`.tt-body sup a[href="#${e.id.slice(4)}"]`).getBoundingClientRect();
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
    marks = page.locator(".tt-body sup:is(.mark, .star, .parallel)").count()
    assert page.locator(".side").count() == marks > 0
    no_note_overlaps(page)
    column = page.locator(".tt-body").evaluate("e => e.getBoundingClientRect().right")
    sides = page.evaluate(SIDES)
    sizes = page.locator(".side").evaluate_all("all => all.map(e => e.dataset.size)")
    for side in sides:
        assert column < side["left"] < side["right"] <= 1440
        assert abs(side["top"] - side["mark"]) <= 900 / 2 + 5
    assert sizes.count("short") < len(sizes) / 2
    first = page.locator(".side[id*=note][data-size=whole]").first
    name = (first.get_attribute("id") or "").removeprefix("mar-")
    said = page.locator(f"#{name} > p:nth-child(2)").text_content() or "none"
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
    expect(page.locator(".side .note")).to_have_count(4)
    folded = page.locator(".side .fold[aria-expanded=false]")
    for n in (2, 3, 20):
        folded.nth(n).click()
        no_note_overlaps(page)
    expect(page.locator(".side .fold[aria-expanded=true]")).to_have_count(7)
    assert sum(side["open"] for side in page.evaluate(SIDES)) == 7


def test_notes_stay_apart_whatever_the_window_the_view_and_the_size_of_words(
    open_page: OpenPage,
) -> None:
    page = open_page("texts/tides/")
    page.locator(".side .fold").nth(4).click()
    expect(page.locator(".side .note")).to_be_visible()
    for view in ("transmitted", "both"):
        choose(page, f"view-{view}")
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
    expect(page.locator(f"{LINE} .note")).to_be_visible()
    assert edges(page.locator(LINE))[1] == top
    said = page.locator(f"#note-{NOTE} > p:nth-child(2)").text_content() or "none"
    assert said in page.locator(LINE).inner_text()
    assert page.url.endswith(NOVEL)
    breaks_no_rule(page, LINE)
    page.locator(f"{LINE} .fold").click()
    expect(page.locator(f"{LINE} .note")).to_have_count(0)


def test_a_mark_opens_its_note_beside_its_line(open_page: OpenPage) -> None:
    page = open_page("texts/talk/")
    page.locator("#p6 .footnote-ref").nth(15).click()
    expect(page.locator(".side .note")).to_be_visible()
    opened = next(side for side in page.evaluate(SIDES) if side["open"])
    assert abs(opened["top"] - opened["mark"]) < 12
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
    popover = page.locator(".tt-popover:not(.tt-peek)")
    page.locator(MARK).hover()
    expect(popover).to_contain_text("the harbour master himself met him at the pier")
    assert not page.locator(".tt-margin").is_visible()
    assert page.locator(".side").count() == 0  # lines are drawn only where there is a margin
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


PUT = """([selector, top]) => {
  scrollBy({top: document.querySelector(selector).getBoundingClientRect().top - top, behavior: "instant"});
  return scrollY;
}"""


def test_on_touch_the_page_is_scrolled_only_where_the_sheet_would_cover_the_words(
    open_page: OpenPage,
) -> None:
    page = open_page(NOVEL, 390)
    mark = page.locator(MARK)
    page.set_viewport_size({"width": 390, "height": 780})
    mark.tap()
    free = edges(risen_sheet(page))[1]
    row = page.locator(".tt-bar").bounding_box()
    assert row
    for top, covered in ((row["height"] + 2, False), (free - 30, False), (free + 30, True)):
        page.keyboard.press("Escape")
        before = page.evaluate(PUT, [MARK, top])
        page.touchscreen.tap(*centre(mark))
        sheet = edges(risen_sheet(page))[1]
        assert (page.evaluate("scrollY") != before) == covered, (top, free)
        assert edges(mark)[3] < sheet


def centre(locator: Locator) -> tuple[float, float]:
    left, top, right, bottom = edges(locator)
    return (left + right) / 2, (top + bottom) / 2


PLAIN = """() => {
  const [plain] = [...document.querySelectorAll(".tt-body p.passage")].filter(
    e => !e.querySelector("sup, .em, .noted") && e.offsetHeight > 60);
  plain.scrollIntoView({block: "center", behavior: "instant"});
  return plain.id;
}"""


WITHOUT_MOUSE = """addEventListener("pointerover", event => {
  if (event.pointerType === "mouse") event.stopImmediatePropagation();
}, true)"""
"""The browser has a mouse of its own, which a phone has not."""


def test_a_finger_on_a_passage_moves_none_of_its_words(open_page: OpenPage) -> None:
    page = open_page(NOVEL, 390)
    slow: list[Route] = []
    page.route("**/cite.js", lambda route: slow.append(route))
    page.add_init_script(WITHOUT_MOUSE)
    page.reload()
    passage = page.locator(f"#{page.evaluate(PLAIN)}")
    before = edges(passage)
    page.touchscreen.tap(*centre(passage))
    comes_true(page, f"document.querySelector('#{passage.get_attribute('id')}').matches(':hover')")
    for route in slow:
        route.continue_()
    page.locator(".sourced").wait_for(state="attached")  # what serves citing has come
    assert page.locator(".tt-body .passage > button").count() == 0
    assert edges(passage) == before


def test_on_touch_a_small_link_answers_44_px_square(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/transmitted/", 390)
    reached = page.locator("#L23 .why a").evaluate(
        """link => {
          link.scrollIntoView({block: 'center'});
          const {left, top, width, height} = link.getBoundingClientRect();
          const [x, y] = [left + width / 2, top + height / 2];
          return [[-21, 0], [21, 0], [0, -21], [0, 21]].filter(([right, down]) =>
            x + right > 0 && document.elementFromPoint(x + right, y + down) === link).length;
        }"""
    )
    assert reached >= 3  # on one side there may be another link, or the window's edge


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
    assert len(source.text_content() or "") > len(short)
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
    shown = f"ref-{NOTE}" if js and target == f"note-{NOTE}" else target  # there the note is open
    comes_true(page, "document.readyState === 'complete'")
    _, top, _, bottom = edges(page.locator(f"#{shown}"))
    assert bottom > 0
    assert top < 900


@pytest.mark.parametrize("width", [1440, 820, 390])
def test_without_script_a_mark_leads_to_the_list(width: int, open_page: OpenPage) -> None:
    page = open_page(NOVEL, width, js=False)
    page.locator(MARK).click()
    page.wait_for_url(f"**#note-{NOTE}")
    page.locator(f"#note-{NOTE} .footnote-backref").click()
    page.wait_for_url(f"**#ref-{NOTE}")


ARRANGED = """async () => {
  const { arrange, GAP } = await import(new URL('../../assets/layout.js', location));
  let seed = 7;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let round = 0; round < 1000; round++) {
    const count = 1 + random(40);
    const tops = Array.from({length: count}, () => random(6000)).sort((a, b) => a - b);
    const pin = random(3) ? -1 : random(count);
    const items = tops.map((wanted, i) => {
      const whole = 60 + random(8) * 20;
      const heights = [whole, whole - 18, Math.min(whole - 18, 60)];
      return {wanted, heights: i === pin ? [300, 300, 300] : heights, fixed: i === pin};
    });
    const placed = arrange(items, {up: 150, down: 450});
    const height = (i) => items[i].heights[placed[i].size];
    for (const [i, {top, size}] of placed.entries()) {
      const room = (placed[i + 1]?.top ?? Infinity) - top - GAP;
      if (top < 0) return {why: 'it is above the column', i, top};
      if (height(i) > room) return {why: 'it covers the next', i, items, placed};
      if (size && items[i].heights[size - 1] <= room) return {why: 'it is cut beside room', i};
      if (pin < 0 && top < items[i].wanted - 150) return {why: 'it is too far up', i};
      const short = placed.slice(0, i + 1).every((p, j) => p.size === 2 || j === pin);
      if (pin < 0 && top > items[i].wanted + 450 && !short) {
        const free = placed.slice(0, i).some((p, j) =>
          p.size < 2 && placed.slice(j, i).every((q, k) =>
            Math.abs(q.top + height(j + k) + GAP - placed[j + k + 1].top) < 1));
        if (free) return {why: 'it is too far down, under one that could be shorter', i};
      }
    }
    const before = pin < 0 ? 0 : items.slice(0, pin).reduce((sum, {heights}) => sum + heights[2] + GAP, 0);
    if (pin >= 0 && before <= items[pin].wanted && Math.abs(placed[pin].top - items[pin].wanted) > 1)
      return {why: 'what was opened is not at its words', pin, items, placed};
    const roomy = items.map((item, i) => ({...item, wanted: i * 400, fixed: false}));
    if (arrange(roomy, {up: 150, down: 450}).some(({top, size}, i) => size || top !== i * 400))
      return {why: 'there was room', roomy};
  }
}"""


def test_notes_are_near_their_words_apart_and_cut_only_where_there_is_no_room(
    open_page: OpenPage,
) -> None:
    assert open_page(NOVEL).evaluate(ARRANGED) is None
