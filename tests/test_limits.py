"""Input of the largest size that is allowed is judged in little time and memory, whatever it is.

Each check runs in a process of its own, which says what it took. On an idle machine that is at most
two seconds of CPU time; the limit here is wider, since a busy one takes longer for the same work.
"""

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from build_edition.model import LineKind
from build_edition.numerals import examine
from build_edition.texts.raw_lines import likeness, read_raw_lines
from build_edition.texts.shapes.html import read_html
from tests.support import EMENDATIONS, EVENTS, NOTE, RAW, ROOT, TEXT_YML, line_ruling, source

SECONDS, MEGABYTES = 4.0, 200
PROGRAM = """
import re, resource, sys
from pathlib import Path
from build_edition.cli import main
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
code = main(["--root", sys.argv[1], "check"])
used = resource.getrusage(resource.RUSAGE_SELF)
most = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(code, used.ru_utime + used.ru_stime, int(most) / 1000, file=sys.stderr)
"""
PERSON = "- {{id: e{0}, name: Ex {0}, status: {1}, who: W., names: [ex {0}], texts: [letter]}}\n"
GARBLED = "It produced 1955 tons of dried cod in 47. "


def checked(root: Path) -> tuple[int, float, float, str]:
    """Check an edition; return the exit code, seconds of CPU time, megabytes and what was said."""
    command = [sys.executable, "-c", PROGRAM, str(root)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    code, seconds, megabytes = ended.stderr.splitlines()[-1].split()
    assert ended.stdout, ended.stderr  # it ended in words for an editor
    return int(code), float(seconds), float(megabytes), ended.stdout


def filled(piece: str, size: int) -> str:
    """Return a piece repeated up to a size, with its number wherever it has `{0}`."""
    if "{0}" not in piece:
        return piece * (size // len(piece))
    pieces: list[str] = []
    length = 0
    while True:
        made = piece.replace("{0}", str(len(pieces)))
        length += len(made)
        if length > size:
            return "".join(pieces)
        pieces.append(made)


def numbered(content: str, mark: str) -> str:
    """Return the content of an entry with `{0}` in place of its id."""
    return content.replace(f"id: {mark}", f"id: {mark}-{{0}}", 1)


YML, JSON, TEXT = 399_000, 699_000, 999_000
FILES: Mapping[str, tuple[str, Callable[[], str]]] = {
    "a note of one word": ("texts/letter/notes/ship.md", lambda: NOTE + "x" * 19_000),
    "a note of stars": ("texts/letter/notes/ship.md", lambda: NOTE + "*_" * 9_000),
    "words that are not there": (
        "texts/letter/notes/ship.md",
        lambda: NOTE.replace("the ship", "the shop " * 2_000 + "x"),
    ),
    "people without anything": ("people.yml", lambda: filled("- {}\n", YML)),
    "people": ("people.yml", lambda: filled(PERSON.replace("{{", "{").replace("}}", "}").replace("{1}", "real"), YML)),
    "people of no status": ("people.yml", lambda: filled(PERSON.replace("{{", "{").replace("}}", "}").replace("{1}", "rial"), YML)),
    "events": ("events.yml", lambda: filled(numbered(EVENTS, "sailing"), YML)),
    "a list of words": ("people.yml", lambda: "[" + filled("a, ", YML) + "]"),
    "unknown keys": ("edition.yml", lambda: filled("k{0}: v\n", YML)),
    "a key that is long": ("edition.yml", lambda: "a" * YML + ": b\n"),
    "a key many times": ("edition.yml", lambda: filled("title: a\n", YML)),
    "rulings": ("texts/letter/emendations.yml", lambda: filled(numbered(EMENDATIONS, "the"), YML)),
    "rulings on what is not there": (
        "texts/letter/emendations.yml",
        lambda: filled(numbered(EMENDATIONS.replace("on: teh", "on: thx"), "the"), YML),
    ),
    "what moved": ("edition.yml", lambda: "moved:\n" + filled("  a{0}/: a{0}b/\n", YML - 10)),
    "errata": (
        "errata.yml",
        lambda: filled('- {id: e{0}, person: nobody, date: "2026-02-01", version: 1.0.0, said: a, now: b}\n', YML),
    ),
    "questions": (
        "questions.yml",
        lambda: filled("- {id: q{0}, at: letter p9, about: claim, asks: a, known: b}\n", YML),
    ),
    "brackets": ("people.yml", lambda: "[" * YML),
    "works": (
        "works.json",
        lambda: "[" + filled('{"id": "w{0}", "type": "book", "title": "Ships"},\n', JSON - 90) + '{"id": "x", "type": "book", "title": "x"}]',
    ),
    "works of no type": ("works.json", lambda: "[" + filled('{"id": "w{0}"},', JSON - 90) + "{}]"),
    "a work with a long title": (
        "works.json",
        lambda: json.dumps([{"id": "example1956", "type": "book", "title": "S" * (JSON - 90)}]),
    ),
    "numbers in JSON": ("works.json", lambda: "[" + "1," * (JSON // 2 - 9) + "1]"),
    "passages": (
        "texts/letter/passages.json",
        lambda: "[" + filled('{"id": "p{0}", "kind": "paragraph", "span": [16, 29], "begins": "D"},\n', JSON - 90) + "{}]",
    ),
    "addresses": (
        "addresses.json",
        lambda: '{"format": 1,\n"releases": [\n{"version": "0.0.1", "date": "2026-01-01", "after": "", '
        '"digest": "", "new": [\n' + filled('{"address": "texts/letter/#p{0}"},\n', 1_099_000) + '{"address": "x/"}\n], "changed": []}\n]}\n',
    ),
    "a page": ("../docs/page.md", lambda: filled("[a](b) <a href='c'> *d*\n", 199_000)),
    "a page of tags": ("../docs/page.md", lambda: filled("<p style='x'>\n", 199_000)),
}  # fmt: skip
"""Files of nearly the largest size that they may have."""

TEXTS: Mapping[str, Callable[[], str]] = {
    "one line": lambda: RAW + "word " * (TEXT // 5),
    "short lines": lambda: RAW + "word word word\n" * (TEXT // 15),
    "empty lines": lambda: RAW + "\n" * TEXT,
    "letters": lambda: RAW + "a" * TEXT,
    "figures": lambda: RAW + "1 " * (TEXT // 2),
    "garbled lines": lambda: RAW + f"{GARBLED}\n" * (TEXT // len(GARBLED)),
    "a garbled paragraph": lambda: RAW + GARBLED * (TEXT // len(GARBLED)),
    "marks of combination": lambda: RAW + "a\u0301" * (TEXT // 3),
}
"""Raw texts of nearly the largest size."""


@pytest.mark.hard
@pytest.mark.parametrize("name", FILES)
def test_no_file_is_slow_or_large(name: str, small: Path) -> None:
    path, content = FILES[name]
    (small / "edition" / path).write_text(content(), encoding="utf-8")
    _, seconds, megabytes, said = checked(small)
    print(f"{name}: {seconds:.1f} s, {megabytes:.0f} MB, {len(said)} said")
    assert seconds <= SECONDS
    assert megabytes <= MEGABYTES
    assert len(said) < 100_000


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"It made {1900 + n % 90} tons of oil in {n % 97}.\n" for n in range(5_000)),
        GARBLED * 5_000,
        "1 " * 10_000,
        "In April 1956, 4 men came. " * 5_000,
    ],
    ids=["in lines", "in one paragraph", "alone", "in dates"],
)
def test_ten_thousand_suspects_take_seconds(text: str) -> None:
    began = time.process_time()
    for line in text.splitlines():
        examine(line)
    assert time.process_time() - began < 2 * SECONDS


@pytest.mark.parametrize("like", ["… " * 900, "#…" * 900, "#" * 900, "#1" * 400, "a" + " …" * 900])
@pytest.mark.parametrize("line", ["word 12 " * 400, "1" * 3_000, "a" + " 1" * 1_500])
def test_no_likeness_takes_for_ever(like: str, line: str) -> None:
    began = time.process_time()
    assert not likeness(f"{like}x").fullmatch(line)
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("kind", ["furniture", "turns"])
def test_a_ruling_takes_no_more_room_than_its_text(kind: LineKind) -> None:
    info = source("One.\nTwo.\n", rulings=(line_ruling("2-9999999", "Two.", kind),)).info
    raw_lines = read_raw_lines("One.\nTwo.\n", info)
    assert [*raw_lines.rulings] == [2, 3]
    assert [*raw_lines.turns] == ([2, 3] if kind == "turns" else [])


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 60_000 + "x",
        "<div>w" * 40_000,
        "<li>" + "<div>w" * 40_000,
        "<p><div>" + "<b><p></p>" * 30_000,
        "<div>" * 30_000 + "<h1><div>" * 20_000,
        "<b>" * 60_000 + "</b>" * 60_000,
        "<div>" * 60_000 + "</i>" * 60_000,
    ],
    ids=["open", "blocks", "in a point", "paragraphs", "headings", "closed", "never open"],
)
def test_elements_that_are_never_closed_take_no_time(html: str) -> None:
    began = time.process_time()
    read_html(html)
    assert time.process_time() - began < SECONDS


@pytest.mark.hard
@pytest.mark.parametrize("name", TEXTS)
def test_no_text_is_slow_or_large(name: str, small: Path) -> None:
    content = TEXTS[name]().encode()
    (small / "edition/texts/letter/raw.txt").write_bytes(content)
    checksum = hashlib.sha256(content).hexdigest()
    head = TEXT_YML.format(sha256=checksum)
    (small / "edition/texts/letter/text.yml").write_text(head, encoding="utf-8")
    _, seconds, megabytes, said = checked(small)
    print(f"{name}: {seconds:.1f} s, {megabytes:.0f} MB, {len(said)} said")
    assert seconds <= SECONDS
    assert megabytes <= MEGABYTES
    assert len(said) < 100_000
