"""The stages of a build one by one, each with its cost: `python -m tests.bench.stages ROOT LOG`.

Memory is the most that the process has held so far, so that it grows down the table.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from build_edition import edition, site
from build_edition.model import Edition
from build_edition.output.emission import Emission, Part
from build_edition.render import OF_A_TEXT, OF_THE_EDITION, render
from build_edition.render.citing.forms import format_together
from build_edition.render.citing.sources import format_sources
from build_edition.render.markup.pieces import Pieces
from build_edition.site.search_index import place_index, search_index
from build_edition.sources import load_sources
from tests.bench.measure import clear

COSTS: dict[str, tuple[float, float, float]] = {}


def main(root: Path, log: Path) -> None:
    """Build the edition under `root`, stage by stage, and write what each cost."""
    clear(root)
    with _measured("load"):
        sources, problems = load_sources(root)
    assert sources
    assert not problems
    with _measured("clean, passages, emend, annotate"):
        for source in sources.texts:
            edition.read_text(source)
    with _measured("all of these, mentions, checks, address gate"):
        built, found = edition.build(sources)
    assert built, found
    with _measured("render: citations, by pandoc"):
        format_sources(built)
        format_together(built, built.texts)
    with _measured("render: all other formats but EPUB"):
        _draw(built, lambda name: name != "epub")
    with _measured("render: EPUB"):
        _draw(built, lambda name: name == "epub")
    files = render(built)
    with _measured("emit"):
        _written(root, files)
    files.clear()
    with _measured("search index"):
        place = partial(place_index, search_index(root))
    with _measured("MkDocs"):
        made, date = log.parent / "stages-site", built.imprint.date
        site.build_site(root, made, date, place)
    log.write_text(json.dumps(COSTS))


def _draw(built: Edition, wanted: Callable[[str], bool]) -> None:
    """Draw some formats; nothing is held that was drawn, but the largest files are drawn whole."""
    for name, renderer in OF_A_TEXT.items():
        for text in built.texts if wanted(name) else ():
            renderer(built, text)
    for name, draw in OF_THE_EDITION.items():
        for content in draw(built).values() if wanted(name) else ():
            if isinstance(content, Pieces):
                str(content)


def _written(root: Path, files: Mapping[str, str | bytes]) -> None:
    Emission(root / "docs", root / ".cache/emitted").draw([Part("all", "", lambda: files)])


@contextmanager
def _measured(name: str) -> Iterator[None]:
    wall, cpu = time.perf_counter(), _cpu()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    COSTS[name] = (time.perf_counter() - wall, _cpu() - cpu, peak)


def _cpu() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
