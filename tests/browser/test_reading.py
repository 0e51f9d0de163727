"""The site as readers see it: wide and on a phone, light and dark, with and without script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import OpenPage, at_night, settling
from tests.browser.shown import (
    breaks_no_rule,
    choose,
    comes_true,
    edges,
    enlarge,
    scrolls_sideways,
    shifts,
)

PAGES = [
    "",
    "texts/",
    "texts/talk/",
    "texts/ferry/",
    "texts/tides/",
    "texts/ferry/transmitted/",
    "apparatus/notes/",
    "apparatus/emendations/",
    "apparatus/people/",
    "apparatus/timeline/",
    "apparatus/works/",
    "apparatus/questions/",
    "apparatus/errata/",
    "about/",
    "about/principles/",
    "about/making/",
    "about/rights/",
    "about/citing/",
    "about/problems/",
    "about/speed/",
    "data/",
    "apparatus/changes/",
    "404.html",
    "apparatus/contributors/",
    "apparatus/files/",
]
DENSE = {"texts/ferry/", "apparatus/notes/", "apparatus/works/"}
"""The pages that have most kinds of mark, which each run looks at in two windows."""
WIDE, NARROW = (1440, "light", (820, 320)), (390, "dark", (320,))
"""Width, colour scheme, and other widths to which the window is then resized."""
OTHERS = [(1440, "dark", ()), (820, "light", ()), (820, "dark", ()), (390, "light", ())]


def windows(n: int, path: str) -> Iterator[object]:
    """Yield a page in each window; in every run most pages are tried in one, wide and narrow in turn."""
    for parity, window in enumerate((WIDE, NARROW)):
        now = path in DENSE or n % 2 == parity
        yield pytest.param(path, *window, marks=() if now else pytest.mark.hard)
    yield from (at_night(path, *window) for window in OTHERS)


WIDTHS = [390, at_night(820), at_night(1440)]
SCHEMES = ["light", "dark"]
OTHER_SCRIPTS = """() => {
  const wanted = [[/\\p{sc=Han}/u, 'zh'], [/\\p{sc=Cyrillic}/u, 'ru']];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const bare = [];
  while (walker.nextNode()) {
    const {data, parentElement} = walker.currentNode;
    if (parentElement.closest('script')) continue;
    const lang = parentElement.closest('[lang]').lang;
    for (const [signs, wants] of wanted) {
      if (signs.test(data) && !lang.startsWith(wants)) bare.push(data);
    }
  }
  return bare;
}"""
"""Words in other scripts, in no element that says which language they are in."""


@pytest.mark.parametrize(
    ("path", "width", "scheme", "others"),
    [each for n, path in enumerate(PAGES) for each in windows(n, path)],
)
def test_no_page_moves_scrolls_sideways_or_breaks_a_rule_of_access(
    path: str, width: int, scheme: str, others: tuple[int, ...], open_page: OpenPage
) -> None:
    page = open_page(path, width, scheme)
    assert shifts(page) < 0.01  # a busy browser may report a tiny shift
    breaks_no_rule(page)
    assert page.evaluate(OTHER_SCRIPTS) == []  # a rule that axe does not know
    assert scrolls_sideways(page, *others) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", ["texts/ferry/", "texts/ferry/transmitted/"])
def test_what_is_folded_away_breaks_no_rule_of_access_when_it_is_opened(
    path: str, scheme: str, open_page: OpenPage
) -> None:
    page = open_page(path, 390, scheme)
    page.locator("details:is(.about, .summary) > summary").first.click()
    breaks_no_rule(page, "details[open]")
    _, ink = ground_and_ink(page)
    opened = page.locator("details[open] :is(p, li)").first
    assert opened.evaluate("e => getComputedStyle(e).color") == ink
    assert opened.evaluate("e => getComputedStyle(e.closest('details')).boxShadow") == "none"


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_reads_without_script(width: int, address: str, open_page: OpenPage) -> None:
    page = open_page("", width, js=False)
    for path in PAGES:
        page.goto(address + path)
        assert page.locator("h1").first.is_visible(), path
        assert page.locator("main").inner_text().strip(), path


def ground_and_ink(page: Page) -> tuple[str, str]:
    """Return the colours of the page's background and of its heading."""
    ground, ink = page.evaluate(
        """[getComputedStyle(document.body).backgroundColor,
            getComputedStyle(document.querySelector('h1')).color]"""
    )
    return ground, ink


LIGHT = ("rgb(252, 250, 245)", "rgb(35, 33, 29)")
DARK = ("rgb(23, 24, 27)", "rgb(230, 225, 214)")


def test_colours_follow_the_system_with_script(open_page: OpenPage) -> None:
    assert ground_and_ink(open_page("texts/ferry/", scheme="light")) == LIGHT
    assert ground_and_ink(open_page("texts/ferry/", scheme="dark")) == DARK


def colours_without_script(page: Page) -> str:
    """Return the colour of the page's background, which can be read although script is off."""
    return page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")  # type: ignore[no-any-return]


@pytest.mark.parametrize(("scheme", "ground"), [("light", LIGHT[0]), ("dark", DARK[0])])
def test_colours_follow_the_system_without_script(
    scheme: str, ground: str, open_page: OpenPage
) -> None:
    assert colours_without_script(open_page("texts/ferry/", scheme=scheme, js=False)) == ground


def test_the_palette_is_worked_by_keyboard_and_remembered(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/", scheme="light")
    page.locator("input[name=__palette]").first.focus()
    for chosen in ("light", "dark"):
        page.keyboard.press("ArrowRight")
        comes_true(page, f"document.body.dataset.mdColorMedia.includes('{chosen}')")
    comes_true(page, f"getComputedStyle(document.body).backgroundColor == '{DARK[0]}'")
    page.reload()
    assert ground_and_ink(page) == DARK


@pytest.mark.parametrize(
    ("width", "js"), [(1440, True), (390, False), at_night(1440, False), at_night(390, True)]
)
@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("texts/ferry/", "p92"),
        ("texts/tides/", "em-arrow-bay"),
        ("texts/tides/", "origin"),
        ("texts/tides/", "p122"),
        ("texts/ferry/transmitted/", "L94"),
    ],
)
def test_a_deep_link_shows_its_place(
    path: str, target: str, width: int, js: bool, open_page: OpenPage
) -> None:
    page = open_page(f"{path}#{target}", width, js=js)
    box = page.locator(f"#{target}").bounding_box()
    assert box
    assert 0 <= box["y"] < 900


def test_a_passages_number_is_its_address(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/")
    page.locator("#p3 > .number").click()
    page.wait_for_url("**/texts/ferry/#p3")
    box = page.locator("#p3").bounding_box()
    number = page.locator("#p3 > .number").bounding_box()
    assert box
    assert number
    assert number["x"] + number["width"] < box["x"]


PARTED = """[...document.querySelectorAll('.tt-body sup.apparatus')].filter(mark => {
  const after = document.createTreeWalker(mark.closest('.passage'), NodeFilter.SHOW_TEXT);
  after.currentNode = mark.lastElementChild.lastChild;
  const next = after.nextNode();
  if (!next || !/^[.,;:!?”’)]/.test(next.data)) return false;
  const range = document.createRange();
  range.setStart(next, 0);
  range.setEnd(next, 1);
  return range.getBoundingClientRect().left < mark.getBoundingClientRect().left;
}).map(mark => mark.parentElement.id)"""
"""Finds the marks whose punctuation has moved to the next line without them."""


@pytest.mark.parametrize("width", [320, at_night(360), 390, at_night(820)])
@pytest.mark.parametrize("path", ["texts/ferry/", "texts/tides/"])
def test_no_stop_is_parted_from_the_mark_before_it(
    path: str, width: int, open_page: OpenPage
) -> None:
    page = open_page(path, width)
    choose(page, "view-both")
    assert page.evaluate(PARTED) == []


@pytest.mark.parametrize(("path", "at"), [("texts/tides/", "p21"), ("texts/ferry/", "p3")])
def test_the_ways_to_take_part_stand_between_two_passages(
    path: str, at: str, open_page: OpenPage
) -> None:
    page = open_page(path)
    page.locator(f"#{at}").hover()
    ways = page.locator(f"#{at} > .ways")
    assert ways.is_visible()
    _, top, _, bottom = edges(ways)
    above = edges(page.locator(f"#{at}"))[3]
    below = edges(page.locator(f"#{at} + .passage"))[1]
    assert abs((top + bottom) / 2 - (above + below) / 2) < 3
    ground = ways.evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == "rgba(0, 0, 0, 0)"


def test_the_ways_to_take_part_are_reached_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/")
    ways = page.locator("#p3 > .ways")
    assert not ways.is_visible()
    page.locator("#p3 > .number").focus()
    assert ways.is_visible()
    links = ways.locator("a")
    for n in range(links.count()):
        links.nth(n).focus()
        expect(links.nth(n)).to_be_focused()
    assert ways.is_visible()


def test_a_line_holds_about_sixty_six_characters(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/")
    lines = page.locator("#p66").evaluate(
        "p => Math.round(p.clientHeight / parseFloat(getComputedStyle(p).lineHeight))"
    )
    characters = len(page.locator("#p66").inner_text()) / lines
    assert 52 <= characters <= 76


def test_the_text_is_a_serif_and_what_is_ours_is_not(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/")
    font = "e => getComputedStyle(e).fontFamily"
    assert "Palatino" in page.locator("#p3").evaluate(font)
    assert "Palatino" not in page.locator("#p3 > .number").evaluate(font)
    assert "Palatino" not in page.locator(".caveat").evaluate(font)


def test_only_the_reading_is_seen_of_an_emendation(open_page: OpenPage) -> None:
    page = open_page("texts/tides/")
    mark = page.locator("#em-arrow-bay")
    assert mark.locator("ins").is_visible()
    assert not mark.locator("del").is_visible()


def test_without_script_calls_and_endnotes_lead_to_one_another(open_page: OpenPage) -> None:
    page = open_page("texts/tides/", js=False)
    page.locator("#call-5").click()
    page.wait_for_url("**#p121")
    page.locator("#p121 .back a").click()
    page.wait_for_url("**#call-5")


def test_the_first_tab_skips_to_the_content(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/")
    page.keyboard.press("Tab")
    assert "md-skip" in page.evaluate("[...document.activeElement.classList]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/texts/ferry/#page")


ENLARGED = ["texts/talk/", "texts/ferry/", "apparatus/notes/", "apparatus/timeline/"]


@pytest.mark.parametrize("path", ENLARGED)
def test_words_may_be_enlarged_to_twice_their_size(path: str, open_page: OpenPage) -> None:
    page = open_page(path, 1440)
    enlarge(page)
    assert scrolls_sideways(page, 820, 390, 320) == []


@pytest.mark.parametrize("width", [320, at_night(820), 1220, at_night(1440)])
def test_enlarged_words_still_stand_in_lines_of_words(width: int, open_page: OpenPage) -> None:
    page = open_page("texts/ferry/", width)
    enlarge(page)
    ems = "e => e.clientWidth / parseFloat(getComputedStyle(e.querySelector('#p3')).fontSize)"
    assert page.locator(".tt-body").evaluate(ems) > (6 if width < 720 else 12)


WAYS = """() => {
  const boxOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };
  const said = passage => [...passage.childNodes].filter(
    node => !(node.matches?.(".number, .ways, .cite")) && node.textContent.trim());
  return [...document.querySelectorAll(".tt-body .passage:is(h2, h3, h4)")].map(passage => {
    location.hash = passage.id;
    const words = Math.max(...said(passage).map(node => boxOf(node).bottom));
    const [first] = said(passage.nextElementSibling ?? passage.parentElement.nextElementSibling);
    const ways = boxOf(passage.querySelector(".ways a"));
    return [passage.id, ways.top - words, boxOf(first).top - ways.bottom];
  });
}"""


@pytest.mark.parametrize("width", [820, at_night(1440)])
def test_links_at_a_heading_cover_neither_its_words_nor_the_next(
    width: int, open_page: OpenPage
) -> None:
    found = open_page("texts/tides/", width).evaluate(WAYS)
    assert len(found) > 2
    for name, above, below in found:
        assert above >= -1, name
        assert below >= -5, name  # what a line has above its letters


@pytest.mark.parametrize("width", [1220, 1440])
def test_the_text_has_its_measure_before_the_margin_takes_more(
    width: int, open_page: OpenPage
) -> None:
    page = open_page("texts/ferry/", width)
    assert page.locator(".tt-body").evaluate("e => e.clientWidth") >= min(544, width - 690)


def test_the_landing_page_leads_to_every_text(open_page: OpenPage) -> None:
    page = open_page("")
    titles = page.locator(".cards a").all_inner_texts()
    assert len(titles) == 3
    page.locator(".cards a").first.click()
    assert page.locator("h1").inner_text() == titles[0]
    page.wait_for_url("**/texts/talk/")


FOCUS_IS_SEEN = """(() => {
  const focus = document.activeElement;
  const marks = focus.matches('input') ? [focus, focus.nextElementSibling, focus.form] : [focus];
  return marks.some(mark => {
    const { outlineStyle, outlineWidth } = mark ? getComputedStyle(mark) : {};
    return outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2;
  });
})()"""
"""Whether the element in focus is marked; for an input, the label or form that stands for it."""


@pytest.mark.parametrize("path", ["", "texts/ferry/", "apparatus/notes/", "apparatus/people/"])
def test_the_focus_is_seen_wherever_it_goes(path: str, open_page: OpenPage) -> None:
    page = open_page(path)
    for _ in range(16):
        page.keyboard.press("Tab")
        where = page.evaluate("document.activeElement.outerHTML.slice(0, 80)")
        assert page.evaluate(FOCUS_IS_SEEN), where


MOVING = """[...document.querySelectorAll('*')].filter(element => {
  const { transitionDuration, transitionProperty, animationName } = getComputedStyle(element);
  const lasts = transitionDuration.split(', ').some(time => parseFloat(time) > 0);
  return (lasts && transitionProperty !== 'none') || animationName !== 'none';
}).map(element => element.outerHTML.slice(0, 80))"""
"""The elements that would move or fade when something changes."""


@pytest.mark.parametrize("path", ["", "texts/ferry/", "apparatus/timeline/", "about/principles/"])
def test_nothing_moves_for_readers_who_ask_for_that(path: str, open_page: OpenPage) -> None:
    page = open_page(path)
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVING) == []


@pytest.mark.parametrize(
    ("wanted", "offered"),
    [
        ("texts/fery/", ["texts/ferry/"]),
        ("text/ferry/index.htm", []),
        ("ferry#p6", ["texts/ferry/#p6"]),
        ("Apparatus/Timelines/", ["apparatus/timeline/"]),
        ("data/tides.pdf", ["texts/tides/"]),
        ("texts/ferry/p4", ["texts/ferry/#p4"]),
        ("weather/", []),
        ("%E0%A4", []),
    ],
)
def test_where_there_is_nothing_the_nearest_addresses_are_offered(
    wanted: str, offered: list[str], project: Path, open_page: OpenPage
) -> None:
    page = open_page("404.html")
    address = page.url.removesuffix("404.html")
    nothing = (project / "site/404.html").read_text(encoding="utf-8")
    page.route(
        address + wanted.partition("#")[0],
        lambda route: route.fulfill(body=nothing, content_type="text/html"),
    )
    settle = settling(page)
    with page.expect_response("**/sitemap.xml"):
        page.goto(address + wanted)
    settle()
    links = page.locator(".tt-nearest a")
    found = [str(link.get_attribute("href")) for link in links.all()]
    assert found[:1] == [f"/two-tigers/{path}" for path in offered]
    door = page.get_by_role("article").get_by_role("link", name="the texts")
    assert door.get_attribute("href") == "/two-tigers/texts/"
    page.get_by_role("article").get_by_role("button", name="Search the edition").click()
    assert page.locator("dialog.tt-found").is_visible()


SHAPE_AND_PLACE = """at => {
  const shown = document.querySelector(at);
  location.hash = shown.closest("[id]").id;
  return [
    getComputedStyle(shown, "::before").backgroundColor,
    getComputedStyle(document.querySelector(":target")).outlineStyle,
  ];
}"""


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("texts/ferry/", ".mark a"),
        ("apparatus/notes/", ".note .kind"),
        ("apparatus/timeline/", ".event:not(.unchecked)"),
    ],
)
def test_in_forced_colours_shapes_and_the_addressed_place_are_seen(
    path: str, shape: str, open_page: OpenPage
) -> None:
    page = open_page(path)
    page.emulate_media(forced_colors="active")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    drawn, outline = page.evaluate(SHAPE_AND_PLACE, shape)
    assert drawn != ground
    assert outline == "solid"
