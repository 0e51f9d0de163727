"""What is kept from an earlier build is used only where it was made from the same, and is whole."""

import os
import pickle
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from build_edition.output.cache import FOLDER, keep, kept, pickled, program, recalled
from build_edition.render.markup.pieces import Pieces

from build_edition.cli import main
from build_edition.commands.steps.emit import CITATIONS
from build_edition.commands.steps.read import read_edition
from build_edition.model import Edition, Place, Span
from build_edition.render import OF_THE_EDITION, draw_text, draw_whole
from tests.bench.generate import write_edition
from tests.test_site import contents


class Maker:
    """Writes a file, and counts how often it was asked to."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, folder: Path) -> None:
        self.asked += 1
        (folder / "inner").mkdir()
        (folder / "inner/made.txt").write_text("made")


def test_the_same_is_made_once_and_another_anew(tmp_path: Path) -> None:
    make = Maker()
    for made_from, asked in (([b"a"], 1), ([b"a"], 1), ([b"b"], 2), ([b"a"], 3), ([b"", b"a"], 4)):
        assert contents(kept(tmp_path, "thing", made_from, make)) == {"inner/made.txt": b"made"}
        assert make.asked == asked


@pytest.mark.parametrize("harm", ["changed", "added", "lost", "seal", "no words", "all"])
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
    elif harm == "no words":
        (content.parent / "seal").write_bytes(b"\xff")
    else:
        shutil.rmtree(tmp_path / FOLDER)
    assert contents(kept(tmp_path, "thing", [b"a"], make)) == {"inner/made.txt": b"made"}
    assert make.asked == 2


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        kept(tmp_path, "thing", [b"a"], fail)
    assert not [*(tmp_path / FOLDER).iterdir()]


def edits(root: Path, chance: random.Random) -> Iterator[str]:
    """A random series of edits of every kind, each done when its name is asked for."""
    kinds = [*EDITS, *chance.choices([*EDITS], k=3)]
    chance.shuffle(kinds)
    for n, kind in enumerate(kinds):
        EDITS[kind](root, chance, n)
        yield kind


def add(path: Path, words: str) -> None:
    """Write more at a file's end."""
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}{words}\n", encoding="utf-8")


def put(path: Path, old: str, new: str) -> None:
    """Write something else in a file, once."""
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def a_note(root: Path, chance: random.Random) -> Path:
    """One of the notes that are there."""
    return chance.choice(sorted((root / "edition/texts").glob("*/notes/*.md")))


def harm(root: Path, chance: random.Random, n: int) -> None:
    """Damage what was kept, emitted or built."""
    folder = root / chance.choice((".cache", "docs/texts", "docs/data", "site/texts", "site/data"))
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    chance.choice(found).write_bytes(b"forged") if n % 2 else shutil.rmtree(folder)


def withdraw(root: Path, chance: random.Random, n: int) -> None:
    """Take an emendation away, and put it back another time."""
    path = root / f"edition/texts/{chance.choice(('novel', 'interview'))}/emendations.yml"
    put(path, "  certainty: ", "  certainty: low # ")


def rename(root: Path, chance: random.Random, n: int) -> None:
    """Let nobody be called by the short name that the texts use."""
    path = root / "edition/people.yml"
    people = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'(?m)^(  names: .*)"\]$', r'\1 Lost"]', people), encoding="utf-8")


EDITS: dict[str, Callable[[Path, random.Random, int], object]] = {
    "a word more": lambda root, chance, n: add(a_note(root, chance), f" Word{n}."),
    "a note less": lambda root, chance, n: a_note(root, chance).unlink(),
    "another kind": lambda root, chance, n: put(a_note(root, chance), "kind: ", "kind: error #"),
    "a title": lambda root, chance, n: put(
        root / "edition/texts/novel/text.yml", "title: ", f"title: Title {n} "
    ),
    "a ruling": withdraw,
    "a person": lambda root, chance, n: put(root / "edition/people.yml", "who: S", f"who: {n} s"),
    "names": rename,
    "an event": lambda root, chance, n: put(root / "edition/events.yml", "title: ", f"title: {n} "),
    "a work": lambda root, chance, n: put(
        root / "edition/works.json", '"title": "', f'"title": "{n} '
    ),
    "the edition's title": lambda root, chance, n: put(
        root / "edition/edition.yml", "title: ", f"title: The {n} "
    ),
    "a page written by hand": lambda root, chance, n: add(root / "docs/about/rights.md", f"\n{n}."),
    "the theme": lambda root, chance, n: put(
        root / "overrides/main.html", "extrahead %}", "extrahead %} "
    ),
    "the settings": lambda root, chance, n: put(
        root / "mkdocs.yml", "site_description: ", f"site_description: {n} "
    ),
    "the order": lambda root, chance, n: (
        put(
            root / "edition/edition.yml", "  - interview\n  - novel\n", "  - novel\n  - interview\n"
        )
        if n % 2
        else None
    ),
    "damage": harm,
    "nothing": lambda root, chance, n: None,
}
"""What people do to an edition between two builds, and what may befall what was kept of one."""


def not_written(folder: str, names: list[str]) -> set[str]:
    """What builds have written in a folder."""
    of_builds = {"kept": {FOLDER, "site"}, "docs": {"texts", "apparatus", "data", ".emitted"}}
    return of_builds.get(Path(folder).name, set())


def test_after_any_edits_the_site_is_what_a_first_build_makes(tmp_path: Path) -> None:
    root, fresh = tmp_path / "kept", tmp_path / "fresh"
    root.mkdir()
    write_edition(root, 3)
    assert main(["--root", str(root), "build"]) == 0
    for kind in edits(root, random.Random(8)):
        assert main(["--root", str(root), "build"]) == 0, kind
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(root, fresh, ignore=not_written)
        assert main(["--root", str(fresh), "build"]) == 0
        assert contents(fresh / "site") == contents(root / "site"), kind
        assert contents(fresh / "docs") == contents(root / "docs"), kind


def test_what_citeproc_answered_outlasts_a_build_that_asks_nothing(tmp_path: Path) -> None:
    write_edition(tmp_path, 3)
    answers = []
    for _ in range(2):
        assert main(["--root", str(tmp_path), "build"]) == 0
        answers.append(recalled(tmp_path / FOLDER / CITATIONS, program()))
    assert answers[0]
    assert answers[0] == answers[1]


def test_what_was_kept_brings_no_code_with_it(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {tmp_path}/harm",)

    for value in (Evil(), [Evil()]):
        keep(tmp_path / "kept", "source", pickle.dumps(value))
        assert recalled(tmp_path / "kept", "source") is None
    assert not (tmp_path / "harm").exists()


def test_a_value_is_recalled_only_whole_and_from_the_same(tmp_path: Path) -> None:
    value = (Place("a.md", 3), {"words": ["a", None]}, Span(1, 2))
    assert recalled(tmp_path / "kept", "source") is None
    keep(tmp_path / "kept", "source", pickled(value))
    assert recalled(tmp_path / "kept", "source") == value
    assert recalled(tmp_path / "kept", "other") is None
    held = (tmp_path / "kept").read_bytes()
    for damaged in (held[:-1], held + b"x", held.replace(b"a.md", b"b.md"), b"", b"\xff\n"):
        (tmp_path / "kept").write_bytes(damaged)
        assert recalled(tmp_path / "kept", "source") is None


LARGE = {"index.md", "texts/index.md", "apparatus/notes/index.md"}
LARGE |= {"data/annotations.jsonld", "data/edition.json"}
"""The files that are drawn in pieces."""


def pieces(edition: Edition, slug: str) -> dict[str, list[str]]:
    """What the files of the whole edition hold of a text, piece by piece."""
    drawn = [file for name in OF_THE_EDITION for file in draw_whole(edition, name).items()]
    large = {path: found for path, found in drawn if isinstance(found, Pieces)}
    return {path: [p.draw() for p in found if p.of == slug] for path, found in large.items()}


def test_a_text_shows_no_passage_and_no_note_of_another(real_edition: Edition) -> None:
    for n, text in enumerate(real_edition.texts):
        bare = tuple(
            each
            if each is text
            else replace(each, received=b"", cleaning=(), readings=(), about=())
            for each in real_edition.texts
        )
        alone = replace(real_edition, texts=bare)
        assert draw_text(alone, alone.texts[n]) == draw_text(real_edition, text)
        found = pieces(real_edition, text.info.slug)
        assert pieces(alone, text.info.slug) == found
        assert found.keys() == LARGE
        assert all(map(len, found.values()))


def odd_name(notes: Path) -> None:
    """A file whose name is no UTF-8."""
    (notes / os.fsdecode(b"\xff.md")).write_text("x", encoding="utf-8")


def link(notes: Path) -> None:
    """A folder of notes that lies elsewhere."""
    notes.rename(notes.parent.parent.parent / "elsewhere")
    notes.symlink_to(notes.parent.parent.parent / "elsewhere")


def boundless(notes: Path) -> None:
    """A file that would take all memory."""
    with (notes / "large.md").open("wb") as file:
        file.truncate(2**40)


def endless(notes: Path) -> None:
    """A pipe, from which reading would never end."""
    os.mkfifo(notes / "pipe.md")


@pytest.mark.parametrize("harm", [odd_name, link, boundless, endless])
def test_files_that_are_none_are_problems_also_beside_what_is_kept(
    harm: Callable[[Path], None], small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(small / "edition/texts/letter/notes")
    assert read_edition(small, keeping=True).edition is None
    assert main(["--root", str(small), "check"]) == 1
    assert "edition/" in capsys.readouterr().out


def test_a_check_writes_nothing_at_all(small: Path) -> None:
    bad = small / "edition/texts/letter/notes/ship.md"
    sound = bad.read_text(encoding="utf-8")
    for words, code in ((sound, 0), (sound.replace("kind: ", "knid: "), 1)):
        bad.write_text(words, encoding="utf-8")
        before = contents(small)
        assert main(["--root", str(small), "check"]) == code
        assert contents(small) == before
        assert not (small / FOLDER).exists()
