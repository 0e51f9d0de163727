"""The commands of the edition: each does one thing, says what it did, and answers with its exit code.

0 all is well, 1 Problems were found; wrong use is raised, and ends with 2.
"""

from build_edition.commands.contributing.credit import run_credit
from build_edition.commands.contributing.note import run_note
from build_edition.commands.contributing.review import run_review
from build_edition.commands.publishing.build import run_build
from build_edition.commands.publishing.check import run_check
from build_edition.commands.publishing.release import run_release
from build_edition.commands.publishing.serve import run_serve
from build_edition.commands.steps.common import GOOD, PROBLEMS, WRONG_USE, WrongUseError
from build_edition.commands.texts.number import run_number
from build_edition.commands.texts.numbers import run_numbers
from build_edition.commands.texts.propose import run_propose
from build_edition.commands.texts.recover import run_recover
from build_edition.commands.texts.text import run_text

__all__ = [
    "GOOD",
    "PROBLEMS",
    "WRONG_USE",
    "WrongUseError",
    "run_build",
    "run_check",
    "run_credit",
    "run_note",
    "run_number",
    "run_numbers",
    "run_propose",
    "run_recover",
    "run_release",
    "run_review",
    "run_serve",
    "run_text",
]
