"""The TEI of each text is valid, and yields what is read and what was transmitted."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from build_edition import edition
from build_edition.model import (
    GAP,
    WHOLE,
    Annotation,
    Call,
    Edition,
    Emendation,
    Line,
    Mention,
    Passage,
    PassageRecord,
    Reading,
    Span,
    Text,
    Work,
)
from build_edition.render.exports.tei import NAMESPACE, tei
from build_edition.render.exports.tei.reference import bibliographic
from build_edition.render.exports.tei.signs import said
from build_edition.render.exports.tei.words import WordContext, passage_words
from build_edition.render.markup.xml import pointer, tag
from build_edition.sources.load import load_sources
from tests import support
from tests.support import ROOT, SLUGS, whole
from tests.tei_schema import faults

TEI = {"t": NAMESPACE}
ID = "{http://www.w3.org/XML/1998/namespace}id"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def editions(an_edition: Edition) -> dict[str, Edition]:
    """The edition that each text belongs to, by the text's name: the specimen or the miniature."""
    sources, _ = load_sources(ROOT / "tests/golden")
    assert sources
    miniature, _ = edition.build(sources)
    assert miniature
    return {t.info.slug: e for e in (an_edition, miniature) for t in e.texts}


def octets_of(edition: Edition, text: Text) -> bytes:
    """Return a text's TEI as it is written to its file."""
    (content,) = tei(whole(edition), text).values()
    return content.encode()


@pytest.fixture(params=(*SLUGS, "minutes"))
def text(request: pytest.FixtureRequest, editions: dict[str, Edition]) -> Text:
    """A text; the test runs once for each."""
    found = editions[request.param].texts
    return next(text for text in found if text.info.slug == request.param)


@pytest.fixture
def document(text: Text, editions: dict[str, Edition]) -> etree._Element:
    """The text's TEI, parsed."""
    return etree.fromstring(octets_of(editions[text.info.slug], text))


NO_LONGER_THERE: dict[str, Any] = {
    "gone": (
        PassageRecord(
            "p90", "paragraph", Span(0, 1), "There was", also=("p91",), gone="It was furniture."
        ),
    ),
    "retired_notes": (support.note("x", id="old", retired="It was wrong.", successor="salt"),),
    "retired_rulings": (support.ruling("teh", "the", id="old", retired="It was a typing error."),),
}
"""A withdrawn passage, a retired note with a successor, and a retired ruling without one."""


class Anchor(str):
    """A pointer to an anchor; the type distinguishes it from words."""


def told(element: etree._Element, form: str = "corr") -> Iterator[str]:
    """Yield an element's words, by the rule that the document itself states, and its anchors."""
    name = etree.QName(element).localname
    if name == "anchor":
        yield Anchor("#" + element.attrib[ID])
    elif name == "gap":
        yield "[…]"
    elif name == "choice":
        (chosen,) = element.findall(f"{{*}}{form}")
        yield from told(chosen, form)
    elif name == "g":
        yield chr(int(element.attrib["ref"].removeprefix("#sign-"), 16))
    elif name != "label" and element.get("type") != "call":
        yield element.text or ""
        for child in element:
            yield from told(child, form)
            yield child.tail or ""


def words(element: etree._Element, form: str = "corr") -> str:
    """Return the words of an element, with each `choice` in one of its forms."""
    return "".join(part for part in told(element, form) if not isinstance(part, Anchor))


def passages(document: etree._Element) -> list[etree._Element]:
    """Return the passages, found by the XPath that the document states."""
    (cite,) = document.iterfind(".//t:citeStructure", TEI)
    path = cite.attrib["match"].replace("text", "t:text")
    return list(document.xpath(path, namespaces=TEI))


def test_tei_is_valid(document: etree._Element) -> None:
    assert not faults(document)


def test_the_licence_is_named_with_its_address(document: etree._Element) -> None:
    licence = document.find(".//t:availability/t:licence", TEI)
    assert licence.attrib["target"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "CC BY 4.0" in licence.text


@pytest.mark.parametrize("name", ["emendation", "person", "w"])
def test_the_schema_would_find_a_fault(name: str, document: etree._Element) -> None:
    document.find(".//t:body", TEI).append(etree.Element(f"{{{NAMESPACE}}}{name}"))
    assert faults(document)


def test_the_reading_comes_back(document: etree._Element, text: Text) -> None:
    found = {element.attrib[ID]: words(element) for element in passages(document)}
    assert found == {reading.id: reading.text for reading in text.readings}
    assert list(found) == [reading.id for reading in text.readings]


def test_the_transmitted_words_come_back(document: etree._Element, text: Text) -> None:
    found = [words(element, "sic") for element in passages(document)]
    assert "\n".join(found) == text.transmitted


def test_each_emendation_comes_back_with_its_grounds(document: etree._Element, text: Text) -> None:
    by_id = {element.get(ID): element for element in document.iter()}
    reasons = {
        note.attrib["target"]: words(note.find("t:p", TEI))
        for note in document.iterfind(".//t:note[@type='emendation']", TEI)
    }
    for ruling in (e.ruling for reading in text.readings for e in reading.emendations):
        found = by_id[f"em-{ruling.id}"]
        assert words(found, "sic") == ruling.on
        assert words(found) == (ruling.on if ruling.read is None else ruling.read)
        assert reasons[f"#em-{ruling.id}"] == ruling.why
        holder = found if ruling.read is None else found.find("t:corr", TEI)
        assert holder.attrib["cert"] == ruling.certainty
        if ruling.read is not None:
            cited = " ".join(f"#work-{citation.key}" for citation in ruling.sources)
            assert holder.attrib["evidence"] == ruling.evidence
            assert holder.attrib["type"] == ruling.kind
            assert holder.get("source", "") == cited
            assert len(holder.findall("t:gap", TEI)) == ruling.read.count(GAP)
    assert len(reasons) == sum(len(reading.emendations) for reading in text.readings)


def test_each_note_holds_exactly_its_words(document: etree._Element, text: Text) -> None:
    notes = {
        note.attrib[ID]: note
        for note in document.iterfind(".//t:listAnnotation/t:note", TEI)
        if ID in note.attrib
    }
    streams = {element.attrib[ID]: [*told(element)] for element in passages(document)}
    for reading in text.readings:
        for a in reading.annotations:
            found = notes[f"note-{a.note.id}"]
            assert found.attrib["type"] == a.note.kind
            if a.note.lemma.on == WHOLE:
                assert found.attrib["target"] == f"#{reading.id}"
                continue
            stream = streams[reading.id]
            edges = [stream.index(found.attrib[key]) for key in ("target", "targetEnd")]
            between = "".join(p for p in stream[slice(*edges)] if not isinstance(p, Anchor))
            assert between == reading.text[a.span.start : a.span.end]
    tombstones = [*text.gone, *text.retired_notes, *text.retired_rulings]
    assert len(notes) == len(text.notes) + len(tombstones)


def test_a_note_says_who_wrote_it_and_what_it_rests_on(editions: dict[str, Edition]) -> None:
    given = editions["minutes"]
    by = ("second example", "editors")
    note = support.note("*", id="more", by=by, source="An old diary.", internal=True)
    document = etree.fromstring(octets_of(given, replace(given.texts[0], about=(note,))))
    by_id = {element.get(ID): element for element in document.iter()}
    found = by_id["note-more"]
    names = [by_id[aim[1:]].findtext("t:name", "", TEI) for aim in found.attrib["resp"].split()]
    assert names == ["second example", *given.imprint.editors]
    assert found.findtext("t:bibl", "", TEI) == "An old diary."
    assert "#evidence-internal" in found.attrib["ana"].split()


def test_every_pointer_leads_somewhere(
    document: etree._Element, editions: dict[str, Edition]
) -> None:
    ids = [element.attrib[ID] for element in document.iter() if ID in element.attrib]
    assert len(ids) == len(set(ids))
    files = {
        Path(path).name for e in editions.values() for t in e.texts for path in tei(whole(e), t)
    }
    for key in ("target", "targetEnd", "ref", "resp", "who", "ana", "source"):
        for element in document.iterfind(f".//*[@{key}]"):
            for aim in element.attrib[key].split():
                path, _, fragment = aim.partition("#")
                if not path:
                    assert fragment in ids, aim
                elif path.endswith(".xml"):
                    assert path in files


def test_what_is_no_longer_there_keeps_its_id(
    editions: dict[str, Edition],
) -> None:
    given = editions["minutes"]
    changed = replace(given.texts[0], **NO_LONGER_THERE)
    document = etree.fromstring(octets_of(given, changed))
    assert not faults(document)
    by_id = {element.get(ID): words(element) for element in document.iter()}
    assert by_id["p90"] == "“There was …”It was furniture."
    assert by_id["note-old"] == "It was wrong. What took its placeSo it was."
    assert "It was a typing error." in by_id["em-old"]
    assert "p91" in by_id


def test_the_authors_notes_are_apart_from_the_editors(document: etree._Element, text: Text) -> None:
    found = [note.attrib[ID] for note in document.iterfind(".//t:note[@type='author']", TEI)]
    assert found == [reading.id for reading in text.readings if reading.kind == "endnote"]


def test_what_only_programs_that_follow_pointers_would_show_is_said_in_words(
    document: etree._Element, text: Text
) -> None:
    """CETEIcean shows nothing of an empty gap, and the Stylesheets nothing of what stands off."""
    assert all(
        gap.findtext("t:desc", None, TEI) == "[…]" for gap in document.iterfind(".//t:gap", TEI)
    )
    labels = {
        note.attrib[ID]: note.findtext("t:label", "", TEI)
        for note in document.iterfind(".//t:listAnnotation/t:note", TEI)
        if ID in note.attrib
    }
    links = [ref.attrib["target"] for ref in document.iterfind(".//t:ref[@subtype='note']", TEI)]
    for reading in text.readings:
        for a in reading.annotations:
            if a.note.lemma.on != WHOLE:
                words = " ".join(reading.text[slice(*a.span)].split())
                label = " ".join(labels[f"note-{a.note.id}"].split())
                assert label == f"{words}:" or document.find(".//t:g", TEI) is not None
                assert any(link.endswith(f"#note-{a.note.id}") for link in links)


def test_chinese_and_russian_words_say_so(document: etree._Element) -> None:
    for element in document.iter():
        own = element.text or ""
        if re.search("[\u0400-\u04ff\u3400-\u9fff]", own):
            closest = element.xpath("ancestor-or-self::*[@xml:lang][1]")[-1]
            assert re.match("zh|ru|uk|ja|sr", closest.get(LANGUAGE)), own


@pytest.mark.parametrize(
    ("words", "element"),
    [
        ("Chen Yun", "persName"),
        ("Chairman Mao", "persName"),
        ("the Chairman", "rs"),
        ("The Chairman", "rs"),
        ("Premier", "rs"),
        ("China’s Khrushchev", "rs"),
        ("Marxism", None),
    ],
)
def test_only_a_name_is_a_name(words: str, element: str | None) -> None:
    line = Line(words, Span(0, len(words)), "paragraph")
    reading = Reading(Passage("p1", (), line), words, (), (), ())
    names = ((Mention("t", "p1", Span(0, len(words))), "somebody"),)
    drawn = passage_words(reading, WordContext({"p1": names}, {}, {}, frozenset()))
    found = [etree.QName(part).localname for part in etree.fromstring(f"<p>{drawn}</p>")]
    assert found == ([element] if element else [])


@pytest.mark.parametrize(
    ("work", "printed"),
    [
        ({"author": [{"family": "Example", "given": "A."}], "title": "Salt"}, "Example, A. Salt"),
        (
            {"author": [{"literal": "Example"}], "title": "Salt", "page": "5 ff."},
            "Example. Salt. 5 ff.",
        ),
        ({"title": "Who Came?", "publisher": "Example"}, "Who Came? Example"),
        ({"title": "Salt", "publisher": "Example"}, "Salt. Example"),
    ],
)
def test_no_part_of_an_entry_has_two_stops(work: dict[str, Any], printed: str) -> None:
    drawn = bibliographic(Work("w", "", "", json.dumps({"type": "book", **work}), support.PLACE))
    assert drawn.striptags() == printed


def test_the_witness_is_described(document: etree._Element) -> None:
    bibl = document.find(".//t:sourceDesc/t:bibl", TEI)
    assert len(bibl.findtext("t:idno", "", TEI)) == 64
    assert bibl.findtext("t:extent", "", TEI).endswith(" bytes")


def test_speakers_labels_stand_beside_the_passages(document: etree._Element, text: Text) -> None:
    labels = [element.text for element in document.iterfind(".//t:sp/t:speaker", TEI)]
    assert labels == [r.passage.line.speaker for r in text.readings if r.kind == "turn"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_sign_comes_back(signs: str) -> None:
    element = etree.fromstring(tag("p", said(signs)).encode())
    assert words(element) == signs


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_address_is_a_pointer(signs: str) -> None:
    aim = pointer(signs)
    assert etree.fromstring(tag("ref", target=aim)).attrib["target"] == aim
    assert aim.isascii()
    assert not set(aim) & set(' "<>\n\r\t')


@st.composite
def marked(draw: st.DrawFn) -> tuple[Reading, WordContext]:
    """Draw a passage with notes, names, calls and emendations that overlap in any possible way."""
    text = draw(st.text("ab […]&<\x01\uf0ad", min_size=1, max_size=24))
    edges = draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    stretches = list(zip(edges[::2], edges[1::2], strict=False))
    reads: list[str | None] = [draw(st.sampled_from([text[a:b], None])) for a, b in stretches]
    emendations = tuple(
        Emendation(support.ruling("teh", read, id=f"e{n}"), Span(0, 0), Span(*stretch))
        for n, (read, stretch) in enumerate(zip(reads, stretches, strict=True))
    )
    span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = draw(st.lists(span.filter(lambda s: s[0] < s[1]).map(lambda s: Span(*s)), max_size=6))
    annotations = tuple(
        Annotation(support.note(text[s.start : s.end] + "!", id=f"n{n}"), s, s)
        for n, s in enumerate(spans[:3])
    )
    names = tuple((Mention("t", "p1", s), "somebody") for s in spans[3:])
    free = [a for a in range(1, len(text) + 1) if not any(s < a < e for s, e in stretches)]
    calls = tuple(Call(at, str(n)) for n, at in enumerate(draw(st.lists(st.sampled_from(free)))))
    line = Line(text, Span(0, len(text)), "paragraph")
    reading = Reading(Passage("p1", (), line), text, emendations, calls, annotations)
    return reading, WordContext({"p1": names}, {f"n{n}": "" for n in range(3)}, {}, frozenset())


@given(marked())
def test_marks_that_overlap_in_any_way_leave_the_reading_whole(
    given_passage: tuple[Reading, WordContext],
) -> None:
    reading, known = given_passage
    element = etree.fromstring(tag("p", passage_words(reading, known)).encode())
    assert words(element) == reading.text
    stream = [*told(element)]
    for a in reading.annotations:
        edges = stream.index(f"#start-{a.note.id}"), stream.index(f"#end-{a.note.id}")
        between = "".join(part for part in stream[slice(*edges)] if not isinstance(part, Anchor))
        assert between == reading.text[slice(*a.span)]
    calls = [ref for ref in element.iter("ref") if ref.get("subtype") != "note"]
    assert len(calls) == len(reading.calls)
    assert all(e.find("sic") is not None for e in element.iter("choice"))
