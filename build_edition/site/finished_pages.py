"""Give MkDocs the pages that the build has drawn, as they are, so that nothing is parsed twice.

MkDocs itself reads only the pages written by hand. Pages and data that did not change since the
last build are taken over from its site.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from build_edition.site.unchanged_pages import LastSite

_FINISHED = re.compile(
    rb"---\n(?P<front>(?:\w+: [^\n]*\n)+)---\n\n(?P<body><(?:div|section)\b.*>)\n", re.S
)
"""A page that the build has emitted: front matter in JSON, then one block of HTML."""

_STRANGE = re.compile(
    "[\\t\\r\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff]"
)
"""Characters that YAML may change: MkDocs itself reads a page with one in its front matter."""

_BLANK = re.compile(rb"\n *\n")
_MARKDOWN = (b"\t", b"\r", b"\x02", b"\x03", b"```", b"~~~")
"""What Markdown would change in a block of HTML, or take for the block’s end."""

_ID = re.compile(r'\sid="([^"]+)"')
_NOTHING = "nothing.html"
"""A template that prints nothing: MkDocs then writes no page, and leaves what is there."""


class FinishedPages(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """A plugin that gives MkDocs the emitted pages, or the last site's if they are unchanged."""

    def __init__(self, last: LastSite) -> None:
        self._last = last
        self._body = lru_cache(maxsize=1)(_body)  # templates read a page's HTML several times

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace each page with one that MkDocs need not read if it is finished or unchanged."""
        named = dict(_named(config.nav or []))
        for file in files:
            # Every page names those in the nav by their front matter, which kept pages lack.
            keep = file.src_uri not in named and self._last.keep(file)
            if file.is_documentation_page():
                _FinishedPage(named.get(file.src_uri), file, config, keep, self._body)
            elif keep:
                file.copy_file = _not_copied  # type: ignore[method-assign]
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Add the empty template, which is for pages that are already in the site."""
        if env.loader:
            env.loader = ChoiceLoader([env.loader, DictLoader({_NOTHING: ""})])
        return env


def _not_copied(dirty: bool = False) -> None:
    """Do nothing, in place of copying a file that is already in the site."""


def _named(nav: Any) -> Iterator[tuple[str, str]]:
    """Yield the pages to which a nav gives a title, each with that title."""
    for entry in nav if isinstance(nav, list) else ():
        for title, below in entry.items() if isinstance(entry, dict) else ():
            if isinstance(below, str):
                yield below, title
            else:
                yield from _named(below)


def _finished(path: str) -> re.Match[bytes] | None:
    """Return a match of a finished page (`front` and `body`), or None if it has another form."""
    return _FINISHED.fullmatch(Path(path).read_bytes())


def _body(path: str) -> str:
    """Return the HTML of a finished page, or an empty string if it has another form."""
    match = _finished(path)
    return match["body"].decode() if match else ""


class _FinishedPage(Page):
    """A page that MkDocs takes as it is, if it is finished, and otherwise reads itself.

    `body` reads the HTML of a finished page from its path.
    """

    _is_finished = False
    _keep = False
    _content: str | None = None
    _read_ids: set[str] | None = None

    def __init__(
        self,
        title: str | None,
        file: File,
        config: MkDocsConfig,
        keep: bool,
        body: Callable[[str], str],
    ) -> None:
        super().__init__(title, file, config)
        self._keep, self._body = keep, partial(body, str(file.abs_src_path))

    def read_source(self, config: MkDocsConfig) -> None:
        if self._keep:
            self.markdown, self.meta = "", {"template": _NOTHING}
            return
        path = self.file.abs_src_path
        match = _finished(path) if path else None
        front, body = (match["front"].decode(), match["body"]) if match else ("", b"")
        self._is_finished = match is not None and not (
            _STRANGE.search(front) or _BLANK.search(body) or any(sign in body for sign in _MARKDOWN)
        )
        if not self._is_finished:
            super().read_source(config)
            return
        fields = (line.split(": ", 1) for line in front.splitlines())
        self.markdown, self.meta = "", {key: json.loads(v) for key, v in fields}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        if not (self._is_finished or self._keep):
            super().render(config, files)
            return
        self.toc = get_toc([])

    @property
    def content(self) -> str | None:
        """The page's HTML; a finished page is read when it is printed and not kept in memory."""
        if self._content is not None or not self._is_finished:
            return "" if self._keep else self._content
        return self._body()

    @content.setter
    def content(self, content: str | None) -> None:
        """Set the page's HTML; a finished page's is kept only if a plugin has changed it."""
        # `_body` remembers the last page: if this is the same object, nothing has changed it.
        if not (self._is_finished and content is self._body()):
            self._content = content

    @property
    def present_anchor_ids(self) -> set[str] | None:
        """The anchors of the page, against which MkDocs checks links in pages written by hand."""
        if self._is_finished or self._keep:
            return {html.unescape(name) for name in _ID.findall(self.file.content_string)}
        return self._read_ids

    @present_anchor_ids.setter
    def present_anchor_ids(self, ids: set[str] | None) -> None:
        self._read_ids = ids
