"""Where the texts speak of whom: mentions found by name, and corrected by hand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from build_edition.annotate import locate
from build_edition.model import Lemma, Mention, Person, Problem, Reading, Span, Text

_Places = Mapping[tuple[str, str], Reading]


def find_mentions(
    people: Iterable[Person], texts: Iterable[Text]
) -> tuple[tuple[Person, ...], tuple[Problem, ...]]:
    """Everybody with the places where the texts speak of them, and the Problems.

    A name is found as whole words, the longest that fits first; `also` adds mentions that no
    name finds, an exception takes away those where a name means somebody else.
    """
    everybody, texts = tuple(people), tuple(texts)
    places = {(text.head.slug, r.id): r for text in texts for r in text.readings}
    problems = [*_shared(everybody, texts)]
    found: dict[str, set[Mention]] = {person.id: set() for person in everybody}
    for text in texts:
        for owner, named in _by_name(everybody, text):
            found[owner].add(named)
    for person in everybody:
        for lemma in (*person.also, *person.exceptions):
            mention, problem = _placed(lemma, places)
            problems += [problem] if problem else []
            if mention and lemma in person.also:
                found[person.id].add(mention)
            elif mention:
                found[person.id] = {m for m in found[person.id] if not _overlap(m, mention)}
    order = {key: n for n, key in enumerate(places)}
    return tuple(
        replace(person, mentions=tuple(sorted(found[person.id], key=lambda m: _at(m, order))))
        for person in everybody
    ), tuple(problems)


def _at(mention: Mention, order: Mapping[tuple[str, str], int]) -> tuple[int, Span]:
    return order[mention.text, mention.passage], mention.span


def _bearers(people: Iterable[Person], slug: str) -> Iterator[tuple[str, Person]]:
    """The names that count in a text, each with who bears it."""
    for person in people:
        if not person.texts or slug in person.texts:
            for name in person.names:
                yield name, person


def _by_name(people: Iterable[Person], text: Text) -> Iterator[tuple[str, Mention]]:
    owners = {name: person.id for name, person in _bearers(people, text.head.slug)}
    if not owners:
        return
    longest_first = sorted(owners, key=lambda name: (-len(name), name))
    names = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    for reading in text.readings:
        for match in names.finditer(reading.text):
            yield owners[match[0]], Mention(text.head.slug, reading.id, Span(*match.span()))


def _shared(people: Iterable[Person], texts: Iterable[Text]) -> Iterator[Problem]:
    """Names that two people bear in one text, so that nobody could tell whom it means."""
    seen: set[tuple[str, str]] = set()
    for text in texts:
        first: dict[str, Person] = {}
        for name, person in _bearers(people, text.head.slug):
            other = first.setdefault(name, person)
            if other is not person and (name, person.id) not in seen:
                seen.add((name, person.id))
                message = f"“{name}” is the name of both {other.id} and {person.id}"
                hint = "say in which `texts` it means whom, or leave it to `also`"
                yield Problem(person.place, "shared-name", message, hint)


def _placed(lemma: Lemma, places: _Places) -> tuple[Mention | None, Problem | None]:
    reading = places.get((lemma.text, lemma.at))
    if reading is None:
        message = f"there is no passage {lemma.text} {lemma.at}"
        hint = "write the text’s name and the passage’s id, such as `novel p12`"
        return None, Problem(lemma.place, "no-such-passage", message, hint)
    span, problem = locate(lemma, reading)
    return Mention(lemma.text, reading.id, span) if span else None, problem


def _overlap(one: Mention, other: Mention) -> bool:
    same = (one.text, one.passage) == (other.text, other.passage)
    return same and one.span.start < other.span.end and other.span.start < one.span.end
