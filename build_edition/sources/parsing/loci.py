"""Read the short forms in which editors write a passage or an occurrence."""


def passage_at(written: str) -> tuple[str, str]:
    """Return the name of the text and the id of the passage in a place that an editor wrote.

    >>> passage_at("letter p12")
    ('letter', 'p12')
    """
    text, _, passage = written.partition(" ")
    return text, passage


def occurrence_of(written: str | None) -> tuple[int, int] | None:
    """Return which occurrence is meant and of how many, or None if nothing was written.

    >>> occurrence_of("2 of 3")
    (2, 3)
    """
    if not written:
        return None
    nth, _, count = written.partition(" of ")
    return int(nth), int(count)
