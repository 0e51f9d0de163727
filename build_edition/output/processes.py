"""Processes beside this one: all cores for what can be done piece by piece, memory lent for a while.

Work is done in a copy of this very process, so that nothing but its result travels. Where that
cannot be done safely (anywhere but on Linux), it is done here, one piece after another.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_Tell = Callable[[Any], None]
"""What takes an answer to whoever asked for it."""

LEAST = 4
"""How many pieces a core must have to be worth the start of another process."""


def spread(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """What `work` makes of each item, in their order; what it raises is raised here.

    Each core takes the next item when it is done with one, so the largest belongs at the front.
    """
    count = min(cores(), len(items) // LEAST)
    if count < 2:
        return [work(item) for item in items]
    turns = multiprocessing.get_context("fork").Value("i", 0)
    do = partial(_do, work, items, turns)
    others = [_begun(lambda tell: tell(do())) for _ in range(count - 1)]
    done = do()
    for here, process in others:
        with here:
            done |= _received(here)
        process.join()
    return [done[n] for n in range(len(items))]


def apart(work: Callable[[], Iterable[R]]) -> Generator[R, None, None]:
    """What `work` answers, one thing after another, from a process whose memory ends with it.

    It begins with the first question and goes on by itself; what it raises is raised here.
    """
    if sys.platform != "linux":
        yield from work()
        return
    here, process = _begun(partial(_tell_all, work))
    with here:
        while answer := _received(here):
            yield answer[0]
    process.join()


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


def _tell_all(work: Callable[[], Iterable[R]], tell: _Tell) -> None:
    """Tell each answer in a pair of brackets, and at the end an empty one."""
    for answer in work():
        tell((answer,))
    tell(())


def _begun(work: Callable[[_Tell], None]) -> tuple[Connection, BaseProcess]:
    """Another process that is at work, and where it is heard."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(here, there, work))
    process.start()
    there.close()
    return here, process


def _work(here: Connection, there: Connection, work: Callable[[_Tell], None]) -> None:
    """Do the work, and tell what comes of it or what went wrong, while somebody listens."""
    here.close()
    with suppress(BrokenPipeError):
        try:
            work(there.send)
        except BaseException as error:  # it is raised again where the result is wanted
            there.send(error)


def _received(here: Connection) -> Any:
    """What a process tells next; ChildProcessError where it was ended before it could."""
    try:
        result = here.recv()
    except EOFError:
        raise ChildProcessError(0, "a part of the work was ended from outside") from None
    if isinstance(result, BaseException):
        raise result
    return result
