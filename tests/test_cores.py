"""Pieces spread over cores come back in their order, and what goes wrong with one is not lost."""

import os

import pytest

from build_edition import cores
from build_edition.cores import LEAST, spread


@pytest.mark.parametrize("count", [0, 1, 2 * LEAST - 1, 2 * LEAST, 10 * LEAST])
@pytest.mark.parametrize("machine", [1, 2, 3])
def test_results_stand_in_the_order_of_their_items(
    count: int, machine: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cores, "cores", lambda: machine)
    assert spread(lambda n: n * n, range(count)) == [n * n for n in range(count)]


def test_more_cores_are_used_where_there_is_enough_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "cores", lambda: 2)
    assert {*spread(lambda n: os.getpid(), range(LEAST))} == {os.getpid()}
    ids = spread(lambda n: sum(range(20_000)) and os.getpid(), range(200 * LEAST))
    assert len({*ids}) == 2


@pytest.mark.parametrize("wrong", range(0, 4 * LEAST, 5))
def test_what_a_piece_raises_is_raised(wrong: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "cores", lambda: 2)

    def work(n: int) -> int:
        if n == wrong:
            raise OSError(28, f"No space left for {n}")
        return n

    with pytest.raises(OSError, match=f"left for {wrong}"):
        spread(work, range(4 * LEAST))
