"""What is copied from a text is its words alone, however they were selected."""

import pytest
from playwright.sync_api import Page

from build_edition.model import Edition, Text
from tests.browser.pages import OpenPage
from tests.browser.shown import choose, point

SLUG = "ferry"


def squeezed(words: str) -> str:
    return " ".join(words.split())


def text_of(edition: Edition) -> Text:
    return next(text for text in edition.texts if text.info.slug == SLUG)


def opened(open_page: OpenPage, slug: str = SLUG) -> Page:
    page = open_page(f"texts/{slug}/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    point(page)
    return page


def copied(page: Page) -> str:
    page.keyboard.press("ControlOrMeta+c")
    return str(page.evaluate("navigator.clipboard.readText()"))


def select(page: Page, *passages: str) -> None:
    """Select from the start of the first passage to the end of the last."""
    page.evaluate(
        """([first, last]) => {
             const range = document.createRange();
             range.setStartBefore(document.getElementById(first));
             range.setEndAfter(document.getElementById(last));
             getSelection().removeAllRanges();
             getSelection().addRange(range);
           }""",
        [passages[0], passages[-1]],
    )


def marked(text: Text) -> list[str]:
    """Return the ids of passages that have marks, stars or calls among their words."""
    return [r.id for r in text.readings if r.annotations or r.emendations or r.passage.line.calls]


def test_a_passage_is_copied_without_its_marks(open_page: OpenPage, an_edition: Edition) -> None:
    text = text_of(an_edition)
    page = opened(open_page)
    readings = {r.id: r.text for r in text.readings}
    assert len(marked(text)) > 5
    for name in marked(text):
        select(page, name)
        assert copied(page) == squeezed(readings[name])


def test_a_stretch_and_the_whole_page_are_copied_as_paragraphs(
    open_page: OpenPage, an_edition: Edition
) -> None:
    readings = [squeezed(r.text) for r in text_of(an_edition).readings]
    names = [r.id for r in text_of(an_edition).readings]
    page = opened(open_page)
    select(page, *names[1:5])
    assert copied(page) == "\n\n".join(readings[1:5])
    page.keyboard.press("ControlOrMeta+a")
    assert copied(page) == "\n\n".join(readings)
    html = page.evaluate(
        """(async () => (await (await navigator.clipboard.read())[0].getType("text/html")).text())()"""
    )
    assert html.count("<p ") == len(readings)


def test_of_several_turns_it_is_copied_who_speaks(open_page: OpenPage, an_edition: Edition) -> None:
    text = next(text for text in an_edition.texts if text.info.speakers)
    turns = [r for r in text.readings if r.passage.line.speaker][:3]
    said = [squeezed(f"{r.passage.line.speaker} {r.text}") for r in turns]
    page = opened(open_page, text.info.slug)
    select(page, *(turn.id for turn in turns))
    assert copied(page) == "\n\n".join(said)
    page.evaluate(
        """id => {
             const [words] = [...document.getElementById(id).childNodes].filter(
               node => node.nodeType === Node.TEXT_NODE && node.length > 5);
             getSelection().getRangeAt(0).setStart(words, 3);
           }""",
        turns[0].id,
    )
    assert turns[0].passage.line.speaker not in copied(page).split("\n\n")[0]
    assert copied(page).split("\n\n")[1:] == said[1:]
    select(page, turns[0].id)
    assert copied(page) == squeezed(turns[0].text)


@pytest.mark.parametrize("view", ["edited", "transmitted", "both"])
def test_what_is_copied_is_the_wording_that_is_shown(
    view: str, open_page: OpenPage, an_edition: Edition
) -> None:
    reading = next(r for r in text_of(an_edition).readings if any(e.changes for e in r.emendations))
    page = opened(open_page)
    choose(page, f"view-{view}")
    select(page, reading.id)
    words = reading.passage.line.text if view == "transmitted" else reading.text
    assert copied(page) == squeezed(words)


def test_a_part_of_a_passage_and_a_note_are_copied_as_selected(
    open_page: OpenPage, an_edition: Edition
) -> None:
    page = opened(open_page)
    page.evaluate(
        """() => {
             const walker = document.createTreeWalker(
               document.querySelector(".tt-body"), NodeFilter.SHOW_TEXT,
               node => node.parentElement.closest(".apparatus") || node.length < 20 ? 2 : 1);
             const node = walker.nextNode();
             getSelection().setBaseAndExtent(node, 2, node, 12);
           }"""
    )
    part = copied(page)
    assert 0 < len(part) <= 10
    assert any(part in squeezed(r.text) for r in text_of(an_edition).readings)
    note = page.locator(".footnote .note").first
    note.evaluate("node => getSelection().selectAllChildren(node)")
    assert note.locator(".lemma").inner_text() in squeezed(copied(page))


def test_without_script_marks_are_not_selected(open_page: OpenPage) -> None:
    page = open_page(f"texts/{SLUG}/", js=False)
    assert page.locator(".tt-body .mark").first.is_visible()
    chosen = page.locator(".tt-body .apparatus:not(del)").evaluate_all(
        "found => [...new Set(found.map(node => getComputedStyle(node).userSelect))]"
    )
    assert chosen == ["none"]
