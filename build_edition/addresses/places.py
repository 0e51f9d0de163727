"""The places on the edition's own pages that releases promise, beside passages, notes and rulings.

An entry of a register (a person, a work, an event, an erratum), a series of figures and a raw line are kept:
each must be there as long as the edition is. The other places only lead to such things, as do the
lists of all notes and emendations; what has left a list is named at its foot, under its old id.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from build_edition.model import Edition, Event, Person, Work
from build_edition.texts.raw_lines import lines_by_page

_KEPT = re.compile(r"(?:person|work|event|erratum)-.+|L\d+")
LEADING = re.compile(r"(?:ref|ruling|in)-.+|y\d+")
"""Matches the ids of places that only lead to kept ones."""

_OF_A_TEXT = re.compile(r"(?:note|em)-.+|p\d+[a-z]*")
NOTES, EMENDATIONS = "apparatus/notes/", "apparatus/emendations/"
_ID = re.compile(r'\sid="([^"]+)"')


def kept_places(edition: Edition) -> Mapping[str, frozenset[str]]:
    """Return the ids of kept places by page: people, works, events, figures and raw lines."""
    reference = edition.reference
    figures = {series.id for series in reference.series}
    found = {
        "apparatus/people/": _ids("person", reference.people),
        "apparatus/works/": _ids("work", reference.works),
        "apparatus/errata/": frozenset(f"erratum-{e.id}" for e in reference.errata),
        "apparatus/timeline/": _ids("event", reference.events) | figures,
    }
    for text in edition.texts:
        for page, lines in lines_by_page(text).items():
            found[f"{page}transmitted/"] = frozenset(f"L{line.number}" for line in lines)
    for series in reference.series:
        if series.after and (info := edition.infos.get(series.after[0])):
            page = info.page_with(series.after[1])
            found[page] = found.get(page, frozenset()) | {series.id}
    return found


def may_name_a_series(name: str) -> bool:
    """Return whether a promised id has the form of no other place, so that it is a series'.

    >>> may_name_a_series("harvest"), may_name_a_series("p25"), may_name_a_series("event-harvest")
    (True, False, False)
    """
    return not any(form.fullmatch(name) for form in (_KEPT, LEADING, _OF_A_TEXT))


def listed_places(edition: Edition) -> Mapping[str, frozenset[str]]:
    """Return the ids of entries and sections in the lists of all notes and all emendations."""
    sections = {f"in-{text.info.slug}" for text in edition.texts}
    notes = {f"{t.info.slug}-{note.id}" for t in edition.texts for note in t.notes}
    rulings = {
        f"{text.info.slug}-{placed.ruling.id}"
        for text in edition.texts
        for reading in text.readings
        for placed in reading.emendations
    }
    return {NOTES: frozenset(sections | notes), EMENDATIONS: frozenset(sections | rulings)}


def is_drawn(page: str) -> bool:
    """Return whether a page is one of a text or of the apparatus, on which places are promised."""
    return page.startswith(("texts/", "apparatus/"))


def ids_in(content: str) -> list[str]:
    """Return the ids of a page's elements, in order."""
    return _ID.findall(content)


def promised_in(page: str, content: str, series: Collection[str] = ()) -> Iterator[str]:
    """Yield the ids on a drawn page that a release promises, passages, notes and rulings included.

    `series` are the ids of the series of figures. What only serves the page, such as a heading's own id or a control, is not promised.
    """
    if not is_drawn(page):
        return
    names = dict.fromkeys(ids_in(content))
    for name in names:
        heading = name.endswith("-h") and name.removesuffix("-h") in names
        entry = page in (NOTES, EMENDATIONS) and "-" in name
        promised = name in series or _KEPT.fullmatch(name) or LEADING.fullmatch(name)
        if not heading and (entry or promised):
            yield name


def _ids(kind: str, entries: Iterable[Person | Work | Event]) -> frozenset[str]:
    return frozenset(
        f"{kind}-{name}"
        for entry in entries
        for name in (entry.key if isinstance(entry, Work) else entry.id, *entry.formerly)
    )
