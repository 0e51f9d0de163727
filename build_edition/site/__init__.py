"""MkDocs at arm's length: from the emitted `docs/` to a site, once or while somebody edits.

Nothing else of the edition knows MkDocs; `mkdocs build --strict` by hand gives the same pages.
"""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlsplit

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.api import EventEmitter
from watchdog.observers.polling import PollingObserverVFS
from watchdog.utils.dirsnapshot import EmptyDirectorySnapshot

from build_edition.output.cache import FOLDER, digest, files_of, program
from build_edition.output.files import EMITTED_FOLDERS, replacing
from build_edition.site.finished_pages import FinishedPages
from build_edition.site.unchanged_pages import KeptSite
from build_edition.tools import ToolError

CONFIG = "mkdocs.yml"

PLAIN = "EDITION_PLAIN"
"""The environment's name for the plain way: set it, and MkDocs reads every page by itself."""

Build = Callable[[Path, str, Callable[[], None]], str]
"""What builds a site at an address and says how that went; it may call for another look later."""

_INTERVAL = 0.5
"""How long to wait before looking for edits again, in seconds."""

_SET = re.compile(rb"!ENV \[?(\w+)")


def build_site(
    root: Path,
    site: Path,
    date: str,
    place: Callable[[Path], object],
    serve_url: str | None = None,
) -> None:
    """Build the site from the emitted `docs/` and put it in place; ToolError says why it failed.

    `date` (YYYY-MM-DD) is the edition's and stands where MkDocs would put the clock; `place` puts
    the search index into the site.
    """
    os.environ.setdefault("SOURCE_DATE_EPOCH", _epoch(date))
    with replacing(site) as fresh:
        config = _configured(root, fresh)
        if serve_url:
            config.site_url = serve_url
            config.extra["policy"] = False  # live reloading is an inline script
        kept = _kept(root, site, config)
        if not os.environ.get(PLAIN):
            config.plugins["finished"] = FinishedPages(kept)
        with _answering_for_mkdocs():
            mkdocs_build(config, serve_url=serve_url)
        place(fresh)
        kept.write()


def _configured(root: Path, site: Path | None = None) -> MkDocsConfig:
    """The settings of `mkdocs.yml`, for a site in this folder."""
    with _answering_for_mkdocs():
        given = {"site_dir": str(site)} if site else {}
        config = load_config(str(root / CONFIG), strict=True, **given)
        # As `docs` in the file, which every generator reads, but wherever the command is given.
        config.mdx_configs.setdefault("pymdownx.snippets", {})["base_path"] = [config.docs_dir]
    return config


@contextmanager
def _answering_for_mkdocs() -> Iterator[None]:
    """Turn whatever MkDocs, its theme, an extension or a template raises into a ToolError."""
    try:
        yield
    except TemplateSyntaxError as error:
        place = f"{error.filename}:{error.lineno}"
        raise ToolError(f"{place}: this template cannot be read: {error.message}") from error
    except UnicodeDecodeError as error:  # pages were looked at when they were read
        raise _failed(f"a template under overrides/ is not UTF-8: {error}") from error
    except OSError as error:
        raise _failed(
            f"{error.filename or 'a file'}: {error.strerror or error}", "see to that"
        ) from error
    except (MkDocsException, TemplateError) as error:
        raise _failed(str(error).strip() or "see above") from error
    except (Exception, SystemExit) as error:
        raise _failed(f"{type(error).__name__}: {error}") from error


def _failed(why: str, hint: str = "mend that in docs/, overrides/ or mkdocs.yml") -> ToolError:
    return ToolError(f"MkDocs could not build the site: {' '.join(why.split())}; {hint}")


def _kept(root: Path, site: Path, config: MkDocsConfig) -> KeptSite:
    """The last site, to be kept as long as all that stands around its pages is the same."""
    settings = (root / CONFIG).read_bytes()
    docs = root / "docs"
    # Every page shows the version, which the first page's front matter names.
    front = (docs / "index.md").read_bytes().partition(b"\n---\n")[0]
    around = [path for path in (root / "overrides").rglob("*") if path.is_file()]
    around += [path for path in docs.rglob("*.md") if _is_written(path.relative_to(docs))]
    named = {name.decode(): "" for name in _SET.findall(settings)} | {"": str(config.site_url)}
    given = "\n".join(f"{name}={os.environ.get(name, value)}" for name, value in named.items())
    parts = (program().encode(), settings, given.encode(), front)
    last = root / FOLDER / "site" if site.parent == root else site.with_name("kept")
    return KeptSite(site, last, digest((*parts, *files_of(around, root))))


def _is_written(page: Path) -> bool:
    """Whether a page was written by hand."""
    return page.parts[0] not in EMITTED_FOLDERS and page != Path("index.md")


def serve_site(root: Path, host: str, port: int, build: Build) -> None:
    """Serve the edition and keep it up to date with every edit until interrupted.

    Where Problems stand in the way the last good page stays.
    """
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        site.mkdir()
        path = urlsplit(_configured(root).site_url or "/").path
        url = f"http://{host}:{port}{path}"

        def builder() -> None:
            with server.undisturbed():
                print(build(site, url, server.refresh), flush=True)

        server = LiveServer(root / "docs/index.md", builder, host, port, str(site), path)
        server.error_handler = lambda code: _error_page(site, code)
        for watched, recursive in _watched(root):
            server.watch(str(watched), recursive=recursive)
        builder()
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            print("stopped")
        finally:
            server.shutdown()


class LiveServer(LiveReloadServer):
    """MkDocs' server, which says where it serves once it is listening and watching."""

    _announced = False

    def __init__(self, front: Path, *given: Any) -> None:
        super().__init__(*given)
        self._front, self._idle = os.path.abspath(front), Event()
        observer = PollingObserverVFS(os.stat, self.listed, polling_interval=_INTERVAL)
        self.observer = observer  # type: ignore[assignment]

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """While the edition is built nobody looks for edits, of which many files make long work."""
        self._idle.clear()
        try:
            yield
        finally:
            self._idle.set()

    def listed(self, path: str | None) -> Iterator[os.DirEntry[str]]:
        """What lies in a folder, but for hidden files, as editors leave them, and the first page."""
        self._idle.wait()
        with os.scandir(path) as found:
            yield from (e for e in found if e.name[0] != "." and e.path != self._front)

    def refresh(self) -> None:
        """Let whoever looks at a page look again, if no later edit will do so anyway."""
        with self._epoch_cond:
            if self._visible_epoch == self._wanted_epoch:
                self._visible_epoch = self._wanted_epoch = self._wanted_epoch + 1
                self._epoch_cond.notify_all()

    def service_actions(self) -> None:
        """Say once that it is there and follows every edit."""
        if not self._announced and all(map(_watches, self.observer.emitters)):
            print(f"serving {self.url} and following every edit; stop with Ctrl-C", flush=True)
            self._announced = True


def _watches(emitter: EventEmitter) -> bool:
    """Whether a folder’s first state is known, against which an edit is seen."""
    return not isinstance(getattr(emitter, "_snapshot", None), EmptyDirectorySnapshot)


def _watched(root: Path) -> list[tuple[Path, bool]]:
    """What is watched: all that people write, and not what the build itself writes."""
    docs = root / "docs"
    written = [p for p in sorted(docs.iterdir()) if p.is_dir() and p.name not in EMITTED_FOLDERS]
    folders = [root / "edition", root / "overrides", *written]
    return [(docs, False), (root / CONFIG, False), *((p, True) for p in folders if p.is_dir())]


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None


def _epoch(date: str) -> str:
    return str(int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp()))
