"""Citations formatted item by item, with which to compare those of the edition."""

import json
from collections.abc import Mapping
from functools import lru_cache

from build_edition.model import Edition, Text
from build_edition.render.citing.citeproc import answered
from build_edition.render.citing.forms import Form, Forms, _questions, _styled, for_programs
from tests.support import ask, whole


@lru_cache(maxsize=4)
def formatted(items: tuple[str, ...]) -> Mapping[str, tuple[Form, ...]]:
    """Return CSL-JSON items in every form of citation, by id."""
    given = [json.loads(each) for each in items]
    questions = [*_questions(given)]
    answers = answered(questions, ask)
    styled = _styled(given, answers)
    return {each["id"]: (*styled[each["id"]], *for_programs(each)) for each in given}


def cited(edition: Edition, text: Text) -> Forms:
    """Return how the edition cites a text, a passage of it, and a note on it."""
    return whole(edition).citations.forms[text.info.slug]
