"""The words of a raw text, as all rules and rulings see them.

HTML is read first, then columns. What cleaning makes of the words is then told of the raw text.
"""

from dataclasses import dataclass, replace

from build_edition.model import Edit, Problem, TextInfo, Transmitted
from build_edition.texts.cleaning_rules import HTML
from build_edition.texts.ledger import PositionMap, apply, composed, inverse
from build_edition.texts.raw_lines import RawLines, read_raw_lines
from build_edition.texts.shapes.columns import Columns, read_columns
from build_edition.texts.shapes.html import read_html


@dataclass(frozen=True)
class Words:
    """The lines of a text once HTML and columns are read, and how they lead back.

    `received` are its lines before columns are read.
    """

    raw: str
    markup: tuple[Edit, ...]
    received: RawLines
    columns: Columns
    lines: RawLines

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line and column of one of the words, before columns were read."""
        return self.received.at(self.columns.start(offset))

    def in_raw(self, transmitted: Transmitted) -> Transmitted:
        """Return the result of cleaning the words as one of the raw text."""
        transmitted = self.columns.before(self.received.raw, transmitted)
        if not self.markup:
            return transmitted
        back = PositionMap(inverse(self.markup))
        lines = tuple(replace(line, span=back.span(line.span)) for line in transmitted.lines)
        return Transmitted(lines, composed(self.raw, self.markup, transmitted.edits))


def read_words(raw: str, info: TextInfo) -> tuple[Words, tuple[Problem, ...]]:
    """Return the words of a raw text, and a Problem for each ruling on columns that does not fit."""
    markup = read_html(raw).edits if HTML in info.rules else ()
    received = read_raw_lines(apply(raw, markup), info)
    if not info.columns:
        return Words(raw, markup, received, Columns(), received), ()
    columns, problems = read_columns(received)
    lines = read_raw_lines(apply(received.raw, columns.edits), info)
    return Words(raw, markup, received, columns, lines), problems
