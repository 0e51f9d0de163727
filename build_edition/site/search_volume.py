"""A volume of the search index: the records of some texts, and where each of their words stands.

Its files are small, and a search fetches few of them: the volume’s own list, the files with the
terms that are looked for, and those with the words of the records that are shown. They are
compressed, so that they are small from any server.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Any
from zlib import decompress

from deflate import zlib_compress

from build_edition.render.search.index import ROOM

TERMS, SPELLINGS, RECORDS = 3_000, 12_000, 6_000
"""About how many characters a file of terms, of spellings of names, or of records holds, unless one
entry has more.

Of terms and records a search takes one here and there, so their files are small; for a misspelt name
it looks through the spellings.
"""


HEAD = "volume"
"""The file with the head of a volume: its records by kind and page, and where its files begin."""


def volume_files(indexes: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """Return the files of a volume, from the indexes of its texts (`render/search/index.py`)."""
    runs: list[Any] = []
    records: list[str] = []
    lengths, titles, transmitted = list[int](), list[int](), list[int]()
    terms: dict[str, list[int]] = {}
    synonyms: list[Any] = []
    begin = 0
    for index in indexes:
        synonyms += index.get("synonyms", ())
        transmitted += [len(records) + n for n in index["transmitted"]]
        for term, places in index["terms"].items():
            terms.setdefault(term, []).extend([begin + n for n in places])
        runs += index["runs"]
        records += map(_json, _named(index["records"], index["called"]))
        lengths += index["lengths"]
        titles += index["titles"]
        begin += sum(index["lengths"]) * ROOM
    names = sorted(terms)
    term_files = [
        file
        for spellings, some in groupby(names, _is_spelling)
        for file in _shared(
            (f"{_json(name)}:{_json(_steps(terms[name]))}" for name in some),
            SPELLINGS if spellings else TERMS,
        )
    ]
    record_files = _shared(records, RECORDS)
    head = {
        "runs": runs,
        "lengths": lengths,
        "titles": titles,
        "transmitted": transmitted,
        "terms": [names[first] for first in _firsts(term_files)],
        "records": _firsts(record_files),
        "synonyms": synonyms,
    }
    files = {HEAD: _json(head)}
    files |= {f"terms-{n}": f"{{{','.join(some)}}}" for n, some in enumerate(term_files)}
    files |= {f"records-{n}": f"[{','.join(some)}]" for n, some in enumerate(record_files)}
    return {name: _compressed(content) for name, content in files.items()}


def together(heads: Iterable[bytes]) -> bytes:
    """Return the heads of volumes as one file."""
    return _compressed(f"[{','.join(decompress(head).decode() for head in heads)}]")


def _compressed(content: str) -> bytes:
    return bytes(zlib_compress(content.encode(), 9))


def _is_spelling(term: str) -> bool:
    return term.startswith("=")


def _named(records: Sequence[Any], names: Sequence[Any]) -> Iterator[Any]:
    """Yield records, the first of them with names that they are called by."""
    yield from ([*record, called] for record, called in zip(records, names, strict=False))
    yield from records[len(names) :]


def _steps(places: Sequence[int]) -> list[int]:
    """Return numbers as the first, and then by how much each is greater than the one before."""
    return [*places[:1], *(after - before for before, after in pairwise(places))]


def _shared(entries: Iterable[str], largest: int) -> list[list[str]]:
    """Return entries in order, as many together as one file may hold."""
    files: list[list[str]] = []
    size = largest
    for entry in entries:
        if size + len(entry) > largest:
            files.append([])
            size = 0
        files[-1].append(entry)
        size += len(entry)
    return files


def _firsts(files: Iterable[Sequence[str]]) -> list[int]:
    """Return the number of the first entry in each file."""
    return [*accumulate(map(len, files), initial=0)][:-1]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
