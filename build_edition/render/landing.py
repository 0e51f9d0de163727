"""The landing page and the list of texts."""

from collections.abc import Iterable

from markupsafe import Markup

from build_edition.model import NOTE_KINDS, Reading, Text
from build_edition.render.apparatus.changes import edition_version
from build_edition.render.citing import page_metadata
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.formats import Gathered
from build_edition.render.markup.html import PLACEHOLDER, around, element, joined, page
from build_edition.render.reading.notes import kind_mark
from build_edition.render.reading.passages import content
from build_edition.render.reading.text_page import caveat, cited_edition, figures


def landing_pages(whole: Whole, cards: Iterable[str]) -> dict[str, Iterable[str]]:
    """Return `/`, the landing page, which says in one screen what the edition is."""
    return {"index.md": around(landing_page(whole), cards)}


def text_list_pages(whole: Whole, cards: Iterable[str]) -> dict[str, Iterable[str]]:
    """Return `/texts/`, which lists every text."""
    return {"texts/index.md": around(texts_page(), cards)}


def landing_card(drawing: Drawing, text: Text) -> Markup:
    """Return a text's card on the landing page."""
    return _card(text, "texts/")


def text_list_card(drawing: Drawing, text: Text) -> Markup:
    """Return a text's card in the list of texts."""
    return _card(text, "")


def landing_page(whole: Whole) -> str:
    """Return the landing page: name, abstract, one real passage with its marks, the texts, links.

    A placeholder is where the texts' cards will be.
    """
    imprint = whole.imprint
    parts = (
        element("h1", imprint.title, " ", element("span", imprint.subtitle)),
        element("p", imprint.abstract, class_="abstract"),
        _showcase(whole),
        element("h2", "The texts", id="texts"),
        _LIST,
        _ways(),
    )
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-landing")
    of_edition = page_metadata.of_edition(whole.imprint, whole.texts)
    version = edition_version(whole)
    return page(
        imprint.title,
        imprint.abstract,
        body,
        contents=[],
        edition_version=version,
        cited=cited_edition(imprint),
        **of_edition,
    )


def texts_page() -> str:
    """Return the page of all texts, with a placeholder where their cards will be."""
    parts = (element("h1", "The texts"), _LIST)
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-landing")
    return page("The texts", "All texts of the edition, in reading order.", body, contents=[])


def _showcase(whole: Whole) -> Markup:
    """Return the passage that the imprint names, and a legend of marks; empty if it names none."""
    slug, at = whole.imprint.showcase
    found = [
        (t, r) for t in whole.edition.texts for r in t.readings if (t.info.slug, r.id) == (slug, at)
    ]
    if not found:
        return Markup()
    text, reading = found[0]
    where = f"texts/{slug}/#{at}"
    link = element("a", f"{text.info.title}, passage {at.removeprefix('p')}", href=where)
    quotation = element("p", _shown(reading, f"texts/{slug}/"), class_="passage " + reading.kind)
    caption = element("figcaption", link)
    figure = element("figure", quotation, caption, class_="showcase", lang=text.info.language)
    marks = element("ul", *map(_mark, MARKS), class_="legend", aria_label="What the marks mean")
    return joined("\n", (figure, marks))


def _shown(reading: Reading, page: str) -> Markup:
    number = element("span", reading.id.removeprefix("p"), class_="apparatus number")
    return number + content(reading, None, page)


MARKS = (
    (
        element("span", "25", class_="number"),
        "a passage’s number is its lasting address: it never changes",
    ),
    (
        element("span", element("ins", "word"), class_="em"),
        "dotted: emended by the editors; the form that was transmitted and the reason are listed",
    ),
    (
        element("span", element("ins", "[…]", class_="gap"), class_="em"),
        "lost in transmission: left open, never guessed",
    ),
    (element("sup", "1", class_="call"), "a note by the text’s own author"),
    *((kind_mark(name), kind.meaning) for name, kind in NOTE_KINDS.items()),
)
"""The marks that a reader meets in the texts, each with what it means."""


def _mark(mark: tuple[Markup, str]) -> Markup:
    return element("li", mark[0], " ", mark[1])


_LIST = element("ol", PLACEHOLDER, class_="cards")


def _card(text: Text, folder: str) -> Markup:
    """Return a card for a text: what it is, how long, and what was done to it."""
    link = element("a", text.info.title, href=f"{folder}{text.info.slug}/")
    parts = (
        element("strong", link),
        element("span", text.info.kind, class_="subtitle"),
        caveat(text),
        element("span", figures(text), class_="figures"),
    )
    return element("li", *parts)


def _ways() -> Markup:
    cite = element("a", "what to cite, and for how long it holds", href="about/citing/")
    trust = element("a", "how the texts are edited", href="about/principles/")
    data = element("a", "how it is made, and its data", href="about/making/")
    rights = element("a", "whose the texts are", href="about/rights/")
    add = element("a", "how to suggest or improve a note", href="about/contributing/")
    return element(
        "p",
        *("To trust it, see ", trust, "; to cite it, ", cite, "; to add to it, ", add),
        *("; to use it, ", data, "; before you copy it, ", rights, "."),
        class_="onward",
    )


FORMATS = (
    Gathered("landing", landing_card, landing_pages, pages=("index.md",)),
    Gathered("text list", text_list_card, text_list_pages, pages=("texts/index.md",)),
)
