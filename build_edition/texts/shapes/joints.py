"""Where the lines of a raw text are joined to paragraphs, and where one is divided into turns."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import quantiles

from build_edition.texts.raw_lines import RawLine, RawLines
from build_edition.texts.shapes.marks import label_pattern, opening

Proposed = tuple[int, int, str]
"""The start and end of a stretch of the raw text (code points), and the text to replace it."""

SENTENCE_END = re.compile(r"[.!?…。！？｡۔؟][”’\"')\]»」』）*_]*\s*(?:\d{0,3}|\[\d{1,3}\])\s*$")
"""Matches the end of a line that ends a sentence, with a quotation mark or a note's number after it."""

LINE_END_HYPHENS = "line-end-hyphens"
"""The rule that joins a word broken at a line's end."""

CUT_PARAGRAPHS = "cut-paragraphs"
PARAGRAPH_INDENTS = "paragraph-indents"
SHORT_LAST_LINES = "short-last-lines"
RUN_ON_TURNS = "run-on-turns"

_PROSE = frozenset({"quotation", "turns", "endnotes", "points", "continuation", "signature"})
_BROKEN = re.compile(r"[^\W\d_]{2,}([-‐¬\u00ad])\s*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SPACE = re.compile(r"[ \t\u3000\u00a0]*")
_TURN_WITHIN = re.compile(r"(?<=[.?!…。？！”\"’)\]])\s+")


def joints(raw_lines: RawLines) -> Iterator[tuple[RawLine, RawLine, str]]:
    """Yield each two lines that become one, with the rule that joins them."""
    short = _short(raw_lines)
    for line, after in pairwise(raw_lines.lines):
        ruling, other = raw_lines.ruling(after), raw_lines.ruling(line)
        if ruling and ruling.kind == "continuation":
            yield line, after, "continuations"
            continue
        prose = ruling is other and (ruling is None or ruling.kind in _PROSE)
        if not prose or opening(raw_lines, after):
            continue
        if after.number == line.number + 1:
            if "wrapped-lines" in raw_lines.info.rules and not _ends(raw_lines, line, after, short):
                yield line, after, "wrapped-lines"
        elif CUT_PARAGRAPHS in raw_lines.info.rules and is_cut(raw_lines, line, after):
            yield line, after, CUT_PARAGRAPHS


def joined(rule: str, raw_lines: RawLines) -> Iterator[Proposed]:
    """Yield a space for each line end where this rule joins two lines."""
    return ((line.end, line.next, " ") for line, _, by in joints(raw_lines) if by == rule)


def hyphens(raw_lines: RawLines) -> Iterator[Proposed]:
    """Yield each line end that breaks a word, with the hyphen if the word has none of its own."""
    known: Counter[str] = Counter()
    for line, after, _ in joints(raw_lines):
        words = raw_lines.words(line)
        broken, rest = _BROKEN.search(words), raw_lines.words(after).lstrip()
        if broken and rest[:1].islower():
            known = known or vocabulary(raw_lines.raw)
            keeps = broken[1] in "-‐" and _has_a_hyphen(words[: broken.start(1)], rest, known)
            yield line.start + (broken.end(1) if keeps else broken.start(1)), line.next, ""


def vocabulary(words: str) -> "Counter[str]":
    """Return how often each word occurs, in small letters."""
    return Counter(word.lower() for word in _WORD.findall(words))


def _has_a_hyphen(words: str, rest: str, known: "Counter[str]") -> bool:
    """Whether a word that is broken at its hyphen is spelled with it, as the text's others tell."""
    left, right = _WORD.findall(words)[-1].lower(), _WORD.findall(rest)[0].lower()
    whole, compound = known[left + right], known[f"{left}-{right}"]
    if whole or compound:
        return compound > whole
    return min(len(left), len(right)) > 2 and bool(known[left] and known[right] > 1)


def is_cut(raw_lines: RawLines, line: RawLine, after: RawLine) -> bool:
    """Whether furniture, such as a page number, stands within a sentence between two lines."""
    between = (raw_lines.rulings.get(n) for n in range(line.number + 1, after.number))
    furniture = any(ruling and ruling.kind == "furniture" for ruling in between)
    begins = raw_lines.words(after).lstrip()[:1]
    return furniture and begins.islower() and not SENTENCE_END.search(raw_lines.words(line))


def _ends(raw_lines: RawLines, line: RawLine, after: RawLine, short: int) -> bool:
    """Whether a paragraph ends with a line although no blank line follows."""
    words, rules = raw_lines.words(line), raw_lines.info.rules
    indent = _indent(raw_lines.words(after))
    if PARAGRAPH_INDENTS in rules and indent and _indent(words) < indent:
        return True
    return len(words.rstrip()) < short and bool(SENTENCE_END.search(words))


def _indent(words: str) -> int:
    match = _SPACE.match(words)
    return len(match[0].expandtabs(4)) if match else 0


def _short(raw_lines: RawLines) -> int:
    """Return how long a line must be to run on, under the rule on short last lines; else 0."""
    lengths = [len(raw_lines.words(line).rstrip()) for line in raw_lines.lines]
    if SHORT_LAST_LINES not in raw_lines.info.rules or len(lengths) < 2:
        return 0
    return round(quantiles(lengths, n=10)[-1] * 0.8)


def divided(raw_lines: RawLines) -> RawLines:
    """Return the text with each line of several turns as several lines, if the rule is named."""
    if RUN_ON_TURNS not in raw_lines.info.rules:
        return raw_lines
    return raw_lines.only(part for line in raw_lines.lines for part in _turns(raw_lines, line))


def _turns(raw_lines: RawLines, line: RawLine) -> Iterator[RawLine]:
    """Yield the turns of a line, each as a line of its own whose end is the space after it."""
    ruling = raw_lines.ruling(line)
    pattern, _ = label_pattern(raw_lines.info.speakers)
    start = line.start
    if ruling and ruling.kind == "turns":
        label = pattern.match(raw_lines.raw, line.start, line.end)
        said = label.end() if label else line.start
        for space in _TURN_WITHIN.finditer(raw_lines.raw, said, line.end):
            if space.start() > start and pattern.match(raw_lines.raw, space.end(), line.end):
                yield RawLine(line.number, start, space.start(), space.end())
                start = space.end()
    yield RawLine(line.number, start, line.end, line.next)


def run_on(raw_lines: RawLines) -> Iterator[Proposed]:
    """Yield a line end for the space between two turns on one line."""
    for line, after in pairwise(raw_lines.lines):
        if line.number == after.number:
            yield line.end, line.next, "\n"
