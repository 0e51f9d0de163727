"""No work grows faster than the edition: for twice as many texts there is at most twice the work.

Work is counted in calls, not in seconds, so that a busy machine changes nothing.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial, wraps
from pathlib import Path
from types import FrameType

import pytest

from build_edition import edition
from build_edition.addresses import AddressBook, gate, next_release, unanswered
from build_edition.checks.texts import CHECKS, CHECKS_OF_A_TEXT, CHECKS_OF_THE_WHOLE
from build_edition.model import Edition, Place, Problem, Sources, Text
from build_edition.notes.mentions import Names, find_mentions
from build_edition.numerals import Finding, examine
from build_edition.render import (
    GATHERED,
    OF_A_TEXT,
    OF_THE_EDITION,
    Drawing,
    Whole,
    draw_whole,
    held,
)
from build_edition.sources.load import load_sources
from tests.bench.generate import World, write_world
from tests.support import render, whole

pytestmark = pytest.mark.hard

SIZES = (4, 8, 16)
"""How many texts each edition has; people, events and works grow with them."""


def read(root: Path) -> Sources:
    """Return an edition's sources; fail if there is a Problem."""
    sources, problems = load_sources(root)
    assert sources
    assert not problems
    return sources


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Synthetic editions of small texts, each twice as large as the one before."""
    made = []
    for texts in SIZES:
        made.append(tmp_path_factory.mktemp(f"of{texts}-"))
        write_world(made[-1], World(texts, passages=22, known=texts * 4))
    return tuple(made)


@pytest.fixture(scope="module")
def editions(roots: tuple[Path, ...]) -> tuple[Edition, ...]:
    """The same editions, built, each as if it had been released."""
    built = []
    for root in roots:
        draft, problems = edition.build(read(root))
        assert draft, problems
        files = render(draft)
        paths = [path for path in files if path.startswith("data/")]
        release = next_release(
            AddressBook(draft), paths, "0.1.0", "2026-01-01", Place("addresses.json")
        )
        built.append(Edition(draft.imprint, draft.texts, draft.reference, (release,), draft.pages))
    return tuple(built)


def calls(work: Callable[[], object]) -> int:
    """Return how many function calls it takes to do something, iterators run to their end."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        found = work()
        if isinstance(found, Iterator):
            for _ in found:
                pass
    finally:
        sys.setprofile(before)
    return count


def assert_linear(works: list[Callable[[], object]]) -> None:
    """Fail unless twelve more texts cost at most about twice as much as six more texts.

    They would cost four times as much if the cost of a text grew with the number of texts. The
    tolerance is there because a text of a larger edition costs a tenth more for good reason: with
    more works to choose from, it cites fewer of them twice.
    """
    few, some, many = (calls(work) for work in works)
    assert many - some <= 2.4 * (some - few) + 200, (few, some, many)


def of_texts(renderer: Callable[[Drawing, Text], object]) -> Callable[[Whole], object]:
    """Return a function that draws all texts of an edition, from one that draws a text."""
    return lambda each: [renderer(each, text) for text in each.edition.texts]


def of_the_edition(name: str) -> Callable[[Whole], object]:
    """Return a function that draws a format of the whole edition, to its last piece."""
    return lambda each: [*map(held, draw_whole(each, name).values())]


DRAWING = {
    **{name: of_the_edition(name) for name in (*GATHERED, *OF_THE_EDITION)},
    **{name: of_texts(each.draw) for name, each in OF_A_TEXT.items()},
}


@pytest.mark.parametrize("name", DRAWING)
def test_each_format_is_drawn_in_the_time_of_its_texts(
    name: str, editions: tuple[Edition, ...]
) -> None:
    drawings = [whole(each) for each in editions]
    for each in drawings:
        DRAWING[name](each)  # builds the indexes, once, before calls are counted
    assert_linear([lambda each=each: DRAWING[name](each) for each in drawings])  # type: ignore[misc]


def of_each_text(check: Callable[[Text], Iterator[Problem]]) -> Callable[[Edition], object]:
    """Return a function that runs a check of a text on all texts of an edition."""
    return wraps(check)(lambda each: [found for text in each.texts for found in check(text)])


@pytest.mark.parametrize(
    "check",
    [*map(of_each_text, CHECKS_OF_A_TEXT), *CHECKS, *CHECKS_OF_THE_WHOLE],
    ids=lambda c: c.__name__,
)
def test_each_check_takes_the_time_of_its_texts(
    check: Callable[[Edition], object],
    editions: tuple[Edition, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # How long a paragraph takes depends on its figures, which are random here.
    monkeypatch.setattr("build_edition.damage.overwritten.examine", lambda words: Finding())
    assert_linear([lambda each=each: check(each) for each in editions])  # type: ignore[misc]


def test_reading_takes_the_time_of_its_files(roots: tuple[Path, ...]) -> None:
    assert_linear([lambda root=root: load_sources(root) for root in roots])  # type: ignore[misc]


def test_notes_and_emendations_are_placed_in_the_time_of_their_texts(
    roots: tuple[Path, ...],
) -> None:
    every = [read(root).texts for root in roots]
    assert_linear([lambda ws=ws: [edition.read_text(w) for w in ws] for ws in every])  # type: ignore[misc]


def test_mentions_are_found_in_the_time_of_their_texts(editions: tuple[Edition, ...]) -> None:
    def find(each: Edition) -> None:
        people = each.reference.people
        names = Names(people)
        find_mentions(people, each.texts, [n for text in each.texts for n in names.found(text)])

    assert_linear([partial(find, each) for each in editions])


def test_the_address_gate_takes_the_time_of_what_was_released(
    editions: tuple[Edition, ...],
) -> None:
    assert_linear([lambda each=each: gate(AddressBook(each)) for each in editions])  # type: ignore[misc]
    files = [render(each) for each in editions]
    pairs = zip(editions, files, strict=True)
    assert_linear([partial(_unanswered, *pair) for pair in pairs])


def _unanswered(each: Edition, files: Mapping[str, str | bytes]) -> object:
    return [*unanswered(AddressBook(each), files)]


def test_the_numbers_of_a_long_paragraph_take_the_time_of_its_words() -> None:
    sentence = (
        "In 1956 the field gave 47 tons of oil, and by May 3 the wells had cost million yuan. "
    )
    plain = "The wells were dug by hand, and what they gave was carried off by the crews at night. "
    few, many = (calls(lambda n=n: examine.__wrapped__(sentence + plain * n)) for n in (50, 400))  # type: ignore[misc]
    assert many <= 8 * few
