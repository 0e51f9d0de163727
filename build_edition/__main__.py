"""`python -m build_edition`: the edition's commands."""

import sys
from io import TextIOWrapper

try:
    from build_edition.cli import main
except ModuleNotFoundError as error:
    if str(error.name).startswith("build_edition"):
        raise
    sys.exit(
        f"build_edition: this Python has no {error.name}; run make site, and use .venv/bin/python"
    )

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a character is shown its number
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main())
