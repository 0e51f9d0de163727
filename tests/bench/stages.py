"""Measure the stages of a build one by one: `python -m tests.bench.stages ROOT LOG`.

Memory is the peak of the process so far, so it never falls down the table.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from build_edition import edition
from build_edition.output.parts import Part, Parts
from build_edition.render import (
    GATHERED,
    OF_A_TEXT,
    OF_THE_EDITION,
    Whole,
    answered,
    citation_questions,
    draw_whole,
    held,
    render,
    whole_drawing,
)
from build_edition.site.mkdocs import build_site
from build_edition.site.pandoc import ask
from build_edition.site.search_index import place_index, search_index
from build_edition.sources.load import load_sources
from tests.bench.measure import clear

COSTS: dict[str, tuple[float, float, float]] = {}


def main(root: Path, log: Path) -> None:
    """Build the edition under `root`, stage by stage, and write the costs to `log` as JSON."""
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
        infos = [text.info for text in built.texts]
        drawing = whole_drawing(built, infos, answered(citation_questions(built, infos), ask))
    with _measured("render: all other formats but EPUB"):
        _draw(drawing, lambda name: name != "epub")
    with _measured("render: EPUB"):
        _draw(drawing, lambda name: name == "epub")
    files = {f"docs/{path}": content for path, content in render(built, ask).items()}
    parts = Parts(root)
    with _measured("emit"):
        parts.draw([Part("all", "", lambda: files)])
    files.clear()
    with _measured("search index"):
        place = partial(place_index, root, search_index(root, parts))
    with _measured("MkDocs"):
        made, date = log.parent / "stages-site", built.imprint.date
        build_site(root, made, date, place, parts)
    log.write_text(json.dumps(COSTS))


def _draw(drawing: Whole, wanted: Callable[[str], bool]) -> None:
    """Draw the wanted formats to their last piece, without keeping what was drawn."""
    for name, each in OF_A_TEXT.items():
        for text in drawing.edition.texts if wanted(name) else ():
            each.draw(drawing, text)
    for name in filter(wanted, (*GATHERED, *OF_THE_EDITION)):
        for content in draw_whole(drawing, name).values():
            held(content)


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
