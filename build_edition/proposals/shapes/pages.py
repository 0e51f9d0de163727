"""Propose as furniture what recurs on each page of a print: its number and its running head.

The numbers and the times of subtitles are found in the same way.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from build_edition.proposals.shapes.look import Look, Proposal
from build_edition.texts.raw_lines import likeness

_CLOCK = re.compile(r"\d\d:\d\d:\d\d[.,]\d{3} --> \d\d:\d\d:\d\d[.,]\d{3}")
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlcdm]{1,8}|[IVXLCDM]{1,8}")


def subtitles(look: Look) -> Iterator[Proposal]:
    """Yield the times and the numbers of subtitles."""
    times = [n for n, s in enumerate(look.seen) if _CLOCK.fullmatch(s.words)]
    if len(times) < 3:
        return
    first = look.seen[times[0]].number
    like = "#:#:#,# --> #:#:#,#" if "," in look.seen[times[0]].words else "#:#:#.# --> #:#:#.#"
    count = sum(bool(likeness(like).fullmatch(s.words)) for s in look.seen)
    why = "the time of a subtitle"
    yield Proposal(first, first, "furniture", "times", why, like=like, times=count)
    above = {n - 1 for n in times}
    numbers = [n for n, s in enumerate(look.seen) if likeness("#").fullmatch(s.words)]
    if numbers and {*numbers} <= above:
        first, why = look.seen[numbers[0]].number, "the number of a subtitle"
        reason = "each right above a time"
        yield Proposal(first, first, "furniture", reason, why, like="#", times=len(numbers))


def pages(look: Look) -> Iterator[Proposal]:
    """Yield page numbers and running heads: lines that recur, ascend, and cut sentences in two."""
    alike: dict[str, list[int]] = defaultdict(list)
    for n, s in enumerate(look.seen):
        if len(s.words) <= 80 and not s.sentence:
            alike[_shape(s.words)].append(n)
    cut: set[int] = set()
    for like, found in alike.items():
        if _are_pages(look, like, found, cut):
            cut |= {*found}
            yield from _page_proposal(look, like, found, "the number of a page")
    for like, found in alike.items():
        beside = sum(bool({n - 1, n + 1} & cut) for n in found)
        if not cut & {*found} and len(found) > 2 and 5 * beside > 4 * len(found):
            yield from _page_proposal(look, like, found, "the running head of a page")


def _shape(words: str) -> str:
    if _ROMAN.fullmatch(words):
        return "#"
    return _NUMBER.sub("#", words)


def _are_pages(look: Look, like: str, found: Sequence[int], known: set[int]) -> bool:
    """Whether lines of one shape are page numbers or running heads."""
    bare = not any(c.isalpha() for c in like) and like != "#"
    if len(found) == 1 and bare and like.count("#") == 1:
        return _cuts(look, found[0])
    if len(found) < 2 or not likeness(like).fullmatch(look.seen[found[0]].words):
        return False
    cuts = sum(_cuts(look, n) for n in found)
    numbers = [int(m[0]) for n in found if (m := _NUMBER.search(look.seen[n].words))]
    if "#" not in like:
        return len(found) > 2 and 2 * cuts > len(found)
    steps = [b - a for a, b in pairwise(numbers)]
    ascending = len(numbers) < 2 or 5 * sum(0 < step < 4 for step in steps) >= 4 * len(steps)
    return ascending and 5 * cuts >= len(found)


def _cuts(look: Look, n: int) -> bool:
    """Whether a line stands within a sentence, other such lines beside it left aside."""
    before = look.seen[n - 1] if n else None
    after = look.seen[n + 1] if n + 1 < len(look.seen) else None
    if before and after and (after.words.isupper() or likeness("#").fullmatch(after.words)):
        after = look.seen[n + 2] if n + 2 < len(look.seen) else None
    if before and after and (before.words.isupper() or likeness("#").fullmatch(before.words)):
        before = look.seen[n - 2] if n > 1 else None
    return bool(
        before
        and after
        and (before.words[-1].isalpha() or before.words[-1] in ",;-¬")
        and " " in before.words
        and after.words[0].islower()
        and not after.marked
    )


def _page_proposal(look: Look, like: str, found: Sequence[int], why: str) -> Iterator[Proposal]:
    """Yield one ruling on all of these lines, unless others are like them that are not theirs."""
    times = sum(bool(likeness(like).fullmatch(s.words)) for s in look.seen)
    if times == len(found):
        reason = "they recur, and stand within sentences"
        first = look.seen[found[0]].number
        yield Proposal(first, first, "furniture", reason, why, like=like, times=times)
