"""Pagefind at arm's length: from the emitted records to the index that a reader's search asks.

Without it the pages are the same, and search says that it is not there.
"""

import subprocess
from itertools import chain
from pathlib import Path

from pagefind_bin import get_executable

from build_edition.cache import files_of, kept

RECORDS = "texts/*/search.html"
"""Where the records of each text stand under `docs/`."""

INDEX = "search"
"""Where the index stands in the site."""

_NOT_OURS = ("pagefind-*ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind")
"""What Pagefind writes beside the index and no page of ours asks for: interfaces of its own."""


class NoIndexError(Exception):
    """Search could not be made ready; the words say why."""


def search_index(root: Path) -> Path:
    """The folder that holds the edition's index, made anew only where a record has changed."""
    docs = root / "docs"
    try:
        makers = (Path(__file__).read_bytes(), Path(str(get_executable())).read_bytes())
    except OSError as error:
        raise NoIndexError(f"Pagefind could not be run: {error}") from error
    made_from = chain(makers, files_of(docs.glob(RECORDS), docs))
    return kept(root, INDEX, made_from, lambda site: index_site(docs, site)) / INDEX


def index_site(docs: Path, site: Path) -> None:
    """Make the edition searchable; the same records give the same bytes.

    All texts share one language, so that one search covers them.
    """
    index = site / INDEX
    options = ["--glob", RECORDS, "--output-path", str(index), "--force-language", "en", "--quiet"]
    try:
        command = [str(get_executable()), "--site", str(docs), *options]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise NoIndexError(f"Pagefind could not be run: {error}") from error
    if ended.returncode:
        said = (ended.stderr or ended.stdout).strip()
        raise NoIndexError(f"Pagefind could not make the index: {said}")
    for pattern in _NOT_OURS:
        for path in index.glob(pattern):
            path.unlink()
