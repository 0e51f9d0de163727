"""A series of figures: every figure is drawn, labelled and in the table, and stands in its text."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from bs4 import BeautifulSoup

from build_edition.model import Edition, Recorded, Series, Told
from build_edition.render.apparatus.works import works_page
from build_edition.render.reading.series import series_figure
from build_edition.render.reading.series.chart import figures, number
from build_edition.render.reading.series.labels import Room, placed
from build_edition.render.reading.text_page import text_pages
from tests.support import PLACE, book_of, whole
from tests.test_timeline import drawn, part, shown

UP = "../../"


def series(real: Edition, **given: Any) -> Series:
    """Return the edition's series of figures, with some fields replaced."""
    return replace(real.reference.series[0], **given)


def figure(given: Series, real: Edition) -> BeautifulSoup:
    """Return a series as it is drawn, parsed."""
    return BeautifulSoup(series_figure(whole(real), given, UP), "html.parser")


def with_series(real: Edition, *given: Series) -> Edition:
    """Return the edition with these series of figures."""
    return replace(real, reference=replace(real.reference, series=given))


def page_of(given: Edition, slug: str) -> BeautifulSoup:
    """Return a text's page, parsed."""
    text = next(text for text in given.texts if text.info.slug == slug)
    (page,) = text_pages(whole(given), text).values()
    return BeautifulSoup(page, "html.parser")


def test_every_figure_drawn_is_in_the_table_and_in_the_description(an_edition: Edition) -> None:
    given = series(an_edition)
    page = figure(given, an_edition)
    labels = [shown(label).split()[0] for label in page.select(".label:not(.name)")]
    assert sorted(labels) == sorted(number(each.value) for each in figures(given))
    assert len(page.select(".series-plot .point")) == len(labels)
    rows = {shown(part(row, "th")): shown(row) for row in page.select("tbody tr")}
    for each in figures(given):
        assert number(each.value) in rows[str(each.year)].split()
        assert f"{each.year} {number(each.value)}" in shown(part(page, "desc"))
    for told in given.told:
        assert f"“{told.says}”" in rows[str(told.year)]
        assert page.select(f'td a[href="../../texts/{told.text}/#{told.passage}"]')
    for recorded in given.record:
        assert (recorded.certainty == "unchecked") == (
            "not checked by us" in rows[str(recorded.year)]
        )
    assert part(page, "details").select_one("table")


def middles(page: BeautifulSoup) -> list[tuple[float, float]]:
    """Return the middle of each circle of a chart: its x and y."""
    circles = page.select(".series-plot circle")
    return [(float(str(c["cx"])), float(str(c["cy"]))) for c in circles]


def test_figures_are_measured_from_zero_and_years_are_even(an_edition: Edition) -> None:
    values = (2.0, 5.0, 10.0)
    record = tuple(Recorded(1950 + n, value, "high", ()) for n, value in enumerate(values))
    page = figure(series(an_edition, record=record, told=()), an_edition)
    foot = float(str(part(page, "path.axis")["d"]).split()[-1])
    (x, *_), spots = next(iter(middles(page))), middles(page)
    assert [(foot - y) / (foot - spots[0][1]) for _, y in spots] == pytest.approx([1, 2.5, 5], 0.01)
    assert [later - x for later, _ in spots] == pytest.approx(
        [0, spots[1][0] - x, 2 * (spots[1][0] - x)], 0.01
    )
    assert next(shown(tick) for tick in page.select(".tick")) == "0"


@pytest.mark.parametrize(
    ("values", "top"), [((0.02,), 0.02), ((7.0, 9.0), 10), ((1234.0,), 1500), ((0.0,), 1)]
)
def test_any_figures_find_room(values: tuple[float, ...], top: float, an_edition: Edition) -> None:
    record = tuple(Recorded(1950 + n, value, "high", ()) for n, value in enumerate(values))
    page = figure(series(an_edition, record=record, told=()), an_edition)
    ticks = [float(shown(t).replace(",", "")) for t in page.select(".tick")]
    assert ticks[0] == 0
    assert ticks[-1] == pytest.approx(top)
    assert len(ticks) <= 7


def test_told_and_recorded_differ_in_mark_and_line_and_are_named_beside_it(
    an_edition: Edition,
) -> None:
    page = figure(series(an_edition), an_edition)
    plot = part(page, "svg.series-plot")
    assert {str(mark["d"]).count(" ") for mark in plot.select("path.output")} != {
        str(mark["d"]).count(" ") for mark in plot.select("path.target")
    }
    assert not plot.select("circle:is(.output, .target, .part)")
    unchecked = [r for r in series(an_edition).record if r.certainty == "unchecked"]
    assert len(plot.select("circle.unchecked")) == len(unchecked)
    assert len(plot.select(".join.told")) == 2
    assert len(plot.select(".join.record")) == 1
    names = [shown(name) for name in plot.select(".name")]
    assert names == ["told: one shore", "told: whole bay", "on record: whole country"]
    key = [shown(entry) for entry in page.select(".key")]
    assert key == [
        "told as output",
        "told as a target",
        "on record, whole country",
        "the same, not checked by us",
    ]


def test_a_figure_of_one_place_is_drawn_as_a_part_and_on_no_line(an_edition: Edition) -> None:
    whole_country = Recorded(1953, 4, "high", ())
    part_of_it = Recorded(1953, 1.5, "low", (), "the quay")
    page = figure(series(an_edition, record=(part_of_it, whole_country), told=()), an_edition)
    labels = {shown(label): label["class"] for label in page.select(".label:not(.name)")}
    assert labels == {"1.5 the quay": ["label", "part"], "4": ["label", "record"]}
    assert str(part(page, ".join")["d"]).count("L") == 0
    assert "1953 1.5 the quay" in shown(part(page, "desc"))
    assert "1.5 the quay, certainty low" in shown(part(page, "tbody"))


SPOTS = [(40.0 + 30 * n, 200.0 - 4 * n) for n in range(9)]
"""Nine figures that hardly rise, closer to one another than their labels are long."""


@pytest.mark.parametrize("spots", [SPOTS, [(x, 400 - y) for x, y in SPOTS]])
def test_no_label_covers_another(spots: Sequence[tuple[float, float]]) -> None:
    room = Room((0, 0, 360, 320), spots, [spots])
    labels = placed([("1.163", [spot]) for spot in spots], room)
    for one, other in combinations((label.box for label in labels), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_the_chart_has_a_name_and_no_style_of_its_own(an_edition: Edition) -> None:
    page = figure(series(an_edition), an_edition)
    plot = part(page, "svg.series-plot")
    assert plot["role"] == "img"
    assert shown(part(page, f"#{plot['aria-labelledby']}")) == series(an_edition).title
    assert page.find(id=str(plot["aria-describedby"]))
    assert not page.select("[style], style")


def test_figures_of_nobody_are_said_to_be_none(an_edition: Edition) -> None:
    page = figure(series(an_edition, record=(), told=()), an_edition)
    assert "No figures yet." in shown(page)
    assert not page.select("svg, table")


def test_a_told_figures_words_are_never_markup(an_edition: Edition) -> None:
    text = an_edition.texts[0]
    told = Told(1955, 1.0, text.info.slug, text.readings[0].id, "<b>&", "<i>", False, PLACE)
    page = figure(series(an_edition, told=(told,)), an_edition)
    assert not page.select("b, td i, text i")
    assert "“<b>&”" in page.get_text()


def test_the_chart_stands_behind_its_passage_and_those_that_tell_it_lead_there(
    an_edition: Edition,
) -> None:
    page = page_of(an_edition, "ferry")
    chart = part(page, "figure#salt")
    before = chart.find_previous_sibling()
    assert before
    assert before["id"] == "p88"
    assert "apparatus" in chart["class"]
    assert not chart.find_parent(class_="passage")
    (link,) = page.select(".to-chart a")
    assert link["href"] == "#salt"
    assert page.select("#p49 .to-chart") == [link.parent]
    assert not page_of(an_edition, "tides").select("figure.series")


def test_behind_a_point_the_chart_stands_behind_all_its_points(an_edition: Edition) -> None:
    text = next(t for t in an_edition.texts if any(r.kind == "point" for r in t.readings))
    point = next(reading for reading in text.readings if reading.kind == "point")
    after = (text.info.slug, point.id)
    page = page_of(with_series(an_edition, series(an_edition, after=after)), text.info.slug)
    group = part(page, "figure#salt").find_previous_sibling()
    assert group
    assert group.name == "ul"
    assert group.find(id=point.id)


def test_the_timeline_leads_to_the_chart_under_its_old_address(an_edition: Edition) -> None:
    section = part(drawn(an_edition), "section#salt")
    assert [a["href"] for a in section.select("a")] == ["../../texts/ferry/#salt"]
    assert not section.select("svg")


def test_a_series_of_no_text_has_its_chart_on_the_timeline(an_edition: Edition) -> None:
    given = series(an_edition, after=None)
    assert drawn(with_series(an_edition, given)).select("figure#salt svg.series-plot")
    assert not page_of(with_series(an_edition, given), "ferry").select("figure.series, .to-chart")


@pytest.mark.parametrize("after", [None, ("ferry", "p88")])
def test_two_series_share_no_id(after: tuple[str, str] | None, an_edition: Edition) -> None:
    given = series(an_edition, after=after)
    twice = with_series(an_edition, given, replace(given, id="fish"))
    for page in (drawn(twice), page_of(twice, "ferry")):
        ids = [found["id"] for found in page.select("[id]")]
        assert len(ids) == len(set(ids))
    assert {"salt", "fish"} <= {str(found["id"]) for found in drawn(twice).select("[id]")}


def test_a_figure_of_a_later_series_is_cited_where_its_chart_stands(an_edition: Edition) -> None:
    given = series(an_edition)
    for after, where in ((None, "apparatus/timeline/"), (given.after, "texts/ferry/")):
        later = replace(given, id="fish", after=after)
        twice = with_series(an_edition, replace(given, record=()), later)
        page = BeautifulSoup(works_page(whole(twice)), "html.parser")
        cited = {a["href"] for a in page.select("a[href*='#fish']")}
        assert cited == {f"../../{where}#fish"}


def test_a_book_has_no_chart(an_edition: Edition) -> None:
    parts = book_of(an_edition)
    pages = [content for path, content in parts.items() if path.endswith(".xhtml")]
    assert not any("series" in content or "<svg" in content for content in pages)
