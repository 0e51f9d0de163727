"""Work spread over the cores: in processes for Python, in threads for other programs."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Spread(Protocol):
    """How work on many items is done: one by one, in processes, or in threads."""

    def __call__(self, work: Callable[[T], R], items: Sequence[T], /) -> list[R]: ...  # noqa: D102


LEAST = 30
"""How many items a process must have to be worth its start: about half a second, as is the work on
30 texts."""

_CHUNKS = 4
"""How many portions a process is handed one after another, so that all end at much the same time."""


def one_by_one(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """What `work` makes of each item, in their order."""
    return [work(item) for item in items]


def in_processes(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """What `work` makes of each item, in their order; what it raises is raised here.

    Processes are spawned, never forked, so that threads of this one do no harm; `work` and the
    items are sent to them as pickles. Few items are worked on here.
    """
    count = min(cores(), len(items) // LEAST)
    if count < 2:
        return one_by_one(work, items)
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _left_to_the_parent)
    try:
        return [*pool.map(work, items, chunksize=-(-len(items) // (count * _CHUNKS)))]
    finally:
        pool.shutdown(cancel_futures=True)


def in_threads(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """What `work` makes of each item, in their order, where other programs do the work."""
    with ThreadPoolExecutor(cores()) as pool:
        return [*pool.map(work, items)]


def cores() -> int:
    """How many cores this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def _left_to_the_parent() -> None:
    """Leave it to the parent to say that somebody stopped the build."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
