"""Run Pagefind, which makes the search index from the emitted records; nothing else runs it.

Without the index the pages are the same, and the search box says that search is not there.
"""

import json
import shutil
import tempfile
from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import partial
from itertools import chain
from pathlib import Path

from pagefind_bin import get_executable

from build_edition.model import REINSTALL, ToolError
from build_edition.output.digests import digest, files_of
from build_edition.output.files import link, replacing, write_file
from build_edition.output.parts import FOLDER, Part, Parts
from build_edition.output.processes import in_threads
from build_edition.site.programs import run

RECORDS = "texts/*/search.html"
"""The pattern of the paths of each text's search records under `docs/`."""

KEPT = f"{FOLDER}/search"
"""Where volumes are kept, each in a folder named by its number, from the project's root."""

INDEX = "search"
"""The folder of the site for the volumes, each in a folder named by its number."""

VOLUME = 100
"""How many texts a volume of the index holds.

Pagefind works on one core, and takes 1.6 MB of memory for a text of 110 passages. Volumes are made
on all cores, and after a change only the one concerned is made again; a reader's search asks all.
"""

_NOT_OURS = ("pagefind-*ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind")
"""Files that Pagefind writes beside the index and no page loads: interfaces of its own."""

_PROGRAM = ("pagefind.js", "pagefind-worker.js", "wasm.*")
"""The program that searches; only the first volume has it, for all of them."""


def search_index(root: Path, parts: Parts) -> Sequence[str]:
    """Bring the edition's search index up to date, and return its files' paths from the root.

    Raises ToolError if Pagefind fails.
    """
    docs = root / "docs"
    makers = (Path(__file__).read_bytes(), _pagefind()[1])
    records = sorted(docs.glob(RECORDS))
    volumes = [records[n : n + VOLUME] for n in range(0, len(records), VOLUME)]
    parts.draw(
        [
            Part(
                f"search: {number}",
                digest(chain(makers, files_of(volume, docs))),
                partial(_volume, docs, number, volume),
            )
            for number, volume in enumerate(volumes, 1)
        ],
        spread=in_threads,
    )
    return sorted(path for path in parts.seals if path.startswith(f"{KEPT}/"))


def _volume(docs: Path, number: int, records: Sequence[Path]) -> dict[str, bytes]:
    """Return the files of one volume, by path from the project's root."""
    with tempfile.TemporaryDirectory() as folder:
        index_records(docs, records, Path(folder))
        found = sorted(path for path in Path(folder).rglob("*") if path.is_file())
        return {
            f"{KEPT}/{number}/{path.relative_to(folder).as_posix()}": path.read_bytes()
            for path in found
        }


def index_records(docs: Path, records: Sequence[Path], index: Path) -> None:
    """Index the records of some texts; the same records give the same bytes.

    All texts share one language, so that one search covers them.
    """
    glob = f"texts/{{{','.join(path.parent.name for path in records)}}}/search.html"
    options = ["--glob", glob, "--output-path", str(index.absolute()), "--force-language", "en"]
    command = [str(_pagefind()[0]), "--site", str(docs.absolute()), *options, "--quiet"]
    run("Pagefind", command)
    if not all((index / name).is_file() for name in ("pagefind.js", "pagefind-entry.json")):
        raise ToolError(f"Pagefind ended without an index; {REINSTALL}")
    for pattern in _NOT_OURS:
        for path in index.glob(pattern):
            path.unlink()


def _pagefind() -> tuple[Path, bytes]:
    """Return the path of Pagefind in its pinned package, and its content."""
    try:
        program = Path(str(get_executable()))
        return program, program.read_bytes()
    except OSError as error:
        raise ToolError(
            f"Pagefind could not be run: {error.strerror or error}; {REINSTALL}"
        ) from error


def place_index(root: Path, index: Sequence[str], site: Path) -> None:
    """Put an index's files where a reader's search loads them from, with the number of volumes."""
    volumes = set()
    with replacing(site / INDEX) as fresh:
        for path in index:
            volume, _, name = path.removeprefix(f"{KEPT}/").partition("/")
            volumes.add(volume)
            if volume == "1" or not any(fnmatchcase(name, pattern) for pattern in _PROGRAM):
                (fresh / volume / name).parent.mkdir(parents=True, exist_ok=True)
                link(root / path, fresh / volume / name)
        write_file(fresh / "volumes.json", json.dumps(len(volumes)))


def is_searchable(site: Path) -> bool:
    """Return whether a site has an index."""
    return (site / INDEX).is_dir()


def keep_index(last: Path, site: Path) -> None:
    """Put the last site's index into a site."""
    shutil.copytree(last / INDEX, site / INDEX, copy_function=link)
