"""The suspect numbers of a whole text: those not ruled on, and what they say about the text."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from build_edition.model import Reading
from build_edition.numerals import Suspect, examine

_NEAR = 1000
"""How many words apart two alarms may be at most, to show that a text's numbers were overwritten.

The novel has eleven on a page of 3,600 words. In 4.6 million words of books, speeches, interviews and
news there is one for each 100,000 words, and nearly all are on words that are damaged indeed.
"""


def unruled(reading: Reading) -> Iterator[Suspect]:
    """Yield each suspect number of a passage that no ruling touches."""
    for suspect in examine(reading.passage.line.text).suspects:
        ruled = (emendation.transmitted for emendation in reading.emendations)
        if not any(r.start < suspect.end and suspect.start < r.end for r in ruled):
            yield suspect


def strong_signs(paragraphs: Sequence[str]) -> tuple[tuple[int, Suspect], ...]:
    """Return the certain alarms of a text, each with the index of its paragraph, if they are enough.

    They are enough to think that the text's numbers were overwritten if two are near each other;
    then all are returned, else none. An alarm beside a blank is near it, since it is near itself.
    """
    found: list[tuple[int, Suspect]] = []
    words, at = 0, []
    for n, paragraph in enumerate(paragraphs):
        for suspect in examine(paragraph).suspects:
            if suspect.certainty == "high":
                found.append((n, suspect))
                at.append(words)
        words += len(paragraph.split())
    return tuple(found) if any(b - a <= _NEAR for a, b in pairwise(at)) else ()
