"""How far each weight of the numbers engine can move before a finding in any case changes.

`python -m tests.bench_numbers --weights` prints the table; `cases/numbers/weights.txt` keeps it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from build_edition.numerals import Finding, examine, weights
from tests.simulator import garbled_sentences, sound_sentences
from tests.support import CASES, cases

FINEST = 0.05
"""Costs are moved by this at least; whole numbers by one."""

REACH = 10
"""A cost is raised by no more than this, a whole number to no more than this many times itself."""


@dataclass(frozen=True)
class Limit:
    """How far a weight can move one way, and the next value with the case whose finding changes."""

    holds: float
    breaks: float | None = None
    case: str = ""


def weight_names() -> list[str]:
    """The names of all weights, in the order of their module."""
    return [name for name, value in vars(weights).items() if isinstance(value, int | float)]


def texts_by_file() -> dict[str, list[str]]:
    """Every text of `cases/` that the engine is tried on, by the name of its file."""
    texts = {"numerals.yml": [str(case["text"]) for case in cases("numerals.yml")]}
    for path in (CASES / "numbers").glob("garbled*.txt"):
        texts[path.name] = [case.text for case in garbled_sentences(path.name)]
    for path in (CASES / "numbers").glob("sound*.txt"):
        texts[path.name] = sound_sentences(path.name)
    return texts


def case_texts() -> list[str]:
    """Every text that the engine is tried on, once."""
    files = sorted(texts_by_file().items())
    return list(dict.fromkeys(text for _, texts in files for text in texts))


def found_with(name: str, value: float, text: str) -> Finding:
    """What is found in a text if a weight has another value."""
    kept = getattr(weights, name)
    setattr(weights, name, value)
    try:
        return examine.__wrapped__(text)
    finally:
        setattr(weights, name, kept)


class Balance:
    """The cases with what is found in them; the one that changed last is tried first."""

    def __init__(self) -> None:
        self.findings = {text: examine(text) for text in case_texts()}

    def changed(self, name: str, value: float) -> str | None:
        """A case in which a weight of this value changes what is found."""
        for text, finding in self.findings.items():
            if found_with(name, value, text) != finding:
                self.findings = {text: finding} | self.findings
                return text
        return None

    def limits(self, name: str) -> tuple[Limit, Limit]:
        """How far a weight can move down and up."""
        value = getattr(weights, name)
        step = 1 if isinstance(value, int) else FINEST
        reach = REACH * value if isinstance(value, int) else REACH
        down = self._limit(name, lambda n: round(value - n * step, 2), round(value / step))
        return down, self._limit(name, lambda n: round(value + n * step, 2), round(reach / step))

    def _limit(self, name: str, moved: Callable[[int], float], most: int) -> Limit:
        """The last value that changes nothing: the steps are doubled, then the last is halved."""
        good, bad, case, tried = 0, None, "", 1
        while good < most and (bad is None or bad - good > 1):
            found = self.changed(name, moved(tried))
            if found is None:
                good = tried
            else:
                bad, case = tried, found
            tried = min(2 * tried, most) if bad is None else (good + bad) // 2
        return Limit(moved(good), None if bad is None else moved(bad), case)


def table() -> Iterator[str]:
    """For each weight a line with its range, and under it the cases that keep it there."""
    balance = Balance()
    for name in weight_names():
        down, up = balance.limits(name)
        highest = f"{up.holds:g}" if up.breaks is not None else "any"
        yield f"{name} = {getattr(weights, name):g}: {down.holds:g} to {highest}"
        for limit in (down, up):
            if limit.breaks is not None:
                yield f"  {limit.breaks:g}  {limit.case}"
