"""Fingerprints of passages, notes and emendations: one of what each is, one of what it shows."""

import json
from collections.abc import Iterable
from hashlib import sha256

from build_edition.model import Address, Citation, EmendationRuling, Note, PassageRecord, Reading
from build_edition.notes.markdown import plain

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
    return Address(f"{page}#{name}", identity, fingerprint(reading.text))


def gone_address(page: str, name: str, record: PassageRecord) -> Address:
    """Return the address of a withdrawn passage, of which only the reason is shown."""
    return Address(f"{page}#{name}", of_words(record.begins), _showed("gone", record.gone))


def note_address(page: str, note: Note) -> Address:
    """Return the address of a note, retired or not."""
    words = plain(note.body)
    cited = _cited(note.citations)
    grounds = (note.kind, note.certainty, note.internal, cited, note.source)
    showed = _showed(note.lemma.on, words, grounds, note.retired, note.successor)
    return Address(f"{page}#note-{note.id}", _placed(note.lemma.at, words), showed)


def emendation_address(page: str, ruling: EmendationRuling) -> Address:
    """Return the address of an emendation, retired or not."""
    cited = _cited(ruling.sources)
    grounds = (ruling.kind, ruling.certainty, ruling.evidence, cited, ruling.why)
    showed = _showed(ruling.on, ruling.read, grounds, ruling.retired, ruling.successor)
    return Address(f"{page}#em-{ruling.id}", _placed(ruling.at, ruling.on), showed)


def _cited(citations: Iterable[Citation]) -> list[tuple[str, ...]]:
    """Return citations as 0.1.0 showed them, which did not say how their places were seen."""
    return [(c.key, c.locator, *([c.seen] if c.seen else [])) for c in citations]


def _placed(at: str, words: str) -> str:
    return f"{at} {fingerprint(letters(words))}"


def _showed(*parts: object) -> str:
    return fingerprint(json.dumps(parts))
