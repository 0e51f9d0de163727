"""Propose headings, scene breaks and long quotations."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from build_edition.proposals.shapes.divisions import ROMAN, in_order, part_of
from build_edition.proposals.shapes.look import (
    TOO_LONG_FOR_A_HEADING,
    Look,
    Proposal,
    Seen,
    is_prose,
)

_BREAK = re.compile(r"(?:[*•·⁂#~=_+–—-]\s*){1,40}|o0o|⁂|[＊※☆★◇◆\s]{1,20}")
_BARE = 20
"""More code points than a part's name and number have, if no title follows them."""

_DATED = re.compile(r"\b(1[0-9]{3}|20\d\d)\b|^\W*(dear|yours|sincerely|signed|to|from|cc)\b", re.I)


def breaks(look: Look) -> Iterator[Proposal]:
    """Yield the lines of signs between scenes, one ruling for all of a kind."""
    found = [s for s in look.seen if _is_break(s)]
    alike = Counter(re.sub(r"\s+", " ", s.words) for s in found)
    for words, times in alike.items():
        if "#" not in words and "…" not in words:
            first = next(s for s in found if re.sub(r"\s+", " ", s.words) == words)
            reason = "nothing but signs, between paragraphs"
            yield Proposal(first.number, first.number, "break", reason, like=words, times=times)


def _is_break(s: Seen) -> bool:
    return (
        len(s.words) > 1
        and not any(c.isalnum() for c in s.words)
        and bool(_BREAK.fullmatch(s.words))
    )


def headings(look: Look, noted: bool) -> Iterator[Proposal]:
    """Yield headings that stand alone; in notes with points (`noted`) also those that only look so.

    They are never most of a text's lines.
    """
    named = _named(look)
    levels = {part: n for n, part in enumerate(in_order(named.values()), 1)}
    below = min(max(levels.values(), default=0) + 1, 5)
    found = {
        n: Proposal(
            s.number, s.number, "heading", f"it stands alone and says “{part}”", "", levels[part]
        )
        for n, part in named.items()
        for s in (look.seen[n],)
    }
    others = [*_numerals(look, found), *_capitals(look, found)]
    for n, reason in others:
        number = look.seen[n].number
        found.setdefault(n, Proposal(number, number, "heading", reason, "", below))
    for n, level in _of_notes(look) if noted else ():
        number = look.seen[n].number
        reason = "it is short, stands alone among points, and ends no sentence"
        found.setdefault(n, Proposal(number, number, "heading", reason, "", level))
    if not noted:
        for n in _titles(look, found):
            number = look.seen[n].number
            reason = "it is short, stands alone between paragraphs, and ends no sentence"
            found.setdefault(n, Proposal(number, number, "heading", reason, "", below))
    kept = found if 2 * len(found) <= len(look.seen) else {n: found[n] for n in named}
    if 2 * len(kept) <= len(look.seen):
        yield from (kept[n] for n in sorted(kept) if not _is_listed(kept, n))


def _is_listed(found: Mapping[int, Proposal], n: int) -> bool:
    """Whether a heading is in a row of four or more, as in a table of contents."""
    first = last = n
    while first - 1 in found:
        first -= 1
    while last + 1 in found:
        last += 1
    return last - first > 2


def _named(look: Look) -> dict[int, str]:
    """Return the lines that say that they are a chapter, or another part, by index."""
    spaced = _is_spaced(look)
    index = {s.number: n for n, s in enumerate(look.seen)}
    found: dict[int, str] = {}
    for block in look.blocks:
        heads = len(block) < 4 and (block[-1].words.isupper() or not block[-1].ends)
        for s in block:
            bare = s.above and len(s.words) < _BARE and not look.width
            alone = s.alone or bare or (look.width > 0 and s is block[0] and heads)
            if (alone or not (spaced or look.width)) and (part := part_of(s, s.alone)):
                found[index[s.number]] = part
                for other in block[1:] if look.width else ():
                    found[index[other.number]] = part
    return found


def _is_spaced(look: Look) -> bool:
    """Whether blank lines stand between most paragraphs."""
    return 2 * sum(s.below for s in look.seen) > len(look.seen)


def _numerals(look: Look, found: Mapping[int, Proposal]) -> Iterator[tuple[int, str]]:
    """Yield numbers that stand alone and count up from one: the heads of chapters."""
    for pattern in (re.compile(rf"({ROMAN})\.?"), re.compile(r"(\d{1,3})\.?")):
        at = [n for n, s in enumerate(look.seen) if s.alone and n not in found]
        at = [n for n in at if pattern.fullmatch(look.seen[n].words)]
        values = [_value(look.seen[n].words) for n in at]
        due = 1
        row = []
        for n, value in zip(at, values, strict=True):
            if value in (due, 1):
                row.append(n)
                due = value + 1
        if len(row) > 1 and len(row) == len(at):
            yield from ((n, "a number that stands alone, in a row from one") for n in row)


def _value(words: str) -> int:
    bare = words.rstrip(".")
    if bare.isdigit():
        return int(bare)
    signs = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[c] for c in bare]
    behind = [*signs[1:], 0]
    return sum(-a if a < b else a for a, b in zip(signs, behind, strict=True))


def _capitals(look: Look, found: Mapping[int, Proposal]) -> Iterator[tuple[int, str]]:
    """Yield lines in capitals that stand alone above prose."""
    for n, s in enumerate(look.seen[:-1]):
        letters = [c for c in s.words if c.isalpha()]
        if (
            n not in found
            and s.alone
            and len(letters) > 3
            and len(s.words) <= 80
            and all(c.isupper() for c in letters)
            and not s.words.rstrip("0123456789[]").endswith((",", ";", "-", "—", "–"))
            and (n == 0 or look.seen[n - 1].ends or n - 1 in found)
            and _is_prose_below(look, n)
        ):
            yield n, "in capitals, alone above a paragraph"


def _is_prose_below(look: Look, n: int) -> bool:
    after = look.seen[n + 1]
    block = look.block_of[after.number]
    words = " ".join(s.words for s in block)
    return len(words) > 80 and (block[-1].ends or len(block) > 2) and not words.isupper()


def _is_prose_above(look: Look, n: int) -> bool:
    before = look.seen[n - 1]
    block = look.block_of[before.number]
    words = " ".join(s.words for s in block)
    return len(words) > 80 and before.ends and is_prose(block, look.width)


def _titles(look: Look, found: Mapping[int, Proposal]) -> Iterator[int]:
    """Yield short lines that stand alone between paragraphs, if there are several and few."""
    at = [
        n
        for n, s in enumerate(look.seen)
        if 0 < n < len(look.seen) - 1
        and n not in found
        and s.alone
        and _may_head(s)
        and _is_prose_above(look, n)
        and _is_prose_below(look, n)
    ]
    if (len(at) > 1 and 10 * len(at) < len(look.seen) and _is_spaced(look)) or (
        look.width and len(at) > 1
    ):
        yield from at


def _may_head(s: Seen) -> bool:
    first = next((c for c in s.words if c.isalnum()), "")
    return (
        len(s.words) <= TOO_LONG_FOR_A_HEADING
        and not s.ends
        and s.words[-1] not in ",;—–-:\"”’'"
        and s.words[0] not in "\"“'‘([-–—"
        and (first.isupper() or first.isdigit())
        and not s.marked
        and " " in s.words
        and not _DATED.search(s.words)
    )


def _of_notes(look: Look) -> Iterator[tuple[int, int]]:
    """Yield the index and level of each heading in notes: short lines between points and blanks."""
    plain = [n for n, s in enumerate(look.seen) if not s.marked]
    heads: set[int] = set()
    for n in plain:
        s = look.seen[n]
        before = look.seen[n - 1] if n else None
        after = look.seen[n + 1] if n + 1 < len(look.seen) else None
        asks = s.words.endswith(("?", "？"))
        short = len(s.words) <= TOO_LONG_FOR_A_HEADING and (asks or not s.ends)
        over = s.above or before is None or before.marked or n - 1 in heads
        under = s.below or after is None or after.marked or _short(after)
        if not look.width:  # lines that are long by themselves are paragraphs, and go on nowhere
            over = over or (s.below and _is_long(before))
            under = under or (s.above and _is_long(after))
        if short and over and under and (not s.lower or s.words.endswith(":")) and after:
            heads.add(n)
            yield n, 1 if n == plain[0] else 3 if s.words.endswith((":", "：")) else 2


def _is_long(s: Seen | None) -> bool:
    return s is not None and (len(s.words) > 80 or s.ends) and not s.lower


def _short(s: Seen) -> bool:
    return (
        len(s.words) <= TOO_LONG_FOR_A_HEADING and not s.ends and not s.lower
    ) or s.words.endswith(":")


def quotations(look: Look) -> Iterator[Proposal]:
    """Yield long quotations of several paragraphs in notes with points."""
    # The quotation that editors ruled has paragraphs of 310 to 459; 88 to 309 propose the same.
    long = [s for s in look.seen if not s.marked and len(s.words) > 150]
    for _, run in groupby(enumerate(long), key=lambda pair: pair[1].number - pair[0]):
        stretch = [s for _, s in run]
        if len(stretch) > 1 and stretch[0].words.startswith(("“", "‘", '"')):
            first, last = stretch[0].number, stretch[-1].number
            yield Proposal(first, last, "quotation", "long paragraphs that begin as quoted")
