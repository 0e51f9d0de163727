"""A series of figures as a picture: what is told of each year and what is on record.

Years run down the picture and figures from 0 to the right, so that every figure has room for its
own label on a phone. The picture is inline SVG in the page's colours; the table says the same.
"""

from dataclasses import dataclass
from math import ceil, log10

from markupsafe import Markup

from build_edition.model import Recorded, Series, Told
from build_edition.render.markup.html import element, joined

RECORD_SCOPE = "whole country"
"""What the figures on record cover; each figure that is told names its own scope."""

_LEFT, _RIGHT, _WIDTH = 50, 270, 360
"""Where figures begin and end, and the whole width with labels, in the picture's units."""
_TOP, _LANE, _GAP = 6, 19, 9
_TICKS = 5


@dataclass(frozen=True)
class Bar:
    """One figure as drawn: its year, value and label, and the kind that decides its shape."""

    year: int
    value: float
    label: str
    kind: str


@dataclass(frozen=True)
class Scale:
    """The picture's axes: years down, in as many lanes as the fullest year has; figures across."""

    first: int
    last: int
    lanes: int
    step: float
    top: float

    @property
    def row(self) -> int:
        """The height of a year."""
        return self.lanes * _LANE + _GAP

    @property
    def foot(self) -> int:
        """How far down the last year ends."""
        return _TOP + (self.last - self.first + 1) * self.row

    def x(self, value: float) -> float:
        """Return how far to the right a figure is."""
        return _LEFT + value / self.top * (_RIGHT - _LEFT)

    def y(self, year: int, lane: float = 0) -> float:
        """Return how far down a lane is; lanes are counted from the middle of their year."""
        return _TOP + (year - self.first + 0.5) * self.row + lane * _LANE


def series_figure(series: Series, name: str = "oil") -> Markup:
    """Return a series as a picture with its key, if it has figures; `name` begins the ids."""
    drawn = bars(series)
    if not drawn:
        return element("p", "No figures yet.", class_="ours")
    return _figure(series, drawn, name)


def number(value: float) -> str:
    """Return a figure as it is written in both picture and table."""
    return f"{value:,}".removesuffix(".0")


def bars(series: Series) -> tuple[Bar, ...]:
    """Return all figures of a series by year, in each year those told before those on record."""
    told = [Bar(t.year, t.value, _label(t), told_kind(t)) for t in series.told]
    first = min((r.year for r in series.record if not r.scope), default=0)
    record = [Bar(r.year, r.value, _record_label(r, first), _record_kind(r)) for r in series.record]
    return tuple(sorted((*told, *record), key=lambda bar: bar.year))


def _label(told: Told) -> str:
    return f"{number(told.value)} {'target' if told.target else 'told'}"


def told_kind(told: Told) -> str:
    """Return whether a figure that is told is an output or a target."""
    return "target" if told.target else "output"


def _record_label(recorded: Recorded, first: int) -> str:
    said = recorded.scope or ("on record" if recorded.year == first else "")
    return f"{number(recorded.value)} {said}".rstrip()


def _record_kind(recorded: Recorded) -> str:
    if recorded.scope:
        return "part"
    return "unchecked" if recorded.certainty == "unchecked" else "record"


def _scale(drawn: tuple[Bar, ...]) -> Scale:
    """Return axes that hold every figure: from 0, linear, in round steps."""
    years = [bar.year for bar in drawn]
    highest = max(bar.value for bar in drawn) or 1
    rough = highest / _TICKS
    power = 10.0 ** (ceil(log10(rough)) - 1)
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough)
    lanes = max(map(years.count, years))
    return Scale(min(years), max(years), lanes, step, step * ceil(highest / step))


def _figure(series: Series, drawn: tuple[Bar, ...], name: str) -> Markup:
    scale = _scale(drawn)
    unit = _text(series.unit, _LEFT, scale.foot + 34, "start", "tick")
    svg = element(
        "svg",
        *(_described(series, name), _grid(scale), unit, _rows(drawn, scale)),
        viewBox=f"0 0 {_WIDTH} {scale.foot + 48}",
        class_="series-plot",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        fill="currentColor",
        font_size="17",
    )
    return element("figure", "\n", svg, "\n", _key(series), "\n", class_="series")


def _described(series: Series, name: str) -> Markup:
    """Return the picture's title, and a description for anyone who cannot see it."""
    told = "; ".join(f"{t.year} {_label(t)}" for t in series.told)
    record = "; ".join(f"{r.year} {_record_label(r, 0)}" for r in series.record)
    said = f"In {series.unit}. Told: {told or 'nothing'}. On record: {record or 'nothing'}. The table below says the same."
    title = element("title", series.title, id=f"{name}-title")
    return title + element("desc", said, id=f"{name}-desc")


def _grid(scale: Scale) -> Markup:
    """Return a line with its figure at every step, and the number of every year, drawn or empty."""
    steps = range(round(scale.top / scale.step) + 1)
    lines = (_tick(scale, round(n * scale.step, 9)) for n in steps)
    years = (
        _text(str(year), _LEFT - 10, scale.y(year), "end", "year")
        for year in range(scale.first, scale.last + 1)
    )
    return joined("", (*lines, *years))


def _tick(scale: Scale, value: float) -> Markup:
    x = scale.x(value)
    line = _line(x, _TOP, x, scale.foot, "axis" if not value else "grid")
    return line + _text(number(value), x, scale.foot + 13, "middle", "tick")


def _rows(drawn: tuple[Bar, ...], scale: Scale) -> Markup:
    years = [[bar for bar in drawn if bar.year == year] for year in sorted({b.year for b in drawn})]
    rows = (
        _bar(bar, scale, n - (len(found) - 1) / 2) for found in years for n, bar in enumerate(found)
    )
    return joined("", rows)


def _bar(bar: Bar, scale: Scale, lane: float) -> Markup:
    """Return a figure: a stem from 0, a mark of its kind at the end, and its label."""
    x, y = scale.x(bar.value), scale.y(bar.year, lane)
    stem = _line(_LEFT, y, x, y, "stem")
    label = _text(bar.label, x + 10, y, "start", "label")
    return element("g", stem, _mark(bar.kind, x, y), label, class_=f"bar {bar.kind}")


def _mark(kind: str, x: float, y: float) -> Markup:
    """Return a kind's shape: a diamond for output, a triangle for a target, a square for a part.

    All else is a circle.
    """
    if kind == "part":
        return _shape((x - 5, y - 5), (x + 5, y - 5), (x + 5, y + 5), (x - 5, y + 5))
    if kind == "output":
        return _shape((x - 6.5, y), (x, y - 6.5), (x + 6.5, y), (x, y + 6.5))
    if kind == "target":
        return _shape((x - 5, y - 6), (x + 6, y), (x - 5, y + 6))
    return element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="5", class_="point")


def _shape(*corners: tuple[float, float]) -> Markup:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return element("polygon", points=points, class_="point")


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    return element("line", **ends, class_=kind)


def _text(words: str, x: float, y: float, anchor: str, kind: str) -> Markup:
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "dy": "0.35em"}
    return element("text", words, text_anchor=anchor, class_=kind, **place)


def _key(series: Series) -> Markup:
    """Return what each shape in the picture means."""
    words = {"output": "told as output", "target": "told as a target"}
    scopes = {
        kind: dict.fromkeys(t.scope for t in series.told if told_kind(t) == kind) for kind in words
    }
    told = {kind: f"{words[kind]}, {' or '.join(found)}" for kind, found in scopes.items() if found}
    parts = dict.fromkeys(r.scope for r in series.record if r.scope)
    record = {
        "record": f"on record, {RECORD_SCOPE}",
        "unchecked": "the same, not checked by us",
        "part": f"on record, {' or '.join(parts)}",
    }
    found = {_record_kind(r) for r in series.record}
    named = told | {kind: said for kind, said in record.items() if kind in found}
    return element("figcaption", joined(" ", (_key_entry(*item) for item in named.items())))


def _key_entry(kind: str, words: str) -> Markup:
    shape = element("g", _mark(kind, 8, 8), class_=f"bar {kind}")
    mark = element("svg", shape, viewBox="0 0 16 16", width="16", height="16", aria_hidden="true")
    return element("span", mark, f" {words}", class_="key")
