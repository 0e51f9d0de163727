"""Every export survives words that could be taken for Markdown, HTML, XML or JSON."""

import json
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]

from build_edition import edition
from build_edition.cli import main
from build_edition.model import Edition
from build_edition.sources.load import load_sources
from tests.support import EDITION_YML, book_of, emitted, render, small_edition
from tests.tei_schema import faults

WORDS = [
    "<script>alert(1)</script> and </p></text>",
    "a < b && c > d &amp; &#42; &copy;",
    "{ #id .class } {{ x }}",
    "tab\there",
    "two  spaces   inside",
    "]]> --> ?> <!-- x --> <![CDATA[x]]>",
    "\"quoted\" 'single' “curly”",
    "中文 и Русский e\u0301",
    "private \uf0ad \U000f0001",
]
NOTE = """---
at: p2
on: |-
  c > d &amp;
kind: wording
certainty: high
by: [b> example < & co]
---
a < b && c > d; {x} "y" 'z' 中文 -- | a |
"""
TITLE = "title: 'b> < & *A* ]]> “x”'\nkind: 'a: b'\nrights: '`c` < x>'\ncaveat: '# d & e'\n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """An edition of one text that consists of such words and characters."""
    root = small_edition(tmp_path_factory.mktemp("hostile"))
    folder = root / "edition/texts/letter"
    for name in ("passages.json", "emendations.yml", "notes/ship.md"):
        (folder / name).unlink()
    for name in ("works.json", "people.yml", "events.yml", "series.yml"):
        (root / "edition" / name).unlink()
    (folder / "raw.txt").write_text("\n".join(WORDS), encoding="utf-8")
    (folder / "notes/words.md").write_text(NOTE, encoding="utf-8")
    (folder / "text.yml").write_text(f"slug: letter\n{TITLE}", encoding="utf-8")
    shown = EDITION_YML.replace("letter p2", "letter p4").replace("title: L", "title: '& < L>' #")
    (root / "edition/edition.yml").write_text(shown, encoding="utf-8")
    assert main(["--root", str(root), "number", "letter"]) == 0
    return built(root)


def built(root: Path) -> Edition:
    """Return the edition under a root."""
    sources, problems = load_sources(root)
    assert sources, problems
    made, found = edition.build(sources)
    assert made, found
    return made


def test_tei_of_hostile_words_is_valid_and_gives_them_back(hostile: Edition) -> None:
    document = etree.fromstring(str(render(hostile)["data/letter.xml"]).encode())
    assert not faults(document)
    for sign in document.iter("{*}g"):
        code = sign.attrib["ref"].removeprefix("#sign-")
        assert document.xpath(f"//*[local-name()='localProp'][@value='{code}']")
        sign.text = chr(int(code, 16)) if int(code, 16) > 0xFFFF else f"⟨{code}⟩"
    for call in document.iter("{*}ref"):
        call.text = None
    words = ["".join(p.itertext()) for p in document.xpath("//*[local-name()='text']//*[@n]")]
    assert words == [w.replace("\uf0ad", "⟨F0AD⟩") for w in WORDS]


def test_the_book_of_hostile_words_is_well_formed(hostile: Edition) -> None:
    for path, content in book_of(hostile).items():
        if path.endswith((".xhtml", ".opf", ".xml")):
            etree.fromstring(content.encode())


def test_the_annotations_of_hostile_words_are_json(hostile: Edition) -> None:
    collection = json.loads(render(hostile)["data/annotations.jsonld"])
    (item,) = collection["first"]["items"]
    assert item["target"][0]["selector"][0]["exact"] == "c > d &amp;"


def test_the_list_of_data_shows_a_hostile_title_as_words(hostile: Edition) -> None:
    assert "b&gt; &lt; &amp; *A* ]]&gt; “x”" in str(render(hostile)["data/index.md"])


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    emitted(tmp_path, {"data/x.epub": b"PK\x00\r\n\xff", "data/x.txt": "ü\n"})
    assert (tmp_path / "docs/data/x.epub").read_bytes() == b"PK\x00\r\n\xff"
    assert (tmp_path / "docs/data/x.txt").read_bytes() == "ü\n".encode()
