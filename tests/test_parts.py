"""A part of a build is drawn again only if its inputs or its files have changed."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from build_edition.model import Place, Problem
from build_edition.output.cache import FOLDER, seal
from build_edition.output.emission import unmanaged_files
from build_edition.output.files import write_file
from build_edition.output.parts import RECORD, Part, Parts
from tests.support import emit


def part(name: str, made_from: str, words: str, drawn: list[str] | None = None) -> Part:
    """Return a part of two published files and a kept one; drawing it adds its name to `drawn`."""

    def draw() -> dict[str, str]:
        if drawn is not None:
            drawn.append(name)
        paths = (f"docs/texts/{name}.md", f"docs/data/{name}.txt", f"{FOLDER}/{name}")
        return dict.fromkeys(paths, words)

    return Part(name, made_from, draw)


def test_what_is_made_from_the_same_is_drawn_once(tmp_path: Path) -> None:
    drawn: list[str] = []
    for made_from in (("1", "1"), ("1", "1"), ("1", "2"), ("", "2"), ("", "2")):
        parts = [part(name, key, "x", drawn) for name, key in zip("ab", made_from, strict=True)]
        emit(tmp_path, parts)
    assert drawn == ["a", "b", "b", "a", "a"]


HARM: dict[str, Callable[[Path], object]] = {
    "changed": lambda root: (root / "docs/texts/a.md").write_text("forged", encoding="utf-8"),
    "lost": lambda root: (root / "docs/texts/a.md").unlink(),
    "kept for the next build, changed": lambda root: (root / FOLDER / "a").write_text("forged"),
    "kept for the next build, lost": lambda root: (root / FOLDER / "a").unlink(),
    "the record lost": lambda root: (root / RECORD).unlink(),
}


@pytest.mark.parametrize("harm", HARM)
def test_what_does_not_stand_as_it_was_drawn_is_drawn_again(harm: str, tmp_path: Path) -> None:
    drawn: list[str] = []
    emit(tmp_path, [part("a", "1", "a", drawn)])
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.suffix}
    HARM[harm](tmp_path)
    assert not Parts(tmp_path).stands("a", "1")
    emit(tmp_path, [part("a", "1", "a", drawn)])
    assert drawn == ["a", "a"]
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(
    "noted", [b"", b"\xff", b"{}", b"[1]", b'{"a": 1}', b"ab\n{}", b'{"a": ["1", {"c": []}]}']
)
def test_a_record_that_is_damaged_is_not_believed(noted: bytes, tmp_path: Path) -> None:
    emit(tmp_path, [part("a", "1", "a")])
    record = tmp_path / RECORD
    kept = record.read_bytes()
    sealed = seal(tmp_path, noted) + b"\n" + noted
    for damaged in (noted, sealed, kept[:-1], kept.replace(b'"1"', b'"2"')):
        record.write_bytes(damaged)
        assert emit(tmp_path, [part("a", "1", "a")]).seals["docs/data/a.txt"].size == 1
        assert record.read_bytes() == kept


def test_content_is_given_only_as_it_was_written(tmp_path: Path) -> None:
    parts = emit(tmp_path, [part("a", "1", "ü")])
    path = f"{FOLDER}/a"
    for known in (parts, Parts(tmp_path)):
        assert known.content("a", path) == "ü".encode()
        assert known.content("b", path) == b""
    for harm in (lambda: (tmp_path / path).write_text("u"), (tmp_path / path).unlink):
        harm()
        assert Parts(tmp_path).content("a", path) == b""


def test_where_a_page_is_refused_nothing_is_removed_and_it_is_drawn_again(tmp_path: Path) -> None:
    drawn: list[str] = []
    emit(tmp_path, [part("old", "", "old")])
    refusal = Problem(Place("a"), "dead-link", "it lacks something", "mend it")
    for _ in range(2):
        made = emit(
            tmp_path,
            [part("a", "1", "a", drawn)],
            lambda files: [refusal] if "docs/texts/a.md" in files else [],
        )
        assert made.problems == [refusal]
        assert (tmp_path / "docs/texts/old.md").exists()
    assert drawn == ["a", "a"]
    assert not unmanaged_files(tmp_path)
    emit(tmp_path, [part("a", "1", "a")])
    assert not (tmp_path / "docs/texts/old.md").exists()
    assert not (tmp_path / FOLDER / "old").exists()


def test_of_each_file_its_size_and_checksum_are_known_drawn_or_kept(tmp_path: Path) -> None:
    due = (2, sha256("ü".encode()).hexdigest())
    for _ in range(2):
        made = emit(tmp_path, [part("a", "1", "ü")]).seals
        assert {path: (seal.size, seal.digest) for path, seal in made.items()} == dict.fromkeys(
            ("docs/texts/a.md", "docs/data/a.txt", f"{FOLDER}/a"), due
        )


def test_what_fits_a_pattern_can_be_removed_before_all_is_drawn(tmp_path: Path) -> None:
    emit(tmp_path, [part("a", "1", "a"), part("b", "1", "b")])
    parts = Parts(tmp_path)
    parts.draw([part("a", "1", "a")])
    parts.manifest.remove_all_but(parts.seals, "texts/*.md")
    left = {path.name for path in (tmp_path / "docs").rglob("*.*")}
    assert left == {".emitted", "a.md", "a.txt", "b.txt"}


@pytest.mark.parametrize("left", ["kept", "kept/a", "kept/a/b/c"])
def test_what_an_earlier_version_kept_is_not_in_the_way(left: str, tmp_path: Path) -> None:
    write_file(tmp_path / FOLDER / left, "of an earlier version")
    parts = Parts(tmp_path)
    parts.draw([Part("one", "digest", lambda: {f"{FOLDER}/kept/a/b": "of this one"})])
    parts.close()
    assert Parts(tmp_path).content("one", f"{FOLDER}/kept/a/b") == b"of this one"


def test_a_part_drawn_anew_leaves_nothing_of_what_was_kept_before(tmp_path: Path) -> None:
    for name in ("a/old", "b/new"):
        parts = Parts(tmp_path)
        parts.draw([Part("one", name, lambda name=name: {f"{FOLDER}/{name}": name})])  # type: ignore[misc]
        parts.close()
    assert not (tmp_path / FOLDER / "a").exists()
    assert (tmp_path / FOLDER / "b/new").exists()
