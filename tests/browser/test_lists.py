"""The lists of notes, emendations, people and works: how they are filtered, and found in."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import OpenPage, at_night
from tests.browser.shown import breaks_no_rule, edges, scrolls_sideways, seen

NOTES, EMENDATIONS = "apparatus/notes/", "apparatus/emendations/"
PEOPLE, WORKS = "apparatus/people/", "apparatus/works/"
LISTS = {NOTES: "notes", EMENDATIONS: "entries", PEOPLE: "people", WORKS: "works"}
"""Each list, and what its entries are called."""

WORDS = ".filter [name=words]"
ENTRIES = """hidden => [...document.querySelectorAll('.entry')]
  .filter(entry => entry.checkVisibility() !== hidden).map(entry => entry.id)"""


def shown(page: Page) -> list[str]:
    """Return the ids of the entries that are shown, in order."""
    found: list[str] = page.evaluate(ENTRIES, False)
    return found


def told(page: Page) -> str:
    """Return what the filter says of its result."""
    return page.get_by_role("status").and_(page.locator(".filter output")).inner_text()


def leaves(page: Page, entries: list[str], listed: str) -> None:
    """Fail unless exactly these entries of a list are left, and the filter says how many."""
    every = page.locator(".entry").count()
    assert 0 < len(entries) < every
    assert shown(page) == entries
    assert told(page) == f"{len(entries)} of {every} {listed}"


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize("path", LISTS)
def test_the_filter_is_offered_only_where_it_works(
    path: str, js: bool, open_page: OpenPage
) -> None:
    page = open_page(path, js=js)
    assert page.locator(".filter").is_visible() is js
    assert all(seen(page, ".entry, .group, [data-of]"))
    assert page.locator(".filter button").is_hidden()


@pytest.mark.parametrize(
    ("path", "field", "value"),
    [
        (NOTES, "text", "ferry"),
        (NOTES, "kind", "history"),
        (NOTES, "certainty", "unchecked"),
        (EMENDATIONS, "text", "tides"),
        (EMENDATIONS, "kind", "doubling"),
        (EMENDATIONS, "certainty", "medium"),
        (PEOPLE, "who", "alias"),
    ],
)
def test_a_choice_leaves_the_entries_that_it_names_under_their_headings(
    path: str, field: str, value: str, open_page: OpenPage
) -> None:
    page = open_page(path)
    page.locator(f".filter [name={field}]").select_option(value)
    fitting = page.locator(f".entry[data-{field}={value}]")
    leaves(page, [str(entry.get_attribute("id")) for entry in fitting.all()], LISTS[path])
    for group in page.locator("section.group").all():
        assert group.is_visible() == (group.locator(":is(.entry, [data-of]):visible").count() > 0)
    for way in page.locator(".tt-contents a:visible, .letters a:visible").all():
        assert page.locator(str(way.get_attribute("href"))).is_visible()


@pytest.mark.parametrize("width", [1440, at_night(390)])
@pytest.mark.parametrize(
    ("path", "words", "entry"),
    [
        (PEOPLE, "luthi", "person-luthi"),
        (PEOPLE, "LÜTHI", "person-luthi"),
        (PEOPLE, "Lu\u0308thi", "person-luthi"),
        (PEOPLE, "  lüthi  jorn ", "person-luthi"),
        (PEOPLE, "йерн", "person-luthi"),
        (PEOPLE, "harbour's engineer", "person-luthi"),
        (PEOPLE, "harbourʼs lamp", "person-luthi"),
        (PEOPLE, "engineer harbours", "person-luthi"),
        (EMENDATIONS, "“UNITE", "tides-unite-marks"),
        (WORKS, "from-the-north SHORE", "work-northshore"),
    ],
)
def test_words_are_found_however_they_are_written(
    path: str, words: str, entry: str, width: int, open_page: OpenPage
) -> None:
    page = open_page(path, width)
    page.locator(WORDS).fill(words)
    leaves(page, [entry], LISTS[path])


def test_every_word_must_be_found(open_page: OpenPage) -> None:
    page = open_page(NOTES)
    page.locator(WORDS).fill("salt")
    with_one = shown(page)
    page.locator(WORDS).fill("quay salt")
    assert 0 < len(shown(page)) < len(with_one)
    assert {*shown(page)} < {*with_one}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", LISTS)
def test_where_nothing_fits_the_filter_says_so_and_can_be_cleared(
    path: str, width: int, open_page: OpenPage
) -> None:
    page = open_page(path, width)
    every = shown(page)
    page.locator(WORDS).fill("no such words")
    assert shown(page) == []
    assert told(page) == f"None of {len(every)} {LISTS[path]} fits."
    assert not any(seen(page, ".group, [data-of], .letters a"))
    breaks_no_rule(page)
    assert scrolls_sideways(page) == []
    page.get_by_role("button", name="Clear").click()
    assert shown(page) == every
    expect(page.locator(WORDS)).to_be_focused()
    assert page.url.endswith(path)


@pytest.mark.parametrize(
    ("path", "words", "field", "value", "out"),
    [
        (NOTES, "salt", "kind", "history", ".note:visible a"),
        (EMENDATIONS, "letter", "text", "tides", "tr:visible th a"),
        (PEOPLE, "pilot", "who", "real", ".entry:visible .grounds a"),
    ],
)
def test_what_was_asked_is_in_the_address_and_comes_back(
    path: str, words: str, field: str, value: str, out: str, open_page: OpenPage
) -> None:
    page = open_page(path)
    page.evaluate("globalThis.kept = true")
    page.locator(WORDS).fill(words)
    page.locator(f".filter [name={field}]").select_option(value)
    found, said = shown(page), told(page)
    assert found
    assert page.evaluate("[globalThis.kept, history.length]") == [True, 2]
    asked = page.url
    assert asked.endswith(f"{path}?words={words}&{field}={value}")
    page.locator(out).first.click()
    expect(page.locator(".filter")).to_have_count(int(path == PEOPLE))  # a work is in a list, too
    page.go_back()
    assert page.url == asked
    expect(page.locator(WORDS)).to_have_value(words)
    assert (shown(page), told(page)) == (found, said)
    anew = open_page(asked.partition("/two-tigers/")[2])
    assert (shown(anew), told(anew)) == (found, said)
    expect(anew.locator(f".filter [name={field}]")).to_have_value(value)


def test_back_on_the_page_itself_asks_what_was_asked_before(open_page: OpenPage) -> None:
    page = open_page(PEOPLE)
    page.locator(WORDS).fill("pilot")
    before = shown(page)
    page.locator(".letters a:visible").first.click()
    page.locator(WORDS).fill("luthi")
    page.go_back()
    expect(page.locator(WORDS)).to_have_value("pilot")
    assert shown(page) == before


def test_what_the_filter_does_not_know_stays_in_the_address(open_page: OpenPage) -> None:
    page = open_page(f"{NOTES}?kind=no-such-kind&v=2")
    assert len(shown(page)) == page.locator(".entry").count()
    expect(page.locator(".filter [name=kind]")).to_have_value("")
    page.locator(WORDS).fill("salt")
    assert page.url.endswith("?v=2&words=salt")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(
    ("path", "entry", "listed"),
    [(NOTES, "ferry-boxes", "notes"), (PEOPLE, "person-velt", "people")],
)
def test_an_address_shows_its_entry_whatever_the_filter_keeps(
    path: str, entry: str, listed: str, width: int, open_page: OpenPage
) -> None:
    page = open_page(f"{path}?words=no+such+words#{entry}", width)
    every = page.locator(".entry").count()
    assert shown(page) == [entry]
    assert told(page) == f"None of {every} {listed} fits."
    _, top, _, _ = edges(page.locator(f"#{entry}"))
    assert 0 <= top < 900
    page.locator(WORDS).fill("none either")
    assert shown(page) == []
    assert page.url.endswith("?words=none+either")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_link_to_what_the_filter_hides_leads_there(width: int, open_page: OpenPage) -> None:
    page = open_page(f"{NOTES}?text=talk", width)
    hidden = page.locator(".entry[data-text=tides]").last
    assert hidden.is_hidden()
    page.evaluate("id => { location.hash = id; }", hidden.get_attribute("id"))
    expect(hidden).to_be_visible()
    expect(hidden).to_be_in_viewport()
    assert page.locator(".entry:visible").count() == 1 + page.locator("[data-text=talk]").count()


def test_what_has_left_the_list_of_notes_is_seen_at_its_old_address(open_page: OpenPage) -> None:
    page = open_page(f"{NOTES}#ferry-the-fair")
    entry = page.locator("#ferry-the-fair")
    assert entry.is_visible()
    _, top, _, _ = edges(entry)
    assert top < 1000  # the browser has scrolled there
    page.locator(".filter [name=kind]").select_option("fiction")
    assert entry.is_visible()
    entry.get_by_role("link").click()
    page.wait_for_url("**/texts/ferry/#note-the-fair")
    assert page.locator("#note-the-fair").is_visible()


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize("width", [1440, 390])
def test_an_alias_and_a_letter_lead_to_the_person(
    width: int, js: bool, open_page: OpenPage
) -> None:
    page = open_page(PEOPLE, width, js=js)
    page.locator(".letters").get_by_role("link", name="P", exact=True).click()
    alias = page.locator("#letter-p .alias")
    expect(alias).to_contain_text("Pilot, The")
    bar = page.locator(".finder").bounding_box()
    assert bar
    _, top, _, _ = edges(page.locator("#letter-p h2"))
    assert max(0, bar["y"] + bar["height"]) <= top + 1 < 900
    alias.get_by_role("link", name="Velt, Oran").click()
    person = page.locator("#person-velt:target")
    _, top, _, _ = edges(person)
    assert max(0, bar["y"] + bar["height"]) <= top + 1 < 900
    expect(person).to_contain_text("The pilot who crossed the bay.")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_letter_leads_to_its_works_and_goes_with_them(width: int, open_page: OpenPage) -> None:
    page = open_page(WORKS, width)
    ways = page.locator(".letters a:visible")
    for way in ways.all():
        way.click()
        bar = page.locator(".finder").bounding_box()
        assert bar
        _, top, _, _ = edges(page.locator(f"[id='{str(way.get_attribute('href'))[1:]}'] h2"))
        assert max(0, bar["y"] + bar["height"]) <= top + 1 < 900
    before = ways.count()
    page.locator(WORDS).fill(page.locator(".entry").first.inner_text().split()[0].strip(",."))
    assert 0 < ways.count() < before
    for way in ways.all():
        group = page.locator(f"[id='{str(way.get_attribute('href'))[1:]}']")
        assert group.locator(".entry:visible").count() > 0


def test_an_alias_is_shown_with_its_person_alone(open_page: OpenPage) -> None:
    page = open_page(f"{PEOPLE}?words=oran")
    assert shown(page) == ["person-velt"]
    assert seen(page, ".alias[data-of=person-velt]") == [True]
    page.locator(WORDS).fill("luthi")
    assert not any(seen(page, ".alias"))


def test_on_a_phone_letters_and_mentions_are_large_enough(open_page: OpenPage) -> None:
    page = open_page(PEOPLE, 390)
    page.locator("#person-velt summary").first.click()
    links = page.locator(".letters a:visible, .mentions a:visible, .mentions summary, .alias a")
    sizes = links.evaluate_all("all => all.map(e => e.getBoundingClientRect())")
    assert len(sizes) > 20
    assert all(size["width"] >= 44 and size["height"] >= 44 for size in sizes)
    assert page.locator(".letters li:visible").count() == page.locator(".letters a").count()


def test_on_a_phone_an_emendation_takes_few_lines(open_page: OpenPage) -> None:
    page = open_page(EMENDATIONS, 390)
    row = page.locator("#tides-revolution")
    cells = row.get_by_role("cell")
    assert cells.count() == 6
    feet = [round(edges(cell)[3]) for cell in cells.all()]
    assert len({*feet[:2]}) == len({*feet[2:5]}) == 1  # both forms in a line, then what is known
    assert feet[1] < feet[2] < feet[5]
    assert row.locator("del, ins").all_inner_texts() == ["A revoltion", "A revolution"]
    left, top, right, bottom = edges(row.get_by_role("rowheader").get_by_role("link"))
    assert right - left >= 44
    assert bottom - top >= 44
    height = edges(row)[3] - edges(row)[1]
    assert height < 120
    assert page.get_by_role("table").count() == page.locator("table").count()
