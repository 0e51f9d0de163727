"""The index of search: everything that has an address, each word of it, and every spelling of names."""

import json
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from build_edition.commands.steps.emit import Emission
from build_edition.commands.steps.read import read_edition
from build_edition.model import NOTE_KINDS, Edition, Person
from build_edition.notes.markdown import plain
from build_edition.output.parts import Parts
from build_edition.render.search.index import ROOM, edition_index, index_of, text_index
from build_edition.render.search.names import spelled_keys, spellings
from build_edition.render.search.records import Record
from build_edition.render.search.words import divided, folded, key
from build_edition.site import search_index as index_module
from build_edition.site.search_index import KEPT, RECORDS, place_index, search_index
from build_edition.site.search_pages import sections
from build_edition.site.search_volume import RECORDS as RECORDS_SIZE
from build_edition.site.search_volume import TERMS, volume_files
from tests import support
from tests.conftest import sound_edition
from tests.releases import GOLDEN
from tests.support import ROOT, cases, emitted, whole
from tests.test_site import contents

Index = Mapping[str, Any]


def all_indexes(edition: Edition) -> dict[str, str]:
    """Return the files of all indexes, by path."""
    drawing = whole(edition)
    of_texts = {p: c for text in edition.texts for p, c in text_index(drawing, text).items()}
    return of_texts | edition_index(drawing)


@pytest.fixture(scope="module")
def indexes(an_edition: Edition) -> dict[str, Index]:
    """The index of every text and of what stands beside them, by path."""
    return {path: json.loads(content) for path, content in all_indexes(an_edition).items()}


def addresses(index: Index) -> Iterator[tuple[str, str]]:
    """Yield the page and the id of every record."""
    pages = [page for _, page, _, count, _ in index["runs"] for _ in range(count)]
    for page, (at, *_) in zip(pages, index["records"], strict=True):
        yield page, at


def is_word(term: str) -> bool:
    """Return whether a term has no sign."""
    return term[0] not in "@#=" and term[-1] != "-"


def words(index: Index) -> dict[str, str]:
    """Return the words of every record by its id; those as transmitted under an id of their own.

    Pages as a whole, which have no id, are left out.
    """
    return {
        f"{at}{' as transmitted' if n in index['transmitted'] else ''}": said
        for n, (at, _, _, said, _) in enumerate(index["records"])
        if at
    }


def test_everything_in_a_text_is_found_once_in_its_own_words(
    an_edition: Edition, indexes: dict[str, Index]
) -> None:
    for text in an_edition.texts:
        said = words(indexes[f"texts/{text.info.slug}/search.json"])
        for reading in text.readings:
            assert said.pop(reading.id) == reading.text
            was = said.pop(f"{reading.id} as transmitted", reading.text)
            assert was == reading.passage.line.text
        for note in text.notes:
            assert said.pop(f"note-{note.id}") == plain(note.body)
        for ruling in (e.ruling for reading in text.readings for e in reading.emendations):
            assert ruling.on in said.pop(f"em-{ruling.id}")
        for note in text.retired_notes:
            assert said.pop(f"note-{note.id}") == f"{note.retired} {plain(note.body)}"
        for ruling in text.retired_rulings:
            assert ruling.retired in said.pop(f"em-{ruling.id}")
        assert not said


def test_people_events_and_works_are_found(an_edition: Edition, indexes: dict[str, Index]) -> None:
    said = words(indexes["apparatus/search.json"])
    reference = an_edition.reference
    wanted = [f"person-{person.id}" for person in reference.people]
    wanted += [f"event-{event.id}" for event in reference.events]
    wanted += [f"work-{work.key}" for work in reference.works]
    assert {*wanted} <= {*said}
    assert [*said][: len(reference.people)] == wanted[: len(reference.people)]


def test_every_address_that_search_gives_exists(project: Path, indexes: dict[str, Index]) -> None:
    found: dict[str, set[str]] = {}
    for index in indexes.values():
        for page, at in addresses(index):
            found.setdefault(page, set()).update({at} - {""})
    for page, ids in found.items():
        content = (project / "site" / page / "index.html").read_text(encoding="utf-8")
        there = {str(tag["id"]) for tag in BeautifulSoup(content, "lxml").select("[id]")}
        assert ids <= there, page


def test_a_record_says_what_it_is_and_where(an_edition: Edition) -> None:
    text = an_edition.texts[0]
    index = json.loads(text_index(whole(an_edition), text)[f"texts/{text.info.slug}/search.json"])
    said = {at: (label, mark) for at, label, _, _, mark in index["records"]}
    for reading in text.readings:
        for note in (annotation.note for annotation in reading.annotations):
            label, mark = said[f"note-{note.id}"]
            assert label.startswith(f"{NOTE_KINDS[note.kind].word}: note on ")
            assert f"passage {reading.id[1:]}" in label
            assert mark == note.kind


def test_each_term_stands_where_its_word_is(indexes: dict[str, Index]) -> None:
    for index in indexes.values():
        begins = [0, *accumulate(length * ROOM for length in index["lengths"])]
        every: dict[int, str] = {}
        for begin, (_, _, title, said, _) in zip(begins, index["records"], strict=False):
            found = divided(f"{title}\n{said}")
            every |= {begin + n: word.folded for n, word in enumerate(found)}
            assert begin + len(found) < begins[begins.index(begin) + 1]  # one is left out
        plain_terms = {t: p for t, p in index["terms"].items() if is_word(t)}
        assert {place: term for term, places in plain_terms.items() for place in places} == every


def test_a_mention_stands_where_its_words_are(
    an_edition: Edition, indexes: dict[str, Index]
) -> None:
    for person in an_edition.reference.people:
        for text in an_edition.texts:
            index = indexes[f"texts/{text.info.slug}/search.json"]
            at = {
                place: word
                for word, places in index["terms"].items()
                for place in places
                if is_word(word)
            }
            readings = {reading.id: reading.text for reading in text.readings}
            wanted = [
                word.folded
                for mention in person.mentions
                if mention.text == text.info.slug
                for word in divided(
                    readings[mention.passage][mention.span.start : mention.span.end]
                )
            ]
            assert [at[n] for n in index["terms"].get(f"@{person.id}", ())] == wanted


@pytest.mark.parametrize("case", cases("search_words.yml"), ids=support.named)
def test_words_are_divided_and_compared(case: dict[str, Any]) -> None:
    assert [word.folded for word in divided(case["name"])] == case["words"]


@given(st.text())
def test_any_words_are_divided_into_parts_of_them_in_order(said: str) -> None:
    end = 0
    for word in divided(said):
        assert end <= word.start < word.end <= len(said)
        assert word.folded == folded(said[word.start : word.end])
        end = word.end


def run_script(code: str, given_: object) -> Any:
    """Return what a module prints as JSON, with `given` as it is given."""
    read = (
        "let given = ''; for await (const part of process.stdin) given += part;"
        "given = JSON.parse(given);"
    )
    node = Path(sys.executable).with_name("node")
    command = [str(node), "--input-type=module", "--no-warnings", "--eval", f"{read}{code}"]
    stdin = json.dumps(given_).encode()
    return json.loads(subprocess.run(command, input=stdin, capture_output=True, check=True).stdout)


def in_script(samples: Sequence[str]) -> list[list[list[Any]]]:
    """Return the words of samples as the script divides them, each with its start and end."""
    module = (ROOT / "docs/assets/search-words.js").as_uri()
    code = (
        f"import {{ divided }} from {json.dumps(module)};"
        "console.log(JSON.stringify(given.map(words =>"
        " divided(words).map(({ folded, start, end }) =>"
        " [folded, [...words.slice(0, start)].length, [...words.slice(0, end)].length]))));"
    )
    found: list[list[list[Any]]] = run_script(code, samples)
    return found


ANSWERS = """
import { existsSync, readFileSync } from "node:fs";
import { answerer } from SCRIPT;
globalThis.fetch = async (url) =>
  existsSync(url) ? new Response(readFileSync(url)) : new Response("", { status: 404 });
const answer = await answerer();
const found = [];
for (const query of given) {
  const { kinds, addressed } = await answer(query);
  const hits = [addressed, ...kinds.values()].flatMap((some) => some.slice(0, 2));
  found.push(await Promise.all(hits.map(async ({ volume, n, query = "", id }) => {
    const at = (await volume.record(n))[0] || id;
    return `${volume.run(n).page}${query}${at ? `#${at}` : ""}`;
  })));
}
console.log(JSON.stringify(found));
"""


def test_what_is_typed_leads_to_what_is_meant(project: Path) -> None:
    """The scripts of the site, without a browser; `browser/test_search.py` has what readers see."""
    script = (project / "site/assets/search-answer.js").as_uri()
    asked = cases("searches.yml")
    found = run_script(ANSWERS.replace("SCRIPT", json.dumps(script)), [c["query"] for c in asked])
    wanted = [(c["query"], c["finds"]) for c in asked]
    led = [
        (query, hits[: len(finds) or 1]) for (query, finds), hits in zip(wanted, found, strict=True)
    ]
    assert led == wanted


def test_the_script_divides_words_as_the_build_does(indexes: dict[str, Index]) -> None:
    samples = [said for index in indexes.values() for *_, said, _ in index["records"]]
    samples += [case["name"] for case in cases("search_words.yml")]
    for said, found in zip(samples, in_script(samples), strict=True):
        ours = [[word.folded, word.start, word.end] for word in divided(said)]
        assert ours == found


SPELLINGS = """
import { inAnySpelling, withoutDates } from SCRIPT;
const dates = (words) => {
  const found = [];
  withoutDates(words, (_, sequences) => found.push(...sequences));
  return found.map((words) => words.map(([word]) => word).join(" "));
};
console.log(JSON.stringify([given.words.map(inAnySpelling), given.dates.map(dates)]));
"""


def test_words_and_dates_are_looked_for_as_others_write_them() -> None:
    words, dates = cases("search_spellings.yml"), cases("search_dates.yml")
    asked = {"words": [c["name"] for c in words], "dates": [c["name"] for c in dates]}
    script = (ROOT / "docs/assets/search-alike.js").as_uri()
    spelled, dated = run_script(SPELLINGS.replace("SCRIPT", json.dumps(script)), asked)
    for case, found in zip(words, spelled, strict=True):
        assert {case["name"], *case.get("also", ())} <= {*found}, case
        assert not {*case.get("never", ())} & {*found}, case
    assert dated == [case.get("words", []) for case in dates]


def test_a_sum_is_found_by_the_name_of_its_currency() -> None:
    record = Record("passage", "p1", "", "A loan of $300 million, £5, and 7 dollars.")
    terms = index_of([("", "", [record])])["terms"]
    assert terms["dollars-"] == terms["dollar-"] == terms["300"]
    assert terms["pounds-"] == terms["5"]
    assert terms["dollars"] == [8]
    assert "euros-" not in terms


def test_a_note_is_found_by_its_kind_behind_its_words() -> None:
    records = [Record("note", f"note-{kind}", "", "so it is", mark=kind) for kind in NOTE_KINDS]
    index = index_of([("", "", [*records, Record("work", "work-x", "", "so it is")])])
    found = {term: places for term, places in index["terms"].items() if term.endswith("-")}
    kinds = ("invented", "error", "disputed", "record", "meant", "wording")
    assert found == {f"{kind}-": [n * ROOM + 3] for n, kind in enumerate(kinds)}


def test_synonyms_are_kept_in_every_script(an_edition: Edition) -> None:
    names = (("Quemoy", "Kinmen", "金门", "—"), ("per cent", "percent"))
    imprint = replace(an_edition.imprint, synonyms=names)
    index = json.loads(all_indexes(replace(an_edition, imprint=imprint))["apparatus/search.json"])
    assert index["synonyms"] == [["Quemoy", "Kinmen", "金门", "金門"], ["per cent", "percent"]]


def person(name: str, native: str, language: str, surname: str = "") -> Person:
    """Return a person who has these names."""
    return Person(
        "x", name, native, language, "", "real", "", (), (), None, None, "", (), (), (),
        support.PLACE, surname=surname,
    )  # fmt: skip


@pytest.mark.parametrize("case", cases("search_names.yml"), ids=support.named)
def test_names_are_spelled_in_every_usual_way(case: dict[str, Any]) -> None:
    named = person(case["name"], case["native"], case["language"], case.get("surname", ""))
    named = replace(named, also_called=tuple(case.get("also-called", ())))
    found = {*map(key, spellings(named))}
    assert [name for name in case["spelled"] if key(name) not in found] == []


def test_a_spelling_that_two_share_leads_to_both(an_edition: Edition) -> None:
    two = [
        person("Chen Yi", "陈毅", "zh-Hans", "Chen"),
        person("Chen Yun", "陈云", "zh-Hans", "Chen"),
    ]
    found = spelled_keys(two)
    assert found["chen"] == [0, 1]
    assert found[key("陳雲")] == [1]
    assert "" not in found


def read(files: Mapping[str, bytes], name: str) -> Any:
    """Return what a file of a volume holds."""
    return json.loads(zlib.decompress(files[name]))


def test_a_volume_holds_its_records_and_their_words_in_small_files(
    indexes: dict[str, Index],
) -> None:
    given_ = [index for path, index in sorted(indexes.items()) if path.startswith("texts/")]
    files = volume_files(given_)
    head = read(files, "volume")
    records = [r for n in range(len(head["records"])) for r in read(files, f"records-{n}")]
    assert [r[:5] for r in records] == [r for index in given_ for r in index["records"]]
    terms: dict[str, list[int]] = {}
    for n, first in enumerate(head["terms"]):
        some = read(files, f"terms-{n}")
        assert next(iter(some)) == first
        terms |= {term: [*accumulate(steps)] for term, steps in some.items()}
    assert [*terms] == sorted(terms)
    begins = accumulate((sum(i["lengths"]) * ROOM for i in given_), initial=0)
    for begin, index in zip(begins, given_, strict=False):
        for term, places in index["terms"].items():
            assert {begin + place for place in places} <= {*terms[term]}
    largest = {"terms": TERMS, "records": RECORDS_SIZE}
    for name in {*files} - {"volume"}:
        found = read(files, name)
        size = len(zlib.decompress(files[name]).decode())
        separators = len(found) + 1
        assert size <= largest[name.partition("-")[0]] + separators or len(found) == 1, name


def test_spellings_of_names_have_files_of_their_own(indexes: dict[str, Index]) -> None:
    files = volume_files([indexes["apparatus/search.json"]])
    some = [[*read(files, name)] for name in files if name.startswith("terms")]
    spelled = [terms for terms in some if terms[0].startswith("=")]
    assert len(spelled) == 1
    assert all(term.startswith("=") for term in spelled[0])
    assert not [terms for terms in some if terms not in spelled and any(t[0] == "=" for t in terms)]


def test_the_index_is_the_same_byte_for_byte(indexes: dict[str, Index]) -> None:
    assert volume_files(indexes.values()) == volume_files(indexes.values())


def test_the_site_has_the_index_and_nothing_that_only_the_build_reads(
    project: Path, an_edition: Edition
) -> None:
    assert not [path for path in contents(project / "site") if path.endswith("search.json")]
    index = project / "site/search/index"
    assert {path.name for path in index.iterdir()} == {"0", "1", "volumes"}
    for text in an_edition.texts:
        assert (project / f"docs/texts/{text.info.slug}/search.json").is_file()


def test_pages_that_are_written_by_hand_are_found_section_by_section(project: Path) -> None:
    page = (project / "site/about/rights/index.html").read_text(encoding="utf-8")
    found = {record.at: record for record in sections(page)}
    assert found[""].label == "Page"
    assert found[""].title == "Rights and removal"
    assert found["removal"].label == "Section"
    assert "Skip to content" not in " ".join(record.words for record in found.values())
    ids = {str(tag["id"]) for tag in BeautifulSoup(page, "lxml").select("[id]")}
    assert {*found} - {""} <= ids


def test_words_below_a_heading_are_those_of_its_section() -> None:
    page = (
        "<nav><h2 id=x>Menu</h2></nav><article><nav>Away</nav><h1 id=a>One</h1><p>b<em>c</em>d</p>"
        "<script>no</script><h2 id=e>Two &amp; <code>three</code></h2><ul><li>f</li><li>g</li></ul>"
        "<p class=tt-printed>printed</p><nav><h2 id=h>Further</h2></nav></article><p>after</p>"
    )
    assert sections(page) == [
        Record("page", "", "Page", "bcd", "One"),
        Record("page", "e", "Section", "f g", "Two & three"),
    ]


def heads(site: Path) -> list[Any]:
    """Return the heads of the volumes of a site's index."""
    found: list[Any] = json.loads(zlib.decompress((site / "search/index/volumes").read_bytes()))
    return found


def texts_in(site: Path, volume: int) -> set[str]:
    """Return the pages of the texts that a volume of a site's index holds."""
    return {page for _, page, _, _, _ in heads(site)[volume]["runs"]}


def test_a_large_edition_has_its_index_in_volumes(
    an_edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "VOLUME", 2)
    files = all_indexes(an_edition)
    emitted(tmp_path, files)
    parts = Parts(tmp_path)
    site = tmp_path / "site"
    site.mkdir()
    place_index(tmp_path, search_index(tmp_path, parts), site)
    parts.close()
    assert [len(texts_in(site, n)) for n in (1, 2)] == [4, 2]  # each with its transmitted page
    assert len(heads(site)) == 3

    # A change makes only its own volume again; a volume without texts is removed.
    made: list[int] = []

    def counted(given: Any) -> dict[str, bytes]:
        every = [*given]
        made.append(len(every))
        return volume_files(every)

    monkeypatch.setattr(index_module, "volume_files", counted)
    path = tmp_path / "docs" / sorted(path for path in files if path.startswith("texts/"))[-1]
    path.write_text(path.read_text(encoding="utf-8").replace("the", "Wladiwostok", 1), "utf-8")
    for changed, volumes in (([1], 2), ([], 1)):
        parts = Parts(tmp_path)
        assert len({Path(path).parts[2] for path in search_index(tmp_path, parts)}) == volumes
        parts.close()
        assert made == changed
        assert len([*(tmp_path / KEPT).iterdir()]) == volumes
        path.unlink(missing_ok=True)
        made.clear()


def test_an_edition_of_nothing_has_an_index() -> None:
    files = volume_files([index_of(())])
    assert read(files, "volume") == {
        "runs": [], "lengths": [], "titles": [], "transmitted": [], "terms": [], "records": [],
            "synonyms": [],
    }  # fmt: skip


def test_a_passage_is_found_as_it_was_transmitted_too(an_edition: Edition) -> None:
    text = an_edition.texts[0]
    first = replace(text.readings[0], text="As it reads.")
    changed = replace(text, readings=(first, *text.readings[1:]))
    (content,) = text_index(whole(an_edition), changed).values()
    index = json.loads(content)
    n = index["transmitted"][0]
    assert index["records"][n][:2] == [first.id, f"Passage {first.id[1:]}, as transmitted"]
    assert index["records"][n][3] == first.passage.line.text


def test_records_of_a_text_that_is_gone_go_before_the_index_is_made(
    project: Path, tmp_path: Path
) -> None:
    root = tmp_path / "edition"
    shutil.copytree(project, root)
    gone, manifest = root / "docs/texts/gone/search.json", root / "docs/.emitted"
    gone.parent.mkdir()
    gone.write_text("{}", encoding="utf-8")
    manifest.write_text(f"{manifest.read_text('utf-8')}texts/gone/search.json\n", "utf-8")
    parts = Parts(root)
    found = read_edition(root, parts)
    assert found.edition
    with ThreadPoolExecutor(1) as beside:
        Emission(root, found.edition, found, parts, beside).texts()
    assert not gone.exists()
    assert {path.parent.name for path in root.glob(f"docs/{RECORDS}")} == {
        path.name for path in (root / "edition/texts").iterdir()
    }


def test_a_former_id_leads_to_what_has_it_now() -> None:
    miniature = sound_edition(GOLDEN)
    index = json.loads(edition_index(whole(miniature))["apparatus/search.json"])
    former = [p for p in miniature.reference.people if p.formerly]
    former_events = [e for e in miniature.reference.events if e.formerly]
    assert former
    assert former_events
    for kind, entries in (("person", former), ("event", former_events)):
        for entry in entries:
            for name in entry.formerly:
                assert index["terms"][f"#{kind}-{name}"] == index["terms"][f"#{kind}-{entry.id}"]
    merged = Record("passage", "p1", "Passage 1", "Words", former=("p2",))
    assert index_of([("texts/a/", "A", [merged])])["terms"]["#p2"] == [0]


def test_passages_say_their_language(an_edition: Edition) -> None:
    index = index_of(
        [("a/", "A", [Record("passage", "p1", "", "x"), Record("note", "n", "", "y")])],
        language="zh",
    )
    assert [run[-1] for run in index["runs"]] == ["zh", "en"]
