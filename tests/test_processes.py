"""Work done by other processes comes back in order, and what goes wrong there is not lost."""

import os
import re
import signal
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from threading import Event, Thread

import pytest

from build_edition.output import processes
from build_edition.output.processes import LEAST, Processes, in_threads, one_by_one


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Treat any machine as one with two cores."""
    monkeypatch.setattr(processes, "cores", lambda: 2)


def in_processes(work: Callable[[int], int], items: Sequence[int]) -> list[int]:
    """Work in processes that last no longer than this."""
    with Processes() as processes:
        return processes(work, items)


def square(n: int) -> int:
    return n * n


def whereabouts(n: int) -> int:
    """Return the id of the process that does the work, after working for a while."""
    return sum(range(20_000)) and os.getpid()


def refused(n: int) -> int:
    if n == 2 * LEAST:
        raise OSError(28, f"No space left for {n}")
    return n


def ended(here: int, n: int) -> int:
    """End the process that does the work, unless it is the one that tests."""
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return n


@pytest.mark.parametrize("spread", [one_by_one, in_threads, in_processes])
@pytest.mark.parametrize("count", [0, 1, 2 * LEAST + 1])
def test_results_stand_in_the_order_of_their_items(spread: type[object], count: int) -> None:
    assert spread(square, range(count)) == [n * n for n in range(count)]  # type: ignore[call-arg]


def test_more_cores_are_used_where_there_is_enough_to_do() -> None:
    assert {*in_processes(whereabouts, range(2 * LEAST - 1))} == {os.getpid()}
    ids = in_processes(whereabouts, range(2 * LEAST))
    assert len({*ids}) == 2
    assert ids.count(os.getpid()) == LEAST


def test_processes_are_started_once_and_end_with_their_context() -> None:
    with Processes() as processes:
        first, second = (processes(whereabouts, range(2 * LEAST)) for _ in range(2))
    assert {*first} == {*second}
    (other,) = {*first} - {os.getpid()}
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)


def matches(pattern: re.Pattern[str], n: int) -> bool:
    return pattern.fullmatch(str(n)) is not None


def test_work_is_sent_with_the_values_that_it_needs() -> None:
    found = in_processes(partial(matches, re.compile("[02468]+")), range(2 * LEAST))
    assert found[:4] == [True, False, True, False]


def test_what_a_piece_raises_is_raised() -> None:
    with pytest.raises(OSError, match=f"left for {2 * LEAST}"):
        in_processes(refused, range(4 * LEAST))


def test_a_process_that_is_ended_from_outside_is_an_error() -> None:
    with pytest.raises(BrokenProcessPool):
        in_processes(partial(ended, os.getpid()), range(2 * LEAST))


def test_threads_beside_do_no_harm() -> None:
    """A process forked while threads run may hang for ever; Python 3.12 and later warn about it."""
    done = Event()
    beside = Thread(target=done.wait)
    beside.start()
    try:
        with warnings.catch_warnings(action="error"):
            assert len(in_processes(square, range(2 * LEAST))) == 2 * LEAST
    finally:
        done.set()
        beside.join()
