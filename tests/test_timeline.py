"""The timeline says what the events say, in order, and its picture has a point for each telling."""

from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from build_edition.model import Edition, Event, Telling
from build_edition.model.dates import in_words, read_date
from build_edition.render.apparatus.timeline import timeline_page, timeline_pages
from build_edition.render.apparatus.timeline.lanes import lanes, standing
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


def test_each_year_is_headed_and_in_the_row_of_years(an_edition: Edition) -> None:
    page = drawn(an_edition)
    years = sorted({read_date(e.date)[0].year for e in an_edition.reference.events})
    assert [h["id"] for h in page.select(".axis h2")] == [f"y{year}" for year in years]
    row = part(page, "nav.years")
    links = [(str(a["href"]), shown(a)) for a in row.select("a")]
    assert links == [(f"#y{year}", str(year)) for year in years]


def test_the_story_opens_the_page_and_leads_to_the_entries(an_edition: Edition) -> None:
    page = drawn(an_edition)
    story = part(page, ".story")
    assert shown(story).startswith("In 1921 the pilot crossed the bay")
    places = [str(link["href"]).removeprefix("../../apparatus/timeline/#") for link in story("a")]
    assert places == ["event-crossing", "event-welcome"]
    assert all(page.find(id=place) for place in places)


def test_an_edition_may_have_no_story(an_edition: Edition) -> None:
    bare = replace(an_edition, imprint=replace(an_edition.imprint, story=()))
    assert not drawn(bare).select(".story")


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
        short = whole(an_edition).citations.short
        assert all(short[citation.key] in shown(record) for citation in given.citations)


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
    for place in (".event .title", ".told li", ".record"):
        assert nasty in part(page, place).get_text()


def test_the_counts_are_those_of_the_events(an_edition: Edition) -> None:
    events = an_edition.reference.events
    figures = shown(part(drawn(an_edition), ".figures"))
    assert f"{len(events)} events" in figures
    assert f"{sum(not e.happened for e in events)} only in the texts" in figures
    assert f"told in {sum(len(e.told) for e in events)} places" in figures


def test_the_page_is_drawn_alike_each_time_and_without_blank_lines(an_edition: Edition) -> None:
    pages = timeline_pages(whole(an_edition))
    assert pages == timeline_pages(whole(an_edition))
    assert list(pages) == ["apparatus/timeline/index.md"]
    assert "\n\n" not in pages["apparatus/timeline/index.md"].split("---\n", 2)[2].strip("\n")


def test_an_edition_without_events_or_figures_has_a_page(an_edition: Edition) -> None:
    page = with_events(an_edition)
    assert "0 events" in shown(page)
    assert not page.select("svg, nav.years")


FORMS = ("wide", "tall")


def points(page: BeautifulSoup, form: str) -> list[Tag]:
    """Return the points of the picture in one of its forms."""
    return part(page, f".picture svg.{form}").select("a")


@pytest.mark.parametrize("form", FORMS)
def test_there_is_a_lane_for_each_text_and_one_for_the_record(
    form: str, an_edition: Edition
) -> None:
    found = part(drawn(an_edition), f".picture svg.{form}").select("g.lane")
    titles = [text.info.title for text in an_edition.texts]
    assert [lane["aria-label"] for lane in found] == [*titles, "On record"]
    for lane, text in zip(found, an_edition.texts, strict=False):
        told = [
            f"#event-{event.id}"
            for event in an_edition.reference.events
            for telling in event.told
            if telling.text == text.info.slug
        ]
        assert sorted(str(a["href"]) for a in lane.select("a")) == sorted(told)
    recorded = {f"#event-{e.id}" for e in an_edition.reference.events if e.happened}
    assert {str(a["href"]) for a in found[-1].select("a")} == recorded


@pytest.mark.parametrize("form", FORMS)
def test_every_point_leads_to_its_entry_and_says_what_it_is(form: str, an_edition: Edition) -> None:
    page = drawn(an_edition)
    for point in points(page, form):
        assert page.select(f".event{point['href']}")
        assert shown(part(point, "title"))
    told = told_in(an_edition, "1955", "They came.")
    page = with_events(an_edition, event(title="A talk", told=(told,)))
    names = [shown(part(point, "title")) for point in points(page, form)]
    where = f"{told.text} {told.passage[1:]}"
    assert names == [f"1955, A talk, told in {where}: misdated", "1956, A talk: on record"]


@pytest.mark.parametrize(
    ("given", "date", "stands"),
    [
        ({}, "", "recorded"),
        ({}, "1956", "recorded"),
        ({}, "1956-03~", "recorded"),
        ({}, "1956-03", "misdated"),
        ({"certainty": "unchecked"}, "", "unchecked"),
        ({"certainty": "unchecked"}, "1955", "misdated"),
        ({"happened": False}, "", "invented"),
        ({"happened": False}, "1955", "invented"),
    ],
)
def test_the_shape_says_how_a_telling_stands_to_the_record(
    given: dict[str, Any], date: str, stands: str, an_edition: Edition
) -> None:
    told = told_in(an_edition, date)
    assert standing(event(**given), told) == stands
    page = with_events(an_edition, event(told=(told,), **given))
    for form in FORMS:
        point = points(page, form)[0]
        assert point["class"] == [stands]
        assert part(point, "use")["href"] == f"#shape-{stands}"


def test_the_key_draws_every_shape_that_is_used_and_no_two_alike(an_edition: Edition) -> None:
    told = told_in(an_edition, "1955")
    given = (
        event(id="a", told=(told,)),
        event(id="b", happened=False, told=(told,)),
        event(id="c", certainty="unchecked", told=(replace(told, date=""),)),
        event(id="d", told=(replace(told, date=""),)),
    )
    page = with_events(an_edition, *given)
    key = {shown(entry): part(entry, ".tt-shape") for entry in page.select(".picture .key")}
    assert [*key] == ["On record", "On record, not checked by us", "Misdated", "Invented"]
    assert len({str(shape) for shape in key.values()}) == 4
    used = {str(use["href"]) for use in page.select(".picture use")}
    assert used == {f"#{shape['id']}" for shape in page.select(".picture [id^=shape-]")}


@pytest.mark.parametrize(
    ("date", "turns", "ends"),
    [("1955", {"wide": None, "tall": "90"}, 1), ("1958", {"wide": "180", "tall": "270"}, 1)],
)
def test_what_is_misdated_points_to_the_time_on_record(
    date: str, turns: dict[str, str | None], ends: int, an_edition: Edition
) -> None:
    page = with_events(an_edition, event(told=(told_in(an_edition, date),)))
    for form, turn in turns.items():
        drawing = part(page, f".picture svg.{form}")
        turned = part(points(page, form)[0], "use").get("transform")
        assert (str(turned)[len("rotate(") :].split()[0] if turned else None) == turn
        assert len(drawing.select(".tail:not(.stop)")) == ends


@pytest.mark.parametrize("form", FORMS)
def test_no_two_points_share_a_square_of_24_pixels(form: str, an_edition: Edition) -> None:
    crowd = [told_in(an_edition, "1955")] * 9 + [told_in(an_edition)] * 40
    page = with_events(an_edition, event(told=tuple(crowd)), event(id="two", date="1957"))
    uses = [part(point, "use") for point in points(page, form)]
    places = [(float(str(use["x"])), float(str(use["y"]))) for use in uses]
    assert len(places) == 51
    for n, (x, y) in enumerate(places):
        assert all(abs(x - a) >= 24 or abs(y - b) >= 24 for a, b in places[n + 1 :])
    width, height = (float(str(part(page, f"svg.{form}")[side])) for side in ("width", "height"))
    assert all(12 <= x <= width - 12 and 12 <= y <= height - 12 for x, y in places)


def test_in_a_lane_time_only_goes_forwards(an_edition: Edition) -> None:
    found = lanes(an_edition.reference.events, whole(an_edition).titles)
    for lane in found:
        years = [*lane.years]
        assert years == sorted(years)
        for year, there in lane.years.items():
            assert {point.year for point in there} == {year}
            assert [point.shift for point in there] == sorted(point.shift for point in there)


def test_the_picture_has_no_style_of_its_own(an_edition: Edition) -> None:
    assert not drawn(an_edition).select("[style], style, script")
