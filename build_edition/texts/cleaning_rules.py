"""The rules of cleaning: each proposes edits of the raw text, and changes nothing itself.

A mechanical rule works where a text's `rules` name it. A rule by ruling works on the lines
that the editor has ruled, and nowhere else. `CLEANING` is the whole policy, in order: an edit
that overlaps one by an earlier rule is dropped.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise

from build_edition.model import Edit, LineKind, Speaker
from build_edition.texts.endnote_calls import call_series
from build_edition.texts.raw_lines import RawLine, RawLines

Proposed = tuple[int, int, str]
"""The start and end of a stretch of the raw text (code points), and the text to replace it."""

_BULLET = re.compile(r"\s*[•‣◦▪●○■·*-]\s+(?=\S)")
_NUMBER = re.compile(r"\s*(\d+)[.):]?\s+(?=\S)")
_INDENT = re.compile(r"\s+(?=\S)")
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

    A rule with `by_ruling` works only if the text has a ruling of that kind. One that is `proposed`
    is proposed for a new text wherever it would find anything.
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


def opening(raw_lines: RawLines, line: RawLine) -> tuple[str, re.Match[str]] | None:
    """Return the rule and the match of the mark that a line begins with, or None.

    The mark is a speaker's label, an endnote's number or a bullet.
    """
    ruling = raw_lines.ruling(line)
    name, pattern = "bullets", _BULLET
    if ruling and ruling.kind == "turns":
        name, pattern = "speaker-labels", _label(raw_lines.info.speakers)
    elif ruling and ruling.kind == "endnotes":
        name, pattern = "note-numbers", _NUMBER
    elif ruling or "bullets" not in raw_lines.info.rules:
        return None
    match = pattern.match(raw_lines.raw, line.start, line.end)
    return (name, match) if match else None


@lru_cache
def _label(speakers: tuple[Speaker, ...]) -> re.Pattern[str]:
    labels = sorted((speaker.label for speaker in speakers), key=len, reverse=True)
    return re.compile(rf"\s*({'|'.join(map(re.escape, labels))})\s*")


def _openings(name: str, raw_lines: RawLines) -> Iterator[Proposed]:
    for line in raw_lines.lines:
        found = opening(raw_lines, line)
        if found and found[0] == name:
            yield *found[1].span(), ""


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
    for call in call_series(raw_lines).calls:
        yield call.start, call.end, ""


def _wrapped_lines(raw_lines: RawLines) -> Iterator[Proposed]:
    for line, after in pairwise(raw_lines.lines):
        ruling = raw_lines.ruling(after)
        adjoining = after.number == line.number + 1 and raw_lines.ruling(line) is ruling
        prose = ruling is None or ruling.kind in ("quotation", "turns", "endnotes")
        if adjoining and prose and not opening(raw_lines, after):
            yield line.end, line.next, " "


def _line_ends(raw_lines: RawLines) -> Iterator[Proposed]:
    for line in raw_lines.lines[:-1]:
        if raw_lines.raw[line.end : line.next] != "\n":
            yield line.end, line.next, "\n"


CLEANING: tuple[Rule, ...] = (
    Rule("byte-order-mark", "a byte-order mark, which only programs read", _byte_order_mark),
    Rule("speaker-labels", "a speaker’s label", partial(_openings, "speaker-labels"), "turns"),
    Rule("note-numbers", "an endnote’s own number", partial(_openings, "note-numbers"), "endnotes"),
    Rule("bullets", "a list’s bullet and its indent", partial(_openings, "bullets")),
    Rule("indents", "an indent", _indents, proposed=True),
    Rule("note-calls", "the call of an endnote", _calls),
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
    Rule("wrapped-lines", "a paragraph broken into lines", _wrapped_lines),
    Rule("line-ends", "another system’s line end", _line_ends),
)
"""The policy of cleaning within lines; whole lines (furniture, blank lines) are removed first."""

BLANK_LINES = "blank-lines"
"""The rule that removes blank lines, including those that have spaces."""

MECHANICAL: tuple[str, ...] = (
    BLANK_LINES,
    *dict.fromkeys(r.name for r in CLEANING if not r.by_ruling),
)
"""The rules that a text may name in `rules`."""
