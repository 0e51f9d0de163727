"""Find where the texts mention people: by name, and as corrected by hand in `people.yml`."""

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
    """Return the people with every mention of them, and the Problems.

    `named` are all names found in the texts. A person's `also` adds mentions that no name finds; an
    exception removes one where the name means somebody else. There is a Problem for each place that
    is not found and each name that two people share. Unless the edition is `whole`, places in a
    missing text are not reported: that text has Problems of its own.
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
    """All names to look for, indexed by first word, so that few have to be tried on a passage."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._everywhere: dict[str, dict[str, str]] = {}
        self._in_text: dict[str, dict[str, dict[str, str]]] = {}
        for person in people:
            for name in person.names:
                for names in self._registers(person):
                    names.setdefault(_WORD.match(name)[0], {})[name] = person.id  # type: ignore[index]
        registers = (self._everywhere, *self._in_text.values())
        begun = {first[0] for names in registers for first in names}
        letters = "".join(first for first in sorted(begun) if _INNER.match(first))
        others = "".join(re.escape(first) for first in sorted(begun) if not _INNER.match(first))
        kinds = ([rf"[{letters}]\w*"] if letters else []) + ([f"[{others}]"] if others else [])
        self._begun_alike = re.compile("|".join(kinds) or "(?!)")

    def _registers(self, person: Person) -> list[dict[str, dict[str, str]]]:
        if not person.texts:
            return [self._everywhere]
        return [self._in_text.setdefault(slug, {}) for slug in person.texts]

    def found(self, text: Text) -> Iterator[Named]:
        """Yield every mention of a name in a text, with the id of its person.

        Only whole words count. Of names that overlap, the first is taken; of those that start
        together, the longest.
        """
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
    """Yield the start and end of every name that occurs as whole words (code points)."""
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
    """Yield a Problem for each name that two people have in the same text."""
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
                    message = f"“{name}” is a name of both {here[0].id} and {person.id}"
                    hint = (
                        "limit each person to the `texts` where the name means them, or take it out"
                        " of `names` and list the places under `also`"
                    )
                    yield Problem(person.place, "shared-name", message, hint)


def _placed(lemma: Lemma, places: _Places) -> tuple[Mention | None, Problem | None]:
    reading = places.get((lemma.text, lemma.at))
    if reading is None:
        message = f"there is no passage {lemma.text} {lemma.at}"
        hint = "write the text’s name and the passage’s id, such as `letter p12`"
        return None, Problem(lemma.place, "no-such-passage", message, hint)
    span, problem = locate(lemma, reading)
    return Mention(lemma.text, reading.id, span) if span else None, problem


def _overlap(one: Mention, other: Mention) -> bool:
    same = (one.text, one.passage) == (other.text, other.passage)
    return same and one.span.start < other.span.end and other.span.start < one.span.end
