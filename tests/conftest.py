"""What tests share: the real edition, its files and its site, each made once however many run."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import settings

from build_edition import edition
from build_edition.cli import main
from build_edition.commands.steps.outcome import failure
from build_edition.model import Edition, ToolError
from build_edition.site.pandoc import bundled_pandoc
from build_edition.sources.load import load_sources
from tests.support import MKDOCS, ROOT, USUAL, Files, built, render, small_edition

os.environ["PYPANDOC_PANDOC"] = str(bundled_pandoc())
"""The pandoc by which tests read what was written: the edition's own, and not one on the PATH."""

settings.register_profile("usual", max_examples=USUAL, deadline=None)
settings.register_profile("hard", max_examples=10 * USUAL, deadline=None)
settings.load_profile("usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write the golden files anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser, for `make test-unit` to leave them out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that is filled once in a run, whichever of the run's processes comes first."""
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


def copied_project(root: Path, source: Path) -> None:
    """Build the site of an edition, with this project's own pages around it."""
    shutil.copytree(source / "edition", root / "edition")
    for name in ("overrides", "docs"):
        shutil.copytree(ROOT / name, root / name, ignore=built)
    shutil.copy(ROOT / "mkdocs.yml", root)
    assert main(["--root", str(root), "build"]) == 0


@pytest.fixture(scope="session")
def real_edition() -> Edition:
    """The project's own edition."""
    sources, problems = load_sources(ROOT)
    assert sources
    assert not problems
    made, found = edition.build(sources)
    assert made, found
    return made


@pytest.fixture(scope="session")
def files(real_edition: Edition) -> Files:
    """Every file of it, as it is drawn."""
    return MappingProxyType(render(real_edition))


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with its site built, as a fresh clone would have it."""
    return made_once(tmp_path_factory, "project", lambda root: copied_project(root, ROOT))


@pytest.fixture(autouse=True)
def fault_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault that a user would be told of in one line fails the test that meets it."""

    def told(error: Exception) -> str:
        if not isinstance(error, ToolError | OSError):
            raise error
        return failure(error)

    monkeypatch.setattr("build_edition.cli.failure", told)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A sound edition of one letter, to break."""
    return small_edition(tmp_path)


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A sound edition of one letter that can be made a site of."""
    root = small_edition(tmp_path / "letters")
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    return root
