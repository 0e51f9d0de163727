"""Run a command of the edition: `python -m build_edition`."""

import sys
from io import TextIOWrapper

from build_edition.cli import main

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a terminal may lack some characters
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main())
