"""Notes and emendations as Web Annotations, each with a fragment and a quotation that find it."""

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from build_edition.model import Edition, Text
from build_edition.render.exports.web_annotation import CONTEXT, PATH
from tests.support import Files, soup

MOTIVATIONS = {"commenting", "identifying", "editing", "classifying", "describing"}


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


def aimed(items: dict[str, Any], source: str) -> list[dict[str, Any]]:
    """Return the selectors of every target in a page or a file that has words, by their type."""
    targets = [target for item in items.values() for target in item["target"]]
    return [
        {selector["type"]: selector for selector in target["selector"]}
        for target in targets
        if target["source"] == source and isinstance(target["selector"], list)
    ]


def test_words_are_found_in_the_plain_file_by_quotation_and_position(
    items: dict[str, Any], an_edition: Edition, files: Files
) -> None:
    for text in an_edition.texts:
        path = f"data/{text.info.slug}.txt"
        words = str(files[path])
        for found in aimed(items, an_edition.imprint.address + path):
            quote, place = found["TextQuoteSelector"], found["TextPositionSelector"]
            assert words[place["start"] : place["end"]] == quote["exact"]
            assert words[: place["start"]].endswith(quote["prefix"])
            assert words[place["end"] :].startswith(quote["suffix"])
            assert len(quote["prefix"]) == min(CONTEXT, place["start"])
            assert words.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1


def test_words_are_found_on_the_page_by_element_and_by_quotation_without_apparatus(
    items: dict[str, Any], an_edition: Edition, project: Path
) -> None:
    for text in an_edition.texts:
        source = f"{an_edition.imprint.address}texts/{text.info.slug}/"
        page = soup(project / f"site/texts/{text.info.slug}/index.html")
        bare = BeautifulSoup(str(page), "html.parser")
        for apparatus in bare.select(".apparatus"):
            apparatus.extract()
        for found in aimed(items, source):
            fragment = found["FragmentSelector"]
            quote = fragment["refinedBy"]
            passage = bare.find(id=fragment["value"])
            assert passage
            words = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert " ".join(words.split()) in " ".join(passage.get_text().split())
            chosen = bare.select(found["CssSelector"]["value"])
            assert quote["exact"] in "".join(part.get_text() for part in chosen)
        for note in text.about:
            (target,) = items[f"{source}#note-{note.id}"]["target"]
            assert page.select_one(target["selector"]["value"])


def test_a_reader_that_asks_for_both_selectors_finds_them_in_each_target(
    items: dict[str, Any],
) -> None:
    """Recogito takes in no annotation of which a target lacks a quotation or a position."""
    for item in items.values():
        for target in item["target"]:
            if isinstance(target["selector"], list):
                kinds = {selector["type"] for selector in target["selector"]}
                assert kinds >= {"TextQuoteSelector", "TextPositionSelector"}


def test_the_data_says_what_is_taken_off_a_page_before_matching(collection: Any) -> None:
    assert "`apparatus`" in collection["dcterms:description"]


def test_a_note_is_aimed_at_exactly_its_words(items: dict[str, Any], an_edition: Edition) -> None:
    for text in an_edition.texts:
        page = f"{an_edition.imprint.address}texts/{text.info.slug}/"
        for reading in text.readings:
            for a in reading.annotations:
                for target in items[f"{page}#note-{a.note.id}"]["target"]:
                    (quote,) = (s for s in target["selector"] if s["type"] == "TextQuoteSelector")
                    assert quote["exact"] == reading.text[slice(*a.span)]


def test_an_emendation_edits_and_shows_what_was_transmitted(
    items: dict[str, Any], an_edition: Edition
) -> None:
    for text in an_edition.texts:
        for ruling in (e.ruling for r in text.readings for e in r.emendations):
            page = f"{an_edition.imprint.address}texts/{text.info.slug}/"
            item = items[f"{page}#em-{ruling.id}"]
            said = {body["purpose"]: body["value"] for body in item["body"]}
            assert said.get("editing") == ruling.read
            assert said["describing"] == ruling.on
            assert (item["motivation"] == "editing") == (ruling.read is not None)
            assert ruling.on in BeautifulSoup(said["commenting"], "html.parser").get_text()


def test_every_link_in_a_body_is_a_whole_address(items: dict[str, Any]) -> None:
    for item in items.values():
        for body in item["body"]:
            if body["format"] == "text/html":
                for link in BeautifulSoup(body["value"], "html.parser").find_all("a"):
                    assert str(link["href"]).startswith(("https://", "http://"))
