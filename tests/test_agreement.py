"""What other tools' files say of the edition is what `edition.yml` says, and so are its pages' parts."""

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from build_edition.sources.load import load_sources
from tests.support import cases, named


def told(root: Path) -> list[str]:
    """Return every Problem of an edition's files as one line."""
    _, problems = load_sources(root)
    return [
        f"{p.place.path}:{p.place.line}:{p.place.column} {p.code}: {p.message}. {p.hint}"
        for p in problems
    ]


@pytest.mark.parametrize("case", cases("agreement.yml"), ids=named)
def test_what_other_tools_read_agrees_with_the_edition(case: dict[str, Any], small: Path) -> None:
    content = bytes.fromhex(case["bytes"]) if "bytes" in case else case["write"].encode()
    (small / case["file"]).write_bytes(content)
    found = told(small)
    assert len(found) == len(case["told"]), found
    for line, due in zip(found, case["told"], strict=True):
        assert line == due or (due.endswith("*") and fnmatchcase(line, due.replace("[", "[[]"))), (
            line
        )


def page(root: Path, words: str) -> None:
    """Write a page by hand."""
    (root / "docs/about").mkdir()
    (root / "docs/about/index.md").write_text(words, encoding="utf-8")


def part(root: Path, name: str, content: bytes = b"So it is.\n") -> None:
    """Write a part of a page."""
    (root / "edition/pages").mkdir(exist_ok=True)
    (root / f"edition/pages/{name}").write_bytes(content)


def test_a_page_may_include_what_only_this_edition_says(small: Path) -> None:
    page(small, '# About\n\n--8<-- "pages/about.md"\n\n--8<-- "apparatus/contact.html"\n')
    part(small, "about.md")
    part(small, ".about.md.swp")  # which a text editor leaves
    assert told(small) == []


def test_a_part_that_is_missing_is_told_where_it_is_included(small: Path) -> None:
    page(small, '# About\n\n--8<-- "pages/about.md"\n')
    assert told(small) == [
        "docs/about/index.md:3:1 file-missing: this page includes edition/pages/about.md, which is "
        "missing. write it, or take this line out"
    ]


def test_a_part_that_no_page_includes_is_told(small: Path) -> None:
    page(small, "# About\n")
    part(small, "about.md")
    assert told(small) == [
        "edition/pages/about.md:1:1 stray: no page of docs/ includes this, so it would appear "
        'nowhere. include it in a page: --8<-- "pages/about.md", or remove it'
    ]


def test_a_part_that_cannot_be_read_is_told(small: Path) -> None:
    page(small, '# About\n\n--8<-- "pages/about.md"\n')
    part(small, "about.md", b"So it is \xff.\n")
    assert [line.partition(": ")[0] for line in told(small)] == [
        "edition/pages/about.md:1:10 not-utf8"
    ]


def test_what_is_beside_the_parts_of_pages_is_told(small: Path) -> None:
    part(small, "about.txt")
    assert {line.partition(": ")[0] for line in told(small)} == {
        "edition/pages/about.txt:1:1 stray"
    }


def test_a_picture_that_is_described_and_missing_is_told(small: Path) -> None:
    with (small / "edition/edition.yml").open("a", encoding="utf-8") as imprint:
        imprint.write("card: Ships\n")
    assert told(small) == [
        "edition/edition.yml:10:7 file-missing: `card` says what docs/assets/card.png says, but there"
        " is no such picture. put a picture of 1200 by 630 pixels there, or remove `card`"
    ]
    (small / "docs/assets").mkdir()
    (small / "docs/assets/card.png").write_bytes(b"")
    assert told(small) == []
