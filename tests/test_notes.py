"""Notes as readers see them: marked, listed, sourced and linked back; and the reference pages."""

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from build_edition.model import (
    NOTE_KINDS,
    Annotation,
    Edition,
    Line,
    NoteKind,
    Passage,
    Reading,
    Span,
)
from build_edition.notes.annotate import annotate
from build_edition.render.apparatus.works import works_page
from build_edition.render.markup.languages import foreign
from build_edition.render.reading.at_a_glance import counted_kinds, standing
from build_edition.render.reading.notes import Placed, grounds, lemma_words, placed_notes
from build_edition.render.reading.passages import content
from tests.support import note as note_on
from tests.support import soup, whole


def test_each_note_is_marked_listed_and_led_back(
    slug: str, project: Path, an_edition: Edition
) -> None:
    page = soup(project / f"site/texts/{slug}/index.html")
    text = next(text for text in an_edition.texts if text.info.slug == slug)
    assert page.select_one("#note-about-this-text")
    names = set()
    entries = [(str(entry["id"]), entry) for entry in page.select(".footnote li[id]")]
    marks = [
        (f"{passage['id']} {mark['id']}", mark)
        for passage in page.select(".passage")
        for mark in passage.select("[id^=ref-]")
    ]
    for placed in placed_notes(text):
        (entry,) = (e for name, e in entries if name == f"note-{placed.note.id}")
        (mark,) = (m for name, m in marks if name == f"{placed.passage} ref-{placed.note.id}")
        kind = NOTE_KINDS[placed.note.kind].word
        assert kind in entry.get_text()
        link = mark.select_one("a")
        assert link
        assert link["href"] == f"#note-{placed.note.id}"
        assert kind.lower() in str(link["aria-label"])
        back = entry.select_one(".footnote-backref")
        assert back
        assert back["href"] == f"#ref-{placed.note.id}"
        names |= {link["aria-label"], back["aria-label"]}
        if placed.note.certainty == "unchecked":
            assert "not checked by us" in entry.get_text()
    assert len(names) == 2 * len(placed_notes(text))


def test_words_of_several_notes_name_them_all_in_the_colour_of_the_shortest() -> None:
    text = "The ship sank, and a storm rose."
    line = Line(text, Span(0, len(text)), "paragraph")
    (reading,), _ = annotate(
        (Reading(Passage("p1", (), line), text, (), ()),),
        (),
        (),
        [
            note_on("The ship sank, and a storm", id="a", kind="history"),
            note_on("ship sank", id="b", kind="disputed"),
            note_on("ship sank, and a", id="c", kind="error"),
            note_on("storm rose", id="d", kind="identity"),
            note_on("rose", id="e", kind="wording"),
        ],
    )
    page = BeautifulSoup(content(reading, None), "html.parser")
    noted = [
        (words.find(string=True), words["data-notes"], words["class"])
        for words in page.select(".noted")
    ]
    assert noted == [
        ("The ", "a", ["noted", "k-history"]),
        ("ship sank", "b c a", ["noted", "k-disputed"]),
        (", and a", "c a", ["noted", "k-error"]),
        (" ", "a", ["noted", "k-history"]),
        ("storm", "a d", ["noted", "k-identity"]),
        (" ", "d", ["noted", "k-identity"]),
        ("rose", "d e", ["noted", "k-wording"]),
    ]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a b c d e f g h i j", "“a b c d e f g h i j”"),
        ("a b c d e f g h i j k", "“a b c d e … h i j k”"),
    ],
)
def test_many_words_are_shortened_in_the_middle(words: str, shown: str) -> None:
    assert lemma_words(Placed(1, note_on(words), "p1", words)) == shown


def test_a_note_names_who_wrote_it_but_not_the_editors(an_edition: Edition) -> None:
    signed = note_on("x", by=("second example", "editors", "毛泽东"))
    said = grounds(signed, whole(an_edition), "../../")
    assert 'by second example, <span lang="zh">毛泽东</span>' in said
    assert "editors" not in said
    assert "by " not in grounds(note_on("x"), whole(an_edition), "../../")


def test_the_page_of_all_notes_is_complete(project: Path, an_edition: Edition) -> None:
    page = soup(project / "site/apparatus/notes/index.html")
    listed = {str(li["id"]) for li in page.select(".note-list > li")}
    assert listed == {f"{t.info.slug}-{note.id}" for t in an_edition.texts for note in t.notes}


def test_each_work_is_listed_with_every_note_that_cites_it(
    project: Path, an_edition: Edition
) -> None:
    page = soup(project / "site/apparatus/works/index.html")
    for work in an_edition.reference.works:
        (entry,) = page.select(f"li#work-{work.key}")
        links = {str(a["href"]) for a in entry.select(".grounds a")}
        for text in an_edition.texts:
            for note in text.notes:
                if any(citation.key == work.key for citation in note.citations):
                    assert f"../../texts/{text.info.slug}/#note-{note.id}" in links
        assert not entry.select(".grounds") or links
        if work.remark:
            assert work.remark in entry.get_text()


@pytest.mark.parametrize(
    ("begins", "letter"),
    [
        ("Łódź, Example", "Ł"),
        ("“[Émile].” 1955.", "E"),
        ("The Shift. 1955.", "T"),
        ("1921.org. “Tides.”", "0–9"),
        ("Ёлкин, А. <em>Время</em>.", "А–Я"),
        ("于贵超. 1955.", "中文"),
        ("????", "…"),
    ],
)
def test_a_work_is_listed_under_its_letter_or_its_writing(
    begins: str, letter: str, an_edition: Edition
) -> None:
    drawing = whole(an_edition)
    (key, _), (other, _) = drawing.citations.bibliography[:2]
    # Styles and letters may disagree on the order: a letter has one group all the same.
    entries = ((other, Markup("Lane")), (key, Markup(begins)), (other, Markup("Lodge")))
    listed = replace(drawing, citations=replace(drawing.citations, bibliography=entries))
    page = BeautifulSoup(works_page(listed), "html.parser")
    (entry,) = page.select(f"#work-{key}")
    (group,) = [each for each in page.select("section.group") if entry in each.select("li")]
    assert group.h2
    assert group.h2.get_text() == letter
    assert [a["href"] for a in page.select(".letters a")].count(f"#{group['id']}") == 1
    names = [str(each["id"]) for each in page.select("section.group")]
    assert sorted(names) == sorted({"letter-l", str(group["id"])})


def test_a_place_that_cites_a_work_is_called_by_its_text_and_passage(
    project: Path, an_edition: Edition
) -> None:
    titles = {f"../../texts/{text.info.slug}/": text.info.title for text in an_edition.texts}
    for link in soup(project / "site/apparatus/works/index.html").select(".works .grounds a"):
        shown, title = link.get_text(), titles.get(str(link["href"]).partition("#")[0], "")
        called = str(link.get("aria-label", shown))
        if "#note-" not in str(link["href"]) and "#em-" not in str(link["href"]):
            continue
        assert called.startswith(title)
        assert called.endswith(shown)


def test_each_person_is_listed_with_every_mention(project: Path, an_edition: Edition) -> None:
    page = soup(project / "site/apparatus/people/index.html")
    for person in an_edition.reference.people:
        entry = page.select_one(f"#person-{person.id}")
        assert entry
        links = {str(a["href"]) for a in entry.select("a")}
        for mention in person.mentions:
            assert f"../../texts/{mention.text}/#{mention.passage}" in links


def test_each_name_in_the_texts_leads_to_the_person(project: Path, an_edition: Edition) -> None:
    page = soup(project / "site/apparatus/people/index.html")
    for person in an_edition.reference.people:
        entry = page.select_one(f"#person-{person.id}")
        assert entry
        ways = page.select(f".alias:has(a[href='#person-{person.id}'])")
        assert not any(way.has_attr("id") for way in ways)
        said = " ".join(way.get_text() for way in (entry, *ways)).casefold()
        assert all(word in said for name in person.names for word in name.casefold().split())


def test_parallels_point_both_ways(an_edition: Edition) -> None:
    found = whole(an_edition).parallels
    pairs = {
        (parallel.event, slug, passage, other, there)
        for slug, passages in found.items()
        for passage, listed in passages.items()
        for parallel in listed
        for other, places in parallel.elsewhere.items()
        for there in places
    }
    assert pairs
    assert pairs == {(event, c, d, a, b) for event, a, b, c, d in pairs}
    listed = [ps for passages in found.values() for ps in passages.values()]
    assert any("welcome" in parallel.title.lower() for ps in listed for parallel in ps)


def test_a_passage_names_each_event_once_and_never_its_own_text(an_edition: Edition) -> None:
    for slug, passages in whole(an_edition).parallels.items():
        for listed in passages.values():
            assert len({parallel.event for parallel in listed}) == len(listed)
            for parallel in listed:
                assert slug not in parallel.elsewhere
                assert all(len(set(ps)) == len(ps) > 0 for ps in parallel.elsewhere.values())


def test_the_strip_counts_the_passages(an_edition: Edition) -> None:
    for text in an_edition.texts:
        counts = counted_kinds(text)
        kinds = Counter(k for r in text.readings for k in {a.note.kind for a in r.annotations})
        assert {kind: counts[kind] for kind in kinds} == kinds
        assert counts["none"] == sum(not reading.annotations for reading in text.readings)


def test_a_passage_stands_in_the_strip_for_what_readers_most_need_to_know() -> None:
    kinds: tuple[NoteKind, ...] = ("wording", "history", "error", "fiction")
    for given, expected in ((kinds, "fiction"), (kinds[:3], "error"), (kinds[:1], "wording")):
        notes = (note_on("x", id=kind, kind=kind) for kind in given)
        annotations = tuple(Annotation(each, Span(0, 1), Span(0, 1)) for each in notes)
        passage = Passage("p1", (), Line("x", Span(0, 1), "paragraph"))
        assert standing(Reading(passage, "x", (), (), annotations)) == expected
    assert standing(Reading(passage, "x", (), ())) == "none"


def test_the_data_leads_each_note_back_to_the_raw_text(project: Path, an_edition: Edition) -> None:
    data = json.loads((project / "site/data/edition.json").read_text(encoding="utf-8"))
    for text, published in zip(an_edition.texts, data["texts"], strict=True):
        readings = {p["id"]: p["reading"] for p in published["passages"]}
        for note in published["notes"]:
            start, end = note["raw"]
            assert 0 <= start < end <= len(text.raw)
            if note["span"] and note["on"] != "*":
                assert readings[note["at"]][slice(*note["span"])] == note["on"]


SCRIPTS = {"zh": re.compile(r"[\u3400-\u9fff]"), "ru": re.compile(r"[\u0400-\u04ff]")}


def test_chinese_and_russian_words_say_so(project: Path) -> None:
    for path in (project / "site").rglob("*.html"):
        if "transmitted" in path.parts:
            continue
        for words in soup(path).select_one("body").find_all(string=True):  # type: ignore[union-attr]
            wanted = [lang for lang, script in SCRIPTS.items() if script.search(words)]
            holders = (str(e["lang"]) for e in words.parents if e.has_attr("lang"))
            lang = next(holders, "") if wanted else ""
            assert all(lang.startswith(want) for want in wanted), f"{path}: {words}"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("plain", "plain"),
        ("say 毛泽东 so", 'say <span lang="zh">毛泽东</span> so'),
        ("the 《人民日报》, too", 'the <span lang="zh">《人民日报》</span>, too'),
        ("Хрущёв came", '<span lang="ru">Хрущёв</span> came'),
        ("Н. С. Хрущёв", '<span lang="ru">Н. С. Хрущёв</span>'),
    ],
)
def test_foreign_words_are_marked_as_such(words: str, shown: str) -> None:
    assert foreign(words) == shown
