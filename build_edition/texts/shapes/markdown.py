"""Find the signs of Markdown within paragraphs: of emphasis, code, links and escapes."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

from build_edition.texts.raw_lines import RawLine, RawLines
from build_edition.texts.shapes.joints import Proposed
from build_edition.texts.shapes.marks import opening


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(["text_join", "fragments_join"], True)


def markdown_signs(raw_lines: RawLines) -> Iterator[Proposed]:
    """Yield each sign of Markdown within a paragraph, to be removed, and each escaped character."""
    for paragraph in _paragraphs(raw_lines):
        starts = [_start(raw_lines, line) for line in paragraph]
        parts = [raw_lines.raw[s : line.end] for s, line in zip(starts, paragraph, strict=True)]
        words = "\n".join(parts)
        at: list[int] = []
        for start, part in zip(starts, parts, strict=True):
            at += range(start, start + len(part) + 1)
        for first, last, after in _signs(words):
            for one, other in _within_lines(words, first, last):
                yield at[one], at[one] + other - one, after


def _within_lines(words: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a stretch that are within one line."""
    start = first
    for n in range(first, last):
        if words[n] == "\n":
            if start < n:
                yield start, n
            start = n + 1
    if start < last:
        yield start, last


def _start(raw_lines: RawLines, line: RawLine) -> int:
    mark = opening(raw_lines, line)
    return min(mark.end, line.end) if mark else line.start


def _paragraphs(raw_lines: RawLines) -> Iterator[Sequence[RawLine]]:
    """Yield lines that are read together: adjoining ones under the same ruling."""
    count = 0

    def group(line: RawLine) -> int:
        nonlocal count
        before = raw_lines.lines[n - 1] if (n := order[line]) else None
        together = (
            before is not None
            and before.number + 1 == line.number
            and raw_lines.ruling(before) is raw_lines.ruling(line)
            and opening(raw_lines, line) is None
        )
        count += not together
        return count

    order = {line: n for n, line in enumerate(raw_lines.lines)}
    for _, lines in groupby(raw_lines.lines, key=group):
        yield [*lines]


def _signs(words: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start and end of what is not words of a paragraph, and what takes its place."""
    at = 0
    tokens = _reader().parseInline(words)[0].children or []
    for said, written in _said(tokens):
        found = words.find(written, at)
        if found < 0:  # as with a reference that is written in another way: leave all that follows
            return
        if found > at and not words[at:found].isspace():
            yield at, found, ""
        if said != written:
            yield found, found + len(written), said
        at = found + len(written)
    if words[at:].strip():
        yield at, len(words), ""


def _said(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Yield the words of a paragraph's tokens, each as it is read and as it is written."""
    for token in tokens:
        if token.type == "text_special":
            yield token.content, token.markup
        elif token.type in ("text", "code_inline", "image") and token.content:
            yield token.content, token.content
