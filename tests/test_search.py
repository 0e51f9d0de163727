"""What search finds: every passage and every note once, in its own words, at its address."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from build_edition.commands.steps.emit import Emission
from build_edition.commands.steps.read import read_edition
from build_edition.model import NOTE_KINDS, Edition, ToolError, Words
from build_edition.notes.markdown import plain
from build_edition.output.parts import Parts
from build_edition.render.exports.search_records import findable, search_records
from build_edition.site import search_index as index_module
from build_edition.site.search_index import (
    KEPT,
    RECORDS,
    index_records,
    place_index,
    search_index,
)
from tests import support
from tests.support import emitted, whole
from tests.test_site import contents

PROGRAM = {"pagefind.js", "pagefind-worker.js", "wasm.en.pagefind"}


@dataclass(frozen=True)
class Records:
    """The search records of one text, as Pagefind reads them."""

    url: str
    title: str
    kinds: dict[str, list[str]]
    places: list[tuple[str, str]]


def read(page: str) -> Records:
    """Return the records of a file, parsed."""
    soup = BeautifulSoup(page, "html.parser")
    pairs = zip(soup.select("h6"), soup.select("h6 + p"), strict=True)
    shown = {str(m["data-pagefind-meta"]): str(m["content"]) for m in soup.select("meta[content]")}
    return Records(
        url=shown["url[content]"],
        title=shown["title[content]"],
        kinds=json.loads(shown["kinds[content]"]),
        places=[(str(head["id"]), p.get_text()) for head, p in pairs],
    )


def all_records(edition: Edition) -> dict[str, str]:
    """Return the files of records of all texts, by path."""
    return {p: c for text in edition.texts for p, c in search_records(whole(edition), text).items()}


@pytest.fixture(scope="module")
def records(an_edition: Edition) -> dict[str, Records]:
    """The records of every text of the edition, by its slug."""
    files = all_records(an_edition)
    return {path.split("/")[1]: read(page) for path, page in files.items()}


def test_every_passage_and_every_note_is_found_once(
    an_edition: Edition, records: dict[str, Records]
) -> None:
    for text in an_edition.texts:
        fragments = [name for name, _ in records[text.info.slug].places]
        wanted = [r.id for r in text.readings] + [f"note-{note.id}" for note in text.notes]
        assert fragments == wanted
        assert len(set(fragments)) == len(fragments)


def test_what_is_searched_is_what_is_read(an_edition: Edition, records: dict[str, Records]) -> None:
    for text in an_edition.texts:
        words = dict(records[text.info.slug].places)
        for reading in text.readings:
            assert words[reading.id].replace(" ", "") == reading.text.replace(" ", "")
        for note in text.notes:
            assert words[f"note-{note.id}"].replace(" ", "") == plain(note.body).replace(" ", "")


def test_the_transmitted_wording_is_left_out_of_search(records: dict[str, Records]) -> None:
    words = dict(records["tides"].places)
    assert not [name for name in words if name.startswith("em-")]


def test_every_note_says_what_kind_it_is(an_edition: Edition, records: dict[str, Records]) -> None:
    for text in an_edition.texts:
        kinds = {f"note-{n.id}": [n.kind, NOTE_KINDS[n.kind].word] for n in text.notes}
        assert records[text.info.slug].kinds == kinds


def test_every_address_that_search_gives_exists(project: Path, records: dict[str, Records]) -> None:
    for found in records.values():
        page = (project / "site" / found.url / "index.html").read_text(encoding="utf-8")
        ids = {str(tag["id"]) for tag in BeautifulSoup(page, "lxml").select("[id]")}
        assert {name for name, _ in found.places} <= ids


def test_each_chinese_sign_of_a_passage_or_a_note_is_found_by_itself(an_edition: Edition) -> None:
    text = an_edition.texts[0]
    said = support.note("*", "*", id="who", body=((Words("He is 毛泽东."),),))
    first = replace(text.readings[0], text="Who is 毛泽东?")
    with_both = replace(text, readings=(first, *text.readings[1:]), about=(said,))
    (page,) = search_records(whole(an_edition), with_both).values()
    words = dict(read(page).places)
    assert words[first.id] == "Who is 毛 泽 东?"
    assert words["note-who"] == "He is 毛 泽 东."


def test_signs_of_html_are_only_text(small: Path) -> None:
    from build_edition import edition
    from build_edition.sources.load import load_sources

    path = small / "edition/texts/letter/notes/ship.md"
    note = path.read_text(encoding="utf-8")
    path.write_text(note.replace("No *ship*", "1 < 2 & “so”: no *ship*"), encoding="utf-8")
    sources, _ = load_sources(small)
    assert sources
    built, _ = edition.build(sources)
    assert built
    found = read(all_records(built)["texts/letter/search.html"])
    assert dict(found.places)["note-ship"].startswith("1 < 2 & “so”: no ship called")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("走不出来", "走 不 出 来"),
        ("Mao (毛泽东) said", "Mao (毛 泽 东) said"),
        ("《人民日报》", "《人 民 日 报》"),
        ("Хрущёв and Мао", "Хрущёв and Мао"),
        ("a ship", "a ship"),
        ("中 国", "中 国"),
        ("", ""),
    ],
)
def test_each_chinese_sign_is_a_word(words: str, found: str) -> None:
    assert findable(words) == found


@given(st.text())
def test_nothing_but_spaces_is_added(words: str) -> None:
    assert findable(words).replace(" ", "") == words.replace(" ", "")


def test_the_index_is_the_same_byte_for_byte(an_edition: Edition, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    emitted(tmp_path, all_records(an_edition))
    made = []
    for name in ("one", "two", "three"):
        index_records(docs, sorted(docs.glob(RECORDS)), tmp_path / name)
        made.append(contents(tmp_path / name))
    assert made[0] == made[1] == made[2]


def test_the_site_has_the_index_and_not_the_records(project: Path, an_edition: Edition) -> None:
    site = contents(project / "site")
    assert not [path for path in site if path.endswith("search.html")]
    assert pages(project / "site", 1) == len(an_edition.texts)
    for text in an_edition.texts:
        assert f"texts/{text.info.slug}/search.html" in contents(project / "docs")


def test_the_site_holds_nothing_of_pagefind_that_no_page_asks_for(project: Path) -> None:
    index = project / "site/search"
    assert {path.name for path in index.iterdir()} == {"1", "volumes.json"}
    fixed = {path.name for path in (index / "1").iterdir() if path.suffix != ".pf_meta"}
    assert fixed == {"fragment", "index", "pagefind-entry.json", *PROGRAM}


def pages(site: Path, volume: int) -> int:
    """Return how many texts a volume of a site's index holds."""
    entry = json.loads((site / f"search/{volume}/pagefind-entry.json").read_bytes())
    return int(entry["languages"]["en"]["page_count"])


def test_a_large_edition_has_its_index_in_volumes(
    an_edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "VOLUME", 2)
    records = all_records(an_edition)
    emitted(tmp_path, records)
    parts = Parts(tmp_path)
    place_index(tmp_path, search_index(tmp_path, parts), tmp_path / "site")
    parts.close()
    assert [pages(tmp_path / "site", n) for n in (1, 2)] == [2, 1]
    assert json.loads((tmp_path / "site/search/volumes.json").read_bytes()) == 2
    programs = [path for path in contents(tmp_path / "site") if Path(path).name in PROGRAM]
    assert programs == [f"search/1/{name}" for name in sorted(PROGRAM)]

    # A change makes only its own volume again; a volume without texts is removed.
    made: list[int] = []

    def counted(docs: Path, records: Sequence[Path], index: Path) -> None:
        made.append(len(records))
        index_records(docs, records, index)

    monkeypatch.setattr(index_module, "index_records", counted)
    path = tmp_path / "docs" / sorted(records)[-1]
    path.write_text(path.read_text(encoding="utf-8").replace("the", "Wladiwostok", 1), "utf-8")
    for changed, volumes in (([1], 2), ([], 1)):
        parts = Parts(tmp_path)
        assert len({Path(path).parts[2] for path in search_index(tmp_path, parts)}) == volumes
        parts.close()
        assert made == changed
        assert len([*(tmp_path / KEPT).iterdir()]) == volumes
        path.unlink(missing_ok=True)
        made.clear()

    # So does another version of the program that makes it.
    where, _ = index_module._pagefind()
    monkeypatch.setattr(index_module, "_pagefind", lambda: (where, b"another version"))
    for changed in ([2], []):
        parts = Parts(tmp_path)
        search_index(tmp_path, parts)
        parts.close()
        assert made == changed
        made.clear()


def test_a_program_that_fails_is_reported_in_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> SimpleNamespace:
        return SimpleNamespace(returncode=1, stdout=b"", stderr=b"no room left\n")

    monkeypatch.setattr("build_edition.site.programs.subprocess.run", failing)
    with pytest.raises(ToolError, match=r"Pagefind failed .*no room left"):
        index_records(tmp_path, [], tmp_path / "site")


def test_a_program_that_is_not_there_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "get_executable", lambda: tmp_path / "nothing")
    with pytest.raises(ToolError, match="could not be run"):
        index_records(tmp_path, [], tmp_path / "site")


def test_a_site_without_its_index_leaves_the_old_one(
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from build_edition.cli import main

    other = tmp_path / "broken"
    shutil.copytree(project, other)
    before = contents(other / "site")
    monkeypatch.setattr(index_module, "get_executable", lambda: tmp_path / "nothing")
    assert main(["--root", str(other), "build"]) == 1
    assert "Pagefind could not be run" in capsys.readouterr().err
    assert contents(other / "site") == before


def test_records_of_a_text_that_is_gone_go_before_the_index_is_made(
    project: Path, tmp_path: Path
) -> None:
    root = tmp_path / "edition"
    shutil.copytree(project, root)
    gone, manifest = root / "docs/texts/gone/search.html", root / "docs/.emitted"
    gone.parent.mkdir()
    gone.write_text("<h6 id='p1'>¶</h6><p>Words</p>", encoding="utf-8")
    manifest.write_text(f"{manifest.read_text('utf-8')}texts/gone/search.html\n", "utf-8")
    parts = Parts(root)
    found = read_edition(root, parts)
    assert found.edition
    Emission(root, found.edition, found, parts).texts()
    assert not gone.exists()
    assert {path.parent.name for path in root.glob(f"docs/{RECORDS}")} == {
        path.name for path in (root / "edition/texts").iterdir()
    }
