"""Rulings find their words in the transmitted passage, in any order, or say why they do not."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.model import Call, EmendationRuling, Line, Passage, PassageRecord, Reading, Span
from build_edition.texts.emend import emend
from build_edition.texts.ledger import apply, inverse
from build_edition.texts.runs import runs
from tests.support import PLACE, ruling

WORDS = "On April 1956, 4, Khrushchev said “teh” cold not cold"


def passages(words: str = WORDS, *calls: Call) -> tuple[Passage, ...]:
    """Return a text of one passage, p1, into which p9 was merged."""
    return (Passage("p1", ("p9",), Line(words, Span(0, len(words)), "paragraph", calls=calls)),)


GONE = (PassageRecord("p3", "paragraph", Span(0, 1), "x", gone="the host’s footer"),)
THREE_RULINGS = (
    ruling("On April 1956, 4", "On April 5, 1956", id="date"),
    ruling("“teh”", "“the”", id="the", at="p9"),
    ruling("cold not", "could not", id="could"),
)


@pytest.mark.parametrize("order", list(permutations(THREE_RULINGS)))
def test_the_order_of_rulings_does_not_matter(order: tuple[EmendationRuling, ...]) -> None:
    readings, problems = emend(passages(), (), order)
    assert not problems
    assert readings[0].text == "On April 5, 1956, Khrushchev said “the” could not cold"
    assert [e.ruling.id for e in readings[0].emendations] == ["date", "the", "could"]


def test_each_emendation_knows_its_words_before_and_after() -> None:
    (reading,), _ = emend(passages(), (), THREE_RULINGS)
    for placed in reading.emendations:
        assert reading.passage.line.text[slice(*placed.transmitted)] == placed.ruling.on
        assert reading.text[slice(*placed.reading)] == placed.ruling.read
    assert apply(reading.text, inverse(reading.edits)) == WORDS


def test_words_that_are_left_as_transmitted_are_marked_but_not_changed() -> None:
    (reading,), _ = emend(passages(), (), (ruling("Khrushchev", None),))
    assert reading.text == WORDS
    assert [e.changes for e in reading.emendations] == [False]
    assert "".join(run.text for run in runs(reading)) == WORDS


@pytest.mark.parametrize(
    ("rulings", "told"),
    [
        (
            [ruling("cold", "could")],
            "words-repeated: “cold” appears 2 times in p1. quote more words, so that they appear only once",
        ),
        (
            [ruling("Kruschev", "Khrushchev")],
            "words-not-found: “Kruschev” is not in p1. nearest there: “Khrushchev”",
        ),
        (
            [ruling("hrushchev", "Xi")],
            "broken-word: “hrushchev” begins or ends inside a word of p1. quote whole words, from the first letter of a word to the last",
        ),
        (
            [
                ruling("said", "said"),
                ruling("On April", "On"),
                ruling("April 1956", "1956", id="two"),
            ],
            "rulings-overlap: “April 1956” overlaps the words of the ruling one. merge the two into one ruling; the other is at line 1",
        ),
        (
            [ruling("On", "In"), ruling("On", "At", id="two")],
            "rulings-overlap: “On” overlaps the words of the ruling one. merge the two into one ruling; the other is at line 1",
        ),
        (
            [ruling("On", "In", at="p2")],
            "no-such-passage: there is no passage p2. a passage’s id is the number in the page’s margin with a p before it: 23 is p23",
        ),
        (
            [ruling("On", "In", at="p3")],
            "passage-gone: passage p3 was withdrawn: the host’s footer. move the ruling to another passage, or retire it",
        ),
    ],
)
def test_a_ruling_that_does_not_fit_is_told_what_to_do(
    rulings: list[EmendationRuling], told: str
) -> None:
    readings, (problem,) = emend(passages(), GONE, rulings)
    assert not readings
    assert f"{problem.code}: {problem.message}. {problem.hint}" == told
    assert (problem.place, problem.severity) == (PLACE, "error")


@pytest.mark.parametrize("fitting", [ruling("“teh”", "the"), ruling("“teh", "xteh")])
def test_a_ruling_may_take_signs_along(fitting: EmendationRuling) -> None:
    readings, problems = emend(passages(), GONE, [fitting])
    assert readings
    assert not problems


def test_each_ruling_that_does_not_fit_is_told() -> None:
    wrong = [ruling("On", "In", at="p2"), ruling("cold", "could"), ruling("On", "In", at="p7")]
    _, problems = emend(passages(), GONE, wrong)
    assert [p.code for p in problems] == ["no-such-passage", "words-repeated", "no-such-passage"]


def test_a_reading_may_not_grow_together_with_its_neighbour() -> None:
    _, (problem,) = emend(passages("a“b”c"), (), (ruling("“b”", "b"),))
    assert (problem.code, problem.place) == ("broken-word", PLACE)
    assert problem.message == "“b” would run into the word next to it"
    assert problem.hint == "make `on` and `read` begin and end with whole words"


@pytest.mark.parametrize("step", [1, -1])
def test_touching_rulings_are_two_marks(step: int) -> None:
    touching = (ruling("one", "1"), ruling(" two", " 2", id="two"))
    (reading,), problems = emend(passages("one two"), (), touching[::step])
    assert not problems
    assert [(r.text, r.transmitted) for r in runs(reading)] == [("1", "one"), (" 2", " two")]


def test_a_passage_without_rulings_is_read_as_it_came() -> None:
    (passage,) = passages("the same", Call(3, "1"))
    ((reading,), _) = emend([passage], (), ())
    assert reading == Reading(passage, "the same", (), (Call(3, "1"),))


def test_a_call_moves_behind_the_emendation_it_stands_in() -> None:
    words = "the Ibid, and more"
    (reading,), _ = emend(
        passages(words, Call(6, "1"), Call(9, "2")), (), (ruling("Ibid, and", "same, and"),)
    )
    assert [(run.text, [c.number for c in run.calls]) for run in runs(reading)] == [
        ("the ", []),
        ("same, and", ["1", "2"]),
        (" more", []),
    ]


@given(st.data())
def test_runs_joined_are_the_reading_and_their_transmitted_words_the_passage(
    data: st.DataObject,
) -> None:
    tokens = data.draw(
        st.lists(st.sampled_from(["ab", "x1", "“q”", "—", "é"]), min_size=1, max_size=9)
    )
    words = " ".join(f"{token}{n}" for n, token in enumerate(tokens))
    rulings = [
        ruling(
            f"{token}{n}",
            data.draw(st.sampled_from(["new", "[…]", f"{token}{n} more"])),
            id=f"r{n}",
        )
        for n, token in enumerate(tokens)
        if data.draw(st.booleans()) and words.count(f"{token}{n}") == 1
    ]
    at = data.draw(st.integers(1, len(words)))
    readings, problems = emend(passages(words, Call(at, "1")), (), rulings)
    if not problems:
        cut = runs(readings[0])
        assert "".join(run.text for run in cut) == readings[0].text
        assert "".join(run.transmitted for run in cut) == words
        assert sum(len(run.calls) for run in cut) == 1
        assert sum(run.emendation is not None for run in cut) == len(rulings)
