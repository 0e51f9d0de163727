"""The search index, made beside the rest of a build."""

from collections.abc import Sequence
from concurrent.futures import Executor, Future
from pathlib import Path

from build_edition.site.search_index import place_index, search_index


class Index:
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
