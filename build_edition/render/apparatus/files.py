"""`/apparatus/files/`: what the site has beside its pages and downloads, for those who archive it.

A crawler takes what pages link to, and some files are asked for by scripts alone. Which files there
are is known once the site is built: the build then fills the list.
"""

import re
from collections.abc import Iterable

from build_edition.render.drawing import Drawing
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import element, joined, page

PAGE = "apparatus/files/"
"""The address of the page, from the site's root."""

UP = "../../"
_LIST = re.compile(r'<ul class="tt-files">.*?</ul>', re.DOTALL)


def files_page(drawing: Drawing) -> dict[str, str]:
    """Return `/apparatus/files/`, with an empty list."""
    title = drawing.imprint.title
    said = element(
        "p",
        "Scripts and style sheets ask for these files. They are linked here so that a program that "
        f"copies {title} by following its links, as web archives do, leaves none of them out. What "
        "there is to read and to download is on ",
        element("a", "the page of data", href=f"{UP}data/"),
        ".",
    )
    parts = (element("h1", "Files of the site"), said, listed(()))
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-apparatus")
    summary = "What the site has beside its pages and downloads, linked for web archives."
    return {f"{PAGE}index.md": page("Files of the site", summary, body, contents=[])}


def with_files(content: str, paths: Iterable[str]) -> str:
    """Return the finished page with every file of a site that is neither a page nor a download."""
    found = [p for p in paths if not p.endswith(".html") and not p.startswith("data/")]
    return _LIST.sub(lambda _: listed(found), content, count=1)


def listed(paths: Iterable[str]) -> str:
    """Return files, given by their paths in the site, as a list of links."""
    links = (element("a", path, href=UP + path) for path in paths)
    return element("ul", *(element("li", link) for link in links), class_="tt-files")


FORMATS = (WholeFormat("files", files_page, pages=(f"{PAGE}index.md",)),)
