"""All that is found in the cases is as it was last looked at: alarms, hints, readings, reasons.

Not all of it is right, as the benchmark counts. But what a change of the engine does to any case,
it shows here: `pytest tests/test_numerals_found.py --refresh-golden`, and read the diff.
"""

from pathlib import Path

import pytest

from build_edition.commands.printing.numbers import as_text
from build_edition.numerals import examine
from tests.numeral_weights import texts_by_file
from tests.support import CASES

FOUND = CASES / "numbers" / "found"


def found(texts: list[str]) -> str:
    """What is found in these texts, under each in which there is anything."""
    examined = ((text, examine(text)) for text in texts)
    return "\n".join(
        "".join((text, "\n", *list(as_text([(0, text, finding)]))[1:]))
        for text, finding in examined
        if finding.suspects
    )


@pytest.mark.parametrize("file", sorted(texts_by_file()))
def test_what_is_found_is_as_it_was_approved(file: str, pytestconfig: pytest.Config) -> None:
    path = FOUND / Path(file).with_suffix(".txt").name
    content = found(texts_by_file()[file])
    if content and pytestconfig.getoption("--refresh-golden"):
        path.write_text(content, encoding="utf-8")
    approved = path.read_text(encoding="utf-8") if path.is_file() else ""
    assert content == approved
