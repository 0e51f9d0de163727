"""Find a Chromium for the tests, or install one: Debian's if run as root, else playwright's.

Run as a program it makes sure that there is one, and fails with one sentence if it cannot.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return a browser's path: named by CHROMIUM, on the PATH, or playwright's; None if none is."""
    named = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)]
    return next((path for path in named if path), None) or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Install a browser, with apt-get if run as root, else with playwright; it may fail."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        command = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", "chromium"]
    else:
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, check=False)


if __name__ == "__main__":
    if not find():
        install()
    if not find():
        sys.exit(
            "no browser: the tests need Chromium or Chrome, and neither apt-get nor playwright "
            "could install one. Install it, or name it with CHROMIUM=/path/to/chromium"
        )
    print(f"browser: {find()}")
