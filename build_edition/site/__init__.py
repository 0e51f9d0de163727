"""MkDocs at arm's length: from the emitted `docs/` to a site.

Nothing else of the edition knows MkDocs; `mkdocs build --strict` by hand gives the same pages.
"""

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from build_edition.output.digests import digest, files_of, program
from build_edition.output.files import EMITTED_FOLDERS, replacing
from build_edition.output.parts import Parts
from build_edition.site.finished_pages import FinishedPages
from build_edition.site.search_index import NoIndexError
from build_edition.site.unchanged_pages import LastSite

CONFIG = "mkdocs.yml"

PLAIN = "EDITION_PLAIN"
"""The environment's name for the plain way: set it, and MkDocs reads every page by itself."""

_SET = re.compile(rb"!ENV \[?(\w+)")


def build_site(
    root: Path,
    site: Path,
    date: str,
    place: Callable[[Path], object],
    parts: Parts,
    serve_url: str | None = None,
) -> str | None:
    """Build the site from the emitted `docs/` and put it in place, or say why that failed.

    `date` (YYYY-MM-DD) is the edition's and stands where MkDocs would put the clock; `place` puts
    the search index into the site.
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
            name = "preview" if serve_url else "site"
            last = LastSite(site, parts, name, _around(root, config))
            if not os.environ.get(PLAIN):
                config.plugins["finished"] = FinishedPages(last)
            _print_pages(config, serve_url)
            place(fresh)
            last.note()
    except NoIndexError as error:
        return str(error)
    except TemplateSyntaxError as error:
        return f"{error.filename}:{error.lineno}: this template cannot be read: {error.message}"
    except (MkDocsException, TemplateError) as error:
        return f"MkDocs could not build the site: {str(error).strip() or 'see above'}"
    return None


def _print_pages(config: MkDocsConfig, serve_url: str | None) -> None:
    try:
        mkdocs_build(config, serve_url=serve_url)
    except UnicodeDecodeError as error:  # pages were looked at when they were read
        raise MkDocsException(f"a template under overrides/ is not UTF-8: {error}") from error


def _around(root: Path, config: MkDocsConfig) -> str:
    """A digest of all that stands around a page: while it stays, an unchanged page stays the same."""
    settings = (root / CONFIG).read_bytes()
    docs = root / "docs"
    # Every page shows the version, which the first page's front matter names.
    front = (docs / "index.md").read_bytes().partition(b"\n---\n")[0]
    around = [path for path in (root / "overrides").rglob("*") if path.is_file()]
    around += [path for path in docs.rglob("*.md") if _is_written(path.relative_to(docs))]
    named = {name.decode(): "" for name in _SET.findall(settings)} | {"": str(config.site_url)}
    given = "\n".join(f"{name}={os.environ.get(name, value)}" for name, value in named.items())
    parts = (program().encode(), settings, given.encode(), front)
    return digest((*parts, *files_of(around, root)))


def _is_written(page: Path) -> bool:
    """Whether a page was written by hand."""
    return page.parts[0] not in EMITTED_FOLDERS and page != Path("index.md")


def _epoch(date: str) -> str:
    return str(int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp()))
