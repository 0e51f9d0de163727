"""The landing page and the list of texts."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from build_edition.model import NOTE_KINDS, Quoted, Reading, Text, text_page
from build_edition.render.apparatus.changes import edition_version
from build_edition.render.citing import page_metadata
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.formats import Gathered
from build_edition.render.inserts.worked_example import worked_picture
from build_edition.render.markup.html import PLACEHOLDER, around, element, joined, page
from build_edition.render.markup.languages import direction
from build_edition.render.reading.at_a_glance import figures
from build_edition.render.reading.notes import kind_mark
from build_edition.render.reading.passages import content
from build_edition.render.reading.text_page import caveat, cited_edition

_SENTENCE = re.compile(r"(?<=[.!?])\s")
_FEWEST, _MOST = 5, 30
"""How many words a passage needs to be quoted on a card, and the most that are quoted."""


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
    """Return the landing page: a garbled sentence and its picture, what this is, doors to the texts.

    Without an opening it shows a real passage with its marks. A placeholder is where the texts'
    cards will be.
    """
    imprint = whole.imprint
    parts = (
        element("h1", imprint.title, " ", element("span", imprint.subtitle)),
        *((_opening(whole, imprint.opening), _doors(whole)) if imprint.opening else ()),
        worked_picture(whole) if imprint.opening else "",
        element("p", imprint.abstract, class_="abstract"),
        _proverb(whole, imprint.proverb) if imprint.proverb else "",
        "" if imprint.opening else _showcase(whole),
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
        tagline=imprint.tagline,
        card=imprint.card,
        **of_edition,
    )


def _opening(whole: Whole, opening: Quoted) -> Markup:
    """Return the sentence with which the page opens, linked to its passage, and what is said of it."""
    link = element("a", f"“{opening.words}”", href=_passage(whole, opening))
    return element("p", link, " ", element("b", opening.said), class_="opening", lang="en")


def _doors(whole: Whole) -> Markup:
    """Return a link into each text, in one line, so that they are seen before anything else."""
    links = (element("a", info.kind.partition(",")[0], href=info.page) for info in whole.texts)
    return element("nav", element("span", "Read:"), *links, class_="doors", aria_label="The texts")


def _proverb(whole: Whole, proverb: Quoted) -> Markup:
    where = f"{whole.titles.get(proverb.text, proverb.text)}, passage {proverb.passage[1:]}"
    link = element("a", where, href=_passage(whole, proverb))
    said = f"{proverb.said} " if proverb.said else ""
    return element("p", f"{said}“{proverb.words}” ", link, class_="proverb")


def _passage(whole: Whole, quoted: Quoted) -> str:
    info = whole.infos.get(quoted.text)
    return info.address(quoted.passage) if info else text_page(quoted.text)


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
    where = text.info.address(at)
    link = element("a", f"{text.info.title}, passage {at.removeprefix('p')}", href=where)
    quotation = element(
        "p", _shown(reading, text.info.page_with(at)), class_="passage " + reading.kind
    )
    caption = element("figcaption", link)
    figure = element(
        "figure",
        quotation,
        caption,
        class_="showcase",
        lang=text.info.language,
        dir=direction(text.info.language),
    )
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
        "dotted: emended by the editors; the transmitted words and the reason are listed",
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
    """Return a card for a text: what it is, how it begins, how long, and what was done to it."""
    link = element("a", text.info.title, href=f"{folder}{text.info.slug}/")
    begins = _first_sentence(text)
    parts = (
        element("strong", link),
        element("span", text.info.kind, class_="subtitle"),
        element("q", begins, lang=text.info.language) if begins else "",
        caveat(text),
        element("span", figures(text), class_="figures"),
    )
    return element("li", *parts)


def _first_sentence(text: Text) -> str:
    """Return the first sentence of a text's first running passage, cut after so many words."""
    running = ("paragraph", "turn", "point")
    long = (r.text for r in text.readings if r.kind in running and len(r.text.split()) >= _FEWEST)
    words = _SENTENCE.split(next(long, ""))[0].split()
    return " ".join(words[:_MOST]) + (" …" if len(words) > _MOST else "")


def _ways() -> Markup:
    lines = (
        ("Begin here", "about/", "what this is, how to read it, and who makes it"),
        ("Cite it", "about/citing/", "every passage and note has an address that lasts"),
        ("Add to it", "about/contributing/", "suggest a note or answer an open question"),
        ("Use its data", "data/", "the texts, notes and works as TEI, JSON, EPUB and more"),
        (
            "Can I trust it?",
            "about/principles/",
            "what is changed, what is not, and how it is shown",
        ),
        ("May I copy it?", "about/rights/", "who owns the texts"),
    )
    items = (
        element("li", element("a", name, href=where), f": {said}.") for name, where, said in lines
    )
    return element("ul", *items, class_="onward")


FORMATS = (
    Gathered("landing", landing_card, landing_pages, pages=("index.md",)),
    Gathered("text list", text_list_card, text_list_pages, pages=("texts/index.md",)),
)
