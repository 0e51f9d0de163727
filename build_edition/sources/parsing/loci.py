"""Places in the texts, as editors write them down."""


def passage_at(written: str) -> tuple[str, str]:
    """The text and the passage of a place such as `novel p12`."""
    text, _, passage = written.partition(" ")
    return text, passage


def occurrence_of(written: str | None) -> tuple[int, int] | None:
    """Which of how many is meant, as in `2 of 3`; nothing where nobody had to say."""
    if not written:
        return None
    nth, _, count = written.partition(" of ")
    return int(nth), int(count)
