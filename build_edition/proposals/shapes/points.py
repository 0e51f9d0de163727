"""Propose points: bullets wherever they are, and rows of numbers, letters and dashes."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from build_edition.proposals.shapes.look import Look, Proposal, Seen
from build_edition.texts.shapes.marks import POINT

_DIALOGUE = re.compile(r"\s*[-–—]\s*\S")
_SIGN = re.compile(r"\W*?([^\W_]+)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def bullets(look: Look) -> bool:
    """Whether a text has bullets: more than two, that are not the dashes of a conversation."""
    found = [s for s in look.seen if s.pointed]
    dashes = [s for s in found if s.words[0] in "-–—"]
    spoken = [s for s in dashes if s.words.rstrip("”\"’'").endswith(("?", "!"))]
    talk = len(dashes) > len(found) / 2 and 8 * len(spoken) >= len(dashes)
    ended = sum(s.ends for s in dashes)
    return len(found) > 2 and not (talk and 10 * ended >= 9 * len(dashes))


def points(look: Look, bulleted: bool) -> Iterator[Proposal]:
    """Yield rulings on lists with marks that are not bullets everywhere: `1.`, `a)`, `(i)`, `o`, `–`."""
    for row in _rows(look):
        marks = [mark for s in row if (mark := _mark(s))]
        plain = sum(s.pointed for s in row)
        if plain == len(marks):
            continue  # the rule on bullets finds all of them
        if _counts_up(marks) or (bulleted and plain > 1 and _are_beneath(row)):
            reason = f"{len(marks)} points in a row: {', '.join(marks[:3])} …"
            yield Proposal(row[0].number, row[-1].number, "points", reason)


def _rows(look: Look) -> Iterator[list[Seen]]:
    """Yield stretches in which every line begins as a point, or goes on with one if it is wrapped."""
    row: list[Seen] = []
    for s in look.seen:
        if (s.marked and not _is_dialogue(s)) or (
            row and look.width and not s.above and s.number == row[-1].number + 1
        ):
            row.append(s)
        else:
            yield from [row] if len(row) > 1 else []
            row = []
    yield from [row] if len(row) > 1 else []


def _is_dialogue(s: Seen) -> bool:
    return bool(_DIALOGUE.match(s.words)) and s.words[0] in "–—" and s.ends


def _mark(s: Seen) -> str:
    match = POINT.match(s.words)
    return match[0].strip() if match else ""


def _counts_up(marks: Sequence[str]) -> bool:
    """Whether most numbers or letters follow the one before, whatever is beneath them."""
    numbered = [mark for mark in marks if _SIGN.match(mark) and mark != "o"]
    if len(numbered) < 3:
        return False
    follow = sum(
        any(_follows(before, mark) for before in numbered[max(0, n - 12) : n]) or _is_first(mark)
        for n, mark in enumerate(numbered)
    )
    return _is_first(numbered[0]) and 10 * follow >= 9 * len(numbered)


def _is_first(mark: str) -> bool:
    match = _SIGN.match(mark)
    return bool(match) and match[1].lower() in ("1", "a", "i", "一", "а")  # type: ignore[index]


def _follows(before: str, mark: str) -> bool:
    one, other = _SIGN.match(before), _SIGN.match(mark)
    if not one or not other:
        return False
    ways = zip(_values(one[1]), _values(other[1]), strict=True)
    return any(a and b == a + 1 for a, b in ways)


def _values(sign: str) -> tuple[int, int, int]:
    """Return what a number may be: a figure, a letter, or a roman numeral; 0 if it is none."""
    lower = sign.lower()
    digit = (
        int(lower)
        if lower.isdecimal()
        else "〇一二三四五六七八九十".find(sign)
        if len(sign) == 1
        else 0
    )
    letter = ord(lower) if len(lower) == 1 and lower.isalpha() else 0
    roman = 0
    if lower and set(lower) <= set(_ROMAN):
        signs = [_ROMAN[c] for c in lower]
        roman = sum(-a if a < b else a for a, b in zip(signs, [*signs[1:], 0], strict=True))
    return max(digit, 0), letter, roman


def _are_beneath(row: Sequence[Seen]) -> bool:
    """Whether dashes and other marks are beneath bullets: they do not end sentences as speech does."""
    others = [s for s in row if s.marked and not s.pointed]
    return all(a.number < b.number for a, b in pairwise(row)) and 2 * sum(
        s.ends for s in others
    ) <= len(others)
