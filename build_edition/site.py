"""MkDocs at arm's length: from the emitted `docs/` to a site, once or while somebody edits.

Nothing else of the edition knows MkDocs; `mkdocs build --strict` by hand gives the same pages.
"""

import html
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from build_edition.outputs import EMITTED_FOLDERS, replacing
from build_edition.search import INDEX, NoIndexError, search_index

CONFIG = "mkdocs.yml"

PLAIN = "EDITION_PLAIN"
"""The environment's name for the plain way: set it, and MkDocs reads every page by itself."""

_FINISHED = re.compile(
    r"---\n(?P<front>(?:\w+: [^\n]*\n)+)---\n\n(?P<body><(?:div|section)\b.*>)\n", re.S
)
"""A page that the build has emitted: front matter in JSON, then one block of HTML."""

_STRANGE = re.compile(
    "[\\t\\r\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff]"
)
"""Signs that YAML may change: a page that holds one in its front matter is left to MkDocs to read."""

_BLANK = re.compile(r"\n *\n")
_MARKDOWN = ("\t", "\r", "\x02", "\x03", "```", "~~~")
"""What Markdown would change in a block of HTML, or take for the block’s end."""

_ID = re.compile(r'\sid="([^"]+)"')


def build_site(root: Path, site: Path, date: str, serve_url: str | None = None) -> str | None:
    """Build the site from the emitted `docs/` and put it in place, or say why that failed.

    `date` (YYYY-MM-DD) is the edition's and stands where MkDocs would put the clock.
    """
    os.environ.setdefault("SOURCE_DATE_EPOCH", _epoch(date))
    try:
        with replacing(site) as fresh:
            config = load_config(str(root / CONFIG), site_dir=str(fresh), strict=True)
            # As `docs` in the file, which every generator reads, but wherever the command is given.
            config.mdx_configs.setdefault("pymdownx.snippets", {})["base_path"] = [config.docs_dir]
            if serve_url:
                config.site_url = serve_url
                config.extra["policy"] = False  # live reloading is an inline script
            if not os.environ.get(PLAIN):
                config.plugins["finished"] = _FinishedPages()
            with ThreadPoolExecutor() as beside:
                index = beside.submit(search_index, root)
                mkdocs_build(config, serve_url=serve_url)
                shutil.copytree(index.result(), fresh / INDEX)
    except NoIndexError as error:
        return str(error)
    except MkDocsException as error:
        return f"MkDocs could not build the site: {str(error).strip() or 'see above'}"
    return None


def serve_site(root: Path, host: str, port: int, emit: Callable[[], str | None]) -> None:
    """Serve the edition and keep it up to date with every edit until interrupted.

    `emit` fills `docs/` and answers with the edition's date, or with None where Problems
    stand in the way: then the last good page stays.
    """
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        site.mkdir()
        path = urlsplit(load_config(str(root / CONFIG)).site_url or "/").path
        url = f"http://{host}:{port}{path}"

        def builder() -> None:
            date = emit()
            failure = build_site(root, site, date, url) if date else "waiting for a correction"
            print(failure or "built", flush=True)

        server = _Server(builder, host, port, str(site), path)
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


class _FinishedPages(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Hands MkDocs the emitted pages as they are; only pages written by hand are Markdown to read."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Every page is asked first whether it is finished; its name in the nav stays with it."""
        named = dict(_named(config.nav or []))
        for file in files.documentation_pages():
            _FinishedPage(named.get(file.src_uri), file, config)
        return files


def _named(nav: Any) -> Iterator[tuple[str, str]]:
    """The pages that a nav lists, each with the name it gives them."""
    for entry in nav if isinstance(nav, list) else ():
        for title, below in entry.items() if isinstance(entry, dict) else ():
            if isinstance(below, str):
                yield below, title
            else:
                yield from _named(below)


class _FinishedPage(Page):
    """A page that MkDocs takes over as it stands, if it is finished, and else reads by itself."""

    _is_finished = False

    def read_source(self, config: MkDocsConfig) -> None:
        source = self.file.content_string
        match = _FINISHED.fullmatch(source)
        self._is_finished = match is not None and not (
            _STRANGE.search(match["front"])
            or _BLANK.search(match["body"])
            or any(sign in match["body"] for sign in _MARKDOWN)
        )
        if match is None or not self._is_finished:
            super().read_source(config)
            return
        fields = (line.split(": ", 1) for line in match["front"].splitlines())
        self.markdown, self.meta = match["body"], {key: json.loads(v) for key, v in fields}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        if not self._is_finished:
            super().render(config, files)
            return
        self.content, self.toc = self.markdown, get_toc([])

    @property
    def present_anchor_ids(self) -> set[str] | None:
        """The places of the page that a page written by hand may link to."""
        if self._is_finished:
            return {html.unescape(name) for name in _ID.findall(self.markdown or "")}
        return self._read_ids

    @present_anchor_ids.setter
    def present_anchor_ids(self, ids: set[str] | None) -> None:
        self._read_ids = ids

    _read_ids: set[str] | None = None


class _Server(LiveReloadServer):
    """MkDocs' server, which says where it serves once it is listening and watching."""

    _announced = False

    def service_actions(self) -> None:
        if not self._announced:
            print(f"serving {self.url} and following every edit; stop with Ctrl-C", flush=True)
            self._announced = True


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
