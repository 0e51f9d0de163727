"""Serve a preview of the site that follows every edit, with MkDocs' own server."""

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS

from build_edition.output.files import EMITTED_FOLDERS
from build_edition.site.mkdocs import CONFIG, configured

Build = Callable[[Path, str, Callable[[], None]], str]
"""A function that builds the site at a path for an address, and returns a line on how it went.

Its third argument is a function that requests another build once this one is shown.
"""

_INTERVAL = 0.5
"""How long to wait before looking for edits again, in seconds."""


def serve_site(root: Path, host: str, port: int, build: Build) -> None:
    """Serve the edition and keep it up to date with every edit until interrupted.

    While there are Problems, the last good site is shown.
    """
    with tempfile.TemporaryDirectory() as folder:
        site, again = Path(folder) / "site", Path(folder) / "again"
        site.mkdir()
        again.write_text("")
        path = urlsplit(configured(root).site_url or "/").path
        url = f"http://{host}:{port}{path}"

        # MkDocs' server builds again only if a watched file changes, so `again` is a file to touch.
        def builder() -> None:
            print(build(site, url, lambda: again.touch()), flush=True)

        server = LiveServer(root / "docs/index.md", builder, host, port, str(site), path)
        server.error_handler = lambda code: _error_page(site, code)
        for watched, recursive in ((again, False), *_watched(root)):
            server.watch(str(watched), recursive=recursive)
        builder()
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            print("stopped")
        finally:
            server.shutdown()


class LiveServer(LiveReloadServer):
    """MkDocs' server, which says where the preview is once it is listening and watching.

    It watches neither hidden files, such as text editors leave behind, nor the first page, which
    the build itself writes.
    """

    def __init__(self, front: Path, *given: Any) -> None:
        super().__init__(*given)
        self._front = os.path.abspath(front)
        self._listed: Counter[str | None] = Counter()
        self._announced = False
        observer = PollingObserverVFS(os.stat, self.listed, polling_interval=_INTERVAL)
        self.observer = observer  # type: ignore[assignment]

    def listed(self, path: str | None) -> Iterator[os.DirEntry[str]]:
        """Yield the watched entries of a folder, and count how often the folder was listed."""
        self._listed[path] += 1
        with os.scandir(path) as found:
            yield from (e for e in found if e.name[0] != "." and e.path != self._front)

    def service_actions(self) -> None:
        """Announce once that the preview is there and follows every edit."""
        # The first listing is what edits are compared with; a second shows that it was complete.
        if not self._announced and self._listed[os.path.dirname(self._front)] > 1:
            print(f"serving {self.url} and following every edit; stop with Ctrl-C", flush=True)
            self._announced = True


def _watched(root: Path) -> list[tuple[Path, bool]]:
    """Return the paths of what people write, each with whether all below it is watched too."""
    docs = root / "docs"
    written = [p for p in sorted(docs.iterdir()) if p.is_dir() and p.name not in EMITTED_FOLDERS]
    folders = [root / "edition", root / "overrides", *written]
    return [(docs, False), (root / CONFIG, False), *((p, True) for p in folders if p.is_dir())]


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
