"""Measure how the built edition reads in a browser: `python -m tests.bench_reading [SITE]`.

For each text: where its first line is, how many notes in the margin are not cut, how much is
fetched and drawn, and how long the main thread is busy; beside it a stock Material page of the same
words, built in the same run.
"""

import argparse
import gzip
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Literal

from playwright.sync_api import Browser, CDPSession, Page, Response, sync_playwright

from build_edition.model import Text
from tests.browser.chromium import find
from tests.browser.pages import served
from tests.browser.shown import choose, shifts
from tests.conftest import sound_edition
from tests.support import ROOT

Key = Literal["Alt"]

ROUNDS = 5
SLOW = 4
"""How many times slower than this machine's the processor is made to measure what a phone waits."""

WINDOWS = {"1280 × 800": (1280, 800), "390 × 844": (390, 844)}
STOCK = """site_name: Stock
theme: {name: material, font: false}
markdown_extensions: [footnotes]
"""

FIRST_LINE = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(".tt-body .passage"));
  const {bottom} = [...range.getClientRects()].find(({width}) => width > 50);
  return Math.round(100 * bottom / innerHeight);
}"""

UNCUT = """() => {
  const sides = [...document.querySelectorAll(".side")].filter(({offsetHeight}) => offsetHeight);
  return Math.round(100 * sides.filter(({dataset}) => dataset.size !== "short").length / sides.length);
}"""

BLOCKED = """new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const {duration} of list.getEntries()) sum += duration - 50;
  }).observe({type: "longtask", buffered: true});
  setTimeout(() => resolve(Math.round(sum)), 300);
})"""


def main() -> None:
    """Measure the texts of a built site, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site")
    site = parser.parse_args().site
    texts = sound_edition(ROOT).texts
    with tempfile.TemporaryDirectory() as folder, _browser() as browser:
        stock = _stock(Path(folder), texts)
        for text in texts:
            with served(site) as ours, served(stock) as theirs:
                page = f"texts/{text.info.slug}/"
                print(f"{text.info.slug}:")
                for name, value in _measured(browser, ours + page, theirs + text.info.slug + "/"):
                    print(f"  {name}: {value}", flush=True)


def _measured(browser: Browser, ours: str, stock: str) -> Iterator[tuple[str, str]]:
    """Yield what is measured of a page, each with its name."""
    for name, (width, height) in WINDOWS.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(ours)
        yield f"first line at {name}", f"{page.evaluate(FIRST_LINE)} % of the window"
        page.close()
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    weights: dict[str, int] = {}
    page.on("response", lambda response: weights.update(_weight(response)))
    page.goto(ours, wait_until="networkidle")
    for ending, name in ((".js", "scripts"), (".css", "style sheets"), ("", "all")):
        size = sum(size for url, size in weights.items() if url.endswith(ending))
        yield name, f"{size / 1000:.1f} kB gzipped"
    yield "notes in the margin not cut", f"{page.evaluate(UNCUT)} %"
    yield "elements", str(page.evaluate("document.querySelectorAll('*').length"))
    yield "layout shift", f"{shifts(page):.3f}"
    page.close()
    yield "main thread, one view to the next", _spread(_toggles(browser, ours))
    yield "main thread, a note opened", _spread(_openings(browser, ours))
    yield "main thread, the same clicks opening nothing", _spread(_openings(browser, ours, ["Alt"]))
    for name, url in (("this page", ours), ("stock Material", stock)):
        blocked = [_blocked(browser, url) for _ in range(ROUNDS)]
        yield f"blocking time on a {SLOW} times slower processor, {name}", f"{median(blocked)} ms"


def _weight(response: Response) -> dict[str, int]:
    url = response.url.partition("?")[0]
    return {url: len(gzip.compress(response.body(), 9))}


def _toggles(browser: Browser, url: str) -> list[float]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    choose(page, "view-both")
    return [_busy(page, lambda: page.keyboard.press("v")) for _ in range(ROUNDS)]


def _openings(browser: Browser, url: str, keys: Sequence[Key] = ()) -> list[float]:
    """Return how long clicks on notes take; with Alt held they open none, and cost what any does."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    marks = page.locator(".tt-body .mark a").all()[:: max(1, page.locator(".mark").count() // 6)]
    marks[0].click()
    return [_busy(page, partial(mark.click, modifiers=keys)) for mark in marks[1 : ROUNDS + 1]]


def _busy(page: Page, act: Any) -> float:
    """Return how long the main thread is busy with something, in milliseconds."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.wait_for_timeout(200)
    before = _tasks(session)
    act()
    page.wait_for_timeout(400)
    return 1000 * (_tasks(session) - before)


def _tasks(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def _spread(times: list[float]) -> str:
    return f"{min(times):.0f} to {max(times):.0f} ms, median {median(times):.0f}"


def _blocked(browser: Browser, url: str) -> int:
    """Return for how long a page that loads on a slow phone does not answer, in milliseconds."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    page.goto(url, wait_until="load")
    blocked = int(page.evaluate(BLOCKED))
    context.close()
    return blocked


def _stock(root: Path, texts: tuple[Text, ...]) -> Path:
    """Build the words and notes of the texts with stock Material, and return the folder."""
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    (root / "docs/index.md").write_text("# Stock\n", encoding="utf-8")
    for text in texts:
        (root / f"docs/{text.info.slug}.md").write_text(_markdown(text), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return root / "site"


def _markdown(text: Text) -> str:
    """Return a text as Markdown: its passages, with its notes as footnotes."""
    blocks = [f"# {text.info.title}"]
    for reading in text.readings:
        calls = "".join(f"[^{a.note.id}]" for a in reading.annotations)
        sign = {"heading": "## ", "point": "- "}.get(reading.kind, "")
        blocks.append(sign + re.sub(r"([\\`*_\[\]<>])", r"\\\1", reading.text) + calls)
    for reading in text.readings:
        for annotation in reading.annotations:
            words = " ".join(w.text for par in annotation.note.body for w in par)
            blocks.append(f"[^{annotation.note.id}]: {words}")
    return "\n\n".join(blocks) + "\n"


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
