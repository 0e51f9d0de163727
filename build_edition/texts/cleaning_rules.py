"""The rules of cleaning: each proposes edits of the raw text, and changes nothing itself.

A mechanical rule works where a text's `rules` name it. A rule by ruling works on the lines
that the editor has ruled, and nowhere else. `CLEANING` is the whole policy, in order: an edit
that overlaps one by an earlier rule is dropped.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from build_edition.model import Edit, LineKind
from build_edition.texts.raw_lines import RawLines
from build_edition.texts.shapes import joints
from build_edition.texts.shapes.endnote_calls import call_series
from build_edition.texts.shapes.joints import Proposed
from build_edition.texts.shapes.markdown import markdown_signs
from build_edition.texts.shapes.marks import opening

_INDENT = re.compile(r"\s+(?=\S)")
_BACK = re.compile(r"\s*\[?[↩↑⏎]\ufe0e?\ufe0f?\]?(?:\(#[^)\s]*\))?\s*$")
_SOFT_HYPHEN = re.compile("\u00ad")
_NO_BREAK_SPACE = re.compile("[\u00a0\u202f]")
SOFT_BREAK = re.compile("[\x0b\x0c\x85\u2028\u2029]")
"""Matches a line break within a paragraph; a space replaces it, so that no two words are joined."""

INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
"""Matches an invisible character that no page may have, or one that changes text direction."""


@dataclass(frozen=True)
class Rule:
    """One rule of cleaning: its name in `text.yml`, its reason as readers see it, what it finds.

    A rule with `by_ruling` works if the text has a ruling of that kind, and is not named. One that is
    `proposed` is proposed for a new text wherever it would find anything.
    """

    name: str
    reason: str
    find: Callable[[RawLines], Iterator[Proposed]]
    by_ruling: LineKind | None = None
    proposed: bool = False

    def edits(self, raw_lines: RawLines) -> Iterator[Edit]:
        """Yield the rule's proposals on these lines, as edits of the raw text."""
        for start, end, after in self.find(raw_lines):
            yield Edit(start, raw_lines.raw[start:end], after, self.name, self.reason)


def _openings(name: str, raw_lines: RawLines) -> Iterator[Proposed]:
    for line in raw_lines.lines:
        mark = opening(raw_lines, line)
        if mark and mark.rule == name:
            yield mark.start, mark.end, ""


def _everywhere(pattern: re.Pattern[str], after: str, raw_lines: RawLines) -> Iterator[Proposed]:
    for line in raw_lines.lines:
        for match in pattern.finditer(raw_lines.raw, line.start, line.end):
            yield *match.span(), after


def _byte_order_mark(raw_lines: RawLines) -> Iterator[Proposed]:
    if raw_lines.raw.startswith("\ufeff"):
        yield 0, 1, ""


def _indents(raw_lines: RawLines) -> Iterator[Proposed]:
    for line in raw_lines.lines:
        if match := _INDENT.match(raw_lines.raw, line.start, line.end):
            yield *match.span(), ""


def _trailing_spaces(raw_lines: RawLines) -> Iterator[Proposed]:
    for line in raw_lines.lines:
        end = line.start + len(raw_lines.words(line).rstrip())
        if line.start < end < line.end:
            yield end, line.end, ""


def _calls(raw_lines: RawLines) -> Iterator[Proposed]:
    starts = [line.start for line in raw_lines.lines]
    for call in call_series(raw_lines).calls:
        line = raw_lines.lines[bisect_right(starts, call.start) - 1]
        if raw_lines.words(line).strip() != raw_lines.raw[call.start : call.end]:
            yield call.start, call.end, ""


def _note_ends(raw_lines: RawLines) -> Iterator[Proposed]:
    for line in raw_lines.lines:
        ruling = raw_lines.ruling(line)
        if ruling and ruling.kind == "endnotes":
            words = raw_lines.words(line)
            if match := _BACK.search(raw_lines.raw, line.start, line.end):
                yield *match.span(), ""
            elif words.endswith("]") and words.count("]") >= words.count("["):
                closes = words.startswith("[Footnote") or words.count("]") > words.count("[")
                yield from [(line.end - 1, line.end, "")] if closes else ()


def _line_ends(raw_lines: RawLines) -> Iterator[Proposed]:
    for line in raw_lines.lines[:-1]:
        if raw_lines.raw[line.end : line.next] in ("\r", "\r\n"):
            yield line.end, line.next, "\n"


CLEANING: tuple[Rule, ...] = (
    Rule("byte-order-mark", "a byte-order mark, which only programs read", _byte_order_mark),
    Rule("speaker-labels", "a speaker’s label", partial(_openings, "speaker-labels"), "turns"),
    Rule("note-numbers", "an endnote’s own number", partial(_openings, "note-numbers"), "endnotes"),
    Rule("note-numbers", "what ends an endnote: a link back, a bracket", _note_ends, "endnotes"),
    Rule(
        "point-marks",
        "a point’s bullet or number, and its indent",
        partial(_openings, "point-marks"),
        "points",
    ),
    Rule("heading-signs", "a heading’s signs", partial(_openings, "heading-signs"), "heading"),
    Rule(
        "quotation-signs", "a quotation’s signs", partial(_openings, "quotation-signs"), "quotation"
    ),
    Rule("bullets", "a list’s bullet and its indent", partial(_openings, "bullets")),
    Rule("indents", "an indent", _indents, proposed=True),
    Rule("note-calls", "the call of an endnote", _calls),
    Rule(joints.LINE_END_HYPHENS, "a word broken at a line’s end", joints.hyphens),
    Rule("markdown", "signs of Markdown", markdown_signs),
    Rule("trailing-spaces", "spaces at a line’s end", _trailing_spaces, proposed=True),
    Rule("soft-hyphens", "a soft hyphen", partial(_everywhere, _SOFT_HYPHEN, ""), proposed=True),
    Rule(
        "invisible-characters",
        "a line break within a paragraph",
        partial(_everywhere, SOFT_BREAK, " "),
        proposed=True,
    ),
    Rule(
        "invisible-characters",
        "an invisible character",
        partial(_everywhere, INVISIBLE, ""),
        proposed=True,
    ),
    Rule(
        "no-break-spaces",
        "a no-break space",
        partial(_everywhere, _NO_BREAK_SPACE, " "),
        proposed=True,
    ),
    Rule(
        "wrapped-lines",
        "a paragraph broken into lines",
        partial(joints.joined, "wrapped-lines"),
    ),
    Rule(
        joints.CUT_PARAGRAPHS,
        "a paragraph that a page’s end cut in two",
        partial(joints.joined, joints.CUT_PARAGRAPHS),
    ),
    Rule(
        "continuations",
        "a line that continues the one before",
        partial(joints.joined, "continuations"),
        "continuation",
    ),
    Rule(joints.RUN_ON_TURNS, "the space between two turns on one line", joints.run_on),
    Rule("line-ends", "another system’s line end", _line_ends),
)
"""The policy of cleaning within lines; whole lines (furniture, blank lines) are removed first."""

BLANK_LINES = "blank-lines"
"""The rule that removes blank lines, including those that have spaces."""

WHOLE_LINES = ("furniture", BLANK_LINES)
"""The rules that remove whole lines."""

HTML = "html"
"""The rule that reads the words out of HTML, before all others."""

MECHANICAL: tuple[str, ...] = (
    HTML,
    BLANK_LINES,
    *dict.fromkeys(r.name for r in CLEANING if not r.by_ruling),
    joints.PARAGRAPH_INDENTS,
    joints.SHORT_LAST_LINES,
)
"""The rules that a text may name in `rules`; the last two say where wrapped lines are not joined."""
