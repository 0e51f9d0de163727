"""`/apparatus/people/`: who is who in the texts, real or invented, with every mention."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from build_edition.model import Person, TextInfo
from build_edition.model.dates import in_words, read_date
from build_edition.render.apparatus.people.name_index import (
    Indexed,
    listed_name,
    name_index,
    other_names,
)
from build_edition.render.drawing import Drawing
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.filter import choice, filter_form
from build_edition.render.markup.html import counted, element, former_places, joined, page
from build_edition.render.markup.languages import foreign
from build_edition.render.markup.letters import letter_group, letter_row
from build_edition.render.reading.cite_links import sources
from build_edition.render.reading.notes import how_sure, kind_mark

UP = "../../"
WHO = {"real": "real people", "alias": "aliases", "invented": "the invented"}
"""What readers may choose to see. An alias stands for somebody; the invented stand for nobody."""

FOLDED = 12
"""How many passages of one text are printed; more are folded away behind their number."""


def people_pages(drawing: Drawing) -> dict[str, str]:
    """Return `/apparatus/people/`: an index of people, with links to every mention."""
    people = drawing.reference.people
    mentions = sum(len(person.mentions) for person in people)
    said = (
        f"{counted(len(people), 'person', 'people')} whom the texts name or mean, in "
        f"{counted(mentions, 'place')}, by surname. Names and titles are counted; the notes say whom a "
        "pronoun means."
    )
    letters = name_index(people)
    alphabet = letter_row([letter for letter, _ in letters])
    parts = (
        element("h1", "People"),
        element("p", said),
        element("div", _filter(people), alphabet, class_="finder"),
        *(_letter(drawing, *letter) for letter in letters),
    )
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-apparatus tt-people")
    summary = "Who is who in the texts, real or invented, and which alias stands for whom."
    drawn = page("People", summary, body, contents=[], list=True)
    return {"apparatus/people/index.md": drawn}


def _filter(people: Sequence[Person]) -> Markup:
    return filter_form(
        len(people), ("person", "people"), choice("who", "Who", WHO, map(_status, people))
    )


def _status(person: Person) -> str:
    return "alias" if person.stands_for else person.status


def _letter(drawing: Drawing, letter: str, entries: Iterable[Indexed]) -> Markup:
    """Return the section with the names that begin with a letter."""
    items = (_alias(entry) if entry.alias else _person(drawing, entry.person) for entry in entries)
    return letter_group(letter, element("dl", "\n", joined("\n", items), "\n", class_="people"))


def _alias(entry: Indexed) -> Markup:
    """Return an entry that leads from a name in the texts to the person; it has no address."""
    link = element("a", listed_name(entry.person), href=f"#person-{entry.person.id}")
    parts = (element("dt", entry.name), " ", element("dd", "→ ", link))
    return element("div", *parts, class_="alias", data_of=f"person-{entry.person.id}")


def _person(drawing: Drawing, person: Person) -> Markup:
    native = element("span", person.native, lang=person.language) if person.native else ""
    dates = element("span", _lifetime(person.dates), class_="ours") if person.dates else ""
    mark = kind_mark("fiction") if person.status == "invented" else ""
    name = joined(" ", (_marked_name(person), native, dates, mark))
    parts = [element("p", foreign(person.who)), *_named(person)]
    if person.stands_for:
        parts.append(_behind(drawing, person, "Stands for ", (person.stands_for,)))
    elif person.drawn_from:
        parts.append(_behind(drawing, person, "A composite, drawn from ", person.drawn_from))
    elif person.why:
        parts.append(element("p", foreign(person.why)))
    parts += _see_also(drawing, person)
    parts += [_mentions(drawing, person)] if person.mentions else []
    cited = sources(drawing, person.citations, UP)
    parts += [element("p", "Sources: ", cited, class_="grounds")] if cited else []
    return element(
        "div",
        element("dt", former_places("person", person.formerly), name),
        element("dd", *parts),
        id=f"person-{person.id}",
        class_="entry",
        data_who=_status(person),
    )


def _lifetime(dates: str) -> str:
    first, last = read_date(dates)
    return in_words(dates) if first != last else f"born {in_words(dates)}"


def _marked_name(person: Person) -> Markup:
    """Return the name as it is listed, with the surname marked: some names begin with it anyway."""
    name = listed_name(person)
    marked = element("b", person.surname) if person.surname else ""
    return joined("", (marked, name.removeprefix(person.surname)))


def _named(person: Person) -> list[Markup]:
    names = ", ".join(f"“{name}”" for name in other_names(person))
    elsewhere = ", ".join(person.also_called)
    said = (("In the texts", names), ("Elsewhere", elsewhere))
    return [
        element("p", element("span", where, class_="ours"), " ", foreign(listed))
        for where, listed in said
        if listed
    ]


def _behind(drawing: Drawing, person: Person, verb: str, whom: Iterable[str]) -> Markup:
    """Return a paragraph on who is behind an alias or a composite, how certain that is, and why."""
    links = (element("a", drawing.people[other].name, href=f"#person-{other}") for other in whom)
    sure = how_sure(person.certainty)
    return element("p", verb, joined(" and ", links), f" ({sure}). ", foreign(person.why))


def _see_also(drawing: Drawing, person: Person) -> list[Markup]:
    """Return a paragraph with links to the aliases and composites behind whom a person is."""
    links = [
        element("a", other.name, href=f"#person-{other.id}")
        for other in drawing.reference.people
        if person.id in (other.stands_for, *other.drawn_from)
    ]
    also = element("span", "See also", class_="ours")
    return [element("p", also, " ", joined(", ", links))] if links else []


def _mentions(drawing: Drawing, person: Person) -> Markup:
    """Return links to every passage that mentions a person, text by text, each passage once."""
    passages: dict[str, dict[str, None]] = {}
    for mention in person.mentions:
        passages.setdefault(mention.text, {})[mention.passage] = None
    items = (_in_a_text(drawing.infos[slug], [*at]) for slug, at in passages.items())
    return element("ul", *items, class_="mentions", aria_label="Mentioned in")


def _in_a_text(info: TextInfo, passages: Sequence[str]) -> Markup:
    links = (element("a", at[1:], href=UP + info.address(at)) for at in passages)
    listed = element("span", joined(" ", links))
    if len(passages) <= FOLDED:
        said = info.title + (", passage" if len(passages) == 1 else ", passages")
        return element("li", element("span", said, class_="ours"), " ", listed)
    summary = element("summary", f"{info.title}, {counted(len(passages), 'passage')}")
    return element("li", element("details", summary, listed))


FORMATS = (WholeFormat("people", people_pages, pages=("apparatus/people/index.md",)),)
