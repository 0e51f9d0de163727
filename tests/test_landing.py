"""The landing page opens with what the edition names, and leads into every text."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from build_edition.checks.texts import quoted_words
from build_edition.model import Edition, Quoted
from build_edition.render.inserts.worked_example import worked_picture
from tests.support import render, whole


def landing(built: Edition, **given: object) -> BeautifulSoup:
    """Return the landing page of an edition, with some of its imprint's fields replaced."""
    imprint = replace(built.imprint, **given)  # type: ignore[arg-type]
    files = render(replace(built, imprint=imprint))
    return BeautifulSoup(str(files["index.md"]).split("---\n", 2)[2], "html.parser")


def garbled(built: Edition) -> Quoted:
    """Return a sentence whose numbers changed places, as an opening."""
    text, ruling = next(
        (text, e.ruling)
        for text in built.texts
        for reading in text.readings
        for e in reading.emendations
        if e.changes
    )
    return Quoted(text.info.slug, ruling.at, ruling.on, "Nobody wrote that.")


def test_it_opens_with_the_sentence_and_leads_to_it(an_edition: Edition) -> None:
    opening = garbled(an_edition)
    page = landing(an_edition, opening=opening)
    (shown,) = page.select("p.opening")
    assert shown.get_text() == f"“{opening.words}” Nobody wrote that."
    assert shown.a
    assert shown.a["href"] == f"texts/{opening.text}/#{opening.passage}"
    doors = [a["href"] for a in page.select("nav.doors a")]
    assert doors == [f"texts/{text.info.slug}/" for text in an_edition.texts]
    assert len(page.select("svg.worked")) == bool(worked_picture(whole(an_edition)))
    assert not page.select(".showcase")


def test_without_a_sentence_it_shows_a_passage_with_its_marks(an_edition: Edition) -> None:
    page = landing(an_edition, opening=None, proverb=None)
    assert page.select(".showcase")
    assert not page.select(".opening, .doors, .proverb, svg.worked")


def test_the_proverb_is_led_back_to_its_passage(an_edition: Edition) -> None:
    text = an_edition.texts[0]
    reading = text.readings[0]
    words = reading.text.split()[0]
    page = landing(
        an_edition,
        proverb=Quoted(text.info.slug, reading.id, words, "It takes its name from this:"),
    )
    (shown,) = page.select("p.proverb")
    assert shown.get_text().startswith(f"It takes its name from this: “{words}” {text.info.title}")
    assert shown.a
    assert shown.a["href"] == f"texts/{text.info.slug}/#{reading.id}"


def test_each_card_shows_how_its_text_begins(an_edition: Edition) -> None:
    page = landing(an_edition)
    for text, card in zip(an_edition.texts, page.select(".cards li"), strict=True):
        (begins,) = card.select("q")
        words = begins.get_text().removesuffix(" …")
        assert any(words in " ".join(r.text.split()) for r in text.readings)
        assert 5 <= len(words.split()) <= 30


@pytest.mark.parametrize(
    ("at", "words", "code"),
    [
        ("{first}", "{words}", None),
        ("{first}", "{upper}", None),
        ("p9999", "{words}", "no-such-passage"),
        ("{first}", "words that nobody wrote", "words-not-found"),
    ],
)
def test_what_it_quotes_must_be_in_the_text(
    at: str, words: str, code: str | None, an_edition: Edition
) -> None:
    reading = an_edition.texts[0].readings[0]
    given = reading.passage.line.text.split()[0]
    found = words.format(words=given, upper=given.upper())
    quoted = Quoted(an_edition.texts[0].info.slug, at.format(first=reading.id), found)
    for key in ("opening", "proverb"):
        imprint = replace(an_edition.imprint, **{key: quoted})  # type: ignore[arg-type]
        problems = [*quoted_words(replace(an_edition, imprint=imprint))]
        assert [p.code for p in problems] == ([code] if code else [])


def test_without_a_passage_to_show_it_leads_into_the_texts_all_the_same(
    an_edition: Edition,
) -> None:
    page = landing(an_edition, opening=None, proverb=None, showcase=("", ""))
    assert not page.select(".showcase, .legend")
    assert len(page.select("ol.cards, .abstract")) == 2
