"""Words can say anything and are never mistaken for markup, wherever an editor writes them."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, get_type_hints
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from build_edition import edition
from build_edition.model import Edition, PassageRecord, Place, Redirect, Span
from build_edition.render.markup.html import element, escape, joined
from build_edition.render.markup.xml import tag
from build_edition.sources.load import load_sources
from tests.support import ROOT, book_of, render

SPELLED = "&lt;script&gt;{}&lt;/script&gt;&quot;&#x27;&amp;"
NO_WORDS = {
    *("id", "slug", "at", "href", "key", "path", "digest", "after", "identity", "showed"),
    *(
        "language",
        "encoding",
        "date",
        "dates",
        "version",
        "address",
        "repository",
        "contact",
        "old",
    ),
    "new",
    *("stands_for", "drawn_from", "formerly", "successor", "rule", "csl", "licence_code"),
    *("styles", "seen", "surname", "type", "of", "about"),
}
"""Fields of the model that hold no free text: ids, dates, addresses, and works as CSL-JSON."""

NOT_OURS = {"Telling.text", "Told.text", "Mention.text", "Mention.passage", "Lemma.text"}
NOT_OURS |= {"Question.text", "Erratum.text", "Erratum.name"}
NOT_OURS |= {"Telling.passage", "Told.passage", "Imprint.showcase"}
"""Fields that name a text or a passage."""

UNSEEN = {
    *("Work.title", "TextInfo.rules", "Line.text"),
    "LineRuling.begins",
}
"""Fields whose words no page of the site shows, or only as citeproc prints them."""

SAME = {"Line.speaker": "Speaker.label"}
"""Fields that repeat another field's words."""


@cache
def hostile() -> Edition:
    """Return the golden edition, partly retired or moved, with hostile words in every field."""
    sources, _ = load_sources(ROOT / "tests/golden")
    assert sources
    built, _ = edition.build(sources)
    assert built
    (text,) = built.texts
    gone = PassageRecord("p900", "paragraph", Span(0, 1), "Once", gone="merged")
    ruling = next(e.ruling for reading in text.readings for e in reading.emendations)
    text = replace(
        text,
        gone=(gone,),
        retired_notes=(replace(text.notes[-1], id="old", retired="too old"),),
        retired_rulings=(replace(ruling, id="old", retired="too old"),),
    )
    moved = Redirect("texts/old/", "", "never there", Place("edition.yml"))
    by = ("editors", "example")
    notes = tuple(replace(note, source="a book", by=by) for note in text.about)
    imprint = replace(built.imprint, redirects=(moved,), contributors=("another",))
    made: Edition = _hostile(replace(built, imprint=imprint, texts=(replace(text, about=notes),)))
    return made


def _hostile(value: Any, name: str = "") -> Any:
    """Return a value of the model with hostile words added to every field that holds words."""
    if is_dataclass(value) and not isinstance(value, type):
        hints = get_type_hints(type(value))
        changed = {
            f.name: _hostile(getattr(value, f.name), f"{type(value).__name__}.{f.name}")
            for f in fields(value)
            if f.name not in NO_WORDS and "Literal" not in str(hints[f.name])
        }
        return replace(value, **changed)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_hostile(item, name) for item in value)
    own = isinstance(value, str) and name and name not in NOT_OURS
    name = SAME.get(name, name)
    return f"{value}<script>{name}</script>\"'&\t" if own and value not in ("", "*") else value


@cache
def drawn() -> Mapping[str, str]:
    """Return the hostile edition's pages, by path, without their front matter."""
    files = {path: c for path, c in render(hostile()).items() if isinstance(c, str)}
    pages = {path: c for path, c in files.items() if path.endswith((".md", ".html"))}
    return {path: c.removeprefix("---").partition("\n---\n")[2] or c for path, c in pages.items()}


def _fields(value: Any, name: str = "") -> Iterator[str]:
    """Yield the fields of a value that hold hostile words."""
    if is_dataclass(value):
        for f in fields(value):
            yield from _fields(getattr(value, f.name), f"{type(value).__name__}.{f.name}")
    elif isinstance(value, tuple):
        for item in value:
            yield from _fields(item, name)
    elif isinstance(value, str) and f"<script>{name}<" in value:
        yield name


def test_hostile_words_are_shown_as_they_are() -> None:
    tried = {*_fields(hostile())}
    assert len(tried) > 40
    pages = drawn().values()
    shown = {name for name in tried if any(SPELLED.format(name) in page for page in pages)}
    assert tried - shown == UNSEEN


def test_hostile_words_become_no_markup() -> None:
    for page in drawn().values():
        assert "<script>" not in page
        assert "\t" not in page
        for found in BeautifulSoup(page, "html.parser").find_all(True):
            assert found.name.isalnum()
            assert all(name.replace("-", "").isalnum() for name in found.attrs), found
            assert found.name != "script" or found["src"] == "../../assets/moved.js"


def test_hostile_words_become_no_markup_in_tei_and_in_the_book() -> None:
    files = {path: c for path, c in render(hostile()).items() if path.endswith(".xml")}
    files |= {p: c for p, c in book_of(hostile()).items() if p[-3:] != "css"}
    del files["mimetype"]
    assert len(files) > 5
    for path, content in files.items():
        root = ElementTree.fromstring(str(content).encode())
        assert not [part for part in root.iter() if part.tag.rpartition("}")[2] == "script"], path


DECLARED = {
    "apparatus/changes.py": "both wordings of a place, drawn with its text",
    "citing/citeproc.py": "what pandoc answers as HTML",
    "citing/sources.py": "the same, with addresses in it made legible",
    "citing/forms.py": "the same, without its links and marks",
    "exports/epub/tree.py": "a tree of elements, written out",
    "exports/tei/signs.py": "words with each character spelled out or named",
    "reading/emendations.py": "escaped words, with elements put in for some characters",
    "reading/tombstones.py": "a page's frame, written by hand",
}
"""The modules that may declare a string to be HTML or XML, and what that string is."""


def test_few_modules_declare_a_string_to_be_html() -> None:
    render = ROOT / "build_edition/render"
    found = set()
    for path in render.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                declares = node.func.id in ("Markup", "as_markup")
                found |= {path.relative_to(render).as_posix()} if declares else set()
    assert {path for path in found if not path.startswith("markup/")} == {*DECLARED}


HTML_ALREADY = {
    "page.content": "the page",
    "entry.title": "a heading, as Markdown has made it",
}
"""What templates print as HTML; MkDocs does not escape what they print."""

OURS = re.compile(
    r".* \| (?:e|tojson)|(?:words\.)?(?:name|title)\(\w[\w.]*\)|'[^']*' \| url|\('assets/' ~ name ~ '\.js'\) \| url"
    r"|entry\.(?:level|url)|mkdocs_version|'page' if first\.active else 'true'"
    r"|'book' if page\.is_homepage else 'website'"
)
"""Matches what templates print that is escaped, or that nobody but us has written."""


def test_templates_escape_what_they_print() -> None:
    printed: set[str] = set()
    for path in sorted((ROOT / "overrides").rglob("*.html")):
        content = path.read_text(encoding="utf-8")
        printed |= {*re.findall(r"\{\{-?\s*(.*?)\s*-?\}\}", content, re.S)}
    assert len(printed) > 30
    assert {words for words in printed if not OURS.fullmatch(words)} == {*HTML_ALREADY}


def test_html_stays_as_it_is_and_words_do_not() -> None:
    link = element("a", "<b>", href='"', title="\t")
    assert link == '<a href="&quot;" title="&#9;">&lt;b&gt;</a>'
    assert element("p", "a & ", link, " 'b'") == f"<p>a &amp; {link} &#x27;b&#x27;</p>"
    assert joined(" < ", ("", link, "", "&")) == f"{link} &lt; &amp;"
    assert escape(link) is link
    assert element("a", title=link) == f'<a title="{escape(str(link))}"></a>'
    assert tag("p", "<\r\x00", tag("b"), n="\n\r") == '<p n="&#10;&#13;">&lt;&#13;\ufffd<b/></p>'
