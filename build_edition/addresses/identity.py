"""Whether a released address still means what it meant."""

from collections.abc import Iterable, Iterator

from build_edition.addresses.fingerprints import fingerprint, of_words
from build_edition.model import Address, Reading, Span, Text


def is_same_thing(then: Address, now: Address, reading: Reading | None) -> bool:
    """Whether a note or emendation is the one it was: in its place, or with its words.

    `reading` is the passage it hangs on now, which may go by several ids.
    """
    place, _, words = then.identity.partition(" ")
    at, _, present = now.identity.partition(" ")
    ids = (reading.id, *reading.passage.also) if reading else (at,)
    return present == words or place in ids


def holds(text: Text, reading: Reading, identity: str) -> bool:
    """Whether a passage holds most of the words that an id was given to.

    They are looked for in the passages one after another, since passages may be merged or
    divided, and in the raw text, since cleaning may have taken a label or a call out of them.
    """
    if of_words(reading.passage.line.text) == identity:
        return True
    size, _, print_ = identity.partition(" ")
    shares = [
        *_shares(_transmitted(text), int(size), print_),
        *_shares(_raw(text), int(size), print_),
    ]
    return any(share.get(reading.id) == max(share.values(), default=-1) for share in shares)


Letters = tuple[str, list[str]]
"""The letters and digits of a text, and for each the passage it belongs to, if any."""


def _transmitted(text: Text) -> tuple[Letters, frozenset[int]]:
    return _marked((r.passage.line.text, r.id) for r in text.readings)


def _raw(text: Text) -> tuple[Letters, frozenset[int]]:
    """The raw text in stretches: what belongs to a passage, and what lies between."""
    return _marked(_stretches(text.raw, [(r.passage.line.span, r.id) for r in text.readings]))


def _stretches(raw: str, spans: Iterable[tuple[Span, str]]) -> Iterator[tuple[str, str]]:
    at = 0
    for span, name in sorted(spans):
        yield raw[at : span.start], ""
        yield raw[max(at, span.start) : span.end], name
        at = max(at, span.end)
    yield raw[at:], ""


def _marked(stretches: Iterable[tuple[str, str]]) -> tuple[Letters, frozenset[int]]:
    """Letters with their passages, and the places where a word begins."""
    found: list[str] = []
    owners: list[str] = []
    begins: list[int] = []
    for words, name in stretches:
        inside = False
        for sign in words:
            if sign.isalnum():
                begins += [] if inside else [len(found)]
                found.append(sign)
                owners.append(name)
            inside = sign.isalnum()
    return ("".join(found), owners), frozenset(begins)


def _shares(
    marked: tuple[Letters, frozenset[int]], size: int, print_: str
) -> Iterator[dict[str, int]]:
    """For each place where the words stand, how many of their letters each passage holds."""
    (found, owners), begins = marked
    for start in sorted(begins):
        if start + size <= len(found) and fingerprint(found[start : start + size]) == print_:
            held = [name for name in owners[start : start + size] if name]
            yield {name: held.count(name) for name in dict.fromkeys(held)}
