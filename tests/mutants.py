"""Mutation testing, `make mutants`: mutmut changes the code in one place; a test must fail.

`python -m tests.mutants 'build_edition.numerals.scale.*'` tries the mutants of one module only. A
mutant that no test notices counts as alive, unless `cases/mutants.yml` lists it with the reason why
no test can tell it from the code.
"""

import argparse
import ast
import difflib
import json
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

import pytest

from build_edition.sources.load import load_sources
from tests.support import ROOT, SPECIMEN, cases

FOLDER = ROOT / "mutants"
"""Where each group has a folder of its own, with mutmut's copy of the code and what it found."""

ENOUGH = 0.9
"""The share of mutants that tests must notice in every module; equivalent ones are not counted."""

NOTICED = {"killed", "timeout", "segfault"}
UNTRIED = {"not checked", "skipped"}
_NAME = re.compile(r"(?P<module>[\w.]+)\.x(?:ǁ(?P<class>\w+)ǁ|_)(?P<function>\w+)__mutmut_\d+")
_HEAD = re.compile(r"def x(?:ǁ\w+ǁ|_)(\w+)__mutmut_\w+\(")


@dataclass(frozen=True)
class Group:
    """Modules that are changed together, and the fast tests that must notice."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """The folder in which mutmut changes the modules of this group."""
        return FOLDER / self.modules[0].replace("/", "-").removesuffix("-*")

    def named(self, patterns: Iterable[str]) -> list[str]:
        """Return those of some patterns that name mutants of this group."""
        paths = (path for each in self.modules for path in ROOT.glob(f"build_edition/{each}.py"))
        parts = (path.relative_to(ROOT).with_suffix("").parts for path in paths)
        names = [".".join(each).removesuffix(".__init__") for each in parts]
        return [
            pattern
            for pattern in patterns
            if any(fnmatch(f"{n}.x_", pattern) or pattern.rpartition(".")[0] == n for n in names)
        ]

    def prepare(self) -> None:
        """Make the folder: links to the code, the tests and the edition, and mutmut's settings."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in ("build_edition", "tests", "edition"):
            if not (link := self.folder / name).exists():
                link.symlink_to(ROOT / name, target_is_directory=True)
        project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        modules = [f"build_edition/{name}.py" for name in self.modules]
        tests = [f"tests/{name}.py" for name in self.tests]
        settings = SETTINGS.format(modules=json.dumps(modules), tests=json.dumps(tests))
        (self.folder / "pyproject.toml").write_text(f"{project}\n{settings}", encoding="utf-8")
        # which test runs which function is found out anew: tests may have changed
        (self.folder / "mutants/mutmut-stats.json").unlink(missing_ok=True)

    def mutmut(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the mutmut of this interpreter's environment, and return the process."""
        program = str(Path(sys.executable).with_name("mutmut"))
        return subprocess.Popen(
            [program, *arguments], cwd=self.folder, stdout=subprocess.PIPE, text=True
        )

    def run(self, patterns: Sequence[str]) -> bool:
        """Try the mutants that these patterns name, or all; return whether mutmut could."""
        if not patterns:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.prepare()
        running = self.mutmut("run", "--max-children", "1", *patterns)
        for line in running.stdout or ():
            print(line, end="", flush=True)
        return not running.wait()

    def statuses(self) -> dict[str, str]:
        """Return the status of every mutant that was tried, by its name."""
        told, _ = self.mutmut("results", "--all", "true").communicate()
        pairs = (line.strip().rsplit(": ", 1) for line in told.splitlines() if ": " in line)
        return {name: status for name, status in pairs if status not in UNTRIED}

    def change(self, mutant: str) -> "Change":
        """Return what a mutant changes."""
        name = _NAME.fullmatch(mutant)
        assert name, mutant
        bodies = functions(self.folder / "mutants" / name["module"].replace(".", "/"))
        mine = mutant.rpartition(".")[2]
        original = re.sub(r"_\d+$", "_orig", mine)
        diff = list(difflib.ndiff(bodies[original].splitlines(), bodies[mine].splitlines()))
        was, becomes = (
            "\n".join(line[2:].strip() for line in diff if line[0] == mark) for mark in "-+"
        )
        places = [name["module"].removeprefix("build_edition."), name["class"], name["function"]]
        return Change(".".join(filter(None, places)), was, becomes)


GROUPS = (
    Group(("texts/ledger",), ("test_ledger",)),
    Group(("texts/clean", "texts/cleaning_rules"), ("test_clean",)),
    Group(("texts/passages",), ("test_passages",)),
    Group(("texts/emend",), ("test_emend",)),
    Group(("notes/annotate", "texts/quotations"), ("test_annotate", "test_anchor")),
    Group(("checks/*",), ("test_checks", "test_links")),
    Group(
        ("addresses/*", "model/versions"),
        ("test_gate", "test_addresses", "test_kept_words", "test_versions"),
    ),
    *(
        Group(
            (f"numerals/{path.relative_to(ROOT / 'build_edition/numerals').with_suffix('')}",),
            ("test_numerals_slots", "test_numerals_found", "test_numerals_weights"),
        )
        for path in sorted((ROOT / "build_edition/numerals").rglob("*.py"))
        if "\ndef " in path.read_text(encoding="utf-8")  # others have nothing to change
    ),
)
"""Those of few modules are quick: a function that may be changed takes longer to call."""

# Each mutant has a fork of a process that has imported the tests but run none, which would hand on
# what `examine` and others keep. One test looks at every function of a module, another at all that
# is imported: in the copy there are mutants, and mutmut, too.
SETTINGS = """[tool.mutmut]
source_paths = ["build_edition"]
also_copy = ["edition"]
only_mutate = {modules}
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = [
    "-p", "no:unraisableexception", "-p", "no:threadexception", "-p", "no:cacheprovider",
    "-p", "no:xdist", "-p", "tests.mutants", "-m", "not slow and not hard and not browser",
    "--hypothesis-profile", "mutants",
    "--deselect", "tests/test_checks.py::test_every_check_is_run",
    "--deselect", "tests/test_numerals_weights.py::test_the_engine_loads_nothing_but_the_standard_library"
]
process_isolation = "forkserver"
timeout_multiplier = 5.0
timeout_constant = 2.0
use_git_change_detection = false
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run last what takes long, many examples and the specimen: most mutants are noticed before."""
    items.sort(
        key=lambda item: (
            hasattr(getattr(item, "obj", None), "hypothesis")
            or "an_edition" in getattr(item, "fixturenames", ())
        )
    )


def pytest_collection_finish(session: pytest.Session) -> None:
    """Read an edition in the process that is forked for each mutant, which imports the readers."""
    if session.config.option.collectonly:
        load_sources(SPECIMEN)


@dataclass(frozen=True, order=True)
class Change:
    """What a mutant changes: a function, and its lines before and after."""

    function: str
    was: str
    becomes: str


@lru_cache
def functions(base: Path) -> dict[str, str]:
    """Return the source of each function, mutants included, in mutmut's copy of a module.

    A mutant's head names the function that it is made of, since a default may be what it changes.
    """
    path = base / "__init__.py" if base.is_dir() else base.with_suffix(".py")
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    return {
        node.name: _HEAD.sub(
            r"def \1(", "\n".join(lines[node.lineno - 1 : node.end_lineno]), count=1
        )
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    }


def equivalents() -> set[Change]:
    """Return the changes that make no difference, as `cases/mutants.yml` lists them."""
    return {
        Change(entry["in"], entry["was"].strip(), becomes.strip())
        for entry in cases("mutants.yml")
        for becomes in entry["becomes"]
    }


def tried(groups: Iterable[Group]) -> Iterator[tuple[str, str, Change | None]]:
    """Yield every mutant that was tried: its name and kind, and what it changes if not noticed."""
    known = equivalents()
    for group in groups:
        for mutant, status in (group.statuses() if group.folder.exists() else {}).items():
            changed = None if status in NOTICED else group.change(mutant)
            kind = "equivalent" if changed in known else "alive" if changed else "noticed"
            yield mutant, kind, changed


def report(groups: Iterable[Group]) -> Iterator[str]:
    """Yield one line of figures for each module, then each mutant that is alive."""
    alive = []
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant, kind, changed in tried(groups):
        counts[mutant.rpartition(".")[0]][kind] += 1
        if changed and kind == "alive":
            alive.append(f"\n{mutant}\n- {changed.was}\n+ {changed.becomes}")
    for module, count in sorted(counts.items()):
        share = count["noticed"] / ((count["noticed"] + count["alive"]) or 1)
        enough = "" if share >= ENOUGH else "  TOO FEW"
        figures = ", ".join(f"{count[kind]} {kind}" for kind in ("noticed", "equivalent", "alive"))
        yield f"{module}: {figures}: {share:.0%}{enough}"
    yield from alive


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument(
        "patterns",
        nargs="*",
        metavar="PATTERN",
        help="the names of mutants to try, with * for any part (default: all mutants)",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--alive", action="store_true", help="try only those that no test noticed the last time"
    )
    which.add_argument(
        "--known", action="store_true", help="report on the last run without running again"
    )
    options = parser.parse_args(arguments)
    for pattern in options.patterns:
        if not any(group.named([pattern]) for group in GROUPS):
            parser.error(f"no module that is changed has mutants named {pattern}")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run mutmut on the named mutants, or on all, and report; return 1 if too few are noticed."""
    options = _options(arguments)
    patterns: list[str] = options.patterns
    groups = [group for group in GROUPS if not patterns or group.named(patterns)]
    ran: list[bool] = []
    if options.alive:
        for group in groups:
            alive = [mutant for mutant, kind, _ in tried([group]) if kind == "alive"]
            wanted = patterns or ["*"]
            again = [mutant for mutant in alive if any(fnmatch(mutant, p) for p in wanted)]
            ran += [group.run(again)] if again else []
    elif not options.known:
        ran = [group.run(group.named(patterns)) for group in groups]
    lines = list(report(groups))
    print(*lines, sep="\n")
    return int(not all(ran) or any("TOO FEW" in line for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
