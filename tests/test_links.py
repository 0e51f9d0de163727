"""A link in a note leads to a page and a place that exist, and every page is declared once."""

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from build_edition import edition
from build_edition.addresses import address_of
from build_edition.checks.links import links_answer
from build_edition.model import Edition, Link, PassageRecord, Place, Redirect, Release, Span, Words
from build_edition.render import GATHERED, OF_A_TEXT, OF_THE_EDITION, Whole, paths_of
from build_edition.render.formats import Format, Use, WholeFormat, by_name, declared
from build_edition.sources.load import TAKEN, load_sources
from tests.browser import test_reading
from tests.support import CASES, PLACE, Files, note, ruling, small_edition
from tests.test_tei import NO_LONGER_THERE

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
    boats = replace(built.reference.series[0], id="boats")
    events = (replace(sailing, date="1956-04/1957-02"),)
    reference = replace(built.reference, events=events, series=(*built.reference.series, boats))
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


@pytest.mark.parametrize(
    ("href", "codes"),
    [
        ("/apparatus/timeline/#event-sailing", []),
        ("https://a.org/", []),
        ("/apparatus/timeline/#event-none", ["dead-link"]),
    ],
)
def test_the_story_links_to_what_is_there(href: str, codes: list[str], letter: Edition) -> None:
    imprint = replace(letter.imprint, story=((Words("It sailed", href=href),),))
    found = [*links_answer(replace(letter, imprint=imprint))]
    assert [problem.code for problem in found] == codes
    assert all(problem.place == letter.imprint.place for problem in found)


@pytest.mark.parametrize(("after", "codes"), [(("letter", "p2"), []), (None, ["dead-link"])])
def test_a_chart_may_be_linked_to_in_its_text(
    after: tuple[str, str] | None, codes: list[str], letter: Edition
) -> None:
    first, *others = letter.reference.series
    reference = replace(letter.reference, series=(replace(first, after=after), *others))
    charted = replace(letter, reference=reference)
    assert dead(charted, "/texts/letter/#ships") == codes
    assert dead(charted, "/texts/letter/#p2") == []
    assert dead(charted, "/apparatus/timeline/#ships") == []


def test_a_dead_link_in_any_note_is_told_at_its_place(letter: Edition) -> None:
    links = tuple(Link(href, Place("ship.md", 10, 4)) for href in ("/nowhere/", "https://a.org/"))
    said = (
        "“/nowhere/” is not an address of this edition",
        "copy the address from the page you mean, such as /texts/letter/#p25",
    )
    (text,) = letter.texts
    linked = (note("*", links=links),)
    for changed in (replace(text, about=linked), replace(text, retired_notes=linked)):
        (problem,) = links_answer(replace(letter, texts=(changed,)))
        assert (problem.message, problem.hint) == said
        assert (problem.place, problem.severity) == (Place("ship.md", 10, 4), "error")


def test_a_new_page_of_the_apparatus_may_be_linked_to_at_any_place(
    letter: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = {*paths_of(letter), "apparatus/more/index.md"}
    monkeypatch.setattr("build_edition.checks.links.paths_of", lambda _: paths)
    assert dead(letter, "/apparatus/more/") == []
    assert dead(letter, "/apparatus/more/#here") == []
    assert dead(letter, "/apparatus/notes/#here") == ["dead-link"]


@pytest.mark.parametrize(
    "href",
    [
        *(f"/texts/letter/#{name}" for name in ("p90", "p91", "note-old", "em-old")),
        "/apparatus/changes/#since-0.2.0",
        "/about/moved/",
        "/about/withdrawn/#a-place",
    ],
)
def test_a_link_to_what_was_there_once_passes(href: str, letter: Edition) -> None:
    assert dead(letter, href) == ["dead-link"]
    (text,) = letter.texts
    release = Release("0.2.0", "2026-02-01", (), (), "", "", Place("x"))
    ways = (
        Redirect("about/moved/", "about/written/", "", Place("x")),
        Redirect("about/withdrawn/", "", "Asked for.", Place("x")),
    )
    later = replace(
        letter,
        texts=(replace(text, **NO_LONGER_THERE),),
        imprint=replace(letter.imprint, redirects=ways),
        released=(release,),
    )
    assert dead(later, href) == []


def test_every_file_that_is_drawn_is_declared(files: Files, an_edition: Edition) -> None:
    moved = {redirect.old for redirect in an_edition.imprint.redirects}
    stubs = {path for path in files if path.endswith("/index.html")}
    assert {*files} - moved - stubs == paths_of(an_edition)


FORMATS: tuple[Format, ...] = (
    *OF_A_TEXT.values(),
    *GATHERED.values(),
    *OF_THE_EDITION.values(),
)


def nothing(_: Whole) -> dict[str, str]:
    """Draw no file."""
    return {}


def test_no_two_formats_draw_the_same_file() -> None:
    paths = [path for each in FORMATS for path in (*each.pages, *each.downloads)]
    assert len(paths) == len({*paths})
    twice = ModuleType("twice")
    twice.FORMATS = (  # type: ignore[attr-defined]
        WholeFormat("one", nothing, downloads={"data/x.txt": Use("Text", "for a test")}),
        WholeFormat("two", nothing, pages=("data/x.txt",)),
    )
    with pytest.raises(ValueError, match=r"^the formats “one” and “two” both draw data/x\.txt$"):
        declared(twice)


def test_no_two_formats_of_a_kind_have_the_same_name() -> None:
    same = (WholeFormat("one", nothing), WholeFormat("one", nothing))
    with pytest.raises(ValueError, match=r"^two formats are called “one”$"):
        by_name(same, WholeFormat)


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_a_download_is_no_page_and_a_page_is_no_download(each: Format) -> None:
    """Of a file under `data/` the page of downloads says what it is for; MkDocs builds any `.md`."""
    for path in each.pages:
        assert not path.startswith("data/")
    for path, use in each.downloads.items():
        assert path.startswith("data/")
        assert not path.endswith(".md")
        assert use.form
        assert use.purpose


def test_no_text_can_have_the_name_of_a_file_of_the_whole_edition() -> None:
    of_the_whole = [
        path for each in (*GATHERED.values(), *OF_THE_EDITION.values()) for path in each.paths
    ]
    names = {Path(path).name.partition(".")[0] for path in of_the_whole if path.startswith("data/")}
    assert names <= {*TAKEN}, "add the name to TAKEN in sources/load.py"


def test_every_page_is_looked_at_in_a_browser(an_edition: Edition) -> None:
    of_the_whole = {path for path in paths_of(an_edition) if not path.startswith("texts/")}
    drawn = {address_of(path) for path in of_the_whole if path.endswith(".md")} | {"texts/"}
    assert drawn <= {*test_reading.PAGES}, "add the page to PAGES in tests/browser/test_reading.py"
    for each in OF_A_TEXT.values():
        for path in each.pages:
            pages = {address_of(path.format(text.info.slug)) for text in an_edition.texts}
            assert not path.endswith(".md") or pages & {*test_reading.PAGES}
