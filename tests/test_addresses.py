"""An id stays with its words, however cleaning and emending change the text around them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.addresses import (
    AddressBook,
    address_of,
    digest_of,
    gate,
    next_release,
    unanswered,
)
from build_edition.addresses.fingerprints import of_words
from build_edition.addresses.identity import holds
from build_edition.model import (
    Address,
    Edition,
    Imprint,
    Line,
    Passage,
    Place,
    Reading,
    Redirect,
    Release,
    Span,
    Text,
)
from build_edition.sources.release_register import parse_register, register_of
from tests.support import PLACE, head, note

WORDS = ("A storm, in 1956!", "The ship sank; the crew lived.", "Then it rained on us all.")


def reading(name: str, words: str, span: Span, also: tuple[str, ...] = ()) -> Reading:
    """Return the reading of a passage that no editor has emended."""
    return Reading(Passage(name, also, Line(words, span, "paragraph")), words, (), ())


def text(raw: str, *passages: tuple[str, str, tuple[str, ...]]) -> Text:
    """Return a text of passages; each is looked for in the raw text after the one before it."""
    readings, at = [], 0
    for name, words, also in passages:
        start = raw.find(words.split()[0], at)
        at = raw.find(words.split()[-1], start) + len(words.split()[-1])
        readings.append(reading(name, words, Span(start, at), also))
    return Text(head(), raw.encode(), (), tuple(readings), ())


def edition(
    shown: Text, released: Edition | None = None, ways: tuple[Redirect, ...] = ()
) -> Edition:
    """Return an edition of one text; `released` is the edition that was released before, if any."""
    imprint = Imprint(
        "T", "S", "A", ("E",), "0.1.0", "2026-01-01", "MIT", "CC", ("", ""), "", PLACE
    )
    imprint = replace(imprint, redirects=ways)
    made = Edition(imprint, (shown,))
    if released is None:
        return made
    paths = ["texts/sample/", "texts/sample/transmitted/"]
    first = next_release(AddressBook(released), paths, "0.1.0", "2026-01-01", PLACE)
    return Edition(imprint, (shown,), released=(first,))


RAW = "\n".join(WORDS)
FIRST = text(RAW, ("p1", WORDS[0], ()), ("p2", WORDS[1], ()), ("p3", WORDS[2], ()))


def codes(now: Text) -> list[str]:
    """Return what the gate reports on a text that was released as `FIRST`: code, first word."""
    return [
        f"{p.code} {p.message.split()[0]}" for p in gate(AddressBook(edition(now, edition(FIRST))))
    ]


def test_the_same_passages_pass() -> None:
    assert codes(FIRST) == []


def test_merged_passages_pass_as_long_as_the_old_id_is_an_anchor() -> None:
    merged = f"{WORDS[0]} {WORDS[1]}"
    assert codes(text(RAW, ("p2", merged, ("p1",)), ("p3", WORDS[2], ()))) == []
    assert codes(text(RAW, ("p2", merged, ()), ("p3", WORDS[2], ()))) == [
        "address-vanished texts/sample/#p1"
    ]


def test_a_divided_passage_keeps_its_id_where_most_of_its_words_are() -> None:
    long, short = "The ship sank; the", "crew lived."
    rest = ("p3", WORDS[2], ())
    assert codes(text(RAW, ("p1", WORDS[0], ()), ("p2", long, ()), ("p2a", short, ()), rest)) == []
    assert codes(text(RAW, ("p1", WORDS[0], ()), ("p1a", long, ()), ("p2", short, ()), rest)) == [
        "address-means-other texts/sample/#p2"
    ]


def test_signs_and_spaces_are_not_what_a_passage_is() -> None:
    other = "A storm in   1956"
    assert codes(text(RAW, ("p1", other, ()), ("p2", WORDS[1], ()), ("p3", WORDS[2], ()))) == []


@pytest.mark.parametrize(
    "words", ["A storm, in 1957!", "A storm in", "MA storm, in 1956!", "Something else", "1956"]
)
def test_other_words_under_an_id_are_refused(words: str) -> None:
    now = Text(
        FIRST.info,
        RAW.replace(WORDS[0], words).encode(),
        (),
        (reading("p1", words, Span(0, len(words))), *FIRST.readings[1:]),
        (),
    )
    assert codes(now) == ["address-means-other texts/sample/#p1"]


def test_a_label_or_call_that_cleaning_takes_out_is_not_the_passages_own() -> None:
    raw = "Q: Who came3 there?\nA: Nobody."
    before = Text(
        head(),
        raw.encode(),
        (),
        (
            reading("p1", "Q: Who came3 there?", Span(0, 19)),
            reading("p2", "A: Nobody.", Span(20, 30)),
        ),
        (),
    )
    after = Text(
        head(),
        raw.encode(),
        (),
        (reading("p1", "Who came there?", Span(3, 19)), reading("p2", "Nobody.", Span(23, 30))),
        (),
    )
    assert [*gate(AddressBook(edition(after, edition(before))))] == []


def of_one(raw: str, *passages: Reading) -> Text:
    """Return a text of these passages."""
    return Text(head(), raw.encode(), (), passages, ())


@pytest.mark.parametrize(
    ("raw", "before", "after"),
    [
        (  # merged, and only cleaning has brought the words together
            "The crew3 lived. It sank.",
            (
                reading("p1", "The crew lived.", Span(0, 16)),
                reading("p2", "It sank.", Span(17, 25)),
            ),
            (reading("p1", "The crew lived. It sank.", Span(0, 25), ("p2",)),),
        ),
        (  # most of its words are in no passage any more: before what is left, and behind it
            "It sank in the bay\nat night",
            (reading("p1", "It sank in the bay at night", Span(0, 27)),),
            (reading("p1", "night", Span(22, 27)),),
        ),
        (
            "It sank\nin the bay at night",
            (reading("p1", "It sank in the bay at night", Span(0, 27)),),
            (reading("p1", "It", Span(0, 2)),),
        ),
    ],
)
def test_an_id_stays_with_the_passage_that_holds_most_of_what_is_left(
    raw: str, before: tuple[Reading, ...], after: tuple[Reading, ...]
) -> None:
    released = edition(of_one(raw, *before))
    assert [*gate(AddressBook(edition(of_one(raw, *after), released)))] == []


def test_half_a_character_has_a_fingerprint_too() -> None:
    assert of_words("\ud800").startswith("1 ")


@given(st.lists(st.text("abc1 .é中", min_size=1, max_size=12), min_size=2, max_size=6), st.data())
def test_a_passage_holds_its_words_and_merging_never_loses_them(
    words: list[str], data: st.DataObject
) -> None:
    n = data.draw(st.integers(0, len(words) - 2))
    merged = [*words[:n], f"{words[n]} {words[n + 1]}", *words[n + 2 :]]
    readings, at = [], 0
    for i, passage in enumerate(merged):
        readings.append(reading(f"p{i}", passage, Span(at, at + len(passage))))
        at += len(passage) + 1
    now = Text(head(), "\n".join(merged).encode(), (), tuple(readings), ())
    for passage in (words[n], words[n + 1], merged[n]):
        assert holds(now, readings[n], of_words(passage)) or not any(map(str.isalnum, passage))


def test_a_release_is_bound_to_the_one_before_it() -> None:
    first = next_release(AddressBook(edition(FIRST)), ["texts/"], "0.1.0", "2026-01-01", PLACE)
    second = next_release(
        AddressBook(Edition(edition(FIRST).imprint, (FIRST,), released=(first,))),
        [],
        "0.2.0",
        "x",
        PLACE,
    )
    assert second.after == first.digest
    assert (second.new, second.changed) == ((), ())
    altered = Address("texts/", "", "x")
    assert digest_of(first) == first.digest
    for wrong in (
        {"version": "0.1.1"},
        {"date": "2026-01-02"},
        {"after": "x"},
        {"new": (altered, *first.new[1:])},
        {"changed": (altered,)},
    ):
        assert digest_of(replace(first, **wrong)) != first.digest


@pytest.mark.parametrize("left", [(1, 2), (0, 2), (1, 0, 2), (0, 2, 1), (0, 0, 1)])
def test_a_release_taken_out_or_put_elsewhere_is_noticed(left: tuple[int, ...]) -> None:
    released: list[Release] = []
    for n in range(3):
        book = AddressBook(Edition(edition(FIRST).imprint, (FIRST,), released=tuple(released)))
        date = f"2026-01-0{n + 1}"
        released.append(next_release(book, [f"about/{n}/"], f"0.{n}.0", date, PLACE))
    _, problem = parse_register(register_of(released))
    assert problem is None
    _, problem = parse_register(register_of(released[n] for n in left))
    assert problem
    assert problem.code == "register-edited"


def test_whatever_was_promised_and_is_not_drawn_is_told() -> None:
    book = AddressBook(edition(FIRST, edition(FIRST)))
    page, other = "texts/sample/", "texts/sample/transmitted/"
    places = [f"{page}#p{n}" for n in (1, 2, 3)]
    drawn = {f"{page}index.md": '<p id="p1"><p id="p2"><p id="p3">', f"{other}index.md": ""}

    def lost(files: dict[str, str]) -> list[str]:
        return sorted(problem.message.split()[0] for problem in unanswered(book, files))

    assert lost(drawn) == []
    assert lost(drawn | {f"{page}index.md": '<p id="p1"><p id="p33">'}) == places[1:]
    assert lost({f"{other}index.md": ""}) == [page, *places]
    assert lost({}) == sorted([page, other, *places])


def test_old_addresses_lead_on_however_often_they_moved() -> None:
    ways = tuple(Redirect(f"a/{n}/", f"a/{n + 1}/", "", Place("x")) for n in range(5))
    assert AddressBook(edition(FIRST, ways=ways)).destination("a/0/") == "a/5/"
    circle = (*ways, Redirect("a/5/", "a/0/", "", Place("x")))
    assert AddressBook(edition(FIRST, ways=circle)).destination("a/0/").startswith("a/")
    entered = (Redirect("b/", "a/0/", "", Place("x")), *circle)
    assert AddressBook(edition(FIRST, ways=entered)).destination("b/").startswith("a/")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", ""),
        ("texts/index.md", "texts/"),
        ("texts/novel/transmitted/index.md", "texts/novel/transmitted/"),
        ("about/making.md", "about/making/"),
        ("texts/novel/index.html", "texts/novel/"),
        ("about/my-index.md", "about/my-index/"),
        ("data/edition.json", "data/edition.json"),
        ("apparatus/worked.html", "apparatus/worked.html"),
    ],
)
def test_a_file_answers_at_its_address(path: str, address: str) -> None:
    assert address_of(path) == address


def test_two_notes_that_claim_one_address_in_the_apparatus_are_told() -> None:
    texts = tuple(
        Text(
            head(slug=slug), RAW.encode(), (), FIRST.readings, (), about=(note("*", "*", id=name),)
        )
        for slug, name in (("sea", "storm-of-may"), ("sea-storm", "of-may"))
    )
    both = Edition(edition(FIRST).imprint, texts)
    (problem,) = (p for p in gate(AddressBook(both)) if p.code == "address-doubled")
    assert "sea-storm-of-may" in problem.message
    assert [p for p in gate(AddressBook(edition(FIRST))) if p.code == "address-doubled"] == []
