"""Mutation testing, `make mutants`: mutmut changes the code in one place; a test must fail.

`python -m tests.mutants 'build_edition.numerals.scale.*'` tries the mutants of one module only;
`--known` reports on the last run without running again. A mutant that no test notices counts as
alive, unless `cases/mutants.yml` lists it with the reason why no test can tell it from the code.
"""

import ast
import difflib
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.support import ROOT, cases

ENOUGH = 0.9
"""The share of mutants that tests must notice in every module; equivalent ones are not counted."""

NOTICED = {"killed", "timeout", "segfault"}
UNTRIED = {"not checked", "skipped"}
_NAME = re.compile(r"(?P<module>[\w.]+)\.x(?:ǁ(?P<class>\w+)ǁ|_)(?P<function>\w+)__mutmut_\d+")


@dataclass(frozen=True, order=True)
class Change:
    """What a mutant changes: a function, and its lines before and after."""

    function: str
    was: str
    becomes: str


def mutmut(*arguments: str) -> subprocess.Popen[str]:
    """Start the mutmut of this interpreter's environment, and return the process."""
    program = str(Path(sys.executable).with_name("mutmut"))
    return subprocess.Popen([program, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def statuses() -> dict[str, str]:
    """Return the status of every mutant that was tried, by its name."""
    told, _ = mutmut("results", "--all", "true").communicate()
    pairs = (line.strip().rsplit(": ", 1) for line in told.splitlines() if ": " in line)
    return {name: status for name, status in pairs if status not in UNTRIED}


@lru_cache
def functions(module: str) -> dict[str, str]:
    """Return the source of each function, mutants included, in mutmut's copy of a module."""
    base = ROOT / "mutants" / module.replace(".", "/")
    path = base / "__init__.py" if base.is_dir() else base.with_suffix(".py")
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    return {
        node.name: "\n".join(lines[node.lineno : node.end_lineno])
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    }


def change(mutant: str) -> Change:
    """Return what a mutant changes."""
    name = _NAME.fullmatch(mutant)
    assert name, mutant
    bodies = functions(name["module"])
    mine = mutant.rpartition(".")[2]
    original = re.sub(r"_\d+$", "_orig", mine)
    diff = list(difflib.ndiff(bodies[original].splitlines(), bodies[mine].splitlines()))
    was, becomes = (
        "\n".join(line[2:].strip() for line in diff if line[0] == mark) for mark in "-+"
    )
    places = [name["module"].removeprefix("build_edition."), name["class"], name["function"]]
    return Change(".".join(filter(None, places)), was, becomes)


def equivalents() -> set[Change]:
    """Return the changes that make no difference, as `cases/mutants.yml` lists them."""
    return {
        Change(entry["in"], entry["was"].strip(), becomes.strip())
        for entry in cases("mutants.yml")
        for becomes in entry["becomes"]
    }


def report() -> Iterator[str]:
    """Yield one line of figures for each module, then each mutant that is alive."""
    known, alive = equivalents(), []
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant, status in statuses().items():
        module = mutant.rpartition(".")[0]
        kind = "noticed"
        if status not in NOTICED:
            changed = change(mutant)
            kind = "equivalent" if changed in known else "alive"
            alive += [(mutant, changed)] if kind == "alive" else []
        counts[module][kind] += 1
    for module, count in sorted(counts.items()):
        share = count["noticed"] / ((count["noticed"] + count["alive"]) or 1)
        enough = "" if share >= ENOUGH else "  TOO FEW"
        figures = ", ".join(f"{count[kind]} {kind}" for kind in ("noticed", "equivalent", "alive"))
        yield f"{module}: {figures}: {share:.0%}{enough}"
    for mutant, changed in alive:
        yield f"\n{mutant}\n- {changed.was}\n+ {changed.becomes}"


def main(arguments: list[str]) -> int:
    """Run mutmut on the named mutants, or on all, and report; return 1 if too few are noticed."""
    if "--known" not in arguments:
        running = mutmut("run", "--max-children", "1", *arguments)
        for line in running.stdout or ():
            print(line, end="", flush=True)
        if running.wait():
            return 1
    lines = list(report())
    print(*lines, sep="\n")
    return int(any("TOO FEW" in line for line in lines))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
