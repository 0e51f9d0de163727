"""How far each weight of the numbers engine can move before a finding in any case changes.

`python -m tests.bench_numbers --weights` prints the table; `cases/numbers/weights.txt` keeps it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from build_edition.numerals import Finding, examine, weights
from tests.simulator import garbled_sentences, sound_sentences
from tests.support import CASES, cases

FINEST = 0.05
"""The smallest step by which a cost is moved; whole numbers move by one."""

REACH = 10
"""The most by which a cost is raised; a whole number is raised by this many times itself."""


@dataclass(frozen=True)
class Limit:
    """How far a weight can move one way, the next value, and a case whose finding that changes."""

    holds: float
    breaks: float | None = None
    case: str = ""


def weight_names() -> list[str]:
    """Return the names of all weights, in the order of their module."""
    return [name for name, value in vars(weights).items() if isinstance(value, int | float)]


def texts_by_file() -> dict[str, list[str]]:
    """Return every text of `cases/` that the engine is tried on, by the name of its file."""
    texts = {"numerals.yml": [str(case["text"]) for case in cases("numerals.yml")]}
    for path in (CASES / "numbers").glob("garbled*.txt"):
        texts[path.name] = [case.text for case in garbled_sentences(path.name)]
    for path in (CASES / "numbers").glob("sound*.txt"):
        texts[path.name] = sound_sentences(path.name)
    return texts


def case_texts() -> list[str]:
    """Return every text that the engine is tried on, each once."""
    files = sorted(texts_by_file().items())
    return list(dict.fromkeys(text for _, texts in files for text in texts))


def found_with(name: str, value: float, text: str) -> Finding:
    """Return what is found in a text if a weight has another value."""
    kept = getattr(weights, name)
    setattr(weights, name, value)
    try:
        return examine.__wrapped__(text)
    finally:
        setattr(weights, name, kept)


class Balance:
    """The cases, each with what is found in it; the one that changed last is tried first."""

    def __init__(self) -> None:
        self.findings = {text: examine(text) for text in case_texts()}

    def changed(self, name: str, value: float) -> str | None:
        """Return a case in which this value of a weight changes what is found, or None."""
        for text, finding in self.findings.items():
            if found_with(name, value, text) != finding:
                self.findings = {text: finding} | self.findings
                return text
        return None

    def limits(self, name: str) -> tuple[Limit, Limit]:
        """Return how far a weight can move down, and how far up."""
        value = getattr(weights, name)
        step = 1 if isinstance(value, int) else FINEST
        reach = REACH * value if isinstance(value, int) else REACH
        down = self._limit(name, lambda n: round(value - n * step, 2), round(value / step))
        return down, self._limit(name, lambda n: round(value + n * step, 2), round(reach / step))

    def _limit(self, name: str, moved: Callable[[int], float], most: int) -> Limit:
        """Return the last value that changes nothing: the distance is doubled, then bisected."""
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
    """Yield one line for each weight, with its range, then one for each case that limits it."""
    balance = Balance()
    for name in weight_names():
        down, up = balance.limits(name)
        highest = f"{up.holds:g}" if up.breaks is not None else "any"
        yield f"{name} = {getattr(weights, name):g}: {down.holds:g} to {highest}"
        for limit in (down, up):
            if limit.breaks is not None:
                yield f"  {limit.breaks:g}  {limit.case}"
