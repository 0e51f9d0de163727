"""Two builds at once: one waits for the other, and the site is whole at every moment."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from select import select
from threading import Event, Thread
from typing import IO

import pytest

from build_edition.output.lock import LOCK, alone
from tests.support import ROOT, project_files

WAITING = "another build is running here; this one starts when it has ended\n"


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start Python in a process of its own."""
    command = [sys.executable, *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)


def build(root: Path) -> subprocess.Popen[str]:
    """Start a build in a process of its own."""
    return start("-m", "build_edition", "--root", str(root), "build")


def line_of(stream: IO[str] | None) -> str:
    """Return the next line that a process says, and fail if it says nothing for a minute."""
    assert stream
    assert select([stream], [], [], 60)[0], "nothing was said"
    return stream.readline()


def files(root: Path) -> dict[Path, bytes]:
    """Return every file of a project, by path from its folder."""
    return {path.relative_to(root): held for path, held in project_files(root).items()}


def no_wait() -> None:
    """Fail: this is called if another process holds the lock, where none should."""
    pytest.fail("somebody else is at work")


@pytest.mark.slow
def test_a_build_waits_for_the_one_that_is_at_work(letters: Path) -> None:
    with ExitStack() as held:
        held.enter_context(alone(letters, no_wait))
        before = project_files(letters)
        other = build(letters)
        assert line_of(other.stderr) == WAITING
        assert project_files(letters) == before
    said, complained = other.communicate(timeout=120)
    assert (other.returncode, complained) == (0, "")
    assert said.startswith("site/ is built")


@pytest.mark.slow
def test_two_builds_at_once_leave_what_one_leaves(letters: Path, tmp_path: Path) -> None:
    one = build(shutil.copytree(letters, tmp_path / "one"))
    one.communicate(timeout=120)
    expected = files(tmp_path / "one")
    for _ in ("cold", "warm"):
        pair = [build(letters), build(letters)]
        ended = [process.communicate(timeout=120) for process in pair]
        assert [process.returncode for process in pair] == [0, 0]
        assert all(said.startswith("site/ is built") for said, _ in ended)
        assert {complained for _, complained in ended} <= {"", WAITING}
        assert files(letters) == expected
        assert not [*letters.glob(".site.*")]


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_build_that_was_stopped_holds_nobody_up(end: signal.Signals, tmp_path: Path) -> None:
    program = (
        "import signal, sys; from pathlib import Path; from build_edition.output.lock import alone\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in a job behind `&`\n"
        "with alone(Path(sys.argv[1]), print):\n    print('held', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    ) as held:
        assert line_of(held.stdout) == "held\n"
        held.send_signal(end)
        held.wait(timeout=60)
        with alone(tmp_path, no_wait):
            assert (tmp_path / LOCK).stat().st_size == 0


def test_who_has_waited_for_the_lock_holds_it(tmp_path: Path) -> None:
    waits, entered, leave = Event(), Event(), Event()
    held: list[bool] = []

    def wait_and_work() -> None:
        with alone(tmp_path, waits.set):
            entered.set()
            leave.wait(60)

    def found_it_held() -> None:
        held.append(True)
        leave.set()

    other = Thread(target=wait_and_work)
    try:
        with alone(tmp_path, no_wait):
            other.start()
            assert waits.wait(60)
        assert entered.wait(60)
        with alone(tmp_path, found_it_held):
            assert held
    finally:
        leave.set()
        other.join()


def again(path: Path) -> None:
    """Delete the lock file and make it again, as after `make clean`."""
    path.unlink()
    path.touch()


@pytest.mark.parametrize("lost", [Path.unlink, again])
def test_a_lock_file_that_was_deleted_meanwhile_is_made_anew(
    lost: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def open_and_lose(path: Path, *given: int) -> int:
        monkeypatch.undo()
        file = opened(path, *given)
        lost(path)
        return file

    monkeypatch.setattr("build_edition.output.lock.os.open", open_and_lose)
    program = "from pathlib import Path; from build_edition.output.lock import alone\n"
    program += f"with alone(Path({str(tmp_path)!r}), lambda: print('waits', flush=True)):\n    pass"
    with alone(tmp_path, no_wait):
        other = start("-c", program)
        assert line_of(other.stdout) == "waits\n"
    other.communicate(timeout=60)
    assert other.returncode == 0
