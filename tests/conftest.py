"""What tests share: the real edition, and its site built once."""

import shutil
from pathlib import Path

import pytest

from build_edition import edition
from build_edition.cli import main
from build_edition.model import Edition
from build_edition.sources import load_sources
from tests.support import ROOT, built, small_edition


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


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A sound edition of one letter, to break."""
    return small_edition(tmp_path)
