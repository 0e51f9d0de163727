"""Cut a reading into runs, so that renderers need no arithmetic on offsets."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from build_edition.model import Annotation, Call, Emendation, Reading, Span


class Run(NamedTuple):
    """A stretch of a reading that is drawn as one: plain words, or one whole emendation.

    `transmitted` are the words as received, `calls` the calls of endnotes right after the run,
    `noted` the notes whose words include it, `marks` those whose words end with it.
    """

    text: str
    transmitted: str
    emendation: Emendation | None
    calls: tuple[Call, ...]
    noted: tuple[Annotation, ...] = ()
    marks: tuple[Annotation, ...] = ()


def runs(reading: Reading) -> tuple[Run, ...]:
    """Return a reading as runs in order; their texts, joined, are exactly the reading.

    No emendation is cut: a call inside one has already moved after it, and the edge of a note's
    words inside one moves out to the emendation's edge.
    """
    if not (reading.emendations or reading.calls or reading.annotations):
        return (Run(reading.text, reading.text, None, ()),) if reading.text else ()
    noted = [(outward(a.span, reading.emendations), a) for a in reading.annotations]
    cuts = {0, len(reading.text), *(call.at for call in reading.calls)}
    cuts |= {at for e in reading.emendations for at in e.reading}
    cuts |= {at for span, _ in noted for at in span}
    by_start = {e.reading.start: e for e in reading.emendations}
    cut: list[Run] = []
    for start, end in pairwise(sorted(cuts)):
        emendation = by_start.get(start)
        text = reading.text[start:end]
        cut.append(
            Run(
                text=text,
                transmitted=emendation.ruling.on if emendation else text,
                emendation=emendation,
                calls=tuple(call for call in reading.calls if start < call.at <= end),
                noted=tuple(a for span, a in noted if span.start <= start and end <= span.end),
                marks=tuple(a for span, a in noted if span.end == end),
            )
        )
    return tuple(cut)


def outward(span: Span, emendations: Iterable[Emendation]) -> Span:
    """Return a span of a reading, widened so that it cuts no emendation (code points)."""
    start, end = span
    for placed in emendations:
        first, last = placed.reading
        start = first if first < start < last else start
        end = last if first < end < last else end
    return Span(start, end)
