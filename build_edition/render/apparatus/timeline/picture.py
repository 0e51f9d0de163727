"""The timeline as a picture: a lane for each text and for the record, a point for each telling.

It is inline SVG, drawn twice from the same points, and the style sheet shows the one that fits: with
time to the right, or on a phone downwards. Each point fills a square that is large enough to be
tapped, so a year is as long as the lane that has most points in it needs; years without any are
left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

from markupsafe import Markup

from build_edition.render.apparatus.timeline.lanes import WORDS, Lane, Point, Standing, in_brief
from build_edition.render.markup.html import element, joined

_CELL = 24
"""The side of a point's square: the least size of a target that is easily hit (WCAG 2.5.8)."""

_BREAK = 8
"""The room where years are left out."""

_DEPTH = 2
"""The least number of points that stand side by side in a lane."""


@dataclass(frozen=True)
class Form:
    """A way to draw the picture: which way time runs, and the most squares in a year's length.

    `least` is the least length of a year; `before` and `after` are the room for years at the two
    ends of the lanes, `head` that for the name of a lane.
    """

    name: str
    down: bool
    longest: int
    least: int
    before: int
    after: int
    head: int


FORMS = (
    Form("wide", down=False, longest=6, least=30, before=20, after=20, head=20),
    Form("tall", down=True, longest=9, least=_CELL, before=36, after=0, head=0),
)
_NAMES = 34
"""The room above tall lanes for their names, which take turns on two lines."""


@dataclass(frozen=True)
class Plan:
    """Where everything is: years along the lanes, and each lane across them.

    `years` gives the start and the length of each year, `depths` how many points of a lane stand
    side by side, `floors` where each lane begins.
    """

    form: Form
    years: dict[int, tuple[int, int]]
    depths: tuple[int, ...]
    floors: tuple[int, ...]

    @property
    def length(self) -> int:
        """How far the last year reaches."""
        return max((start + size for start, size in self.years.values()), default=0)

    @property
    def breadth(self) -> int:
        """How far the last lane reaches."""
        return self.floors[-1] + self.form.after

    def place(self, along: float, across: float) -> tuple[float, float]:
        """Return the x and y of a point along and across the lanes."""
        return (across, along + _NAMES) if self.form.down else (along, across)

    def middle(self, lane: int, n: int) -> float:
        """Return how far across is the middle of a lane's n-th square; wide lanes fill upwards."""
        if self.form.down:
            return self.floors[lane] + (n + 0.5) * _CELL
        return self.floors[lane + 1] - (n + 0.5) * _CELL


def picture(found: Sequence[Lane]) -> Markup:
    """Return the picture in its two forms, with a key to its shapes."""
    drawn = (_drawn(found, _plan(found, form)) for form in FORMS)
    scrolled = element("div", "\n", joined("\n", drawn), "\n", class_="scrolled")
    content = ("\n", _key(found), "\n", scrolled, "\n")
    return element("figure", *content, class_="picture")


def _plan(found: Sequence[Lane], form: Form) -> Plan:
    depths = tuple(max(_DEPTH, ceil(lane.fullest / form.longest)) for lane in found)
    breadths = (depth * _CELL + form.head for depth in depths)
    floors = tuple(accumulate(breadths, initial=form.before))
    years: dict[int, tuple[int, int]] = {}
    at = last = 0
    for year in sorted({year for lane in found for year in lane.years}):
        at += _BREAK if years and year != last + 1 else 0
        counts = (len(lane.years.get(year, ())) for lane in found)
        cells = max(ceil(count / depth) for count, depth in zip(counts, depths, strict=True))
        size = max(cells * _CELL, form.least)
        years[year] = (at, size)
        at, last = at + size, year
    return Plan(form, years, depths, floors)


def _drawn(found: Sequence[Lane], plan: Plan) -> Markup:
    width, height = map(ceil, plan.place(plan.length, plan.breadth))
    parts = (_axis(plan), *(_lane(lane, plan, n) for n, lane in enumerate(found)))
    return element(
        "svg",
        "\n",
        joined("\n", parts),
        "\n",
        viewBox=f"0 0 {width} {height}",
        width=str(width),
        height=str(height),
        class_=plan.form.name,
        role="group",
        aria_label="What the texts tell, year by year",
        fill="currentColor",
    )


def _axis(plan: Plan) -> Markup:
    """Return the years with lines between them; screen readers hear a year with each point."""
    foot = _line(plan, (0, plan.floors[-1]), (plan.length, plan.floors[-1]), "edge")
    lines = (_edge(plan, *pair) for pair in pairwise(plan.years))
    labels = (
        _text(str(year), *plan.place(*end), "year")
        for year in plan.years
        for end in _ends(plan, year)
    )
    return element("g", foot, *lines, *labels, class_="axis", aria_hidden="true")


def _edge(plan: Plan, year: int, following: int) -> Markup:
    """Return the line between two years, broken where years are left out."""
    start, size = plan.years[year]
    along = (start + size + plan.years[following][0]) / 2
    kind = "edge" if following == year + 1 else "edge broken"
    return _line(plan, (along, 0), (along, plan.breadth), kind)


def _ends(plan: Plan, year: int) -> Iterator[tuple[float, float]]:
    """Yield where the number of a year is: before the lanes and, if there is room, after them."""
    start, size = plan.years[year]
    if plan.form.down:
        yield start + _CELL / 2, plan.form.before / 2
    else:
        for across in (plan.form.before / 2, plan.breadth - plan.form.after / 2):
            yield start + size / 2, across


def _lane(lane: Lane, plan: Plan, n: int) -> Markup:
    """Return a lane: its name, then its points in the order in which the keyboard reaches them."""
    parts = [_head(lane, plan, n)]
    for year, points in lane.years.items():
        for i, point in enumerate(points):
            start, size = plan.years[year]
            along = start + size % _CELL / 2 + (i // plan.depths[n] + 0.5) * _CELL
            across = plan.middle(n, i % plan.depths[n])
            parts += [_tail(point, plan, along, across), _point(point, plan, along, across)]
    return element("g", joined("\n", parts), role="group", aria_label=lane.title, class_="lane")


def _head(lane: Lane, plan: Plan, n: int) -> Markup:
    """Return the line before a lane, and its name, which is brief where lanes are narrow."""
    floor = plan.floors[n]
    line = _line(plan, (0, floor), (plan.length, floor), "edge")
    if not plan.form.down:
        return line + _text(lane.title, 0, floor + plan.form.head / 2, "title")
    name = in_brief(lane.name).capitalize()
    return line + _text(name, floor + 4, _NAMES * (0.25 + 0.45 * (n % 2)), "title")


def _tail(point: Point, plan: Plan, along: float, across: float) -> Markup:
    """Return a line from what is misdated to where the year begins or ends that is on record."""
    if not point.shift or point.belongs == point.year:
        return Markup()
    start, size = plan.years[point.belongs]
    end = start if point.shift > 0 else start + size
    stop = _line(plan, (end, across - 4), (end, across + 4), "tail stop")
    return _line(plan, (along, across), (end, across), "tail") + stop


def _point(point: Point, plan: Plan, along: float, across: float) -> Markup:
    """Return a point, linked to its event; browsers show its name where it is pointed at."""
    x, y = plan.place(along, across)
    turn = 90 * plan.form.down + 180 * (point.shift < 0)
    shape = element(
        "use",
        href=f"#{_shape_id(point.standing)}",
        x=f"{x:g}",
        y=f"{y:g}",
        transform=f"rotate({turn} {x:g} {y:g})" if point.shift and turn else None,
    )
    link = {"href": f"#event-{point.event}", "class_": point.standing}
    return element("a", element("title", point.name), shape, **link)


def _key(found: Sequence[Lane]) -> Markup:
    """Return the key, in which each shape is drawn once, for the points to use."""
    used = {point.standing for lane in found for points in lane.years.values() for point in points}
    entries = (_key_entry(kind, words) for kind, words in WORDS.items() if kind in used)
    said = (
        "A mark in a text’s lane is one passage that tells of an event, in the year that the passage "
        "gives; each mark leads to its entry below. A dashed line runs from what is misdated "
        "to the year on record. Years are as wide as their marks need."
    )
    return element("figcaption", element("p", said), joined(" ", entries))


def _key_entry(kind: Standing, words: str) -> Markup:
    half, side = f"{_CELL / 2:g}", str(_CELL)
    ends = {"x": f"-{half}", "y": f"-{half}", "width": side, "height": side}
    square = element("rect", **ends, class_="tt-square")
    shape = element("g", square, _SHAPES[kind], id=_shape_id(kind))
    placed = element("g", shape, transform=f"translate({half} {half})")
    svg = element("svg", placed, width=side, height=side, class_=kind, aria_hidden="true")
    return element("span", svg, words.capitalize(), class_="key")


def _shape_id(kind: Standing) -> str:
    return f"shape-{kind}"


_SHAPES: Mapping[Standing, Markup] = {
    "recorded": element("circle", r="5.5", class_="tt-shape"),
    "unchecked": element("circle", r="5.5", class_="tt-shape hollow"),
    "misdated": element("path", d="M-5.5-7 8 0-5.5 7z", class_="tt-shape"),
    "invented": element("path", d="M-7.5 0 0-7.5 7.5 0 0 7.5z", class_="tt-shape"),
}
"""The shape of each kind of point, around its middle; what is misdated points to the later time."""


def _line(plan: Plan, start: tuple[float, float], end: tuple[float, float], kind: str) -> Markup:
    (x1, y1), (x2, y2) = plan.place(*start), plan.place(*end)
    ends = {"x1": f"{x1:g}", "y1": f"{y1:g}", "x2": f"{x2:g}", "y2": f"{y2:g}"}
    return element("line", **ends, class_=kind)


def _text(words: str, x: float, y: float, kind: str) -> Markup:
    return element("text", words, x=f"{x:g}", y=f"{y:g}", dy="0.35em", class_=kind)
