"""Propose the rules that join lines, and what must stay as lines in a text that is wrapped."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from build_edition.proposals.shapes.look import Look, Proposal, Seen, fits, is_prose
from build_edition.texts.raw_lines import RawLines
from build_edition.texts.shapes import joints

_SIGNED = re.compile(r"(?:[—–―]|--)\s*(?P<name>[^\W\d_][^?!;:…\d]{1,58}[\w.])")
_SMALL = frozenset("a an and at by de der di du from in of on la le the to van von".split())


def kept_lines(look: Look) -> Iterator[Proposal]:
    """Yield what stays as lines where paragraphs are joined: verse, addresses, tables, title pages."""
    if not look.width:
        return
    run: list[tuple[Seen, ...]] = []
    for block in look.blocks:
        if len(block) > 1 and not is_prose(block, look.width) and not _is_list(block):
            if run and _is_verse(run[-1]) != _is_verse(block):
                yield _stretch(run)
                run = []
            run.append(block)
        elif run:
            yield _stretch(run)
            run = []
    if run:
        yield _stretch(run)


def _stretch(run: Sequence[Sequence[Seen]]) -> Proposal:
    verse = _is_verse(run[0])
    reason = "short lines that break off before the margin"
    kind = "verse" if verse else "lines"
    first, last = run[0][0].number, run[-1][-1].number
    return Proposal(first, last, kind, reason)  # type: ignore[arg-type]


def _is_verse(block: Sequence[Seen]) -> bool:
    """Whether lines look like verse: indented, with capitals, and punctuated as sentences are."""
    capitals = sum(not s.lower for s in block)
    punctuated = sum(s.words[-1] in ",;:.!?—-”\"’'" for s in block)
    figures = sum(s.words[-1].isdigit() or s.words[0].isdigit() for s in block)
    columns = sum("   " in s.words for s in block)
    indented = sum(s.indent > 0 for s in block)
    return (
        4 * capitals >= 3 * len(block)
        and 2 * punctuated >= len(block)
        and 2 * indented >= len(block)
        and not figures
        and 4 * columns < len(block)
        and min(s.words.count(" ") for s in block) > 0
    )


def signatures(look: Look, kept: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield the names after a dash that end verse, or stand right below it, further to the right."""
    verse = [p for p in kept if p.kind == "verse"]
    for above, s in pairwise(look.seen):
        below = any(above.number in p.numbers for p in verse)
        if below and s.below and s.indent > above.indent and _is_name(s.words):
            reason = "a name after a dash, further to the right than the verse above"
            yield Proposal(s.number, s.number, "signature", reason)


def _is_name(words: str) -> bool:
    signed = _SIGNED.fullmatch(words)
    names = signed["name"].replace(",", " ").split() if signed else ()
    large = [name for name in names if name[0].isupper()]
    return bool(large) and all(name in large or name in _SMALL for name in names)


def _is_list(block: Sequence[Seen]) -> bool:
    return 2 * sum(s.marked for s in block) > len(block) or block[0].marked


def rules(look: Look, raw_lines: RawLines) -> Iterator[tuple[str, str]]:
    """Yield the rules on how lines are joined, each with its reason.

    `raw_lines` has the rulings proposed so far, without the lines that these remove.
    """
    if look.width:
        pairs = [(a, b) for block in look.blocks for a, b in pairwise(block)]
        full = sum(fits(a, b, look.width) for a, b in pairs)
        said = f"{full:,} of {len(pairs):,} lines are full, at about {look.width} characters"
        yield "wrapped-lines", said
        if (count := _indented(pairs)) > 2:
            reason = f"{count:,} paragraphs begin with an indent and not with a blank line"
            yield joints.PARAGRAPH_INDENTS, reason
        elif (count := _short_last(look, pairs)) > 2:
            reason = f"{count:,} short lines end a sentence where no blank line follows"
            yield joints.SHORT_LAST_LINES, reason
        if broken := _hyphened(pairs):
            reason = f"{broken:,} {'line ends' if broken == 1 else 'lines end'} within a word"
            yield joints.LINE_END_HYPHENS, reason
    cut = [(a, b) for a, b in pairwise(raw_lines.lines) if _may_join(raw_lines, a, b)]
    if cut:
        sentences = "sentence goes" if len(cut) == 1 else "sentences go"
        reason = f"{len(cut):,} {sentences} on below what is removed"
        yield joints.CUT_PARAGRAPHS, reason


def _may_join(raw_lines: RawLines, line: object, after: object) -> bool:
    return joints.is_cut(raw_lines, line, after)  # type: ignore[arg-type]


def _indented(pairs: Sequence[tuple[Seen, Seen]]) -> int:
    """Return how many paragraphs begin with an indent within a block; 0 if these are not few."""
    found = [a.ends for a, b in pairs if b.indent > a.indent and not b.marked and b.indent > 1]
    if 10 * sum(found) < 7 * len(found) or 2 * len(found) > len(pairs):
        return 0
    return len(found)


def _short_last(look: Look, pairs: Sequence[tuple[Seen, Seen]]) -> int:
    if sum(map(len, look.blocks)) < 25 * len(look.blocks):
        return 0
    short = 0.8 * look.width
    return sum(a.length < short and a.ends and not b.lower for a, b in pairs)


def _hyphened(pairs: Sequence[tuple[Seen, Seen]]) -> int:
    ends = ("-", "‐", "¬", "\u00ad")
    return sum(a.words.endswith(ends) and a.words[-2:-1].isalpha() and b.lower for a, b in pairs)
