"""`/apparatus/works/`: the bibliography, each work with every note that cites it; and as data."""

from collections.abc import Iterator, Mapping

from build_edition.model import WHOLE, Citation, Edition, Text
from build_edition.render.citations import bibliography, bibtex, csl_json
from build_edition.render.foreign import foreign
from build_edition.render.markup import counted, element, escape, page

UP = "../../"


def works_pages(edition: Edition) -> dict[str, str]:
    """The bibliography's page, and the same works for Zotero and for BibLaTeX."""
    works = edition.reference.works
    return {
        "apparatus/works.md": works_page(edition),
        "data/works.json": csl_json(works),
        "data/works.bib": bibtex(works),
    }


def works_page(edition: Edition) -> str:
    """All works that the edition cites, in Chicago style."""
    uses = _uses(edition)
    remarks = {work.key: work.remark for work in edition.reference.works}
    items = "\n".join(
        _entry(key, entry, remarks[key], uses.get(key, {}))
        for key, entry in bibliography(edition.reference.works)
    )
    links = " · ".join(
        element("a", words, href=f"{UP}data/works.{ending}")
        for ending, words in (("json", "CSL-JSON, for Zotero"), ("bib", "BibLaTeX"))
    )
    said = (
        f"{counted(len(edition.reference.works), 'work')} that the notes, the timeline and the "
        "register of people cite, each with where it is cited. A work is cited for what it bears "
        "on; where the editors have not seen its imprint, the entry says so."
    )
    parts = (
        element("h1", "Works"),
        element("p", said),
        element("p", f"Download: {links}", class_="figures"),
        element("ol", f"\n{items}\n", class_="works"),
    )
    body = element("div", "\n" + "\n".join(parts) + "\n", class_="tt-apparatus tt-works")
    summary = "The bibliography of the edition, each work with every note that cites it."
    return page("Works", summary, body, contents=[])


def _uses(edition: Edition) -> Mapping[str, Mapping[str, str]]:
    """For each work the places that cite it: their address, and what to call them."""
    uses: dict[str, dict[str, str]] = {}
    for citation, address, label in _places(edition):
        uses.setdefault(citation.key, {})[address] = label
    return uses


def _places(edition: Edition) -> Iterator[tuple[Citation, str, str]]:
    for text in edition.texts:
        yield from _places_in(text)
    reference = edition.reference
    for event in reference.events:
        for citation in event.citations:
            yield citation, f"{UP}apparatus/timeline/#event-{event.id}", event.title
    for person in reference.people:
        for citation in person.citations:
            yield citation, f"{UP}apparatus/people/#person-{person.id}", person.name
    figures = ((series, figure) for series in reference.series for figure in series.record)
    for series, figure in figures:
        for citation in figure.citations:
            yield citation, f"{UP}apparatus/timeline/#oil", f"{series.title}, {figure.year}"


def _places_in(text: Text) -> Iterator[tuple[Citation, str, str]]:
    """The citations of a text's notes and emendations."""
    page, title = f"{UP}texts/{text.head.slug}/", text.head.title
    for note in text.notes:
        at = "on the whole" if note.lemma.at == WHOLE else note.lemma.at.removeprefix("p")
        for citation in note.citations:
            yield citation, f"{page}#note-{note.id}", f"{title} {at}"
    for placed in (e for reading in text.readings for e in reading.emendations):
        for citation in placed.ruling.sources:
            label = f"{title} {placed.ruling.at.removeprefix('p')} (emendation)"
            yield citation, f"{page}#em-{placed.ruling.id}", label


def _entry(key: str, entry: str, remark: str, uses: Mapping[str, str]) -> str:
    links = ", ".join(element("a", escape(label), href=href) for href, label in uses.items())
    cited = element("span", f"Cited in {links}", class_="grounds") if links else ""
    said = element("span", escape(remark), class_="grounds") if remark else ""
    content = " ".join(part for part in (foreign(entry), said, cited) if part)
    return element("li", content, id=f"work-{key}")
