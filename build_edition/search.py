"""Pagefind at arm's length: from the emitted records to the index that a reader's search asks.

Without it the pages are the same, and search says that it is not there.
"""

import gzip
import json
import shutil
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
    made = kept(root, INDEX, made_from, lambda site, last: index_site(docs, site, last))
    return made / INDEX


def index_site(docs: Path, site: Path, last: Path | None = None) -> None:
    """Make the edition searchable; the same records give the same bytes.

    All texts share one language, so that one search covers them. Pagefind names its files for
    what they hold and does not write again what is there, so the `last` index saves it most of
    its work.
    """
    index = site / INDEX
    if last:
        shutil.copytree(last / INDEX, index)
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
    if last:
        _forget(index)


def _forget(index: Path) -> None:
    """Take out of an index what only an earlier one asked for."""
    entry = json.loads((index / "pagefind-entry.json").read_text(encoding="utf-8"))
    metas = [index / f"pagefind.{found['hash']}.pf_meta" for found in entry["languages"].values()]
    asked = b" ".join(gzip.decompress(meta.read_bytes()) for meta in metas)
    for path in (*index.glob("*.pf_meta"), *index.glob("fragment/*"), *index.glob("index/*")):
        if path not in metas and path.stem.encode() not in asked:
            path.unlink()
