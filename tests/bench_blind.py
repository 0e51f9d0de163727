"""Measure how well the numbers engine does on its blind sets: `python -m tests.bench_blind`.

The sentences of each were written by someone who had not read the engine, and were run once, on the
engine as it then was; `docs/about/numbers.md` has the figures. Each line of a set has the
words, whether they are sound, and of garbled ones the spans that are wrong and the readings that are
right, best first. A sentence is weak if the page shows no more than a number that equals its month.
`-v` prints the sentences that the engine gets wrong.
"""

import json
import sys
from dataclasses import dataclass

from build_edition.numerals import UNKNOWN, Finding, examine
from tests.support import CASES

SETS = ("sixth", "seventh", "eighth", "ninth")
"""The sets, in the order in which they were written, each by its file in `cases/numbers/`."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of the set, and what is found in it."""

    words: str
    sound: bool
    weak: bool
    spans: tuple[tuple[int, int], ...]
    right: tuple[str, ...]
    why: str
    found: Finding

    @property
    def alarms(self) -> tuple[tuple[int, int], ...]:
        """The spans of what is found, hints left out."""
        return tuple((s.start, s.end) for s in self.found.suspects if s.certainty != "low")

    @property
    def rank(self) -> int:
        """The place of the first right reading among those offered, from 0; 3 if there is none."""
        offered = [reading.text for reading in self.found.readings]
        return next((n for n, text in enumerate(offered) if text in self.right), 3)


def sentences(name: str) -> list[Sentence]:
    """Return every sentence of a set, examined."""
    lines = (CASES / f"numbers/{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Sentence(
            each["words"],
            each["sound"],
            each["why"].startswith("weak"),
            tuple((start, end) for start, end in each["spans"]),
            tuple(each["readings"]),
            each["why"],
            examine(each["words"]),
        )
        for each in map(json.loads, lines)
    ]


def measure(every: list[Sentence]) -> dict[str, str]:
    """Return the figures of the set, each in words."""
    sound = [s for s in every if s.sound]
    weak = [s for s in every if s.weak]
    garbled = [s for s in every if not s.sound and not s.weak]
    one = [s for s in garbled if len(s.right) == 1]
    several = [s for s in garbled if len(s.right) > 1]
    open_ = [s for s in garbled if all(UNKNOWN in text for text in s.right)]
    famous = [s for s in garbled if "famous" in s.why]
    hits, false = sum(bool(s.alarms) for s in garbled), sum(bool(s.alarms) for s in sound)
    found, called = (sum(n) for n in zip(*map(_spans, garbled), strict=True))
    due = sum(len(s.spans) for s in garbled)
    return {
        "alarms, F1": f"{_f1(hits, hits + false, len(garbled)):.3f}",
        "wrong numbers, F1": f"{_f1(found, called, due):.3f}",
        "false alarms on sound sentences": f"{false} of {len(sound)}",
        "hints on sound sentences": f"{sum(bool(s.found.suspects) for s in sound) - false} of {len(sound)}",
        "weak clues hinted at": f"{sum(bool(s.found.suspects) for s in weak)} of {len(weak)}",
        "the one right reading, first": f"{sum(s.rank == 0 for s in one)} of {len(one)}",
        "one of several right readings, first": f"{sum(s.rank == 0 for s in several)} of {len(several)}",
        "one of several right readings, among three": f"{sum(s.rank < 3 for s in several)} of {len(several)}",
        "a lost number left open first": f"{sum(s.rank == 0 for s in open_)} of {len(open_)}",
        "a famous date left open first": f"{sum(s.rank == 0 for s in famous)} of {len(famous)}",
    }


def _spans(sentence: Sentence) -> tuple[int, int]:
    """Return how many wrong spans an alarm touches, and how many there are with those that touch none."""
    touched = [
        any(a < end and start < b for a, b in sentence.alarms) for start, end in sentence.spans
    ]
    stray = [
        not any(start < b and a < end for start, end in sentence.spans) for a, b in sentence.alarms
    ]
    return sum(touched), sum(touched) + sum(stray)


def _f1(hits: int, called: int, due: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * hits / (called + due) if called + due else 1.0


def main(verbose: bool) -> None:
    """Print the figures of each set, and on request what the engine gets wrong."""
    each = [sentences(name) for name in SETS]
    figures = [measure(every) for every in each]
    print(f"| measure | {' | '.join(f'{name} set' for name in SETS)} |\n|---|{'---|' * len(SETS)}")
    for name in figures[0]:
        print(f"| {name} | {' | '.join(found[name] for found in figures)} |")
    for s in (s for every in each for s in every if verbose):
        wrong = bool(s.found.suspects) if s.sound else s.rank > 0 or (not s.weak and not s.alarms)
        if wrong:
            print(f"\n{s.words}\n  {s.why}\n  right: {' | '.join(s.right)}")
            print(*(f"  {x.certainty}: {x.text} ({x.rule})" for x in s.found.suspects), sep="\n")
            print(*(f"  read: {r.text}" for r in s.found.readings), sep="\n")


if __name__ == "__main__":
    main("-v" in sys.argv)
