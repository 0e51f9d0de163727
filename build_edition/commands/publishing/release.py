"""The command that releases the edition: from then on its addresses are promised."""

import argparse
import datetime
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from build_edition.addresses import (
    AddressBook,
    gate,
    next_release,
    released_paths,
    released_places,
    supplement,
    unanswered,
    words_to_keep,
)
from build_edition.addresses.places import is_drawn, promised_in
from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS, WrongUseError, code_of, verdict
from build_edition.commands.steps.project import root_of
from build_edition.commands.steps.read import edition_at
from build_edition.model import Edition, Imprint, Place, Problem, Release
from build_edition.model.versions import read_version
from build_edition.output.files import write_file
from build_edition.render import render
from build_edition.site.pandoc import ask
from build_edition.sources.around.agreement import CITATION
from build_edition.sources.formats.edition_and_text import calendar_date
from build_edition.sources.formats.names import IMPRINT, TEXTS
from build_edition.sources.release_register import REGISTER, register_of, stamped_as
from build_edition.sources.released_words import FOLDER as RELEASED
from build_edition.sources.released_words import released_words_of

CHANGELOG = "CHANGELOG.md"


def run_release(options: argparse.Namespace) -> int:
    """Promise every address that the edition has now, and set its version and date.

    Given the site of the last release, promise instead what that has and the register lacks.
    """
    version, date = _named(options.version, options.date or _today())
    root = root_of(options)
    built, problems = edition_at(root)
    if options.site and built and not code_of(problems):
        return _supplement(root, built, version, date, options.site)
    problems = tuple(_as_refused(problem) for problem in problems)
    problems += _too_old(built, version, date) if built else ()
    if built is None or code_of(problems):
        return _refuse(problems)
    stamped = replace(built, imprint=replace(built.imprint, version=version, date=date))
    files = render(stamped, ask)
    book = AddressBook(stamped)
    problems += tuple(unanswered(book, files))
    paths = (*released_paths(stamped, files), *released_places(stamped, files))
    release = next_release(book, paths, version, date, Place(REGISTER))
    contents, faults = _stamped(root, stamped.imprint)
    problems += faults
    if code_of(problems):
        return _refuse(problems)
    register = {REGISTER: register_of((*built.released, release))}
    _write(root, register | _kept(stamped, release) | contents)
    print(
        f"{version} of {date} is released. New addresses: {len(release.new)}; changed: "
        f"{len(release.changed)}. To publish it, commit the changes and tag them v{version}."
    )
    return GOOD


def _supplement(root: Path, built: Edition, version: str, date: str, site: Path) -> int:
    """Add to the register the places on a built site that its release had and did not list."""
    if not built.released or version != built.released[-1].version:
        last = built.released[-1].version if built.released else "none"
        raise WrongUseError(f"only the last release can be supplemented, which is {last}")
    if date < built.released[-1].date:
        raise WrongUseError(f"{version} was released on {built.released[-1].date}, not on {date}")
    book = AddressBook(built)
    pages = {page: site / page / "index.html" for page in book.promised}
    if missing := [
        str(path) for page, path in pages.items() if is_drawn(page) and not path.is_file()
    ]:
        raise WrongUseError(f"{site} is not the site of {version}: it lacks {missing[0]}")
    # what is around a page's article is the theme's
    found = {
        page: _content(path).partition("<article")[2]
        for page, path in pages.items()
        if path.is_file()
    }
    series = {each.id for each in built.reference.series}
    places = (
        f"{page}#{name}" for page, html in found.items() for name in promised_in(page, html, series)
    )
    added = supplement(book, places, date)
    if not added.new:
        print(f"the register is complete for {version}", file=sys.stderr)
        return PROBLEMS
    released = replace(built, released=(*built.released, added))
    book = AddressBook(released)
    problems = (*gate(book), *unanswered(book, render(released, ask)))
    if code_of(problems):
        return _refuse(problems)
    _write(root, {REGISTER: register_of(released.released)})
    print(f"{len(added.new)} more addresses of {version} are promised")
    return GOOD


def _kept(edition: Edition, release: Release) -> dict[str, str]:
    """Return the files that keep what the new and changed places of a release show."""
    return {
        f"{TEXTS}/{slug}/{RELEASED}/{release.version}.json": released_words_of(shown)
        for slug, shown in words_to_keep(edition, release).items()
    }


def _refuse(problems: tuple[Problem, ...]) -> int:
    print(as_text(problems), end="", file=sys.stderr)
    print(f"nothing was released: {verdict(problems)}", file=sys.stderr)
    return PROBLEMS


def _as_refused(problem: Problem) -> Problem:
    """Return a Problem as a release sees it: what is not settled yet cannot be released."""
    unsettled = problem.code in ("text-unsettled", "text-undivided")
    return replace(problem, severity="error") if unsettled else problem


def _named(version: str, date: str) -> tuple[str, str]:
    """Return a version and a date as given; raises WrongUseError if either is malformed."""
    try:
        read_version(version)
        return version, calendar_date(date)
    except ValueError as error:
        raise WrongUseError(f"{version} of {date} cannot be released: {error}") from error


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def _too_old(edition: Edition, version: str, date: str) -> tuple[Problem, ...]:
    """Return a Problem if a version or its date does not come after the last, else nothing."""
    if not edition.released:
        return ()
    last = edition.released[-1]
    if read_version(version) <= read_version(last.version):
        message = f"{version} does not come after {last.version}, which was released on {last.date}"
        hint = "give a later version: raise the last number for corrections, the middle one for additions"
        return (Problem(last.place, "version-too-old", message, hint),)
    if date < last.date:
        message = f"{date} is before {last.date}, when {last.version} was released"
        hint = "give a later --date, or set the computer’s clock"
        return (Problem(last.place, "version-too-old", message, hint),)
    return ()


def _stamped(root: Path, released: Imprint) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the updated files that name the version, or a Problem if one cannot be updated."""
    version, date = released.version, released.date
    found = {path: _content(root / path) for path in (IMPRINT, CITATION, CHANGELOG)}
    imprint = _set(_set(found[IMPRINT], "version", version), "date", f'"{date}"')
    if not stamped_as(imprint, version, date):
        message = "the version and date cannot be set in this file"
        hint = "put `version: …` and `date: …` each on a line of its own, not indented"
        return {}, (Problem(Place(IMPRINT), "version-unset", message, hint),)
    contents = {IMPRINT: imprint}
    if found[CITATION]:
        contents[CITATION] = _cited(found[CITATION], released)
    if found[CHANGELOG].count("\n## Unreleased\n") == 1:
        heading = f"\n## Unreleased\n\n## {version} ({date})\n"
        contents[CHANGELOG] = found[CHANGELOG].replace("\n## Unreleased\n", heading)
    return contents, ()


def _cited(content: str, released: Imprint) -> str:
    """Return `CITATION.cff` with the version, date and year, and the address if it is known.

    What is indented is said of the book.
    """
    date = released.date
    content = _set(_set(content, "version", released.version), "  version", released.version)
    content = _set(content, "date-released", date, after="version")
    content = _set(_set(content, "  date-released", date), "  year", date[:4])
    for indent in () if released.is_local else ("", "  "):
        content = _set(content, f"{indent}url", released.address, after=f"{indent}version")
    return content


def _content(path: Path) -> str:
    """Return a file's content, or an empty string if it is missing or not UTF-8."""
    try:
        return path.read_bytes().decode()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def _set(content: str, key: str, value: str, after: str = "") -> str:
    """Return YAML with a key set to a value; a missing key is added below `after`, if given."""
    line = re.compile(rf"^{key}:[ \t]+[^\s#]+", re.M)
    if after and not line.search(content):
        return re.sub(rf"^({after}:.*)$", rf"\1\n{key}: {value}", content, count=1, flags=re.M)
    return line.sub(f"{key}: {value}", content, count=1)


def _write(root: Path, contents: Mapping[str, str]) -> None:
    """Write all files or none: if one cannot be written, all are restored."""
    before = {path: _content(root / path) for path in contents}
    try:
        for path, content in contents.items():
            write_file(root / path, content)
    except OSError:
        for path, content in before.items():
            if content:
                write_file(root / path, content)
            else:
                (root / path).unlink(missing_ok=True)
        raise
