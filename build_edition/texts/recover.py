"""Recover the raw text from readings and ledgers alone."""

from build_edition.model import Text
from build_edition.texts.ledger import LedgerError, apply, inverse


def recover(text: Text) -> str | None:
    """Return the raw text recovered from readings and ledgers, or None if these do not fit."""
    try:
        lines = [apply(reading.text, inverse(reading.edits)) for reading in text.readings]
        return apply("\n".join(lines), inverse(text.cleaning))
    except LedgerError:
        return None
