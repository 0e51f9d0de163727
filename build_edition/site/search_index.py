"""Make the index that a reader's search fetches piece by piece, from what was emitted and built.

Without the index the pages are the same, and the search says that it is not there.
"""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from build_edition.output.cache import FOLDER
from build_edition.output.digests import digest, files_of
from build_edition.output.files import link, replacing, write_content
from build_edition.output.parts import Part, Parts
from build_edition.site import search_volume
from build_edition.site.search_pages import page_indexes
from build_edition.site.search_volume import HEAD, together, volume_files

RECORDS = "texts/*/search.json"
"""The pattern of the paths of each text's part of the index under `docs/`."""

BESIDE = "apparatus/search.json"
"""The path of the part that stands beside the texts, under `docs/`."""

KEPT = f"{FOLDER}/search"
"""Where volumes are kept, each in a folder named by its number, from the project's root."""

INDEX = "search/index"
"""The folder of the site for the volumes, each in a folder named by its number.

Volume 0 has what stands beside the texts and the pages, the others have the texts.
"""

HEADS = "volumes"
"""The file of the index with the head of each volume, which a search fetches first."""

VOLUME = 100
"""How many texts a volume of the index holds.

After a change only the volume concerned is made again; a reader's search asks all.
"""


def search_index(root: Path, parts: Parts) -> Sequence[str]:
    """Bring the volumes of the texts up to date, and return their files' paths from the root."""
    docs = root / "docs"
    maker = Path(search_volume.__file__).read_bytes()
    records = sorted(docs.glob(RECORDS))
    volumes = [records[n : n + VOLUME] for n in range(0, len(records), VOLUME)]
    parts.draw(
        [
            Part(
                f"search: {number}",
                digest(chain([maker], files_of(volume, docs))),
                partial(_volume, number, volume),
            )
            for number, volume in enumerate(volumes, 1)
        ]
    )
    return sorted(path for path in parts.seals if path.startswith(f"{KEPT}/"))


def _volume(number: int, records: Iterable[Path]) -> Mapping[str, bytes]:
    """Return the files of one volume, by path from the project's root."""
    files = volume_files(map(_read, records))
    return {f"{KEPT}/{number}/{name}": content for name, content in files.items()}


def _read(path: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(path.read_bytes())
    return found


def place_index(root: Path, index: Sequence[str], site: Path) -> None:
    """Put the volumes where a reader's search fetches them, with volume 0; their heads in one file."""
    heads: dict[int, bytes] = {}
    with replacing(site / INDEX) as fresh:
        for path in index:
            place = path.removeprefix(f"{KEPT}/")
            volume, _, name = place.partition("/")
            if name == HEAD:
                heads[int(volume)] = (root / path).read_bytes()
                continue
            (fresh / place).parent.mkdir(parents=True, exist_ok=True)
            link(root / path, fresh / place)
        beside = volume_files(chain([_read(root / "docs" / BESIDE)], page_indexes(site)))
        heads[0] = beside.pop(HEAD)
        for name, content in beside.items():
            (fresh / "0").mkdir(parents=True, exist_ok=True)
            write_content(fresh / "0" / name, content)
        write_content(fresh / HEADS, together([heads[n] for n in sorted(heads)]))


def is_searchable(site: Path) -> bool:
    """Return whether a site has an index."""
    return (site / INDEX).is_dir()


def keep_index(last: Path, site: Path) -> None:
    """Put the last site's index into a site."""
    shutil.copytree(last / INDEX, site / INDEX, copy_function=link)
