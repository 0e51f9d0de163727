"""Measure how well the numbers engine does on our own sentences: `python -m tests.bench_numbers`.

Precision and recall count suspect numbers; a repair is right if a reading is the true sentence,
with gaps where digits are no longer on the page. On sound prose, from books, every alarm is false. `-v` prints the sentences that the engine gets
wrong, and `--weights` how far each weight can move before a finding in any case changes.
"""

import re
import sys
from dataclasses import dataclass

from build_edition.numerals import examine
from tests.numeral_weights import table
from tests.simulator import Garbled, garbled_sentences, sound_sentences
from tests.support import CASES

SETS = {
    "first set": "",
    "second set": "-2",
    "third set": "-3",
    "fourth set": "-4",
    "fifth set": "-5",
}
"""The sentences that were at hand while the engine was written (the first and the fifth set).

The others were written blind, and have since been used to improve it.
"""


_BETWEEN = re.compile(r" to | or | and |–")
"""Matches what is between the two numbers of a range, which are one suspect."""


@dataclass(frozen=True)
class OnProse:
    """What is found in sound prose: its words, the paragraphs with an alarm, those with a hint."""

    words: int
    alarms: int
    hints: int

    @property
    def alarms_in_100_000(self) -> float:
        """How many false alarms there are in 100,000 words."""
        return 100_000 * self.alarms / self.words


def on_prose() -> OnProse:
    """Return what is found in the books of `cases/numbers/prose`."""
    files = sorted((CASES / "numbers/prose").glob("*.txt"))
    texts = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    found = [examine(text).suspects for text in texts]
    alarms = sum(any(s.certainty != "low" for s in suspects) for suspects in found)
    words = sum(len(text.split()) for text in texts)
    return OnProse(words, alarms, sum(map(bool, found)) - alarms)


def main(verbose: bool = False) -> dict[str, dict[str, float]]:
    """Measure every set, print a table for each, and return the figures (shares of 1)."""
    prose = on_prose()
    print(
        f"{prose.words} words of sound prose: {prose.alarms} alarms, {prose.hints} hints;"
        f" {prose.alarms_in_100_000:.1f} false alarms in 100,000 words\n"
    )
    return {name: measure(name, suffix, verbose) for name, suffix in SETS.items()}


def measure(name: str, suffix: str, verbose: bool) -> dict[str, float]:
    """Measure one set of sentences, print its table and return its figures."""
    garbled = garbled_sentences(f"garbled{suffix}.txt")
    sound = sound_sentences(f"sound{suffix}.txt")
    visible = [case for case in garbled if case.visible]
    weak = [case for case in garbled if not case.visible]
    hits, called, due = _numbers(visible)
    alarms = [s for s in sound if any(x.certainty != "low" for x in examine(s).suspects)]
    hints = [s for s in sound if examine(s).suspects]
    first = [case for case in visible if _rank(case) == 0]
    among = [case for case in visible if _rank(case) < 3]
    figures = {
        "precision of alarms": hits / called,
        "recall of alarms": hits / due,
        "hints on weak clues": sum(bool(examine(c.text).suspects) for c in weak) / len(weak),
        "right reading first": len(first) / len(visible),
        "right reading among three": len(among) / len(visible),
        "false alarms on sound sentences": len(alarms) / len(sound),
        "hints on sound sentences": len(hints) / len(sound),
    }
    print(
        f"{len(visible)} garbled, {len(weak)} with only a weak clue, {len(sound)} sound sentences"
    )
    print("\n| measure | share |\n|---|---|")
    for measured, share in figures.items():
        print(f"| {measured} | {share:.1%} |")
    if verbose:
        for case in (c for c in visible if c not in first):
            print(
                f"\n{case.text}\n  true: {case.truth}",
                [s.text for s in examine(case.text).suspects],
            )
            for reading in examine(case.text).readings:
                print(f"  read: {reading.text}")
        print(*(f"\nfalse: {s}" for s in hints))
        print(*(f"\nunseen: {c.text}" for c in weak if not examine(c.text).suspects))
    return figures


def _numbers(cases: list[Garbled]) -> tuple[int, int, int]:
    hits = called = due = 0
    for case in cases:
        suspects = (s.text for s in examine(case.text).suspects if s.certainty != "low")
        found = [text for s in suspects for text in _BETWEEN.split(s)]
        called += len(found)
        due += len(case.wrong)
        left = list(case.wrong)
        for text in found:
            known = text.rstrip("stndrh") if text[:1].isdigit() else ""
            if known in left:
                left.remove(known)
                hits += 1
    return hits, called, due


def _rank(case: Garbled) -> int:
    readings = [reading.text for reading in examine(case.text).readings]
    return readings.index(case.truth) if case.truth in readings else 3


if __name__ == "__main__":
    if "--weights" in sys.argv:
        print(*table(), sep="\n")
    else:
        main(verbose="-v" in sys.argv)
