"""Write words as YAML, for blocks that an editor pastes."""

import json


def quoted(words: str) -> str:
    """Return any words in quotation marks, so that YAML reads them back unchanged.

    >>> print(quoted("Khrushchev: a # of notes"))
    "Khrushchev: a # of notes"
    """
    return json.dumps(words, ensure_ascii=False)
