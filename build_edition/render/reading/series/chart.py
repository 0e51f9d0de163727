"""A series of figures as a chart: what is told of each year and what is on record.

Years run to the right, figures upwards from 0. What is told and what is on record differ in the
shape of their marks and in their lines, and each line is named beside it. The chart is inline SVG in
the page's colours; the table under it says the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, log10

from markupsafe import Markup

from build_edition.model import Recorded, Series, Told
from build_edition.render.markup.html import element, joined
from build_edition.render.reading.series.labels import Room, Spot, placed

RECORD_SCOPE = "whole country"
"""What the figures on record cover; each figure that is told names its own scope."""

_LEFT, _TOP, _RIGHT, _FOOT = 28, 26, 356, 316
"""The edges of the area in which figures are drawn, in the chart's units."""

_WIDTH, _HEIGHT = 360, 340
_TICKS = 6

_YEAR = 30
"""The room that the number of a year takes."""


@dataclass(frozen=True)
class Figure:
    """One figure as drawn: its year, value and label, and the kind that decides its mark."""

    year: int
    value: float
    label: str
    kind: str


@dataclass(frozen=True)
class Scale:
    """The chart's axes: the first and the last year, and round steps from 0 to the top figure."""

    first: int
    last: int
    step: float
    top: float

    def x(self, year: int) -> float:
        """Return how far to the right the middle of a year is."""
        return _LEFT + (year - self.first + 0.5) * (_RIGHT - _LEFT) / (self.last - self.first + 1)

    def y(self, value: float) -> float:
        """Return how far down a figure is."""
        return _FOOT - value / self.top * (_FOOT - _TOP)

    def spot(self, figure: Figure) -> Spot:
        """Return where a figure is."""
        return self.x(figure.year), self.y(figure.value)


@dataclass(frozen=True)
class Line:
    """The figures that one line joins, in the order of their years, with its kind and its name."""

    kind: str
    name: str
    figures: tuple[Figure, ...]


def series_chart(series: Series, name: str) -> Markup:
    """Return the chart of a series, if it has figures; `name` begins the ids."""
    drawn = figures(series)
    if not drawn:
        return element("p", "No figures yet.", class_="ours")
    scale, lines = _scale(drawn), lines_of(series)
    return element(
        "svg",
        _described(series, name),
        _axes(series, scale),
        *(_joined(line, scale) for line in lines),
        *(_mark(figure.kind, *scale.spot(figure)) for figure in drawn),
        *_labels(drawn, lines, scale),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        class_="series-plot",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        fill="currentColor",
    )


def number(value: float) -> str:
    """Return a figure as it is written in both chart and table."""
    return f"{value:,}".removesuffix(".0")


def figures(series: Series) -> tuple[Figure, ...]:
    """Return all figures of a series by year, in each year those told before those on record."""
    return _by_year((*map(_told, series.told), *map(_recorded, series.record)))


def lines_of(series: Series) -> tuple[Line, ...]:
    """Return a line for each place that is told of, and one for the record of the whole country."""
    scopes = dict.fromkeys(told.scope for told in series.told)
    told = (_by_year(_told(t) for t in series.told if t.scope == scope) for scope in scopes)
    country = _by_year(_recorded(r) for r in series.record if not r.scope)
    record = Line("record", f"on record: {RECORD_SCOPE}", country)
    lines = (Line("told", f"told: {s}", found) for s, found in zip(scopes, told, strict=True))
    return (*lines, record) if country else (*lines,)


def told_kind(told: Told) -> str:
    """Return whether a figure that is told is an output or a target."""
    return "target" if told.target else "output"


def _by_year(found: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(sorted(found, key=lambda figure: figure.year))


def _told(told: Told) -> Figure:
    return Figure(told.year, told.value, number(told.value), told_kind(told))


def _recorded(recorded: Recorded) -> Figure:
    label = f"{number(recorded.value)} {recorded.scope}".rstrip()
    unchecked = recorded.certainty == "unchecked"
    kind = "part" if recorded.scope else "unchecked" if unchecked else "record"
    return Figure(recorded.year, recorded.value, label, kind)


def _scale(drawn: Sequence[Figure]) -> Scale:
    """Return axes that hold every figure: from 0, linear, in round steps."""
    years = [figure.year for figure in drawn]
    highest = max(figure.value for figure in drawn) or 1
    rough = highest / _TICKS
    power = 10.0 ** (ceil(log10(rough)) - 1)
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough)
    return Scale(min(years), max(years), step, step * ceil(highest / step))


def _described(series: Series, name: str) -> Markup:
    """Return the chart's title, and a description for anyone who cannot see it."""
    told = "; ".join(f"{t.year} {number(t.value)} {told_kind(t)}, {t.scope}" for t in series.told)
    record = "; ".join(f"{r.year} {_recorded(r).label}" for r in series.record)
    said = f"In {series.unit}. Told: {told or 'nothing'}. On record: {record or 'nothing'}. The table below says the same."
    title = element("title", series.title, id=f"{name}-title")
    return title + element("desc", said, id=f"{name}-desc")


def _axes(series: Series, scale: Scale) -> Markup:
    """Return a line with its figure at every step, the years, and above them the unit."""
    steps = range(round(scale.top / scale.step) + 1)
    lines = (_tick(scale, round(n * scale.step, 9)) for n in steps)
    apart = ceil(_YEAR * (scale.last - scale.first + 1) / (_RIGHT - _LEFT))
    years = (
        _text(str(year), scale.x(year), _FOOT + 13, "middle", "year")
        for year in range(scale.first, scale.last + 1, apart)
    )
    return joined("", (*lines, *years, _text(series.unit, 0, 8, "start", "unit")))


def _tick(scale: Scale, value: float) -> Markup:
    y = scale.y(value)
    line = _path([(_LEFT, y), (_RIGHT, y)], "grid" if value else "axis")
    return line + _text(number(value), _LEFT - 5, y, "end", "tick")


def _joined(line: Line, scale: Scale) -> Markup:
    return _path([scale.spot(figure) for figure in line.figures], f"join {line.kind}")


def _labels(drawn: Sequence[Figure], lines: Sequence[Line], scale: Scale) -> list[Markup]:
    """Return the label of each figure, and the name of each line, beside its last figures."""
    spots = [scale.spot(figure) for figure in drawn]
    joins = [[scale.spot(figure) for figure in line.figures] for line in lines]
    wanted = [(figure.label, [spot]) for figure, spot in zip(drawn, spots, strict=True)]
    wanted += [(line.name, join[::-1]) for line, join in zip(lines, joins, strict=True)]
    kinds = [*(figure.kind for figure in drawn), *(f"name {line.kind}" for line in lines)]
    found = placed(wanted, Room((0, 0, _WIDTH, _FOOT), spots, joins))
    return [
        _text(label.words, label.x, label.y, label.anchor, f"label {kind}")
        for label, kind in zip(found, kinds, strict=True)
    ]


def _mark(kind: str, x: float, y: float) -> Markup:
    """Return a kind's mark: a diamond for output, a triangle for a target, a square for a part.

    All else is a circle.
    """
    if kind in _SHAPES:
        d = f"M{x:.1f} {y:.1f}{_SHAPES[kind]}"
        return element("path", d=d, class_=f"point {kind}")
    return element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="4.5", class_=f"point {kind}")


_SHAPES = {
    "output": "m-6.5 0 6.5-6.5 6.5 6.5-6.5 6.5z",
    "target": "m-6 5 6-11 6 11z",
    "part": "m-5-5h10v10h-10z",
}
"""The marks that are no circles, drawn from their middles."""


def _path(spots: Sequence[Spot], kind: str) -> Markup:
    return element("path", d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots), class_=kind)


def _text(words: str, x: float, y: float, anchor: str, kind: str) -> Markup:
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "dy": "0.35em"}
    return element("text", words, text_anchor=anchor, class_=kind, **place)


def series_key(series: Series) -> Markup:
    """Return what each shape in the chart means."""
    words = {
        "output": "told as output",
        "target": "told as a target",
        "record": f"on record, {RECORD_SCOPE}",
        "unchecked": "the same, not checked by us",
        "part": "on record, one place",
    }
    used = {figure.kind for figure in figures(series)}
    return joined(" ", (_key_entry(kind, said) for kind, said in words.items() if kind in used))


def _key_entry(kind: str, words: str) -> Markup:
    mark = element(
        "svg",
        _mark(kind, 8, 8),
        viewBox="0 0 16 16",
        width="16",
        height="16",
        aria_hidden="true",
    )
    return element("span", mark, f" {words}", class_="key")
