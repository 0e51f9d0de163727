"""An edition of one's own: founded with nothing of the texts here, sound, and built at once."""

import re
from pathlib import Path

import pytest

from build_edition.cli import main
from build_edition.commands.founding.found import HOME, LEFT, PROGRAM, TEMPLATE
from build_edition.sources.load import load_sources
from tests.conftest import made_once, sound_edition
from tests.support import ROOT, project_files

TITLE, SUBTITLE = "Lamps & “Piers”", "Letters from a 'pier' \\ in \"winter\" & ${spring}"

OF_THESE = re.compile(
    r"two.tigers|khrushchev|\bmao\b|songliao|\boil|texts/novel|lecture.notes", re.IGNORECASE
)
"""Words of the texts for which the program was written."""

READ = (".html", ".css", ".js", ".json", ".jsonld", ".svg", ".txt", ".xml", ".bib", ".ris")


def found(folder: Path, **given: str) -> int:
    """Found an edition and return the exit code."""
    words = {"title": TITLE, "subtitle": SUBTITLE, "date": "2026-03-04", **given}
    options = [word for key, value in words.items() for word in (f"--{key}", value)]
    return main(["found", str(folder), *options])


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition just founded, in a folder called Lamps 1."""

    def make(folder: Path) -> None:
        assert found(folder / "Lamps 1") == 0

    return made_once(tmp_path_factory, "founded", make) / "Lamps 1"


def test_it_is_sound_and_says_what_it_was_told(founded: Path) -> None:
    imprint = sound_edition(founded).imprint
    assert (imprint.title, imprint.subtitle) == (TITLE, SUBTITLE)
    assert imprint.editors == ("The editors of Lamps & Piers",)
    assert (imprint.version, imprint.date) == ("0.1.0-dev", "2026-03-04")
    assert imprint.address == "http://127.0.0.1:8000/lamps-1/"
    assert [*load_sources(founded)[1]] == []
    assert "Credit The editors of Lamps & Piers," in (founded / "LICENSE").read_text(
        encoding="utf-8"
    )


def test_it_has_of_this_project_only_what_every_edition_has(founded: Path) -> None:
    own = {path.relative_to(TEMPLATE) for path in TEMPLATE.rglob("*") if path.is_file()}
    files = {path.relative_to(founded) for path in project_files(founded)}
    for path in files - own - {Path("mkdocs.yml")}:
        assert (founded / path).read_bytes() == (HOME / path).read_bytes()
        assert not any(path.is_relative_to(left) for left in LEFT)
    for name in ("tests/edition", "docs/about/numbers.md", "docs/assets/card.png"):
        assert not (founded / name).exists(), name
    assert own <= files
    assert {path.parts[:2] for path in files if path.parts[0] == "edition"} == {
        ("edition", name)
        for name in (
            "edition.yml",
            "events.yml",
            "pages",
            "people.yml",
            "schemas",
            "texts",
            "works.json",
        )
    }
    assert (founded / ".ci/run").stat().st_mode & 0o100, "a program stays one"


def test_whatever_is_in_the_project_is_known_to_be_shared_or_not() -> None:
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}
    shared = {path.relative_to(ROOT).parts[0] for part in PROGRAM for path in ROOT.glob(part)}
    own = {path.name for path in TEMPLATE.iterdir()}
    there = {path.name for path in ROOT.iterdir()} - ignored - {".git", ".site.lock"}
    assert there <= shared | own


def test_no_place_in_the_template_is_left_open(founded: Path) -> None:
    for path in TEMPLATE.rglob("*"):
        if path.is_file():
            content = (founded / path.relative_to(TEMPLATE)).read_text(encoding="utf-8")
            assert not re.search(r"\$(?!schema|\{spring\})\w", content), path


def test_its_menu_leads_to_no_page_that_it_lacks(founded: Path) -> None:
    settings = (founded / "mkdocs.yml").read_text(encoding="utf-8")
    for page in re.findall(r"(?:about|search)[\w/]*\.md", settings):
        assert (founded / "docs" / page).is_file(), page


@pytest.mark.slow
def test_its_site_is_built_and_says_nothing_of_the_texts_here(founded: Path) -> None:
    assert main(["--root", str(founded), "build"]) == 0
    for path in sorted((founded / "site").rglob("*")):
        theme = path.is_relative_to(founded / "site/assets/javascripts")
        if path.suffix in READ and not theme:
            assert not OF_THESE.search(path.read_text(encoding="utf-8")), path
    for page in (founded / "site").rglob("*.html"):
        assert "Lamps &amp; “Piers”</title>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": "A <b>bold</b> title"}, "edition/edition.yml:3:8: bad-value"),
        ({"title": ""}, "edition/edition.yml:3:8: bad-value"),
        ({"editors": "me@example.org"}, "edition/edition.yml:9:5: bad-value"),
        ({"date": "yesterday"}, "yesterday: write the date as YYYY-MM-DD"),
    ],
)
def test_facts_that_no_edition_can_have_found_nothing(
    given: dict[str, str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found(tmp_path / "new", **given) == 2
    assert said in capsys.readouterr().err
    assert [*tmp_path.iterdir()] == []


def test_nothing_that_is_there_is_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "notes.txt"):
        assert found(folder) == 2
        assert "is already there" in capsys.readouterr().err
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["mine"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert found(tmp_path / "new") == 0
    assert (tmp_path / "new/edition/edition.yml").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
