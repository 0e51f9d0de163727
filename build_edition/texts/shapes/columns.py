"""Read two columns, one beside the other, column by column.

What stands in the right column is taken off each line and put below the last of them, as one edit a
line, so that the left column stays where it is and every line comes back.
"""

from collections.abc import Iterator

from build_edition.model import Columns, Edit, Problem
from build_edition.texts.raw_lines import RawLines, ruling_off_page, ruling_shifted

RULE, _WHY = "columns", "two columns are read one after the other"


def read_columns(raw_lines: RawLines) -> Iterator[Edit]:
    """Yield the edits that put the right column of each ruled stretch below its left one.

    The stretches must have no `column_misfits`.
    """
    for columns in raw_lines.info.columns:
        lines = raw_lines.lines[columns.first - 1 : columns.last]
        below = ""
        for line in lines:
            words = raw_lines.words(line)
            left = words[: columns.at - 1].rstrip()
            below += f"\n{words[columns.at - 1 :]}"
            taken = words[len(left) :]
            after = below if line is lines[-1] else ""
            if taken or after:
                yield Edit(line.start + len(left), taken, after, RULE, _WHY)


def column_misfits(raw_lines: RawLines) -> Iterator[Problem]:
    """Yield a Problem for each stretch of columns that does not fit the text or another stretch."""
    end = 0
    for columns in sorted(raw_lines.info.columns, key=lambda c: c.first):
        if columns.last > len(raw_lines.lines):
            yield ruling_off_page(columns, "two columns", len(raw_lines.lines))
        elif columns.first <= end:
            message = f"line {columns.first} is in two stretches of columns"
            yield Problem(columns.place, "rulings-overlap", message, "correct one’s `lines`")
        elif not raw_lines.opening(columns.first).startswith(columns.begins):
            yield ruling_shifted(raw_lines, columns)
        else:
            yield from _cut(raw_lines, columns)
        end = max(end, columns.last)


def _cut(raw_lines: RawLines, columns: Columns) -> Iterator[Problem]:
    """Yield a Problem if a word of some line stands on both sides of the division."""
    for line in raw_lines.lines[columns.first - 1 : columns.last]:
        beside = raw_lines.words(line)[columns.at - 2 : columns.at]
        if len(beside) == 2 and not any(map(str.isspace, beside)):
            message = f"character {columns.at} of line {line.number} is within a word"
            hint = "the right column begins with a word, after a blank: correct `at` or `lines`"
            yield Problem(columns.place, "column-cut", message, hint)
            return
