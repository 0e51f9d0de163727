"""Measure how fast a built edition is searched in a browser, and how much is fetched for it.

`python -m tests.bench_search [SITE]`; with `--texts 1000` of a made-up edition of so many texts, which
takes minutes to build. Each search is measured as the first of a visit, from the opening of the
dialog on, and as a later one, from the last key.
"""

import argparse
import gzip
import json
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, Response, sync_playwright

from build_edition.cli import main as build
from tests.bench.generate import write_edition
from tests.browser.chromium import find
from tests.browser.pages import served
from tests.support import ROOT

ROUNDS = 3
ANSWERED = """words => new Promise(resolve => {
  const opener = document.querySelector(".tt-search");
  const dialog = document.querySelector("dialog.tt-found");
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  status.textContent = "";
  const begin = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - begin));
  }).observe(status, {childList: true, characterData: true, subtree: true});
  input.value = words;
  if (dialog.open) input.dispatchEvent(new Event("input"));
  else opener.click();
})"""
"""Asks in the dialog, which it opens if need be, and returns after how many ms the answer is drawn."""


def main() -> None:
    """Measure the searches of a site, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site")
    parser.add_argument("--texts", type=int, help="measure a made-up edition of so many texts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = options.site
        if options.texts:
            write_edition(Path(folder), options.texts)
            build(["--root", folder, "build"])
            site = Path(folder) / "site"
        for line in measured(site):
            print(line, flush=True)


def measured(site: Path) -> Iterator[str]:
    """Yield what is measured of each search, as a line."""
    asked = searches(site)
    with sync_playwright() as playwright, served(site) as address:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        for name, words in asked.items():
            first = [_first(browser, address, words) for _ in range(ROUNDS)]
            later = [_later(browser, address, words, asked["two words"]) for _ in range(ROUNDS)]
            yield f"{name}, {words}:"
            for which, found in (("first", first), ("later", later)):
                time, weight = (median(values) for values in zip(*found, strict=True))
                yield f"  {which}: {time:.0f} ms, {weight / 1000:.0f} kB"
        browser.close()


def searches(site: Path) -> dict[str, str]:
    """Return what is searched for, from the first texts and the people of a site's index."""
    index = site / "search/index"
    terms = _terms(index / "1")
    words = [word for word, _ in Counter(terms).most_common() if word.isalpha() and len(word) > 4]
    names = sorted(name for name in _terms(index / "0") if name.startswith("=") and name.isascii())
    name = sorted(names, key=len)[len(names) // 2].removeprefix("=")
    few, some = len(words) // 50, len(words) // 20
    return {
        "two words": f"{words[few]} {words[some]}",
        "the two commonest words": f"{words[0]} {words[1]}",
        "a phrase": f'"{_phrase(index / "1")}"',
        "a name": name,
        "a name with a slip": f"{name[:3]}{name[4:]}",
        "a word that stands nowhere": "qzzxqzzxq",
    }


def _terms(volume: Path) -> dict[str, int]:
    """Return the terms of a volume, each with the number of its places."""
    files = (_read(path) for path in sorted(volume.glob("terms-*")))
    return {term: len(places) for file in files for term, places in file.items()}


def _phrase(volume: Path) -> str:
    """Return three words of a passage that follow each other."""
    records = (record for path in sorted(volume.glob("records-*")) for record in _read(path))
    said = (record[3].split() for record in records if record[0].startswith("p"))
    return next(" ".join(words[:3]) for words in said if "".join(words[:3]).isalpha())


def _read(path: Path) -> Any:
    return json.loads(zlib.decompress(path.read_bytes()))


def _first(browser: Browser, address: str, words: str) -> tuple[float, float]:
    """Return how long the first answer takes in ms, and how many bytes are fetched for it."""
    page = _opened(browser, address)
    found = _asked(page, words)
    page.context.close()
    return found


def _later(browser: Browser, address: str, words: str, before: str) -> tuple[float, float]:
    """Return the same for an answer that follows another."""
    page = _opened(browser, address)
    _asked(page, before if words != before else "qzzxq")
    found = _asked(page, words)
    page.context.close()
    return found


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_context().new_page()
    page.goto(f"{address}about/", wait_until="networkidle")
    return page


def _asked(page: Page, words: str) -> tuple[float, float]:
    fetched: list[Response] = []
    page.on("response", lambda response: fetched.append(response))
    time = float(page.evaluate(ANSWERED, words))
    page.wait_for_load_state("networkidle")
    told = page.locator(".tt-found [role=status]").inner_text()
    if "not available" in told:
        raise SystemExit(told)
    return time, sum(len(gzip.compress(each.body(), 9)) for each in fetched)


if __name__ == "__main__":
    main()
