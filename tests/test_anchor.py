"""A quotation is found exactly once, as whole words, or an editor is told the nearest words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.model import Place
from build_edition.texts.quotations import find, is_word_edge, near_matches, occurrences

HERE = Place("emendations.yml", 3, 7)
TEXT = "the Chinese people, the Chinese 1950s and région5; “quoted”"


@pytest.mark.parametrize("words", ["people", "Chinese people", "1950s", "région5", "“quoted”"])
def test_words_that_stand_once_are_found(words: str) -> None:
    span, problem = find(words, TEXT, HERE, "p1")
    assert problem is None
    assert span
    assert TEXT[span.start : span.end] == words


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Chinese", "words-repeated"),
        ("peopl", "broken-word"),
        ("hinese people", "broken-word"),
        ("1950", "broken-word"),
        ("Chinesse people", "words-not-found"),
        ("chinese people", "words-not-found"),
    ],
)
def test_other_words_are_a_problem_at_the_quotation(words: str, code: str) -> None:
    span, problem = find(words, TEXT, HERE, "p1")
    assert span is None
    assert problem
    assert (problem.code, problem.place) == (code, HERE)


def test_a_misquotation_is_shown_what_stands_there() -> None:
    _, problem = find("Chinesse people,", TEXT, HERE, "p1")
    assert problem
    assert "Chinese people," in problem.hint
    assert near_matches("Chinesse people,", TEXT)[0] == "Chinese people,"


@pytest.mark.parametrize(
    ("words", "text", "near"),
    [
        ("storn", "A storm rose.", ("storm",)),
        ("the seas", "on the sea", ("the sea",)),
        ("two three four", "two three five", ("two three five",)),
        ("of the big ship", "the ship", ("the ship",)),
        ("nothing like it", "A storm rose.", ()),
    ],
)
def test_near_matches_have_as_many_words(words: str, text: str, near: tuple[str, ...]) -> None:
    assert near_matches(words, text) == near


def test_three_near_matches_are_enough() -> None:
    assert len(near_matches("ab", "ax bb aa xb")) == 3


def test_where_nothing_is_like_it_the_passage_is_shown_as_far_as_it_goes_on_a_line() -> None:
    text = "0123456789" * 9
    _, problem = find("nothing like it", text, HERE, "p1")
    assert problem
    assert problem.hint == f"it reads: “{text[:80]}”"


@pytest.mark.parametrize(
    ("text", "due", "said"),
    [
        ("a b", (1, 2), "words-recounted: “a” appears once in p1, not 2 times"),
        ("a b a c a", (1, 2), "words-recounted: “a” appears 3 times in p1, not 2 times"),
        ("a b a", None, "words-repeated: “a” appears 2 times in p1"),
    ],
)
def test_words_that_stand_more_or_less_often_are_counted(
    text: str, due: tuple[int, int] | None, said: str
) -> None:
    _, problem = find("a", text, HERE, "p1", due)
    assert problem
    assert f"{problem.code}: {problem.message}" == said


def test_a_quotation_ends_where_a_word_does() -> None:
    assert [is_word_edge("ab, c", at) for at in range(6)] == [True, False, True, True, True, True]


def test_each_place_of_a_word_is_counted_inside_itself_too() -> None:
    assert occurrences("aa", "aaa") == (0, 1)
    assert occurrences("a", "a b a c a") == (0, 4, 8)


@given(st.text(max_size=40), st.text(min_size=1, max_size=8))
def test_finding_never_fails_and_never_finds_other_words(text: str, words: str) -> None:
    span, problem = find(words, text, HERE, "p1")
    assert (span is None) != (problem is None)
    assert span is None or text[span.start : span.end] == words
