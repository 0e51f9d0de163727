"""Pack files into one ZIP archive that is the same on every machine, byte for byte.

Python's `zipfile` compresses with whatever zlib it was built with, and some of these give other
bytes. So the compression comes from a pinned package, and the archive is written here: the records
of ZIP that every reader knows (APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16), and no extension.
"""

import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from deflate import crc32, deflate_compress

_LONG_AGO = 0, (1 << 5) | 1
"""The time and date of every file, midnight of 1 January 1980, as ZIP writes them."""

_VERSION = 20  # of ZIP: the first with compression
_UNIX = 3 << 8  # the system whose permissions follow
_READABLE = 0o100644 << 16
_UTF8 = 1 << 11
_STORED, _DEFLATED = 0, 8
_LEVEL = 7  # of libdeflate's 12: the last take twenty times as long to save 3 % of the bytes


class _Entry(NamedTuple):
    """What the archive says of one file: before its content, and again at its end."""

    said: bytes
    name: bytes
    at: int


def file_name(title: str) -> str:
    """Return the name of a file of the whole edition, without its ending.

    >>> file_name("Two Tigers: a Reader")
    'two-tigers-a-reader'
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "edition"


def packed(parts: Mapping[str, str]) -> bytes:
    """Return the files of a book as one archive: its type as it is, the rest compressed."""
    files = ((path, content.encode()) for path, content in parts.items())
    return b"".join(zipped(files, as_it_is="mimetype"))


def zipped(files: Iterable[tuple[str, bytes]], as_it_is: str = "") -> Iterator[bytes]:
    """Yield an archive of files piece by piece; the one named `as_it_is` is not compressed.

    An archive holds at most 65,535 files and 4 GB. Raises struct.error if it would hold more.
    """
    entries: list[_Entry] = []
    at = 0
    for path, content in files:
        kept = path == as_it_is
        small = content if kept else bytes(deflate_compress(content, _LEVEL))
        name = path.encode()
        flags = 0 if path.isascii() else _UTF8
        method = _STORED if kept else _DEFLATED
        sizes = crc32(content), len(small), len(content), len(name), 0
        said = struct.pack("<5H3L2H", _VERSION, flags, method, *_LONG_AGO, *sizes)
        entries.append(_Entry(said, name, at))
        piece = b"PK\3\4" + said + name + small
        at += len(piece)
        yield piece
    yield _directory(entries, at)


def _directory(entries: list[_Entry], at: int) -> bytes:
    """Return what ends an archive: the list of its files, which begins `at` a place, and its end."""
    listed = b"".join(
        struct.pack("<4sH", b"PK\1\2", _UNIX | _VERSION)
        + entry.said
        + struct.pack("<3H2L", 0, 0, 0, _READABLE, entry.at)
        + entry.name
        for entry in entries
    )
    count = len(entries)
    return listed + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(listed), at, 0)
