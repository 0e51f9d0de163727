"""Format of a citation, as editors write it: a work's key, the place in it, and how it was seen."""

import re
from difflib import get_close_matches
from typing import Annotated, NamedTuple, get_args

from pydantic import AfterValidator, Field

from build_edition.model import Seen
from build_edition.sources.formats.plain_words import LONGEST_SOURCE, OneLine

_STATE = re.compile(r"\s*\[(?P<state>[^\[\]]*)\]\s*$")
_LOCATED = ("read", "excerpt")


class Written(NamedTuple):
    """The parts of a citation as it was written; `seen` may be a word that is no state."""

    key: str
    locator: str
    seen: str


def parts_of(source: str) -> Written:
    """Return the parts of a citation: “key”, “key, locator”, or either with “[state]” behind it.

    >>> parts_of("example1999, ch. 13 [excerpt]")
    Written(key='example1999', locator='ch. 13', seen='excerpt')
    """
    state = _STATE.search(source)
    key, _, locator = source[: state.start() if state else None].partition(",")
    return Written(key.strip(), locator.strip(), state["state"].strip() if state else "")


def _source(value: str) -> str:
    state, states = parts_of(value), get_args(Seen)
    if _STATE.search(value) and state.seen not in states:
        near = get_close_matches(state.seen, states, n=1)
        meant = f"[{near[0]}]" if near else "one of " + ", ".join(f"[{each}]" for each in states)
        raise ValueError(f"the word in brackets says how the source was seen: write {meant}")
    if state.seen in _LOCATED and not state.locator:
        raise ValueError(
            f"[{state.seen}] needs the place that was seen: “{state.key}, p. 12 [{state.seen}]”"
        )
    return value


Sources = tuple[Annotated[OneLine, Field(max_length=LONGEST_SOURCE), AfterValidator(_source)], ...]
"""Citations: each a work's key, with a locator after a comma, and in brackets how it was seen."""
