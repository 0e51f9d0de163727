"""Cutting a reading into runs: the only offset arithmetic that renderers need."""

from dataclasses import dataclass
from itertools import pairwise

from build_edition.model import Call, Emendation, Reading


@dataclass(frozen=True)
class Run:
    """A stretch of a reading that is of one piece: plain words, or one whole emendation.

    `transmitted` are the words as they came, `calls` the calls of endnotes that stand behind
    the run.
    """

    text: str
    transmitted: str
    emendation: Emendation | None
    calls: tuple[Call, ...]


def runs(reading: Reading) -> tuple[Run, ...]:
    """A reading as runs in order; their texts joined are the reading, nothing more or less.

    A call that stood inside an emendation stands behind it already, so none is ever cut.
    """
    cuts = {0, len(reading.text), *(call.at for call in reading.calls)}
    cuts |= {at for e in reading.emendations for at in e.reading}
    edges = sorted(cuts)
    by_start = {e.reading.start: e for e in reading.emendations}
    cut: list[Run] = []
    for start, end in pairwise(edges):
        emendation = by_start.get(start)
        calls = tuple(call for call in reading.calls if start < call.at <= end)
        text = reading.text[start:end]
        before = emendation.ruling.on if emendation else text
        cut.append(Run(text, before, emendation, calls))
    return tuple(cut)
