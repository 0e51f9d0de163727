"""Each weight is within the range that the cases allow, and the table of ranges is up to date."""

import re
import subprocess
import sys
from dataclasses import dataclass

import pytest

from build_edition.numerals import examine, weights
from tests.numeral_weights import case_texts, found_with, weight_names
from tests.support import CASES, ROOT

TABLE = (CASES / "numbers" / "weights.txt").read_text(encoding="utf-8").splitlines()


@dataclass(frozen=True)
class Row:
    """A weight in the table: its value, its range, and values beyond it with the case they change."""

    name: str
    value: float
    low: float
    high: float
    broken: tuple[tuple[float, str], ...]


def rows() -> list[Row]:
    """Return the table, one row for each weight."""
    found: list[Row] = []
    for line in TABLE:
        head = re.fullmatch(r"(\w+) = (\S+): (\S+) to (\S+)", line)
        if head:
            high = float("inf") if head[4] == "any" else float(head[4])
            found.append(Row(head[1], float(head[2]), float(head[3]), high, ()))
        else:
            value, case = line.strip().split("  ", 1)
            last = found.pop()
            broken = (*last.broken, (float(value), case))
            found.append(Row(last.name, last.value, last.low, last.high, broken))
    return found


ROWS = rows()


def test_the_table_has_every_weight_with_its_value() -> None:
    assert [(row.name, row.value) for row in ROWS] == [
        (name, getattr(weights, name)) for name in weight_names()
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_case_wants_the_weight_where_it_is(row: Row) -> None:
    assert row.low <= row.value <= row.high
    assert row.broken or row.name == "PROGRESS"
    for value, case in row.broken:
        moved = type(getattr(weights, row.name))(value)  # the table's values are read as floats
        assert found_with(row.name, moved, case) != examine(case)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_at_the_ends_of_a_range_nothing_changes_in_the_cases_that_limit_it(row: Row) -> None:
    ends = [end for end in (row.low, row.high) if end != float("inf")]
    for end in map(type(getattr(weights, row.name)), ends):
        for _, case in row.broken:
            assert found_with(row.name, end, case) == examine(case), end


def test_the_cases_of_the_table_are_still_cases() -> None:
    assert {case for row in ROWS for _, case in row.broken} <= set(case_texts())


@pytest.mark.slow
def test_a_long_paragraph_is_explained_as_a_whole() -> None:
    sentence = "In May 1953, 5 cranes and 1955 tons of coal came in 47, over million in . "
    finding = examine(sentence * 5)
    assert len(finding.suspects) > 10
    assert len(found_with("PROGRESS", 0.0, sentence * 5).suspects) < len(finding.suspects)


def test_the_engine_loads_nothing_but_the_standard_library() -> None:
    program = (
        "import sys; had = set(sys.modules); import build_edition.numerals\n"
        "roots = {name.partition('.')[0] for name in set(sys.modules) - had}\n"
        "print(*sorted(roots - set(sys.stdlib_module_names)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True
    )
    assert ended.stdout.decode().split() == ["build_edition"]
