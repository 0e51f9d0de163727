"""`python -m build_edition`: the edition's commands."""

import sys
from io import TextIOWrapper

from build_edition.cli import main

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a character is shown its number
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main())
