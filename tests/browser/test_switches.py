"""The bar of switches: wordings, kinds of note and numbers; by mouse, keyboard and touch."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import OpenPage
from tests.browser.shown import breaks_no_rule, comes_true, edges, enlarge, open_menu, seen

NOVEL = "texts/ferry/"
KIND = "kind-fiction"
MARKS = ".tt-body .mark.k-fiction"
LISTED = ".footnote .note.k-fiction"
OTHERS = ".tt-body .mark.k-history"


def shown(page: Page, selector: str) -> int:
    """Return how many of the elements that a selector finds are visible."""
    return sum(seen(page, selector))


def switch(page: Page, name: str, how: str) -> None:
    """Operate one switch, by keyboard, touch or mouse."""
    menu = open_menu(page, "views" if name.startswith("view") else "notes")
    if how == "keyboard":
        page.locator(f"#{name}").focus()
        page.keyboard.press("Space")
    elif how == "touch":
        page.locator(f"label[for={name}]").tap()
    else:
        page.locator(f"label[for={name}]").click()
    menu.locator("summary").click()


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize(
    ("width", "how"), [(1440, "mouse"), (820, "keyboard"), (390, "touch"), (390, "keyboard")]
)
def test_a_kind_of_note_is_switched_off_and_on(
    width: int, how: str, js: bool, open_page: OpenPage
) -> None:
    page = open_page(NOVEL, width, js=js)
    marks, others = shown(page, MARKS), shown(page, OTHERS)
    assert marks
    switch(page, KIND, how)
    assert shown(page, MARKS) == 0
    assert shown(page, LISTED) == 0
    assert shown(page, ".side.k-fiction") == 0
    assert shown(page, OTHERS) == others
    assert page.locator(".strip li.k-fiction").is_visible()
    switch(page, KIND, how)
    assert shown(page, MARKS) == shown(page, LISTED) == marks


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize("target", ["note-pier-scene", "ref-pier-scene"])
def test_what_an_address_names_is_shown_though_its_kind_is_off(
    target: str, js: bool, open_page: OpenPage
) -> None:
    page = open_page(NOVEL, js=js)
    switch(page, KIND, "mouse")
    assert not page.locator(f"#{target}").is_visible()
    page.goto(page.url + f"#{target}")
    _, top, _, bottom = edges(page.locator(f"#{target}"))
    assert bottom > 0
    assert top < 900
    assert shown(page, MARKS) + shown(page, LISTED) == 1


def test_the_lists_numbers_are_the_marks_numbers_whatever_is_hidden(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    switch(page, KIND, "mouse")
    for entry in page.locator(".footnote .note:visible").all()[:9]:
        name = str(entry.get_attribute("id")).removeprefix("note-")
        number = page.locator(f"#ref-{name} a").inner_text()
        assert entry.evaluate("e => String(e.value)") == number


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_passages_numbers_are_switched_off(width: int, js: bool, open_page: OpenPage) -> None:
    page = open_page(NOVEL, width, js=js)
    assert page.locator("#p3 > .number").is_visible()
    switch(page, "numbers", "keyboard")
    assert not page.locator("#p3 > .number").is_visible()
    assert page.locator("#p3").is_visible()


def test_what_is_switched_is_remembered_in_every_text(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    for name in (KIND, "numbers", "view-both"):
        switch(page, name, "mouse")
    for path in ("ferry", "tides"):
        page.goto(page.url.replace("ferry", path))
        assert page.locator("#view-both").is_checked()
        assert not page.locator("#numbers").is_checked()
        assert page.locator("#kind-history").is_checked()
    page.goto(page.url.replace("tides", "ferry"))
    assert shown(page, MARKS) == 0


def test_a_page_whose_storage_is_spoilt_reads_all_the_same(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    page.evaluate("localStorage.setItem('two-tigers', '{')")
    page.reload()
    assert page.locator("#view-edited").is_checked()
    switch(page, KIND, "mouse")
    assert shown(page, MARKS) == 0


def test_a_page_whose_storage_is_refused_reads_all_the_same(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})"
    )
    page.goto(address + NOVEL)
    expect(page.locator(".tt-bar")).to_be_visible()
    switch(page, KIND, "mouse")
    assert shown(page, MARKS) == 0
    assert page.locator("[data-md-component=palette] label:not([hidden])").count() == 1
    page.close()


def test_a_switch_tells_that_it_is_off_by_more_than_colour(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    line = "e => getComputedStyle(e).textDecorationLine"
    label = page.locator(f"label[for={KIND}]")
    assert label.evaluate(line) == "none"
    switch(page, KIND, "mouse")
    assert label.evaluate(line) == "line-through"
    breaks_no_rule(page, ".tt-bar")


def test_every_switch_has_its_focus_seen_and_a_name(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    open_menu(page, "notes")
    for name in (KIND, "numbers"):
        page.locator("#notes-all").focus()
        page.keyboard.press("Tab")
        page.locator(f"#{name}").focus()
        outline = page.locator(f"label[for={name}]").evaluate(
            "e => getComputedStyle(e).outlineStyle"
        )
        assert outline == "solid"
    assert page.get_by_role("checkbox", name="Invented").is_checked()


@pytest.mark.parametrize("path", ["texts/talk/", NOVEL, "texts/tides/"])
def test_on_touch_every_tool_is_large_enough(path: str, open_page: OpenPage) -> None:
    page = open_page(path, 390)
    for menu in page.locator(".tt-bar details").all():
        menu.locator("summary").tap()
        for tool in menu.locator("summary, label, .help, .jump a").all():
            left, top, right, bottom = edges(tool)
            assert bottom - top >= 44, tool.inner_text()
            assert right - left >= 24
    for tool in page.locator(".tt-name, .tt-links a").all():
        _, top, _, bottom = edges(tool)
        assert bottom - top >= 44, tool.inner_text()


@pytest.mark.parametrize("large", [False, True])
def test_the_header_is_broken_only_between_large_letters_and_before_its_tools(
    large: bool, open_page: OpenPage
) -> None:
    page = open_page(NOVEL, 390)
    page.locator(".tt-name").evaluate("e => { e.textContent = 'Bay Lights'; }")
    if large:
        enlarge(page)
    tools = ".tt-name", ".tt-search", ".tt-header [data-md-component=palette]"
    name, search, palette = (edges(page.locator(tool).first) for tool in tools)
    assert search[1] + search[3] == palette[1] + palette[3]
    assert (search[1] >= name[3]) == large
    assert name[3] - name[1] < (100 if large else 50)  # one line


@pytest.mark.parametrize("width", [820, 390])
def test_narrow_windows_have_their_contents_in_the_bar(width: int, open_page: OpenPage) -> None:
    page = open_page("texts/tides/", width)
    open_menu(page, "jump").locator("a").nth(6).click()
    page.wait_for_url("**#p*")
    expect(page.locator(".jump ol")).to_be_hidden()
    page.set_viewport_size({"width": 1300, "height": 900})
    assert not page.locator(".jump").is_visible()


@pytest.mark.parametrize(
    ("width", "box"), [(1440, ".side"), (820, ".tt-popover"), (390, ".tt-sheet")]
)
def test_nothing_covers_the_text_and_a_first_mark_explains_its_kind(
    width: int, box: str, open_page: OpenPage
) -> None:
    page = open_page(NOVEL, width)
    covering = page.locator("body *").evaluate_all(
        """found => found.filter(e => {
             const {position} = getComputedStyle(e);
             const {top, height, width} = e.getBoundingClientRect();
             return position === "fixed" && e.innerText.trim() && height > 0 && width > 0 && top > 160 && top < innerHeight;
           }).length"""
    )
    assert covering == 0
    marks = page.locator(".mark.k-fiction a")
    meaning = f"{box} .kind .meaning"
    open_first = marks.first.tap if width == 390 else marks.first.click
    open_first()
    expect(page.locator(meaning).first).to_have_text(
        ": it did not happen, or not then, or not to this person"
    )
    page.reload()
    open_first()
    expect(page.locator(meaning).first).to_have_text("")


FOLLOWED = """at => {
  const order = [...document.querySelectorAll('.passage')].map(e => '#' + e.id);
  const entries = [...document.querySelectorAll('.tt-contents a')];
  const n = entries.findIndex(a => a.ariaCurrent);
  const here = order.indexOf(at);
  return n >= 0 && order.indexOf(entries[n].hash) <= here &&
    (n + 1 == entries.length || order.indexOf(entries[n + 1].hash) > here);
}"""
"""Whether the entry marked in the contents is the one that a passage belongs to."""


def test_the_contents_follow_the_reading(open_page: OpenPage) -> None:
    page = open_page("texts/tides/")
    current = page.locator(".tt-contents [aria-current]")
    for at in ("p20", "p100", "p30"):
        page.evaluate(f"document.getElementById('{at}').scrollIntoView()")
        expect(current).to_have_count(1)
        comes_true(page, f"({FOLLOWED})('#{at}')")


def _restyled(browser: Browser, page: Page, act: Callable[[], object]) -> int:
    """Return how many elements the browser looks at anew, at most at a time, because of an act."""
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    act()
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)))")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    return max(int(e["args"]["elementCount"]) for e in events if e["name"] == "UpdateLayoutTree")


@pytest.mark.parametrize("name", ["view-both", "kind-history", "numbers"])
def test_a_switch_has_few_elements_looked_at_anew(
    name: str, browser: Browser, open_page: OpenPage
) -> None:
    page = open_page("texts/tides/", width=820)  # no margin, whose notes move
    everything = page.evaluate("document.querySelectorAll('*').length")
    switch = f"document.getElementById('{name}').click()"
    assert 0 < _restyled(browser, page, lambda: page.evaluate(switch)) < everything / 4
