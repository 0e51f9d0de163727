"""What is written is whole, what people wrote is never lost, and a stopped build does no harm."""

import os
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from build_edition.model import Place, Problem
from build_edition.output import emission, files
from build_edition.output.emission import Emission, Part, Piece, strangers
from build_edition.output.files import replacing, settle, write_file
from tests.support import emit, emitted


def test_files_are_written_and_those_of_an_earlier_build_removed(tmp_path: Path) -> None:
    emitted(tmp_path, {"texts/a/index.md": "a", "texts/b/index.md": "b"})
    emitted(tmp_path, {"texts/a/index.md": "a", "data/x.json": "{}"})
    files = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert files == {".emitted", "texts/a/index.md", "data/x.json"}
    assert not (tmp_path / "texts/b").exists()


def test_unchanged_files_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "texts/a.md"
    emitted(tmp_path, {"texts/a.md": "a"})
    before = path.stat()
    emitted(tmp_path, {"texts/a.md": "a"})
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_file_that_cannot_be_written_is_named_and_not_its_draft(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(OSError, match="directory") as refused:
        write_file(tmp_path / "a.md", "a")
    assert refused.value.filename == str(tmp_path / "a.md")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.md"]


def test_what_a_person_put_there_is_named_and_never_removed(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/mine.md").write_text("mine", encoding="utf-8")
    for _ in range(2):
        emitted(tmp_path, {"texts/a.md": "a"})
        assert [p.place.path for p in strangers(tmp_path)] == ["docs/texts/mine.md"]
        assert (tmp_path / "texts/mine.md").read_text(encoding="utf-8") == "mine"


def test_a_list_of_emitted_files_that_points_elsewhere_removes_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("kept", encoding="utf-8")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / ".emitted").write_text(f"../kept.txt\n{kept}\n", encoding="utf-8")
    emitted(docs, {})
    assert kept.exists()


@pytest.mark.parametrize(
    "record", ["", "[", "[1]", '{"a": 1}', '{"a": ["1", {"texts/a.md": 3}]}', "{}"]
)
def test_a_broken_record_does_no_harm(tmp_path: Path, record: str) -> None:
    (tmp_path / "record").write_text(record, encoding="utf-8")
    for words in ("a", "b"):
        emit(tmp_path / "docs", [part("a", "1", words)], tmp_path / "record")
    assert (tmp_path / "docs/texts/a.md").read_text(encoding="utf-8") == "a"


def part(name: str, key: str, words: str, drawn: list[str] | None = None) -> Part:
    """A part of two files, which notes that it was drawn."""

    def draw() -> dict[str, str]:
        if drawn is not None:
            drawn.append(name)
        return {f"texts/{name}.md": words, f"data/{name}.txt": words}

    return Part(name, key, draw)


def test_what_is_drawn_from_the_same_is_drawn_once(tmp_path: Path) -> None:
    drawn: list[str] = []
    for keys in (("1", "1"), ("1", "1"), ("1", "2"), ("", "2"), ("", "2")):
        parts = [part(name, key, "x", drawn) for name, key in zip("ab", keys, strict=True)]
        emit(tmp_path / "docs", parts, tmp_path / "record")
    assert drawn == ["a", "b", "b", "a", "a"]


@pytest.mark.parametrize("harm", ["changed", "lost", "record"])
def test_what_does_not_stand_as_it_was_drawn_is_drawn_again(tmp_path: Path, harm: str) -> None:
    docs, drawn = tmp_path / "docs", list[str]()
    emit(docs, [part("a", "1", "a", drawn)], tmp_path / "record")
    if harm == "changed":
        (docs / "texts/a.md").write_text("b", encoding="utf-8")
    elif harm == "lost":
        (docs / "texts/a.md").unlink()
    else:
        (tmp_path / "record").unlink()
    emit(docs, [part("a", "1", "a", drawn)], tmp_path / "record")
    assert (docs / "texts/a.md").read_text(encoding="utf-8") == "a"
    assert drawn == ["a", "a"]


def test_where_a_page_is_refused_nothing_is_removed_and_it_is_drawn_again(tmp_path: Path) -> None:
    docs, record, drawn = tmp_path / "docs", tmp_path / "record", list[str]()
    emit(docs, [part("old", "", "old")], record)
    refusal = Problem(Place("a"), "dead-link", "it lacks something", "mend it")
    for _ in range(2):
        parts = [part("a", "1", "a", drawn)]
        made = emit(docs, parts, record, lambda f: [refusal] if "texts/a.md" in f else [])
        assert made.problems == (refusal,)
        assert (docs / "texts/old.md").exists()
    assert drawn == ["a", "a"]
    assert not strangers(docs)
    emit(docs, [part("a", "1", "a")], record)
    assert not (docs / "texts/old.md").exists()


def test_of_each_file_its_size_and_checksum_are_known_drawn_or_kept(tmp_path: Path) -> None:
    for _ in range(2):
        made = emit(tmp_path / "docs", [part("a", "1", "ü")], tmp_path / "record").seals
        assert {path: (seal.size, seal.digest) for path, seal in made.items()} == {
            path: (2, sha256("ü".encode()).hexdigest()) for path in ("texts/a.md", "data/a.txt")
        }


def test_what_fits_a_pattern_can_be_removed_before_all_is_drawn(tmp_path: Path) -> None:
    docs, record = tmp_path / "docs", tmp_path / "record"
    emit(docs, [part("a", "1", "a"), part("b", "1", "b")], record)
    emission = Emission(docs, record)
    emission.draw([part("a", "1", "a")])
    emission.remove("texts/*.md")
    assert {path.name for path in docs.rglob("*.*")} == {".emitted", "a.md", "a.txt", "b.txt"}
    emission.close()
    assert {path.name for path in docs.rglob("*.*")} == {".emitted", "a.md", "a.txt"}


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    write_file(path, "old")

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_file(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_a_build_stopped_half_way_is_completed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    emitted(tmp_path, {"texts/a.md": "a", "texts/old.md": "old"})
    files = {"texts/a.md": "A", "texts/b.md": "b", "texts/c.md": "c"}
    written = write_file

    def stopped(path: Path, content: str) -> bool:
        if path.name == "b.md":
            raise KeyboardInterrupt
        return written(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(emission, "write_file", stopped)
        with pytest.raises(KeyboardInterrupt):
            emitted(tmp_path, files)
    assert (tmp_path / "texts/old.md").exists()
    assert not strangers(tmp_path)
    emitted(tmp_path, files)
    assert {p.name for p in (tmp_path / "texts").iterdir()} == {"a.md", "b.md", "c.md"}


def build(site: Path, content: str | None) -> None:
    """Build a site of one page, or be stopped half-way where there is no content."""
    with replacing(site) as fresh:
        fresh.mkdir()
        if content is None:
            raise KeyboardInterrupt
        (fresh / "index.html").write_text(content, encoding="utf-8")


def no_exchange(one: Path, other: Path) -> bool:
    """A system that cannot exchange two folders in one step."""
    return False


@pytest.mark.parametrize("exchange", [files._exchange, no_exchange])
def test_a_new_site_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: Callable[[Path, Path], bool]
) -> None:
    monkeypatch.setattr(files, "_exchange", exchange)
    site = tmp_path / "site"
    for content in ("one", "two"):
        build(site, content)
        assert (site / "index.html").read_text(encoding="utf-8") == content
        assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_build_that_fails_leaves_the_old_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "old")
    with pytest.raises(KeyboardInterrupt):
        build(site, None)
    assert (site / "index.html").read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_swap_stopped_between_its_two_renames_is_completed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name, content in ((".site.old", "old"), (".site.new", "new")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(content, encoding="utf-8")
    settle(site)
    assert (site / "index.html").read_text(encoding="utf-8") == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_half_built_site_never_takes_the_place_of_a_whole_one(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "old")
    (tmp_path / ".site.new").mkdir()
    settle(site)
    assert (site / "index.html").read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_piece_of_a_large_file_is_drawn_again_only_under_another_key(tmp_path: Path) -> None:
    asked: list[str] = []

    def draw(words: str) -> str:
        asked.append(words)
        return words

    def build(folder: Path, words: dict[str, str]) -> bytes:
        """A file of pieces, each under a key that is its own words."""
        pieces: list[Piece] = [(name, partial(draw, w)) for name, w in words.items()]
        framed = [("", lambda: "["), *pieces, ("", lambda: "]\n")]
        part = Part("all", "", lambda: {"data/large.json": framed}, words)
        emit(folder / "docs", [part], folder / "record")
        return (folder / "docs/data/large.json").read_bytes()

    large = tmp_path / "kept/docs/data/large.json"
    for n, (words, drawn) in enumerate(
        (
            ({"a": "Ä1", "b": "b1", "c": "毛1"}, ["Ä1", "b1", "毛1"]),
            ({"a": "Ä1", "b": "b1", "c": "毛1"}, []),
            ({"a": "Ä1", "b": "longer", "c": "毛1"}, ["longer"]),
            ({"c": "毛1", "d": "d1", "a": "Ä1"}, ["d1"]),
            ({"c": ""}, [""]),
            ({"c": "毛1", "a": "Ä1"}, ["毛1", "Ä1"]),
        )
    ):
        asked.clear()
        built = build(tmp_path / "kept", words)
        assert asked == drawn
        assert built == build(tmp_path / f"fresh{n}", words)

    for harm in (lambda: large.write_bytes(b"[forged]\n"), lambda: os.utime(large), large.unlink):
        harm()
        asked.clear()
        assert build(tmp_path / "kept", {"c": "毛1", "a": "Ä1"}) == "[毛1Ä1]\n".encode()
        assert asked == ["毛1", "Ä1"]


@pytest.mark.parametrize(
    "noted", [b"", b"\xff", b"{}", b'{"all": 1}', b"ab\n{}", b'{"a": ["b", {"c": []}]}']
)
def test_a_record_that_is_damaged_is_not_believed(noted: bytes, tmp_path: Path) -> None:
    record, docs = tmp_path / "record", tmp_path / "docs"
    part = Part("all", "key", lambda: {"data/a.txt": "a"})
    emit(docs, [part], record)
    kept = record.read_bytes()
    sealed = sha256(noted).hexdigest().encode() + b"\n" + noted
    for damaged in (noted, sealed, kept[:-1], kept.replace(b"key", b"yek")):
        record.write_bytes(damaged)
        assert emit(docs, [part], record).seals["data/a.txt"].size == 1
        assert record.read_bytes() == kept
