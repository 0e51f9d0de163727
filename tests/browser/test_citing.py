"""Citing in a browser: by mouse, keyboard and touch, with and without script, to exact words."""

import json
from collections.abc import Callable
from typing import Literal
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from build_edition.model import Edition
from build_edition.render.citing import items
from build_edition.render.markup.html import escape
from tests.browser.pages import OpenPage, at_night
from tests.browser.shown import breaks_no_rule, comes_true, point
from tests.formatted import formatted

TITLE = """selector => {
  const link = document.querySelector(selector);
  const lemma = link.closest('.note-head').querySelector('.lemma');
  return link.dataset.title ?? lemma.textContent.slice(1, -1);
}"""
"""The title that a link to citations is given: its own, or the words at the entry’s head."""

NOVEL = "texts/ferry/"
LABELS = ["Chicago, note", "Chicago, bibliography", "MLA", "APA", "BibLaTeX", "BibTeX", "RIS"]
LABELS += ["CSL-JSON"]
CAVEAT = "ade-up fiction, garbled on purpose; figures repaired by the editors"
NOTE = "a[href='#note-{}'].cite"


def by_mouse(page: Page) -> None:
    page.locator("#p3").hover()
    page.locator("#p3 > .cite").click()


def by_keyboard(page: Page) -> None:
    page.locator("#p3 > .number").focus()
    page.locator("#p3 > .cite").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def by_address(page: Page) -> None:
    page.locator("#p3 > .number").tap()
    page.locator("#p3 > .cite").tap()


def forms(page: Page) -> dict[str, str]:
    """Return what the open dialog offers: each form by its label."""
    page.locator("dialog[open]").wait_for()
    found: dict[str, str] = page.evaluate(
        """Object.fromEntries([...document.querySelectorAll("dialog[open] dt")].map(
             dt => [dt.textContent, dt.nextElementSibling.firstElementChild.textContent]))"""
    )
    return found


@pytest.mark.parametrize(
    ("way", "width"), [(by_mouse, 1440), (by_keyboard, 1440), (by_address, 390)]
)
def test_a_passage_is_cited_by_mouse_keyboard_and_touch(
    way: Callable[[Page], None], width: int, open_page: OpenPage
) -> None:
    page = open_page(NOVEL, width)
    way(page)
    page.locator("dialog[open]").wait_for()
    assert page.locator("dialog[open] h2").inner_text() == "Cite passage 3"
    offered = forms(page)
    assert list(offered) == ["Address", *LABELS]
    assert offered["Address"].endswith("/texts/ferry/#p3")
    for label in LABELS:
        words = " ".join(offered[label].split())
        assert CAVEAT in words, label
        assert ("assage 3" in words) != (label == "Chicago, bibliography"), label
        assert "/texts/ferry/#p3" in words, label
        assert "assage 0" not in words
        assert "p0" not in words
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("kind", ["note by the editors", "note by another", "emendation"])
def test_notes_and_emendations_are_cited_as_what_they_are(
    kind: str, open_page: OpenPage, an_edition: Edition
) -> None:
    text = next(text for text in an_edition.texts if text.info.slug == "ferry")
    by: items.By = (("example", ""),) if kind == "note by another" else ()
    if kind == "emendation":
        ruling = next(reading for reading in text.readings if reading.emendations).emendations[0]
        anchor, place = f"em-{ruling.ruling.id}", f"emendation in passage {ruling.ruling.at[1:]}"
        link = f"#ruling-{ruling.ruling.id} a.cite"
    else:
        note, at = next(
            (a.note, reading.id[1:])
            for reading in text.readings
            for a in reading.annotations
            if items.signed(a.note) == by
        )
        anchor, place = f"note-{note.id}", f"note on passage {at}"
        link = f"#{anchor} a.cite"
    page = open_page(NOVEL)
    point(page)
    title = page.evaluate(TITLE, link)
    page.evaluate("s => document.querySelector(s).click()", link)
    offered = forms(page)
    item = items.note_item(an_edition.imprint, text.info, by, place, anchor, title)
    wanted = formatted((json.dumps(item, ensure_ascii=False),))[str(item["id"])]
    for form in wanted:
        html = form.words if form.styled else escape(form.words)
        assert offered[form.label].split() == BeautifulSoup(html, "html.parser").text.split()
    page.locator("dialog[open] .cite-close").click()
    assert page.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("modifier", ["Control", "Shift", "Meta"])
def test_a_link_that_is_opened_elsewhere_opens_no_dialog(
    modifier: Literal["Control", "Shift", "Meta"], open_page: OpenPage
) -> None:
    page = open_page(NOVEL)
    point(page)
    # The browser’s own answer is prevented, but only after the page had its turn.
    page.evaluate(
        "addEventListener('click', e => { taken = e.defaultPrevented; e.preventDefault(); })"
    )
    page.locator(".rulings a.cite").first.click(modifiers=[modifier])
    assert page.evaluate("taken") is False
    page.locator(".rulings a.cite").first.click()
    assert page.evaluate("taken") is True
    page.locator("dialog[open]").wait_for()


def test_a_press_copies_and_says_so(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    by_mouse(page)
    for label in ["Address", *LABELS]:
        page.locator("dialog").get_by_role("button", name=f"Copy {label}", exact=True).click()
        page.get_by_text(f"{label}: copied.").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == forms(page)[label]


def test_italics_are_copied_too(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    by_mouse(page)
    page.locator("dialog").get_by_role("button", name="Copy MLA").click()
    page.get_by_text("MLA: copied.").wait_for()
    html = page.evaluate(
        """(async () => (await (await navigator.clipboard.read())[0].getType("text/html")).text())()"""
    )
    assert "<em>Harbour Lights" in html


def test_where_nothing_may_be_copied_the_words_are_selected(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }")
    by_mouse(page)
    page.locator("dialog").get_by_role("button", name="Copy APA").click()
    page.get_by_text("APA: selected").wait_for()
    assert page.evaluate("getSelection().toString()").strip() == forms(page)["APA"]


def test_a_text_is_copied_at_its_foot(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    point(page)
    page.locator(".citing").get_by_role("button", name="Copy MLA").click()
    page.locator(".citing").get_by_text("MLA: copied.").wait_for()
    assert "How Velt Crossed the Bay" in page.evaluate("navigator.clipboard.readText()")


def test_focus_returns_to_where_it_was(open_page: OpenPage) -> None:
    page = open_page(NOVEL)
    by_keyboard(page)
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('#p3 > .cite')")


SELECT = """([at, from, to]) => {
  const passage = document.getElementById(at), walker = document.createTreeWalker(passage, 4);
  const nodes = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(".apparatus"))
    nodes.push(walker.currentNode);
  const all = nodes.map(n => n.data).join("");
  const locate = at => { for (const n of nodes) { if (at <= n.length) return [n, at]; at -= n.length; } };
  const start = all.indexOf(from), end = all.indexOf(to, start) + to.length;
  getSelection().setBaseAndExtent(...locate(start + 0.0), ...locate(end));
  return all.slice(start, end);
}"""

WORDS = [
    ("texts/talk/", "p8", "Velt got", "to silence Velt"),
    ("texts/talk/", "p10", "In", "Dorn"),
    at_night("texts/talk/", "p12", "what disasters the", "lead his people to"),
    ("texts/ferry/", "p24", "On the contrary", "existence of the guild."),
    at_night("texts/ferry/", "p28", "They began to", "as absolutely right"),
    ("texts/ferry/", "p23", "Velt also", "reacted"),
    at_night("texts/ferry/", "p23", "that the atomic", "had stopped"),
    ("texts/tides/", "p30", "The tide", "in the bay"),
]


@pytest.mark.parametrize(("path", "at", "first", "last"), WORDS)
@pytest.mark.parametrize("width", [1440, at_night(390)])
def test_a_link_to_selected_words_leads_to_them(
    path: str, at: str, first: str, last: str, width: int, open_page: OpenPage
) -> None:
    page = open_page(path, width)
    words = page.evaluate(SELECT, [at, first, last])
    page.get_by_role("button", name="cite these words").click()
    offered = forms(page)
    link = offered["Link to these words"]
    assert words.split()[0] in offered["Quotation"]
    assert f"#{at}:~:text=" in link
    fragment = link.partition(":~:")[2]
    assert " " not in fragment
    assert "-" not in fragment
    again = open_page(f"{path}#{at}:~:{fragment}", width)
    comes_true(again, f"location.hash == '#{at}'")
    seen = again.evaluate(SELECT, [at, first, last])
    assert seen == words
    # A browser goes to quoted words only when the page has come to rest.
    comes_true(
        again,
        "(r => r.bottom > 0 && r.top < innerHeight)"
        "(getSelection().getRangeAt(0).getBoundingClientRect())",
    )
    assert unquote(fragment).lower().split("text=")[1].split(",")[0] in seen.lower() or "," in first


def test_the_button_stays_where_it_is_while_the_selection_does(open_page: OpenPage) -> None:
    """Whoever presses a mouse on it as another event comes has not missed it when letting go."""
    page = open_page("texts/ferry/")
    page.evaluate(SELECT, ["p23", "Velt also", "reacted"])
    button = page.get_by_role("button", name="cite these words")
    button.wait_for()
    moved = """async () => {
      let changes = 0;
      const observer = new MutationObserver(found => { changes += found.length; });
      observer.observe(document.querySelector(".tt-body"), {childList: true, subtree: true});
      document.dispatchEvent(new Event("selectionchange"));
      await new Promise(done => setTimeout(done, 50));
      return changes;
    }"""
    assert page.evaluate(moved) == 0
    assert button.is_visible()


QUOTED = """async () => {
  const { quoted } = await import(new URL("../../assets/cite-words.js", location.href));
  const passage = document.querySelector("#p3 .reading") ?? document.getElementById("p3");
  const words = document.createTextNode(" Tide-table - it's so! ");
  passage.prepend(words);
  const range = document.createRange();
  range.setStart(words, 1);
  range.setEnd(words, words.length - 1);
  return quoted(passage, range);
}"""


def test_a_sign_that_means_something_in_a_fragment_is_only_a_sign(open_page: OpenPage) -> None:
    said = open_page(NOVEL).evaluate(QUOTED)
    assert said["quotation"] == "Tide-table - it's so!"
    text = said["fragment"].removeprefix(":~:text=")
    assert unquote(text.replace(",", " ")) == said["quotation"]
    assert not {*text} & {*"-!'()* "}


READINGS = """() => [...document.querySelectorAll(".tt-body .passage")].map(passage => {
  const copy = passage.cloneNode(true);
  for (const other of copy.querySelectorAll(".apparatus")) other.remove();
  return [passage.id, copy.textContent.replace(/\\s+/g, " ")];
})"""

AGAIN = [
    ("texts/ferry/", "p40", "Velt", "Velt"),
    ("texts/ferry/", "p22", "Velt", "Velt"),
    ("texts/ferry/", "p89", "north shore", "north shore"),
    ("texts/talk/", "p14", "Velt", "Velt"),
    ("texts/tides/", "p85", "the chart", "the chart"),
]


@pytest.mark.parametrize(("path", "at", "first", "last"), AGAIN)
def test_words_that_stand_earlier_too_are_told_apart(
    path: str, at: str, first: str, last: str, open_page: OpenPage
) -> None:
    page = open_page(path, 1440)
    assert page.evaluate(SELECT, [at, first, last]) == first
    page.get_by_role("button", name="cite these words").click()
    offered = forms(page)
    assert offered["Quotation"].startswith(f"“{first}")
    link = offered["Link to these words"]
    told = unquote(link.partition("text=")[2]).replace("-,", " ").replace(",-", " ")
    readings = page.evaluate(READINGS)
    first_with_it = next(name for name, words in readings if told in words)
    assert first_with_it == at


def test_without_script_a_text_has_its_citation_and_files(open_page: OpenPage) -> None:
    page = open_page(NOVEL, js=False)
    section = page.locator(".citing")
    assert section.is_visible()
    words = section.text_content() or ""
    for label in LABELS[:4]:
        assert label in words
    assert words.count(CAVEAT) == 4
    assert section.locator("a[download]").count() == 4
    assert page.locator("button.cite").count() == 0
    assert page.locator("#notes ~ .footnote a.cite").first.get_attribute("href")


@pytest.mark.parametrize(
    ("width", "scheme"),
    [(1440, "light"), (390, "dark"), at_night(1440, "dark"), at_night(390, "light")],
)
def test_the_dialog_breaks_no_rule_of_access(width: int, scheme: str, open_page: OpenPage) -> None:
    page = open_page(NOVEL, width, scheme)
    page.locator("#p3 > .number").focus()
    page.locator("#p3 > .cite").click()
    page.get_by_role("dialog", name="Cite passage 3").wait_for()
    breaks_no_rule(page, "dialog[open]")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator("dialog[open]").bounding_box()
    assert box
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 900


def test_the_way_to_cite_is_no_part_of_the_reading(open_page: OpenPage) -> None:
    page = open_page(NOVEL + "#p3")
    words = page.evaluate(
        """(() => { const p = document.getElementById("p3").cloneNode(true);
           p.querySelectorAll(".apparatus").forEach(e => e.remove()); return p.textContent; })()"""
    )
    assert "cite" not in words
