"""A citation says where in a work, and how the editors saw it: as written, and as readers see it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_edition import edition
from build_edition.addresses.fingerprints import note_address
from build_edition.commands.contributing.as_read import said_of
from build_edition.model import Citation, Edition, Question, Work
from build_edition.render.citing.short_forms import short_form
from build_edition.render.exports.records import FORMAT
from build_edition.sources.formats.plain_words import parts_of
from build_edition.sources.load import load_sources
from tests.support import PLACE, ROOT, note, render, small_edition, soup


@pytest.mark.parametrize(
    ("written", "key", "locator", "seen"),
    [
        ("log1953", "log1953", "", ""),
        ("log1953, 12", "log1953", "12", ""),
        ("log1953, vol. 2, ch. “Harbour”", "log1953", "vol. 2, ch. “Harbour”", ""),
        ("log1953, 12 [read]", "log1953", "12", "read"),
        ("log1953,12[excerpt]", "log1953", "12", "excerpt"),
        ("log1953 [unseen]", "log1953", "", "unseen"),
        ("log1953, n. 4 [quoted] ", "log1953", "n. 4", "quoted"),
        ("log1953, fol. [3] recto", "log1953", "fol. [3] recto", ""),
    ],
)
def test_a_citation_is_read_as_it_was_written(
    written: str, key: str, locator: str, seen: str
) -> None:
    assert parts_of(written) == (key, locator, seen)


def citing(root: Path, source: str) -> Edition:
    """Return the small edition with its one note resting on a source."""
    path = small_edition(root) / "edition/texts/letter/notes/ship.md"
    words = path.read_text(encoding="utf-8").replace("example1956, 12", source)
    path.write_text(words, encoding="utf-8")
    sources, problems = load_sources(root)
    assert sources, problems
    built, problems = edition.build(sources)
    assert built, problems
    return built


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("example1956, 12 [read]", "read"),
        ("example1956, 12 [excerpt]", "seen in an excerpt"),
        ("example1956, 12 [quoted]", "as quoted elsewhere"),
        ("example1956 [unseen]", "not seen"),
        ("example1956, 12", None),
    ],
)
def test_readers_are_told_behind_each_source_how_it_was_seen(
    source: str, words: str | None, tmp_path: Path
) -> None:
    files = render(citing(tmp_path, source))
    page = tmp_path / "page.html"
    page.write_text(str(files["texts/letter/index.md"]), encoding="utf-8")
    grounds = soup(page).select_one("#note-ship .grounds")
    assert grounds
    state = grounds.select_one("a + small.seen")
    assert (state.get_text() if state else None) == (words and f"({words})")
    tei = str(files["data/letter.xml"])
    assert ('<note type="seen">' in tei) == (words is not None)


def test_the_data_says_it_by_its_name(tmp_path: Path) -> None:
    files = render(citing(tmp_path, "example1956, 12 [quoted]"))
    assert '"seen": "quoted"' in str(files["data/edition.json"])
    assert FORMAT == 1


def test_only_what_was_said_since_counts_as_a_change() -> None:
    """0.1.0 knew no states: a note that has none is as it was."""
    cited = Citation("log1953", "12", PLACE)
    before = replace(note("the ship"), citations=(cited,))
    after = replace(before, citations=(replace(cited, seen="read"),))
    assert note_address("x", before).showed == "94a5fb0515fee8e1"
    assert note_address("x", after) != note_address("x", before)


def test_a_reviewer_sees_it_as_it_is_written() -> None:
    cited = (Citation("log1953", "12", PLACE, "excerpt"), Citation("saltroad", "", PLACE))
    assert "sources: log1953, 12 [excerpt]; saltroad" in said_of(
        replace(note("the ship"), citations=cited)
    )


def test_what_was_not_seen_stands_among_the_open_questions(tmp_path: Path) -> None:
    for n, (source, listed) in enumerate(
        [("example1956 [unseen]", True), ("example1956, 12 [quoted]", False)]
    ):
        files = render(citing(tmp_path / str(n), source))
        page = tmp_path / str(n) / "page.html"
        page.write_text(str(files["apparatus/questions/index.md"]), encoding="utf-8")
        entry = soup(page).select_one("#unseen-example1956")
        assert (entry is not None) == listed
        if entry:
            links = {a["href"] for a in entry.select("a")}
            assert "../../texts/letter/#note-ship" in links
            assert len(entry.select("a.improve")) == 1


def test_a_work_that_only_a_retired_note_cites_is_still_known(tmp_path: Path) -> None:
    root = small_edition(tmp_path)
    works = root / "edition/works.json"
    another = {**json.loads(works.read_text(encoding="utf-8"))[0], "id": "tides1957"}
    kept = [*json.loads(works.read_text(encoding="utf-8")), another]
    works.write_text(json.dumps(kept, indent=2), encoding="utf-8")
    note_file = root / "edition/texts/letter/notes/ship.md"
    words = note_file.read_text(encoding="utf-8").replace("example1956, 12", "tides1957, 7")
    retired = words.replace("---\n", "---\nretired: It was said better.\n", 1)
    note_file.with_name("old-ship.md").write_text(retired, encoding="utf-8")
    sources, problems = load_sources(root)
    assert sources, problems
    built, problems = edition.build(sources)
    assert built, problems
    tei = BeautifulSoup(str(render(built)["data/letter.xml"]), "xml")
    cited = {str(ref["target"]) for ref in tei.select("[target^='#work-']")}
    assert "#work-tides1957" in cited
    assert cited <= {f"#{e['xml:id']}" for e in tei.select("[xml|id]") if e.get("xml:id")}


def test_a_question_is_answered_where_what_it_asks_about_is_kept(tmp_path: Path) -> None:
    built = citing(tmp_path, "example1956 [unseen]")
    (text,) = built.texts
    (reading,) = (r for r in text.readings if r.annotations)
    unsure = replace(reading.annotations[0].note, certainty="unchecked")
    place = replace(reading.annotations[0], note=unsure)
    readings = tuple(replace(r, annotations=(place,)) if r is reading else r for r in text.readings)
    asked = Question("who", "letter", "*", "identity", "Who wrote it?", "Nobody.", (), PLACE)
    imprint = replace(built.imprint, repository="https://example.org/letters")
    changed = replace(
        built,
        imprint=imprint,
        texts=(replace(text, readings=readings),),
        reference=replace(built.reference, questions=(asked,)),
    )
    page = tmp_path / "page.html"
    page.write_text(str(render(changed)["apparatus/questions/index.md"]), encoding="utf-8")
    drawn = soup(page)
    note = "https://example.org/letters/edit/main/edition/texts/letter/notes/ship.md"
    assert [a["href"] for a in drawn.select("#unchecked a.improve, #unseen a.improve")] == [
        note,
        note,
    ]
    (answer,) = drawn.select("#question-who a.improve")
    assert "issues/new" in str(answer["href"])
    assert "apparatus%2Fquestions%2F%23question-who" in str(answer["href"])
    assert answer["aria-label"] == "Answer this: Who wrote it?"
    assert [a["href"] for a in drawn.select("#doubtful a.improve")] == [
        "https://example.org/letters/edit/main/edition/people.yml"
    ]


def test_whoever_is_not_surely_identified_is_asked_about(tmp_path: Path) -> None:
    built = citing(tmp_path, "example1956, 12")
    (person, *_) = built.reference.people
    asked = [
        replace(person, id=certainty, name=certainty, stands_for="known", certainty=certainty)
        for certainty in ("unchecked", "low", "medium", "high")
    ]
    known = replace(
        person, id="known", name="known", status="real", stands_for="", certainty="high"
    )
    nobody = replace(known, id="nobody", name="nobody", status="invented")
    people = (*asked, known, nobody)
    changed = replace(built, reference=replace(built.reference, people=people))
    page = tmp_path / "page.html"
    page.write_text(str(render(changed)["apparatus/questions/index.md"]), encoding="utf-8")
    names = [a.get_text() for a in soup(page).select("#doubtful li > a:first-child")]
    assert names == ["unchecked", "low", "nobody"]


def test_errata_are_listed_by_day_the_latest_first_and_lead_to_what_they_are_of() -> None:
    sources, _ = load_sources(ROOT / "tests/golden")
    assert sources
    built, _ = edition.build(sources)
    assert built
    page = BeautifulSoup(str(render(built)["apparatus/errata/index.md"]), "html.parser")
    assert [h.get_text() for h in page.select("h2")] == ["1 March 2026", "1 February 2026"]
    assert [a["href"] for a in page.select(".forms a")] == [
        "../../texts/minutes/#em-wind",
        "../../texts/minutes/#note-may-1953",
        "../../apparatus/people/#person-pilot",
        "../../apparatus/timeline/#event-feast",
    ]
    (may,) = page.select("#erratum-may")
    assert "0.0.1 said: It said “April”, & no more." in may.get_text()
    assert "Correction: It was June." in may.get_text()
    assert may.select_one(".grounds small.seen")


@pytest.mark.parametrize(
    ("item", "short"),
    [
        ({"author": [{"family": "Xia"}], "issued": {"date-parts": [[2015, 5]]}}, "Xia 2015"),
        (
            {"author": [{"family": "Shen", "given": "Zhihua"}, {"family": "Xia"}]},
            "Shen and Xia",
        ),
        ({"author": [{"family": "A"}, {"family": "B"}, {"literal": "C"}]}, "A et al."),
        ({"author": [{"literal": "The Harbour"}]}, "The Harbour"),
        ({"editor": [{"family": "Dorn"}], "title": "The Log"}, "Dorn"),
        ({"title": "The Log", "issued": {"date-parts": [[1953]]}}, "“The Log” 1953"),
        ({"title": "A Log of the Harbour, and of the Sea"}, "“A Log of the Harbour …”"),
        ({"title": "港 [The Harbour]"}, "“The Harbour”"),
        ({"title": "“So”", "title-short": "So"}, "“So”"),
        ({"title": "The Log", "issued": {"literal": "in spring"}}, "“The Log”"),
    ],
)
def test_a_work_in_short_is_its_author_and_year_or_else_its_title(
    item: dict[str, object], short: str
) -> None:
    assert short_form(Work("log", "", "", json.dumps(item), PLACE)) == short
