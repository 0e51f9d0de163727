"""`/apparatus/questions/`: what the editors could not find out, and how to answer it."""

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from build_edition.model import WHOLE, Note, Question, Text
from build_edition.render.apparatus.works import CitedPlace, cited_places
from build_edition.render.contribute import edit, improve, report
from build_edition.render.drawing import Whole
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import counted, element, joined, page
from build_edition.render.markup.languages import foreign
from build_edition.render.reading.cite_links import labelled_sources
from build_edition.render.reading.emendations import forms, stays_lost

UP = "../../"
PAGE = "apparatus/questions/"
_ABOUT = {
    "quotation": "Words whose source was not found",
    "claim": "Claims without a source",
    "identity": "Who is meant",
    "wording": "What was lost, and what was meant",
}
"""The kinds of questions that editors ask, with the headings under which they stand."""

Section = tuple[str, str, Markup]
"""A section's id, its heading, and what stands below it."""


def questions_pages(whole: Whole) -> dict[str, str]:
    """Return `/apparatus/questions/`: what is open, drawn from the notes and from `questions.yml`."""
    sections = [*_asked(whole), *_found(whole)]
    shown = [section for section in sections if section[2]]
    guide = element("a", "how to contribute", href=f"{UP}about/contributing/")
    said = element(
        "p",
        "What the editors could not find out, or could not see. If you know an answer, or have the "
        "book, please send it: ",
        element("em", "answer this"),
        " opens the file where it belongs. See ",
        guide,
        ".",
    )
    parts = (element("h1", "Open questions"), said, *(_section(*section) for section in shown))
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-apparatus tt-questions")
    summary = "What the editors of the edition could not find out, and how to answer it."
    contents = [{"at": name, "label": title, "level": 1} for name, title, _ in shown]
    drawn = page("Open questions", summary, body, contents=contents)
    return {f"{PAGE}index.md": drawn}


def _section(name: str, title: str, content: Markup) -> Markup:
    heading = element("h2", title, id=f"{name}-h")
    return element(
        "section", joined("\n", (heading, content)), id=name, aria_labelledby=f"{name}-h"
    )


def _listed(items: Iterable[Markup]) -> Markup:
    drawn = joined("\n", items)
    return element("ul", "\n", drawn, "\n", class_="questions") if drawn else Markup()


def _asked(whole: Whole) -> Iterator[Section]:
    """Yield the questions that editors wrote down, by what they are about."""
    for about, title in _ABOUT.items():
        found = [q for q in whole.reference.questions if q.about == about]
        yield about, title, _listed(_question(whole, question) for question in found)


def _question(whole: Whole, question: Question) -> Markup:
    info = whole.infos[question.text]
    where = "the whole text" if question.at == WHOLE else f"passage {question.at[1:]}"
    page_ = UP + (info.page if question.at == WHOLE else info.address(question.at))
    link = element("a", f"{info.title}, {where}", href=page_)
    name = f"question-{question.id}"
    answer = _answer(report(whole.imprint, f"{PAGE}#{name}", UP), question.asks)
    cited = labelled_sources(whole, question.citations, UP)
    parts = (
        element("p", foreign(question.asks), " ", answer, class_="forms"),
        element("p", link, ". ", foreign(question.known)),
        element("p", cited, class_="grounds") if cited else "",
    )
    return element("li", *parts, id=name)


def _found(whole: Whole) -> Iterator[Section]:
    """Yield the questions that follow from the notes, the rulings and the register of people."""
    every = ((text, note) for text in whole.edition.texts for note in text.notes)
    unchecked = (_note(whole, *both) for both in every if both[1].certainty == "unchecked")
    yield "unchecked", "Notes without a source", _listed(unchecked)
    yield "doubtful", "Doubtful identifications", _listed(_people(whole))
    yield "lost", "Lost figures and words", _listed(_lost(whole))
    yield "unseen", "Places that were not seen", _unseen(whole)


def _note(whole: Whole, text: Text, note: Note) -> Markup:
    where = "the whole" if note.lemma.at == WHOLE else note.lemma.at[1:]
    name = f"{text.info.title} {where}, {note.id}"
    link = element("a", name, href=UP + text.info.address(note.lemma.at, f"note-{note.id}"))
    return element("li", link, " ", _answer(improve(whole.imprint, note, UP), name))


def _people(whole: Whole) -> Iterator[Markup]:
    """Yield those who are not identified, and those whose identification is doubtful."""
    for person in whole.reference.people:
        behind = person.stands_for or person.drawn_from
        if person.certainty in ("low", "unchecked") or (person.status == "invented" and not behind):
            link = element("a", person.name, href=f"{UP}apparatus/people/#person-{person.id}")
            answer = _answer(edit(whole.imprint, "edition/people.yml", UP), person.name)
            yield element("li", link, ". ", foreign(person.why or person.who), " ", answer)


def _lost(whole: Whole) -> Iterator[Markup]:
    """Yield the emendations in which something is lost, or that left a number in doubt."""
    for text in whole.edition.texts:
        for ruling in text.rulings:
            if stays_lost(ruling) or (ruling.read is None and ruling.kind == "number"):
                name = f"{text.info.title}, passage {ruling.at[1:]}"
                link = element("a", name, href=UP + text.info.address(ruling.at, f"em-{ruling.id}"))
                file = f"edition/texts/{text.info.slug}/emendations.yml"
                answer = _answer(edit(whole.imprint, file, UP), f"{name}, {ruling.id}")
                words = element("span", forms(ruling), lang=text.info.language)
                yield element("li", link, " ", words, ". ", foreign(ruling.why), " ", answer)


def _unseen(whole: Whole) -> Markup:
    """Return the works that are cited unseen, each with the places that cite it so."""
    found: dict[str, dict[CitedPlace, str]] = {}
    for citation, place in cited_places(whole):
        if citation.seen == "unseen":
            found.setdefault(citation.key, {})[place] = citation.locator
    if not found:
        return Markup()
    items = (
        _work(whole, key, entry, found[key])
        for key, entry in whole.citations.bibliography
        if key in found
    )
    count = sum(map(len, found.values()))
    said = (
        f"{counted(count, 'citation')} of {counted(len(found), 'work')} that support a statement, "
        "as others say or as is generally known. The editors have not seen the place itself. Which "
        "page is it, and does it support the statement?"
    )
    return element("p", said) + _listed(items)


def _work(whole: Whole, key: str, entry: Markup, places: Mapping[CitedPlace, str]) -> Markup:
    links = joined(", ", (_cited(whole, place, locator) for place, locator in places.items()))
    return element("li", element("p", foreign(entry)), element("p", links), id=f"unseen-{key}")


def _cited(whole: Whole, place: CitedPlace, locator: str) -> Markup:
    name = " ".join(filter(None, (place.title, place.at)))
    words = ", ".join(filter(None, (name, place.name)))
    link = element("a", words, href=f"{UP}{place.address}")
    at = foreign(f"({locator})") if locator else ""
    return joined(" ", (link, at, _answer(edit(whole.imprint, place.file, UP), words)))


def _answer(href: str, about: str) -> Markup:
    label = f"Answer this: {about}"
    return element("a", "answer this", href=href, class_="improve", aria_label=label)


FORMATS = (WholeFormat("questions", questions_pages, pages=(f"{PAGE}index.md",)),)
