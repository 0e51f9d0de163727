"""Run MkDocs, which makes the site from the emitted `docs/`.

No other room depends on MkDocs; `mkdocs build --strict` by hand gives the same pages.
"""

import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from build_edition.model import ToolError
from build_edition.output.digests import digest, files_of, program
from build_edition.output.files import EMITTED_FOLDERS, replacing
from build_edition.output.parts import Parts
from build_edition.site.finished_pages import FinishedPages
from build_edition.site.site_files import drop_unused, list_files
from build_edition.site.unchanged_pages import LastSite

CONFIG = "mkdocs.yml"

PLAIN = "EDITION_PLAIN"
"""The environment variable that, if set, leaves the reading of every page to MkDocs."""

_MOST = 5
"""The most of MkDocs' warnings that one error repeats."""

# the environment variables that the settings take values from
_SET = re.compile(rb"!ENV \[?(\w+)")


def build_site(
    root: Path,
    site: Path,
    date: str,
    place: Callable[[Path], object],
    parts: Parts,
    serve_url: str | None = None,
) -> None:
    """Build the site from the emitted `docs/` and put it in place.

    `date` (YYYY-MM-DD) is the edition's, used where MkDocs would use the time of the build; `place`
    puts the search index into the site; `serve_url` is the address of a preview. Raises ToolError
    if MkDocs fails.
    """
    with replacing(site) as fresh, _dated(date):
        config = configured(root, fresh)
        if serve_url:
            config.site_url = serve_url
            config.extra["policy"] = False  # live reloading is an inline script
        last = LastSite(site, parts, "preview" if serve_url else "site", _around(root, config))
        if not os.environ.get(PLAIN):
            config.plugins["finished"] = FinishedPages(last)
        with _answering_for_mkdocs():
            mkdocs_build(config, serve_url=serve_url)
        place(fresh)
        drop_unused(fresh)
        list_files(fresh)
        last.note()


def configured(root: Path, site: Path | None = None) -> MkDocsConfig:
    """Return the settings of `mkdocs.yml`, for a site in the folder `site` if one is given."""
    with _answering_for_mkdocs():
        given = {"site_dir": str(site)} if site else {}
        config = load_config(str(root / CONFIG), strict=True, **given)
        # The file's own paths are found only if the command is run in the project's root.
        included = [config.docs_dir, str(root / "edition")]
        config.mdx_configs.setdefault("pymdownx.snippets", {})["base_path"] = included
    return config


@contextmanager
def _dated(date: str) -> Iterator[None]:
    """Make MkDocs use this date as the time of the build, unless the environment sets one."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = given or _epoch(date)
    try:
        yield
    finally:
        if given is None:
            del os.environ["SOURCE_DATE_EPOCH"]


@contextmanager
def _answering_for_mkdocs() -> Iterator[None]:
    """Turn anything that MkDocs, its theme, an extension or a template raises into a ToolError."""
    heard = _Heard(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(heard)
    try:
        yield
    except TemplateSyntaxError as error:
        place = f"{error.filename}:{error.lineno}"
        raise ToolError(f"{place}: this template cannot be read: {error.message}") from error
    except UnicodeDecodeError as error:  # not a page: these were checked when they were read
        raise _failed(f"a template under overrides/ is not UTF-8: {error}") from error
    except OSError as error:
        raise _failed(
            f"{error.filename or 'a file'}: {error.strerror or error}",
            "check that file and its permissions",
        ) from error
    except Abort as error:  # it only counts the warnings
        raise _failed(heard.words() or str(error)) from error
    except (MkDocsException, TemplateError) as error:
        raise _failed(str(error).strip() or heard.words() or "no reason given") from error
    except (Exception, SystemExit) as error:
        raise _failed(f"{type(error).__name__}: {error}") from error
    finally:
        logging.getLogger("mkdocs").removeHandler(heard)


class _Heard(logging.Handler):
    """What MkDocs warns of, which it prints nowhere."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self._said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning."""
        self._said.append(record.getMessage().strip().rstrip("."))

    def words(self) -> str:
        """Return the first warnings, and how many more there are."""
        more = len(self._said) - _MOST
        return "; ".join((*self._said[:_MOST], *([f"and {more} more"] if more > 0 else [])))


def _failed(why: str, hint: str = "fix it in docs/, overrides/ or mkdocs.yml") -> ToolError:
    return ToolError(f"MkDocs could not build the site: {' '.join(why.split())}; {hint}")


def _around(root: Path, config: MkDocsConfig) -> str:
    """Return a digest of all that surrounds a page; if it is the same, so is an unchanged page."""
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
    """Return whether a page was written by hand."""
    return page.parts[0] not in EMITTED_FOLDERS and page != Path("index.md")


def _epoch(date: str) -> str:
    return str(int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp()))
