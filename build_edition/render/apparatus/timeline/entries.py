"""The entries of the timeline: each event with what the texts tell of it and what is on record."""

from collections.abc import Mapping
from itertools import groupby

from markupsafe import Markup

from build_edition.model import Event, Telling, TextInfo
from build_edition.model.dates import in_words, read_date
from build_edition.render.drawing import Drawing
from build_edition.render.markup.html import element, former_places, joined
from build_edition.render.markup.languages import foreign
from build_edition.render.reading.cite_links import short_sources
from build_edition.render.reading.notes import how_sure, kind_mark

UP = "../../"
"""The relative path from the page to the edition's root."""

TOLD, RECORD = "The texts tell", "On record"
"""The names of the two sides: at the head of the columns, and on a phone in each entry."""


def by_year(events: tuple[Event, ...]) -> dict[int, list[Event]]:
    """Return events by the year in which each begins, in the order of their dates."""
    ordered = sorted(events, key=lambda event: read_date(event.date))
    years = groupby(ordered, key=lambda event: read_date(event.date)[0].year)
    return {year: list(found) for year, found in years}


def entries(drawing: Drawing, years: Mapping[int, list[Event]]) -> Markup:
    """Return all events under their years."""
    parts = joined("\n", (_year(drawing, year, events) for year, events in years.items()))
    return element("div", "\n", parts, "\n", class_="axis")


def column_heads() -> Markup:
    """Return the heads of the two columns, hidden from screen readers: each entry has its own."""
    heads = (element("span", TOLD), element("span", RECORD))
    return element("div", *heads, class_="sides", aria_hidden="true")


def _year(drawing: Drawing, year: int, events: list[Event]) -> Markup:
    heading = element("h2", str(year), id=f"y{year}")
    items = joined("\n", (_event(drawing, event) for event in events))
    content = joined("\n", (heading, element("ol", "\n", items, "\n", class_="events")))
    return element("section", "\n", content, "\n", aria_labelledby=f"y{year}")


def _event(drawing: Drawing, event: Event) -> Markup:
    """Return one event: its heading, what the texts tell, and what is on record."""
    former = former_places("event", event.formerly)
    parts = joined("\n", (former, _heading(event), _told(drawing, event), _record(drawing, event)))
    return element("li", "\n", parts, "\n", id=f"event-{event.id}", class_=_standing(event))


def _standing(event: Event) -> str:
    if not event.happened:
        return "event invented k-fiction"
    return "event unchecked" if event.certainty == "unchecked" else "event"


def _heading(event: Event) -> Markup:
    """Return an event's date, which links to it, and its title, marked if it is only told."""
    when = element("a", in_words(event.date), class_="when", href=f"#event-{event.id}")
    mark = "" if event.happened else kind_mark("fiction")
    title = element("span", foreign(event.title), class_="title")
    return element("h3", joined(" ", (when, mark, title)))


def _told(drawing: Drawing, event: Event) -> Markup:
    """Return what each text tells of an event, or that none does."""
    found = [
        _telling_text(drawing.infos[slug], [t for t in event.told if t.text == slug], event)
        for slug in dict.fromkeys(telling.text for telling in event.told)
    ]
    none = element("p", "Not told in these texts.", class_="ours")
    return element("div", _side(TOLD), *(found or [none]), class_="told")


def _telling_text(info: TextInfo, tellings: list[Telling], event: Event) -> Markup:
    items = (_telling(info, telling, event) for telling in tellings)
    return element("p", info.title, class_="text") + element("ul", *items)


def _telling(info: TextInfo, telling: Telling, event: Event) -> Markup:
    """Return what one passage tells, with a link to it, and its own date if that differs."""
    number = telling.passage.removeprefix("p")
    address = UP + info.address(telling.passage)
    link = element("a", number, href=address, aria_label=f"{info.title}, passage {number}")
    dated: str = ""
    if telling.date and telling.date != event.date:
        dated = element("span", f"Dated {in_words(telling.date)} there.", class_="ours")
    says = element("span", joined(" ", (foreign(telling.says), dated)))
    return element("li", link, " ", says)


def _record(drawing: Drawing, event: Event) -> Markup:
    """Return what is on record about an event, with a remark if it never happened, and sources."""
    none = element("b", "No such event is on record.", class_="none")
    said = joined(" ", ("" if event.happened else none, foreign(event.record)))
    parts = (_side(RECORD), element("p", said, class_="said"), _grounds(drawing, event))
    return element("div", *parts, class_="record")


def _grounds(drawing: Drawing, event: Event) -> Markup:
    cited = short_sources(drawing, event.citations, UP)
    return element("p", joined(" · ", (how_sure(event.certainty), cited)), class_="grounds")


def _side(name: str) -> Markup:
    return element("p", name, class_="side")
