"""`python -m build_edition`: the edition's commands."""

import os
import sys

from build_edition.cli import main

if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # the system takes an edition's memory back at once, Python piece by piece
