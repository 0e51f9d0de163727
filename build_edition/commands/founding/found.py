"""The command that founds an edition of one's own: this program, with an example text to replace.

What is the same in every edition is copied. What is an edition's own is written anew from
`template/`, in which `$title` and the like stand for its facts.
"""

import argparse
import datetime
import html
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, WrongUseError, code_of
from build_edition.commands.steps.read import edition_at
from build_edition.output.files import replacing, write_file
from build_edition.proposals.yaml_words import quoted
from build_edition.sources.around.agreement import SETTINGS
from build_edition.sources.formats.edition_and_text import calendar_date

HOME = Path(__file__).parents[3]
"""The project that this program is part of."""

TEMPLATE = Path(__file__).parent / "template"
"""What an edition has of its own, with its facts left out."""

PROGRAM = (
    *(".ci", ".gitattributes", ".github", ".gitignore", ".npmrc", ".pre-commit-config.yaml"),
    *(
        "CONTRIBUTING.md",
        "MAINTAINING.md",
        "Makefile",
        "SECURITY.md",
        "THIRD-PARTY.md",
        "biome.jsonc",
        "build_edition",
        "docs/about",
        "docs/assets",
    ),
    *("docs/search.md", "edition/schemas", "jsconfig.json", SETTINGS, "overrides"),
    *("package-lock.json", "package.json", "pyproject.toml", "requirements*.*", "tests"),
)
"""What every edition has alike, as patterns of paths from the project's root."""

LEFT = (
    *("tests/edition", "docs/about/numbers.md", "docs/assets/card.png"),
    *(".github/page-dark.png", ".github/page-light.png"),
)
"""What among these is true of one edition only: its tests, a page, its pictures."""

_EVERY_EDITION = (
    "This edition records every change to a text, and says in its notes what is on record."
)
_PLAIN = re.compile(r"[^a-z0-9]+")
_QUOTES = re.compile('[“”„«»"]')  # no name may begin or end with one


def run_found(options: argparse.Namespace) -> int:
    """Lay out a new edition in a folder that is empty or not there, and print the next steps."""
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUseError(f"{folder} is already there; an edition is founded in a new folder")
    facts = _facts(options)
    with replacing(folder) as fresh:
        _lay_out(fresh, facts)
        _, problems = edition_at(fresh)
        if code_of(problems):
            print(as_text(problems), end="", file=sys.stderr)
            raise WrongUseError("nothing was written, since these words cannot stand there")
    print(f"{folder} is founded, with the program and one example text. Next:")
    print(f"1. cd {folder} && make serve")
    print("2. README.md there lists what is left to do.")
    return GOOD


def _facts(options: argparse.Namespace) -> dict[str, str]:
    """Return the facts that stand in the template, by the names that they have there."""
    try:
        date = calendar_date(options.date or datetime.datetime.now(datetime.UTC).date().isoformat())
    except ValueError as error:
        raise WrongUseError(f"{options.date}: {error}") from error
    return {
        "title": options.title,
        "subtitle": options.subtitle,
        "abstract": f"{options.subtitle}. {_EVERY_EDITION}",
        "editors": options.editors or f"The editors of {_QUOTES.sub('', options.title)}",
        "initial": options.title[:1].upper(),
        "date": date,
        "year": date[:4],
        "name": _PLAIN.sub("-", options.folder.resolve().name.lower()).strip("-") or "edition",
        "commands": _kept("README.md", r"^## Commands\n.*?(\|.*?)\n\n"),
        "mit": _kept("LICENSE", r"^(MIT License\n.*)"),
    }


def _kept(name: str, pattern: str) -> str:
    """Return the part of a file of this project that a new edition keeps."""
    found = re.search(pattern, (HOME / name).read_text(encoding="utf-8"), re.M | re.S)
    return found[1].strip() if found else ""


def _lay_out(folder: Path, facts: Mapping[str, str]) -> None:
    """Write all files of a new edition into a folder."""
    for path in _of_the_program():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HOME / path, folder / path)
    write_file(folder / SETTINGS, settings((HOME / SETTINGS).read_text(encoding="utf-8"), facts))
    for found in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
        write_file(folder / found.relative_to(TEMPLATE), _filled(found, facts))


def _of_the_program() -> Iterator[Path]:
    """Yield the paths of the files that every edition has alike, from the project's root."""
    for pattern in PROGRAM:
        for top in sorted(HOME.glob(pattern)):
            for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
                inside = path.relative_to(HOME)
                left = any(inside.is_relative_to(each) for each in LEFT)
                if path.is_file() and not left and "__pycache__" not in inside.parts:
                    yield inside


def settings(content: str, facts: Mapping[str, str]) -> str:
    """Return the content of `mkdocs.yml` for an edition with these facts, without what is LEFT."""
    for line in (
        f"site_name: {quoted(facts['title'])}",
        f"site_description: {quoted(facts['subtitle'])}",
        f'site_url: !ENV [SITE_URL, "http://127.0.0.1:8000/{facts["name"]}/"]',
    ):
        content = _with_line(content, line)
    left = "|".join(re.escape(each.removeprefix("docs/")) for each in LEFT)
    return re.sub(rf"^ *- (?:{left})\n", "", content, flags=re.M)


def _with_line(content: str, line: str) -> str:
    """Return settings with a line in place of the one that has its key."""
    key = line.partition(":")[0]
    return re.sub(rf"^{key}:.*$", lambda _: line, content, count=1, flags=re.M)


def _filled(path: Path, facts: Mapping[str, str]) -> str:
    """Return a file of the template with the facts in it, escaped as its kind needs it."""
    content = Template(path.read_text(encoding="utf-8"))
    if path.suffix in (".yml", ".cff", ".json"):  # in which they stand in quotation marks
        facts = {key: quoted(fact)[1:-1] for key, fact in facts.items()}
    elif path.suffix == ".svg":
        facts = {key: html.escape(fact) for key, fact in facts.items()}
    return content.safe_substitute(facts)
