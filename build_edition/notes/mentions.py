"""Where the texts speak of whom: mentions found by name, and corrected by hand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from build_edition.model import Lemma, Mention, Named, Person, Problem, Reading, Span, Text
from build_edition.notes.annotate import locate
from build_edition.texts.quotations import occurrences

_Places = Mapping[tuple[str, str], Reading]
_WORD = re.compile(r"\w+|[^\w\s]")
_INNER = re.compile(r"\w")


def find_mentions(
    people: Iterable[Person],
    texts: Iterable[Text],
    named: Iterable[Named],
    whole: bool = True,
) -> tuple[tuple[Person, ...], tuple[Problem, ...]]:
    """Everybody with the places where the texts speak of them, and the Problems.

    `named` are all names in the texts; `also` adds mentions that no name finds, an exception takes
    away those where a name means somebody else. Unless the edition is `whole`, what is said of a
    text that is not there is no Problem: that text has its own.
    """
    everybody, texts = tuple(people), tuple(texts)
    places = {(text.info.slug, r.id): r for text in texts for r in text.readings}
    slugs = {text.info.slug for text in texts}
    problems = [*_shared(everybody, texts)]
    found: dict[str, set[Mention]] = {person.id: set() for person in everybody}
    for owner, where in named:
        found[owner].add(where)
    for person in everybody:
        for lemma in (*person.also, *person.exceptions):
            mention, problem = _placed(lemma, places)
            problems += [problem] if problem and (whole or lemma.text in slugs) else []
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


class Names:
    """The names that are looked for: by their first word, so that few are sought in a passage."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._everywhere: dict[str, dict[str, str]] = {}
        self._in_text: dict[str, dict[str, dict[str, str]]] = {}
        for person in people:
            for name in person.names:
                for names in self._registers(person):
                    names.setdefault(_WORD.match(name)[0], {})[name] = person.id  # type: ignore[index]
        registers = (self._everywhere, *self._in_text.values())
        begun = {first[0] for names in registers for first in names}
        letters = "".join(sign for sign in sorted(begun) if _INNER.match(sign))
        others = "".join(re.escape(sign) for sign in sorted(begun) if not _INNER.match(sign))
        kinds = ([rf"[{letters}]\w*"] if letters else []) + ([f"[{others}]"] if others else [])
        self._begun_alike = re.compile("|".join(kinds) or "(?!)")

    def _registers(self, person: Person) -> list[dict[str, dict[str, str]]]:
        if not person.texts:
            return [self._everywhere]
        return [self._in_text.setdefault(slug, {}) for slug in person.texts]

    def found(self, text: Text) -> Iterator[Named]:
        """Every name in a text with who bears it: as whole words, the longest that fits first."""
        here = self._in_text.get(text.info.slug, {})
        for reading in text.readings:
            names: dict[str, str] = {}
            for word in self._begun_alike.findall(reading.text):
                for known in (self._everywhere, here):
                    if word in known:
                        names |= known[word]
            behind = 0
            stretches = sorted(_stretches(names, reading.text), key=_longest_first) if names else ()
            for start, end in stretches:
                if start >= behind:
                    behind = end
                    owner = names[reading.text[start:end]]
                    yield owner, Mention(text.info.slug, reading.id, Span(start, end))


def _stretches(names: Iterable[str], words: str) -> Iterator[tuple[int, int]]:
    """Where names stand as whole words."""
    for name in names:
        for start in occurrences(name, words):
            end = start + len(name)
            cut = start > 0 and _INNER.match(words, start - 1)
            if not cut and not _INNER.match(words, end):
                yield start, end


def _longest_first(stretch: tuple[int, int]) -> tuple[int, int]:
    start, end = stretch
    return start, -end


def _shared(people: Iterable[Person], texts: Iterable[Text]) -> Iterator[Problem]:
    """Names that two people bear in one text, so that nobody could tell whom it means."""
    bearers: dict[str, list[Person]] = {}
    for person in people:
        for name in dict.fromkeys(person.names):
            bearers.setdefault(name, []).append(person)
    slugs = [text.info.slug for text in texts]
    for name, borne in bearers.items():
        seen: set[str] = set()
        for slug in slugs if len(borne) > 1 else ():
            here = [person for person in borne if not person.texts or slug in person.texts]
            for person in here[1:]:
                if person.id not in seen:
                    seen.add(person.id)
                    message = f"“{name}” is the name of both {here[0].id} and {person.id}"
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
