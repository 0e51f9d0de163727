"""What a line begins with that is not its words: a label, a number, a bullet, a heading's sign."""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from build_edition.model import Speaker
from build_edition.texts.raw_lines import RawLine, RawLines

SURE_BULLETS = "•‣◦▪●○■⁃∙□☐➔➢➤✓✔►▶❖◆◇\ue000-\uf8ff"
"""Signs that begin a point even if no space follows; those for private use are of symbol fonts."""

BULLET = re.compile(rf"\s*(?:[{SURE_BULLETS}][ \t\u00a0]*|[·*-]\s+)(?=\S)(?=.*\w)")
"""Matches a bullet with its indent, before words."""

_ENUMERATOR = (
    r"\d{1,2}(?:\.\d{1,2})+\.?(?=\s)|\(?(?:\d{1,3}|[^\W\d_]|[ivxlcdm]{1,6}|[IVXLCDM]{1,6})[.)](?!\d)"
    r"|[（(]?[一二三四五六七八九十]{1,3}[）)、．.]|\d{1,2}、"
)
POINT = re.compile(rf"{BULLET.pattern}|\s*(?:[o–—+§»]\s+|(?P<number>{_ENUMERATOR})\s*)(?=\S)")
"""Matches what begins a point in lines that are ruled as points: a bullet, a number or a letter."""

NOTE = re.compile(
    r"\s*(?:\[\^?(?P<bracket>\d{1,4}|[a-z]|[*†‡§]{1,3})\]:?|\[Footnote (?P<footnote>\w{1,3}):"
    r"|\((?P<paren>\d{1,3})\)|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(?P<digits>\d{1,3})[.):]?(?=\s)"
    r"|(?P<sign>[*†‡§]{1,3}))\s*(?=\S)"
)
"""Matches an endnote's own number, in each form that notes have."""

_HEADING = re.compile(r"\s*#{1,6}\s+(?=\S)")
_QUOTATION = re.compile(r"\s*>[>\s]*(?=\S)")

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?![:\d])"
_BRACKETED = rf"[\[(]{_CLOCK}(?:\s*[-–—]+>?\s*{_CLOCK})?[\])]"
STAMP = rf"(?:{_BRACKETED}|{_CLOCK})"
"""A pattern of a time stamp, in brackets or not."""

_EMPHASIS = r"[*_]{0,3}"
_PARTS = re.compile(r"(?s)(.+?)([\s:：.,–—\-\])）】*_]*)$")
_STICKS = (":", "：", ")", "）", "]", "】", "*", "_")
"""The last characters of labels that words may follow without a space."""


class Mark(NamedTuple):
    """What a line begins with: the rule that removes it, where it is, and what it says.

    `words` is a speaker's label as declared, or a number; `alone` whether a label has its line to
    itself, so that what is said begins on the next one.
    """

    rule: str
    start: int
    end: int
    words: str = ""
    alone: bool = False


def opening(raw_lines: RawLines, line: RawLine) -> Mark | None:
    """Return the mark that a line begins with, or None."""
    mark = _mark(raw_lines, line)
    if mark and mark.alone:
        after = raw_lines.after(line)
        turns = raw_lines.ruling(line)
        if after is None or raw_lines.ruling(after) is not turns or _mark(raw_lines, after):
            return None
        return mark._replace(end=line.next)
    return mark


def _mark(raw_lines: RawLines, line: RawLine) -> Mark | None:
    ruling = raw_lines.ruling(line)
    kind = ruling.kind if ruling else ""
    if kind == "turns":
        return _label_of(raw_lines, line)
    if ruling and kind == "endnotes":
        match = note_match(raw_lines, line)
        words = next(filter(None, match.groups()), "") if match else ""
        return Mark("note-numbers", *match.span(), words) if match else None
    if kind == "points":
        return _numbered("point-marks", POINT, raw_lines, line)
    if kind == "heading":
        return _numbered("heading-signs", _HEADING, raw_lines, line)
    if kind == "quotation":
        return _numbered("quotation-signs", _QUOTATION, raw_lines, line)
    if ruling or "bullets" not in raw_lines.info.rules:
        return None
    return _numbered("bullets", BULLET, raw_lines, line)


def note_match(raw_lines: RawLines, line: RawLine) -> re.Match[str] | None:
    """Return the match of the number that an endnote begins with, or None.

    All that are ruled together have numbers of one form, that of the first: a year is none.
    """
    ruling = raw_lines.ruling(line)
    match = NOTE.match(raw_lines.raw, line.start, line.end)
    if ruling is None or ruling.kind != "endnotes" or not match:
        return None
    n = bisect_left(raw_lines.lines, ruling.first, key=lambda other: other.number)
    first = raw_lines.lines[n]
    due = NOTE.match(raw_lines.raw, first.start, first.end)
    return match if due is None or due.lastgroup == match.lastgroup else None


def _numbered(
    rule: str, pattern: re.Pattern[str], raw_lines: RawLines, line: RawLine
) -> Mark | None:
    match = pattern.match(raw_lines.raw, line.start, line.end)
    if not match:
        return None
    return Mark(rule, *match.span(), next(filter(None, match.groups()), ""))


def _label_of(raw_lines: RawLines, line: RawLine) -> Mark | None:
    pattern, labels = label_pattern(raw_lines.info.speakers)
    match = pattern.match(raw_lines.raw, line.start, line.end)
    if not match:
        return None
    label = labels[(match.lastindex or 1) - 1]
    return Mark("speaker-labels", *match.span(), label, alone=match.end() == line.end)


@lru_cache
def label_pattern(speakers: tuple[Speaker, ...]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return a pattern of the labels of speakers, and the label that each of its groups is.

    A label may have a time stamp beside it, and signs of emphasis around it.
    """
    labels = tuple(sorted((speaker.label for speaker in speakers), key=len, reverse=True))
    ways = "|".join(map(_label, labels)) or "(?!)"
    return re.compile(rf"\s*(?:{STAMP}[\s–—-]*)?{_EMPHASIS}(?:{ways})"), labels


def _label(label: str) -> str:
    """Return a pattern of one label, in a group: its name, a time stamp, and the sign after it."""
    name, end = _PARTS.findall(label)[0]
    closes = label.endswith(_STICKS)
    behind = rf"{_EMPHASIS}\s*(?:{_BRACKETED}\s*)?" if closes else rf"{_EMPHASIS}(?:\s+|$)"
    return rf"({re.escape(name)}){_EMPHASIS}(?:\s*{STAMP})?{re.escape(end)}{behind}"
