"""Files are written whole, what people wrote is never lost, and a stopped build does no harm."""

from collections.abc import Callable
from pathlib import Path

import pytest

from build_edition.output import files
from build_edition.output.emission import MANIFEST, unmanaged_files
from build_edition.output.files import replacing, settle, write_content, write_file
from build_edition.output.sizes import Limits, too_large
from tests.support import emitted


def test_files_are_written_and_those_of_an_earlier_build_removed(tmp_path: Path) -> None:
    emitted(tmp_path, {"texts/a/index.md": "a", "texts/b/index.md": "b"})
    emitted(tmp_path, {"texts/a/index.md": "a", "data/x.json": "{}"})
    docs = tmp_path / "docs"
    files = {p.relative_to(docs).as_posix() for p in docs.rglob("*") if p.is_file()}
    assert files == {".emitted", "texts/a/index.md", "data/x.json"}
    assert not (docs / "texts/b").exists()


def test_unchanged_files_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "docs/texts/a.md"
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
    mine = tmp_path / "docs/texts/mine.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    for _ in range(2):
        emitted(tmp_path, {"texts/a.md": "a"})
        assert [(p.code, p.place.path) for p in unmanaged_files(tmp_path)] == [
            ("stranger", "docs/texts/mine.md")
        ]
        assert mine.read_text(encoding="utf-8") == "mine"


def test_a_list_of_emitted_files_that_points_elsewhere_removes_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("kept", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / MANIFEST).write_text(f"../kept.txt\n{kept}\n", encoding="utf-8")
    emitted(tmp_path, {})
    assert kept.exists()


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
    drawn = {"texts/a.md": "A", "texts/b.md": "b", "texts/c.md": "c"}
    written = write_file

    def stopped(path: Path, content: str) -> bool:
        if path.name == "b.md":
            raise KeyboardInterrupt
        return written(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(files, "write_file", stopped)
        with pytest.raises(KeyboardInterrupt):
            emitted(tmp_path, drawn)
    assert (tmp_path / "docs/texts/old.md").exists()
    assert not unmanaged_files(tmp_path)
    emitted(tmp_path, drawn)
    assert {p.name for p in (tmp_path / "docs/texts").iterdir()} == {"a.md", "b.md", "c.md"}


def build(site: Path, content: str | None) -> None:
    """Build a site of one page; without content, be interrupted half-way."""
    with replacing(site) as fresh:
        fresh.mkdir()
        if content is None:
            raise KeyboardInterrupt
        (fresh / "index.html").write_text(content, encoding="utf-8")


def no_exchange(one: Path, other: Path) -> bool:
    """Return False, as on a system that cannot exchange two folders in one step."""
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


@pytest.mark.parametrize("words", [["", "Ä", "毛" * 1000], []])
def test_a_file_that_comes_piece_by_piece_is_the_same_and_left_alone_where_it_is(
    words: list[str], tmp_path: Path
) -> None:
    whole, pieces = tmp_path / "whole", tmp_path / "pieces"
    checksum = write_content(whole, "".join(words))
    assert write_content(pieces, iter(words)) == checksum
    assert pieces.read_bytes() == whole.read_bytes()
    before = pieces.stat()
    assert write_content(pieces, iter(words)) == checksum
    assert (pieces.stat().st_ino, pieces.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert {path.name for path in tmp_path.iterdir()} == {"whole", "pieces"}


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        (Limits(file=5, site=8), []),
        (Limits(file=4, site=8), ["site/data/b.txt"]),
        (Limits(file=5, site=7), ["site"]),
        (Limits(file=2, site=7), ["site/a.txt", "site/data/b.txt", "site"]),
    ],
)
def test_what_a_host_would_refuse_is_told(limits: Limits, found: list[str], tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "data").mkdir(parents=True)
    (site / "a.txt").write_bytes(b"aaa")
    (site / "data/b.txt").write_bytes(b"bbbbb")
    problems = [*too_large(site, limits)]
    assert [p.place.path for p in problems] == found
    assert {p.code for p in problems} <= {"site-too-large"}
