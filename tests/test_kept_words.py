"""What releases showed is kept word for word, and what is not theirs is noticed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from build_edition.addresses import (
    AddressBook,
    changed_in,
    is_as_released,
    releases_of,
    shown_in,
    words_kept,
    words_to_keep,
)
from build_edition.addresses.fingerprints import identity_of, print_of
from build_edition.model import (
    Place,
    ReleasedWords,
    Shown,
    ShownEmendation,
    ShownNote,
    ShownPassage,
    Text,
    Words,
)
from tests.test_gate import FIRST, MOVED_NOTE, NOTE, RULING, edition, release, text, told

PLACE = Place("edition/texts/sample/released/0.1.0.json")
NOW = text()
NAMES = ["p4", "p5", "p1", "p2", "p3", "note-ship", "em-the"]


def kept(shown: Mapping[str, Shown | None], version: str = "0.1.0") -> ReleasedWords:
    """Return words as they are kept of a release."""
    return ReleasedWords(version, tuple(shown.items()), PLACE)


def faults(now: Text, *words: ReleasedWords) -> list[str]:
    """Return what is said of an edition that was released as `FIRST`, with some words kept."""
    made = edition(replace(now, released=words), released=(FIRST,))
    return told(words_kept(AddressBook(made)))


def test_every_place_of_a_text_is_kept_with_all_that_it_shows() -> None:
    shown = shown_in(NOW)
    assert [*shown] == NAMES
    assert shown["p4"] == shown["p5"] == ShownPassage("", "a footer")
    assert shown["p2"] == ShownPassage("The ship sank; the crew lived.")
    assert shown["note-ship"] == ShownNote(
        "p2", "ship", NOTE.kind, NOTE.certainty, NOTE.internal, (("one", "12"),), words="It never sailed."
    )  # fmt: skip
    assert shown["em-the"] == ShownEmendation(
        "p2", "teh", "word", "high", "internal", "the", (("one", ""),), "a slip"
    )
    retired = text(notes=(), retired_notes=(replace(NOTE, retired="Why.", successor="two"),))
    gone = shown_in(retired)["note-ship"]
    assert isinstance(gone, ShownNote)
    assert (gone.retired, gone.successor) == ("Why.", "two")


def test_a_release_keeps_what_is_new_in_it_or_has_changed() -> None:
    assert words_to_keep(edition(NOW), FIRST) == {"sample": shown_in(NOW)}
    other = text(notes=(replace(NOTE, kind="error"),))
    second = release(AddressBook(edition(other, released=(FIRST,))), "0.2.0")
    assert words_to_keep(edition(other), second) == {
        "sample": {"note-ship": shown_in(other)["note-ship"]}
    }
    third = release(AddressBook(edition(other, released=(FIRST, second))), "0.3.0")
    assert words_to_keep(edition(other), third) == {}


def test_what_a_place_shows_gives_the_prints_of_its_address() -> None:
    addresses = {a.path.partition("#")[2]: a for a in FIRST.new}
    for name, shown in shown_in(NOW).items():
        assert print_of(shown) == addresses[name].showed
        if not isinstance(shown, ShownPassage):
            assert identity_of(shown) == addresses[name].identity


def test_words_that_are_those_of_a_release_pass_whatever_the_text_shows_today() -> None:
    words = kept(shown_in(NOW))
    assert faults(NOW, words) == []
    assert faults(text(notes=(replace(NOTE, body=((Words("Other."),),)),)), words) == []
    removed: dict[str, Shown | None] = {**shown_in(NOW), "p2": None, "note-ship": None}
    assert faults(NOW, kept(removed)) == []
    assert [
        *words_kept(AddressBook(edition(NOW)))
    ] == []  # without a release there is nothing to keep
    assert [*words_kept(AddressBook(edition(released=(FIRST,))))] == []


DIFFER = f"{PLACE.path}:1 error released-words-differ: {{}} did not show this in {{}}. only the command `release` may write this file: restore it"
MISSING = f"{PLACE.path}:1 error released-words-missing: what {{}} showed in 0.1.0 is not kept. restore it; in place of words that had to be removed write null"


def _with(name: str, **fields: Any) -> Callable[[], dict[str, Shown | None]]:
    def made() -> dict[str, Shown | None]:
        shown = shown_in(NOW)
        return {**shown, name: replace(shown[name], **fields)}

    return made


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (_with("p2", reading="Other words."), DIFFER.format("p2", "0.1.0")),
        (_with("p4", gone="Another reason."), DIFFER.format("p4", "0.1.0")),
        (_with("note-ship", kind="error"), DIFFER.format("note-ship", "0.1.0")),
        (_with("note-ship", at="p1"), DIFFER.format("note-ship", "0.1.0")),
        (_with("note-ship", successor="two"), DIFFER.format("note-ship", "0.1.0")),
        (_with("em-the", at="p1"), DIFFER.format("em-the", "0.1.0")),
        (_with("em-the", why="Other."), DIFFER.format("em-the", "0.1.0")),
        (_with("em-the", retired="Other."), DIFFER.format("em-the", "0.1.0")),
        (lambda: {**shown_in(NOW), "p9": ShownPassage("More.")}, DIFFER.format("p9", "0.1.0")),
        (
            lambda: {**shown_in(NOW), "p8": ShownPassage("x"), "p9": ShownPassage("y")},
            DIFFER.format("p8 and 1 more", "0.1.0"),
        ),
        (dict, MISSING.format("p4 and 6 more")),
        (
            lambda: {n: s for n, s in shown_in(NOW).items() if n != "em-the"},
            MISSING.format("em-the"),
        ),
    ],
)
def test_words_that_are_not_those_of_a_release_are_told(
    words: Callable[[], dict[str, Shown | None]], said: str
) -> None:
    assert faults(NOW, kept(words())) == [said]


def test_words_of_a_version_that_was_not_released_are_told() -> None:
    more = kept({"p1": ShownPassage("A storm, in 1956!")}, "0.2.0")
    assert faults(NOW, kept(shown_in(NOW)), more) == [DIFFER.format("p1", "0.2.0")]
    assert faults(NOW) == [MISSING.format("p4 and 6 more")]


def test_the_words_of_a_moved_text_are_looked_for_where_it_is_now() -> None:
    moved = text(slug="other")
    ways = [("texts/sample/", "texts/other/", "")]
    words = kept(shown_in(NOW))
    book = AddressBook(edition(replace(moved, released=(words,)), released=(FIRST,), ways=ways))
    assert [*words_kept(book)] == []
    book = AddressBook(edition(moved, released=(FIRST,), ways=ways))
    (problem,) = words_kept(book)
    assert problem.place.path == "edition/texts/other/released/0.1.0.json"


def test_a_text_is_as_it_was_released_while_no_place_shows_anything_else() -> None:
    words = kept(shown_in(NOW))
    assert is_as_released(replace(NOW, released=(words,)))
    assert not is_as_released(NOW)
    changed = text(rulings=(replace(RULING, why="Other."),))
    assert not is_as_released(replace(changed, released=(words,)))
    later = kept({"em-the": shown_in(changed)["em-the"]}, "0.2.0")
    assert is_as_released(replace(changed, released=(words, later)))
    assert not is_as_released(replace(NOW, released=(words, later)))


def test_what_a_release_has_changed_is_what_is_seen_otherwise() -> None:
    other = text(notes=(MOVED_NOTE,), rulings=(replace(RULING, why="Other."),))
    second = release(AddressBook(edition(other, released=(FIRST,))), "0.2.0")
    book = AddressBook(edition(other, released=(FIRST, second)))
    assert changed_in(book, second) == ("texts/sample/#note-ship", "texts/sample/#em-the")
    assert changed_in(book, FIRST) == ()
    supplement = replace(FIRST, new=(), changed=(), date="2026-09-09")
    assert releases_of((FIRST, supplement, second)) == (FIRST, second)
