"""An edition in miniature, drawn in full: every file is as it was last looked at and approved.

After an intended change: `pytest tests/test_golden.py --refresh-golden`, and read the diff.
"""

from pathlib import Path

import pytest

from build_edition import edition
from build_edition.sources.load import load_sources
from tests.support import book_of, render

GOLDEN = Path(__file__).parent / "golden"


def drawn() -> dict[str, str]:
    """Return the miniature's files by path, and those inside its book one by one.

    The schema and the explained Problem codes are left out: they are the same for every edition.
    """
    sources, problems = load_sources(GOLDEN)
    assert sources
    assert not problems
    built, found = edition.build(sources)
    assert built, found
    files = {p: c for p, c in render(built).items() if isinstance(c, str)}
    book = {f"data/book/{path}": content for path, content in book_of(built).items()}
    same = (".schema.json", "apparatus/problems.html")
    return {p: c for p, c in (files | book).items() if not p.endswith(same)}


def test_every_file_is_as_it_was_approved(pytestconfig: pytest.Config) -> None:
    files = drawn()
    if pytestconfig.getoption("--refresh-golden"):
        for path, content in files.items():
            (GOLDEN / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / "docs" / path).write_bytes(content.encode())
    approved = {
        path.relative_to(GOLDEN / "docs").as_posix(): path.read_bytes().decode()
        for path in (GOLDEN / "docs").rglob("*")
        if path.is_file()
    }
    assert set(files) == set(approved)
    for path, content in files.items():
        assert content == approved[path], path


def test_the_miniature_has_one_of_everything() -> None:
    page = drawn()["texts/minutes/index.md"]
    for mark in ("turn", "point", "endnote", "heading", "continued"):
        assert f'class="passage {mark}' in page or f" {mark}" in page
    assert " &amp; &lt;rain&gt;" in page
    assert "[…]" in page
