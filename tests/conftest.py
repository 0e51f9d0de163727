"""What tests share: an edition, its files and its site, each made once for all tests."""

import fcntl
import os
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import Phase, settings

from build_edition import edition
from build_edition.cli import main
from build_edition.commands.steps.outcome import failure
from build_edition.model import Edition, ToolError
from build_edition.site.pandoc import bundled_pandoc
from build_edition.sources.load import load_sources
from tests.browser.pages import address as address
from tests.browser.pages import browser as browser
from tests.browser.pages import open_page as open_page
from tests.support import (
    MKDOCS,
    ROOT,
    SLUGS,
    SPECIMEN,
    USUAL,
    Files,
    ask,
    dress,
    render,
    small_edition,
)

os.environ["PYPANDOC_PANDOC"] = str(bundled_pandoc())
"""The pandoc with which tests read what was written: the edition's own, not one on the PATH."""

EDITORS = os.fspath(ROOT / "edition") + os.sep
"""Where the editors’ own files begin; `schemas` among them are the program’s."""

_guarded: list[str] = []
"""The test of the program that is running, if one is."""


def _leave_the_editors_files_alone(event: str, arguments: tuple[object, ...]) -> None:
    """Fail a test of the program that opens a file which an editor may change at any time."""
    if event == "open" and _guarded and isinstance(arguments[0], str) and "edition" in arguments[0]:
        path = os.path.abspath(arguments[0])
        if path.startswith(EDITORS) and not path.startswith(f"{EDITORS}schemas"):
            message = (
                f"{path} is the editors’: a test of the program finds all it needs in SPECIMEN"
            )
            raise AssertionError(message)


sys.addaudithook(_leave_the_editors_files_alone)

settings.register_profile("usual", max_examples=USUAL, deadline=None)
settings.register_profile("hard", max_examples=10 * USUAL, deadline=None)
settings.register_profile(  # the same few examples for every mutant, and nothing to explain
    "mutants",
    max_examples=USUAL // 4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write the golden files anew")


@pytest.hookimpl(tryfirst=True)  # before those that are left out are sought
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser, and as `hard` what every run tries in another case."""
    tests: dict[object, list[pytest.Function]] = {}
    for item in items:
        if not isinstance(item, pytest.Function):
            continue
        if "browser" in item.fixturenames:
            item.add_marker("browser")
        marks = {mark.name for mark in item.iter_markers()}
        if hasattr(item, "callspec") and marks & {"browser", "slow"} and "hard" not in marks:
            tests.setdefault(item.function, []).append(item)
    for test in tests.values():
        for item in {*test} - {*fewest(test)}:
            item.add_marker("hard")


def fewest(test: list[pytest.Function]) -> Iterator[pytest.Function]:
    """Yield cases of a test that together have each value with which it is parametrized."""
    values = {item: {*_values(item)} for item in test}
    untried = set().union(*values.values())
    while untried:
        item = max(test, key=lambda item: len(untried & values[item]))
        yield item
        untried -= values[item]


def _values(item: pytest.Function) -> Iterator[tuple[str, ...]]:
    """Yield the names and values that each `parametrize`, and each fixture, gives a case of a test."""
    values = {name: repr(value) for name, value in item.callspec.params.items()}
    for mark in item.iter_markers("parametrize"):
        given = mark.args[0]
        names = [n.strip() for n in given.split(",")] if isinstance(given, str) else given
        yield (*names, *(values.pop(name) for name in names))
    yield from values.items()


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder, filled by whichever of the test run's processes first asks for it."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            folder.mkdir()
            make(folder)
    return folder


def build_project(root: Path, source: Path) -> None:
    """Build the site of an edition at `root`, with what every edition has around its texts."""
    shutil.copytree(source / "edition", root / "edition")
    dress(root)
    shutil.copytree(source / "docs", root / "docs", dirs_exist_ok=True)
    assert main(["--root", str(root), "build"]) == 0


def sound_edition(root: Path) -> Edition:
    """Return the edition under a root; fail if it has an error."""
    sources, problems = load_sources(root)
    assert sources
    made, found = edition.build(sources)
    assert made
    assert not [problem for problem in (*problems, *found) if problem.severity == "error"]
    return made


@pytest.fixture(scope="session")
def an_edition() -> Edition:
    """The specimen: an edition made up for the tests, with a little of everything."""
    return sound_edition(SPECIMEN)


@pytest.fixture(scope="session", params=SLUGS)
def slug(request: pytest.FixtureRequest) -> str:
    """The name of a text; the test runs once for each."""
    return str(request.param)


@pytest.fixture(scope="session")
def files(an_edition: Edition) -> Files:
    """Every file drawn from the edition, by path under `docs/`."""
    return MappingProxyType(render(an_edition))


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen as a project of its own, with its site built."""
    return made_once(tmp_path_factory, "specimen", lambda root: build_project(root, SPECIMEN))


@pytest.fixture(scope="session")
def unpacked(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen's archive, unpacked, beside the project that it was made of."""

    def make(root: Path) -> None:
        shutil.copytree(project, root / "project")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SITE_URL", "https://tigers.example.org/")
            assert main(["--root", str(root / "project"), "archive"]) == 0
        with zipfile.ZipFile(root / "project/harbour-lights-0.2.0-dev.zip") as archive:
            assert archive.testzip() is None
            archive.extractall(root / "out")

    return made_once(tmp_path_factory, "archive", make) / "out/harbour-lights-0.2.0-dev"


@pytest.fixture(autouse=True)
def the_editors_are_free(request: pytest.FixtureRequest) -> Iterator[None]:
    """Guard the editors’ files against every test but those of the edition itself."""
    if "edition" not in request.node.path.relative_to(ROOT / "tests").parts:
        _guarded.append(request.node.nodeid)
    yield
    _guarded.clear()


@pytest.fixture(autouse=True)
def fault_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a bug that a user would see as one line fail the test that runs into it."""

    def told(error: Exception) -> str:
        if not isinstance(error, ToolError | OSError):
            raise error
        return failure(error)

    monkeypatch.setattr("build_edition.cli.failure", told)


@pytest.fixture(autouse=True)
def pandoc_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer in this process what pandoc has answered before; a process of its own asks it anew."""
    for command in ("steps.emit", "publishing.release", "contributing.as_read"):
        monkeypatch.setattr(f"build_edition.commands.{command}.ask", ask)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A valid edition of one letter, for tests to break."""
    return small_edition(tmp_path)


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A valid edition of one letter, with the settings to build a site of it."""
    root = small_edition(tmp_path / "letters")
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    return root
