"""No test of the program depends on what editors may change."""

import os
from pathlib import Path

import pytest

from tests.support import ROOT, SPECIMEN


@pytest.mark.parametrize("name", ["edition.yml", "works.json", "texts/novel/text.yml"])
def test_a_test_of_the_program_cannot_open_the_editors_files(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    for path in (ROOT / "edition" / name, Path("edition") / name):
        with pytest.raises(AssertionError, match="is the editors’"):
            path.read_bytes()
    with pytest.raises(AssertionError, match="is the editors’"):
        os.open(ROOT / "edition" / name, os.O_RDONLY)


def test_it_can_open_the_specimen_and_what_the_program_wrote() -> None:
    assert (SPECIMEN / "edition/edition.yml").read_bytes()
    assert (ROOT / "edition/schemas/note.schema.json").read_bytes()
