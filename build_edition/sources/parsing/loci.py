"""Read the short forms in which editors write a passage or an occurrence."""


def passage_at(written: str) -> tuple[str, str]:
    """Return the text and the passage of a place.

    >>> passage_at("novel p12")
    ('novel', 'p12')
    """
    text, _, passage = written.partition(" ")
    return text, passage


def occurrence_of(written: str | None) -> tuple[int, int] | None:
    """Return which of how many is meant, or None if nothing was written.

    >>> occurrence_of("2 of 3")
    (2, 3)
    """
    if not written:
        return None
    nth, _, count = written.partition(" of ")
    return int(nth), int(count)
