"""Notes and emendations as Web Annotations, each with a fragment and a quotation that find it."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from build_edition.model import Edition, Text
from build_edition.render.exports.web_annotation import CONTEXT, PATH
from tests.support import Files

MOTIVATIONS = {"commenting", "identifying", "editing", "classifying"}


@pytest.fixture(scope="module")
def collection(files: Files) -> Any:
    """The collection of annotations, parsed."""
    return json.loads(str(files[PATH]))


@pytest.fixture(scope="module")
def items(collection: Any) -> dict[str, Any]:
    """Every annotation, by its id."""
    return {item["id"]: item for item in collection["first"]["items"]}


def addresses(edition: Edition, text: Text) -> list[str]:
    """Return the address of each note and emendation of a text."""
    page = f"{edition.imprint.address}texts/{text.info.slug}/"
    found = [f"{page}#note-{note.id}" for note in text.notes]
    return found + [f"{page}#em-{e.ruling.id}" for r in text.readings for e in r.emendations]


def test_the_collection_has_one_page_that_holds_it_all(collection: Any) -> None:
    page = collection["first"]
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], page["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert collection["total"] == len(page["items"])
    assert page["partOf"] == collection["id"]
    assert collection["last"] == page["id"]
    assert page["startIndex"] == 0
    assert collection["modified"].endswith("Z")


def test_each_note_and_emendation_is_one_annotation_under_its_address(
    items: dict[str, Any], an_edition: Edition
) -> None:
    expected = [a for text in an_edition.texts for a in addresses(an_edition, text)]
    assert sorted(items) == sorted(expected)


def test_each_annotation_says_what_the_model_asks_for(items: dict[str, Any]) -> None:
    for item in items.values():
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        assert item["rights"].startswith("https://creativecommons.org/licenses/by/")
        assert all(creator["name"] for creator in item["creator"])
        for body in item["body"]:
            assert body["type"] == "TextualBody"
            assert body["value"]
            assert body["format"] in ("text/html", "text/plain")
            assert body["language"]
            assert body["purpose"] in MOTIVATIONS


def test_words_are_found_again_by_fragment_and_quotation(
    items: dict[str, Any], an_edition: Edition
) -> None:
    for text in an_edition.texts:
        page = f"{an_edition.imprint.address}texts/{text.info.slug}/"
        readings = {reading.id: reading.text for reading in text.readings}
        for item in items.values():
            if not isinstance(item["target"], dict) or item["target"]["source"] != page:
                continue
            selector = item["target"]["selector"]
            assert selector["type"] == "FragmentSelector"
            quote = selector["refinedBy"]
            words = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert quote["exact"]
            reading = readings[selector["value"]]
            start = reading.index(words) + len(quote["prefix"])
            behind = len(reading) - start - len(quote["exact"])
            assert len(quote["prefix"]) == min(CONTEXT, start)
            assert len(quote["suffix"]) == min(CONTEXT, behind)


def test_a_note_is_aimed_at_exactly_its_words(items: dict[str, Any], an_edition: Edition) -> None:
    for text in an_edition.texts:
        page = f"{an_edition.imprint.address}texts/{text.info.slug}/"
        for reading in text.readings:
            for a in reading.annotations:
                quote = items[f"{page}#note-{a.note.id}"]["target"]["selector"]["refinedBy"]
                assert quote["exact"] == reading.text[a.span.start : a.span.end]
        for note in text.about:
            assert items[f"{page}#note-{note.id}"]["target"] == page


def test_an_emendation_edits_and_shows_what_was_transmitted(
    items: dict[str, Any], an_edition: Edition
) -> None:
    for text in an_edition.texts:
        for ruling in (e.ruling for r in text.readings for e in r.emendations):
            page = f"{an_edition.imprint.address}texts/{text.info.slug}/"
            item = items[f"{page}#em-{ruling.id}"]
            said = {body["purpose"]: body["value"] for body in item["body"]}
            assert said.get("editing") == ruling.read
            assert (item["motivation"] == "editing") == (ruling.read is not None)
            assert ruling.on in BeautifulSoup(said["commenting"], "html.parser").get_text()


def test_every_link_in_a_body_is_a_whole_address(items: dict[str, Any]) -> None:
    for item in items.values():
        for body in item["body"]:
            if body["format"] == "text/html":
                for link in BeautifulSoup(body["value"], "html.parser").find_all("a"):
                    assert str(link["href"]).startswith(("https://", "http://"))
