"""The timeline says what the events say, in order; what its chart draws is in its table too."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from build_edition.model import Edition, Event, Recorded, Series, Telling, Told
from build_edition.model.dates import in_words, read_date
from build_edition.render.apparatus.series_chart import bars, number, series_figure
from build_edition.render.apparatus.series_table import series_table
from build_edition.render.apparatus.timeline import timeline_page, timeline_pages
from build_edition.render.apparatus.works import works_page
from tests.support import PLACE, whole


def drawn(given: Edition) -> BeautifulSoup:
    """Return the body of the timeline page, parsed."""
    return BeautifulSoup(timeline_page(whole(given)).split("---\n", 2)[2], "html.parser")


def part(page: BeautifulSoup | Tag, selector: str) -> Tag:
    """Return the only element that a selector finds."""
    found = page.select(selector)
    assert len(found) == 1, (selector, len(found))
    return found[0]


def shown(element: Tag) -> str:
    """Return an element's text, with single spaces."""
    return " ".join(element.get_text(" ").split())


def event(**given: Any) -> Event:
    """Return an event that no text tells of, with defaults for whatever is not given."""
    defaults: dict[str, Any] = {
        "id": "one",
        "date": "1956-04",
        "title": "A thing",
        "record": "It was so.",
        "happened": True,
        "certainty": "high",
        "citations": (),
        "told": (),
        "place": PLACE,
    }
    return Event(**(defaults | given))


def told_in(given: Edition, date: str = "", says: str = "They met.") -> Telling:
    """Return a telling in the first passage of an edition's first text."""
    text = given.texts[0]
    return Telling(text.info.slug, text.readings[0].id, says, date, PLACE)


def with_events(given: Edition, *events: Event) -> BeautifulSoup:
    """Return the page of an edition with these events and no figures."""
    return drawn(replace(given, reference=replace(given.reference, events=events, series=())))


def test_every_event_stands_once_and_in_the_order_of_dates(an_edition: Edition) -> None:
    known = {f"event-{e.id}": e for e in an_edition.reference.events}
    ids = [str(item["id"]) for item in drawn(an_edition).select(".event")]
    for item in drawn(an_edition).select(".event"):
        event = known[str(item["id"])]
        unchecked = event.happened and event.certainty == "unchecked"
        assert ("unchecked" in item["class"]) == unchecked
        assert ("invented" in item["class"]) == (not event.happened)
    assert len(ids) == len(set(ids))
    assert set(ids) == set(known)
    dates = [read_date(known[name].date) for name in ids]
    assert dates == sorted(dates)


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["1956-05", "1956", "1956-04-06"], ["1956", "1956-04-06", "1956-05"]),
        (["1956-04-05", "1956-04~"], ["1956-04~", "1956-04-05"]),
        (["1957", "1955/1958", "1956"], ["1955/1958", "1956", "1957"]),
    ],
)
def test_events_are_sorted_however_they_were_written(
    dates: list[str], order: list[str], an_edition: Edition
) -> None:
    page = with_events(an_edition, *(event(id=f"e{n}", date=d) for n, d in enumerate(dates)))
    assert [shown(when) for when in page.select(".when")] == [in_words(date) for date in order]


def test_each_year_is_headed_and_in_the_contents(an_edition: Edition) -> None:
    page = drawn(an_edition)
    years = sorted({read_date(e.date)[0].year for e in an_edition.reference.events})
    assert [h["id"] for h in page.select(".axis h2")] == [f"y{year}" for year in years]
    front = timeline_page(whole(an_edition)).split("---\n")[1]
    places = re.findall(r'"at": "([^"]+)"', front)
    assert places == [f"y{year}" for year in years] + ["oil"]
    assert all(page.find(id=place) for place in places)


def test_every_telling_is_linked_beside_its_event(an_edition: Edition) -> None:
    page = drawn(an_edition)
    for given in an_edition.reference.events:
        told = part(page, f"#event-{given.id} .told")
        links = [str(a["href"]) for a in told.select("a")]
        assert sorted(links) == sorted(f"../../texts/{t.text}/#{t.passage}" for t in given.told)
        assert all(telling.says in shown(told) for telling in given.told)
        assert ("Not told" in shown(told)) == (not given.told)


def test_every_record_stands_with_its_certainty_and_sources(an_edition: Edition) -> None:
    page = drawn(an_edition)
    for given in an_edition.reference.events:
        record = part(page, f"#event-{given.id} .record")
        unchecked = given.certainty == "unchecked"
        assert given.record in shown(record)
        sure = "not checked by us" if unchecked else f"certainty {given.certainty}"
        assert sure in shown(record)
        works = [str(a["href"]).partition("#work-")[2] for a in record.select("a")]
        assert works == [citation.key for citation in given.citations]


def test_what_did_not_happen_is_marked_and_is_nowhere_on_record(an_edition: Edition) -> None:
    page = drawn(an_edition)
    for given in an_edition.reference.events:
        item = part(page, f"#event-{given.id}")
        invented = not given.happened
        assert ("invented" in item["class"]) == invented
        assert len(item.select("h3 .kind.k-fiction")) == invented
        record = part(item, ".record")
        assert ("No such event is on record." in shown(record)) == invented
        assert not invented or given.title not in shown(record)
    assert any(not e.happened for e in an_edition.reference.events)


def test_a_texts_own_date_is_given_where_it_differs(an_edition: Edition) -> None:
    same, other = told_in(an_edition, "1956-04"), told_in(an_edition, "1955")
    page = with_events(an_edition, event(told=(same, other)))
    assert [shown(own) for own in page.select(".told .ours")] == ["Dated 1955 there."]


def test_both_sides_are_named_in_words_in_every_event(an_edition: Edition) -> None:
    for item in drawn(an_edition).select(".event"):
        assert [shown(side) for side in item.select(".side")] == ["The texts tell", "On record"]


def test_words_are_never_markup(an_edition: Edition) -> None:
    nasty = '<script>a & "b"</script>'
    given = event(title=nasty, record=nasty, told=(told_in(an_edition, says=nasty),))
    page = with_events(an_edition, given)
    assert not page.find("script")
    for place in (".title", ".told li", ".record"):
        assert nasty in part(page, place).get_text()


def test_the_counts_are_those_of_the_events(an_edition: Edition) -> None:
    events = an_edition.reference.events
    figures = shown(part(drawn(an_edition), ".figures"))
    assert f"{len(events)} events" in figures
    assert f"{sum(not e.happened for e in events)} told only" in figures
    assert f"{sum(len(e.told) for e in events)} tellings" in figures


def test_the_page_is_drawn_alike_each_time_and_without_blank_lines(an_edition: Edition) -> None:
    pages = timeline_pages(whole(an_edition))
    assert pages == timeline_pages(whole(an_edition))
    assert list(pages) == ["apparatus/timeline/index.md"]
    assert "\n\n" not in pages["apparatus/timeline/index.md"].split("---\n", 2)[2].strip("\n")


def test_an_edition_without_events_or_figures_has_a_page(an_edition: Edition) -> None:
    assert "0 events" in shown(with_events(an_edition))


def series(real: Edition, **given: Any) -> Series:
    """Return the edition's series of figures, with some fields replaced."""
    return replace(real.reference.series[0], **given)


def figure(given: Series, real: Edition) -> BeautifulSoup:
    """Return a series as it is drawn, parsed."""
    drawn = series_figure(given) + series_table(given, whole(real))
    return BeautifulSoup(drawn, "html.parser")


def test_every_figure_drawn_is_in_the_table_and_in_the_description(an_edition: Edition) -> None:
    given = series(an_edition)
    page = figure(given, an_edition)
    labels = [shown(label).split()[0] for label in page.select(".bar .label")]
    assert sorted(labels) == sorted(number(bar.value) for bar in bars(given))
    rows = {shown(part(row, "th")): shown(row) for row in page.select("tbody tr")}
    for bar in bars(given):
        assert number(bar.value) in rows[str(bar.year)].split()
        assert f"{bar.year} {number(bar.value)}" in shown(part(page, "desc"))
    for told in given.told:
        assert f"“{told.says}”" in rows[str(told.year)]
        assert page.select(f'td a[href="../../texts/{told.text}/#{told.passage}"]')
    for recorded in given.record:
        assert (recorded.certainty == "unchecked") == (
            "not checked by us" in rows[str(recorded.year)]
        )


def test_the_scale_begins_at_zero_and_is_even(an_edition: Edition) -> None:
    page = figure(series(an_edition), an_edition)
    zero = float(str(part(page, "line.axis")["x1"]))
    ends = []
    for bar in page.select("svg.series-plot .bar"):
        stem = part(bar, ".stem")
        assert float(str(stem["x1"])) == zero
        value = float(shown(part(bar, ".label")).split()[0])
        ends.append((float(str(stem["x2"])) - zero) / value)
    assert max(ends) == pytest.approx(min(ends), rel=0.02)
    years = [float(str(year["y"])) for year in page.select(".year")]
    assert len({round(b - a, 3) for a, b in pairwise(years)}) == 1


def test_kinds_of_figure_differ_in_shape_and_the_key_names_each(an_edition: Edition) -> None:
    page = figure(series(an_edition), an_edition)
    plot, key = part(page, "svg.series-plot"), part(page, "figcaption")
    assert {len(str(p["points"]).split()) for p in plot.select(".output polygon")} == {4}
    assert {len(str(p["points"]).split()) for p in plot.select(".target polygon")} == {3}
    unchecked = [r for r in series(an_edition).record if r.certainty == "unchecked"]
    assert len(plot.select(".unchecked circle")) == len(unchecked)
    for words in ("output, one shore", "target, one shore or whole bay", "not checked by us"):
        assert words in shown(key)


def test_the_picture_has_a_name_and_no_style_of_its_own(an_edition: Edition) -> None:
    page = drawn(an_edition)
    plot = part(page, "svg.series-plot")
    assert plot["role"] == "img"
    named = page.find(id=str(plot["aria-labelledby"]))
    assert isinstance(named, Tag)
    assert shown(named) == an_edition.reference.series[0].title
    assert page.find(id=str(plot["aria-describedby"]))
    assert not page.select("[style], style")


def test_two_series_share_no_id(an_edition: Edition) -> None:
    twice = replace(an_edition.reference, series=an_edition.reference.series * 2)
    ids = [found["id"] for found in drawn(replace(an_edition, reference=twice)).select("[id]")]
    assert len(ids) == len(set(ids))
    assert {"oil", "oil-2"} <= set(ids)


def test_a_figure_of_a_later_series_is_cited_there(an_edition: Edition) -> None:
    (first, *_) = an_edition.reference.series
    twice = replace(an_edition.reference, series=(replace(first, record=()), first))
    page = BeautifulSoup(works_page(whole(replace(an_edition, reference=twice))), "html.parser")
    cited = {a["href"] for a in page.select("a[href*='/timeline/#oil']")}
    assert cited == {"../../apparatus/timeline/#oil-2"}


@pytest.mark.parametrize(
    ("values", "top"), [((0.02,), 0.02), ((7.0, 9.0), 10), ((1234.0,), 1500), ((0.0,), 1)]
)
def test_any_figures_find_room(values: tuple[float, ...], top: float, an_edition: Edition) -> None:
    record = tuple(Recorded(1950 + n, value, "high", ()) for n, value in enumerate(values))
    page = figure(series(an_edition, record=record, told=()), an_edition)
    ticks = [float(shown(t).replace(",", "")) for t in page.select(".tick")[:-1]]
    assert ticks[0] == 0
    assert ticks[-1] == pytest.approx(top)
    assert len(ticks) <= 7


def test_figures_of_nobody_are_said_to_be_none(an_edition: Edition) -> None:
    page = figure(series(an_edition, record=(), told=()), an_edition)
    assert shown(page.select("p")[0]) == "No figures yet."
    assert not page.find("svg")


def test_a_told_figures_words_are_never_markup(an_edition: Edition) -> None:
    text = an_edition.texts[0]
    told = Told(1955, 1.0, text.info.slug, text.readings[0].id, "<b>&", "<i>", False, PLACE)
    page = figure(series(an_edition, told=(told,)), an_edition)
    assert not page.select("b, td i, figcaption i")
    assert "“<b>&”" in page.get_text()


def test_a_figure_of_one_place_is_drawn_as_a_part_and_never_as_the_whole(
    an_edition: Edition,
) -> None:
    whole_country = Recorded(1953, 4, "high", ())
    part_of_it = Recorded(1953, 1.5, "low", (), "the quay")
    page = figure(series(an_edition, record=(part_of_it, whole_country), told=()), an_edition)
    kinds = {shown(part(g, ".label")): g["class"] for g in page.select("svg.series-plot g.bar")}
    assert kinds == {"1.5 the quay": ["bar", "part"], "4 on record": ["bar", "record"]}
    assert [shown(key) for key in page.select("figcaption .key")] == [
        "on record, whole country",
        "on record, the quay",
    ]
    assert "1953 1.5 the quay" in shown(part(page, "desc"))
    assert "1.5 the quay, certainty low" in shown(part(page, "tbody"))
