"""The timeline in a browser: its years in reach, its picture by hand and keyboard, its entries."""

import pytest

from tests.browser.pages import OpenPage, at_night
from tests.browser.shown import breaks_no_rule, comes_true, edges, scrolls_sideways, seen

TIMELINE = "apparatus/timeline/"
WIDTHS = [360, at_night(820), 1440]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("js", [True, False])
def test_the_years_stay_in_reach_and_lead_to_their_entries(
    width: int, js: bool, open_page: OpenPage
) -> None:
    page = open_page(f"{TIMELINE}#event-clock", width, js=js)
    row = page.locator("nav.years")
    _, top, right, bottom = edges(row)
    assert 0 <= top < bottom < 120
    assert right <= width
    row.get_by_role("link", name="1921").click()
    page.wait_for_url("**#y1921")
    assert edges(row)[3] <= edges(page.locator("#y1921"))[1] < 300


@pytest.mark.parametrize("width", WIDTHS)
def test_only_the_picture_scrolls_sideways(width: int, open_page: OpenPage) -> None:
    page = open_page(TIMELINE, width)
    assert scrolls_sideways(page, 320) == []


@pytest.mark.parametrize("width", [360, 1440])
def test_the_year_that_is_read_is_marked_and_in_sight(width: int, open_page: OpenPage) -> None:
    page = open_page(TIMELINE, width)
    page.set_viewport_size({"width": width, "height": 600})  # so that each year can be at the top
    current = ".years [aria-current]"
    for year in (1921, 1920):
        page.evaluate(f"document.querySelector('#y{year}').scrollIntoView()")
        comes_true(page, f"document.querySelector('{current}')?.textContent === '{year}'")
        row, link = edges(page.locator("nav.years")), edges(page.locator(current))
        assert row[0] <= link[0] < link[2] <= row[2]


@pytest.mark.parametrize(
    ("width", "form", "other"), [(360, "tall", "wide"), (1440, "wide", "tall")]
)
def test_the_form_of_the_picture_fits_the_window(
    width: int, form: str, other: str, open_page: OpenPage
) -> None:
    page = open_page(TIMELINE, width)
    assert all(seen(page, f".picture svg.{form}"))
    assert not any(seen(page, f".picture svg.{other}"))
    sizes = page.locator(f"svg.{form} a").evaluate_all(
        "all => all.map(a => a.getBoundingClientRect()).map(box => [box.width, box.height])"
    )
    assert all(round(across) >= 24 and round(down) >= 24 for across, down in sizes)


@pytest.mark.parametrize("js", [True, False])
def test_a_point_leads_to_its_entry(js: bool, open_page: OpenPage) -> None:
    page = open_page(TIMELINE, js=js)
    name = "1955, The clock in the tower stops, told in ferry 23: on record"
    page.get_by_role("link", name=name).click()
    page.wait_for_url("**#event-clock")
    assert 0 <= edges(page.locator("#event-clock"))[1] < 900


def test_the_keyboard_reaches_the_points_or_passes_them_by(open_page: OpenPage) -> None:
    page = open_page(TIMELINE)
    page.locator("nav.years a").last.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip the picture"
    assert page.locator(".past").evaluate("e => e.getBoundingClientRect().width") > 20
    page.keyboard.press("Tab")
    ring = """getComputedStyle(document.activeElement).getPropertyValue('--ring')"""
    assert page.evaluate("document.activeElement.closest('svg.wide') !== null")
    assert page.evaluate(ring)
    page.locator(".past").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.axis') !== null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shapes_are_seen_in_every_colour_and_without_any(scheme: str, open_page: OpenPage) -> None:
    page = open_page(TIMELINE, 1440, scheme)
    for forced in ("none", "active"):
        page.emulate_media(forced_colors=forced)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        strokes = page.locator(".picture .tt-shape").evaluate_all(
            "all => all.map(shape => getComputedStyle(shape).stroke)"
        )
        assert strokes
        assert all(stroke not in (ground, "none") for stroke in strokes)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_opened_figures_of_a_chart_break_no_rule_of_access(
    scheme: str, open_page: OpenPage
) -> None:
    page = open_page("texts/ferry/#salt", 390, scheme)
    page.locator("#salt summary").click()
    breaks_no_rule(page, "#salt")
    assert scrolls_sideways(page, 320) == []


COVERED = """all => {
  const boxes = all.map(label => label.getBoundingClientRect());
  return all.flatMap((label, n) => boxes.slice(n + 1).filter(box =>
    box.left < boxes[n].right - 1 && boxes[n].left < box.right - 1 &&
    box.top < boxes[n].bottom - 4 && boxes[n].top < box.bottom - 4
  ).map(() => label.textContent));
}"""
"""The labels that another covers; the room above and below their digits is left out."""


@pytest.mark.parametrize("width", [360, 1440])
def test_no_label_of_a_chart_covers_another(width: int, open_page: OpenPage) -> None:
    page = open_page("texts/ferry/", width)
    assert page.locator("#salt .label").evaluate_all(COVERED) == []


def test_a_printed_chart_has_its_figures(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/", 794)
    page.emulate_media(media="print")
    assert all(seen(page, "#salt svg.series-plot"))
    assert all(seen(page, "#salt tbody tr"))


FILL = "e => getComputedStyle(e, '::before').backgroundColor"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_event_that_nobody_checked_is_drawn_hollow(scheme: str, open_page: OpenPage) -> None:
    page = open_page("apparatus/timeline/", 1440, scheme)
    unchecked = page.locator(".event.unchecked").first.evaluate(FILL)
    certain = page.locator(".event:not(.unchecked, .invented)").first.evaluate(FILL)
    assert unchecked == page.evaluate("e => getComputedStyle(document.body).backgroundColor")
    assert certain != unchecked


def test_the_timelines_passages_are_large_enough_to_be_hit_with_a_mouse(
    open_page: OpenPage,
) -> None:
    page = open_page(TIMELINE)
    for told in page.locator(".told li").all():
        assert round(told.evaluate("e => e.getBoundingClientRect().height"), 1) >= 24
    assert page.locator(".told li a").first.evaluate("e => e.offsetHeight") >= 24


def test_the_timelines_passages_are_large_enough_to_be_tapped(open_page: OpenPage) -> None:
    page = open_page(TIMELINE, 390)
    for told in page.locator(".told li").all():
        told.scroll_into_view_if_needed()
        left, top, right, bottom = edges(told)
        assert right - left >= 44
        assert bottom - top >= 44
        end = f"document.elementFromPoint({right - 2}, {(top + bottom) / 2})"
        assert page.evaluate(f"{end}.matches('.told li a')")
