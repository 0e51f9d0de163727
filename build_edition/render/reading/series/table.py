"""A series of figures as a table: what is told of each year, what is on record, and on what."""

from collections.abc import Iterable

from markupsafe import Markup

from build_edition.model import Recorded, Series, Told
from build_edition.render.drawing import Drawing
from build_edition.render.markup.html import element, joined, void
from build_edition.render.markup.languages import foreign
from build_edition.render.reading.cite_links import short_sources
from build_edition.render.reading.notes import how_sure
from build_edition.render.reading.series.chart import number, told_kind

COLUMNS = ("Year", "Told", "On record", "Sources")
"""The heads of the table's columns; on a phone each is shown before its cell."""


def series_table(series: Series, drawing: Drawing, up: str) -> Markup:
    """Return the series as a table: figures, the passages that tell them, and the sources.

    `up` is the relative path from the page to the edition's root.
    """
    years = sorted({f.year for f in series.told} | {f.year for f in series.record})
    rows = joined("\n", (_table_row(series, drawing, year, up) for year in years))
    parts = (
        element("caption", f"The same in figures: {series.unit}"),
        element("thead", element("tr", *(element("th", c, scope="col") for c in COLUMNS))),
        element("tbody", "\n", rows, "\n"),
    )
    return element("table", "\n", joined("\n", parts), "\n", class_="stacked")


def _table_row(series: Series, drawing: Drawing, year: int, up: str) -> Markup:
    told = [_told_cell(t, drawing, up) for t in series.told if t.year == year]
    found = [r for r in series.record if r.year == year]
    cited = (short_sources(drawing, r.citations, up) for r in found)
    head = element("th", str(year), scope="row", data_label=COLUMNS[0])
    cells = (
        _cell(1, told, "not told"),
        _cell(2, map(_recorded_cell, found), "no figure here"),
        _cell(3, cited, "none"),
    )
    return element("tr", head, *cells)


def _cell(column: int, parts: Iterable[Markup], none: str) -> Markup:
    content = joined(void("br"), parts) or element("span", none, class_="ours")
    return element("td", content, data_label=COLUMNS[column])


def _recorded_cell(recorded: Recorded) -> Markup:
    said = ", ".join(filter(None, (recorded.scope, how_sure(recorded.certainty))))
    return joined(" ", (number(recorded.value), element("span", said, class_="ours")))


def _told_cell(told: Told, drawing: Drawing, up: str) -> Markup:
    passage = f"{drawing.titles[told.text]}, passage {told.passage.removeprefix('p')}"
    link = element("a", passage, href=f"{up}{drawing.infos[told.text].address(told.passage)}")
    kind = element("span", f"{told_kind(told)}, {told.scope}", class_="ours")
    return joined(" ", (number(told.value), kind, foreign(f"“{told.says}”"), link))
