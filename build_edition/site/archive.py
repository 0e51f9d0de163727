"""Make of a built site the copy that is read from a disk, without a server.

Opened as a file, an address that ends in a slash shows a folder, and browsers refuse scripts that
are modules. So in the copy links lead to `index.html`, and pages have no scripts: they are shown as
they are to a reader who has switched these off, under a policy that allows their style sheets and
pictures and nothing else.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from build_edition.render.apparatus.files import PAGE, with_files

POLICY = (
    "default-src 'none'; style-src 'self' file:; img-src 'self' file: data:; font-src 'self' file:"
)
"""What a page of the copy may load: browsers differ in whether a file is its own origin."""

_LEFT_OUT = re.compile(r"404\.html|sitemap\.xml|search/index/.*|texts/[^/]+/\w+\.json|.*\.js")
"""The files that only scripts and servers ask for."""

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*"')
_SCRIPT = re.compile(r"<script(?![^>]*ld\+json)[^>]*>.*?</script>\s*", re.DOTALL)
_NOSCRIPT = re.compile(r"</?noscript>")
_LINK = re.compile(r'(<[a-z][^<>]*?\s(?:href|src)=")([^"]*)(?=")')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
_FOOTER = "</footer>"
_UNSCRIPTED = "(scripting: none)"
_ALWAYS = "(min-width: 0)"


def copy_of(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the copy of a built site, each with its path in it, in order."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    paths = sorted(path for path in found if not _LEFT_OUT.fullmatch(path))
    for path in paths:
        content = (site / path).read_bytes()
        if path.endswith(".html"):
            page = content.decode()
            page = with_files(page, paths) if path == f"{PAGE}index.html" else page
            content = page_from_disk(page).encode()
        elif path.endswith(".css"):
            content = content.decode().replace(_UNSCRIPTED, _ALWAYS).encode()
        yield path, content


def page_from_disk(page: str) -> str:
    """Return a page of the site as it is in the copy."""
    page = _POLICY.sub(lambda match: f'{match[1]}{POLICY}"', page, count=1)
    page = _NOSCRIPT.sub("", _SCRIPT.sub("", page))
    page = _LINK.sub(lambda match: match[1] + as_file(match[2]), page)
    canonical = _CANONICAL.search(page)
    return page.replace(_FOOTER, f"{_said(canonical[1])}\n{_FOOTER}") if canonical else page


def as_file(address: str) -> str:
    """Return where a link leads in the copy: to a folder's page instead of the folder.

    >>> as_file("../novel/#p25"), as_file(".."), as_file("?q=oil"), as_file("https://example.org/")
    ('../novel/index.html#p25', '../index.html', '?q=oil', 'https://example.org/')
    """
    path = re.split("[?#]", address, maxsplit=1)[0]
    if not path or _ELSEWHERE.match(address):
        return address
    if path.rpartition("/")[2] in (".", ".."):
        return f"{path}/index.html{address[len(path) :]}"
    return f"{path}index.html{address[len(path) :]}" if path.endswith("/") else address


def _said(canonical: str) -> str:
    """Return what the foot of a page says; its address comes from the page and is escaped there."""
    return (
        '<p class="copy">This is a copy to be read without a network. The page itself, with search '
        f'and what else needs scripts: <a href="{canonical}">{canonical}</a>.</p>'
    )
