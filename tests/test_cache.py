"""What is kept from an earlier build is used only where it was made from the same, and is whole."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_edition.cache import FOLDER, kept
from build_edition.cli import main
from tests.bench.generate import write_edition
from tests.test_site import contents


class Maker:
    """Writes a file, and counts how often it was asked to."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, folder: Path, last: Path | None) -> None:
        self.asked += 1
        (folder / "inner").mkdir()
        (folder / "inner/made.txt").write_text("made")


def test_the_same_is_made_once_and_another_anew(tmp_path: Path) -> None:
    make = Maker()
    for made_from, asked in (([b"a"], 1), ([b"a"], 1), ([b"b"], 2), ([b"a"], 3), ([b"", b"a"], 4)):
        assert contents(kept(tmp_path, "thing", made_from, make)) == {"inner/made.txt": b"made"}
        assert make.asked == asked


@pytest.mark.parametrize("harm", ["changed", "added", "lost", "seal", "all"])
def test_what_was_damaged_is_made_anew(harm: str, tmp_path: Path) -> None:
    make = Maker()
    content = kept(tmp_path, "thing", [b"a"], make)
    if harm == "changed":
        (content / "inner/made.txt").write_text("forged")
    elif harm == "added":
        (content / "more.txt").write_text("more")
    elif harm == "lost":
        (content / "inner/made.txt").unlink()
    elif harm == "seal":
        (content.parent / "seal").unlink()
    else:
        shutil.rmtree(tmp_path / FOLDER)
    assert contents(kept(tmp_path, "thing", [b"a"], make)) == {"inner/made.txt": b"made"}
    assert make.asked == 2


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(folder: Path, last: Path | None) -> None:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        kept(tmp_path, "thing", [b"a"], fail)
    assert not [*(tmp_path / FOLDER).iterdir()]


def edits(root: Path, chance: random.Random) -> Iterator[str]:
    """A random series of edits, each done when its name is asked for."""
    notes = sorted((root / "edition/texts").glob("*/notes/*.md"))
    for n in range(5):
        kind = chance.choice(("word", "word", "note taken away", "title", "nothing"))
        if kind == "word":
            note = chance.choice([path for path in notes if path.exists()])
            note.write_text(note.read_text(encoding="utf-8").rstrip() + f" Word{n}.\n", "utf-8")
        elif kind == "note taken away":
            chance.choice([path for path in notes if path.exists()]).unlink()
        elif kind == "title":
            text = root / "edition/texts/novel/text.yml"
            lines = text.read_text(encoding="utf-8").splitlines(keepends=True)
            lines[1] = f"title: Title {n}\n"
            text.write_text("".join(lines), encoding="utf-8")
        yield kind


def test_after_any_edits_the_site_is_what_a_first_build_makes(tmp_path: Path) -> None:
    root, fresh = tmp_path / "kept", tmp_path / "fresh"
    root.mkdir()
    write_edition(root, 3)
    for kind in edits(root, random.Random(8)):
        assert main(["--root", str(root), "build"]) == 0
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(root, fresh, ignore=shutil.ignore_patterns(FOLDER, "site"))
        assert main(["--root", str(fresh), "build"]) == 0
        assert contents(fresh / "site") == contents(root / "site"), kind
