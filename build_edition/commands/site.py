"""The commands that look at the whole edition: check it, build it, serve it."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path

from build_edition.commands.emitting import emit
from build_edition.commands.reading import NOTHING, edition_at, read_edition
from build_edition.commands.shared import GOOD, PROBLEMS, code_of, progress, root_of, verdict
from build_edition.cores import apart
from build_edition.model import Edition
from build_edition.outputs import settle
from build_edition.report import FORMATS
from build_edition.search import is_searchable, keep_index, place_index, search_index
from build_edition.site import build_site, serve_site


def run_check(options: argparse.Namespace) -> int:
    """Print every Problem of the edition; write nothing."""
    _, problems = edition_at(root_of(options))
    print(FORMATS[options.format](problems), end="")
    if options.format == "text":
        print(verdict(problems))
    return code_of(problems)


def run_build(options: argparse.Namespace) -> int:
    """Check, emit and build; say what was built."""
    root = root_of(options)
    site = root / "site"
    settle(site)
    with ThreadPoolExecutor() as beside:
        index = _Index(root, beside)
        # An edition is large, and MkDocs has no use for it.
        emitted = apart(partial(_emitted, root))
        if next(emitted, None):
            index.begin()
        completed = [*emitted]
        if not completed:
            return PROBLEMS
        date, summary = completed[0]
        progress("building the pages")
        failure = build_site(root, site, date, index.place)
    progress("")
    print(failure or summary)
    return PROBLEMS if failure else GOOD


def _emitted(root: Path) -> Iterator[tuple[str, str]]:
    """Fill `docs/`: the edition’s date when its texts are there; when all is, also what it holds."""
    emitted = emit(root, read_edition(root, keeping=True))
    yield from ((edition.imprint.date, "") for edition in islice(emitted, 1))
    yield from ((edition.imprint.date, _summary(edition)) for edition in emitted)


def run_serve(options: argparse.Namespace) -> int:
    """Serve the edition until interrupted."""
    root = root_of(options)
    with ThreadPoolExecutor() as beside:
        serve_site(root, options.host, options.port, Preview(root, beside).build)
    return GOOD


class _Index:
    """What a reader's search asks, made beside all else."""

    def __init__(self, root: Path, beside: Executor) -> None:
        self._root, self._beside = root, beside
        self._made: Future[Sequence[Path]] | None = None

    def begin(self) -> None:
        """Begin to make it, from the records of the texts as they are now."""
        self._made = self._beside.submit(search_index, self._root)

    def place(self, site: Path) -> None:
        """Put it into a site once it is made."""
        if self._made:
            place_index(self._made.result(), site)

    def wait(self) -> None:
        """Wait until it is made, whether that goes well or not."""
        if self._made:
            self._made.exception()


MANY = 20
"""How many texts a preview can follow all at once; of more, the text that was edited comes first."""


class Preview:
    """Builds the edition after every edit, as soon as it can be shown."""

    def __init__(self, root: Path, beside: Executor) -> None:
        self._root, self._beside, self._index = root, beside, _Index(root, beside)
        self._found = NOTHING
        self._rest: Future[None] | None = None

    def build(self, site: Path, url: str, refresh: Callable[[], None]) -> str:
        """Build a site for an address, and say how that went; `refresh` shows what comes later."""
        if self._rest:
            self._rest.result()
        self._index.wait()
        self._found = read_edition(self._root, keeping=True, last=self._found)
        emitted = emit(self._root, self._found)
        built = next(emitted, None)
        if built is None:
            return "waiting for a correction"
        if len(built.texts) <= MANY or not is_searchable(site):
            return self._complete(emitted, site, url)
        failure = build_site(self._root, site, built.imprint.date, partial(keep_index, site), url)
        if not failure:
            self._rest = self._beside.submit(self._follow_up, emitted, site, url, refresh)
        return failure or "the texts are built"

    def _complete(self, emitted: Iterator[Edition], site: Path, url: str) -> str:
        self._index.begin()
        built = next(emitted, None)
        if built is None:
            return "waiting for a correction"
        return build_site(self._root, site, built.imprint.date, self._index.place, url) or "built"

    def _follow_up(
        self, emitted: Iterator[Edition], site: Path, url: str, refresh: Callable[[], None]
    ) -> None:
        """Complete the site while the texts are looked at: lists, data, search."""
        try:
            print(self._complete(emitted, site, url), flush=True)
            refresh()
        except OSError as error:
            print(error, flush=True)


def _summary(built: Edition) -> str:
    readings = [reading for text in built.texts for reading in text.readings]
    cleaning = sum(len(text.cleaning) for text in built.texts)
    emendations = sum(e.changes for reading in readings for e in reading.emendations)
    notes = sum(len(text.notes) for text in built.texts)
    return (
        f"site/ is built: {len(built.texts)} texts, {len(readings)} passages, "
        f"{cleaning} cleaning edits, {emendations} emendations, {notes} notes.\n"
        "To look at it: make serve (or: python -m build_edition serve)"
    )
