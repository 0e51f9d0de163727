"""The book is whole: well-formed pages, a complete manifest, no link that leads nowhere."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]
from markupsafe import Markup

from build_edition.model import Edition, Text
from build_edition.model.citing import citations_of
from build_edition.render import draw_whole
from build_edition.render.exports.epub import epub_of_text
from build_edition.render.exports.epub.tree import Links, settled
from build_edition.render.markup.html import element, escape
from tests import support
from tests.conftest import sound_edition
from tests.releases import divided_in
from tests.support import ROOT, book_of, whole

X = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
TYPE = "{http://www.idpf.org/2007/ops}type"
LINKS = Links({"texts/novel/": "text-novel.xhtml"}, "works.xhtml", "https://example.org/tigers/")


@pytest.fixture(scope="module", params=["the edition", "the miniature", "a divided text"])
def drawn(
    request: pytest.FixtureRequest, an_edition: Edition, tmp_path_factory: pytest.TempPathFactory
) -> Edition:
    """The specimen, then the miniature, which has one of everything, as a whole and in parts."""
    if request.param == "the edition":
        return an_edition
    root = ROOT / "tests/golden"
    if request.param == "a divided text":
        root = divided_in(tmp_path_factory.mktemp("divided"))
    return sound_edition(root)


@pytest.fixture(scope="module")
def parts(drawn: Edition) -> dict[str, str]:
    """The files of the book, by path from the package document's folder."""
    return {p.removeprefix("EPUB/"): c for p, c in book_of(drawn).items()}


@pytest.fixture(scope="module")
def pages(parts: dict[str, str]) -> dict[str, etree._Element]:
    """The book's pages, parsed as XML."""
    return {p: etree.fromstring(c.encode()) for p, c in parts.items() if p.endswith(".xhtml")}


def chapters(edition: Edition) -> dict[str, Text]:
    """Return what is on each chapter, by its path: a text, or of a divided one its head or a part."""
    return {
        f"text-{page.info.page.removeprefix('texts/').strip('/').replace('/', '-')}.xhtml": page
        for text in edition.texts
        for page in text.pages
    }


def package(parts: dict[str, str]) -> etree._Element:
    """The package document, parsed."""
    return etree.fromstring(parts["package.opf"].encode())


def links(page: etree._Element) -> Iterator[str]:
    """Yield where a page's links lead."""
    for link in page.iter("{*}a", "{*}link"):
        yield link.attrib["href"]


def test_the_archive_begins_with_its_type_and_is_the_same_each_time(drawn: Edition) -> None:
    ((path, content),) = draw_whole(whole(drawn), "epub").items()
    assert isinstance(content, bytes)
    assert draw_whole(whole(drawn), "epub")[path] == content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        entries = book.infolist()
        assert book.read("mimetype") == b"application/epub+zip"
        assert book.testzip() is None
    assert entries[0].filename == "mimetype"
    assert content[30:58] == b"mimetypeapplication/epub+zip"
    assert {e.date_time for e in entries} == {(1980, 1, 1, 0, 0, 0)}
    kinds = {e.filename: e.compress_type for e in entries}
    assert kinds.pop("mimetype") == zipfile.ZIP_STORED
    assert set(kinds.values()) == {zipfile.ZIP_DEFLATED}


def test_the_books_name_is_the_editions(an_edition: Edition) -> None:
    assert list(draw_whole(whole(an_edition), "epub")) == ["data/harbour-lights.epub"]


def test_the_book_keeps_its_address_when_the_edition_gets_another_title(
    an_edition: Edition,
) -> None:
    renamed = replace(an_edition, imprint=replace(an_edition.imprint, title="Other Lights"))
    assert [*draw_whole(whole(renamed), "epub")] == [*draw_whole(whole(an_edition), "epub")]
    assert [*draw_whole(whole(replace(renamed, released=())), "epub")] == ["data/other-lights.epub"]


def test_the_manifest_names_every_file_and_no_other(parts: dict[str, str]) -> None:
    outside = {"mimetype", "META-INF/container.xml", "package.opf"}
    items = {i.attrib["href"]: i for i in package(parts).iterfind(".//o:item", X)}
    assert set(items) == set(parts) - outside
    assert [href for href, i in items.items() if i.get("properties") == "nav"] == ["nav.xhtml"]
    for href, item in items.items():
        kinds = {"css": "text/css", "svg": "image/svg+xml", "xhtml": "application/xhtml+xml"}
        assert item.attrib["media-type"] == kinds[href.rpartition(".")[2]]
    (cover,) = (i for i in items.values() if i.get("properties") == "cover-image")
    assert etree.fromstring(parts[cover.attrib["href"]].encode()).tag.endswith("svg")


def test_the_reading_order_is_the_editions(parts: dict[str, str], drawn: Edition) -> None:
    document = package(parts)
    hrefs = {i.attrib["id"]: i.attrib["href"] for i in document.iterfind(".//o:item", X)}
    spine = [hrefs[ref.attrib["idref"]] for ref in document.iterfind(".//o:itemref", X)]
    assert spine == ["title.xhtml", "nav.xhtml", *chapters(drawn), "works.xhtml"]


def test_every_link_leads_somewhere(
    pages: dict[str, etree._Element], parts: dict[str, str]
) -> None:
    ids = {
        p: [e.attrib["id"] for e in page.iter() if "id" in e.attrib] for p, page in pages.items()
    }
    for path, page in pages.items():
        assert len(ids[path]) == len(set(ids[path])), path
        for href in links(page):
            if href.startswith(("https://", "http://")):
                continue
            target, fragment = urldefrag(href)
            assert not target or target in parts, href
            assert not fragment or fragment in ids[target or path], f"{path}: {href}"


def test_what_is_no_longer_there_still_answers_in_the_book(an_edition: Edition) -> None:
    ferry = replace(
        an_edition.texts[1],
        retired_notes=(support.note("x", id="old", retired="It was wrong."),),
        retired_rulings=(support.ruling("teh", "the", id="old", retired="A typing error."),),
    )
    changed = replace(an_edition, texts=(an_edition.texts[0], ferry, an_edition.texts[2]))
    page = etree.fromstring(book_of(changed)["EPUB/text-ferry.xhtml"].encode())
    ids = [e.attrib["id"] for e in page.iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))
    assert {"note-old", "em-old"} <= set(ids)


def test_nothing_is_fetched_and_nothing_runs(pages: dict[str, etree._Element]) -> None:
    for page in pages.values():
        assert not page.xpath("//@src | //@style | //*[local-name()='script']")
        assert not [a for e in page.iter() for a in e.attrib if a.startswith("on")]
        assert [link.attrib["href"] for link in page.iter("{*}link")] == ["style.css"]


def test_every_passage_reads_as_in_the_model(parts: dict[str, str], drawn: Edition) -> None:
    for path, text in chapters(drawn).items():
        page = BeautifulSoup(parts[path], "xml")
        for apparatus in page.select(".apparatus"):
            apparatus.decompose()
        found = {str(passage["id"]): passage.get_text() for passage in page.select(".passage")}
        assert found == {reading.id: reading.text for reading in text.readings}


def test_each_mark_leads_to_a_note_that_leads_back(
    pages: dict[str, etree._Element], drawn: Edition
) -> None:
    ids = {
        (path, e.attrib["id"]): e
        for path, page in pages.items()
        for e in page.iter()
        if "id" in e.attrib
    }

    def place(path: str, href: str) -> tuple[str, str]:
        target, name = urldefrag(href)
        return target or path, name

    for path, text in chapters(drawn).items():
        marks = [a for a in pages[path].iter("{*}a") if a.get(TYPE) == "noteref"]
        for mark in marks:
            where = place(path, mark.attrib["href"])
            note = ids[where]
            assert note.get(TYPE) == "footnote"
            if where[1].startswith("note-"):
                assert note.findtext(".//h:a[@class='backlink']", "", X) == mark.text
            backs = [place(where[0], back) for back in links(note)]
            behind = (ids[back] for back in backs if back in ids)
            assert any(mark is a for back in behind for a in [back, *back.iter("{*}a")])
        placed = sum(len(r.annotations) + len(r.emendations) for r in text.readings)
        assert len(marks) == placed + sum(len(r.calls) for r in text.readings)
        assert {(path, f"note-{note.id}") for note in text.notes} <= ids.keys()


def test_each_emendation_shows_both_forms(pages: dict[str, etree._Element], drawn: Edition) -> None:
    for path, text in chapters(drawn).items():
        for ruling in text.rulings:
            (note,) = pages[path].xpath(f"//*[@id='ruling-{ruling.id}']")
            assert ruling.on in "".join(note.itertext())
            assert ruling.why in "".join(note.itertext())


def test_the_title_page_carries_every_caveat(
    pages: dict[str, etree._Element], drawn: Edition
) -> None:
    words = "".join(pages["title.xhtml"].itertext())
    assert drawn.imprint.version in words
    for text in drawn.texts:
        assert text.info.title in words
        assert text.info.caveat in words


def test_the_contents_name_every_text(pages: dict[str, etree._Element], drawn: Edition) -> None:
    entries = pages["nav.xhtml"].findall(".//h:nav[1]/h:ol/h:li/h:a", X)
    titles = ["".join(entry.itertext()) for entry in entries]
    named = (page.info.titled for page in chapters(drawn).values())
    assert titles == [drawn.imprint.title, *named, "Works"]
    below = pages["nav.xhtml"].findall(".//h:nav[1]/h:ol/h:li/h:ol/h:li/h:a", X)
    assert ["".join(entry.itertext()) for entry in below] == [
        label
        for text in drawn.texts
        for label in (
            [entry.label for entry in text.info.contents]
            or [r.text for r in text.readings if r.passage.line.level == 1]
        )
    ]


def test_the_contents_list_every_heading(pages: dict[str, etree._Element], drawn: Edition) -> None:
    listed = {link.attrib["href"] for link in pages["nav.xhtml"].findall(".//h:nav[1]//h:a", X)}
    for path, text in chapters(drawn).items():
        headings = {reading.id for reading in text.readings if reading.kind == "heading"}
        wanted = headings or {entry.at for entry in text.info.contents_here}
        assert {f"{path}#{at}" for at in wanted} <= listed


def test_each_part_that_has_a_type_has_the_role_for_it(pages: dict[str, etree._Element]) -> None:
    """Screen readers know roles alone."""
    for path, page in pages.items():
        for part in page.iter() if path != "nav.xhtml" else ():
            if part.get(TYPE) in (
                "noteref",
                "footnote",
                "endnote",
                "endnotes",
                "bibliography",
                "chapter",
            ):
                assert part.get("role") == f"doc-{part.get(TYPE)}"


def test_the_package_says_what_readers_can_count_on(parts: dict[str, str], drawn: Edition) -> None:
    document = package(parts)
    said = {m.attrib["property"]: m.text for m in document.iterfind(".//o:meta", X)}
    assert said["dcterms:modified"] == f"{drawn.imprint.date}T00:00:00Z"
    assert said["schema:accessMode"] == "textual"
    assert said["schema:accessibilityHazard"] == "none"
    assert "schema:accessibilitySummary" in said
    # a claim of conformance is for whoever has examined the book by hand
    assert not said.keys() & {"dcterms:conformsTo", "a11y:certifiedBy"}
    assert document.findtext(".//dc:language", namespaces=X) == "en"
    (identifier,) = document.iterfind(".//dc:identifier", X)
    assert identifier.attrib["id"] == document.attrib["unique-identifier"]


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("#p1", "#p1"),
        ("../novel/#p2", "text-novel.xhtml#p2"),
        ("../../texts/novel/#note-x", "text-novel.xhtml#note-x"),
        ("../../apparatus/works/#work-x", "works.xhtml#work-x"),
        ("../../texts/novel/#salt", "https://example.org/tigers/texts/novel/#salt"),
        ("../../apparatus/people/", "https://example.org/tigers/apparatus/people/"),
        ("../../texts/novel/transmitted/", "https://example.org/tigers/texts/novel/transmitted/"),
        ("../../texts/lost/#p1", "https://example.org/tigers/texts/lost/#p1"),
        ("https://example.org/港", "https://example.org/%E6%B8%AF"),
    ],
)
def test_links_stay_in_the_book_where_it_has_the_page(href: str, leads: str) -> None:
    assert settled(element("a", "x", href=href), LINKS) == f'<a href="{leads}">x</a>'


def test_what_serves_the_site_alone_is_left_out() -> None:
    html = 'a<b class="cite">1</b>b<i>c</i><del class="apparatus">2</del>d<b class="x ways">3</b>'
    assert settled(Markup(html), LINKS) == "ab<i>c</i>d"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_words_stand_in_a_page(words: str) -> None:
    page = etree.fromstring(f"<body>{settled(element('p', escape(words)), LINKS)}</body>")
    assert len(page) == 1


def test_of_an_edition_too_large_for_one_book_each_text_is_a_book(
    an_edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not any(epub_of_text(whole(an_edition), text) for text in an_edition.texts)
    monkeypatch.setattr("build_edition.render.exports.epub.MOST", 2)
    assert not draw_whole(whole(replace(an_edition, released=())), "epub")
    for text in an_edition.texts:
        ((path, content),) = epub_of_text(whole(an_edition), text).items()
        assert path == f"data/{text.info.slug}.epub"
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            chapter = book.read(f"EPUB/text-{text.info.slug}.xhtml").decode()
            names = {name for name in book.namelist() if name.startswith("EPUB/text-")}
            works = book.read("EPUB/works.xhtml").decode()
        assert names == {f"EPUB/text-{text.info.slug}.xhtml"}
        assert all(f'id="{reading.id}"' in chapter for reading in text.readings)
        cited = {citation.key for citation in citations_of(text)}
        assert set(re.findall('id="work-([^"]+)"', works)) == cited


def test_the_whole_book_stays_where_it_was_released(
    an_edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("build_edition.render.exports.epub.MOST", 2)
    assert list(draw_whole(whole(an_edition), "epub")) == ["data/harbour-lights.epub"]
