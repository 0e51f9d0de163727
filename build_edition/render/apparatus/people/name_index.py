"""Where people are looked up: under their surname, and under other names that the texts use."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from build_edition.model import Person

_WORD = re.compile(r"\w+")
_APOSTROPHES = re.compile("['’‘ʼʻʹ`´]")
_ARTICLE = re.compile(r"(the) (.+)", re.I)
NO_LETTER = "…"
"""What a name without any letter or digit is listed under."""


@dataclass(frozen=True)
class Indexed:
    """An entry of the index: a name as it is filed, and whose it is.

    An alias is an entry of its own that only leads to the person.
    """

    name: str
    person: Person
    alias: bool = False


def name_index(people: Iterable[Person]) -> list[tuple[str, list[Indexed]]]:
    """Return people and their aliases in alphabetical order, by letter."""
    entries = [entry for person in people for entry in _entries(person)]
    entries.sort(key=lambda entry: (filed(entry.name), entry.alias, entry.person.id))
    return [(letter, [*found]) for letter, found in groupby(entries, key=_letter)]


def filed(name: str) -> str:
    """Return a name as it is sorted: its words without case, accents, apostrophes or other signs.

    >>> filed("Lüthi, Jean-Luc"), filed("Yan’an")
    ('luthi jean luc', 'yanan')
    """
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name.casefold()))
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def listed_name(person: Person) -> str:
    """Return the name under which a person is listed, which begins with the surname.

    Who has none is listed under the name as it is, but for an article. A Chinese surname stands first
    already.
    """
    if person.surname:
        return _inverted(person.name, person.surname)
    return _without_article(person.name)


def other_names(person: Person) -> list[str]:
    """Return the names that the texts use besides the listed one and parts of it, each once."""
    names: dict[str, str] = {}
    for name in person.names:
        names.setdefault(filed(name), name)
    return [name for words, name in names.items() if not _holds(filed(person.name), words)]


def _entries(person: Person) -> Iterator[Indexed]:
    yield Indexed(listed_name(person), person)
    names = other_names(person)
    known = {filed(person.surname or person.name), *map(filed, names)}
    for name in names:
        if not _found_already(name, person, known):
            yield Indexed(_without_article(name), person, alias=True)


def _found_already(name: str, person: Person, known: Iterable[str]) -> bool:
    """Return whether a reader who looks a name up finds another entry of the person there.

    That is one that begins alike or, if the name is longer, one under a part of it: “Ambassador
    Eugene” is looked up under “Eugene”. With a comma, a name is the wrong way round already.
    """
    words = filed(name)
    if f"{words} ".startswith(f"{filed(person.surname or person.name)} "):
        return True
    return "," not in name and any(part != words and _holds(words, part) for part in known)


def _holds(words: str, part: str) -> bool:
    return f" {part} " in f" {words} "


def _inverted(name: str, surname: str) -> str:
    before, _, after = f" {name} ".partition(f" {surname} ")
    return f"{surname}, {f'{before} {after}'.strip()}" if before.strip() else name


def _without_article(name: str) -> str:
    match = _ARTICLE.fullmatch(name)
    return f"{match[2][0].upper()}{match[2][1:]}, {match[1]}" if match else name


def _letter(entry: Indexed) -> str:
    return filed(entry.name)[:1].upper() or NO_LETTER
