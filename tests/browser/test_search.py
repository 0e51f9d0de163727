"""Search in a real browser: opened by key and button, answering with passages and notes."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from build_edition.cli import main
from build_edition.site import search_index
from tests.bench.generate import write_edition
from tests.browser.pages import OpenPage, at_night, served
from tests.browser.shown import breaks_no_rule, comes_true
from tests.support import indexed

RESULTS = ".tt-found ol a"
MARKED = "String([...CSS.highlights.get('found') ?? []][0])"
POLICY = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)


def opened(page: Page) -> Page:
    """Open the page's search, and return the page."""
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("dialog", name="Search the edition")).to_be_visible()
    return page


def asked(page: Page, words: str) -> Page:
    """Search for words, wait for the answer, and return the page."""
    page.get_by_role("searchbox", name="Search texts, notes, people and works").fill(words)
    told = re.compile(r"passage|note|Nothing|address|\d")
    expect(page.locator(".tt-found [role=status]").filter(has_text=told)).to_be_visible()
    return page


def in_sight(page: Page, target: str) -> bool:
    """Return whether a place that the page's address names is in the window."""
    box = page.locator(f"#{target}:target").bounding_box()
    return box is not None and 0 <= box["y"] < 900


def test_nothing_of_search_is_fetched_before_it_is_opened(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/")
    fetched = "performance.getEntriesByType('resource').map(e => e.name).filter(n => n.includes('/search/'))"
    assert page.evaluate(fetched) == []
    opened(page)
    comes_true(page, f"{fetched}.length > 0")


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_the_themes_keys_open_search_and_escape_closes_it(key: str, open_page: OpenPage) -> None:
    page = open_page("texts/ferry/")
    page.keyboard.press(key)
    dialog = page.get_by_role("dialog", name="Search the edition")
    expect(dialog).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("")
    page.keyboard.type("sf/")
    expect(page.get_by_role("searchbox")).to_have_value("sf/")
    page.keyboard.press("Escape")
    if dialog.is_visible():  # the first Escape may only empty the field
        page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("keys", ["Control+f", "Control+s", "Meta+f", "Alt+f", "x", "Shift+Slash"])
def test_other_keys_are_left_to_the_browser(keys: str, open_page: OpenPage) -> None:
    page = open_page("texts/ferry/")
    page.keyboard.press(keys)
    expect(page.locator("dialog.tt-found")).to_be_hidden()


def test_a_key_typed_into_a_field_opens_nothing(open_page: OpenPage) -> None:
    page = open_page("apparatus/notes/")
    page.locator(".filter input").first.focus()
    page.keyboard.press("s")
    expect(page.locator("dialog.tt-found")).to_be_hidden()


def test_a_passage_is_found_and_landed_on(open_page: OpenPage) -> None:
    page = asked(opened(open_page("texts/ferry/")), "secret visit")
    first = page.locator(RESULTS).first
    expect(first).to_contain_text("Passage 1 · ")
    expect(first.locator("mark").first).to_have_text("secret visit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/texts/ferry/#p1")
    expect(page.locator("dialog.tt-found")).to_be_hidden()
    assert in_sight(page, "p1")
    comes_true(page, f"{MARKED} === 'secret visit'")
    page.reload()
    comes_true(page, f"{MARKED} === 'secret visit'")  # as long as the place is that of the search


def test_back_brings_words_results_and_place_again(open_page: OpenPage) -> None:
    page = asked(opened(open_page("about/principles/", 390)), "the")
    results = page.locator(".tt-found .tt-results")
    results.evaluate("list => { list.scrollTop = 400; }")
    top = results.evaluate("list => list.scrollTop")
    assert top > 0
    link = page.locator(f"{RESULTS}[href*='texts/']").nth(2)
    link.evaluate("link => link.click()")
    page.wait_for_url("**/texts/**")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("the")
    expect(page.locator(RESULTS).first).to_be_visible()
    comes_true(page, f"document.querySelector('.tt-found .tt-results').scrollTop === {top}")
    page.get_by_role("button", name="Close", exact=True).click()
    page.reload()
    expect(page.locator("dialog.tt-found")).to_be_hidden()


def test_back_on_the_same_page_brings_the_search_again(open_page: OpenPage) -> None:
    page = asked(opened(open_page("texts/ferry/")), "secret visit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/texts/ferry/#p1")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("secret visit")


def test_a_search_has_a_page_with_an_address(open_page: OpenPage) -> None:
    page = open_page("search/?q=secret+visit")
    results = page.locator(".tt-search-page .tt-results a")
    expect(results.first).to_contain_text("Passage 1 · ")
    assert page.title().startswith("“secret visit” - ")
    page.get_by_role("searchbox").fill("Velt")
    page.wait_for_url("**/search/?q=Velt")
    expect(results.first).not_to_contain_text("Passage 1 · ")
    page.evaluate("scrollTo(0, 300)")
    where = page.evaluate("scrollY")
    first = results.first.get_attribute("href")
    results.first.evaluate("link => link.click()")
    page.wait_for_url(str(first))
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("Velt")
    expect(results.first).to_be_visible()
    comes_true(page, f"scrollY === {where}")
    breaks_no_rule(page)


def test_the_dialog_leads_to_the_page_with_the_same_results(open_page: OpenPage) -> None:
    page = asked(opened(open_page("texts/ferry/")), "secret visit")
    page.get_by_role("link", name="These results on a page of their own").click()
    page.wait_for_url("**/search/?q=secret+visit")
    expect(page.locator(".tt-search-page .tt-results a").first).to_contain_text("Passage 1 · ")


def test_without_script_the_page_of_search_says_so_and_offers_the_lists(
    open_page: OpenPage,
) -> None:
    page = open_page("search/", js=False)
    expect(page.locator("article noscript p")).to_be_visible()
    expect(page.locator("article noscript p")).to_contain_text("scripts are switched off")
    expect(page.locator(".tt-search-form")).to_be_hidden()
    for name in ("notes", "people", "works"):
        assert page.locator("article").get_by_role("link", name=name, exact=True).count() == 1


def test_all_of_a_kind_are_shown_when_asked_for(open_page: OpenPage) -> None:
    page = asked(opened(open_page("texts/ferry/")), "the")
    passages = page.locator(".tt-found section", has=page.locator("li.passage"))
    count = int(passages.locator("h2").inner_text().split()[0])
    assert passages.locator("li").count() == 10 < count
    passages.get_by_role("button", name=f"Show all {count}").click()
    expect(passages.locator("li")).to_have_count(count)
    expect(passages.locator("li").nth(10).locator("a")).to_be_focused()


def test_a_note_is_found_from_another_page_and_landed_on(open_page: OpenPage) -> None:
    page = asked(opened(open_page("about/principles/")), "Dismissed in June")
    note = page.locator(".tt-found li.note a").first
    expect(note.locator(".kind")).to_be_visible()
    note.click()
    page.wait_for_url("**/texts/talk/#note-bell-dismissed")
    expect(page.locator(".side .to-list")).to_have_count(1)  # the note is opened at its words
    expect(page.locator("#ref-bell-dismissed")).to_be_in_viewport()
    assert page.evaluate(MARKED) == "Dismissed in June"
    inside = "range => range.startContainer.parentElement.closest('.side')"
    comes_true(page, f"[...CSS.highlights.get('found')].some({inside})")


@pytest.mark.parametrize("words", ["atomic error", "time error"])  # `time` is its last word
def test_a_note_is_found_by_its_kind_which_is_none_of_its_words(
    words: str, open_page: OpenPage
) -> None:
    page = opened(open_page("texts/ferry/"))
    asked(page, words)
    found = page.locator(".tt-found li.note a[href$='#note-atomic-clock']")
    expect(found).to_contain_text("In error note")
    assert {*found.locator("mark").all_inner_texts()} == {words.split()[0]}


def test_every_result_holds_all_the_words(open_page: OpenPage) -> None:
    page = asked(opened(open_page("")), "atomic clock")
    results = page.locator(RESULTS)
    assert results.count() > 1
    for marked in results.evaluate_all(
        "all => all.map(a => [...a.querySelectorAll('mark')].map(m => m.textContent).join(' '))"
    ):
        assert "atomic" in marked.lower()
        assert "clock" in marked.lower()


def test_words_of_two_passages_are_not_taken_for_those_of_one(open_page: OpenPage) -> None:
    page = asked(opened(open_page("")), "enthusiastic patronizingly")  # in passages 12 and 14
    expect(page.locator(".tt-found [role=status]")).to_contain_text("No place has all these words")
    links = [link.get_attribute("href") or "" for link in page.locator(RESULTS).all()]
    assert {"p12", "p14"} <= {link.partition("#")[2] for link in links}


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("走不出", "texts/talk/#note-mirren-margin"),
        ("不出来", "texts/talk/#note-mirren-margin"),
        ('"secret visit"', "texts/ferry/#p1"),
        ("SECRET  visits", "texts/ferry/#p1"),
        ("visited secretly", "texts/ferry/#p1"),
    ],
)
def test_words_are_found_in_any_script_and_form(
    words: str, where: str, open_page: OpenPage
) -> None:
    page = asked(opened(open_page("")), words)
    addresses = page.locator(RESULTS).evaluate_all("all => all.map(a => a.href)")
    assert any(found.endswith(where) for found in addresses), addresses


@pytest.mark.parametrize("words", ["走不出", "不出来"])
def test_chinese_is_shown_as_it_is_written(words: str, open_page: OpenPage) -> None:
    page = asked(opened(open_page("")), words)
    assert words in page.locator(f"{RESULTS} .words").first.inner_text()


@pytest.mark.parametrize("words", ["zeppelin", "qqqq", "出不走", '"secret visit. Crossings"'])
def test_what_stands_nowhere_is_not_found(words: str, open_page: OpenPage) -> None:
    page = asked(opened(open_page("")), words)
    expect(page.locator(".tt-found [role=status]")).to_have_text("Nothing found.")
    assert page.locator(RESULTS).count() == 0


def test_the_arrows_walk_through_the_results(open_page: OpenPage) -> None:
    page = asked(opened(open_page("")), "Velt")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULTS).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    href = page.locator(RESULTS).first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(href))


@pytest.mark.parametrize(
    ("width", "scheme"),
    [(1440, "light"), (390, "dark"), at_night(1440, "dark"), at_night(390, "light")],
)
def test_the_open_search_breaks_no_rule_of_access(
    width: int, scheme: str, open_page: OpenPage
) -> None:
    page = asked(opened(open_page("texts/ferry/", width, scheme)), "Velt")
    breaks_no_rule(page, "dialog.tt-found")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_phone_every_target_is_large_enough(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/", 390)
    button = page.get_by_role("button", name="Search", exact=True)
    sizes = [button.bounding_box()]
    button.tap()
    asked(page, "Velt")
    sizes += [page.get_by_role("searchbox").bounding_box()]
    sizes += [page.get_by_role("button", name="Close", exact=True).bounding_box()]
    sizes += [page.locator(RESULTS).first.bounding_box()]
    for box in sizes:
        assert box
        assert box["width"] >= 44
        assert box["height"] >= 44
    page.get_by_role("button", name="Close", exact=True).tap()
    expect(page.locator("dialog.tt-found")).to_be_hidden()


def test_nothing_moves_when_the_results_come(open_page: OpenPage) -> None:
    page = opened(open_page("texts/ferry/"))
    before = page.locator("dialog.tt-found").bounding_box()
    asked(page, "Velt")
    assert page.locator("dialog.tt-found").bounding_box() == before
    shift = """new Promise(done => new PerformanceObserver(list => done(list.getEntries().length))
        .observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 200))"""
    assert page.evaluate(shift) == 0


def test_without_script_there_is_no_search_to_be_seen(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/", js=False)
    expect(page.locator(".tt-search")).to_be_hidden()
    expect(page.locator("dialog.tt-found")).to_be_hidden()


FETCHED = "performance.getEntriesByType('resource').filter(e => e.name.includes('/search/')).length"


def test_an_answer_takes_few_files(open_page: OpenPage) -> None:
    page = open_page("texts/ferry/")
    opened(page)
    for words, most in (("secret visit", 24), ("atomic clock", 12), ("Velt", 12)):
        before = page.evaluate(FETCHED)
        page.get_by_role("searchbox").fill(words)
        first = words.split()[0]
        comes_true(
            page,
            f"document.querySelector('.tt-found ol mark')?.textContent.includes('{first}')",
        )
        assert page.evaluate(FETCHED) - before <= most, words


def test_search_works_under_the_sites_policy(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def with_policy(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        policy = POLICY.format(hashes="'unsafe-inline'")
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})  # type: ignore[attr-defined]

    page.route("**/*", with_policy)
    page.goto(address + "texts/ferry/")
    asked(opened(page), "secret visit")
    expect(page.locator(RESULTS).first).to_contain_text("Passage 1")
    context.close()
    assert complaints == []


def test_a_site_without_its_index_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search/**", lambda route: route.fulfill(status=404))
    page.goto(address)
    opened(page)
    expect(page.locator(".tt-found [role=status]")).to_contain_text("built without its index")
    context.close()


def test_a_search_asks_every_volume_of_the_index(
    browser: Browser, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "VOLUME", 1)
    site, copy = tmp_path / "site", tmp_path / "copy"
    shutil.copytree(project / "site", site)
    for folder in ("texts", "apparatus"):
        shutil.copytree(project / "docs" / folder, copy / "docs" / folder)
    indexed(copy)(site)
    with served(site) as address:
        page = browser.new_page()
        page.goto(address)
        opened(page)
        for words, found in (
            ("airport", "texts/ferry/#"),
            ("artillery", "texts/tides/#"),
            ("butchers", "texts/talk/#"),
        ):
            asked(page, words)
            expect(page.locator(f"{RESULTS}[href*='{found}']").first).to_be_visible()
        page.close()


@pytest.mark.hard
def test_the_count_is_complete_however_often_a_word_stands(
    browser: Browser, tmp_path: Path
) -> None:
    write_edition(tmp_path, 5)
    assert main(["--root", str(tmp_path), "build"]) == 0
    plain = [path.read_text("utf-8").lower() for path in tmp_path.glob("docs/data/*.txt")]
    lines = [{*re.findall("[a-z]{5,}", line)} for words in plain for line in words.splitlines()]
    ((common, often),) = Counter(word for line in lines for word in line).most_common(1)
    with served(tmp_path / "site") as address:
        page = browser.new_page()
        page.goto(address)
        asked(opened(page), f'"{common}"')
        expect(page.locator(".tt-found [role=status]")).to_contain_text(f"{often} passages")
        page.close()


def test_results_say_in_which_language_their_words_are(open_page: OpenPage) -> None:
    page = asked(opened(open_page("texts/ferry/")), "Инес Хэллоуэй")
    russian = page.locator(f"{RESULTS} .words [lang=ru]").first
    expect(russian).to_contain_text("Инес")


def test_on_a_phone_results_stay_where_they_are_while_one_types(open_page: OpenPage) -> None:
    page = opened(open_page("texts/ferry/", 390))
    tops = set()
    for words in ("", "p1", "the", "the pier and a boat that nobody has", "zzzz"):
        if words:
            asked(page, words)
        box = page.locator(".tt-found .tt-results").bounding_box()
        assert box
        tops.add(round(box["y"]))
    assert len(tops) == 1
