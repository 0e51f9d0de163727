"""Measure what a command costs: elapsed seconds, seconds of work on all cores, and peak memory."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support import ROOT, free_port

_DATED = {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
# Python keeps compiled modules even if the environment asks it not to: the packages of the baseline
# were compiled when they were installed, so the program may be compiled once as well.
_DATED["PYTHONDONTWRITEBYTECODE"] = ""


@dataclass(frozen=True)
class Cost:
    """Elapsed seconds, seconds of work (children included), and peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command and return its cost; if it fails, end the benchmark with its output."""
    start = time.perf_counter()
    log = folder.parent / f"{folder.name}.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=said, env=os.environ | _DATED
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}:\n{log.read_text()}")
    wall = time.perf_counter() - start
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def edition(root: Path, command: str) -> Cost:
    """Run one of the edition's commands and return its cost."""
    return run([sys.executable, "-m", "build_edition", "--root", ".", command], root)


def afresh(root: Path, command: str) -> Cost:
    """Run one of the edition's commands without what earlier builds kept, and return its cost."""
    shutil.rmtree(root / ".cache")
    return edition(root, command)


def cold(root: Path) -> Cost:
    """Build an edition from nothing, and return the cost."""
    clear(root)
    return edition(root, "build")


def clear(root: Path) -> None:
    """Remove everything that was built."""
    for name in ("site", ".cache", "docs/texts", "docs/apparatus", "docs/data", "docs/index.md"):
        path = root / name
        shutil.rmtree(path, ignore_errors=True)
        path.unlink(missing_ok=True)
    (root / "docs/.emitted").unlink(missing_ok=True)


def warm(root: Path, word: str) -> Cost:
    """Add a word to one of an edition's notes, build it again, and return the cost."""
    _add_word(root, word)
    return edition(root, "build")


def _add_word(root: Path, word: str) -> None:
    note = min((root / "edition/texts").glob("*/notes/*.md"))
    note.write_text(f"{note.read_text(encoding='utf-8').rstrip()} {word}.\n", encoding="utf-8")


def followed(root: Path, word: str) -> float:
    """Return the seconds from saving a note to its page, while the edition is served."""
    command = [sys.executable, "-m", "build_edition", "--root", ".", "serve"]
    command += ["--port", str(free_port())]
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, text=True, env=os.environ | _DATED
    ) as process:
        said = process.stdout or ()
        try:
            next(line for line in said if line.startswith("serving"))
            _add_word(root, word)
            start = time.perf_counter()
            next(line for line in said if "built" in line)
            return time.perf_counter() - start
        finally:
            process.kill()


def baseline(root: Path) -> Cost:
    """Build the same words with stock MkDocs Material, and return the cost."""
    return run([sys.executable, "-m", "mkdocs", "build", "--quiet"], root)


def zensical(root: Path) -> Cost | None:
    """Build the same words with Zensical and return the cost, or None if it is not installed."""
    beside = str(Path(sys.executable).parent)
    program = shutil.which("zensical", path=beside) or shutil.which("zensical")
    return run([program, "build"], root) if program else None


def stages(root: Path) -> dict[str, Cost]:
    """Return what each stage of a cold build costs, one after another in one process."""
    log = root.parent / "stages.json"
    run([sys.executable, "-m", "tests.bench.stages", str(root), str(log)], ROOT)
    return {name: Cost(*cost) for name, cost in json.loads(log.read_text()).items()}
