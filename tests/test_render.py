"""What is drawn says what the model says: on every page, in every format, sign for sign."""

import json
from pathlib import Path

import jsonschema
import pytest
from bs4 import BeautifulSoup, Tag

from build_edition import edition, inputs
from build_edition.model import Edition, Text
from build_edition.render import RENDERERS, render
from build_edition.render.markup import escape
from build_edition.render.plain_text import plain_text
from tests.support import EDITION_YML, ROOT, small_edition

SLUGS = ["interview", "novel", "lecture-notes"]
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


def soup(path: Path) -> BeautifulSoup:
    """A built page."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def reading_of(element: Tag) -> str:
    """An element's text without its apparatus."""
    copy = BeautifulSoup(str(element), "html.parser")
    for apparatus in copy.select(".apparatus"):
        apparatus.decompose()
    return copy.get_text()


def text_of(given: Edition, slug: str) -> Text:
    """One text of an edition."""
    return next(text for text in given.texts if text.head.slug == slug)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_passage_on_the_page_is_the_models_text(
    slug: str, project: Path, real_edition: Edition
) -> None:
    page = soup(project / f"site/texts/{slug}/index.html")
    for reading in text_of(real_edition, slug).readings:
        found = page.find(id=reading.id)
        assert isinstance(found, Tag)
        assert reading_of(found) == reading.text


@pytest.mark.parametrize("slug", SLUGS)
def test_the_page_has_the_passages_in_order_and_no_other(
    slug: str, project: Path, real_edition: Edition
) -> None:
    page = soup(project / f"site/texts/{slug}/index.html")
    found = [element["id"] for element in page.select(".passage")]
    assert found == [reading.id for reading in text_of(real_edition, slug).readings]


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Edition]:
    """A site whose one text is made of everything that Markdown, HTML or YAML could trip over."""
    from build_edition.cli import main

    root = small_edition(tmp_path_factory.mktemp("nasty"))
    folder = root / "edition/texts/letter"
    for name in ("passages.json", "emendations.yml", "text.yml"):
        (folder / name).unlink()
    (folder / "raw.txt").write_text("\n".join(NASTY), encoding="utf-8")
    head = "slug: letter\ntitle: '<b>& *A* [x] {{y}}'\nkind: 'a: b'\nrights: '`c`'\ncaveat: '# d'\n"
    (folder / "text.yml").write_text(head, encoding="utf-8")
    (root / "edition/edition.yml").write_text(
        EDITION_YML.replace("letter p2", "letter p4"), encoding="utf-8"
    )
    for name in ("overrides", "docs/about", "docs/assets"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to(ROOT / name)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    making = "  - Making: about/making.md\n"
    (root / "mkdocs.yml").write_text(
        config.replace(making, "").replace("strict: true", "strict: false"), encoding="utf-8"
    )
    assert main(["--root", str(root), "number", "letter"]) == 0
    imprint, witnesses, _ = inputs.load(root)
    assert imprint
    built, problems = edition.build(imprint, witnesses)
    assert built, problems
    from build_edition.outputs import emit

    emit(root / "docs", render(built))
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
    assert page.h1.get_text() == "<b>& *A* [x] {{y}}"


def test_front_matter_survives_any_title(nasty: tuple[Path, Edition]) -> None:
    import yaml

    front = (nasty[0] / "docs/texts/letter/index.md").read_text(encoding="utf-8").split("---\n")[1]
    assert yaml.safe_load(front)["title"] == "<b>& *A* [x] {{y}}"


@pytest.mark.parametrize("words", NASTY)
def test_escaped_words_read_as_they_were(words: str) -> None:
    assert BeautifulSoup(f"<p>{escape(words)}</p>", "html.parser").get_text() == words


@pytest.mark.parametrize("slug", SLUGS)
def test_the_transmitted_page_holds_every_raw_line(
    slug: str, project: Path, real_edition: Edition
) -> None:
    page = soup(project / f"site/texts/{slug}/transmitted/index.html")
    lines = text_of(real_edition, slug).raw.split("\n")
    for number, line in enumerate(lines, start=1):
        item = page.find(id=f"L{number}")
        assert isinstance(item, Tag)
        assert item.code
        assert item.code.get_text() == line


def test_nothing_is_taken_away_without_its_reason(project: Path, real_edition: Edition) -> None:
    for text in real_edition.texts:
        page = soup(project / f"site/texts/{text.head.slug}/transmitted/index.html")
        for ruling in text.head.rulings:
            if ruling.kind == "furniture":
                item = page.find(id=f"L{ruling.first}")
                assert isinstance(item, Tag)
                assert ruling.why in item.get_text()
        summary = page.select_one(".summary")
        assert summary
        assert all(edit.reason in summary.get_text() for edit in text.cleaning)


def test_calls_and_endnotes_lead_to_one_another(project: Path) -> None:
    page = soup(project / "site/texts/lecture-notes/index.html")
    for number in range(1, 7):
        call = page.find(id=f"call-{number}")
        assert isinstance(call, Tag)
        note = page.find(id=str(call["href"]).removeprefix("#"))
        assert isinstance(note, Tag)
        assert "endnote" in str(note["class"])
        assert note.select(f'a[href="#call-{number}"]')


def test_an_emendation_holds_both_forms_and_leads_to_its_reason(
    project: Path, real_edition: Edition
) -> None:
    for text in real_edition.texts:
        page = soup(project / f"site/texts/{text.head.slug}/index.html")
        for reading in text.readings:
            for placed in reading.emendations:
                mark = page.find(id=f"em-{placed.ruling.id}")
                assert isinstance(mark, Tag)
                if placed.changes:
                    assert mark.select_one("del.apparatus")
                    assert mark.find("del").get_text() == placed.ruling.on  # type: ignore[union-attr]
                listed = page.find(id=f"ruling-{placed.ruling.id}")
                assert isinstance(listed, Tag)
                assert placed.ruling.why in listed.get_text()


def test_every_link_of_the_site_leads_somewhere(project: Path) -> None:
    site = project / "site"
    pages = {path: soup(path) for path in site.rglob("*.html")}
    ids = {path: {e["id"] for e in page.select("[id]")} for path, page in pages.items()}
    for path, page in pages.items():
        if path.name == "404.html":
            continue
        for link in page.select("a[href], link[href], script[src], img[src]"):
            href = str(link.get("href") or link.get("src"))
            if href.startswith(("https://", "http://", "data:")):
                continue
            target, _, fragment = href.partition("#")
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


def test_plain_text_is_the_reading_with_labels_as_transmitted(real_edition: Edition) -> None:
    interview = plain_text(text_of(real_edition, "interview"))
    assert interview.splitlines()[2].startswith("Q: During the Cultural Revolution")
    novel = text_of(real_edition, "novel")
    assert plain_text(novel).splitlines() == [reading.text for reading in novel.readings]


def test_checksums_are_those_of_the_files(project: Path) -> None:
    import subprocess

    ended = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=project / "site/data",
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0
    assert len(ended.stdout.splitlines()) == len(list((project / "site/data").iterdir())) - 1


def test_every_renderer_keeps_to_the_emitted_folders(real_edition: Edition) -> None:
    from build_edition.outputs import EMITTED_FOLDERS

    for name, renderer in RENDERERS.items():
        for path in renderer(real_edition):
            assert path == "index.md" or path.split("/")[0] in EMITTED_FOLDERS, name


def test_no_page_is_broken_by_a_blank_line(real_edition: Edition) -> None:
    for path, content in render(real_edition).items():
        if path.endswith(".md"):
            body = content.split("---\n", 2)[2].strip("\n")
            assert "\n\n" not in body, path
