"""`/apparatus/works/`: the bibliography, each work with every place that cites it; and as data."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from build_edition.addresses.places import series_ids
from build_edition.model import WHOLE, Citation, Text, Work
from build_edition.render.drawing import Whole
from build_edition.render.formats import Use, WholeFormat
from build_edition.render.markup.html import counted, element, former_places, joined, page
from build_edition.render.markup.json import indented
from build_edition.render.markup.languages import foreign

UP = "../../"


@dataclass(frozen=True)
class Place:
    """A place where a work is cited: its address and title, and for a text the passage."""

    address: str
    title: str
    at: str = ""


def works_pages(whole: Whole) -> dict[str, str]:
    """Return the page of the bibliography, and the same works for Zotero and for BibLaTeX."""
    works = whole.reference.works
    return {
        "apparatus/works/index.md": works_page(whole),
        "data/works.json": indented([json.loads(work.csl) for work in works], "  ") + "\n",
        "data/works.bib": whole.citations.bibtex,
    }


def works_page(whole: Whole) -> str:
    """Return the page of all works that the edition cites, in Chicago style."""
    uses = _uses(whole)
    works = {work.key: work for work in whole.reference.works}
    items = (
        _entry(works[key], entry, uses.get(key, ())) for key, entry in whole.citations.bibliography
    )
    links = (
        element("a", words, href=f"{UP}data/works.{ending}")
        for ending, words in (("json", "CSL-JSON, for Zotero"), ("bib", "BibLaTeX"))
    )
    said = (
        f"{counted(len(whole.reference.works), 'work')} that the notes, the timeline and the "
        "register of people cite, each with where it is cited. A work is cited for what it bears "
        "on; where the editors have not seen its imprint, the entry says so."
    )
    parts = (
        element("h1", "Works"),
        element("p", said),
        element("p", "Download: ", joined(" · ", links), class_="figures"),
        element("ol", "\n", joined("\n", items), "\n", class_="works"),
    )
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-apparatus tt-works")
    summary = "The bibliography of the edition, each work with every note that cites it."
    return page("Works", summary, body, contents=[])


def _uses(whole: Whole) -> Mapping[str, Iterable[Place]]:
    """Return the places that cite each work, by the work's key."""
    uses: dict[str, dict[Place, None]] = {}
    for citation, place in _places(whole):
        uses.setdefault(citation.key, {})[place] = None
    return uses


def _places(whole: Whole) -> Iterator[tuple[Citation, Place]]:
    for text in whole.edition.texts:
        yield from _places_in(text)
    reference = whole.reference
    for event in reference.events:
        for citation in event.citations:
            yield citation, Place(f"{UP}apparatus/timeline/#event-{event.id}", event.title)
    for person in reference.people:
        for citation in person.citations:
            yield citation, Place(f"{UP}apparatus/people/#person-{person.id}", person.name)
    for name, series in zip(series_ids(reference), reference.series, strict=True):
        for figure in series.record:
            for citation in figure.citations:
                named = f"{series.title}, {figure.year}"
                yield citation, Place(f"{UP}apparatus/timeline/#{name}", named)


def _places_in(text: Text) -> Iterator[tuple[Citation, Place]]:
    """Yield the citations of a text's notes and emendations, each with its place."""
    page, title = f"{UP}texts/{text.info.slug}/", text.info.title
    for note in text.notes:
        at = "on the whole" if note.lemma.at == WHOLE else note.lemma.at.removeprefix("p")
        for citation in note.citations:
            yield citation, Place(f"{page}#note-{note.id}", title, at)
    for placed in (e for reading in text.readings for e in reading.emendations):
        for citation in placed.ruling.sources:
            at = f"{placed.ruling.at.removeprefix('p')} (emendation)"
            yield citation, Place(f"{page}#em-{placed.ruling.id}", title, at)


def _entry(work: Work, entry: Markup, uses: Iterable[Place]) -> Markup:
    links = joined(", ", (link for _, found in groupby(uses, _title) for link in _links(found)))
    cited = element("span", "Cited in ", links, class_="grounds") if links else ""
    said = element("span", foreign(work.remark), class_="grounds") if work.remark else ""
    words = joined(" ", (foreign(entry), said, cited))
    return element("li", former_places("work", work.formerly), words, id=f"work-{work.key}")


def _title(place: Place) -> str:
    return place.title


def _links(places: Iterable[Place]) -> Iterator[Markup]:
    """Yield links to places in one text: the first shows its title, all are labelled with it."""
    for n, place in enumerate(places):
        name = f"{place.title} {place.at}".rstrip()
        words, label = (place.at, name) if n and place.at else (name, None)
        yield element("a", words, href=place.address, aria_label=label)


FORMATS = (
    WholeFormat(
        "works",
        works_pages,
        pages=("apparatus/works/index.md",),
        downloads={
            "data/works.json": Use(
                "CSL-JSON", "the bibliography for Zotero, pandoc and other citing programs"
            ),
            "data/works.bib": Use("BibLaTeX", "the bibliography for LaTeX"),
        },
    ),
)
