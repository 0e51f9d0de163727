"""A note finds its words exactly once, in the reading, or says why not and what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.model import Edition, EmendationRuling, Line, Note, Passage, Reading, Span
from build_edition.notes.annotate import annotate
from build_edition.texts.emend import emend
from build_edition.texts.runs import runs
from tests.support import note, ruling


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
    _, (problem,) = annotate(HERE, (), (), [given_note])
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
        (note("ship"), "words-repeated: “ship” appears 2 times"),
        (note("ship"), "`occurrence: 1 of 2`"),
        (note("ship", occurrence=(1, 3)), "words-recounted: “ship” appears 2 times in p1, not 3"),
        (note("storm"), "those words are in p2: correct `at`"),
        (note("shop sank"), "nearest there: “ship sank,”"),
        (note("teh", at="p3"), "the edition reads “the” there"),
        (note("saw teh tiger", at="p3"), "an emendation changed these words"),
        (note("hip"), "words-repeated"),
        (note("tor", at="p2"), "broken-word"),
        (note("sea", at="p9"), "no-such-passage: there is no passage p9"),
    ],
)
def test_a_note_without_its_words_is_told_what_to_do(given_note: Note, said: str) -> None:
    assert said in problem_of(given_note)


def test_notes_may_overlap_and_a_mark_stands_behind_an_emendation() -> None:
    notes = [note("saw the", at="p3", id="a"), note("the tiger", at="p3", id="b")]
    third = annotate(HERE, (), (), notes)[0][2]
    cut = runs(third)
    assert "".join(run.text for run in cut) == third.text
    assert [[a.note.id for a in run.marks] for run in cut if run.marks] == [["a"], ["b"]]
    emended = next(run for run in cut if run.emendation)
    assert {a.note.id for a in emended.noted} == {"a", "b"}


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
