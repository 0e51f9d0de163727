"""The command that shows the edition and follows every edit."""

import argparse
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from build_edition.commands.steps.common import GOOD, failure, root_of, waiting
from build_edition.commands.steps.emit import emit
from build_edition.commands.steps.index import Index
from build_edition.commands.steps.read import NOTHING, read_edition
from build_edition.model import Edition
from build_edition.output.lock import alone
from build_edition.site import build_site, serve_site
from build_edition.site.search_index import is_searchable, keep_index


def run_serve(options: argparse.Namespace) -> int:
    """Serve the edition until interrupted."""
    root = root_of(options)
    with ThreadPoolExecutor() as beside:
        serve_site(root, options.host, options.port, Preview(root, beside).build)
    return GOOD


MANY = 20
"""How many texts a preview can follow all at once; of more, the text that was edited comes first."""


class Preview:
    """Builds the edition after every edit, as soon as it can be shown."""

    def __init__(self, root: Path, beside: Executor) -> None:
        self._root, self._beside, self._index = root, beside, Index(root, beside)
        self._found = NOTHING
        self._rest: Future[None] | None = None

    def build(self, site: Path, url: str, refresh: Callable[[], None]) -> str:
        """Build a site for an address, and say how that went; `refresh` shows what comes later."""
        try:
            return self._built(site, url, refresh)
        except Exception as error:  # the next edit may mend it, so the server goes on
            return failure(error)

    def _built(self, site: Path, url: str, refresh: Callable[[], None]) -> str:
        if self._rest:
            self._rest.result()
        self._index.wait()
        with ExitStack() as held:
            held.enter_context(alone(self._root, waiting))
            return self._begun(site, url, refresh, held)

    def _begun(self, site: Path, url: str, refresh: Callable[[], None], held: ExitStack) -> str:
        self._found = read_edition(self._root, keeping=True, last=self._found)
        emitted = emit(self._root, self._found)
        built = next(emitted, None)
        if built is None:
            return "waiting for a correction"
        if len(built.texts) <= MANY or not is_searchable(site):
            return self._complete(emitted, site, url)
        build_site(self._root, site, built.imprint.date, partial(keep_index, site), url)
        self._rest = self._beside.submit(
            self._follow_up, emitted, site, url, refresh, held.pop_all()
        )
        return "the texts are built"

    def _complete(self, emitted: Iterator[Edition], site: Path, url: str) -> str:
        self._index.begin()
        built = next(emitted, None)
        if built is None:
            return "waiting for a correction"
        build_site(self._root, site, built.imprint.date, self._index.place, url)
        return "built"

    def _follow_up(
        self,
        emitted: Iterator[Edition],
        site: Path,
        url: str,
        refresh: Callable[[], None],
        held: ExitStack,
    ) -> None:
        """Complete the site while the texts are looked at: lists, data, search."""
        with held:
            try:
                print(self._complete(emitted, site, url), flush=True)
                refresh()
            except Exception as error:
                print(failure(error), flush=True)
