"""What a Problem code means, in whichever Problem it occurs."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is wrong in general, what to do about it, and why it matters where that is not obvious.

    All three are plain sentences, with names of files, keys and commands between backticks.
    """

    wrong: str
    cure: str
    why: str = ""
    severities: tuple[Severity, ...] = ("error",)
