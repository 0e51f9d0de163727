"""Write words as YAML, for blocks that an editor pastes."""

import json


def quoted(words: str) -> str:
    """Return words in quotation marks that YAML reads back unchanged, whatever characters they hold.

    >>> print(quoted("Khrushchev: a # of notes"))
    "Khrushchev: a # of notes"
    """
    return json.dumps(words, ensure_ascii=False)
