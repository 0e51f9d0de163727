"""The commands of the edition: each does one thing, says what it did, and answers with its exit code.

0 all is well, 1 Problems were found; wrong use is raised, and ends with 2.
"""

from build_edition.commands.contributions import run_note, run_text
from build_edition.commands.credit import run_credit
from build_edition.commands.release import run_release
from build_edition.commands.review import run_review
from build_edition.commands.shared import GOOD, PROBLEMS, WRONG_USE, WrongUseError
from build_edition.commands.site import run_build, run_check, run_serve
from build_edition.commands.texts import run_number, run_numbers, run_propose, run_recover

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
