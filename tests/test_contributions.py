"""What is well meant is accepted and shown as it was written, and never becomes a script."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from build_edition import edition
from build_edition.sources.load import load_sources
from tests.support import NOTE, WORKS, book_of, cases, named, render

LIVE = re.compile(
    r"<(?:script|img|iframe|object|embed|base)\b|<[a-z][^>]*\s(?:on\w+|style)=|"
    r"(?:href|src)=[\"']?\s*(?:javascript|data|vbscript):",
    re.I,
)
"""Markup that can act in a page; no page that is drawn contains any."""


def write(case: dict[str, Any], root: Path) -> None:
    """Put into the small edition what a case says."""
    folder = root / "edition"
    content = NOTE.replace('certainty: high\nsources: ["example1956, 12"]', "certainty: unchecked")
    content = content.replace("[editors]", case.get("by", "[example]"))
    content = content.replace("kind:", f"{case['front']}\nkind:") if "front" in case else content
    if "note" in case:
        content = content[: content.rindex("---\n") + 4] + case["note"] + "\n"
    path = folder / "texts/letter/notes/another.md"
    path.write_bytes(content.encode())
    if "work" in case:
        works = [WORKS[0] | case["work"]]
        (folder / "works.json").write_text(json.dumps(works), encoding="utf-8")
    if "person" in case:
        people = folder / "people.yml"
        who = re.sub(r"who: .*", case["person"], people.read_text(encoding="utf-8"), count=1)
        people.write_text(who, encoding="utf-8")


@pytest.mark.parametrize("case", cases("good_contributions.yml"), ids=named)
def test_a_good_contribution_is_taken_and_shown(case: dict[str, Any], small: Path) -> None:
    write(case, small)
    sources, problems = load_sources(small)
    built, found = edition.build(sources) if sources else (None, ())
    assert all(problem.severity == "warning" for problem in (*problems, *found))
    assert built
    pages = [c for p, c in render(built).items() if isinstance(c, str) and p.endswith(".md")]
    book = [c for p, c in book_of(built).items() if p.endswith("xhtml")]
    texts = [BeautifulSoup(page, "html.parser").get_text() for page in pages]
    assert any(_plain(case["shown"]) in _plain(text) for text in texts)
    assert not any(LIVE.search(page) for page in (*pages, *book))


def _plain(words: str) -> str:
    """Return words in NFC, for readers see no difference in how an accent is encoded."""
    return unicodedata.normalize("NFC", words)
