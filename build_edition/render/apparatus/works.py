"""`/apparatus/works/`: the bibliography, each work with every place that cites it; and as data."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from build_edition.model import WHOLE, Citation, Text, Work
from build_edition.render.apparatus.people.name_index import NO_LETTER, filed
from build_edition.render.citing.bibtex import biblatex
from build_edition.render.citing.ris import ris
from build_edition.render.drawing import Whole
from build_edition.render.formats import Use, WholeFormat
from build_edition.render.markup.filter import filter_form
from build_edition.render.markup.html import counted, element, former_places, joined, page
from build_edition.render.markup.json import indented
from build_edition.render.markup.languages import foreign
from build_edition.render.markup.letters import letter_group, letter_row

UP = "../../"
_SCRIPTS = {"0–9": re.compile("[0-9]"), "А–Я": re.compile(r"[\u0400-\u04ff]")}
_SCRIPTS |= {"中文": re.compile(r"[\u3400-\u9fff]")}
"""What many first signs are listed under together, which would be a group each."""


@dataclass(frozen=True)
class CitedPlace:
    """A place that cites a work.

    `address` is from the edition's root, `at` for a text the passage, and `name` what it is called
    there; `file` is the path of the file in which an editor writes it.
    """

    address: str
    title: str
    file: str
    at: str = ""
    name: str = ""


def works_pages(whole: Whole) -> dict[str, str]:
    """Return the page of the bibliography, and the same works for programs."""
    works = [json.loads(work.csl) for work in whole.reference.works]
    return {
        "apparatus/works/index.md": works_page(whole),
        "data/works.json": indented(works, "  ") + "\n",
        "data/works.bib": "\n\n".join(map(biblatex, works)) + "\n",
        "data/works.ris": "\r\n".join("\n".join(map(ris, works)).split("\n")) + "\r\n",
    }


def works_page(whole: Whole) -> str:
    """Return the page of all works that the edition cites, in Chicago style."""
    uses = _uses(whole)
    works = {work.key: work for work in whole.reference.works}
    letters: dict[str, list[Markup]] = {}
    for key, entry in whole.citations.bibliography:
        items = letters.setdefault(_letter(entry), [])
        items.append(_entry(works[key], entry, uses.get(key, ())))
    row = letter_row([*letters])
    links = (
        element("a", words, href=f"{UP}data/works.{ending}")
        for ending, words in (("json", "CSL-JSON, for Zotero"), ("ris", "RIS"), ("bib", "BibLaTeX"))
    )
    said = (
        f"{counted(len(whole.reference.works), 'work')} cited in the notes, the emendations, the "
        "timeline and the list of people, each with the places that cite it. A work is cited for "
        "what it supports; its entry says so if the editors have not seen its imprint."
    )
    parts = (
        element("h1", "Works"),
        element("p", said),
        element("p", "Download: ", joined(" · ", links), class_="figures"),
        element("div", filter_form(len(works), ("work", "works")), row, class_="finder"),
        *(letter_group(letter, _listed(items)) for letter, items in letters.items()),
    )
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-apparatus tt-works")
    summary = "The bibliography of the edition, each work with every note that cites it."
    return page("Works", summary, body, contents=[], list=True)


def _letter(entry: Markup) -> str:
    """Return what an entry is listed under: its first letter, or its writing system if not Latin."""
    first = filed(entry.striptags())[:1].upper()
    return next((name for name, sign in _SCRIPTS.items() if sign.match(first)), first) or NO_LETTER


def _listed(items: Iterable[Markup]) -> Markup:
    return element("ol", "\n", joined("\n", items), "\n", class_="works")


def cited_places(whole: Whole) -> Iterator[tuple[Citation, CitedPlace]]:
    """Yield every citation that is shown to readers, with its place; retired entries are left out."""
    for text in whole.edition.texts:
        yield from _in_a_text(text)
    yield from _in_registers(whole)


def _in_a_text(text: Text) -> Iterator[tuple[Citation, CitedPlace]]:
    slug, title = text.info.slug, text.info.title
    for note in text.notes:
        at = "on the whole" if note.lemma.at == WHOLE else note.lemma.at.removeprefix("p")
        file = f"edition/texts/{slug}/notes/{note.id}.md"
        place = CitedPlace(
            text.info.address(note.lemma.at, f"note-{note.id}"), title, file, at, note.id
        )
        yield from ((citation, place) for citation in note.citations)
    for ruling in text.rulings:
        at = f"{ruling.at.removeprefix('p')} (emendation)"
        file = f"edition/texts/{slug}/emendations.yml"
        place = CitedPlace(
            text.info.address(ruling.at, f"em-{ruling.id}"), title, file, at, ruling.id
        )
        yield from ((citation, place) for citation in ruling.sources)


def _in_registers(whole: Whole) -> Iterator[tuple[Citation, CitedPlace]]:
    reference = whole.reference
    for event in reference.events:
        where = f"apparatus/timeline/#event-{event.id}"
        place = CitedPlace(where, event.title, "edition/events.yml")
        yield from ((citation, place) for citation in event.citations)
    for person in reference.people:
        where = f"apparatus/people/#person-{person.id}"
        place = CitedPlace(where, person.name, "edition/people.yml")
        yield from ((citation, place) for citation in person.citations)
    for question in reference.questions:
        where = f"apparatus/questions/#question-{question.id}"
        place = CitedPlace(where, "Open questions", "edition/questions.yml")
        yield from ((citation, place) for citation in question.citations)
    for erratum in reference.errata:
        where = f"apparatus/errata/#erratum-{erratum.id}"
        place = CitedPlace(where, "Errata", "edition/errata.yml")
        yield from ((citation, place) for citation in erratum.citations)
    for series in reference.series:
        where = f"apparatus/timeline/#{series.id}"
        if series.after:
            where = whole.infos[series.after[0]].address(series.after[1], series.id)
        for figure in series.record:
            named = f"{series.title}, {figure.year}"
            place = CitedPlace(where, named, "edition/series.yml")
            yield from ((citation, place) for citation in figure.citations)


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
    former = former_places("work", work.formerly)
    return element("li", former, words, id=f"work-{work.key}", class_="entry")


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
            "data/works.ris": Use("RIS", "the bibliography for EndNote, Mendeley or Zotero"),
            "data/works.bib": Use("BibLaTeX", "the bibliography for LaTeX"),
        },
    ),
)
