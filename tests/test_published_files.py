"""Whatever people put under `docs/` is named if readers must not get it as it is."""

import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from build_edition.sources.around.published_files import published_files
from tests.support import ROOT, cases, named


@pytest.mark.parametrize("case", cases("published_files.yml"), ids=named)
def test_what_the_policy_would_block_is_named(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "docs" / case["file"]
    path.parent.mkdir(parents=True)
    path.write_text(case["content"], encoding="utf-8")
    found = [*published_files(tmp_path)]
    places = [f"{p.place.line}:{p.place.column} {p.code}" for p in found]
    assert sorted(places) == sorted(case["found"])
    assert all(p.place.path == f"docs/{case['file']}" and p.hint for p in found)


PAGES = [case for case in cases("published_files.yml") if case["file"] == "about.md"]


@pytest.mark.parametrize("case", PAGES, ids=named)
def test_what_a_page_takes_in_is_looked_at_as_the_page_is(
    case: dict[str, Any], tmp_path: Path
) -> None:
    part = tmp_path / "edition/pages/about.md"
    part.parent.mkdir(parents=True)
    part.write_text(case["content"], encoding="utf-8")
    found = [*published_files(tmp_path)]
    assert sorted(f"{p.place.line}:{p.place.column} {p.code}" for p in found) == case["found"]
    assert {p.place.path for p in found} <= {"edition/pages/about.md"}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('--8<-- "../mkdocs.yml"', 1),
        ('> --8<-- "pages/x.md"', 1),
        ('    --8<-- "x"', 1),
        ("--8<--", 1),
        ('--8<-- "apparatus/../x.html"', 1),
        ('--8<-- "apparatus/rights.html"', 0),
        ("He wrote --8<-- here.", 0),
        ("A rule: ---", 0),
    ],
)
def test_what_a_page_takes_in_takes_in_nothing(line: str, found: int, tmp_path: Path) -> None:
    part = tmp_path / "edition/pages/about.md"
    part.parent.mkdir(parents=True)
    part.write_text(f"Words.\n\n{line}\n", encoding="utf-8")
    assert [p.place.line for p in published_files(tmp_path)] == [3] * found


def test_nothing_in_the_pages_of_this_edition_is_blocked(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    assert [*published_files(tmp_path)] == []


def test_what_a_build_wrote_is_its_own_affair(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    for name in ("texts/x/index.md", "data/x.html", "index.md"):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text("<style>", encoding="utf-8")
    stub = docs / "old/index.html"
    stub.parent.mkdir()
    stub.write_text('<meta http-equiv="refresh" content="0; url=../texts/x/">', encoding="utf-8")
    (docs / ".emitted").write_text("old/index.html\n", encoding="utf-8")
    assert [*published_files(tmp_path)] == []
    stub.write_text("<script>x()</script>", encoding="utf-8")
    assert [p.code for p in published_files(tmp_path)] == ["blocked"]


@pytest.mark.parametrize(
    "piece", ["<!--", "<![CDATA[", "</", "<a ", '<a b="', "&", "![", "](", "[a]:", "{: onx", "url("]
)
def test_no_page_takes_long_to_look_at(piece: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/page.md").write_text(piece * (200_000 // len(piece)), encoding="utf-8")
    began = time.process_time()
    assert len([*published_files(tmp_path)]) <= 20
    assert time.process_time() - began < 2
