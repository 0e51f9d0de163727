"""A ledger leads from one state of a text to the next and back, without losing a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.model import Edit, Span
from build_edition.texts.ledger import LedgerError, PositionMap, apply, conflicts, inverse


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    """Draw a text and a valid ledger for it; edits may be empty, and may touch each other."""
    text = draw(st.text(max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    spans = zip(cuts[::2], cuts[1::2], strict=False)
    edits = [
        Edit(start, text[start:end], draw(st.text(max_size=5)), "rule", "why")
        for start, end in spans
    ]
    return text, tuple(edits)


@given(texts_with_edits())
def test_every_ledger_can_be_undone(case: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = case
    assert apply(apply(text, edits), inverse(edits)) == text
    assert inverse(inverse(edits)) == edits


@given(texts_with_edits(), st.data())
def test_words_between_edits_are_carried_to_the_same_words(
    case: tuple[str, tuple[Edit, ...]], data: st.DataObject
) -> None:
    text, edits = case
    free = sorted({0, len(text), *(e.start for e in edits), *(e.end for e in edits)})
    start = data.draw(st.sampled_from(free))
    end = min((e.start for e in edits if e.start >= start and e.start < e.end), default=len(text))
    inner = [e.start for e in edits if start < e.start < end]
    if start <= end and not inner and not any(e.start <= start < e.end for e in edits):
        span = PositionMap(edits).span(Span(start, end))
        assert apply(text, edits)[span.start : span.end] == text[start:end]


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(0, 3), "one"),
        (Span(4, 7), "2"),  # the edited word itself
        (Span(5, 6), "2"),  # inside the edited word: moved out to its edges
        (Span(2, 5), "e 2"),
        (Span(6, 10), "2 th"),
        (Span(8, 13), "three"),
        (Span(0, 10), "one 2 th"),  # between two edits
        (Span(8, 16), "three 4"),
        (Span(15, 16), "4"),
    ],
)
def test_an_edge_inside_an_edit_moves_out(span: Span, words: str) -> None:
    edits = (Edit(4, "two", "2", "number", "why"), Edit(14, "four", "4", "number", "why"))
    after = apply("one two three four", edits)
    carried = PositionMap(edits).span(span)
    assert after[carried.start : carried.end] == words


def test_words_put_in_beside_a_stretch_stay_outside_it() -> None:
    edits = (Edit(3, "", "!", "sign", "why"),)
    positions = PositionMap(edits)
    assert positions.span(Span(0, 3)) == Span(0, 3)
    assert positions.span(Span(3, 5)) == Span(4, 6)


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ((Edit(0, "x", "", "rule", "not there"),), "rule at 0: “x” is not there"),
        (
            (Edit(2, "c", "", "rule", "fits"), Edit(1, "bc", "", "rule", "overlaps")),
            "rule at 2: it overlaps another edit",
        ),
        ((Edit(-1, "c", "", "rule", "before the text"),), "rule at -1: “c” is not there"),
        ((Edit(2, "cd", "", "rule", "runs over the end"),), "rule at 2: “cd” is not there"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused_with_the_reason(
    edits: tuple[Edit, ...], told: str
) -> None:
    ((_, reason),) = conflicts("abc", edits)
    assert told.endswith(f": {reason}")
    with pytest.raises(LedgerError, match=f"^{told}$"):
        apply("abc", edits)


def test_touching_edits_do_not_overlap() -> None:
    edits = (Edit(0, "a", "A", "r", "w"), Edit(1, "b", "", "r", "w"), Edit(2, "c", "C", "r", "w"))
    assert not conflicts("abc", edits)
    assert apply("abc", edits) == "AC"
