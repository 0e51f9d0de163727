"""`/apparatus/timeline/`: what the texts tell of, event by event, beside what is on record."""

from collections.abc import Mapping
from itertools import groupby

from markupsafe import Markup

from build_edition.addresses.places import series_ids
from build_edition.model import Event, Series, Telling
from build_edition.model.dates import in_words, read_date
from build_edition.render.apparatus.no_longer_here import no_longer_here
from build_edition.render.apparatus.series_chart import series_figure
from build_edition.render.apparatus.series_table import series_table
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import counted, element, former_places, joined, page
from build_edition.render.markup.languages import foreign
from build_edition.render.reading.cite_links import labelled_sources
from build_edition.render.reading.notes import how_sure, kind_mark

UP = "../../"
"""The relative path from the page to the edition's root."""

PAGE = "apparatus/timeline/"

TOLD, RECORD = "The texts tell", "On record"
"""The names of the axis's two sides: in the column heads, and on a phone in each entry."""


def timeline_pages(whole: Whole) -> dict[str, str]:
    """Return `/apparatus/timeline/`: what the texts tell of, beside what is on record."""
    return {"apparatus/timeline/index.md": timeline_page(whole)}


def timeline_page(whole: Whole) -> str:
    """Return the page: events by year, what is told beside what is on record; then the figures."""
    years = by_year(whole.reference.events)
    figures = dict(zip(series_ids(whole.reference), whole.reference.series, strict=True))
    places = {*whole.addresses.kept[PAGE], *(f"y{year}" for year in years)}
    parts = [element("h1", "Timeline"), _introduction(whole), _axis(whole, years)]
    parts += [_figures(whole, name, series) for name, series in figures.items()]
    parts.append(no_longer_here(whole.addresses, PAGE, places))
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-apparatus tt-timeline")
    contents = [_entry(f"y{year}", str(year)) for year in years]
    contents += [_entry(name, series.title) for name, series in figures.items()]
    summary = "What the texts tell of, in the order of time, beside what is on record."
    return page("Timeline", summary, body, contents=contents)


def by_year(events: tuple[Event, ...]) -> dict[int, list[Event]]:
    """Return events by the year in which each begins, in the order of their dates."""
    ordered = sorted(events, key=lambda event: read_date(event.date))
    years = groupby(ordered, key=lambda event: read_date(event.date)[0].year)
    return {year: list(found) for year, found in years}


def _entry(at: str, label: str) -> dict[str, str | int]:
    return {"at": at, "label": label, "level": 1}


def _introduction(drawing: Drawing) -> Markup:
    said = element(
        "p",
        "What the texts tell of, in the order of time, and beside it what is on record. Each date "
        "is that of the record; where a text dates a thing otherwise, its own date is given with "
        "the telling. What only a text tells of is dated as the text has it and marked ",
        kind_mark("fiction"),
        ".",
    )
    figures = element("p", _counts(drawing.reference.events), class_="figures")
    return joined("\n", (said, figures))


def _counts(events: tuple[Event, ...]) -> str:
    real = [event for event in events if event.happened]
    return " · ".join(
        (
            counted(len(events), "event"),
            f"{len(real)} on record",
            f"{len(events) - len(real)} told only",
            f"{sum(not event.told for event in real)} on record but not told",
            counted(sum(len(event.told) for event in events), "telling"),
        )
    )


def _axis(drawing: Drawing, years: Mapping[int, list[Event]]) -> Markup:
    """Return all years under the column heads.

    The heads are hidden from screen readers, since each entry names its own sides.
    """
    heads = (element("span", TOLD), element("span", RECORD))
    parts = [element("div", *heads, class_="sides", aria_hidden="true")]
    parts += [_year(drawing, year, events) for year, events in years.items()]
    return element("div", "\n", joined("\n", parts), "\n", class_="axis")


def _year(drawing: Drawing, year: int, events: list[Event]) -> Markup:
    heading = element("h2", str(year), id=f"y{year}")
    items = joined("\n", (_event(drawing, event) for event in events))
    return joined("\n", (heading, element("ol", "\n", items, "\n", class_="events")))


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
    titles = drawing.titles
    found = [
        _telling_text(titles[slug], [t for t in event.told if t.text == slug], event)
        for slug in dict.fromkeys(telling.text for telling in event.told)
    ]
    none = element("p", "Not told in these texts.", class_="ours")
    return element("div", _side(TOLD), *(found or [none]), class_="told")


def _telling_text(title: str, tellings: list[Telling], event: Event) -> Markup:
    items = (_telling(title, telling, event) for telling in tellings)
    return element("p", title, class_="text") + element("ul", *items)


def _telling(title: str, telling: Telling, event: Event) -> Markup:
    """Return what one passage tells, with a link to it, and its own date if that differs."""
    number = telling.passage.removeprefix("p")
    address = f"{UP}texts/{telling.text}/#{telling.passage}"
    link = element("a", number, href=address, aria_label=f"{title}, passage {number}")
    dated: str = ""
    if telling.date and telling.date != event.date:
        dated = element("span", f"Dated {in_words(telling.date)} there.", class_="ours")
    says = element("span", joined(" ", (foreign(telling.says), dated)))
    return element("li", link, " ", says)


def _record(drawing: Drawing, event: Event) -> Markup:
    """Return what is on record about an event, with a remark if it never happened, and sources."""
    none = element("p", "No such event is on record.", class_="none")
    said = element("p", foreign(event.record))
    parts = (_side(RECORD), "" if event.happened else none, said, _grounds(drawing, event))
    return element("div", *parts, class_="record")


def _grounds(drawing: Drawing, event: Event) -> Markup:
    cited = labelled_sources(drawing, event.citations, UP)
    return element("p", joined(" · ", (how_sure(event.certainty), cited)), class_="grounds")


def _side(name: str) -> Markup:
    return element("p", name, class_="side")


def _figures(drawing: Drawing, name: str, series: Series) -> Markup:
    parts = (
        element("h2", foreign(series.title), id=f"{name}-h"),
        element("p", foreign(series.about)),
        series_figure(series, name),
        series_table(series, drawing) if series.told or series.record else "",
    )
    content = ("\n", joined("\n", parts), "\n")
    return element("section", *content, id=name, class_="series", aria_labelledby=f"{name}-h")


FORMATS = (WholeFormat("timeline", timeline_pages, pages=("apparatus/timeline/index.md",)),)
