"""Find room for the labels of a chart: beside their points, clear of lines, marks and each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_HEIGHT, _WIDE, _NARROW = 13.0, 7.4, 3.8
"""The height of a label and the widths of its characters, in the chart's largest type."""

_MARK = 6.5
"""How far a mark reaches from its middle."""

_STEP = 5.0
"""How far apart are the points of a line that labels keep clear of."""

Spot = tuple[float, float]
"""The x and y of a place in the chart."""


@dataclass(frozen=True)
class Label:
    """Words with their place: x and y of the middle of the line, and how they are anchored at x."""

    words: str
    x: float
    y: float
    anchor: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The left, top, right and bottom edges."""
        width = sum(_NARROW if sign in " .,:" else _WIDE for sign in self.words)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.y - _HEIGHT / 2, left + width, self.y + _HEIGHT / 2


@dataclass(frozen=True)
class Room:
    """The area in which labels may stand, and all that they should keep clear of."""

    area: tuple[float, float, float, float]
    marks: Sequence[Spot]
    lines: Sequence[Sequence[Spot]]


def placed(wanted: Iterable[tuple[str, Sequence[Spot]]], room: Room) -> tuple[Label, ...]:
    """Return each label where it is clearest; it may stand beside any of the spots given with it."""
    on_lines = [spot for line in room.lines for spot in _along(line)]
    found: list[Label] = []
    for words, spots in wanted:
        candidates = [label for spot in spots for label in _beside(words, spot)]
        found.append(min(candidates, key=lambda label: _crowding(label, room, on_lines, found)))
    return tuple(found)


def _beside(words: str, spot: Spot) -> tuple[Label, ...]:
    """Return the places for a label beside a spot, the best first."""
    x, y = spot
    return (
        Label(words, x, y - 14, "middle"),
        Label(words, x, y + 14, "middle"),
        Label(words, x + 10, y, "start"),
        Label(words, x - 10, y, "end"),
        Label(words, x + 7, y + 11, "start"),
        Label(words, x - 7, y - 11, "end"),
        Label(words, x + 7, y - 11, "start"),
        Label(words, x - 7, y + 11, "end"),
    )


def _crowding(label: Label, room: Room, on_lines: Sequence[Spot], others: Sequence[Label]) -> float:
    """Return how much is in a label's way; to leave the area or cover another label weighs most."""
    left, top, right, bottom = label.box
    outside = left < room.area[0] or top < room.area[1] or right > room.area[2]
    outside = outside or bottom > room.area[3]
    covered = sum(_overlap(label.box, other.box) for other in others)
    marks = (
        _overlap(label.box, (x - _MARK, y - _MARK, x + _MARK, y + _MARK)) for x, y in room.marks
    )
    crossed = sum(left <= x <= right and top <= y <= bottom for x, y in on_lines)
    return 100 * (outside + covered) + 10 * sum(marks) + crossed


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _along(line: Sequence[Spot]) -> Iterable[Spot]:
    """Yield points along a line, close enough to one another for no label to be missed."""
    for (x1, y1), (x2, y2) in pairwise(line):
        steps = int(max(abs(x2 - x1), abs(y2 - y1)) / _STEP) + 1
        for n in range(steps + 1):
            yield x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps
