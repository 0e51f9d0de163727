"""Synthetic editions of any size, as people would write them; the same seed gives the same edition.

Each text has 110 passages and about 30 notes of all kinds, figures garbled as a translation garbles
them, with the rulings that repair them, and its share of people, events and works.
"""

import hashlib
import json
import random
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path

from build_edition.model import LineRuling, Place, TextInfo, TextSource
from build_edition.sources.passage_register import passage_register
from build_edition.texts.clean import clean
from build_edition.texts.passages import number
from tests.support import dress

PASSAGES, NOTES, RULINGS = 110, 30, 6
"""How many of each a text has."""

_KINDS = ("fiction", "history", "disputed", "error", "identity", "wording")
_CERTAINTIES = ("high", "medium", "low", "unchecked")
_BEGINNINGS = "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no".split()
_ENDINGS = "bar den dor fel gan hol kam lan mir nor pel rak sen tam tor val ven zin".split()


@dataclass(frozen=True)
class Made:
    """A made-up text.

    `lines` are the words of its passages; `rulings` are a line's index, the words there and their
    reading; `notes` are a name, a line's index, the words there and what the note says.
    """

    slug: str
    title: str
    lines: tuple[str, ...]
    rulings: tuple[tuple[int, str, str], ...]
    notes: tuple[tuple[str, int, str, str], ...]


class World:
    """Everything that the texts of one edition mention; it grows with their number."""

    def __init__(self, texts: int, seed: int = 1, passages: int = PASSAGES, known: int = 0) -> None:
        self.texts, self.passages, self.notes = texts, passages, passages * NOTES // PASSAGES
        self.known = known or 20 + texts // 4
        self.chance = random.Random(seed)
        syllables = ["".join(pair) for pair in product(_BEGINNINGS, _ENDINGS)]
        self.words = syllables + ["".join(p) for p in product(_BEGINNINGS[::3], syllables)]
        self.chance.shuffle(self.words)
        self.weights = [1 / (n + 3) for n in range(len(self.words))]
        self.slugs = [f"text-{n:04}" for n in range(1, texts + 1)]
        self.people = self._names(self.known)
        self.works = [f"work{n}" for n in range(self.known + 10)]

    def _names(self, count: int) -> list[tuple[str, str]]:
        """Return people's given and family names; no two share a family name."""
        family = [f"{a}{b}".capitalize() for a, b in product(_ENDINGS, _BEGINNINGS)]
        family += [
            f"{a}{b}{c}".capitalize() for a, b, c in product(_ENDINGS, _BEGINNINGS, _ENDINGS)
        ]
        given = [a.capitalize() for a in _BEGINNINGS]
        return [(self.chance.choice(given), name) for name in family[:count]]

    @cached_property
    def made(self) -> list[Made]:
        """The texts, made when first asked for."""
        return [self._text(slug) for slug in self.slugs]

    def sentence(self, words: int) -> str:
        """Return a sentence of that many words; one in four has a family name in it."""
        chosen = self.chance.choices(self.words, self.weights, k=words)
        if self.chance.random() < 0.25:
            chosen[len(chosen) // 2] = self.chance.choice(self.people)[1]
        return f"{chosen[0].capitalize()} {' '.join(chosen[1:])}."

    def _text(self, slug: str) -> Made:
        lines: list[str] = []
        rulings: list[tuple[int, str, str]] = []
        for n in range(self.passages):
            if n % 10 == 0:
                lines.append(self.sentence(4).rstrip("."))
                continue
            words = " ".join(self.sentence(self.chance.randint(8, 16)) for _ in range(3))
            if n % (self.passages // RULINGS) == 1 and len(rulings) < RULINGS:
                tons, year = self.chance.randint(11, 99), self.chance.randint(1949, 1961)
                rulings.append(
                    (
                        n,
                        f"{year} tons of crude oil in {tons}",
                        f"{tons} tons of crude oil in {year}",
                    )
                )
                words += f" The field produced {rulings[-1][1]}."
            lines.append(words)
        return Made(
            slug,
            self.sentence(4).rstrip("."),
            tuple(lines),
            tuple(rulings),
            tuple(self._notes(lines)),
        )

    def _notes(self, lines: list[str]) -> list[tuple[str, int, str, str]]:
        """Return notes on words that occur once in their passage, as `Made.notes` has them."""
        made = []
        places = self.chance.sample([n for n in range(self.passages) if n % 10], self.notes)
        for n, place in enumerate(sorted(places)):
            words = lines[place].split()
            start = self.chance.randrange(2, 6)
            on = " ".join(words[start : start + self.chance.randint(3, 7)]).rstrip(".")
            if lines[place].count(on) == 1:
                said = " ".join(self.sentence(self.chance.randint(8, 20)) for _ in range(3))
                made.append((f"note-{n}-{words[start].lower().rstrip('.')}", place, on, said))
        return made


def write_edition(root: Path, texts: int, seed: int = 1, passages: int = PASSAGES) -> World:
    """Write an edition of that many texts under `root`, with what every edition has around it."""
    world = World(texts, seed, passages)
    write_world(root, world)
    dress(root)
    return world


def write_world(root: Path, world: World) -> None:
    """Write the files that editors write, and no others."""
    folder = root / "edition"
    folder.mkdir()
    for made in world.made:
        _write_text(folder / "texts" / made.slug, made, world)
    _write_reference(folder, world)
    (folder / "edition.yml").write_text(_imprint(world), encoding="utf-8")


def _write_text(folder: Path, made: Made, world: World) -> None:
    (folder / "notes").mkdir(parents=True)
    bullets = {n for n in range(world.passages) if n % 10 in (7, 8)}
    shown = [f"  • {line}" if n in bullets else line for n, line in enumerate(made.lines)]
    raw = (
        "Archive of examples\n\n"
        + "\n\n".join(f"{line} " if n % 9 == 4 else line for n, line in enumerate(shown))
        + "\n"
    )
    (folder / "raw.txt").write_bytes(raw.encode())
    headings = [(3 + 2 * n, line) for n, line in enumerate(made.lines) if n % 10 == 0]
    (folder / "text.yml").write_text(_text_yml(made, raw, headings), encoding="utf-8")
    _write_register(folder, made, raw, headings)
    rulings = "".join(_ruling(n, made, ruling, world) for n, ruling in enumerate(made.rulings))
    (folder / "emendations.yml").write_text(rulings, encoding="utf-8")
    for n, note in enumerate(made.notes):
        (folder / f"notes/{note[0]}.md").write_text(_note(n, note, world), encoding="utf-8")


def _text_yml(made: Made, raw: str, headings: list[tuple[int, str]]) -> str:
    ruled = "".join(
        f"  - lines: {line}\n    begins: {json.dumps(words)}\n    as: heading\n    level: 2\n"
        for line, words in headings
    )
    return (
        f"slug: {made.slug}\ntitle: {made.title}\nkind: A made-up text to measure with\n"
        "rights: Nobody’s\ncaveat: Made up, word for word.\n"
        f"numbers: overwritten\nsha256: {hashlib.sha256(raw.encode()).hexdigest()}\n"
        "rules: [blank-lines, bullets, trailing-spaces]\nrulings:\n"
        '  - lines: 1\n    begins: "Archive of"\n    as: furniture\n    why: the host’s name\n'
        + ruled
    )


def _write_register(folder: Path, made: Made, raw: str, headings: list[tuple[int, str]]) -> None:
    """Write `passages.json`, with the ids that `number` would give."""
    place = Place("text.yml")
    rulings = [LineRuling(1, 1, "Archive of", "furniture", 1, "the host’s name", place)]
    rulings += [LineRuling(n, n, words, "heading", 2, "", place) for n, words in headings]
    rules = ("blank-lines", "bullets", "trailing-spaces")
    head = TextInfo(made.slug, "", "", "", "", "", "", "en", rules, (), tuple(rulings), (), place)
    transmitted, problems = clean(TextSource(head, raw, (), (), str(folder)))
    assert not problems
    (folder / "passages.json").write_text(
        passage_register(number(transmitted, ())), encoding="utf-8"
    )


def _ruling(n: int, made: Made, ruling: tuple[int, str, str], world: World) -> str:
    at, on, read = ruling
    evidence = "internal" if n % 2 else "external"
    named = "" if n % 2 else f'  sources: ["{world.chance.choice(world.works)} [unseen]"]\n'
    return (
        f"- id: oil-{n}\n  at: p{at + 1}\n  on: {on}\n  read: {read}\n  kind: number\n"
        f"  certainty: high\n  evidence: {evidence}\n{named}"
        "  why: The digits stand in the order of the Chinese sentence.\n"
    )


def _note(n: int, note: tuple[str, int, str, str], world: World) -> str:
    _, place, on, said = note
    kind, certainty = _KINDS[n % 6], _CERTAINTIES[n % 4]
    key = world.chance.choice(world.works)
    cited = f"{key}, {world.chance.randint(1, 400)} [read]" if n % 3 else f"{key} [unseen]"
    if n % 7 == 3:
        said += f" See [there](/texts/{world.chance.choice(world.slugs)}/#p{n + 1})."
    words = said.split()
    words[4] = f"*{words[4]}*"
    return (
        f"---\nat: p{place + 1}\non: |-\n  {on}\nkind: {kind}\ncertainty: {certainty}\n"
        f'sources: ["{cited}"]\nby: [{"example" if n % 5 == 0 else "editors"}]\n---\n{" ".join(words)}\n'
    )


def _write_reference(folder: Path, world: World) -> None:
    works = [
        {
            "id": key,
            "type": ("book", "article-journal", "webpage")[n % 3],
            "title": world.sentence(5).rstrip("."),
            "author": [
                {
                    "family": world.people[n % len(world.people)][1],
                    "given": world.people[n % len(world.people)][0],
                }
            ],
            "publisher": world.sentence(2).rstrip("."),
            "issued": {"date-parts": [[1950 + n % 70]]},
        }
        for n, key in enumerate(world.works)
    ]
    (folder / "works.json").write_text(json.dumps(works, indent=1), encoding="utf-8")
    people = "".join(
        f"- id: {family.lower()}\n  name: {given} {family}\n"
        f"  status: {'invented' if n % 4 == 0 else 'real'}\n  who: Somebody in the texts.\n"
        f'  names: ["{given} {family}", "{family}"]\n  sources: ["{world.chance.choice(world.works)} [unseen]"]\n'
        for n, (given, family) in enumerate(world.people)
    )
    (folder / "people.yml").write_text(people, encoding="utf-8")
    (folder / "events.yml").write_text(_events(world), encoding="utf-8")


def _events(world: World) -> str:
    written = []
    for n in range(world.known):
        told = "".join(
            f"    - at: {world.chance.choice(world.slugs)} p{world.chance.randint(2, world.passages)}\n"
            f"      says: {world.sentence(6)}\n"
            for _ in range(3)
        )
        written.append(
            f'- id: event-{n}\n  date: "{1949 + n % 12}-{1 + n % 12:02}"\n  title: {world.sentence(3)}\n'
            f"  record: {world.sentence(12)}\n  happened: {'false' if n % 5 == 0 else 'true'}\n"
            f'  certainty: high\n  sources: ["{world.chance.choice(world.works)} [unseen]"]\n  told:\n{told}'
        )
    return "".join(written)


def _imprint(world: World) -> str:
    listed = "".join(f"  - {slug}\n" for slug in world.slugs)
    return (
        "title: An Edition to Measure\nsubtitle: Made-up texts\nabstract: Made up, word for word.\n"
        'editors: [The editors of Two Tigers]\nversion: 0.1.0-dev\ndate: "2026-01-01"\n'
        f"licences: {{code: MIT, notes: CC BY 4.0}}\nshowcase: {world.slugs[0]} p2\ntexts:\n{listed}"
    )
