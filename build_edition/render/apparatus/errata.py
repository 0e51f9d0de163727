"""`/apparatus/errata/`: what releases had wrong, by the day on which it was put right."""

from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup

from build_edition.model import Erratum
from build_edition.model.dates import in_words
from build_edition.render.drawing import Whole
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import counted, element, joined, page
from build_edition.render.markup.languages import foreign
from build_edition.render.reading.cite_links import labelled_sources

UP = "../../"
_PAGES = {"person": "apparatus/people/#person-", "event": "apparatus/timeline/#event-"}
_ON_A_TEXT = {"note": "note-", "emendation": "em-"}


def errata_pages(whole: Whole) -> dict[str, str]:
    """Return `/apparatus/errata/`: what releases had wrong, and on what evidence it was changed."""
    errata = sorted(whole.reference.errata, key=lambda erratum: erratum.date, reverse=True)
    by_day = [(day, [*found]) for day, found in groupby(errata, key=lambda erratum: erratum.date)]
    said = element(
        "p",
        f"{counted(len(errata), 'statement')} that {_was(len(errata))} wrong in a released version: "
        "a wrong fact, a wrong kind or a wrong certainty. Notes that were only reworded are listed "
        "with all others on ",
        element("a", "the page of changes", href=f"{UP}apparatus/changes/"),
        ".",
    )
    sections = (_day(whole, day, found) for day, found in by_day)
    none = element("p", "Nothing so far.")
    parts = (element("h1", "Errata"), said, *(sections if errata else (none,)))
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-apparatus tt-errata")
    summary = "What released versions had wrong, the corrections, and the evidence for them."
    contents = [{"at": f"on-{day}", "label": in_words(day), "level": 1} for day, _ in by_day]
    return {"apparatus/errata/index.md": page("Errata", summary, body, contents=contents)}


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _day(whole: Whole, day: str, errata: Iterable[Erratum]) -> Markup:
    heading = element("h2", in_words(day), id=f"on-{day}")
    items = joined("\n", (_erratum(whole, erratum) for erratum in errata))
    listed = element("ol", "\n", items, "\n", class_="rulings")
    return element("section", joined("\n", (heading, listed)), aria_labelledby=f"on-{day}")


def _erratum(whole: Whole, erratum: Erratum) -> Markup:
    cited = labelled_sources(whole, erratum.citations, UP)
    parts = (
        element("p", _link(whole, erratum), class_="forms"),
        element("p", f"{erratum.version} said: ", foreign(erratum.said)),
        element("p", "Correction: ", foreign(erratum.now)),
        element("p", cited, class_="grounds") if cited else "",
    )
    return element("li", *parts, id=f"erratum-{erratum.id}")


def _link(whole: Whole, erratum: Erratum) -> Markup:
    """Return a link to what the erratum is of, which names it."""
    if erratum.of in _ON_A_TEXT:
        title = whole.titles.get(erratum.text, erratum.text)
        words = f"{title}, {erratum.of} {erratum.name}"
        where = whole.addresses.place(erratum.text, f"{_ON_A_TEXT[erratum.of]}{erratum.name}")
    else:
        words = f"{erratum.of.capitalize()}: {_name(whole, erratum)}"
        where = f"{_PAGES[erratum.of]}{erratum.name}"
    return element("a", words, href=f"{UP}{where}")


def _name(whole: Whole, erratum: Erratum) -> str:
    if erratum.of == "person":
        return whole.people[erratum.name].name
    return next(e.title for e in whole.reference.events if e.id == erratum.name)


FORMATS = (WholeFormat("errata", errata_pages, pages=("apparatus/errata/index.md",)),)
