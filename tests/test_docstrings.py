"""The examples in docstrings are true."""

import doctest
import importlib
from pathlib import Path

import pytest

from tests.support import ROOT

WITH_EXAMPLES = [
    path
    for path in sorted((ROOT / "build_edition").rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


def module_of(path: Path) -> str:
    """The dotted name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=module_of)
def test_the_examples_of_a_module_are_true(path: Path) -> None:
    result = doctest.testmod(importlib.import_module(module_of(path)))
    assert result.attempted
    assert not result.failed
