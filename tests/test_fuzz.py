"""Any contribution gives a note or a Problem, never a traceback, in bounded time."""

import json
import re
import time
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from build_edition import edition
from build_edition.model import Edition
from build_edition.notes.markdown import is_address
from build_edition.sources.formats.note import MOST_AUTHORS
from build_edition.sources.load import load_sources
from build_edition.sources.notes import parse_note
from tests.support import NOTE, examples, render, small_edition

ATTRIBUTE = '" onmouseover="alert(1)'
HOSTILE = [
    ATTRIBUTE,
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](x)",
    "{{ config }}",
    "{% include 'x' %}",
    '--8<-- "/etc/passwd"',
    ";--8<--",
    "[TOC]",
    "*[HTML]: x",
    "\u202etxt",
    "\u200b",
    "\ufeff",
    "\x00",
    "\x1b[2J",
    "::error file=x::y",
    "```\n</pre>\n```",
    "---\n",
    "...\n",
    "&x *x",
    "!!python/object/apply:os.system [ls]",
    "? [a]",
    "{a: {b: {c: [",
    "on: |-\n  " + "x" * 500,
    "at: ../../../etc",
    'sources: ["../x"]',
    'by: ["<b>"]',
    "\u2028",
    "\r",
    "\t",
    "#",
    "'",
    '"',
    "%",
    ":",
    "\U0001f600",
    "中",
    "\ud7ff",
]


def harmful(body: str) -> list[str]:
    """Return the elements of a drawn page that could run a script or fetch something."""
    return [
        str(element)
        for element in BeautifulSoup(body, "html.parser").find_all(True)
        if element.name in {"script", "img", "iframe", "object", "embed", "base", "style"}
        or any(name.startswith("on") for name in element.attrs)
        or re.match(r"\s*(javascript|data|vbscript):", str(element.get("href", "")), re.I)
    ]


@st.composite
def broken_notes(draw: st.DrawFn) -> str:
    """Draw a valid note with pieces removed, repeated, or replaced by hostile ones."""
    content = NOTE
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 40)))
        piece = draw(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12)))
        content = content[:start] + piece * draw(st.integers(1, 3)) + content[end:]
    return content


@examples(300)
@given(broken_notes())
@example(NOTE.replace("at:", "at:\u2028\u2028\u2028").replace("fiction", '"fiction'))
def test_a_broken_note_is_a_problem_or_a_note(content: str) -> None:
    note, problems = parse_note(content, "letter", "ship", "ship.md")
    assert (note is None) == bool(problems)
    for problem in problems:
        assert problem.message
        assert problem.hint
        assert problem.place.line >= 1
        assert problem.place.column >= 1
    for words in (words for paragraph in note.body if note for words in paragraph) if note else ():
        assert not words.href or is_address(words.href)


@examples(60)
@given(content=broken_notes())
def test_what_is_accepted_is_drawn_as_text(
    content: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = small_edition(tmp_path_factory.mktemp("hostile"))
    (root / "edition/texts/letter/notes/ship.md").write_text(content, encoding="utf-8")
    built = built_from(root)
    for path, drawn in render(built).items() if built else ():
        if path.endswith(".md") and isinstance(drawn, str):
            assert harmful(drawn.split("\n---\n", 1)[1]) == [], path


def built_from(root: Path) -> Edition | None:
    """Return the edition under a root, or None if it has errors."""
    sources, problems = load_sources(root)
    sound = sources and not any(problem.severity == "error" for problem in problems)
    return edition.build(sources)[0] if sources and sound else None


def test_hostile_words_in_a_list_of_a_note_never_become_markup(small: Path) -> None:
    path = small / "edition/texts/letter/notes/ship.md"
    fields = {"by": ("[editors]", "{} x"), "sources": ('["example1956, 12"]', "example1956, {}")}
    accepted: dict[str, list[str]] = {field: [] for field in fields}
    for field, (usual, form) in fields.items():
        for words in HOSTILE:
            hostile = json.dumps([form.format(words)])
            path.write_text(NOTE.replace(f"{field}: {usual}", f"{field}: {hostile}"), "utf-8")
            if built_from(small):
                accepted[field].append(words)
    assert all(ATTRIBUTE in words for words in accepted.values())
    for first in range(0, max(map(len, accepted.values())), MOST_AUTHORS):
        note = NOTE
        tried = {field: words[first : first + MOST_AUTHORS] for field, words in accepted.items()}
        for field, (usual, form) in fields.items():
            hostile = json.dumps([form.format(words) for words in tried[field] or [ATTRIBUTE]])
            note = note.replace(f"{field}: {usual}", f"{field}: {hostile}")
        path.write_text(note, encoding="utf-8")
        built = built_from(small)
        assert built
        harmless(built, [*tried["by"], *tried["sources"]])


def harmless(built: Edition, shown_words: Sequence[str]) -> None:
    """Fail if a page of an edition holds markup of an editor's, or lacks the words of a note."""
    for name, drawn in render(built).items():
        if name.endswith(".md") and isinstance(drawn, str):
            body = drawn.split("\n---\n", 1)[1]
            assert harmful(body) == [], name
            if name == "apparatus/notes/index.md":
                shown = " ".join(BeautifulSoup(body, "html.parser").text.split())
                for words in shown_words:
                    # a place that is stops alone ends the citation, whose own stop they become
                    assert any(map(str.isalnum, words)) is False or " ".join(words.split()) in shown


@pytest.mark.parametrize(
    "content",
    [
        "x" * 5_000_000,
        "---\n" * 100_000,
        "---\non: |-\n" + "  x\n" * 100_000,
        NOTE + "*" * 15_000,
        NOTE + "[" * 15_000,
        NOTE + "[](" * 5_000,
        NOTE + "`" * 15_000,
        NOTE + "> " * 7_000,
        NOTE + "&" * 15_000,
        NOTE + "<" * 15_000,
        NOTE + "\n- " * 5_000,
        NOTE + "a**" * 5_000,
        NOTE + "_a" * 7_000,
        NOTE + "![" * 7_000,
    ],
    ids=range(14),
)
def test_a_gigantic_note_takes_no_time(content: str) -> None:
    began = time.process_time()
    _, problems = parse_note(content, "letter", "ship", "ship.md")
    assert problems
    # Half of it on an idle machine; a busy one takes longer for the same work.
    assert time.process_time() - began < 4


ANY = (
    *HOSTILE,
    "\n",
    "- ",
    "  ",
    ": ",
    "|-\n",
    ">\n",
    "[]",
    "{}",
    "null",
    "-1",
    "1e400",
    "9" * 30,
    "p99999999",
    "0000-00-00",
    "1956/1955",
    "*",
    "\\u0000",
    "\\ud800",
    "\r\n",
    "<<<<<<< HEAD\n",
    "example1956",
    "letter p2",
    "\ue000",
    "ER  - \nTY  - JOUR",
    "}}",
    "{%",
    "a/" * 300,
)
"""Pieces that are put into files of every kind."""


@st.composite
def broken_files(draw: st.DrawFn, contents: dict[str, bytes]) -> tuple[str, bytes]:
    """Draw a file with pieces removed, repeated or put in, or replaced by another kind of file."""
    path = draw(st.sampled_from(sorted(contents)))
    content = draw(st.sampled_from([contents[path]] * 9 + sorted(contents.values())))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 40)))
        piece = draw(st.one_of(st.sampled_from(ANY), st.text(max_size=9), st.binary(max_size=9)))
        octets = piece.encode("utf-8", "surrogatepass") if isinstance(piece, str) else piece
        content = content[:start] + octets * draw(st.integers(0, 3)) + content[end:]
    return path, content


@examples(300, hard=10_000)
@given(data=st.data())
def test_broken_input_of_any_kind_is_problems_or_an_edition(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = small_edition(tmp_path_factory.mktemp("broken"))
    more = {
        "docs/about.md": b"# About\n\nSee [the text](texts/letter/index.md).\n",
        "docs/boat.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>\n',
        "CITATION.cff": b"cff-version: 1.2.0\nversion: 0.0.1-dev\ntitle: Letters\n",
        "edition/addresses.json": b'{"format": 1,\n"releases": [\n\n]}\n',
        "edition/questions.yml": b"- {id: q, at: letter p2, about: claim, asks: Did it?, known: No.}\n",
        "edition/errata.yml": b'- {id: e, event: sailing, date: "2026-02-01", version: 0.0.1, said: a, now: b}\n',
    }
    contents = {p: (root / p).read_bytes() for p in sorted(PATHS)} | more
    path, content = data.draw(broken_files(contents))
    (root / path).write_bytes(content)
    began, before = time.process_time(), getrusage(RUSAGE_SELF).ru_maxrss
    sources, problems = load_sources(root)
    if sources:
        problems += edition.build(sources)[1]
    assert time.process_time() - began < 4
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < 200_000  # in kB
    for problem in problems:
        assert problem.message
        assert problem.hint
        assert problem.place.line >= 1
        assert problem.place.column >= 1


PATHS = (
    "edition/edition.yml",
    "edition/people.yml",
    "edition/events.yml",
    "edition/works.json",
    "edition/texts/letter/raw.txt",
    "edition/texts/letter/text.yml",
    "edition/texts/letter/passages.json",
    "edition/texts/letter/emendations.yml",
    "edition/texts/letter/notes/ship.md",
)
"""Files of the small edition, one of each kind."""
