"""Citations formatted item by item, with which to compare those of the edition."""

import json
from collections.abc import Mapping
from functools import lru_cache

from build_edition.model import Edition, Text
from build_edition.render.citing.citations import format_citations
from build_edition.render.citing.citeproc import bibtex
from build_edition.render.citing.forms import Form, _by_key, _for_programs, _questions, _styled
from tests.support import ask


@lru_cache(maxsize=4)
def formatted(items: tuple[str, ...]) -> Mapping[str, tuple[Form, ...]]:
    """Return CSL-JSON items in every form of citation, by id."""
    given = [json.loads(each) for each in items]
    questions = [*_questions(given, given)]
    answers = dict(zip((question.name for question in questions), ask(questions), strict=True))
    styled, programs = (
        _styled(given, answers),
        _by_key(bibtex(answers["forms-bibtex"], [each["id"] for each in given])),
    )
    return {each["id"]: (*styled[each["id"]], *_for_programs(each, programs)) for each in given}


def cited(edition: Edition, text: Text, blank: bool = False) -> tuple[Form, ...]:
    """Return how the edition cites a text: as a whole or, if `blank`, with a blank for a place."""
    infos = [each.info for each in edition.texts]
    return format_citations(edition, infos, ask).forms[text.info.slug][blank]
