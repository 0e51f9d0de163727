"""The command that packs the site as one file that is read from a disk."""

import argparse
from pathlib import Path

from build_edition.commands.publishing.build import build_at, is_refused
from build_edition.commands.steps.outcome import GOOD, PROBLEMS, WrongUseError, waiting
from build_edition.commands.steps.project import root_of
from build_edition.model import Imprint
from build_edition.output.files import write_content
from build_edition.output.lock import alone
from build_edition.render.exports.packing import file_name, zipped
from build_edition.site.archive import copy_of


def run_archive(options: argparse.Namespace) -> int:
    """Build the site and pack it, as it is read from a disk, into one file of the project's folder.

    Its pages and data name the edition's address for good, so it is refused as long as none is set.
    """
    root = root_of(options)
    if is_refused(root):
        return PROBLEMS
    with alone(root, waiting):
        emitted = build_at(root)
        if emitted is None:
            return PROBLEMS
        imprint = emitted.imprint
        if imprint.is_local:
            raise WrongUseError(
                f"nothing was packed: every citation would name {imprint.address}, which leads "
                "nowhere for others; set SITE_URL=https://… to the edition's address"
            )
        print(f"{_pack(root, imprint)} is packed: unpack it anywhere and open index.html")
    return GOOD


def _pack(root: Path, imprint: Imprint) -> str:
    """Write the archive and return its name."""
    name = f"{file_name(imprint.title)}-{imprint.version}"
    files = ((f"{name}/{path}", content) for path, content in copy_of(root / "site"))
    write_content(root / f"{name}.zip", zipped(files))
    return f"{name}.zip"
