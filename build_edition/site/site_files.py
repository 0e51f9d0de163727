"""Leave out of a built site what nothing asks for, and link what only scripts ask for.

A web archive's crawler takes what pages link to. So the page at `/apparatus/files/` lists every
file of the site that is neither a page nor a download.
"""

from pathlib import Path

from build_edition.output.files import remove, write_file
from build_edition.render.apparatus.files import PAGE, with_files

_OF_THE_THEME = ("assets/javascripts", "assets/stylesheets")


def drop_unused(site: Path) -> None:
    """Remove the theme's scripts and style sheets, and a second sitemap, unless a page names them.

    All pages are made by one template, so the first page and that of no such address speak for all.
    """
    pages = [site / "index.html", site / "404.html"]
    said = "".join(page.read_text(encoding="utf-8") for page in pages if page.is_file())
    unused = [*site.glob("sitemap.xml.gz")]
    for folder in _OF_THE_THEME:
        if f"{folder}/" not in said:
            unused += [path for path in site.glob(f"{folder}/**/*") if path.is_file()]
    for path in unused:
        remove(path, site)


def list_files(site: Path) -> None:
    """Fill the page that lists the files of a built site."""
    page = site / PAGE / "index.html"
    if page.is_file():
        found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
        write_file(page, with_files(page.read_text(encoding="utf-8"), sorted(found)))
