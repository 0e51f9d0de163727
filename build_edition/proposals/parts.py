"""Propose the parts to divide a large text into."""

import re
from collections.abc import Iterator, Sequence

from build_edition.model import Passage
from build_edition.proposals.yaml_words import quoted
from build_edition.texts.passages import MOST_CHARACTERS, MOST_PASSAGES, characters_of, is_large

_SHARE = 4
"""A proposed part has at most this fraction of what a page can bear: then it is there at once."""

_PLAIN = re.compile(r"p\d+")


def parts_draft(passages: Sequence[Passage]) -> str:
    """Return parts for a large text, in YAML, for its `text.yml`; nothing if it is not large."""
    if not is_large(passages):
        return ""
    found = "".join(
        f"  - at: {part[0].id}\n    label: {quoted(_label(part[0], n))}\n"
        for n, part in enumerate(_parts(passages), start=1)
    )
    return f"parts:\n{found}"


def _label(first: Passage, n: int) -> str:
    return first.line.text if first.line.kind == "heading" else f"Part {n}"


def _parts(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield parts of whole sections where these are short enough, else cut between passages."""
    part: list[Passage] = []
    characters = 0
    for section in _sections(passages):
        whole = sum(map(characters_of, section))
        if part and _is_full(len(part) + len(section), characters + whole):
            yield part
            part, characters = [], 0
        for passage in section:
            more = characters + characters_of(passage)
            if part and _PLAIN.fullmatch(passage.id) and _is_full(len(part) + 1, more):
                yield part
                part, characters = [], 0
            part.append(passage)
            characters += characters_of(passage)
    yield part


def _sections(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield the passages by sections: a heading, or several, and what is below."""
    section: list[Passage] = []
    for before, passage in zip((None, *passages), passages, strict=False):
        heads = passage.line.kind == "heading" and _PLAIN.fullmatch(passage.id)
        if section and heads and before and before.line.kind != "heading":
            yield section
            section = []
        section.append(passage)
    yield section


def _is_full(passages: int, characters: int) -> bool:
    return _SHARE * passages > MOST_PASSAGES or _SHARE * characters > MOST_CHARACTERS
