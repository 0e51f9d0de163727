"""The command that lists where else words of a text stand, before it is taken away."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS
from build_edition.commands.steps.project import root_of, text_source_of
from build_edition.output.files import EMITTED_FOLDERS
from build_edition.texts.traces import traces

_BUILT = {"site", "node_modules", "docs/index.md", *(f"docs/{name}" for name in EMITTED_FOLDERS)}
"""What builds and tools leave, by name or path; what begins with a dot is left out too."""

_PICTURES = (".gif", ".jpg", ".jpeg", ".png", ".webp")


def run_traces(options: argparse.Namespace) -> int:
    """Print each line of another file of the project that has words of a text, and the pictures."""
    source, problems = text_source_of(options)
    if source is None:
        print(as_text(problems), end="", file=sys.stderr)
        return PROBLEMS
    root = root_of(options)
    paths = [path for path in sorted(_paths(root)) if not path.startswith(f"{source.folder}/")]
    files = ((path, (root / path).read_text("utf-8", errors="replace")) for path in paths)
    found = [*traces(source.raw, (file for file in files if not file[0].endswith(_PICTURES)))]
    for path, line, words in found:
        print(f"{path}:{line}: {words}")
    pictures = [path for path in paths if path.endswith(_PICTURES)]
    said = "1 place has" if len(found) == 1 else f"{len(found)} places have"
    print(f"Outside {source.folder}, {said} words of it.")
    print(f"Pictures, which only an eye can read: {', '.join(pictures) or 'none'}.")
    return GOOD


def _paths(root: Path) -> Iterator[str]:
    """Yield the paths of the files that people wrote, from the project's root."""
    for folder, inner, names in os.walk(root):
        within = Path(folder).relative_to(root)
        prefix = f"{within.as_posix()}/" if within.parts else ""
        inner[:] = [name for name in inner if _is_written(name, prefix) or name == ".github"]
        yield from (prefix + name for name in names if _is_written(name, prefix))


def _is_written(name: str, prefix: str) -> bool:
    return not (name.startswith(".") or f"{prefix}{name}" in _BUILT or name == "__pycache__")
