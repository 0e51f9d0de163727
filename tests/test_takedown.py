"""A text is taken down on its rights-holder’s demand: its words go everywhere, addresses stay.

These are the steps of CONTRIBUTING, “If a text must go”.
"""

import io
import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_edition.cli import main
from build_edition.texts.traces import FEWEST, Trace, traces
from tests.releases import answers, promised
from tests.support import SPECIMEN

SLUG = "ferry"
WHY = "Removed on the demand of its rights-holder."


@pytest.fixture(scope="module")
def down(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen after one of its texts was taken down: released, built and packed."""
    root = tmp_path_factory.mktemp("down") / "project"
    shutil.copytree(project, root)
    shutil.rmtree(root / f"edition/texts/{SLUG}")
    imprint = root / "edition/edition.yml"
    content = re.sub(rf"(?m)^ *- {SLUG}\n", "", imprint.read_text(encoding="utf-8"))
    first = " ".join(raw().split()[:9])
    content += f"opening: {{at: {SLUG} p1, words: {json.dumps(first)}, said: So it began.}}\n"
    imprint.write_text(f"{content}withdrawn:\n  texts/{SLUG}/: {WHY}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://tigers.example.org/")
        assert main(["--root", str(root), "release", "0.3.0"]) == 0
        assert main(["--root", str(root), "archive"]) == 0
    return root


def words_in(folder: Path, names: str = "*") -> Iterator[tuple[str, str]]:
    """Yield the words of every file of a folder, of those in archives and of the search index."""
    for path in sorted(p for p in folder.rglob(names) if p.is_file()):
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        if zipfile.is_zipfile(path):
            yield from words_of_archive(name, content)
        elif name.startswith("search/index/") and path.suffix != ".json":
            yield name, zlib.decompress(content).decode()
        elif path.suffix != ".png":
            yield name, content.decode()


def words_of_archive(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for inner in archive.namelist():
            data = archive.read(inner)
            if inner.endswith(".epub"):
                yield from words_of_archive(f"{name}!{inner}", data)
            elif not inner.endswith(".png"):
                yield f"{name}!{inner}", data.decode()


def raw() -> str:
    return (SPECIMEN / f"edition/texts/{SLUG}/raw.txt").read_text(encoding="utf-8")


ROW = 8


def rows(content: str) -> set[str]:
    """Return every row of eight words in some content; the made-up texts share shorter ones."""
    words = re.findall(r"\w+", re.sub(r"<[^<>]*>", " ", content).casefold())
    return {" ".join(words[n : n + ROW]) for n in range(len(words) - ROW + 1)}


def rows_of(folder: Path) -> set[str]:
    """Return the rows of words in a text's files, those of its notes and emendations included."""
    files = (p for p in folder.rglob("*") if p.is_file() and p.suffix != ".json")
    return set().union(*(rows(path.read_text(encoding="utf-8")) for path in files))


@pytest.mark.parametrize("published", ["site", "zip"])
def test_the_words_of_the_text_and_of_its_notes_are_nowhere_in_what_is_published(
    published: str, down: Path
) -> None:
    folders = {path.name: path for path in (SPECIMEN / "edition/texts").iterdir()}
    own = rows_of(folders.pop(SLUG)).difference(*map(rows_of, folders.values()))
    assert len(own) > 1000
    given = words_in(down / "site") if published == "site" else words_in(down, "*.zip")
    left = {name: found for name, content in given if (found := own & rows(content))}
    assert left == {}


def test_each_address_of_the_text_says_that_it_was_removed_and_every_other_is_alive(
    down: Path,
) -> None:
    site = {p.relative_to(down / "site").as_posix(): p for p in (down / "site").rglob("*")}
    files: dict[str, str | bytes] = {
        name: path.read_text("utf-8") for name, path in site.items() if name.endswith(".html")
    }
    files |= {name: "" for name in site if name.startswith("data/") and name not in files}
    for address in promised(down):
        assert answers(down, files, address), address
        page = address.partition("#")[0]
        if page in (f"texts/{SLUG}/", f"texts/{SLUG}/transmitted/"):
            stub = str(files[f"{page}index.html"])
            assert WHY in stub
            assert "It came with version 0.1.0. No version’s words are kept here" in stub
        elif page.startswith(f"data/{SLUG}."):
            assert site[page].read_text("utf-8") == f"Withdrawn: {WHY}\n"


def test_the_data_names_the_text_no_more_and_the_register_holds_no_words(down: Path) -> None:
    edition = json.loads((down / "site/data/edition.json").read_text(encoding="utf-8"))
    assert SLUG not in [text["slug"] for text in edition["texts"]]
    told = [t["text"] for event in edition["events"] for t in event["told"]]
    mentioned = [m["text"] for person in edition["people"] for m in person["mentions"]]
    assert SLUG not in [*told, *mentioned]
    register = (down / "edition/addresses.json").read_text(encoding="utf-8")
    assert [*traces(raw(), [("addresses.json", register)])] == []


def test_what_editors_wrote_of_the_text_elsewhere_is_told(
    down: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["--root", str(down), "check", "--format", "json"]) == 0
    problems = json.loads(capsys.readouterr().out)
    told = [p["message"] for p in problems if p["code"] == "text-withdrawn"]
    events = (SPECIMEN / "edition/events.yml").read_text(encoding="utf-8")
    said = f"of {SLUG}, which was withdrawn; it is left out"
    assert told.count(f"this is {said}") >= events.count(f"{SLUG} p")
    assert f"`opening` is {said}" in told


OWN = "The ferry left at noon with nine men, and came back with three."


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("He said: the ferry LEFT at noon <b>with</b>\nnine men! Why?", [(1, "the ferry LEFT at noon with nine men")]),
        ("x\ny\nCame back with three, the end", []),
        ("x\n“and came back with three” and nine men, and came back with three.", [(2, "nine men and came back with three")]),
        ("The ferry left at noon", []),
        ("The ferry left at noon in fog with nine men", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_trace_is_six_words_in_a_row(content: str, found: list[tuple[int, str]]) -> None:
    assert FEWEST == 6
    assert [*traces(OWN, [("a.md", content)])] == [Trace("a.md", *each) for each in found]


def test_the_command_lists_places_elsewhere_and_pictures(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(project, tmp_path / "project")
    line = " ".join(re.findall(r"\w+", raw())[20:30])
    (tmp_path / "project/docs/about/tale.md").write_text(f"# Tale\n\n{line}\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["--root", str(tmp_path / "project"), "traces", SLUG]) == 0
    said = capsys.readouterr().out
    assert f"docs/about/tale.md:3: {line}" in said
    assert "docs/assets/card.png" in said
    for built in ("site/", "docs/texts/", "docs/index.md", f"edition/texts/{SLUG}/"):
        assert f"\n{built}" not in f"\n{said}"
