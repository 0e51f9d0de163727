"""Reading by keyboard: passages, notes, and the help that lists the keys."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import OpenPage, at_night
from tests.browser.shown import breaks_no_rule, choose, comes_true, edges, open_menu

NOVEL = "texts/ferry/"


def focused(page: Page) -> str:
    """Return the id of the element that has the focus or, if it has none, of its parent."""
    return str(page.evaluate("(e => e.id || e.parentElement.id)(document.activeElement)"))


def choose_help(page: Page) -> None:
    open_menu(page, "notes").locator(".help").click()


@pytest.mark.parametrize("width", [1440, 820])
def test_j_and_k_go_from_passage_to_passage(width: int, open_page: OpenPage) -> None:
    page = open_page(NOVEL, width)
    for key, at in (("j", "p1"), ("j", "p2"), ("j", "p3"), ("k", "p2"), ("j", "p3")):
        page.keyboard.press(key)
        comes_true(page, f"document.activeElement.id === '{at}'")
        _, top, _, _ = edges(page.locator(f"#{at}"))
        assert 40 <= top < 300
    page.keyboard.press("k")
    page.keyboard.press("k")
    page.keyboard.press("k")
    comes_true(page, "document.activeElement.id === 'p1'")


def test_j_goes_on_from_where_one_has_scrolled_to(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    page.keyboard.press("j")
    comes_true(page, "document.activeElement.id === 'p1'")
    page.evaluate("document.getElementById('p50').scrollIntoView()")
    page.keyboard.press("j")
    comes_true(page, "document.activeElement.id === 'p51'")


@pytest.mark.parametrize("width", [1440, 820])
def test_n_goes_from_note_to_note_and_shift_n_back(width: int, open_page: OpenPage) -> None:
    page = open_page(NOVEL, width)
    order = page.locator(".tt-body .mark").evaluate_all("all => all.map(e => e.id)")
    for key, at in (("n", 0), ("n", 1), ("n", 2), ("Shift+N", 1), ("n", 2)):
        page.keyboard.press(key)
        comes_true(page, f"document.activeElement.parentElement.id === '{order[at]}'")
    page.keyboard.press("j")
    comes_true(page, "document.activeElement.id === 'p4'")
    page.keyboard.press("n")
    comes_true(page, "!!document.activeElement.closest('#p5 .mark')")


def test_n_passes_over_kinds_that_are_off(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    choose(page, "kind-fiction")
    page.keyboard.press("n")
    comes_true(page, "document.activeElement.parentElement.matches('.k-identity')")


def test_n_goes_on_from_a_note_that_is_open_in_the_margin(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    page.keyboard.press("n")
    comes_true(page, "document.activeElement.matches('.mark a')")
    page.keyboard.press("Enter")
    comes_true(page, "!!document.activeElement.closest('.side')")
    page.keyboard.press("n")
    second = page.locator(".tt-body .mark").nth(1).get_attribute("id")
    comes_true(page, f"document.activeElement.closest('.mark')?.id === '{second}'")


@pytest.mark.parametrize(
    ("how", "width", "scheme"),
    [
        ("key", 1440, "light"),
        ("button", 820, "dark"),
        ("button", 390, "light"),
        *(at_night(*each) for each in (("button", 1440, "light"), ("key", 820, "dark"))),
    ],
)
def test_the_keys_are_listed_under_the_question_mark(
    how: str, width: int, scheme: str, open_page: OpenPage
) -> None:
    page = open_page(NOVEL, width, scheme)
    if how == "key":
        page.keyboard.press("?")
    else:
        choose_help(page)
    help_ = page.get_by_role("dialog", name="What the marks mean")
    expect(help_).to_be_visible()
    keys = help_.locator("kbd").all_inner_texts()
    assert {"j", "k", "n", "N", "?"} <= set(keys)
    breaks_no_rule(page, "dialog[open]")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    at = focused(page)
    page.keyboard.press("j")
    assert focused(page) == at
    page.keyboard.press("Escape")
    expect(help_).to_be_hidden()


def test_no_key_reaches_the_page_behind_an_open_dialog(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    choose_help(page)
    help_ = page.locator("dialog[open]")
    expect(help_).to_be_visible()
    before = page.evaluate("[scrollY, location.hash]")
    for key in ("j", "k", "n", "N", "/", "s", "f", "?"):
        page.keyboard.press(key)
        assert help_.count() == 1, key
        assert page.evaluate("[scrollY, location.hash]") == before, key


def test_no_key_is_taken_with_a_modifier(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    # The browser’s own answer is prevented, but only after the page had its turn.
    page.evaluate("addEventListener('keydown', e => e.preventDefault())")
    for modifier in ("Control", "Alt", "Meta"):
        page.keyboard.press(f"{modifier}+j")
        page.keyboard.press(f"{modifier}+k")
        assert page.evaluate("document.activeElement === document.body"), modifier


def test_no_key_is_taken_from_a_field_that_one_types_in(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    for field in ("input", "textarea", "select"):
        page.evaluate(
            "field => { const e = document.createElement(field); e.id = field; "
            "document.body.append(e); e.focus({preventScroll: true}); }",
            field,
        )
        for key in ("j", "n", "?"):
            page.keyboard.press(key)
            assert focused(page) == field
    assert not page.locator("#help").is_visible()


def test_the_keys_can_be_switched_off_and_stay_off(open_page: OpenPage) -> None:
    """WCAG 2.1.4: a shortcut that is a single character can be turned off."""
    page = open_page(NOVEL)
    choose_help(page)
    switch = page.get_by_label("Single-character keys are on")
    expect(switch).to_be_checked()
    breaks_no_rule(page)
    switch.uncheck()
    page.keyboard.press("Escape")
    for again in (False, True):
        if again:
            page.reload()
        for key in ("j", "n", "?", "/", "s"):
            page.keyboard.press(key)
        assert page.locator("dialog[open]").count() == 0
        assert focused(page) not in ("p1", "p2")
    choose_help(page)
    expect(switch).not_to_be_checked()
    switch.check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    comes_true(page, "document.activeElement.id === 'p1'")


def test_off_on_a_text_is_off_on_every_page(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    page.evaluate("""localStorage.setItem("two-tigers", '{"keys": false, "view": "both"}')""")
    page.goto(page.url.replace(NOVEL, "apparatus/people/"))
    page.keyboard.press("/")
    assert page.locator("dialog[open]").count() == 0
    page.locator("[aria-keyshortcuts], .search-open, header button").first.wait_for()
