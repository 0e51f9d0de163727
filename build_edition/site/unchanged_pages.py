"""Take over from the last site the pages and data whose inputs have not changed."""

import json
import os
from pathlib import Path

from mkdocs.structure.files import File

from build_edition.output.cache import FOLDER
from build_edition.output.files import EMITTED_FOLDERS, link, stamp
from build_edition.output.parts import Part, Parts


class LastSite:
    """The site that was built last, and what can be taken over from it.

    It is recorded among the parts as `name`; `around` is a digest of all that surrounds a page.
    """

    def __init__(self, site: Path, parts: Parts, name: str, around: str) -> None:
        self._site, self._parts, self._name, self._around = site, parts, name, around
        content = parts.content(name, f"{FOLDER}/{name}") if parts.stands(name, around) else b""
        self._stamps: dict[str, list[int]] = json.loads(content or b"{}")
        self._files: list[File] = []

    def keep(self, file: File) -> bool:
        """Take over a file that building again would not change; one without a record never is."""
        if file.abs_src_path is None or file.src_uri.split("/")[0] not in EMITTED_FOLDERS:
            return False
        self._files.append(file)
        last = f"{self._site}/{file.dest_uri}"
        if self._stamps.get(file.src_uri, []) != (_stamps(file.abs_src_path, last) or None):
            return False
        os.makedirs(os.path.dirname(file.abs_dest_path), exist_ok=True)
        link(last, file.abs_dest_path)
        return True

    def note(self) -> None:
        """Record what is in the new site, for the next build."""
        stamps = {f.src_uri: _stamps(f.abs_src_path or "", f.abs_dest_path) for f in self._files}
        stamps = {name: both for name, both in stamps.items() if both}
        kept = {f"{FOLDER}/{self._name}": json.dumps(stamps, sort_keys=True)}
        self._parts.draw([Part(self._name, self._around, lambda: kept)])


def _stamps(emitted: str, printed: str) -> list[int]:
    """Return the stamps of an emitted file and of the one made from it; [] if either is missing."""
    one, other = stamp(emitted), stamp(printed)
    return [*one, *other] if one and other else []
