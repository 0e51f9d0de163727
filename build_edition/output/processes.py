"""Work spread over the cores: in processes for Python, in threads for other programs."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

Spread = Callable[..., list[Any]]
"""A way of working on many items: one by one, in processes, or in threads."""

LEAST = 30
"""How many items a process must have to be worth its start, which takes as long as 30 texts."""

_CHUNKS = 4  # portions of items for each process, so that all end at about the same time


def one_by_one(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """Return what `work` returns for each item, in order."""
    return [work(item) for item in items]


def in_processes(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """Return what `work` returns for each item, in order; if there are few, this process does all.

    Processes are spawned, never forked, so that threads of this one do no harm.
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
    """Return what `work` returns for each item, in order; for work that other programs do."""
    with ThreadPoolExecutor(cores()) as pool:
        return [*pool.map(work, items)]


def cores() -> int:
    """Return how many cores this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def _left_to_the_parent() -> None:
    """Ignore interrupts, which the parent process handles."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
