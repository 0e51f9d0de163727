"""A quotation is found exactly once, as whole words, or an editor is told the nearest words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.model import Place
from build_edition.texts.quotations import find, near_matches, occurrences

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


def test_a_word_inside_itself_is_counted() -> None:
    assert occurrences("aa", "aaa") == (0, 1)


@given(st.text(max_size=40), st.text(min_size=1, max_size=8))
def test_finding_never_fails_and_never_finds_other_words(text: str, words: str) -> None:
    span, problem = find(words, text, HERE, "p1")
    assert (span is None) != (problem is None)
    assert span is None or text[span.start : span.end] == words
