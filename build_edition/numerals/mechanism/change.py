"""What a turn of phrase says of its numbers: which Chinese names first, which must be the less.

`Wages rose to 62 yuan in 1956 from 48 yuan in 1952`: Chinese begins with 1952, which is before 1956,
and 48 is less than 62, since wages rose.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from build_edition.numerals.slots import NAME, QUANTITIES, Slot, just_before

_UP = (
    "rose|risen|rises?|grew|grown|grows?|increased|increases?|climbed|jumped|soared|swelled|went up"
)
_DOWN = "fell|fallen|falls?|dropped|drops?|declined|shrank|shrunk|sank|went down|was cut|were cut"
_CHANGE = re.compile(rf"\b(?:(?P<up>{_UP})|(?:{_DOWN}))\s(?P<with>from|to)\s")
"""Matches a verb of change with the preposition of its origin or its goal."""

_OWNED = re.compile(
    r"\s(?:belong(?:s|ed|ing)?\sto|(?:owned|held|farmed|worked|occupied)\sby|in\sthe\shands\sof)\s"
)
"""Matches words between what is owned and its owners, whom Chinese names first."""

_RATIO = re.compile(
    r"(?P<part>\d[\d,.]{0,12}) (?:in|out of) (?:every )?(?P<whole>\d[\d,.]{0,12}) (?!years|months|weeks|days|hours|minutes)(?:[a-z]+s|children|people|men|women)\b"
)
"""Matches a ratio, of which Chinese names the whole first: `3 in 10 families`."""

_WITHIN = re.compile(r"(?:[^.,;:!?]|[.,]\d){0,60}")
"""Matches the words up to the next pause; a comma or a stop within a number is none."""

_NEXT = {"from": re.compile(r"\sto\s"), "to": re.compile(r"\sfrom\s")}
"""The preposition that the other end of a change has, by the first one."""

_TO = re.compile(r"\s(?:to|until|till|through)\s")
"""Matches what is between the two ends of a range, or the two numbers of a score."""

_WON = re.compile(r"\bwon\s$")
"""Matches what comes before a score of which the first number is the greater."""

_SINCE = re.compile(r"\bfrom\s$", re.I)
"""Matches what comes before the first year of a range."""

Stretch = tuple[int, int]
"""The start and end of a stretch of words (code points)."""


@dataclass(frozen=True, slots=True)
class Change:
    """A rise or fall from one number to another, whichever the English names first."""

    origin: Stretch
    goal: Stretch
    up: bool
    goal_first: bool


def changes(text: str) -> Iterator[Change]:
    """Yield the changes that a text tells of."""
    for match in _CHANGE.finditer(text):
        end = _pause(text, match.end())
        turn = _NEXT[match["with"]].search(text, match.end(), end)
        if turn:
            one, two = (match.end(), turn.start()), (turn.end(), _pause(text, turn.end()))
            goal_first = match["with"] == "to"
            origin, goal = (two, one) if goal_first else (one, two)
            yield Change(origin, goal, match["up"] is not None, goal_first)


def turned(text: str) -> tuple[tuple[Stretch, Stretch], ...]:
    """Return what Chinese turns round: the stretch that it names first, then the one it names last.

    It says `from 48 to 62` where English may say `to 62 from 48`, and `8 in 10 families own the
    land` where English may say `the land belonged to them`.
    """
    found = [(change.origin, change.goal) for change in changes(text) if change.goal_first]
    for owned in _OWNED.finditer(text):
        before = max(0, owned.start() - 40), owned.start()
        found.append(((owned.end(), _pause(text, owned.end())), before))
    found += [(ratio.span("whole"), ratio.span("part")) for ratio in _RATIO.finditer(text)]
    return tuple(found)


def rising(text: str, slots: tuple[Slot, ...]) -> Iterator[tuple[int, int]]:
    """Yield pairs of slots, as indices, of which the first must hold the smaller number."""
    for change in changes(text):
        for types in (("year", "moment"), *((kind,) for kind in QUANTITIES)):
            first, last = (
                [i for i, s in enumerate(slots) if s.type in types and start <= s.start < end]
                for start, end in (change.origin, change.goal)
            )
            if len(first) == 1 == len(last):
                up = change.up or "year" in types
                yield (first[0], last[0]) if up else (last[0], first[0])
    at = {slot.start: i for i, slot in enumerate(slots)}
    for ratio in _RATIO.finditer(text):
        if {ratio.start("part"), ratio.start("whole")} <= at.keys():
            yield at[ratio.start("part")], at[ratio.start("whole")]
    years = [i for i, slot in enumerate(slots) if slot.type in ("year", "moment")]
    for i, j in pairwise(years):
        joined = _TO.fullmatch(text, slots[i].end, slots[j].start)
        if joined and _SINCE.search(text, *just_before(slots[i].start)):
            yield i, j
    for i, (winner, loser) in enumerate(pairwise(slots)):
        score = winner.noun == NAME and _TO.fullmatch(text, winner.end, loser.start)
        if score and _WON.search(text, *just_before(winner.start)):
            yield i + 1, i


def _pause(text: str, start: int) -> int:
    """Return where a stretch without a pause ends, at most some ten words on."""
    within = _WITHIN.match(text, start)
    return within.end() if within else start
