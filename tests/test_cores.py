"""Work that other processes do comes back in its order, and what goes wrong there is not lost."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator

import pytest

from build_edition.output import processes
from build_edition.output.processes import LEAST, apart, spread


@pytest.mark.parametrize("count", [0, 1, 2 * LEAST - 1, 2 * LEAST, 10 * LEAST])
@pytest.mark.parametrize("machine", [1, 2, 3])
def test_results_stand_in_the_order_of_their_items(
    count: int, machine: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "cores", lambda: machine)
    assert spread(lambda n: n * n, range(count)) == [n * n for n in range(count)]


def test_more_cores_are_used_where_there_is_enough_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "cores", lambda: 2)
    assert {*spread(lambda n: os.getpid(), range(LEAST))} == {os.getpid()}
    ids = spread(lambda n: sum(range(20_000)) and os.getpid(), range(200 * LEAST))
    assert len({*ids}) == 2


@pytest.mark.parametrize("wrong", range(0, 4 * LEAST, 5))
def test_what_a_piece_raises_is_raised(wrong: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "cores", lambda: 2)

    def work(n: int) -> int:
        if n == wrong:
            raise OSError(28, f"No space left for {n}")
        return n

    with pytest.raises(OSError, match=f"left for {wrong}"):
        spread(work, range(4 * LEAST))


forks = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


def test_what_is_done_apart_comes_one_by_one() -> None:
    assert [*apart(lambda: range(5))] == [0, 1, 2, 3, 4]
    assert [*apart(lambda: ())] == []


@forks
def test_what_is_done_apart_is_done_in_one_other_process() -> None:
    (done,) = {*apart(lambda: (os.getpid() for _ in range(3)))}
    assert done != os.getpid()


def test_what_goes_wrong_apart_is_raised_after_what_went_well() -> None:
    def work() -> Iterator[int]:
        yield 1
        raise OSError(28, "No space left")

    answers = apart(work)
    assert next(answers) == 1
    with pytest.raises(OSError, match="No space left"):
        next(answers)


@forks
def test_a_process_that_is_ended_from_outside_is_an_error() -> None:
    def work() -> Iterator[int]:
        yield 1
        os.kill(os.getpid(), signal.SIGKILL)

    answers = apart(work)
    assert next(answers) == 1
    with pytest.raises(ChildProcessError, match="ended from outside"):
        next(answers)


@forks
def test_work_that_nobody_listens_to_ends_without_a_word(
    capfd: pytest.CaptureFixture[str],
) -> None:
    answers = apart(lambda: iter(int, 1))
    assert next(answers) == 0
    (process,) = multiprocessing.active_children()
    answers.close()
    process.join(10)
    ended = process.exitcode
    process.kill()
    assert ended == 0
    assert capfd.readouterr().err == ""
