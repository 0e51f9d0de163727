"""Work spread over the cores: in processes for Python, in threads for other programs."""

import os
import pickle
import signal
from collections.abc import Callable, Sequence
from concurrent import futures
from contextlib import ExitStack
from functools import cached_property
from typing import Any, TypeVar

from build_edition.output.pickles import pickled

T = TypeVar("T")
R = TypeVar("R")

Spread = Callable[..., list[Any]]
"""A way of working on many items: one by one, or in processes."""

LEAST = 30
"""How many items a process must have to be worth its start, which takes as long as 30 texts."""


def one_by_one(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """Return what `work` returns for each item, in order."""
    return [work(item) for item in items]


def in_threads(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """Return what `work` returns for each item, in order; for work that other programs do."""
    with futures.ThreadPoolExecutor(cores()) as pool:
        return [*pool.map(work, items)]


def cores() -> int:
    """Return how many cores this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


class Processes(ExitStack):
    """Work in this process and others, which start when they are needed and end with the context.

    They are spawned, never forked, so that threads of this one do no harm.
    """

    @cached_property
    def _pool(self) -> futures.Executor:
        import multiprocessing  # as only a large edition does

        context = multiprocessing.get_context("spawn")
        pool = futures.ProcessPoolExecutor(cores() - 1, context, _ended_by_interrupts)
        return self.enter_context(pool)

    def __call__(self, work: Callable[[T], R], items: Sequence[T]) -> list[R]:
        """Return what `work` returns for each item, in order; if there are few, this one does all."""
        count = max(1, min(cores(), len(items) // LEAST))
        # One share each, so that what items have in common is sent once, and with every so many-th
        # item, so that long texts next to each other do not fall to one process.
        shares = [items[n::count] for n in range(count)]
        others = [self._pool.submit(_done, pickled((work, share))) for share in shares[1:]]
        done = [one_by_one(work, shares[0])]
        done += ([*map(pickle.loads, other.result())] for other in others)
        return [done[n % count][n // count] for n in range(len(items))]


def _done(sent: bytes) -> list[bytes]:
    """Do a share of the work; results one by one take a third of the time of all in one piece."""
    work, share = pickle.loads(sent)
    return [pickled(work(item)) for item in share]


def _ended_by_interrupts() -> None:
    """Let an interrupt end this process at once; the one that started it says so."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
