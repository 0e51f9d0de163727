"""`/apparatus/works/`: the bibliography, each work with every place that cites it; and as data."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from markupsafe import Markup

from build_edition.model import Work
from build_edition.render.apparatus.cited_places import CitedPlace, cited_places
from build_edition.render.drawing import Whole
from build_edition.render.formats import Use, WholeFormat
from build_edition.render.markup.html import counted, element, former_places, joined, page
from build_edition.render.markup.json import indented
from build_edition.render.markup.languages import foreign

UP = "../../"


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


def _uses(whole: Whole) -> Mapping[str, Iterable[CitedPlace]]:
    """Return the places that cite each work, by the work's key."""
    uses: dict[str, dict[CitedPlace, None]] = {}
    for citation, place in cited_places(whole):
        uses.setdefault(citation.key, {})[place] = None
    return uses


def _entry(work: Work, entry: Markup, uses: Iterable[CitedPlace]) -> Markup:
    links = joined(", ", (link for _, found in groupby(uses, _title) for link in _links(found)))
    cited = element("span", "Cited in ", links, class_="grounds") if links else ""
    said = element("span", foreign(work.remark), class_="grounds") if work.remark else ""
    words = joined(" ", (foreign(entry), said, cited))
    return element("li", former_places("work", work.formerly), words, id=f"work-{work.key}")


def _title(place: CitedPlace) -> str:
    return place.title


def _links(places: Iterable[CitedPlace]) -> Iterator[Markup]:
    """Yield links to places in one text: the first shows its title, all are labelled with it."""
    for n, place in enumerate(places):
        name = f"{place.title} {place.at}".rstrip()
        words, label = (place.at, name) if n and place.at else (name, None)
        yield element("a", words, href=f"{UP}{place.address}", aria_label=label)


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
