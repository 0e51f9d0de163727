"""A volume of the search index: the records of some texts, and where each of their words stands.

Its files are small, and a search fetches few of them: the volume’s own list, the files with the
terms that are looked for, and those with the words of the records that are shown. They are
compressed, so that they are small from any server.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any, TypeVar

T = TypeVar("T")

TERMS, RECORDS = 12_000, 6_000
"""About how many characters a file of terms or records holds, unless one entry has more.

Of the records a search shows a few here and there, so their files are smaller.
"""


def volume_files(indexes: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """Return the files of a volume, from the indexes of its texts (`render/search/index.py`)."""
    runs: list[Any] = []
    records: list[Any] = []
    lengths: list[int] = []
    transmitted: list[int] = []
    terms: dict[str, list[int]] = {}
    begin = 0
    for index in indexes:
        transmitted += [len(records) + n for n in index["transmitted"]]
        for term, places in index["terms"].items():
            terms.setdefault(term, []).extend([begin + n for n in places])
        runs += index["runs"]
        names = index["called"]
        records += [*map(_named, index["records"], names), *index["records"][len(names) :]]
        lengths += index["lengths"]
        begin += sum(index["lengths"]) + len(index["lengths"])
    in_order = sorted(terms.items())
    spread = [*_files([(term, _steps(places)) for term, places in in_order], TERMS)]
    shelves = [*_files(records, RECORDS)]
    firsts = [0, *accumulate(len(shelf) for shelf in shelves)][: len(shelves)]
    head = {
        "runs": runs,
        "lengths": lengths,
        "transmitted": transmitted,
        "terms": [some[0][0] for some in spread],
        "records": firsts,
    }
    files: dict[str, Any] = {"volume": head}
    files |= {f"terms-{n}": dict(some) for n, some in enumerate(spread)}
    files |= {f"records-{n}": shelf for n, shelf in enumerate(shelves)}
    return {name: zlib.compress(_json(value).encode(), 9) for name, value in files.items()}


def _named(record: list[Any], names: list[str]) -> list[Any]:
    return [*record, names]


def _steps(places: Sequence[int]) -> list[int]:
    """Return numbers as the first, and then by how much each is greater than the one before."""
    return [*places[:1], *(after - before for before, after in pairwise(places))]


def _files(entries: Sequence[T], largest: int) -> Iterator[list[T]]:
    """Yield entries in order, as many together as one file may hold."""
    some: list[T] = []
    size = 0
    for entry in entries:
        length = len(_json(entry))
        if some and size + length > largest:
            yield some
            some, size = [], 0
        some.append(entry)
        size += length
    if some:
        yield some


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
