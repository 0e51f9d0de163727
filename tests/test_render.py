"""What is drawn says what the model says, on every page and in every format, to the character."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import jsonschema
import pytest
from bs4 import BeautifulSoup, Tag

from build_edition import edition
from build_edition.model import Citation, Edition, Emendation, EmendationRuling, Place, Span, Text
from build_edition.render.apparatus.emendations import emendations_page
from build_edition.render.exports.plain_text import plain_text
from build_edition.render.markup.html import escape
from build_edition.render.reading import emendations
from build_edition.render.reading.emendations import emendation
from build_edition.render.reading.toolbar import VIEWS
from build_edition.sources.load import load_sources
from tests.support import (
    EDITION_YML,
    ROOT,
    Files,
    by_id,
    emitted,
    own_settings,
    render,
    ruling,
    small_edition,
    soup,
    whole,
)

MARCH = Citation("northshore", "", Place("x"))
MEMOIRS = Citation("lightkeeper1952", "Part IX", Place("x"))
NASTY_NOTE = """---
at: p3
on: |-
  # no heading
kind: wording
certainty: high
by: [1 < example & co]
---
a < b && c > d; {x} "y" 'z' 中文 -- | a |
"""
NASTY = [
    "1703. The year",
    "5*3*2 and __init__ and `code`",
    "# no heading",
    "<script>alert(1)</script>",
    "a < b && c > d &amp; &#42; &copy;",
    "[^1] [link](http://example.org) ![x](y)",
    "{ #id .class } {: .x } {{ x }} {% y %}",
    "tab\there",
    "| a | b |",
    "    indented",
    "--- +++ ```",
    "\"quoted\" 'single'",
    "中文 和 Русский",
    "*[abbr]: x",
    "http://example.org:8000/",
    "two  spaces and 3 \uf0ad private",
    ":smile: ==mark== ^^ins^^ ~~del~~",
    "<!-- comment -->",
    "</div></p>",
    "$x$ \\( y \\)",
]


def reading_of(element: Tag) -> str:
    """Return an element's text without its apparatus."""
    copy = BeautifulSoup(str(element), "html.parser")
    for apparatus in copy.select(".apparatus"):
        apparatus.decompose()
    return copy.get_text()


def text_of(given: Edition, slug: str) -> Text:
    """Return one text of an edition."""
    return next(text for text in given.texts if text.info.slug == slug)


def test_every_passage_on_the_page_is_the_models_text(
    slug: str, project: Path, an_edition: Edition
) -> None:
    page = by_id(project / f"site/texts/{slug}/index.html")
    for reading in text_of(an_edition, slug).readings:
        assert reading_of(page[reading.id]) == reading.text


def test_the_page_has_the_passages_in_order_and_no_other(
    slug: str, project: Path, an_edition: Edition
) -> None:
    page = soup(project / f"site/texts/{slug}/index.html")
    found = [element["id"] for element in page.select(".passage")]
    assert found == [reading.id for reading in text_of(an_edition, slug).readings]


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Edition]:
    """A project whose one text is full of what could be taken for Markdown, HTML or YAML."""
    from build_edition.cli import main

    root = small_edition(tmp_path_factory.mktemp("nasty"))
    folder = root / "edition/texts/letter"
    for name in ("passages.json", "emendations.yml", "text.yml", "notes/ship.md"):
        (folder / name).unlink()
    for name in ("works.json", "people.yml", "events.yml", "series.yml"):
        (root / "edition" / name).unlink()
    (folder / "notes/nasty.md").write_text(NASTY_NOTE, encoding="utf-8")
    (folder / "raw.txt").write_text("\n".join(NASTY), encoding="utf-8")
    head = "slug: letter\ntitle: '1 < b> & *A* [x] {{y}}'\nkind: 'a: b'\nrights: '`c`'\ncaveat: '# d'\n"
    (folder / "text.yml").write_text(head, encoding="utf-8")
    (root / "edition/edition.yml").write_text(
        EDITION_YML.replace("letter p2", "letter p4"), encoding="utf-8"
    )
    for name in ("overrides", "docs/about", "docs/assets"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to(ROOT / name)
    own_settings(root)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        config.replace("strict: true", "strict: false"), encoding="utf-8"
    )
    assert main(["--root", str(root), "number", "letter"]) == 0
    sources, _ = load_sources(root)
    assert sources
    built, problems = edition.build(sources)
    assert built, problems

    emitted(root, render(built))
    return root, built


def test_no_sign_of_a_text_is_taken_for_markup(nasty: tuple[Path, Edition]) -> None:
    import markdown

    root, built = nasty
    source = (root / "docs/texts/letter/index.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    extensions = ["attr_list", "footnotes", "def_list", "tables", "toc", "pymdownx.superfences"]
    page = BeautifulSoup(markdown.markdown(source, extensions=extensions), "html.parser")
    for reading, line in zip(built.texts[0].readings, NASTY, strict=True):
        found = page.find(id=reading.id)
        assert isinstance(found, Tag)
        assert reading_of(found) == line == reading.text
    assert not page.find("script")
    assert page.h1
    assert page.h1.get_text() == "1 < b> & *A* [x] {{y}}"


def test_front_matter_survives_any_title(nasty: tuple[Path, Edition]) -> None:
    import yaml

    front = (nasty[0] / "docs/texts/letter/index.md").read_text(encoding="utf-8").split("---\n")[1]
    assert yaml.safe_load(front)["title"] == "1 < b> & *A* [x] {{y}}"


@pytest.mark.parametrize("words", NASTY)
def test_escaped_words_read_as_they_were(words: str) -> None:
    assert BeautifulSoup(f"<p>{escape(words)}</p>", "html.parser").get_text() == words


def test_the_transmitted_page_leads_from_emended_words_to_their_emendation(
    project: Path, an_edition: Edition
) -> None:
    for text in an_edition.texts:
        page = soup(project / f"site/texts/{text.info.slug}/transmitted/index.html")
        shown = [(str(a["href"]), a.get_text()) for a in page.select(".raw .emended")]
        changed = [e.ruling for r in text.readings for e in r.emendations if e.changes]
        wanted = [(f"../#em-{ruling.id}", ruling.on) for ruling in changed]
        assert sorted(shown) == sorted(wanted)


def test_the_transmitted_page_holds_every_raw_line(
    slug: str, project: Path, an_edition: Edition
) -> None:
    page = by_id(project / f"site/texts/{slug}/transmitted/index.html")
    lines = text_of(an_edition, slug).raw.split("\n")
    for number, line in enumerate(lines, start=1):
        code = page[f"L{number}"].code
        assert code
        assert code.get_text() == line


def test_nothing_is_taken_away_without_its_reason(project: Path, an_edition: Edition) -> None:
    for text in an_edition.texts:
        path = project / f"site/texts/{text.info.slug}/transmitted/index.html"
        page, items = soup(path), by_id(path)
        why = ""
        for decided in text.info.rulings:
            if decided.kind == "furniture":
                shown = items[f"L{decided.first}"].get_text()
                assert decided.why in shown or (decided.why == why and "as above" in shown)
            why = decided.why
        summary = page.select_one(".summary")
        assert summary
        assert all(edit.reason in summary.get_text() for edit in text.cleaning)


def test_calls_and_endnotes_lead_to_one_another(project: Path) -> None:
    page = by_id(project / "site/texts/tides/index.html")
    for number in range(1, 7):
        call = page[f"call-{number}"]
        note = page[str(call["href"]).removeprefix("#")]
        assert "endnote" in str(note["class"])
        assert note.select(f'a[href="#call-{number}"]')


def test_an_emendation_holds_both_forms_and_leads_to_its_reason(
    project: Path, an_edition: Edition
) -> None:
    for text in an_edition.texts:
        page = by_id(project / f"site/texts/{text.info.slug}/index.html")
        for reading in text.readings:
            for placed in reading.emendations:
                mark = page[f"em-{placed.ruling.id}"]
                if placed.changes:
                    assert mark.select_one("del.apparatus")
                    assert mark.find("del").get_text() == placed.ruling.on  # type: ignore[union-attr]
                assert placed.ruling.why in page[f"ruling-{placed.ruling.id}"].get_text()


def test_every_link_of_the_site_leads_somewhere(project: Path) -> None:
    site = project / "site"
    pages = {path: soup(path) for path in site.rglob("*.html")}
    ids = {path: set(by_id(path)) for path in pages}
    for path, page in pages.items():
        if path.name == "404.html":
            continue
        for link in page.select("a[href], link[href], script[src], img[src]"):
            href = str(link.get("href") or link.get("src"))
            if href.startswith(("https://", "http://", "data:")):
                continue
            target, _, fragment = href.partition("#")
            target = target.partition("?")[0]
            found = (path.parent / target).resolve() if target else path
            found = found / "index.html" if found.is_dir() else found
            assert found.is_file(), f"{path}: {href}"
            assert not fragment or fragment in ids[found], f"{path}: {href}"


def test_no_id_stands_twice_on_a_page(project: Path) -> None:
    for path in (project / "site").rglob("*.html"):
        ids = [element["id"] for element in soup(path).select("[id]")]
        assert len(ids) == len(set(ids)), path


def test_the_published_data_fits_its_schema(project: Path) -> None:
    data = json.loads((project / "site/data/edition.json").read_text(encoding="utf-8"))
    schema = json.loads((project / "site/data/edition.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    validator.validate(data)
    data["texts"][0]["passages"][0]["surprise"] = 1
    assert list(validator.iter_errors(data))


def test_the_data_says_how_each_reading_follows(project: Path) -> None:
    data = json.loads((project / "site/data/edition.json").read_text(encoding="utf-8"))
    for text in data["texts"]:
        for passage in text["passages"]:
            words, shift = passage["transmitted"], 0
            for e in passage["emendations"]:
                if e["read"] is not None:
                    at = e["start"] + shift
                    assert words[at : at + len(e["on"])] == e["on"]
                    words = words[:at] + e["read"] + words[at + len(e["on"]) :]
                    shift += len(e["read"]) - len(e["on"])
            assert words == passage["reading"]


def test_plain_text_is_the_reading_with_labels_as_transmitted(an_edition: Edition) -> None:
    (words,) = plain_text(whole(an_edition), text_of(an_edition, "talk")).values()
    assert words.splitlines()[2].startswith("Q: What did people say of Velt")
    ferry = text_of(an_edition, "ferry")
    (words,) = plain_text(whole(an_edition), ferry).values()
    assert words.splitlines() == [reading.text for reading in ferry.readings]


def test_checksums_are_those_of_the_files(project: Path) -> None:
    import subprocess

    ended = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=project / "site/data",
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0
    files = {path.name for path in (project / "site/data").iterdir()}
    summed = {line.partition(":")[0] for line in ended.stdout.decode().splitlines()}
    assert summed == files - {"SHA256SUMS", "index.html"}


def test_every_renderer_keeps_to_the_emitted_folders(files: Files) -> None:
    from build_edition.output.files import EMITTED_FOLDERS

    for path in files:
        assert path == "index.md" or path.split("/")[0] in EMITTED_FOLDERS


def test_no_page_is_broken_by_a_blank_line(files: Files) -> None:
    for path, content in files.items():
        if path.endswith(".md") and isinstance(content, str):
            body = content.split("---\n", 2)[2].strip("\n")
            assert "\n\n" not in body, path


def test_a_choice_of_views_stands_only_where_there_is_one(
    project: Path, an_edition: Edition
) -> None:
    for text in an_edition.texts:
        page = soup(project / f"site/texts/{text.info.slug}/index.html")
        changed = any(e.changes for reading in text.readings for e in reading.emendations)
        buttons = page.select(".tt-bar .views input[name=view]")
        assert [b["id"] for b in buttons] == [f"view-{v}" for v in VIEWS if changed]
        assert [b["id"] for b in buttons if b.has_attr("checked")] == ["view-edited"] * changed
        assert all(page.select_one(f'label[for="{b["id"]}"]') for b in buttons)


def test_marks_say_different_things_to_who_cannot_see_them(project: Path) -> None:
    for page in (soup(path) for path in project.glob("site/texts/*/index.html")):
        for place in (".em-mark", "[id^=ruling-] .number"):
            labels = [str(mark["aria-label"]) for mark in page.select(place)]
            assert len(labels) == len(set(labels))


def drawn(given: EmendationRuling, text: str) -> Tag:
    """Return an emendation's element, drawn from a ruling and the words that the edition reads."""
    placed = Emendation(given, Span(0, len(given.on)), Span(0, len(text)))
    found = BeautifulSoup(emendation(placed, text), "html.parser").span
    assert found
    return found


def test_a_gap_is_drawn_as_one_and_said_to_be_lost() -> None:
    read = "over […] tons < […]"
    em = drawn(ruling("over tons", read), read)
    assert [gap.get_text() for gap in em.select("ins .gap")] == ["[…]", "[…]"]
    assert em.select_one(".visually-hidden.apparatus")
    assert reading_of(em) == read


def test_dots_that_an_author_left_are_no_gap() -> None:
    em = drawn(ruling("he […] said", None), "he […] said")
    assert not em.select(".gap, del, ins")
    assert reading_of(em) == "he […] said"
    assert str(em.select(".em-mark")[0]["aria-label"]).startswith("Left as transmitted: “he […]")


def test_a_sign_without_shape_is_kept_and_named() -> None:
    em = drawn(ruling("to \uf0ad in", "to ↑ in"), "to ↑ in")
    before = em.select_one("del.apparatus")
    assert before
    assert before.get_text() == "to \uf0ad in"
    assert before.span
    assert before.span["data-sign"] == "⟨U+F0AD⟩"
    assert "“to ⟨U+F0AD⟩ in”" in str(em.select(".em-mark")[0]["aria-label"])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (ruling("teh", "the"), ["transmitted: teh read: the", "a slip"]),
        (ruling("teh", None), ["teh left as transmitted", "a slip"]),
        (ruling("a b", "a […] b"), ["Lost in transmission. a slip"]),
        (ruling("a", "b", certainty="low", evidence="conjecture"), ["certainty low", "conjecture"]),
        (ruling("a", "b", kind="quotation-mark"), ["quotation mark"]),
        (ruling("a", "b", sources=(MARCH, MEMOIRS)), ["sources: “", "; ", "pt. IX"]),
        (ruling("a", "b", sources=(MARCH,)), ["source: “", "March 28, 1955"]),
        (ruling("<b>", "&amp;"), ["transmitted: <b> read: &amp;"]),
    ],
)
def test_a_listed_ruling_says_all_that_is_known(
    given: EmendationRuling, said: list[str], an_edition: Edition
) -> None:
    grounds = emendations.grounds(given, whole(an_edition), "../../")
    words = f"{emendations.forms(given)} {emendations.reason(given)} {grounds}"
    shown = BeautifulSoup(words, "html.parser").get_text()
    assert all(part in shown for part in said), shown


def test_the_list_of_emendations_holds_every_ruling(project: Path, an_edition: Edition) -> None:
    page = soup(project / "site/apparatus/emendations/index.html")
    listed = [
        (text.info.slug, placed.ruling)
        for text in an_edition.texts
        for found in text.readings
        for placed in found.emendations
    ]
    assert [r["id"] for r in page.select("tbody tr")] == [f"{slug}-{r.id}" for slug, r in listed]
    for slug, given in listed:
        row = page.find(id=f"{slug}-{given.id}")
        assert isinstance(row, Tag)
        cells = [reading_of(cell) for cell in row.select("td")]
        assert cells[:2] == [given.on, given.read or "left as transmitted"]
        assert cells[3:5] == [given.certainty, given.evidence]
        assert given.why in cells[5]
        assert row.select(f'a[href="../../texts/{slug}/#em-{given.id}"]')
        (by_kind,) = page.select(f'#kinds a[href="#{slug}-{given.id}"]')
        assert by_kind.get_text() == (given.on if given.read is None else given.read)
    for section, found in (("lost", emendations.stays_lost), ("left", lambda r: r.read is None)):
        places = [link["href"] for link in page.select(f"#{section} a")]
        assert places == [f"../../texts/{s}/#em-{r.id}" for s, r in listed if found(r)]


def test_words_of_a_text_are_listed_in_its_language(an_edition: Edition) -> None:
    texts = tuple(replace(t, info=replace(t.info, language="de")) for t in an_edition.texts)
    page = BeautifulSoup(emendations_page(whole(replace(an_edition, texts=texts))), "html.parser")
    quoted = page.select("#lost .words, #left .words, td.words, #kinds .links a")
    assert quoted
    assert {str(words["lang"]) for words in quoted} == {"de"}


def test_an_edition_without_rulings_says_so(an_edition: Edition) -> None:
    bare = replace(
        an_edition,
        texts=tuple(
            replace(t, readings=tuple(replace(r, emendations=()) for r in t.readings))
            for t in an_edition.texts
        ),
    )
    page = emendations_page(whole(bare))
    assert "0 emendations" in page
    assert page.count("Nothing") == 2
    assert "<table" not in page


ABOUT = {
    "about/": ("about/making/", "about/rights/", "apparatus/contributors/"),
    "about/principles/": (),
    "about/citing/": ("apparatus/changes/", "apparatus/errata/"),
    "about/contributing/": ("about/problems/", "about/speed/"),
}
"""The four pages about the edition, and those that each leads further to."""


def ways(project: Path, page: str, which: str) -> list[str]:
    """Return the pages to which the links of a page lead, as paths from the edition's root."""
    links = soup(project / f"site/{page}index.html").select(which)
    return [urljoin(f"/{page}", str(link["href"]))[1:] for link in links]


@pytest.mark.parametrize(("first", "below"), ABOUT.items())
def test_each_page_about_the_edition_leads_to_the_four_and_to_what_hangs_below(
    first: str, below: tuple[str, ...], project: Path
) -> None:
    assert tuple(ways(project, first, ".further a")) == below
    for page in (first, *below):
        assert ways(project, page, ".siblings a") == list(ABOUT)
        assert ways(project, page, ".siblings a[aria-current]") == [first]
        assert page == first or not ways(project, page, ".further a")
