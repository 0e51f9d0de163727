"""`python -m build_edition`: the edition's commands."""

import sys

from build_edition.cli import main

if __name__ == "__main__":
    sys.exit(main())
