"""Whatever points at something else in the edition finds it there: works, people, passages, links."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from build_edition.model import Edition, Problem, Telling, Text, Told
from build_edition.model.citing import citations

_TEXT_ADDRESS = re.compile(r"/texts/(?P<slug>[a-z0-9-]+)/(?:transmitted/)?(?:#(?P<fragment>.+))?")
_PAGES = re.compile(
    r"/(?:texts/|apparatus/(?:notes|emendations|people|timeline|works)/|about/[a-z-]+/|data/[\w.-]+)?"
    r"(?:#[\w-]+)?"
)


def works_known(edition: Edition) -> Iterator[Problem]:
    """Every work that is cited has its entry, so that a reader can find it."""
    known = {work.key for work in edition.reference.works}
    for citation in citations(edition):
        if known and citation.key not in known:
            near = get_close_matches(citation.key, sorted(known), n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            if alien := next((sign for sign in citation.key if sign > "\x7f"), ""):
                hint += f"“{alien}” is a letter of another alphabet (U+{ord(alien):04X}); "
            hint += "the keys stand in works.json; a work that is not there goes into `source:`"
            message = f"there is no work “{citation.key}” in works.json"
            yield Problem(citation.place, "no-such-work", message, hint)


def works_cited(edition: Edition) -> Iterator[Problem]:
    """There is a bibliography where works are cited, and every work in it is cited somewhere."""
    first = next(citations(edition), None)
    if first and not edition.reference.works:
        hint = "write edition/works.json: it holds every work that is cited"
        yield Problem(first.place, "no-works", "there is no bibliography to cite", hint)
    cited = {citation.key for citation in citations(edition)}
    for work in edition.reference.works:
        if work.key not in cited:
            message = f"nobody cites {work.key}"
            hint = "cite it where it bears on something, or take it out"
            yield Problem(work.place, "work-uncited", message, hint, "warning")


def aliases_known(edition: Edition) -> Iterator[Problem]:
    """Whoever stands for somebody stands for a person of the register."""
    known = {person.id for person in edition.reference.people}
    for person in edition.reference.people:
        if person.stands_for and person.stands_for not in known:
            message = f"{person.id} stands for {person.stands_for}, who is not in people.yml"
            hint = "write the id of an entry there"
            yield Problem(person.place, "no-such-person", message, hint)


def loci_known(edition: Edition) -> Iterator[Problem]:
    """Events and figures are told in passages that exist."""
    told: list[Telling | Told] = [t for event in edition.reference.events for t in event.told]
    told += [t for series in edition.reference.series for t in series.told]
    slugs = {telling.text for telling in told}
    texts = [text for text in edition.texts if text.info.slug in slugs]
    known = {(text.info.slug, reading.id) for text in texts for reading in text.readings}
    for telling in told:
        if (telling.text, telling.passage) not in known:
            message = f"there is no passage {telling.text} {telling.passage}"
            hint = "write the text’s name and the passage’s id, such as `novel p12`"
            yield Problem(telling.place, "no-such-passage", message, hint)


def links_answer(edition: Edition) -> Iterator[Problem]:
    """A note's link to an address of the edition leads to something."""
    known = {text.info.slug: {*_fragments(text)} for text in edition.texts}
    for text in edition.texts:
        for note in (*text.notes, *text.retired_notes):
            for link in note.links:
                if link.href.startswith("/") and not _answers(link.href, known):
                    message = f"“{link.href}” is no address of the edition"
                    hint = "write /texts/novel/#p25, or another that a page shows"
                    yield Problem(link.place, "dead-link", message, hint)


def _fragments(text: Text) -> Iterator[str]:
    yield from (f"note-{note.id}" for note in (*text.notes, *text.retired_notes))
    yield from (f"em-{ruling.id}" for ruling in text.retired_rulings)
    yield from (name for record in text.gone for name in (record.id, *record.also))
    for reading in text.readings:
        yield from (reading.id, *reading.passage.also)
        yield from (f"em-{e.ruling.id}" for e in reading.emendations)


def _answers(href: str, known: dict[str, set[str]]) -> bool:
    match = _TEXT_ADDRESS.fullmatch(href)
    if not match:
        return bool(_PAGES.fullmatch(href))
    fragments = known.get(match["slug"])
    return fragments is not None and (not match["fragment"] or match["fragment"] in fragments)
