"""All cores of a machine for what can be done piece by piece.

A piece is done in a copy of this very process, so that nothing but its result travels. Where
that cannot be done safely (anywhere but on Linux), the pieces are done one after another.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

LEAST = 8
"""How many pieces a core must have to be worth the start of another process."""


def spread(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """What `work` makes of each item, in their order; what it raises is raised here.

    Each core takes the next item when it is done with one, so the largest belongs at the front.
    """
    count = min(cores(), len(items) // LEAST)
    if count < 2:
        return [work(item) for item in items]
    context = multiprocessing.get_context("fork")
    turns = context.Value("i", 0)
    others = []
    for _ in range(count - 1):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_send, args=(there, work, items, turns), daemon=True)
        process.start()
        there.close()
        others.append((here, process))
    done = _do(work, items, turns)
    for here, process in others:
        done |= _received(here)
        process.join()
    return [done[n] for n in range(len(items))]


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _do(work: Callable[[T], R], items: Sequence[T], turns: Any) -> dict[int, R]:
    """The items whose turn comes while this process is free, by their place."""
    return {n: work(items[n]) for n in _turns(turns, len(items))}


def _turns(turns: Any, count: int) -> Iterable[int]:
    while True:
        with turns.get_lock():
            n = turns.value
            turns.value += 1
        if n >= count:
            return
        yield n


def _send(there: Connection, work: Callable[[T], R], items: Sequence[T], turns: Any) -> None:
    """Do what there is to do, and send what came of it or what went wrong."""
    try:
        there.send(_do(work, items, turns))
    except BaseException as error:  # it is raised again where the result is wanted
        there.send(error)


def _received(here: Connection) -> Any:
    with here:
        result = here.recv()
    if isinstance(result, BaseException):
        raise result
    return result
