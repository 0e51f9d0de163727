"""The command line: arguments in, output and an exit code out.

Exit codes: 0 all is well, 1 Problems were found or a program failed, 2 the command was used
wrongly, 130 it was interrupted.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import get_args

from build_edition.commands.printing.problems import FORMATS
from build_edition.commands.steps.outcome import (
    GOOD,
    PROBLEMS,
    WRONG_USE,
    WrongUseError,
    failure,
    progress,
)
from build_edition.model import NoteKind

INTERRUPTED = 130  # 128 and the number of SIGINT, as shells report it

_Run = Callable[[argparse.Namespace], int]
_Add = Callable[[str, str, str], argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of the edition and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except WrongUseError as misuse:
        print(f"build_edition: {misuse}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        progress("")
        print("stopped", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of the output, such as head, has ended; Python would fail again on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    except Exception as error:
        progress("")
        print(f"build_edition: {failure(error)}", file=sys.stderr)
        return PROBLEMS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m build_edition", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    add = _adder(commands.add_parser)
    add("build", "publishing.build", "check everything, fill docs/ and build site/")
    add("archive", "publishing.archive", "build site/, and pack it to be read from a disk")
    check = add(
        "check", "publishing.check", "print every problem of the edition, and write nothing"
    )
    check.add_argument(
        "--format", choices=sorted(FORMATS), default="text", help="the output format"
    )
    add("owners", "publishing.owners", "tell the host whom to ask for reviews")
    serve = add("serve", "publishing.serve", "serve a preview that follows every edit")
    serve.add_argument("--port", type=_port, default=8000, help="the port (default: 8000)")
    serve.add_argument("--host", default="127.0.0.1", help="the address (default: 127.0.0.1)")
    _add_founding(add)
    _add_contributing(add)
    _add_release(add)
    _add_texts(add, commands.choices)
    return parser


def _add_texts(add: _Add, choices: Mapping[str, argparse.ArgumentParser]) -> None:
    """Add the commands on one text."""
    for name, run, words in (
        ("propose", "texts.propose", "print rules and rulings to paste into a text's text.yml"),
        ("number", "texts.number", "give each passage of a text its permanent id"),
        ("recover", "texts.recover", "write a text's raw bytes to standard output"),
        ("traces", "texts.traces", "list where else words of a text stand, to take it away"),
    ):
        add(name, run, words).add_argument("slug", metavar="SLUG", help="the text's name")
    choices["propose"].add_argument(
        "--lines", action="store_true", help="print each line with its number and what it is now"
    )
    choices["propose"].add_argument(
        "--numbers",
        action="store_true",
        help="rulings on its suspect numbers instead, for its emendations.yml",
    )
    choices["propose"].add_argument(
        "--parts",
        action="store_true",
        help="parts of a text too large for one page instead, for its text.yml",
    )
    choices["number"].add_argument(
        "--afresh",
        action="store_true",
        help="give new ids from p1 on, while nothing of the text is released",
    )
    choices["recover"].add_argument(
        "--from", dest="source", type=Path, metavar="FILE", help="a published edition.json to read"
    )
    text = add("text", "texts.text", "add a raw text, and propose rules and ids for it")
    text.add_argument("slug", metavar="SLUG", help="the name it will have in addresses")
    text.add_argument(
        "file", metavar="FILE", type=Path, nargs="?", help="the text as it was received"
    )
    text.add_argument("--title", help="its title (default: made from the name)")
    text.add_argument(
        "--again",
        action="store_true",
        help="propose anew for a text that is there, while nothing of it is released",
    )
    _add_numbers(add)


def _add_numbers(add: _Add) -> None:
    """Add the command for numbers."""
    numbers = add(
        "numbers", "texts.numbers", "find garbled numbers and propose what they may have been"
    )
    numbers.add_argument(
        "source",
        metavar="SLUG|FILE|-",
        nargs="?",
        default="-",
        help="a text, a file, or standard input (the default), with one paragraph per line",
    )
    numbers.add_argument("--json", action="store_true", help="one JSON object per paragraph")


def _add_founding(add: _Add) -> None:
    """Add the command for editors of other texts."""
    found = add("found", "founding.found", "lay out an edition of your own in a new folder")
    found.add_argument("folder", metavar="DIR", type=Path, help="a folder that is new or empty")
    found.add_argument("--title", required=True, help="the edition's title")
    found.add_argument(
        "--subtitle", default="An annotated edition", help="what it is of, in a few words"
    )
    found.add_argument("--editors", help="whom to cite (default: The editors of TITLE)")
    found.add_argument("--date", metavar="YYYY-MM-DD", help="its date (default: today)")


def _add_contributing(add: _Add) -> None:
    """Add the commands for contributors."""
    note = add("note", "contributing.note", "draft a note on exact words of a text")
    note.add_argument("slug", metavar="SLUG", nargs="?", help="the text's name")
    note.add_argument(
        "words", metavar="WORDS", nargs="?", help="words of the text, as the page shows them"
    )
    note.add_argument("--kind", choices=get_args(NoteKind), help="the kind of note")
    note.add_argument("--at", metavar="PASSAGE", help="the passage that they are in, such as p23")
    note.add_argument("--nth", type=int, help="which occurrence of them in that passage, from 1")
    note.add_argument("--id", help="its permanent id (default: made from the words)")
    note.add_argument("--by", default="your name", help="the name under which to credit you")
    note.add_argument(
        "--from-issue",
        type=Path,
        metavar="FILE",
        help="an issue that suggests a note, as `gh api` prints it: make a file of it instead",
    )
    review = add(
        "review", "contributing.review", "show a reviewer what a change is, and what it changes"
    )
    review.add_argument(
        "base", metavar="FOLDER", type=Path, help="a copy of the project from before the change"
    )
    work = add("work", "contributing.work", "add works that a reference manager exported")
    work.add_argument("file", metavar="FILE", type=Path, help="the export, in CSL-JSON")
    work.add_argument("--key", help="the key of a single work (default: made of authors and year)")
    add(
        "credit",
        "contributing.credit",
        "list authors in the files' history whom the edition does not name yet",
    )


def _add_release(add: _Add) -> None:
    """Add the command for editors who publish a version."""
    release = add(
        "release", "publishing.release", "promise every current address, and set the version"
    )
    release.add_argument("version", metavar="VERSION", help="a semantic version, such as 1.2.0")
    release.add_argument("--date", metavar="YYYY-MM-DD", help="its date (default: today)")
    release.add_argument(
        "--site",
        type=Path,
        metavar="FOLDER",
        help="the last release’s site: promise what it has and the register lacks",
    )


def _port(words: str) -> int:
    if not words.isdecimal() or not 0 < int(words) < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(words)


def _adder(make: Callable[..., argparse.ArgumentParser]) -> _Add:
    def add(name: str, module: str, words: str) -> argparse.ArgumentParser:
        parser = make(name, help=words, description=words[0].upper() + words[1:] + ".")
        parser.set_defaults(run=_loaded(name, module))
        return parser

    return add


def _loaded(name: str, module: str) -> _Run:
    """Return a command whose module is imported only when it runs, so that others start faster."""

    def run(options: argparse.Namespace) -> int:
        code: int = getattr(import_module(f"build_edition.commands.{module}"), f"run_{name}")(
            options
        )
        return code

    return run
