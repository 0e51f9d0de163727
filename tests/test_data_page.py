"""The page of data lists every data file, with its true size and what it is for."""

import hashlib

from bs4 import BeautifulSoup, Tag

from build_edition.model import Edition
from build_edition.render import data_files, octets
from tests.support import Files, whole


def rows(page: str) -> dict[str, list[str]]:
    """Return the cells of each file's row on the page, by the file's address."""
    drawn = BeautifulSoup(page, "html.parser")
    found = {}
    for row in drawn.select("tbody tr"):
        assert isinstance(row.a, Tag)
        found[str(row.a["href"])] = [cell.get_text(" ") for cell in row.select("td")]
    return found


def test_every_data_file_is_listed_with_its_size_and_use(files: Files) -> None:
    listed = rows(str(files["data/index.md"]))
    data = {p.removeprefix("data/"): c for p, c in files.items() if p.startswith("data/")}
    del data["index.md"]
    assert set(listed) == set(data)
    for name, (made, use) in listed.items():
        assert f" · {len(octets(data[name])):,} byte" in made
        assert use
        assert "Earlier" not in made


def test_the_exports_that_readers_are_promised_are_all_there(
    files: Files, an_edition: Edition
) -> None:
    listed = set(rows(str(files["data/index.md"])))
    for text in an_edition.texts:
        assert {f"{text.info.slug}.{e}" for e in ("xml", "txt", "bib", "ris", "json")} <= listed
    of_the_whole = {
        "edition.json",
        "annotations.jsonld",
        "works.json",
        "works.bib",
        "harbour-lights.epub",
    }
    assert of_the_whole <= listed


def test_a_file_under_an_earlier_address_is_said_to_be_one(an_edition: Edition) -> None:
    listed = rows(
        data_files(whole(an_edition), {"data/tigers.json": (2, "0"), "index.md": (1, "0")})[
            "data/index.md"
        ]
    )
    del listed["SHA256SUMS"]
    assert listed == {
        "tigers.json": ["tigers.json Earlier address · 2 bytes", "kept for old links"]
    }


def test_the_checksums_are_of_what_is_written(files: Files) -> None:
    lines = str(files["data/SHA256SUMS"]).splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert any(name.endswith(".epub") for name in sums)
    assert "index.md" not in sums
    for name, digest in sums.items():
        assert hashlib.sha256(octets(files[f"data/{name}"])).hexdigest() == digest
