"""Fingerprints of passages, notes and emendations: one of what each is, one of what it shows."""

import json
from hashlib import sha256

from build_edition.addresses.shown import shown_emendation, shown_note
from build_edition.model import (
    Address,
    EmendationRuling,
    Note,
    PassageRecord,
    Reading,
    Shown,
    ShownEmendation,
    ShownNote,
    ShownPassage,
)

LENGTH = 16
"""How many hexadecimal digits a fingerprint has: 64 bits tell a few thousand addresses apart."""


def fingerprint(words: str) -> str:
    """Return the fingerprint of words: the first digits of their SHA-256."""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def letters(words: str) -> str:
    """Return the letters and digits of words, or the words themselves if they have none.

    >>> letters("On 5 April, he left."), letters("…")
    ('On5Aprilheleft', '…')
    """
    return "".join(filter(str.isalnum, words)) or words


def of_words(words: str) -> str:
    """Return what identifies a passage: how many letters and digits, and their fingerprint."""
    kept = letters(words)
    return f"{len(kept)} {fingerprint(kept)}"


def passage_address(page: str, name: str, reading: Reading) -> Address:
    """Return the address of a passage under one of its ids, which may be that of a merged one."""
    identity = of_words(reading.passage.line.text)
    return Address(f"{page}#{name}", identity, print_of(ShownPassage(reading.text)))


def gone_address(page: str, name: str, record: PassageRecord) -> Address:
    """Return the address of a withdrawn passage, of which only the reason is shown."""
    identity = of_words(record.begins)
    return Address(f"{page}#{name}", identity, print_of(ShownPassage("", record.gone)))


def note_address(page: str, note: Note) -> Address:
    """Return the address of a note, retired or not."""
    shown = shown_note(note)
    return Address(f"{page}#note-{note.id}", identity_of(shown), print_of(shown))


def emendation_address(page: str, ruling: EmendationRuling) -> Address:
    """Return the address of an emendation, retired or not."""
    shown = shown_emendation(ruling)
    return Address(f"{page}#em-{ruling.id}", identity_of(shown), print_of(shown))


def identity_of(shown: ShownNote | ShownEmendation) -> str:
    """Return what identifies a note or an emendation: its place, and the print of some words."""
    words = shown.words if isinstance(shown, ShownNote) else shown.on
    return f"{shown.at} {fingerprint(letters(words))}"


def print_of(shown: Shown) -> str:
    """Return the fingerprint of what a place shows."""
    if isinstance(shown, ShownPassage):
        gone = json.dumps(("gone", shown.gone))
        return fingerprint(gone if shown.gone else shown.reading)
    ends = (shown.retired, shown.successor)
    if isinstance(shown, ShownNote):
        grounds = (shown.kind, shown.certainty, shown.internal, shown.sources, shown.source)
        return fingerprint(json.dumps((shown.on, shown.words, grounds, *ends)))
    why = (shown.kind, shown.certainty, shown.evidence, shown.sources, shown.why)
    return fingerprint(json.dumps((shown.on, shown.read, why, *ends)))
