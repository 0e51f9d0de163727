"""A series of figures as it stands in a text: behind a passage, and linked from those that tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from build_edition.model import Series, TextInfo
from build_edition.render.drawing import Drawing
from build_edition.render.markup.html import element, joined
from build_edition.render.markup.languages import foreign
from build_edition.render.reading.series.chart import series_chart, series_key
from build_edition.render.reading.series.table import series_table


@dataclass(frozen=True)
class SeriesInText:
    """The series of figures of a text, by passage: the figure behind it, and the links from it."""

    behind: Mapping[str, Markup] = field(default_factory=dict)
    links: Mapping[str, Markup] = field(default_factory=dict)


NO_SERIES = SeriesInText()
"""What a text shows without any series, as in a book."""


def series_in_text(drawing: Drawing, info: TextInfo) -> SeriesInText:
    """Return what a text shows of the series of figures whose charts stand in it."""
    slug, up = info.slug, info.up
    behind: dict[str, Markup] = {}
    links: dict[str, Markup] = {}
    for series in drawing.reference.series:
        if series.after and series.after[0] == slug:
            at = series.after[1]
            behind[at] = joined("\n", (behind.get(at, ""), series_figure(drawing, series, up)))
            for passage in {t.passage: None for t in series.told if t.text == slug}:
                if passage != at:  # the chart is in sight there
                    links[passage] = links.get(passage, Markup()) + _link(
                        info.link(at, series.id), series
                    )
    return SeriesInText(behind, links)


def series_figure(drawing: Drawing, series: Series, up: str) -> Markup:
    """Return a series as a figure: chart and key, and folded under them the figures as a table."""
    name = series.id
    caption = element("figcaption", foreign(series.title), id=f"{name}-caption")
    parts = (
        caption,
        series_chart(series, name),
        element("p", series_key(series), class_="keys-of-series"),
        _folded(drawing, series, up),
    )
    return element(
        "figure",
        "\n",
        joined("\n", parts),
        "\n",
        id=name,
        class_="apparatus series",
        aria_labelledby=f"{name}-caption",
    )


def _folded(drawing: Drawing, series: Series, up: str) -> Markup:
    summary = element("summary", "The figures, and what they rest on")
    table = series_table(series, drawing, up) if series.told or series.record else ""
    return element("details", summary, element("p", foreign(series.about)), table, class_="summary")


def _link(where: str, series: Series) -> Markup:
    label = f"See the chart: {series.title}"
    link = element("a", "See the chart", href=where, aria_label=label)
    return element("span", " ", link, class_="apparatus to-chart")
