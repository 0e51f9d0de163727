"""The commands of the edition: each does one thing, says what it did, and answers with its exit code.

0 all is well, 1 Problems were found; wrong use is raised, and ends with 2.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from build_edition import edition, inputs
from build_edition.checks import recover
from build_edition.clean import clean
from build_edition.findings import as_json_lines
from build_edition.findings import as_text as as_findings
from build_edition.inputs.formats import SLUG
from build_edition.inputs.load import IMPRINT, TEXTS
from build_edition.model import Edition, Problem, Witness
from build_edition.numerals import examine
from build_edition.outputs import emit, settle, strangers, write_file
from build_edition.passages import number
from build_edition.propose import propose
from build_edition.render import render
from build_edition.render.published import recover_published
from build_edition.report import FORMATS, as_text
from build_edition.site import build_site, serve_site

GOOD, PROBLEMS, WRONG_USE = 0, 1, 2


class WrongUseError(Exception):
    """A command that cannot be carried out as it was given; its words go to the user."""


def run_check(options: argparse.Namespace) -> int:
    """Print every Problem of the edition; write nothing."""
    _, problems = _edition(_root(options))
    print(FORMATS[options.format](problems), end="")
    if options.format == "text":
        print(_verdict(problems))
    return _code(problems)


def run_build(options: argparse.Namespace) -> int:
    """Check, emit and build; say what was built."""
    root = _root(options)
    site = root / "site"
    settle(site)
    built = _emit(root)
    if built is None:
        return PROBLEMS
    _progress("building the pages")
    failure = build_site(root, site, built.imprint.date)
    _progress("")
    print(failure or _summary(built))
    return PROBLEMS if failure else GOOD


def run_serve(options: argparse.Namespace) -> int:
    """Serve the edition until interrupted."""
    root = _root(options)

    def emitted() -> str | None:
        built = _emit(root)
        return built.imprint.date if built else None

    serve_site(root, options.host, options.port, emitted)
    return GOOD


def run_propose(options: argparse.Namespace) -> int:
    """Print the block of rules and rulings for a text."""
    witness, problems = _witness(options)
    print(as_text(problems), end="", file=sys.stderr)
    if witness is None:
        return PROBLEMS
    print(propose(witness.raw, witness.head), end="")
    return GOOD


def run_number(options: argparse.Namespace) -> int:
    """Bring a text's register of passages up to date."""
    witness, problems = _witness(options)
    if witness is None:
        print(as_text(problems), end="", file=sys.stderr)
        return PROBLEMS
    transmitted, found = clean(witness)
    if any(problem.severity == "error" for problem in found):
        print(as_text(found), end="", file=sys.stderr)
        return PROBLEMS
    records = number(transmitted, witness.records)
    path = f"{witness.folder}/passages.json"
    written = write_file(_root(options) / path, inputs.register(records))
    live = sum(not record.gone for record in records)
    print(f"{path}: {live} passages, {'written' if written else 'unchanged'}")
    return GOOD


def run_recover(options: argparse.Namespace) -> int:
    """Write a text's raw bytes, from the edition or from a published file alone."""
    slug = _slug(options.slug)
    if options.source:
        if not options.source.is_file():
            raise WrongUseError(f"{options.source} is no file")
        data, problems = inputs.load_published(options.source)
        raw = None if problems else recover_published(data, slug)
        if raw is None:
            reason = as_text(problems) or f"{options.source} does not give {slug} back: "
            print(
                reason + ("" if problems else "it was changed, or is no edition with that text"),
                file=sys.stderr,
            )
            return PROBLEMS
    else:
        witness, problems = _witness(options)
        text, found = edition.read_text(witness) if witness else (None, ())
        if text is None:
            print(as_text((*problems, *found)), end="", file=sys.stderr)
            return PROBLEMS
        raw = (recover(text) or "").encode()
    sys.stdout.buffer.write(raw)
    return GOOD


def run_numbers(options: argparse.Namespace) -> int:
    """Report the suspect numbers of a text, a file or standard input, a paragraph a line."""
    findings = [
        (line, paragraph, examine(paragraph))
        for line, paragraph in enumerate(_paragraphs(options), start=1)
    ]
    for words in (as_json_lines if options.json else as_findings)(findings):
        print(words, end="")
    suspects = sum(len(finding.suspects) for _, _, finding in findings)
    if not options.json:
        print(f"{suspects} suspect numbers" if suspects else "no suspect number")
    return PROBLEMS if suspects else GOOD


def _paragraphs(options: argparse.Namespace) -> list[str]:
    """The lines of what the user named: standard input, a text's raw words, or a file."""
    if options.source == "-":
        content, problems = inputs.decoded(sys.stdin.buffer.read(), "standard input")
    else:
        raw = options.root / TEXTS / options.source / "raw.txt"
        path = raw if SLUG.fullmatch(options.source) and raw.is_file() else Path(options.source)
        if not path.is_file():
            raise WrongUseError(f"“{options.source}” is neither a text of the edition nor a file")
        content, problems = inputs.decoded(path.read_bytes(), str(path))
    if problems:
        raise WrongUseError(as_text(problems).strip())
    lines = content.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _root(options: argparse.Namespace) -> Path:
    root: Path = options.root
    if not (root / IMPRINT).is_file():
        raise WrongUseError(f"{root.resolve()} holds no edition: {IMPRINT} is not there")
    return root


def _slug(slug: str) -> str:
    if not SLUG.fullmatch(slug):
        raise WrongUseError(f"“{slug}” is no text’s name: use a-z, 0-9 and single hyphens")
    return slug


def _witness(options: argparse.Namespace) -> tuple[Witness | None, tuple[Problem, ...]]:
    slug, root = _slug(options.slug), _root(options)
    if not (root / TEXTS / slug).is_dir():
        known = ", ".join(sorted(p.name for p in (root / TEXTS).iterdir() if p.is_dir()))
        raise WrongUseError(f"there is no text {slug}; there are {known}")
    return inputs.load_witness(root, slug)


def _edition(root: Path) -> tuple[Edition | None, tuple[Problem, ...]]:
    _progress("reading")
    imprint, witnesses, problems = inputs.load(root)
    built, found = edition.build(imprint, witnesses) if imprint else (None, ())
    _progress("")
    every = tuple(sorted({*problems, *found}))
    return (None if _code(every) else built), every


def _emit(root: Path) -> Edition | None:
    """The edition, with `docs/` filled; or None, with the Problems printed."""
    built, problems = _edition(root)
    files = render(built) if built else {}
    problems += strangers(root / "docs", files) if built else ()
    print(as_text(problems), end="", file=sys.stderr)
    if built is None or _code(problems):
        print(_verdict(problems), file=sys.stderr)
        return None
    emit(root / "docs", files)
    return built


def _code(problems: Sequence[Problem]) -> int:
    return PROBLEMS if any(p.severity == "error" for p in problems) else GOOD


def _verdict(problems: Sequence[Problem]) -> str:
    errors = sum(p.severity == "error" for p in problems)
    warnings = len(problems) - errors
    if not problems:
        return "no problem found"
    return f"{errors} to mend, {warnings} to look at"


def _summary(built: Edition) -> str:
    readings = [reading for text in built.texts for reading in text.readings]
    cleaning = sum(len(text.cleaning) for text in built.texts)
    emendations = sum(e.changes for reading in readings for e in reading.emendations)
    notes = sum(reading.kind == "endnote" for reading in readings)
    return (
        f"site/ is built: {len(built.texts)} texts, {len(readings)} passages, "
        f"{cleaning} cleaning edits, {emendations} emendations, {notes} authors' notes.\n"
        "To look at it: make serve (or: python -m build_edition serve)"
    )


def _progress(stage: str) -> None:
    """What is being done, on a terminal only, on one line that is wiped at the end."""
    if sys.stderr.isatty():
        print(f"\r\033[K{stage}{' …' if stage else ''}", end="", file=sys.stderr, flush=True)
