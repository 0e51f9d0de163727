"""Citations formatted one item at a time, to hold those of the edition against."""

import json
from collections.abc import Mapping
from functools import lru_cache

from build_edition.render.citing.forms import Form, _for_programs, _styled


@lru_cache(maxsize=4)
def formatted(items: tuple[str, ...]) -> Mapping[str, tuple[Form, ...]]:
    """Items of CSL-JSON in every form, by their ids."""
    given = [json.loads(each) for each in items]
    styled, programs = _styled(given), _for_programs(given)
    return {name: (*styled[name], *programs[name]) for name in styled}
