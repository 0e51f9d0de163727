"""An archive is the same on every machine, and every program that knows ZIP can read it."""

import io
import zipfile
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from build_edition.render.exports.packing import packed, zipped

FILES = {
    "mimetype": "application/epub+zip",
    "a/Хрущёв.txt": "Two ferries never meet at one landing. " * 40,
    "empty": "",
}


def test_an_archive_has_the_same_bytes_on_every_machine() -> None:
    assert sha256(packed(FILES)).hexdigest() == (
        "5ea989c382ad0b2908a11842446cb312a1f18f2fbdf8634d0da9a4410790511f"
    )


def test_only_the_type_of_a_book_is_not_compressed() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as archive:
        kinds = {entry.filename: entry.compress_type for entry in archive.infolist()}
        dates = {entry.date_time for entry in archive.infolist()}
        rights = {entry.external_attr >> 16 for entry in archive.infolist()}
    assert list(kinds) == list(FILES)
    assert kinds.pop("mimetype") == zipfile.ZIP_STORED
    assert set(kinds.values()) == {zipfile.ZIP_DEFLATED}
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert rights == {0o100644}


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@given(st.dictionaries(NAMES, st.binary(max_size=2000), max_size=5))
def test_what_is_packed_comes_out_as_it_was(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(zipped(files.items())))) as archive:
        assert archive.testzip() is None
        assert {e.orig_filename: archive.read(e) for e in archive.infolist()} == files
