"""Find what a host refuses for its size: a file, or a whole site."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from build_edition.model import Place, Problem


class Limits(NamedTuple):
    """The most bytes that a host takes: in one file, and in a whole site."""

    file: int
    site: int


GITHUB = Limits(file=100 * 2**20, site=10**9)
"""GitHub's: it blocks files of more than 100 MiB, and publishes no site of more than 1 GB.

Sources, in its documentation: “About large files on GitHub”, and “GitHub Pages limits”.
"""


def too_large(site: Path, limits: Limits) -> Iterator[Problem]:
    """Yield a Problem for each file of a built site that is too large, and for too large a site."""
    sizes = {path: path.stat().st_size for path in sorted(site.rglob("*")) if path.is_file()}
    hint = "leave a text out, or make an edition of its own of some texts"
    for path, size in sizes.items():
        if size > limits.file:
            name = f"{site.name}/{path.relative_to(site).as_posix()}"
            message = f"this file has {size:,} bytes; GitHub takes no more than {limits.file:,}"
            yield Problem(Place(name), "site-too-large", message, hint)
    if (whole := sum(sizes.values())) > limits.site:
        message = f"the site has {whole:,} bytes; GitHub publishes no more than {limits.site:,}"
        yield Problem(Place(site.name), "site-too-large", message, hint)
