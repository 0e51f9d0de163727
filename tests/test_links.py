"""A link in a note leads to a page and a place that exist, and every page is declared once."""

from dataclasses import replace

import pytest
import yaml

from build_edition import edition
from build_edition.checks.links import links_answer
from build_edition.model import Edition, Link, Place
from build_edition.render import paths_of
from build_edition.sources.load import load_sources
from tests.support import CASES, Files, small_edition

LINKS: dict[str, list[str]] = yaml.safe_load((CASES / "links.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition of one letter, with a hand-written page."""
    root = small_edition(tmp_path_factory.mktemp("letter"))
    (root / "docs/about").mkdir()
    (root / "docs/about/written.md").write_text("# Written\n", encoding="utf-8")
    sources, _ = load_sources(root)
    assert sources
    built, problems = edition.build(sources)
    assert built, problems
    return built


def dead(letter: Edition, href: str) -> list[str]:
    """Return the code of each Problem if the letter's note has this link."""
    (text,) = letter.texts
    readings = tuple(
        replace(
            reading,
            annotations=tuple(
                replace(a, note=replace(a.note, links=(Link(href, Place("ship.md", 10, 4)),)))
                for a in reading.annotations
            ),
        )
        for reading in text.readings
    )
    linked = replace(letter, texts=(replace(text, readings=readings),))
    return [problem.code for problem in links_answer(linked)]


@pytest.mark.parametrize("href", LINKS["answer"])
def test_a_link_to_what_is_there_passes(href: str, letter: Edition) -> None:
    assert dead(letter, href) == []


@pytest.mark.parametrize("href", LINKS["dead"])
def test_a_link_to_what_is_not_there_is_refused(href: str, letter: Edition) -> None:
    assert dead(letter, href) == ["dead-link"]


def test_every_file_that_is_drawn_is_declared(files: Files, an_edition: Edition) -> None:
    moved = {redirect.old for redirect in an_edition.imprint.redirects}
    stubs = {path for path in files if path.endswith("/index.html")}
    assert {*files} - moved - stubs == paths_of(an_edition)
