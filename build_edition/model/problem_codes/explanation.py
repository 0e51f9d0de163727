"""The explanation of a Problem code, which holds for every Problem that has it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is wrong in general, what to do about it, and why it matters where that is not obvious.

    These three are plain sentences, with names of files, keys and commands between backticks.
    `severities` are those that a Problem of this code may have.
    """

    wrong: str
    cure: str
    why: str = ""
    severities: tuple[Severity, ...] = ("error",)
