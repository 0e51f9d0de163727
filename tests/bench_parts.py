"""Measure how large one page of a text may be: `python -m tests.bench_parts`.

Builds an edition with one undivided text of each size, and shows its page in Chromium with the
processor slowed four times, as in a slow phone: how long until it is shown, its elements, and its
bytes. `MOST_PASSAGES` and `MOST_CHARACTERS` of `build_edition/texts/passages.py` rest on this.
"""

import io
import random
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from build_edition.cli import main as edition
from tests.browser.chromium import find
from tests.browser.pages import served

ROUNDS, SLOW = 3, 4
SIZES = ((500, 400), (1_000, 400), (2_000, 400), (2_000, 300), (4_000, 400), (200, 3_000))
"""How many passages a page has, and how many characters each of them."""

WORDS = "the tide rose and nobody in the harbour saw the grey ferry go out before dawn".split()


def main() -> None:
    """Build the edition in a temporary folder, and print a line for each size."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "edition"
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            _built(root, Path(folder) / "raw.txt")
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        with served(root / "site") as site:
            for n, (passages, characters) in enumerate(SIZES):
                said = f"{passages:,} passages of {characters:,} characters"
                print(f"{said}: {_shown(browser, f'{site}texts/size-{n}/')}", flush=True)


def _built(root: Path, raw: Path) -> None:
    edition(["found", str(root), "--title", "Sizes"])
    for n, (passages, characters) in enumerate(SIZES):
        raw.write_text(_text(passages, characters), encoding="utf-8")
        edition(["--root", str(root), "text", f"size-{n}", str(raw)])
    edition(["--root", str(root), "build"])


def _text(passages: int, characters: int) -> str:
    chance = random.Random(passages)
    prose = (" ".join(chance.choices(WORDS, k=characters // 4)) for _ in range(passages))
    cut = (words[:characters].rpartition(" ")[0].capitalize() for words in prose)
    return "\n\n".join(f"{words} again." for words in cut) + "\n"


def _shown(browser: Browser, address: str) -> str:
    """Return how long a page takes to be shown, from the answer to the end of its first scripts."""
    times: list[float] = []
    for _ in range(ROUNDS):
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
        page.goto(address)
        entry = "performance.getEntriesByType('navigation')[0]"
        times.append(page.evaluate(f"{entry}.loadEventEnd - {entry}.responseStart"))
        elements = page.evaluate("document.querySelectorAll('*').length")
        size = page.evaluate(f"{entry}.decodedBodySize")
        page.close()
    return f"{median(times) / 1000:.1f} s, {elements:,} elements, {size / 1e6:.1f} MB"


if __name__ == "__main__":
    main()
