"""What is written is whole, what people wrote is never lost, and a stopped build does no harm."""

from collections.abc import Callable
from pathlib import Path

import pytest

from build_edition import outputs
from build_edition.outputs import emit, replacing, settle, strangers, write_file


def test_files_are_written_and_those_of_an_earlier_build_removed(tmp_path: Path) -> None:
    emit(tmp_path, {"texts/a/index.md": "a", "texts/b/index.md": "b"})
    assert emit(tmp_path, {"texts/a/index.md": "a", "data/x.json": "{}"}) == 1
    files = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert files == {".emitted", "texts/a/index.md", "data/x.json"}
    assert not (tmp_path / "texts/b").exists()


def test_unchanged_files_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "texts/a.md"
    emit(tmp_path, {"texts/a.md": "a"})
    before = path.stat()
    assert emit(tmp_path, {"texts/a.md": "a"}) == 0
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_what_a_person_put_there_is_named_and_never_removed(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/mine.md").write_text("mine", encoding="utf-8")
    files = {"texts/a.md": "a"}
    assert [p.place.path for p in strangers(tmp_path, files)] == ["docs/texts/mine.md"]
    emit(tmp_path, files)
    assert (tmp_path / "texts/mine.md").read_text(encoding="utf-8") == "mine"
    assert strangers(tmp_path, files)


def test_a_list_of_emitted_files_that_points_elsewhere_removes_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("kept", encoding="utf-8")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / ".emitted").write_text(f"../kept.txt\n{kept}\n", encoding="utf-8")
    emit(docs, {})
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
    emit(tmp_path, {"texts/a.md": "a", "texts/old.md": "old"})
    files = {"texts/a.md": "A", "texts/b.md": "b", "texts/c.md": "c"}
    written = outputs.write_file

    def stopped(path: Path, content: str) -> bool:
        if path.name == "b.md":
            raise KeyboardInterrupt
        return written(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(outputs, "write_file", stopped)
        with pytest.raises(KeyboardInterrupt):
            emit(tmp_path, files)
    assert (tmp_path / "texts/old.md").exists()
    assert not strangers(tmp_path, files)
    emit(tmp_path, files)
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


@pytest.mark.parametrize("exchange", [outputs._exchange, no_exchange])
def test_a_new_site_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: Callable[[Path, Path], bool]
) -> None:
    monkeypatch.setattr(outputs, "_exchange", exchange)
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
