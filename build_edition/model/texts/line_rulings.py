"""What editors rule on the lines of a raw text, and the kinds of passage that come of it."""

from dataclasses import dataclass
from typing import Annotated, Literal

from build_edition.model.problems import Place
from build_edition.model.published import Published

UNSETTLED_KIND = "A text that was just added"
"""The kind of a text until its editors say what it is."""

UNSETTLED_RIGHTS = "To be settled: who owns this text, and on what grounds it is reproduced"
"""The rights in a text until its editors settle them."""

LineKind = Literal[
    "furniture",
    "heading",
    "caption",
    "standfirst",
    "quotation",
    "turns",
    "endnotes",
    "points",
    "verse",
    "lines",
    "break",
    "direction",
    "signature",
    "continuation",
    "paragraph",
]
PassageKind = Literal[
    "paragraph",
    "heading",
    "caption",
    "standfirst",
    "quotation",
    "turn",
    "point",
    "endnote",
    "verse",
    "line",
    "break",
    "direction",
    "signature",
]


@dataclass(frozen=True, slots=True)
class LineRuling:
    """An editor's decision on what whole lines of a raw text are, such as furniture or headings.

    It is on the lines from `first` to `last` or, if it has `like`, on each of the `times` lines
    that are like it (see `texts.raw_lines`), wherever they are; `first` and `last` are then 0.
    """

    first: int
    last: int
    begins: str
    kind: LineKind
    level: int
    why: str
    place: Place
    like: str = ""
    times: int = 0


@dataclass(frozen=True, slots=True)
class ColumnsRuling:
    """An editor's decision that lines of a raw text are two columns side by side.

    The left halves of the lines from `first` to `last` are read first, then the right halves. They
    are divided before the character `at` (counted from 1) or, if that is 0, at `between`: a sign, or
    blanks, which stand for so many or more.
    """

    first: int
    last: int
    begins: str
    at: int
    between: str
    place: Place
    kind: Literal["columns"] = "columns"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker in a text: the label as transmitted (`Q:`), and the name."""

    label: Annotated[str, Published("As transmitted.")]
    name: Annotated[str, Published("Who that is.")]
