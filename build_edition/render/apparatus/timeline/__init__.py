"""`/apparatus/timeline/`: what the texts tell of beside what is on record, as a picture and a list."""

from collections.abc import Iterable

from markupsafe import Markup

from build_edition.model import Event, Series
from build_edition.render.apparatus.no_longer_here import no_longer_here
from build_edition.render.apparatus.timeline.entries import UP, by_year, column_heads, entries
from build_edition.render.apparatus.timeline.lanes import lanes
from build_edition.render.apparatus.timeline.picture import picture
from build_edition.render.drawing import Drawing, Whole
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import counted, element, joined, page
from build_edition.render.markup.languages import foreign
from build_edition.render.reading.notes import kind_mark, prose
from build_edition.render.reading.series import series_figure

PAGE = "apparatus/timeline/"


def timeline_pages(whole: Whole) -> dict[str, str]:
    """Return `/apparatus/timeline/`: what the texts tell of, beside what is on record."""
    return {"apparatus/timeline/index.md": timeline_page(whole)}


def timeline_page(whole: Whole) -> str:
    """Return the page: the story in short, the picture, the events by year, then the figures."""
    events, years = whole.reference.events, by_year(whole.reference.events)
    places = {*whole.addresses.kept[PAGE], *(f"y{year}" for year in years)}
    parts = [
        element("h1", "Timeline"),
        element("div", prose(whole.imprint.story, UP), class_="story")
        if whole.imprint.story
        else "",
        _years(years) if years else "",
        picture(lanes(events, whole.titles)) if years else "",
        _introduction(events),
        column_heads() if years else "",
        entries(whole, years),
        *(_figures(whole, series) for series in whole.reference.series),
        no_longer_here(whole.addresses, PAGE, places),
    ]
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-apparatus tt-timeline")
    summary = "What the texts tell of, in the order of time, beside what is on record."
    return page("Timeline", summary, body, contents=[])


def _years(years: Iterable[int]) -> Markup:
    """Return the row of years, which stays in sight, and a way past the picture for the keyboard."""
    links = joined(" ", (element("a", str(year), href=f"#y{year}") for year in years))
    past = element("a", "Skip the picture", href="#entries", class_="past")
    return element("nav", links, class_="years", aria_label="Years") + past


def _introduction(events: tuple[Event, ...]) -> Markup:
    said = element(
        "p",
        "Each date is that of the record; where a text dates a thing otherwise, its own date is given "
        "with the telling. What only a text tells of is dated as the text has it and marked ",
        kind_mark("fiction"),
        ".",
    )
    figures = element("p", _counts(events), class_="figures")
    return element("div", said, figures, id="entries", tabindex="-1")


def _counts(events: tuple[Event, ...]) -> str:
    real = [event for event in events if event.happened]
    tellings = counted(sum(len(event.told) for event in events), "place")
    return (
        f"{counted(len(events), 'event')}: {len(real)} on record, {len(events) - len(real)} only in the "
        f"texts; told in {tellings}."
    )


def _figures(drawing: Drawing, series: Series) -> Markup:
    """Return the section of a series: its chart, or a link to where that stands in a text."""
    name = series.id
    heading = element("h2", foreign(series.title), id=f"{name}-h")
    if not series.after:
        chart = series_figure(drawing, series, UP)
        return element("section", "\n", heading, "\n", chart, "\n", aria_labelledby=f"{name}-h")
    slug, passage = series.after
    where = f"{drawing.titles[slug]}, after passage {passage.removeprefix('p')}"
    link = element("a", where, href=UP + drawing.infos[slug].address(passage, name))
    said = element("p", "The chart stands in ", link, ", with every figure and what it rests on.")
    return element("section", "\n", heading, said, "\n", id=name, aria_labelledby=f"{name}-h")


FORMATS = (WholeFormat("timeline", timeline_pages, pages=("apparatus/timeline/index.md",)),)
