"""Run other people's programs, and say what went wrong if one fails.

Each is taken from its own pinned package, never from the PATH, and sees nothing of the user's
settings, so that the same packages give the same bytes on every machine.
"""

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from build_edition.model import REINSTALL, ToolError

PATIENCE = 600
"""How many seconds a program may take; for 1,000 texts the slowest answer takes 20."""

_KEPT = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
"""The environment variables that programs need: the folders of Windows and of temporary files."""


def run(name: str, command: Sequence[str], given: bytes = b"") -> bytes:
    """Run a program and return what it prints; raises ToolError if it fails or takes too long."""
    environment = {key: os.environ[key] for key in _KEPT if key in os.environ}
    try:
        ended = subprocess.run(
            command,
            input=given,
            capture_output=True,
            cwd=Path(command[0]).parent,  # some read settings from the folder they are run in
            env=environment,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        hint = f"try again on a machine that is less busy, or {REINSTALL}"
        message = f"{name} was stopped after {PATIENCE} seconds without an answer"
        raise ToolError(f"{message}; {hint}") from error
    except OSError as error:
        raise ToolError(
            f"{name} could not be run: {error.strerror or error}; {REINSTALL}"
        ) from error
    if ended.returncode:
        words = " ".join((ended.stderr or ended.stdout).decode(errors="replace").split())
        raise ToolError(
            f"{name} {_ended(ended.returncode)}: {words[:500] or 'no reason given'}; {REINSTALL}"
        )
    return ended.stdout


def _ended(code: int) -> str:
    """Return in words how a program failed, from its exit code."""
    if code > 0:
        return f"failed (exit code {code})"
    try:
        return f"was killed ({signal.Signals(-code).name})"
    except ValueError:
        return f"was killed (signal {-code})"
