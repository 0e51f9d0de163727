"""What of the last site still holds: pages and data drawn from the same, found as they were left.

A page is the same where its emitted file is, and all that stands around every page: the theme,
the settings, the pages written by hand, the program and its libraries.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from mkdocs.structure.files import File

from build_edition.output.files import EMITTED_FOLDERS, link, stamp, write_file

_Stamp = tuple[int, int]


class KeptSite:
    """The last site beside the one that is being built, and the list of what holds of it.

    `source` is a digest of all that stands around a page; without one nothing is kept.
    """

    def __init__(self, last: Path, record: Path, source: str) -> None:
        self._last, self._record, self._source = last, record, source
        self._known = _read(record, source) if source else {}
        self._files: list[File] = []

    def keep(self, file: File) -> bool:
        """Take a file of the last site over into the new one, if it is what it would become."""
        if file.abs_src_path is None or file.src_uri.split("/")[0] not in EMITTED_FOLDERS:
            return False
        self._files.append(file)
        last = f"{self._last}/{file.dest_uri}"
        stamps = self._known.get(file.src_uri)
        if stamps is None or stamps != (stamp(file.abs_src_path), stamp(last)):
            return False
        os.makedirs(os.path.dirname(file.abs_dest_path), exist_ok=True)
        link(last, file.abs_dest_path)
        return True

    def write(self) -> None:
        """Note what stands in the new site, for the next build."""
        stamps = {
            file.src_uri: (stamp(file.abs_src_path), made)
            for file in self._files
            if file.abs_src_path and (made := stamp(file.abs_dest_path))
        }
        write_file(self._record, json.dumps([self._source, stamps], sort_keys=True))


def _read(record: Path, source: str) -> Mapping[str, tuple[_Stamp, _Stamp]]:
    try:
        made_from, found = json.loads(record.read_text(encoding="utf-8"))
        if made_from != source:
            return {}
        return {name: (tuple(a), tuple(b)) for name, (a, b) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
