"""A link in a note leads to a page and a place that exist, and every page is declared once."""

from dataclasses import replace

import pytest
import yaml

from build_edition import edition
from build_edition.checks.links import links_answer
from build_edition.model import Edition, Link, PassageRecord, Place, Redirect, Release, Span
from build_edition.render import paths_of
from build_edition.sources.load import load_sources
from tests.support import CASES, PLACE, Files, note, ruling, small_edition

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
    (text,) = built.texts
    text = replace(
        text,
        gone=(PassageRecord("p8", "paragraph", Span(0, 1), "x", also=("p9",), gone="a footer"),),
        retired_notes=(note("*", id="past", retired="It was wrong."),),
        retired_rulings=(ruling("was", "is", id="past", retired="It was right."),),
        readings=(
            replace(text.readings[0], passage=replace(text.readings[0].passage, also=("p1a",))),
            *text.readings[1:],
        ),
    )
    (sailing,) = built.reference.events
    events = (replace(sailing, date="1956-04/1957-02"),)
    reference = replace(built.reference, events=events, series=built.reference.series * 2)
    released = (Release("0.1.0", "2026-01-01", (), (), "", "", PLACE),)
    ways = (Redirect("about/old/", "texts/", "", PLACE),)
    imprint = replace(built.imprint, redirects=ways)
    return replace(built, texts=(text,), reference=reference, released=released, imprint=imprint)


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


def test_a_dead_link_in_any_note_is_told_at_its_place(letter: Edition) -> None:
    links = tuple(Link(href, Place("ship.md", 10, 4)) for href in ("/nowhere/", "https://a.org/"))
    said = (
        "“/nowhere/” is not an address of this edition",
        "copy the address from the page you mean, such as /texts/novel/#p25",
    )
    (text,) = letter.texts
    linked = (note("*", links=links),)
    for changed in (replace(text, about=linked), replace(text, retired_notes=linked)):
        (problem,) = links_answer(replace(letter, texts=(changed,)))
        assert (problem.message, problem.hint) == said
        assert (problem.place, problem.severity) == (Place("ship.md", 10, 4), "error")


def test_every_file_that_is_drawn_is_declared(files: Files, an_edition: Edition) -> None:
    moved = {redirect.old for redirect in an_edition.imprint.redirects}
    stubs = {path for path in files if path.endswith("/index.html")}
    assert {*files} - moved - stubs == paths_of(an_edition)
