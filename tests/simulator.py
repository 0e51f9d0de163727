"""Garble true sentences the way the novel's numbers were garbled, to test the engine.

The simulator writes the Chinese digits, in Chinese order, over the English numerals, and keeps what
can be recovered: the true sentence, with a gap where a digit is no longer on the page.
"""

import re
from dataclasses import dataclass

from tests.support import CASES

_SLOT = re.compile(r"\{(\w+):([\d.,]+)(?:\|([\d.,-]+))?\}")


@dataclass(frozen=True)
class Garbled:
    """A garbled sentence, the true one with gaps, and the numbers as printed that are wrong.

    `visible` is False if nothing on the page shows the garbling but a number that equals its month.
    """

    text: str
    truth: str
    wrong: tuple[str, ...]
    visible: bool


def garble(line: str) -> Garbled:
    """Return the sentence of one line of `garbled.txt`, garbled."""
    template, _, order = line.partition("|||")
    slots = {m[1]: (m[2], m[3] or m[2]) for m in _SLOT.finditer(template)}
    queue = [(n, slots[n][1]) if n in slots else (n, n.partition(":")[2]) for n in order.split()]
    queue = [(name, digits) for name, digits in queue if digits]
    english = list(slots)
    printed = dict(zip(english, (digits for _, digits in queue), strict=False))
    kept = {name for name, _ in queue[: len(english)]}
    text = _SLOT.sub(lambda m: printed.get(m[1], ""), template)
    text = re.sub(r" +", " ", text).strip()
    truth = _SLOT.sub(lambda m: m[2] if m[1] in kept else "[?]", template)
    true = {name: slots[name][0] for name in kept if name in slots}
    wrong = [n for n in english if n not in printed or printed[n] != true.get(n)]
    months = {f"m:{printed[n]}" for n in wrong if n in printed} & set(order.split())
    face = any(n not in printed or len(printed[n]) == 4 for n in wrong)
    weak = bool(months) and not face
    return Garbled(text, truth, tuple(printed.get(n, "") for n in wrong), not weak)


def garbled_sentences(file: str = "garbled.txt") -> list[Garbled]:
    """Return every sentence of a file, garbled; those in which no number is wrong are left out."""
    return [case for line in _lines(file) if (case := garble(line)).wrong]


def sound_sentences(file: str = "sound.txt") -> list[str]:
    """Return every sentence of a file of sound ones, which must be left alone."""
    return _lines(file)


def _lines(name: str) -> list[str]:
    content = (CASES / "numbers" / name).read_text(encoding="utf-8")
    return [line.strip() for line in content.splitlines() if line.strip() and line[0] != "#"]
