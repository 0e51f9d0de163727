"""Helpers that make values of the model, and the folder of a small edition for tests to break."""

import hashlib
import json
import shutil
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, settings

from build_edition.commands.founding.found import LEFT, TEMPLATE
from build_edition.commands.founding.found import settings as settings_for
from build_edition.model import (
    ColumnsRuling,
    Edition,
    EmendationRuling,
    Lemma,
    LineKind,
    LineRuling,
    Note,
    Person,
    Place,
    Problem,
    Speaker,
    TextInfo,
    TextSource,
    Words,
)
from build_edition.output.cache import FOLDER
from build_edition.output.files import Content
from build_edition.output.parts import Part, Parts
from build_edition.render import Question, Whole, answered, citation_questions, whole_drawing
from build_edition.render import render as render_with
from build_edition.render.exports.epub import chapters_of, whole_parts
from build_edition.site.pandoc import ask as ask_pandoc
from build_edition.site.search_index import place_index, search_index

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"
SPECIMEN = Path(__file__).parent / "specimen"
SLUGS = ("talk", "ferry", "tides")
"""The names of the specimen's texts."""
PLACE = Place("text.yml")
PREFIX = "/two-tigers"
"""The path under which tests serve a site, as GitHub Pages does for a project of that name."""
Files = Mapping[str, str | bytes]
"""Emitted files, by path under `docs/`."""
USUAL = 100
"""How many examples a property is tried on, unless it asks for another number."""


def built(folder: str, names: list[str]) -> set[str]:
    """Return what builds have written in a folder of the project, for `copytree` to leave out."""
    emitted = {"texts", "apparatus", "data", "index.md", ".emitted"}
    return emitted.intersection(names) if Path(folder) == ROOT / "docs" else set()


def not_shared(folder: str, names: list[str]) -> set[str]:
    """Return in a folder of the project what not every edition has, for `copytree` to leave out."""
    inside = Path(folder).relative_to(ROOT)
    own = {name for name in names if (inside / name).as_posix() in LEFT}
    return built(folder, names) | own


def own_settings(root: Path) -> None:
    """Give an edition settings of its own: the project's, under its title and `ADDRESS`."""
    imprint = yaml.safe_load((root / "edition/edition.yml").read_text(encoding="utf-8"))
    facts = {"title": imprint["title"], "subtitle": imprint["subtitle"], "name": PREFIX[1:]}
    config = settings_for((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), facts)
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")


def dress(root: Path) -> None:
    """Give an edition what surrounds its texts: settings, templates and the pages of every edition."""
    own_settings(root)
    for name in ("overrides", "docs"):
        shutil.copytree(ROOT / name, root / name, ignore=not_shared, dirs_exist_ok=True)
    shutil.copytree(TEMPLATE / "edition/pages", root / "edition/pages")


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file in `cases/`."""
    found: list[dict[str, Any]] = yaml.load(
        (CASES / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return found


def named(case: dict[str, Any]) -> str:
    """Return a case's name, for pytest."""
    return str(case["name"])


def line_ruling(lines: int | str, begins: str, kind: LineKind, **more: Any) -> LineRuling:
    """Return a ruling on lines, given as `7` or `7-9`."""
    first, _, last = str(lines).partition("-")
    given = {"level": 1, "why": "", "place": PLACE, **more}
    return LineRuling(int(first), int(last or first), begins, kind, **given)


def columns_ruling(lines: int | str, begins: str, **more: Any) -> ColumnsRuling:
    """Return a ruling that lines, given as `7` or `7-9`, are columns."""
    first, _, last = str(lines).partition("-")
    given = {"at": 0, "between": "", "place": PLACE, **more}
    return ColumnsRuling(int(first), int(last or first), begins, **given)


def examples(count: int, hard: int = 0) -> settings:
    """Return settings for that many examples of a property, ten times that in `make test-hard`.

    There it is `hard` examples, if given.
    """
    share = settings().max_examples / USUAL
    if hard and share > 1:
        count, share = hard, 1
    fixtures = [HealthCheck.function_scoped_fixture]  # no test here changes a fixture's value
    return settings(max_examples=round(count * share), suppress_health_check=fixtures)


def head(**given: Any) -> TextInfo:
    """Return a text's head, with defaults for whatever is not given."""
    defaults: dict[str, Any] = {
        "slug": "sample",
        "title": "A Sample",
        "kind": "A sample",
        "rights": "Nobody's",
        "origin": "",
        "caveat": "",
        "brief_caveat": "",
        "language": "en",
        "rules": (),
        "speakers": (),
        "rulings": (),
        "contents": (),
        "place": PLACE,
    }
    return TextInfo(**(defaults | given))


def source(raw: str, **given: Any) -> TextSource:
    """Return a text source without passage records or rulings on wording."""
    return TextSource(head(**given), raw, (), (), "edition/texts/sample")


def ruled(case: dict[str, Any]) -> TextSource:
    """Return the text source that a cleaning case describes."""
    rulings = tuple(
        line_ruling(
            r.get("lines", 0),
            r.get("begins", ""),
            r["as"],
            why="not the author’s",
            place=Place("text.yml", n),
            **{key: r[key] for key in ("level", "like", "times") if key in r},
        )
        for n, r in enumerate(case.get("rulings", ()), start=8)
    )
    speakers = tuple(Speaker(label, label) for label in case.get("speakers", ()))
    columns = tuple(
        columns_ruling(place=Place("text.yml", n), **r)
        for n, r in enumerate(case.get("columns", ()), start=4)
    )
    rules = tuple(case.get("rules", ()))
    return source(case["raw"], rules=rules, rulings=rulings, speakers=speakers, columns=columns)


def ruling(on: str, read: str | None, **given: Any) -> EmendationRuling:
    """Return a ruling on wording in p1."""
    defaults: dict[str, Any] = {
        "id": "one",
        "at": "p1",
        "kind": "word",
        "certainty": "high",
        "evidence": "internal",
        "sources": (),
        "why": "a slip",
        "place": PLACE,
    }
    return EmendationRuling(on=on, read=read, **(defaults | given))


TEXT_YML = """slug: letter
title: A Letter
kind: A letter
rights: Nobody's
sha256: {sha256}
rules: [blank-lines]
rulings:
  - lines: 1
    begins: "Letters online"
    as: furniture
    why: the host's name
"""
RAW = "Letters online\n\nDear example,\nI saw teh ship.\n"
RECORDS = [
    {"id": "p1", "kind": "paragraph", "span": [16, 29], "begins": "Dear example,"},
    {"id": "p2", "kind": "paragraph", "span": [30, 45], "begins": "I saw teh ship."},
]
EMENDATIONS = """- id: the
  at: p2
  on: teh
  read: the
  kind: letter
  certainty: high
  evidence: internal
  why: letters changed places
"""
NOTE = """---
at: p2
on: |-
  the ship
kind: fiction
certainty: high
sources: ["example1956, 12"]
by: [editors]
---
No *ship* called that year; see [the greeting](/texts/letter/#p1).
"""
WORKS = [
    {"id": "example1956", "type": "book", "title": "Ships", "author": [{"literal": "Example"}]}
]
PEOPLE = """- id: example
  name: Example
  status: invented
  who: The one who is greeted.
  names: [example]
  sources: ["example1956, 12"]
"""
EVENTS = """- id: sailing
  date: 1956-04~
  title: The sailing
  record: No ship sailed.
  happened: false
  certainty: high
  sources: ["example1956, 12"]
  told:
    - at: letter p2
      says: A ship was seen.
"""
SERIES = """- id: ships
  title: Ships seen
  unit: ships a year
  about: Ships, by year.
  record:
    - {year: 1956, value: 0, certainty: high, sources: ["example1956, 12"]}
  told:
    - {year: 1956, value: 1, at: letter p2, says: I saw the ship, place: harbour, claim: output}
"""
EDITION_YML = """title: Letters
subtitle: One letter
abstract: A letter to nobody.
editors: [The editors of Two Tigers]
version: 0.0.1-dev
date: "2026-01-01"
licences: {code: MIT, notes: CC BY 4.0}
showcase: letter p2
texts: [letter]
"""
MKDOCS = """site_name: Letters
plugins: []
theme: {name: mkdocs}
nav: [index.md]
"""


def small_edition(root: Path) -> Path:
    """Write a valid edition of one letter to `root`, and return `root`."""
    folder = root / "edition/texts/letter"
    folder.mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "edition/edition.yml").write_text(EDITION_YML, encoding="utf-8")
    (folder / "raw.txt").write_bytes(RAW.encode())
    checksum = hashlib.sha256(RAW.encode()).hexdigest()
    (folder / "text.yml").write_text(TEXT_YML.format(sha256=checksum), encoding="utf-8")
    lines = ",\n".join(json.dumps(record) for record in RECORDS)
    (folder / "passages.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    (folder / "emendations.yml").write_text(EMENDATIONS, encoding="utf-8")
    (folder / "notes").mkdir()
    (folder / "notes/ship.md").write_text(NOTE, encoding="utf-8")
    (root / "edition/works.json").write_text(json.dumps(WORKS, indent=2), encoding="utf-8")
    for name, content in (("people", PEOPLE), ("events", EVENTS), ("series", SERIES)):
        (root / f"edition/{name}.yml").write_text(content, encoding="utf-8")
    return root


@cache
def soup(path: Path) -> BeautifulSoup:
    """Return a built page, parsed once; no test may change it."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@cache
def by_id(path: Path) -> dict[str, Tag]:
    """Return the elements of a built page that have an id, by id."""
    return {str(element["id"]): element for element in soup(path).select("[id]")}


def free_port() -> int:
    """Return a port of this machine that no program listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def project_files(root: Path) -> dict[Path, bytes]:
    """Return every file under a root but what builds keep in `.cache/`, which changes no result."""
    files = (path for path in root.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files if FOLDER not in path.parts}


@cache
def answer(question: Question) -> str:
    """Return pandoc's answer to a question."""
    return ask_pandoc([question])[0]


def ask(questions: Sequence[Question]) -> list[str]:
    """Return pandoc's answers; each question is asked once in a test run."""
    return [answer(question) for question in questions]


def render(edition: Edition) -> dict[str, str | bytes]:
    """Return all files of an edition, by path under `docs/`."""
    return render_with(edition, ask)


@lru_cache(maxsize=8)
def whole(edition: Edition) -> Whole:
    """Return the drawing that the renderers of the whole edition, and of each text, are given."""
    infos = [text.info for text in edition.texts]
    return whole_drawing(edition, infos, answered(citation_questions(edition, infos), ask))


def book_of(edition: Edition) -> dict[str, str]:
    """Return the files of the book of a whole edition, by their paths in it."""
    drawing = whole(edition)
    return whole_parts(drawing, (chapters_of(drawing, text) for text in edition.texts))


def emit(
    root: Path,
    drawn: Sequence[Part],
    look: Callable[[Mapping[str, Content]], Iterable[Problem]] = lambda files: (),
) -> Parts:
    """Bring a project up to date with some parts and no others, and return the Parts."""
    parts = Parts(root)
    parts.draw(drawn, look)
    if parts.problems:
        parts.manifest.write({*parts.seals, *parts.manifest.files})
        parts.keep()
    else:
        parts.manifest.remove_all_but(parts.seals)
        parts.manifest.write(parts.seals)
        parts.close()
    return parts


def emitted(root: Path, files: Mapping[str, Content]) -> None:
    """Write files under `docs/`, as a build does that draws all of them."""
    drawn = {f"docs/{path}": content for path, content in files.items()}
    emit(root, [Part("all", "", lambda: drawn)])


def indexed(root: Path) -> Callable[[Path], None]:
    """Return a function that puts the search index of an emitted project into a site."""
    index = search_index(root, Parts(root))
    return lambda site: place_index(root, index, site)


def lemma(on: str, at: str = "p1", occurrence: tuple[int, int] | None = None) -> Lemma:
    """Return quoted words of the novel."""
    return Lemma("novel", at, on, PLACE, occurrence)


def note(on: str, at: str = "p1", occurrence: tuple[int, int] | None = None, **given: Any) -> Note:
    """Return a note on words of p1 or of another passage."""
    defaults: dict[str, Any] = {
        "id": "one",
        "kind": "history",
        "certainty": "high",
        "internal": True,
        "citations": (),
        "source": "",
        "by": ("editors",),
        "body": ((Words("So it was."),),),
        "place": PLACE,
    }
    return Note(lemma=lemma(on, at, occurrence), **(defaults | given))


def person(name: str, *names: str, **given: Any) -> Person:
    """Return a person who goes by these names."""
    defaults: dict[str, Any] = {
        "native": "",
        "language": "",
        "dates": "",
        "status": "real",
        "who": "Somebody.",
        "texts": (),
        "stands_for": "",
        "certainty": None,
        "why": "",
        "citations": (),
        "also": (),
        "exceptions": (),
        "place": PLACE,
    }
    return Person(id=name, name=name.title(), names=names, **(defaults | given))
