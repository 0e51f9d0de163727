"""Where people are looked up: in what order, under which name, and which names lead to whom."""

import re
from dataclasses import replace
from typing import Any

import pytest

from build_edition.model import Person
from build_edition.render.apparatus.people.name_index import Indexed, listed_name, name_index
from tests.support import cases, named, person


def written(words: str) -> Person:
    """Return a person as a case has them: `Pavel {Yudin}: Eugene, Yugin`."""
    name, _, names = words.partition(": ")
    surname = re.search(r"{(.+)}", name)
    called = [other.replace(";", ",") for other in names.split(", ") if other]
    plain = re.sub("[{}]", "", name)
    made = person(plain.lower(), *called)
    return replace(made, name=plain, surname=surname[1] if surname else "")


def said(letter: str, entry: Indexed) -> str:
    whose = f" -> {listed_name(entry.person)}" if entry.alias else ""
    return f"{letter}: {entry.name}{whose}"


@pytest.mark.parametrize("case", cases("name_index.yml"), ids=named)
def test_people_are_listed_where_they_are_looked_up(case: dict[str, Any]) -> None:
    people = [written(words) for words in case["people"]]
    for given in (people, people[::-1]):
        found = name_index(given)
        assert [said(letter, e) for letter, entries in found for e in entries] == case["listed"]
