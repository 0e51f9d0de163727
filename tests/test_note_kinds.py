"""A kind of note is one entry: all else that names kinds follows from it, or is checked here."""

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args
from urllib.parse import unquote

import pytest

from build_edition.model import NOTE_KINDS, Edition, NoteKind
from build_edition.model import note_kinds as note_kinds_module
from build_edition.render.contribute import suggest
from build_edition.render.inserts.note_kinds import note_kinds
from tests.support import ROOT, whole

ASSETS = ROOT / "docs/assets"
NAMES = {*get_args(NoteKind)}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1, as WCAG defines it."""
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, as WCAG defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_a_kind_without_an_entry_is_told_at_once() -> None:
    code = Path(note_kinds_module.__file__).read_text(encoding="utf-8")
    code = code.replace("NoteKind = Literal[", 'NoteKind = Literal["more", ')
    with pytest.raises(TypeError, match=r"^NoteKind and NOTE_KINDS .+: more$"):
        exec(compile(code, "note_kinds.py", "exec"), {"__name__": note_kinds_module.__name__})


def test_every_kind_has_an_entry_of_its_own() -> None:
    assert {*NOTE_KINDS} == NAMES
    for field in ("word", "meaning", "drawing", "light", "dark"):
        values = [getattr(kind, field) for kind in NOTE_KINDS.values()]
        assert len({*values}) == len(values), field


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_kind_can_be_read_on_either_ground(name: NoteKind) -> None:
    tokens = (ASSETS / "edition.css").read_text(encoding="utf-8")
    ground = re.search(r"--tt-ground: light-dark\((#\w{6}), (#\w{6})\);", tokens)
    assert ground
    kind = NOTE_KINDS[name]
    assert min(contrast(kind.light, ground[1]), contrast(kind.dark, ground[2])) >= 4.5


def test_the_style_sheet_has_each_kind_and_the_hand_written_ones_have_none(
    an_edition: Edition,
) -> None:
    drawn = note_kinds(whole(an_edition))["apparatus/kinds.css"]
    for name, kind in NOTE_KINDS.items():
        assert f"--tt-{name}: light-dark({kind.light}, {kind.dark});" in drawn
        assert f"#kind-{name}:not(:checked)" in drawn
        assert kind.drawing in drawn
    assert "apparatus/kinds.css" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for path in ASSETS.glob("*.css"):
        written = path.read_text(encoding="utf-8")
        assert not re.search("#kind-|--icon:", written), path
        assert not re.search(rf"--tt-({'|'.join(NAMES)}):", written), path


def test_the_principles_list_the_kinds_with_what_they_mean(an_edition: Edition) -> None:
    principles = (ROOT / "docs/about/principles.md").read_text(encoding="utf-8")
    assert '--8<-- "apparatus/kinds.html"' in principles
    table = note_kinds(whole(an_edition))["apparatus/kinds.html"]
    assert table.count("<tr>") == len(NOTE_KINDS) + 1
    assert all(kind.meaning in table for kind in NOTE_KINDS.values())


def test_contributing_says_when_each_kind_is_used() -> None:
    guide = " ".join((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split())
    explained = re.search(r"- \*\*Kind\*\*: (.*?) - \*\*", guide)
    assert explained
    assert {*re.findall(r"\(`(\w+)`\)", explained[1])} == NAMES, "under Kind in CONTRIBUTING.md"


def test_a_suggested_note_offers_the_kinds(an_edition: Edition) -> None:
    imprint = replace(an_edition.imprint, repository="https://github.com/example/two-tigers")
    reading = an_edition.texts[0].readings[0]
    content = unquote(suggest(imprint, "novel", "a-name", reading, "../../"))
    line = content[: content.index("\nkind:")].rpartition("\n")[2]
    assert {*re.findall(r"(\w+)(?: \([\w ]+\))?(?:, | or |:)", line)} == NAMES


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Lamps & “Piers”", "Lamps & “Piers”"),
        ('A "b" \\ </style>', "A \\22 b\\22  \\5c  \\3c /style>"),
    ],
)
def test_on_paper_each_page_names_the_edition(
    title: str, written: str, an_edition: Edition
) -> None:
    named = replace(an_edition, imprint=replace(an_edition.imprint, title=title))
    assert f'content: "{written}";' in note_kinds(whole(named))["apparatus/kinds.css"]
