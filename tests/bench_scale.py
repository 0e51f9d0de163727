"""Measure how fast editions of 3, 100 and 1,000 texts are built: `python -m tests.bench_scale`.

Each size is built cold, built after one note was changed, and checked; in the same run the same
words are built with stock MkDocs Material. `--write` puts the tables into the page
`docs/about/speed.md`.
"""

import argparse
import platform
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path
from statistics import median

from tests.bench import measure
from tests.bench.baseline import write_baseline
from tests.bench.generate import write_edition
from tests.bench.measure import Cost
from tests.support import ROOT

PAGE = ROOT / "docs/about/speed.md"
MARK = "<!-- measured -->"
ROUNDS = {3: 5, 100: 3, 1000: 3}
BASELINE = "baseline: stock Material"
SERVE = "serve: from saving a note to its page"
Costs = dict[str, list[Cost]]


def main() -> None:
    """Measure, print the tables, and write them into the page if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[3, 100, 1000])
    parser.add_argument("--rounds", type=int, help="rounds at every size; else 5, 3 and 3")
    parser.add_argument("--tests", action="store_true", help="measure `make test` as well")
    parser.add_argument("--write", action="store_true", help=f"write the tables into {PAGE.name}")
    options = parser.parse_args()
    measured = {n: size(n, options.rounds or ROUNDS.get(n, 1)) for n in options.sizes}
    found = (
        machine(),
        whole_table(measured),
        preview(measured),
        stage_table(measured),
        growth(measured),
        tests_run() if options.tests else "",
    )
    tables = "\n\n".join(filter(None, found))
    print(tables)
    if options.write:
        written = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
        PAGE.write_text(f"{written}{MARK}\n\n{tables}\n", encoding="utf-8")


def size(texts: int, rounds: int) -> Costs:
    """Return all costs at one size; they take turns, so that a busy minute affects all alike."""
    costs: Costs = {}
    with tempfile.TemporaryDirectory() as folder:
        root, bare = Path(folder) / "edition", Path(folder) / "baseline"
        root.mkdir()
        write_baseline(bare, write_edition(root, texts))
        for n in range(rounds):
            for name, cost in _round(root, bare, n):
                costs.setdefault(name, []).append(cost)
                print(f"{texts} texts, round {n + 1}: {name} {cost.wall:.2f} s", flush=True)
        for n in range(rounds):
            seconds = measure.followed(root, f"saved{n}")
            costs.setdefault(SERVE, []).append(Cost(seconds, 0, 0))
        for name, cost in measure.stages(root).items():
            costs[f"stage: {name}"] = [cost]
    return costs


def _round(root: Path, bare: Path, n: int) -> Iterable[tuple[str, Cost]]:
    yield BASELINE, measure.baseline(bare)
    yield "build, cold", measure.cold(root)
    yield "build, one note changed", measure.warm(root, f"round{n}")
    yield "check", measure.edition(root, "check")
    yield "check, nothing kept", measure.afresh(root, "check")
    if other := measure.zensical(bare):
        yield "Zensical on the baseline", other


def tests_run() -> str:
    """Run `make test` and return a sentence on how long it takes beside the smallest baseline.

    The baseline is built just before and just after, since a machine is not equally fast all day.
    """
    with tempfile.TemporaryDirectory() as folder:
        root, bare = Path(folder) / "edition", Path(folder) / "baseline"
        root.mkdir()
        write_baseline(bare, write_edition(root, 3))
        before = [measure.baseline(bare).wall for _ in range(3)]
        start = time.perf_counter()
        subprocess.run(["make", "test"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
        beside = median([*before, *(measure.baseline(bare).wall for _ in range(3))])
    return (
        f"`make test` takes {seconds:.0f} s, {seconds / beside:.0f} times the baseline of three"
        f" texts, which took {beside:.2f} s just before and after."
    )


def machine() -> str:
    """Return a sentence that says where and when it was measured."""
    today = datetime.now(UTC).date().isoformat()
    model = platform.processor() or platform.machine()
    return (
        f"Measured on {today}: {cpu_count()} cores ({model}), {platform.system()}, "
        f"Python {platform.python_version()}. Each figure is the median of its rounds."
    )


def whole_table(measured: Mapping[int, Costs]) -> str:
    """Return the table of whole commands: time, work, memory, and the ratio with its spread."""
    rows = ["| texts | what | clock, s | work, s | memory, MB | ratio to the baseline’s clock |"]
    rows += ["|---|---|---|---|---|---|"]
    for texts, costs in measured.items():
        for name, found in costs.items():
            if not name.startswith(("stage: ", SERVE)):
                spent = " | ".join(f"{_middle(found, each):.2f}" for each in (_wall, _cpu))
                memory = f"{_middle(found, lambda c: c.memory):.0f}"
                rows.append(f"| {texts:,} | {name} | {spent} | {memory} | {_ratio(found, costs)} |")
    return "\n".join(rows)


def _ratio(found: list[Cost], costs: Costs) -> str:
    ratios = sorted(a.wall / b.wall for a, b in zip(found, costs[BASELINE], strict=True))
    spread = f" ({ratios[0]:.2f} to {ratios[-1]:.2f})" if len(ratios) > 1 else ""
    return f"{median(ratios):.2f}{spread}"


def preview(measured: Mapping[int, Costs]) -> str:
    """Return a sentence on how long an editor waits for the page of a note that was saved."""
    said = (f"{_middle(costs[SERVE], _wall):.1f} s at {n:,}" for n, costs in measured.items())
    return f"In `serve`, from saving a note to its page, by the number of texts: {', '.join(said)}."


def stage_table(measured: Mapping[int, Costs]) -> str:
    """Return the table of a cold build's stages: work per text in milliseconds, and memory."""
    names = [name for name in next(iter(measured.values())) if name.startswith("stage: ")]
    rows = ["| stage | " + " | ".join(f"{n:,} texts, ms per text | MB" for n in measured) + " |"]
    rows += ["|---|" + "---|---|" * len(measured)]
    for name in names:
        cells = (
            f"{1000 * costs[name][0].cpu / n:.1f} | {costs[name][0].memory:.0f}"
            for n, costs in measured.items()
        )
        rows.append(f"| {name.removeprefix('stage: ')} | {' | '.join(cells)} |")
    return "\n".join(rows)


def growth(measured: Mapping[int, Costs]) -> str:
    """Return a sentence that compares the work per text in the largest edition with that at 100."""
    few, many = 100, max(measured)
    if few not in measured or many <= few:
        return ""
    names = ("build, cold", "build, one note changed", "check")
    said = (
        f"{name} {_middle(measured[many][name], _cpu) / many / (_middle(measured[few][name], _cpu) / few):.2f}"
        for name in names
    )
    return f"Work per text at {many:,} texts, divided by that at {few}: {', '.join(said)}."


def _wall(cost: Cost) -> float:
    return cost.wall


def _cpu(cost: Cost) -> float:
    return cost.cpu


def _middle(found: list[Cost], of: Callable[[Cost], float]) -> float:
    return median(of(cost) for cost in found)


if __name__ == "__main__":
    main()
