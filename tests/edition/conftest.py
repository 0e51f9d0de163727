"""The fixtures of the folder above, with the real edition in place of the specimen."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import pytest

from build_edition.cli import main
from build_edition.model import Edition
from tests.browser.pages import served
from tests.conftest import made_once, sound_edition
from tests.support import ROOT, Files, built, render

REAL = Path(os.environ.get("EDITION_UNDER_TEST", ROOT))
"""The folder of the edition that these tests are about: the project’s own, or another state of it."""

TEXTS = sorted(path.parent.name for path in (REAL / "edition/texts").glob("*/text.yml"))


@pytest.fixture(scope="session")
def an_edition() -> Edition:
    """The project's own edition."""
    return sound_edition(REAL)


@pytest.fixture(scope="session", params=TEXTS)
def slug(request: pytest.FixtureRequest) -> str:
    """The name of a text; the test runs once for each."""
    return str(request.param)


@pytest.fixture(scope="session")
def files(an_edition: Edition) -> Files:
    """Every file drawn from the edition, by path under `docs/`."""
    return MappingProxyType(render(an_edition))


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as a fresh clone would have it, with its site built."""
    return made_once(tmp_path_factory, "project", _copy)


def _copy(root: Path) -> None:
    shutil.copytree(REAL / "edition", root / "edition")
    for name in ("overrides", "docs"):
        shutil.copytree(ROOT / name, root / name, ignore=built)
    shutil.copy(ROOT / "mkdocs.yml", root)
    assert main(["--root", str(root), "build"]) == 0


@pytest.fixture(scope="session")
def address(project: Path) -> Iterator[str]:
    """The address at which its site is served."""
    with served(project / "site") as address:
        yield address
