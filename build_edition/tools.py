"""Programs of others that a build runs, and what is said where one of them fails.

Each is taken from its own pinned package, never from the PATH, and sees nothing of the user's
settings, so that the same packages give the same bytes on every machine.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

PATIENCE = 600
"""How many seconds a program may take; the longest answer of an edition of 1,000 texts takes 20."""

ANEW = "install the packages anew: make clean, then make site"
"""What to do about a program that is missing or broken."""

_KEPT = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
"""What programs need of the environment: where Windows lies, and where temporary files go."""


class ToolError(Exception):
    """A program of others that failed; the words name it and say what to do."""


def pandoc(document: str, to: str, options: Sequence[str]) -> str:
    """Pandoc's own document tree, as JSON, converted to another format."""
    program = bundled_pandoc()
    # A folder of the user's own could hold data files that change what is printed.
    given = ["--from=json", f"--to={to}", "--sandbox", f"--data-dir={program.parent}", *options]
    answer = run("pandoc", [str(program), *given], document.encode())
    try:
        return answer.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ToolError(f"pandoc answered in something that is not UTF-8; {ANEW}") from error


def run(name: str, command: Sequence[str], given: bytes = b"") -> bytes:
    """What a program prints for what it is given; ToolError where it fails or takes too long."""
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
        hint = f"try again on a machine that is less busy, or {ANEW}"
        message = f"{name} was stopped after {PATIENCE} seconds without an answer"
        raise ToolError(f"{message}; {hint}") from error
    except OSError as error:
        raise ToolError(f"{name} could not be run: {error.strerror or error}; {ANEW}") from error
    if ended.returncode:
        words = " ".join((ended.stderr or ended.stdout).decode(errors="replace").split())
        raise ToolError(
            f"{name} {_ended(ended.returncode)}: {words[:500] or 'no word why'}; {ANEW}"
        )
    return ended.stdout


def _ended(code: int) -> str:
    """How a program ended that did not end well."""
    if code > 0:
        return f"failed (exit code {code})"
    try:
        return f"was killed ({signal.Signals(-code).name})"
    except ValueError:
        return f"was killed (signal {-code})"


def bundled_pandoc() -> Path:
    """The pandoc that comes in the pinned package."""
    found = find_spec("pypandoc")
    if found is None or not found.origin:
        raise ToolError(f"pandoc's package, pypandoc_binary, is not installed; {ANEW}")
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    return Path(found.origin).parent / "files" / name
