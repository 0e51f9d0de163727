"""What an earlier build kept is used only if its inputs are the same and it is undamaged."""

import os
import pickle
import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_edition.cli import main
from build_edition.commands.steps.emit import Emission
from build_edition.commands.steps.read import NOTHING, read_edition
from build_edition.model import Edition, Place, Span
from build_edition.output.cache import FOLDER
from build_edition.output.parts import Parts
from build_edition.output.pickles import pickled, unpickled
from build_edition.render import GATHERED, Question, Whole, draw_text
from build_edition.site.pandoc import ask
from tests.bench.generate import write_edition
from tests.support import whole
from tests.test_site import contents


def edits(root: Path, chance: random.Random) -> Iterator[str]:
    """Make a random series of edits of every kind, and yield the name of each."""
    kinds = [*EDITS, *chance.choices([*EDITS], k=3)]
    chance.shuffle(kinds)
    for n, kind in enumerate(kinds):
        EDITS[kind](root, chance, n)
        yield kind


def add(path: Path, words: str) -> None:
    """Add words to the end of a file."""
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}{words}\n", encoding="utf-8")


def put(path: Path, old: str, new: str) -> None:
    """Replace words in a file where they first occur."""
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def a_note(root: Path, chance: random.Random) -> Path:
    """Return the path of a random note."""
    return chance.choice(sorted((root / "edition/texts").glob("*/notes/*.md")))


def harm(root: Path, chance: random.Random, n: int) -> None:
    """Damage what was kept, emitted or built."""
    folder = root / chance.choice((".cache", "docs/texts", "docs/data", "site/texts", "site/data"))
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    chance.choice(found).write_bytes(b"forged") if n % 2 else shutil.rmtree(folder)


def doubt(root: Path, chance: random.Random, n: int) -> None:
    """Lower the certainty of a text's first ruling."""
    path = root / f"edition/texts/{chance.choice(('text-0001', 'text-0002'))}/emendations.yml"
    put(path, "  certainty: ", "  certainty: low # ")


def retitle(root: Path, chance: random.Random, n: int) -> None:
    """Change the edition's title, which the settings repeat."""
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (title,) = re.findall(r'(?m)^site_name: "(.*)"$', config)
    put(root / "edition/edition.yml", f"title: {title}", f"title: The {n} {title}")
    put(root / "mkdocs.yml", f'site_name: "{title}"', f'site_name: "The {n} {title}"')


def rename(root: Path, chance: random.Random, n: int) -> None:
    """Change everyone's last short name to one that no text uses."""
    path = root / "edition/people.yml"
    people = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'(?m)^(  names: .*)"\]$', r'\1 Lost"]', people), encoding="utf-8")


EDITS: dict[str, Callable[[Path, random.Random, int], object]] = {
    "a word more": lambda root, chance, n: add(a_note(root, chance), f" Word{n}."),
    "a note less": lambda root, chance, n: a_note(root, chance).unlink(),
    "another kind": lambda root, chance, n: put(a_note(root, chance), "kind: ", "kind: error #"),
    "a title": lambda root, chance, n: put(
        root / "edition/texts/text-0002/text.yml", "title: ", f"title: Title {n} "
    ),
    "a ruling": doubt,
    "a person": lambda root, chance, n: put(root / "edition/people.yml", "who: S", f"who: {n} s"),
    "names": rename,
    "an event": lambda root, chance, n: put(root / "edition/events.yml", "title: ", f"title: {n} "),
    "a work": lambda root, chance, n: put(
        root / "edition/works.json", '"title": "', f'"title": "{n} '
    ),
    "the edition's title": retitle,
    "a page written by hand": lambda root, chance, n: add(root / "docs/about/rights.md", f"\n{n}."),
    "the theme": lambda root, chance, n: put(
        root / "overrides/main.html", "extrahead %}", "extrahead %} "
    ),
    "the settings": lambda root, chance, n: put(
        root / "mkdocs.yml", 'name: "Light', f'name: "{n} Light'
    ),
    "the order": lambda root, chance, n: (
        put(
            root / "edition/edition.yml",
            "  - text-0001\n  - text-0002\n",
            "  - text-0002\n  - text-0001\n",
        )
        if n % 2
        else None
    ),
    "damage": harm,
    "nothing": lambda root, chance, n: None,
}
"""What people may do to an edition between two builds, and what may happen to what was kept."""


def not_written(folder: str, names: list[str]) -> set[str]:
    """Return what builds have written in a folder, for `copytree` to leave out."""
    of_builds = {
        "kept": {FOLDER, "site"},
        "docs": {"texts", "apparatus", "data", "index.md", ".emitted"},
    }
    return of_builds.get(Path(folder).name, set())


@pytest.mark.slow
@pytest.mark.parametrize("edits_a_build", [7, pytest.param(1, marks=pytest.mark.hard)])
def test_after_any_edits_the_site_is_what_a_first_build_makes(
    edits_a_build: int, tmp_path: Path
) -> None:
    root, fresh = tmp_path / "kept", tmp_path / "fresh"
    root.mkdir()
    write_edition(root, 3, passages=22)
    assert main(["--root", str(root), "build"]) == 0
    for n, kind in enumerate(edits(root, random.Random(8)), start=1):
        if n % edits_a_build:
            continue
        assert main(["--root", str(root), "build"]) == 0, kind
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(root, fresh, ignore=not_written)
        assert main(["--root", str(fresh), "build"]) == 0
        assert contents(fresh / "site") == contents(root / "site"), kind
        assert contents(fresh / "docs") == contents(root / "docs"), kind


@pytest.mark.slow
def test_what_pandoc_answered_is_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def listening(questions: Sequence[Question]) -> list[str]:
        asked.extend(question.name for question in questions)
        return ask(questions)

    monkeypatch.setattr("build_edition.commands.steps.emit.ask", listening)
    write_edition(tmp_path, 3)
    assert main(["--root", str(tmp_path), "build"]) == 0
    assert {"sources", "bibliography", "forms-note"} <= {*asked}
    asked.clear()
    shutil.rmtree(tmp_path / "docs/data")
    assert main(["--root", str(tmp_path), "build"]) == 0
    assert asked == []
    put(tmp_path / "edition/works.json", '"title": "', '"title": "Another ')
    assert main(["--root", str(tmp_path), "build"]) == 0
    assert {*asked} == {"sources", "bibliography"}
    for kept in (tmp_path / FOLDER / "citations").iterdir():
        kept.write_text("forged", encoding="utf-8")
    asked.clear()
    assert main(["--root", str(tmp_path), "build"]) == 0
    assert {"sources", "bibliography"} <= {*asked}


@pytest.mark.parametrize("kept", ["on disk", "in memory"])
@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("people.yml", "names: [example]", "names: [ship]"),
        ("edition.yml", "title: Letters", "title: More Letters"),
        ("events.yml", "title: ", "title: The "),
        ("texts/letter/text.yml", "title: A Letter", "title: The Letter"),
        ("texts/letter/emendations.yml", "certainty: high", "certainty: low"),
        ("texts/letter/notes/ship.md", "certainty: high", "certainty: low"),
    ],
)
def test_after_an_edit_the_edition_is_what_it_is_when_nothing_was_kept(
    path: str, old: str, new: str, kept: str, small: Path
) -> None:
    parts = Parts(small)
    last = read_edition(small, parts, keeping=True)
    parts.close()
    put(small / "edition" / path, old, new)
    known = last if kept == "in memory" else NOTHING
    found = read_edition(small, Parts(small), last=known).edition
    shutil.rmtree(small / FOLDER)
    assert found
    assert repr(found) != repr(last.edition)
    assert repr(found) == repr(read_edition(small, Parts(small)).edition)


def test_a_name_that_is_kept_to_one_text_leaves_the_others(small: Path) -> None:
    (small / "twice.txt").write_bytes(b"Dear example, I saw the ship again.\n")
    assert main(["--root", str(small), "text", "twice", str(small / "twice.txt")]) == 0

    def mentioned() -> list[str]:
        parts = Parts(small)
        found = read_edition(small, parts, keeping=True).edition
        parts.close()
        assert found
        return [mention.text for who in found.reference.people for mention in who.mentions]

    assert mentioned() == ["letter", "twice"]
    put(small / "edition/people.yml", "names: [example]", "names: [example]\n  texts: [twice]")
    assert mentioned() == ["twice"]


def test_a_new_title_is_seen_in_the_other_texts(small: Path) -> None:
    (small / "twice.txt").write_bytes(b"Dear example, I saw the ship again.\n")
    assert main(["--root", str(small), "text", "twice", str(small / "twice.txt")]) == 0

    def neighbours() -> str:
        parts = Parts(small)
        found = read_edition(small, parts, keeping=True)
        assert found.edition
        with ThreadPoolExecutor(1) as beside:
            Emission(small, found.edition, found, parts, beside).texts()
        parts.close()
        page = (small / "docs/texts/twice/index.md").read_text(encoding="utf-8")
        return str(BeautifulSoup(page, "html.parser").select_one("nav.neighbours"))

    assert "A Letter" in neighbours()
    put(small / "edition/texts/letter/text.yml", "title: A Letter", "title: The Letter Home")
    assert "The Letter Home" in neighbours()


def test_what_was_kept_brings_no_code_with_it(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {tmp_path}/harm",)

    for value in (Evil(), [Evil()]):
        assert unpickled(pickle.dumps(value)) is None
    assert not (tmp_path / "harm").exists()


def test_a_value_is_the_same_after_pickling_and_nothing_where_it_is_damaged() -> None:
    value = (Place("a.md", 3), {"words": ["a", None]}, Span(1, 2))
    held = pickled(value)
    assert unpickled(held) == value
    for damaged in (held[:-1], b"", b"\xff\n", held.replace(b"Place", b"Plaice")):
        assert unpickled(damaged) is None


def test_a_text_is_drawn_without_the_words_of_another(an_edition: Edition) -> None:
    """What is drawn of a text is kept while that text is unchanged: no other's words may be in it."""
    every = whole(an_edition)
    drawing = every.without_texts()
    assert not isinstance(drawing, Whole)
    for text in an_edition.texts:
        assert draw_text(drawing, text) == draw_text(every, text)
        for gathered in GATHERED.values():
            assert gathered.share(drawing, text) == gathered.share(every, text)


def odd_name(notes: Path) -> None:
    """Write a file whose name is not UTF-8."""
    (notes / os.fsdecode(b"\xff.md")).write_text("x", encoding="utf-8")


def link(notes: Path) -> None:
    """Move the folder of notes elsewhere, and put a link in its place."""
    notes.rename(notes.parent.parent.parent / "elsewhere")
    notes.symlink_to(notes.parent.parent.parent / "elsewhere")


def boundless(notes: Path) -> None:
    """Write a file so large that reading it would take all memory."""
    with (notes / "large.md").open("wb") as file:
        file.truncate(2**40)


def endless(notes: Path) -> None:
    """Make a pipe, from which reading would never end."""
    os.mkfifo(notes / "pipe.md")


@pytest.mark.parametrize("harm", [odd_name, link, boundless, endless])
def test_files_that_are_none_are_problems_also_beside_what_is_kept(
    harm: Callable[[Path], None], small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(small / "edition/texts/letter/notes")
    assert read_edition(small, Parts(small), keeping=True).edition is None
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
