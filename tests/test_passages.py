"""A passage's id, once given, stays with its words."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.model import Edit, Line, PassageRecord, Place, Span, Transmitted
from build_edition.texts.passages import identify, number

REGISTER = Place("edition/texts/sample/passages.json")


def lines(*spans: tuple[int, int]) -> Transmitted:
    """Return a transmitted text of lines with these raw spans."""
    return Transmitted(tuple(Line(f"words {s}", Span(s, e), "paragraph") for s, e in spans), ())


def ids(records: tuple[PassageRecord, ...]) -> list[str]:
    """Return the ids of the passages that are not withdrawn, each with those merged into it."""
    return ["+".join((r.id, *r.also)) for r in records if not r.gone]


THREE = number(lines((0, 10), (10, 20), (20, 30)), ())


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (((0, 10), (10, 20), (20, 30)), ["p1", "p2", "p3"]),  # nothing changed
        (((0, 10), (20, 30)), ["p1", "p3"]),  # one withdrawn
        (((0, 20), (20, 30)), ["p1+p2", "p3"]),  # two joined
        (
            ((0, 10), (10, 13), (13, 20), (20, 30)),
            ["p1", "p1a", "p2", "p3"],
        ),
        (((0, 10), (10, 17), (17, 20), (20, 30)), ["p1", "p2", "p2a", "p3"]),  # one split
        (((0, 10), (10, 20), (20, 30), (30, 40)), ["p1", "p2", "p3", "p4"]),  # one more at the end
        (((3, 10), (10, 20), (20, 30)), ["p1", "p2", "p3"]),  # one shrunk
    ],
)
def test_ids_stay_with_most_of_their_words(
    now: tuple[tuple[int, int], ...], expected: list[str]
) -> None:
    assert ids(number(lines(*now), THREE)) == expected


def test_a_passage_before_the_first_and_several_between() -> None:
    records = number(lines((10, 20), (40, 50)), ())
    more = number(lines((0, 10), (10, 20), (20, 30), (30, 40), (40, 50)), records)
    assert ids(more) == ["p0a", "p1", "p1a", "p1b", "p2"]


def test_a_withdrawn_id_keeps_its_reason_and_is_never_given_again() -> None:
    edit = Edit(10, "x" * 10, "", "furniture", "the host’s footer")
    withdrawn = number(replace(lines((0, 10), (20, 30)), edits=(edit,)), THREE)
    assert {r.id: r.gone for r in withdrawn}["p2"] == "the host’s footer"
    back = number(lines((0, 10), (10, 20), (20, 30)), withdrawn)
    assert ids(back) == ["p1", "p1a", "p3"]
    assert [(r.id, r.gone) for r in back if r.span == (10, 20)] == [
        ("p1a", ""),
        ("p2", "the host’s footer"),
    ]


def test_the_last_number_is_not_given_again_either() -> None:
    fewer = number(lines((0, 10), (10, 20)), THREE)
    again = number(lines((0, 10), (10, 20), (20, 30)), fewer)
    assert ids(again) == ["p1", "p2", "p4"]
    assert [r.id for r in again] == ["p1", "p2", "p4", "p3"]  # what has gone follows its place


def test_joined_passages_go_by_the_id_that_had_most_of_the_words() -> None:
    records = number(lines((0, 5), (5, 20), (20, 23)), ())
    assert ids(number(lines((0, 23)), records)) == ["p2+p1+p3"]


@st.composite
def partitions(draw: st.DrawFn) -> Transmitted:
    """Draw a text of 40 characters cut into lines, some of which are left out."""
    cuts = sorted({0, 40, *draw(st.lists(st.integers(1, 39), max_size=10))})
    spans = list(pairwise(cuts))
    kept = draw(st.lists(st.booleans(), min_size=len(spans), max_size=len(spans)))
    return lines(*(s for s, keep in zip(spans, kept, strict=True) if keep))


@given(st.lists(partitions(), min_size=1, max_size=5))
def test_no_id_is_lost_or_given_twice_whatever_editors_do(history: list[Transmitted]) -> None:
    records: tuple[PassageRecord, ...] = ()
    given_ids: set[str] = set()
    for state in history:
        records = number(state, records)
        names = [name for r in records for name in (r.id, *r.also)]
        assert len(names) == len(set(names))
        assert given_ids <= set(names)
        assert number(state, records) == records
        passages, problems = identify(state, records, REGISTER)
        assert not problems
        assert [p.line for p in passages] == list(state.lines)
        given_ids = set(names)


@st.composite
def columns(draw: st.DrawFn) -> Transmitted:
    """Draw rows of ten characters in two columns, each cut into passages whose spans overlap."""
    rows = draw(st.integers(1, 6))
    spans: list[tuple[int, int]] = []
    for start, end in ((0, 4), (6, 10)):
        cuts = sorted({0, rows, *draw(st.lists(st.integers(1, rows), max_size=5))})
        spans += [(10 * a + start, 10 * (b - 1) + end) for a, b in pairwise(cuts)]
    return lines(*spans)


@given(columns(), columns())
def test_ids_stay_with_their_words_in_columns(before: Transmitted, after: Transmitted) -> None:
    first = number(before, ())
    assert [r.span for r in first] == [line.span for line in before.lines]
    assert number(before, first) == first
    second = number(after, first)
    passages, problems = identify(after, second, REGISTER)
    assert not problems
    assert [p.line for p in passages] == list(after.lines)
    names = [name for r in second for name in (r.id, *r.also)]
    assert len(names) == len(set(names))
    spans = {r.span: r.id for r in first}
    kept = {p.line.span: (p.id, *p.also) for p in passages}
    assert all(name in kept[span] for span, name in spans.items() if span in kept)


@given(partitions(), partitions())
def test_an_id_moves_only_to_the_line_with_most_of_its_words(
    before: Transmitted, after: Transmitted
) -> None:
    old = number(before, ())
    new = {name: r.span for r in number(after, old) if not r.gone for name in (r.id, *r.also)}
    for record in old:
        shares = [
            min(line.span.end, record.span.end) - max(line.span.start, record.span.start)
            for line in after.lines
        ]
        if record.id in new:
            span = new[record.id]
            held = min(span.end, record.span.end) - max(span.start, record.span.start)
            assert held == max(shares) > 0
        else:
            assert max(shares, default=0) <= 0


def test_passages_have_the_ids_of_the_register() -> None:
    state = lines((0, 20), (20, 30), (30, 40))
    passages, _ = identify(state, number(state, THREE), REGISTER)
    assert [(p.id, p.also) for p in passages] == [("p1", ("p2",)), ("p3", ()), ("p4", ())]


@pytest.mark.parametrize(
    ("now", "records", "told"),
    [
        (((0, 10), (10, 20), (20, 30)), (), ["1 not-numbered: the passages have no ids yet"]),
        (
            ((0, 10), (20, 30)),
            THREE,
            [
                "3 register-differs: p2 would be withdrawn: its words were removed",
            ],
        ),
        (
            ((0, 20), (20, 30)),
            THREE,
            [
                "3 register-differs: p2 would be merged into p1",
            ],
        ),
        (
            ((0, 6), (6, 10), (10, 20), (20, 29), (30, 40)),
            THREE,
            [
                "2 register-differs: p1 would be divided: “words 0 …” stays p1, “words 6 …” becomes p1a",
                "4 register-differs: p3 differs from its record: it is now “words 20 …”, paragraph",
                "1 register-differs: the passage “words 30 …” has no id: it would be p4",
            ],
        ),
        (
            ((0, 10), (10, 20), (20, 30)),
            (replace(THREE[0], kind="heading"), *THREE[1:]),
            ["2 register-differs: p1 differs from its record: it is now “words 0 …”, paragraph"],
        ),
        (
            ((0, 10), (10, 20), (20, 30), (30, 40)),
            THREE,
            ["1 register-differs: the passage “words 30 …” has no id: it would be p4"],
        ),
        (
            ((0, 10), (10, 20), (20, 30)),
            THREE[::-1],
            ["1 register-differs: the passages are not listed in the text’s order"],
        ),
    ],
)
def test_a_register_that_does_not_fit_says_what_number_would_do(
    now: tuple[tuple[int, int], ...], records: tuple[PassageRecord, ...], told: list[str]
) -> None:
    passages, problems = identify(lines(*now), records, REGISTER)
    assert not passages
    assert [f"{p.place.line} {p.code}: {p.message}" for p in problems] == told
    command = "`python -m build_edition number sample`"
    hint = (
        f"if that is right, {command} records it" if records else f"{command} gives them: p1 to p3"
    )
    assert {(p.place.path, p.hint) for p in problems} == {(REGISTER.path, hint)}


def test_a_record_repeats_the_first_words() -> None:
    line = Line(
        "One two three four\tfive six  seven eight nine ten eleven", Span(3, 59), "turn", 0, "Q:"
    )
    heading = Line("Title", Span(60, 65), "heading", 2)
    assert number(Transmitted((line, heading), ()), ()) == (
        PassageRecord(
            "p1", "turn", Span(3, 59), "One two three four five six seven eight", 0, "Q:"
        ),
        PassageRecord("p2", "heading", Span(60, 65), "Title", 2),
    )


def test_words_that_no_edit_took_away_have_gone_nonetheless() -> None:
    beside = (Edit(5, "x" * 5, "", "r", "before it"), Edit(20, "x", "", "r", "behind it"))
    for edits in ((), beside):
        records = number(replace(lines((0, 10), (20, 30)), edits=edits), THREE)
        assert {r.id: r.gone for r in records}["p2"] == "its words were removed"


def test_of_many_new_passages_in_one_place_each_has_an_id() -> None:
    records = number(lines((0, 10), (100, 110)), ())
    new = [(n, n + 1) for n in range(10, 38)]
    more = ids(number(lines((0, 10), *new, (100, 110)), records))
    assert more[:3] == ["p1", "p1a", "p1b"]
    assert more[25:] == ["p1y", "p1z", "p1aa", "p1ab", "p2"]
