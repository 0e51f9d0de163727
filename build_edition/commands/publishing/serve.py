"""The command that previews the edition and rebuilds it after every edit."""

import argparse
import sys
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

from build_edition.commands.printing.problems import as_text
from build_edition.commands.publishing.build import emit
from build_edition.commands.steps.emit import Emission
from build_edition.commands.steps.outcome import GOOD, failure, waiting
from build_edition.commands.steps.project import root_of
from build_edition.commands.steps.read import NOTHING, read_edition
from build_edition.output.emission import remove_drafts
from build_edition.output.lock import alone
from build_edition.output.parts import Parts
from build_edition.site.mkdocs import build_site
from build_edition.site.search_index import is_searchable, keep_index
from build_edition.site.server import serve_site
from build_edition.sources.unread_files import links_in_the_way

MANY = 20
"""How many texts a preview rebuilds in one step; with more, the texts come before all else."""

WAITING = "waiting for a correction"


def run_serve(options: argparse.Namespace) -> int:
    """Serve the edition until interrupted."""
    root = root_of(options)
    with ThreadPoolExecutor(1) as beside:
        serve_site(root, options.host, options.port, Preview(root, beside).build)
    return GOOD


class Preview:
    """Rebuilds the edition after every edit.

    In a large edition the texts come first; lists, data and search follow in a second build.
    """

    def __init__(self, root: Path, beside: Executor) -> None:
        self._root, self._beside = root, beside
        self._found = NOTHING
        self._texts_only = False

    def build(self, site: Path, url: str, again: Callable[[], None]) -> str:
        """Build the site for an address and return a line on how it went.

        `again` requests another build.
        """
        try:
            if problems := tuple(links_in_the_way(self._root)):
                print(as_text(problems), end="", file=sys.stderr)
                return WAITING
            with alone(self._root, waiting):
                remove_drafts(self._root)
                parts = Parts(self._root)
                with parts.processes:
                    return self._built(parts, site, url, again)
        except Exception as error:  # the next edit may fix it, so the server goes on
            return failure(error)

    def _built(self, parts: Parts, site: Path, url: str, again: Callable[[], None]) -> str:
        self._found = read_edition(self._root, parts, keeping=True, last=self._found)
        built = self._found.edition
        self._texts_only = (
            built is not None
            and len(built.texts) > MANY
            and is_searchable(site)
            and not self._texts_only
        )
        if self._texts_only:
            return self._build_texts(parts, site, url, again)
        emitted = emit(self._root, self._found, parts, self._beside)
        if emitted is None:
            return WAITING
        build_site(self._root, site, emitted.imprint.date, emitted.place_index, parts, url)
        parts.close()
        return "built"

    def _build_texts(self, parts: Parts, site: Path, url: str, again: Callable[[], None]) -> str:
        assert self._found.edition
        Emission(self._root, self._found.edition, self._found, parts, self._beside).texts()
        date = self._found.edition.imprint.date
        build_site(self._root, site, date, partial(keep_index, site), parts, url)
        parts.keep()
        again()
        return "the texts are built"
