"""What tests share: the real edition, and its site built once."""

import os
import shutil
from pathlib import Path

import pytest

from build_edition import edition
from build_edition.cli import main
from build_edition.commands.steps.common import failure
from build_edition.model import Edition
from build_edition.sources import load_sources
from build_edition.tools import ToolError, bundled_pandoc
from tests.support import MKDOCS, ROOT, built, small_edition

os.environ["PYPANDOC_PANDOC"] = str(bundled_pandoc())
"""The pandoc by which tests read what was written: the edition's own, and not one on the PATH."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def real_edition() -> Edition:
    """The project's own edition."""
    sources, problems = load_sources(ROOT)
    assert sources
    assert not problems
    built, found = edition.build(sources)
    assert built, found
    return built


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with its site built, as a fresh clone would have it."""
    root = tmp_path_factory.mktemp("project")
    for name in ("edition", "overrides", "docs"):
        shutil.copytree(ROOT / name, root / name, ignore=built)
    shutil.copy(ROOT / "mkdocs.yml", root)
    assert main(["--root", str(root), "build"]) == 0
    return root


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
