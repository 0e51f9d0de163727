"""Decide whether a released address still means what it meant."""

from collections.abc import Iterable, Iterator

from build_edition.addresses.fingerprints import fingerprint, of_words
from build_edition.model import Address, Reading, Span, Text


def is_same_thing(then: Address, now: Address, reading: Reading | None) -> bool:
    """Return whether a note or emendation is the one released: same passage or same words.

    `reading` is the passage it is on now, which may have several ids.
    """
    place, _, words = then.identity.partition(" ")
    at, _, present = now.identity.partition(" ")
    ids = (reading.id, *reading.passage.also) if reading else (at,)
    return present == words or place in ids


def holds(text: Text, reading: Reading, identity: str) -> bool:
    """Return whether no other passage holds more of the words that were released under its id.

    The words are looked for across the boundaries of passages, since these may be merged or
    divided, and in the raw text, since cleaning may have removed a label or a call from them.
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
"""The letters and digits of a text, and for each the id of its passage, or an empty string."""


def _transmitted(text: Text) -> tuple[Letters, frozenset[int]]:
    return _marked((r.passage.line.text, r.id) for r in text.readings)


def _raw(text: Text) -> tuple[Letters, frozenset[int]]:
    """Return the raw text's letters, with the passage that each is in, as `_marked` does."""
    return _marked(_stretches(text.raw, [(r.passage.line.span, r.id) for r in text.readings]))


def _stretches(raw: str, spans: Iterable[tuple[Span, str]]) -> Iterator[tuple[str, str]]:
    at = 0
    for span, name in sorted(spans):
        yield raw[at : span.start], ""
        yield raw[max(at, span.start) : span.end], name
        at = max(at, span.end)
    yield raw[at:], ""


def _marked(stretches: Iterable[tuple[str, str]]) -> tuple[Letters, frozenset[int]]:
    """Return letters with their passages, and the indices at which a word begins."""
    found: list[str] = []
    owners: list[str] = []
    begins: list[int] = []
    for words, name in stretches:
        inside = False
        for character in words:
            if character.isalnum():
                begins += [] if inside else [len(found)]
                found.append(character)
                owners.append(name)
            inside = character.isalnum()
    return ("".join(found), owners), frozenset(begins)


def _shares(
    marked: tuple[Letters, frozenset[int]], size: int, print_: str
) -> Iterator[dict[str, int]]:
    """Yield, for each place where the words occur, how many of their letters each passage holds."""
    (found, owners), begins = marked
    for start in sorted(begins):
        if start + size <= len(found) and fingerprint(found[start : start + size]) == print_:
            held = [name for name in owners[start : start + size] if name]
            yield {name: held.count(name) for name in dict.fromkeys(held)}
