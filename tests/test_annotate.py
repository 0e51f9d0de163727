"""A note finds its words exactly once, in the reading, or says why not and what to do."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.model import (
    Edition,
    EmendationRuling,
    Line,
    Note,
    Passage,
    PassageRecord,
    Reading,
    Span,
)
from build_edition.notes.annotate import annotate
from build_edition.texts.clean import clean
from build_edition.texts.emend import emend
from build_edition.texts.foldings import folded
from build_edition.texts.runs import runs
from tests.support import cases, named, note, ruling, source


def readings_of(*texts: str, rulings: tuple[EmendationRuling, ...] = ()) -> tuple[Reading, ...]:
    """Return the readings of passages p1, p2, … with these words."""
    passages = [
        Passage(f"p{n}", (), Line(text, Span(0, len(text)), "paragraph"))
        for n, text in enumerate(texts, start=1)
    ]
    readings, problems = emend(passages, (), rulings)
    assert not problems
    return readings


HERE = readings_of(
    "The ship sank, and the ship rose.",
    "A storm on the sea.",
    "We saw teh tiger.",
    rulings=(ruling("teh", "the", at="p3"),),
)


def problem_of(given_note: Note) -> str:
    """Return the only Problem of a note as one line: code, message and hint."""
    gone = PassageRecord("p8", "paragraph", Span(0, 1), "x", gone="the host’s footer")
    _, (problem,) = annotate(HERE, [gone], (), [given_note])
    assert (problem.place, problem.severity) == (given_note.lemma.place, "error")
    return f"{problem.code}: {problem.message}. {problem.hint}"


def test_a_note_stands_on_its_words() -> None:
    (first, *_), problems = annotate(HERE, (), (), [note("ship rose")])
    assert not problems
    (placed,) = first.annotations
    assert first.text[placed.span.start : placed.span.end] == "ship rose"


def test_an_occurrence_tells_equal_words_apart() -> None:
    (first, *_), _ = annotate(HERE, (), (), [note("ship", occurrence=(2, 2))])
    assert first.annotations[0].span == Span(23, 27)


def test_the_whole_passage_needs_no_words() -> None:
    (first, *_), _ = annotate(HERE, (), (), [note("*")])
    assert first.annotations[0].span == Span(0, len(first.text))


@pytest.mark.parametrize(
    ("given_note", "said"),
    [
        (
            note("ship"),
            "words-repeated: “ship” appears 2 times in p1. quote more words, so that they appear only once, or say which: `occurrence: 1 of 2`",
        ),
        (
            note("ship", occurrence=(1, 3)),
            "words-recounted: “ship” appears 2 times in p1, not 3 times. check which one is meant and correct `occurrence`",
        ),
        (
            note("storm"),
            "words-not-found: “storm” is not in p1. those words are in p2: correct `at`",
        ),
        (
            note("shop sank"),
            "words-not-found: “shop sank” is not in p1. nearest there: “ship sank”; “ship rose”",
        ),
        (
            note("wind and rain", at="p2"),
            "words-not-found: “wind and rain” is not in p2. it reads: “A storm on the sea.”",
        ),
        (
            note("teh", at="p3"),
            "words-not-found: “teh” is not in p3. the edition reads “the” there: quote what the page shows",
        ),
        (
            note("saw teh tiger", at="p3"),
            "words-not-found: “saw teh tiger” is not in p3. an emendation changed these words: quote the reading that the page shows",
        ),
        (
            note("tor", at="p2"),
            "broken-word: “tor” begins or ends inside a word of p2. quote whole words, from the first letter of a word to the last",
        ),
        (
            note("sea", at="p9"),
            "no-such-passage: there is no passage p9. a passage’s id is the number in the page’s margin with a p before it: 23 is p23",
        ),
        (
            note("sea", at="p8"),
            "passage-gone: passage p8 was withdrawn: the host’s footer. move the note to another passage",
        ),
    ],
)
def test_a_note_without_its_words_is_told_what_to_do(given_note: Note, said: str) -> None:
    assert problem_of(given_note) == said


def test_words_of_many_other_passages_are_looked_for_in_three() -> None:
    many = readings_of("Once.", *["A tiger."] * 5)
    _, (problem,) = annotate(many, (), (), [note("tiger")])
    assert problem.hint == "those words are in p2, p3, p4: correct `at`"


def test_a_note_keeps_its_place_among_others_that_have_none() -> None:
    given = [note("*", at="*", id="a"), note("sea", at="p9", id="b"), note("storm", at="p2")]
    (_, second, _), problems = annotate(HERE, (), (), [*given, note("tiger", at="p2", id="d")])
    assert [a.note.id for a in second.annotations] == ["one"]
    assert [p.code for p in problems] == ["no-such-passage", "words-not-found"]


def test_a_merged_passage_is_found_under_each_of_its_ids() -> None:
    merged = Passage("p1", ("p2", "p3"), Line("A tiger.", Span(0, 8), "paragraph"))
    readings, _ = emend([merged], (), ())
    (first,), problems = annotate(readings, (), (), [note("tiger", at="p3"), note("A", at="p2")])
    assert not problems
    assert [first.text[slice(*a.span)] for a in first.annotations] == ["A", "tiger"]


def test_a_note_leads_to_the_raw_text_through_both_ledgers() -> None:
    raw = "- We saw teh tiger.\n- It saw teh us."
    lines, _ = clean(source(raw, rules=("bullets",)))
    passages = [Passage(f"p{n}", (), line) for n, line in enumerate(lines.lines, start=1)]
    rulings = [ruling("teh", "them and the", at="p1"), ruling("teh us", "us", at="p2", id="two")]
    readings, _ = emend(passages, (), rulings)
    notes = [note("tiger", at="p1"), note("It saw", at="p2"), note("us", at="p2", id="two")]
    placed = annotate(readings, (), lines.edits, notes)[0]
    spans = [a.raw for reading in placed for a in reading.annotations]
    assert [raw[span.start : span.end] for span in spans] == ["tiger", "It saw", "teh us"]


def test_notes_may_overlap_and_a_mark_stands_behind_an_emendation() -> None:
    notes = [note("saw the", at="p3", id="a"), note("the tiger", at="p3", id="b")]
    third = annotate(HERE, (), (), notes)[0][2]
    cut = runs(third)
    assert "".join(run.text for run in cut) == third.text
    assert [[a.note.id for a in run.marks] for run in cut if run.marks] == [["a"], ["b"]]
    emended = next(run for run in cut if run.emendation)
    assert {a.note.id for a in emended.noted} == {"a", "b"}


def test_notes_stand_in_the_order_of_their_last_words() -> None:
    here = readings_of("The ship sank, and the ship rose.")
    given = [
        note("ship rose", id="a"),
        note("and the ship rose", id="z"),
        note("The ship sank, and the", id="x"),
        note("The ship sank", id="y"),
        note("sank", id="b"),
        note("ship sank", id="c"),
    ]
    (first,), _ = annotate(here, (), (), given)
    assert [a.note.id for a in first.annotations] == ["y", "c", "b", "x", "z", "a"]


@given(st.data())
def test_runs_are_the_reading_whatever_notes_hang_on_it(data: st.DataObject) -> None:
    words = HERE[0].text.split()
    notes = []
    for n in range(data.draw(st.integers(0, 6))):
        start = data.draw(st.integers(0, len(words) - 1))
        end = data.draw(st.integers(start + 1, len(words)))
        on = " ".join(words[start:end])
        if HERE[0].text.count(on) == 1:
            notes.append(note(on, id=f"n{n}"))
    (first, *_), problems = annotate(HERE, (), (), notes)
    assert not problems
    cut = runs(first)
    assert "".join(run.text for run in cut) == first.text
    assert sorted(a.note.id for run in cut for a in run.marks) == sorted(n.id for n in notes)


def test_raw_spans_lead_to_the_words_as_they_came(an_edition: Edition) -> None:
    for text in an_edition.texts:
        for reading in text.readings:
            for placed in reading.annotations:
                raw = text.raw[placed.raw.start : placed.raw.end]
                words = reading.text[placed.span.start : placed.span.end].split()
                emended = any(
                    e.reading.start <= placed.span.end and placed.span.start <= e.reading.end
                    for e in reading.emendations
                )
                assert emended or words[0] in raw
                assert emended or words[-1] in raw


def test_reading_a_text_keeps_notes_on_the_whole_apart(an_edition: Edition) -> None:
    for text in an_edition.texts:
        assert [n.id for n in text.about] == ["about-this-text"]


@pytest.mark.parametrize("case", cases("foldings.yml"), ids=named)
def test_only_differences_of_typing_are_overlooked(case: dict[str, Any]) -> None:
    occurrence = tuple(case["occurrence"]) if "occurrence" in case else None
    given_note = note(case["quoted"], occurrence=occurrence)
    (reading,), (problem,) = annotate(readings_of(case["text"]), (), (), [given_note])
    if "page" not in case:
        assert (problem.severity, reading.annotations) == ("error", ())
        return
    (placed,) = reading.annotations
    assert (problem.code, problem.severity) == ("words-folded", "warning")
    assert case["text"][slice(*placed.span)] == placed.note.lemma.on == case["page"]
    assert problem.hint.endswith(f"overlooked {case['overlooked']}")


def test_words_as_the_page_has_them_are_not_called_folded() -> None:
    (first, *_), problems = annotate(HERE, (), (), [note("The ship sank, and the ship rose.")])
    assert first.annotations
    assert not problems


def test_words_of_two_passages_are_told_where_they_begin_and_end() -> None:
    _, (problem,) = annotate(HERE, (), (), [note("the ship rose.\nA storm")])
    assert problem.code == "words-not-found"
    assert "they begin in p1 and end in p2" in problem.hint


def test_words_that_fit_two_places_are_counted() -> None:
    _, (problem,) = annotate(readings_of("the ship, the ship"), (), (), [note("the  ship")])
    assert problem.code == "words-not-found"
    assert "words like them are there 2 times" in problem.hint


WORD = st.text("ab'’“”\"é毛", min_size=1, max_size=4)
BLANK = st.sampled_from([" ", "  ", "\u00a0", "\u202f", "\n", " \n ", "\t"])


@given(st.lists(WORD, min_size=3, max_size=9), st.data())
def test_words_are_found_however_their_blanks_and_marks_were_typed(
    words: list[str], data: st.DataObject
) -> None:
    text = "".join(word + data.draw(BLANK.filter(lambda b: "\n" not in b)) for word in words)
    start = data.draw(st.integers(0, len(words) - 1))
    stop = data.draw(st.integers(start + 1, len(words)))
    typed = data.draw(BLANK).join(words[start:stop])
    typed = typed.translate(str.maketrans("‘’“”", "''\"\""))
    found = folded(typed, text, "p1", most=len(text))
    assert found.spans
    for span in found.spans:
        read = text[slice(*span)]
        assert read == read.strip()
        assert read.translate(str.maketrans("‘’“”", "''\"\"")).split() == typed.split()
