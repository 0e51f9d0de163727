"""Propose rulings from the structure that HTML and Markdown state."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

from build_edition.model import LineKind
from build_edition.proposals.shapes.look import Look, Proposal
from build_edition.texts.shapes.html import HtmlLine

_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body)\b", re.I)
_TAGS = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|table|tr|td|span|a|b|i|em|strong)\b[^<>]*>", re.I
)
_FEATURES = (
    re.compile(r"^#{1,6} \S", re.M),
    re.compile(r"(?<![*\w])\*\*[^*\s][^*\n]*\*\*"),
    re.compile(r"\[[^\]\n]+\]\((?:https?:|/|#|\.|\w)[^)\n]*\)"),
    re.compile(r"^(?:```|~~~)", re.M),
)


def is_html(raw: str) -> bool:
    """Whether a raw text is HTML: it begins as a page does, or has as many tags as paragraphs."""
    if _HTML.match(raw.lstrip("\ufeff")):
        return True
    sample = raw[:50_000]
    return len(_TAGS.findall(sample)) > max(3, sample.count("\n"))


def is_markdown(raw: str) -> bool:
    """Whether a raw text has several of Markdown's signs."""
    counts = [len(feature.findall(raw)) for feature in _FEATURES]
    return counts[0] > 1 or counts[1] > 2 or sum(count > 0 for count in counts) > 1


def of_html(look: Look, lines: Sequence[HtmlLine]) -> Iterator[Proposal]:
    """Yield rulings from what HTML says that its blocks are."""
    sizes = sorted({line.kind for line in lines if line.kind[:1] == "h"})
    numbered = ((s.number, lines[s.number - 1]) for s in look.seen if s.number <= len(lines))
    told = [(number, line) for number, line in numbered if line.kind]
    around = sum(line.kind == "nav" for _, line in told)
    for (line, _), run in groupby(
        enumerate(told), key=lambda pair: (pair[1][1], pair[1][0] - pair[0])
    ):
        numbers = [number for _, (number, _) in run]
        reason = f"HTML has it as {line.kind}"
        first, last = numbers[0], numbers[-1]
        if line.kind == "nav" and 2 * around < len(look.seen):
            why = "what the page has around the text"
            yield Proposal(first, last, "furniture", "HTML says that it is navigation", why)
        elif line.kind[:1] == "h":
            for n in numbers:
                yield Proposal(n, n, "heading", reason, "", min(sizes.index(line.kind) + 1, 5))
        elif line.kind == "li":
            yield Proposal(first, last, "points", reason, "", max(1, min(line.depth, 5)))
        elif line.kind in ("blockquote", "pre"):
            kind: LineKind = "quotation" if line.kind == "blockquote" else "lines"
            yield Proposal(first, last, kind, reason)


def of_markdown(raw: str, look: Look) -> Iterator[Proposal]:
    """Yield rulings from the blocks of Markdown: headings, lists with numbers, quotations, code."""
    words = {s.number: s.words for s in look.seen}
    tokens = (
        MarkdownIt("commonmark", {"html": False})
        .disable(["code", "html_block"])
        .parse("\n".join(raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")))
    )
    heads = {token.map[0] + 1 for token in tokens if token.type == "heading_open" and token.map}
    sizes = sorted({token.tag for token in tokens if token.type == "heading_open"})
    for token in tokens:
        if token.map is None or _is_comment(token, heads, words):
            continue
        first, last = token.map[0] + 1, token.map[1]
        while last > first and last not in words:
            last -= 1
        if first in words and last in words and token.level == 0:
            yield from _of_block(token, first, last, words[last], sizes)


def _is_comment(token: Token, heads: Collection[int], words: Mapping[int, str]) -> bool:
    """Whether a heading has no words, or is in a row of four or more: `#` is other programs' too."""
    if token.type != "heading_open" or not token.map:
        return False
    first = last = token.map[0] + 1
    while first - 1 in heads:
        first -= 1
    while last + 1 in heads:
        last += 1
    return last - first > 2 or not words.get(token.map[0] + 1, "").strip("# ")


def _of_block(
    token: Token, first: int, last: int, end: str, sizes: Sequence[str]
) -> Iterator[Proposal]:
    reason = "Markdown has it so"
    if token.type == "heading_open":
        level = min(sizes.index(token.tag) + 1, 5)
        if token.markup in ("=", "-"):
            why = "the line under a heading"
            yield Proposal(last, last, "furniture", "nothing but signs", why)
            last -= 1
        for n in range(first, last + 1):
            yield Proposal(n, n, "heading", reason, "", level)
    elif token.type == "ordered_list_open":
        yield Proposal(first, last, "points", reason)
    elif token.type == "blockquote_open":
        yield Proposal(first, last, "quotation", reason)
    elif token.type == "hr":
        yield Proposal(first, first, "break", reason)
    elif token.type == "fence":
        why = "the sign of a stretch of code"
        yield Proposal(first, first, "furniture", reason, why)
        if end.startswith(token.markup) and last > first:
            yield Proposal(last, last, "furniture", reason, why)
            last -= 1
        if last > first:
            yield Proposal(first + 1, last, "lines", reason)
