"""The people, events and works that a text refers to, as TEI lists."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from build_edition.model import Citation, Event, Person, Telling, Text, Work
from build_edition.model.dates import in_words
from build_edition.render.drawing import Drawing, Names
from build_edition.render.exports.tei.signs import spoken
from build_edition.render.markup.html import escape, joined
from build_edition.render.markup.xml import lines, pointer, tag

_LEVELS = {"article-journal": "a", "article-magazine": "a", "article-newspaper": "a"}
_LEVELS |= {"chapter": "a", "entry-encyclopedia": "a", "paper-conference": "a"}
_ROLES = ("editor", "translator", "compiler", "contributor", "interviewer", "director")
_PLAIN = {
    "publisher-place": "pubPlace",
    "publisher": "publisher",
    "edition": "edition",
    "genre": "note",
}
_SCOPES = {"volume": "volume", "issue": "issue", "page": "page"}
_WORD = re.compile("[a-z_-]+")
_UNCERTAIN = re.compile("[~?%]")


def certainty(said_so: str | None) -> str | None:
    """Return a certainty in TEI's terms: `unchecked` becomes `unknown`."""
    return "unknown" if said_so == "unchecked" else said_so


def cited(drawing: Drawing, citations: Iterable[Citation]) -> Markup:
    """Return the works that something rests on, each linked to its entry in the document's list."""
    return joined(" ", (_cited(drawing, citation) for citation in citations))


def _cited(drawing: Drawing, citation: Citation) -> Markup:
    short = spoken(drawing.citations.short[citation.key])
    work = tag("ref", short, target=f"#work-{citation.key}")
    pages = tag("citedRange", spoken(citation.locator)) if citation.locator else ""
    seen = tag("note", citation.seen, type="seen") if citation.seen else ""
    return tag("bibl", joined(", ", filter(None, (work, pages, seen))), ".")


def reference(drawing: Drawing, text: Text, names: Names) -> Markup:
    """Return the people that a text names, the events it tells of, and every work cited here."""
    people, events = tuple(_people(drawing, names)), tuple(drawing.events.get(text.info.slug, ()))
    citations = [c for note in (*text.notes, *text.retired_notes) for c in note.citations]
    citations += [c for ruling in (*text.rulings, *text.retired_rulings) for c in ruling.sources]
    citations += [c for register in (people, events) for entry in register for c in entry.citations]
    keys = {citation.key for citation in citations}
    works = [work for work in drawing.reference.works if work.key in keys]
    slug = text.info.slug
    return lines(
        _listed("listPerson", (_person(drawing, person) for person in people)),
        _listed("listEvent", (_event(drawing, event, slug) for event in events)),
        _listed("listBibl", (bibliographic(work) for work in works)),
    )


def _listed(name: str, items: Iterable[Markup]) -> Markup:
    drawn = lines(*items)
    return tag(name, "\n", drawn, "\n") if drawn else drawn


def _people(drawing: Drawing, names: Names) -> Iterator[Person]:
    """Return those who are named in a text, and those they stand for, in the register's order."""
    register = drawing.people
    here = {who for mentions in names.values() for _, who in mentions}
    here |= register.keys() & {whom for who in here for whom in _behind(register[who])}
    return (register[who] for who in sorted(here, key=drawing.ranks.__getitem__))


def _behind(person: Person) -> tuple[str, ...]:
    """Return the ids of the people for whom an alias stands, or from whom a composite is drawn."""
    return (person.stands_for,) if person.stands_for else person.drawn_from


def _person(drawing: Drawing, person: Person) -> Markup:
    parts = [tag("persName", spoken(person.name), type="full")]
    if person.native:
        parts.append(tag("persName", spoken(person.native), xml_lang=person.language or None))
    parts += [tag("persName", spoken(name), type="used") for name in person.names]
    parts += [*_life(person.dates)]
    parts += [tag("note", spoken(person.who))]
    kind = "stands-for" if person.stands_for else "drawn-from"
    parts += [tag("ptr", type=kind, target=f"#person-{whom}") for whom in _behind(person)]
    parts += [tag("note", spoken(person.why), type="why")] if person.why else []
    return tag(
        "person",
        *(*parts, cited(drawing, person.citations)),
        xml_id=f"person-{person.id}",
        role=person.status,
        cert=certainty(person.certainty),
    )


def _life(dates: str) -> Iterator[Markup]:
    """Yield the dates of a life: birth and death, or the one date that is known."""
    first, _, last = _UNCERTAIN.sub("", dates).partition("/")
    if last:
        yield tag("birth", when=first) + tag("death", when=last)
    elif first:
        yield tag("floruit", spoken(in_words(dates)), when=first)


def _event(drawing: Drawing, event: Event, slug: str) -> Markup:
    told = (_telling(telling, slug) for telling in event.told)
    words = tag("label", spoken(event.title)) + tag("desc", spoken(event.record))
    first, _, last = _UNCERTAIN.sub("", event.date).partition("/")
    return tag(
        "event",
        words,
        tag("desc", spoken(in_words(event.date)), type="date"),
        *told,
        cited(drawing, event.citations),
        xml_id=f"event-{event.id}",
        type="happened" if event.happened else "invented",
        cert=certainty(event.certainty),
        when=None if last else first,
        from_=first if last else None,
        to=last or None,
    )


def _telling(telling: Telling, slug: str) -> Markup:
    document = "" if telling.text == slug else f"{telling.text}.xml"
    target = f"{document}#{telling.passage}"
    return tag("note", spoken(telling.says), type="telling", target=target)


@lru_cache(maxsize=2**10)
def bibliographic(work: Work) -> Markup:
    """Return a work from its CSL-JSON: the parts that a reader needs to find it.

    Each is drawn once, since many texts cite the same works.
    """
    csl = json.loads(work.csl)
    parts = [*_names(csl), *_titles(csl)]
    parts += [tag(name, spoken(str(csl[key]))) for key, name in _PLAIN.items() if csl.get(key)]
    parts += [*_date(csl)]
    for key, unit in _SCOPES.items():
        parts += [tag("biblScope", spoken(str(csl[key])), unit=unit)] if csl.get(key) else []
    for key in ("DOI", "ISBN"):
        parts += [tag("idno", spoken(str(csl[key])), type=key)] if csl.get(key) else []
    url = str(csl.get("URL", ""))
    parts += [tag("ref", spoken(url), target=pointer(url))] if url else []
    parts += [tag("note", spoken(work.remark))] if work.remark else []
    kind = csl["type"] if _WORD.fullmatch(csl["type"]) else None
    return tag("bibl", _stopped(parts), xml_id=f"work-{work.key}", type=kind)


def _stopped(parts: Iterable[Markup]) -> Markup:
    """Return the parts of an entry with stops between them, none behind one that has a stop itself."""
    found = Markup()
    for part in parts:
        ended = not found or found.striptags().rstrip("”’)]")[-1:] in (*".?!…",)
        found += escape((" " if found else "") if ended else ". ") + part
    return found


def _names(csl: Mapping[str, Any]) -> Iterator[Markup]:
    for role in ("author", *_ROLES):
        found = csl.get(role, ())
        for person in found if isinstance(found, list | tuple) else (found,):
            name = spoken(_name(person))
            yield tag("editor", name, role=role) if role in _ROLES else tag("author", name)


def _name(person: Mapping[str, Any]) -> str:
    family = " ".join(str(person[k]) for k in ("non-dropping-particle", "family") if k in person)
    parts = (person.get("literal"), family, person.get("given"), person.get("suffix"))
    return ", ".join(str(part) for part in parts if part)


def _titles(csl: Mapping[str, Any]) -> Iterator[Markup]:
    level = _LEVELS.get(csl["type"], "m")
    yield tag("title", spoken(str(csl["title"])), level=level)
    if csl.get("container-title"):
        inside = "m" if csl["type"] == "chapter" else "j"
        yield tag("title", spoken(str(csl["container-title"])), level=inside)
    if csl.get("collection-title"):
        yield tag("title", spoken(str(csl["collection-title"])), level="s")


def _date(csl: Mapping[str, Any]) -> Iterator[Markup]:
    """Yield when a work came out: in words if it says so, else as year, month and day."""
    issued = csl.get("issued", {})
    points = ["-".join(f"{int(n):02}" for n in point) for point in issued.get("date-parts", ())]
    words = str(issued.get("literal", "")) or "/".join(points)
    if words:
        (first, last) = (points[0], points[-1]) if points else (None, None)
        yield tag(
            "date",
            spoken(words),
            cert="medium" if issued.get("circa") else None,
            when=first if first == last else None,
            from_=None if first == last else first,
            to=None if first == last else last,
        )
