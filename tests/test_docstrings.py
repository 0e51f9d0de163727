"""Examples in docstrings are true: in each module that has some, they are run."""

import doctest
import importlib
from pathlib import Path

import pytest

from tests.support import ROOT

WITH_EXAMPLES = [
    path.relative_to(ROOT).with_suffix("")
    for path in sorted((ROOT / "build_edition").rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=Path.as_posix)
def test_examples_give_what_they_say(path: Path) -> None:
    module = importlib.import_module(".".join(path.parts).removesuffix(".__init__"))
    ended = doctest.testmod(module, raise_on_error=False)
    assert ended.attempted
    assert not ended.failed


def test_there_are_examples() -> None:
    assert len(WITH_EXAMPLES) >= 10
