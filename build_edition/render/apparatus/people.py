"""`/apparatus/people/`: who is who in the texts, real or invented, with every mention."""

from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup

from build_edition.model import Mention, Person
from build_edition.model.dates import in_words, read_date
from build_edition.render.drawing import Drawing
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import counted, element, former_places, joined, page
from build_edition.render.markup.languages import foreign
from build_edition.render.reading.cite_links import sources
from build_edition.render.reading.notes import how_sure, kind_mark

UP = "../../"


def people_pages(drawing: Drawing) -> dict[str, str]:
    """Return `/apparatus/people/`: who is who in the texts, with links to every mention."""
    people = drawing.reference.people
    groups = (
        ("aliases", "Aliases and the invented", [p for p in people if _disguised(p)]),
        ("real", "Real people under their own names", [p for p in people if not _disguised(p)]),
    )
    shown = [group for group in groups if group[2]]
    mentions = sum(len(person.mentions) for person in people)
    said = (
        f"{counted(len(people), 'person', 'people')} whom the texts name, in "
        f"{counted(mentions, 'place')}. Only names are counted; the notes say whom a pronoun or a "
        "title means."
    )
    sections = (_section(drawing, *group) for group in shown)
    parts = (element("h1", "People"), element("p", said), *sections)
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-apparatus tt-people")
    summary = "Who is who in the texts, real or invented, and which alias stands for whom."
    contents = [{"at": name, "label": title, "level": 1} for name, title, _ in shown]
    return {"apparatus/people/index.md": page("People", summary, body, contents=contents)}


def _disguised(person: Person) -> bool:
    return person.status == "invented" or bool(person.stands_for or person.drawn_from)


def _section(drawing: Drawing, name: str, title: str, people: Iterable[Person]) -> Markup:
    ordered = sorted(people, key=_by_surname)
    items = joined("\n", (_person(drawing, person) for person in ordered))
    heading = element("h2", title, id=f"{name}-h")
    parts = ("\n", heading, "\n", element("dl", "\n", items, "\n", class_="people"), "\n")
    return element("section", *parts, id=name, aria_labelledby=f"{name}-h")


def _person(drawing: Drawing, person: Person) -> Markup:
    native = element("span", person.native, lang=person.language) if person.native else ""
    dates = element("span", _lifetime(person.dates), class_="ours") if person.dates else ""
    mark = kind_mark("fiction") if person.status == "invented" else ""
    name = joined(" ", (_marked_name(person), native, dates, mark))
    parts = [element("p", foreign(person.who))]
    if person.stands_for:
        parts.append(_behind(drawing, person, "Stands for ", (person.stands_for,)))
    elif person.drawn_from:
        parts.append(_behind(drawing, person, "A composite, drawn from ", person.drawn_from))
    elif person.why:
        parts.append(element("p", foreign(person.why)))
    cited = sources(drawing, person.citations, UP)
    parts += [element("p", "Sources: ", cited, class_="grounds")] if cited else []
    parts += [_mentions(drawing, person)] if person.mentions else []
    term = element("dt", former_places("person", person.formerly), name, id=f"person-{person.id}")
    return term + element("dd", *parts)


def _lifetime(dates: str) -> str:
    first, last = read_date(dates)
    return in_words(dates) if first != last else f"born {in_words(dates)}"


def _by_surname(person: Person) -> tuple[str, str]:
    return (person.surname or person.name).casefold(), person.name.casefold()


def _marked_name(person: Person) -> Markup:
    """Return a name with its surname marked, since some put it first and some last."""
    before, surname, after = person.name.partition(person.surname or person.name)
    marked = element("b", surname) if person.surname else surname
    return joined("", (before, marked, after))


def _behind(drawing: Drawing, person: Person, verb: str, whom: Iterable[str]) -> Markup:
    """Return a paragraph on who is behind an alias or a composite, how certain that is, and why."""
    links = (element("a", drawing.people[other].name, href=f"#person-{other}") for other in whom)
    sure = how_sure(person.certainty)
    return element("p", verb, joined(" and ", links), f" ({sure}). ", foreign(person.why))


def _mentions(drawing: Drawing, person: Person) -> Markup:
    """Return links to every passage that mentions a person, text by text, each passage once."""
    titles = drawing.titles
    texts = [
        joined(" ", (f"{titles[slug]}:", *_passages(found)))
        for slug, found in groupby(person.mentions, key=lambda mention: mention.text)
    ]
    mentioned = element("span", "Mentioned", class_="ours")
    return element("p", mentioned, " ", joined(" · ", texts), class_="mentions")


def _passages(mentions: Iterable[Mention]) -> Iterable[Markup]:
    for passage, slug in dict.fromkeys((m.passage, m.text) for m in mentions):
        yield element("a", passage.removeprefix("p"), href=f"{UP}texts/{slug}/#{passage}")


FORMATS = (WholeFormat("people", people_pages, pages=("apparatus/people/index.md",)),)
