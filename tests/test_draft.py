"""Drafts made by commands: a note on exact words, and a new text that can be built at once."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition import edition
from build_edition.cli import main
from build_edition.proposals.notes import name_for, nearest
from build_edition.proposals.number_rulings import ruling_drafts
from build_edition.sources.formats.names import SLUG
from build_edition.sources.load import load_sources
from build_edition.sources.notes import parse_note
from tests.support import examples, ruling
from tests.test_annotate import readings_of

GARBLED = (
    b"My Text\n\nIn 1955 we produced 1955 tons of dried cod in 47.\nOn April 1956, 4, he came.\n"
)


def note(root: Path, *arguments: str) -> int:
    """Run `note` on the small edition, and return its exit code."""
    return main(["--root", str(root), "note", "letter", *arguments])


def problems_of(root: Path) -> list[str]:
    """Return the code of every Problem of an edition but that a new text is not settled yet."""
    sources, problems = load_sources(root)
    assert sources
    found = (*problems, *edition.build(sources)[1])
    return [problem.code for problem in found if problem.code != "text-unsettled"]


def test_a_note_is_settled_but_for_its_words(small: Path) -> None:
    assert note(small, "Dear example", "--kind", "identity", "--by", "example") == 0
    path = small / "edition/texts/letter/notes/dear-example.md"
    assert problems_of(small) == ["note-empty"]
    path.write_text(path.read_text(encoding="utf-8") + "Nobody is meant.\n", encoding="utf-8")
    assert not problems_of(small)
    sources, _ = load_sources(small)
    assert sources
    (drafted, _) = sources.texts[0].notes
    assert (drafted.lemma.at, drafted.lemma.on, drafted.by) == ("p1", "Dear example", ("example",))


@pytest.mark.parametrize("kind", ["fiction", "history", "disputed", "error", "identity", "wording"])
def test_a_draft_of_any_kind_needs_only_words(kind: str, small: Path) -> None:
    assert note(small, "ship", "--kind", kind, "--id", "a-ship", "--by", "example") == 0
    path = small / "edition/texts/letter/notes/a-ship.md"
    _, problems = parse_note(path.read_text(encoding="utf-8") + "So.\n", "letter", "x", "x.md")
    assert not problems


def test_words_that_stand_twice_are_told_apart(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = b"Dear ship, ship.\nI saw teh ship.\n"
    (small / "twice.txt").write_bytes(raw)
    assert main(["--root", str(small), "text", "twice", str(small / "twice.txt")]) == 0
    twice = ["--root", str(small), "note", "twice", "ship", "--kind", "wording"]
    assert main(twice) == 1
    said = capsys.readouterr().err
    assert "--at p1 --nth 2" in said
    assert "--at p2\n" in said
    assert main([*twice, "--at", "p1", "--nth", "2"]) == 0
    drafted = (small / "edition/texts/twice/notes/ship.md").read_text(encoding="utf-8")
    assert "occurrence: 2 of 2" in drafted


def test_of_many_places_the_first_ten_are_listed(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "many.txt").write_text(13 * "ship, " + "all.\n", encoding="utf-8")
    assert main(["--root", str(small), "text", "many", str(small / "many.txt")]) == 0
    assert main(["--root", str(small), "note", "many", "ship", "--kind", "wording"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("“ship” occurs in 13 places.")
    assert [*said[1:]] == [*(f"  --at p1 --nth {n}" for n in range(1, 11)), "  and 3 more"]


def test_a_draft_counts_what_the_words_are_part_of_as_check_does(small: Path) -> None:
    (small / "parts.txt").write_bytes(b"Dear ship, the shipyard has a ship.\n")
    assert main(["--root", str(small), "text", "parts", str(small / "parts.txt")]) == 0
    given = ["--root", str(small), "note", "parts", "ship", "--kind", "wording"]
    assert main([*given, "--at", "p1", "--nth", "3"]) == 0
    drafted = (small / "edition/texts/parts/notes/ship.md").read_text(encoding="utf-8")
    assert "occurrence: 3 of 3" in drafted
    assert "words-recounted" not in problems_of(small)


def test_words_that_are_misquoted_get_the_nearest(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert note(small, "the shop", "--kind", "history") == 1
    assert "p2: “the ship”" in capsys.readouterr().err


def test_a_passage_is_named_with_or_without_its_letter(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert note(small, "Dear example", "--kind", "identity", "--at", "2") == 1
    said = capsys.readouterr().err
    assert said == "“Dear example” is not in p2. It is in one place:\n  --at p1\n"
    assert note(small, "Dear example", "--kind", "identity", "--at", "1") == 0


def test_the_nearest_words_of_all_passages_come_first(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = (
        "".join(f"A real ship came in {year}.\n" for year in range(1900, 1910)) + "A real sheep.\n"
    )
    (small / "new.txt").write_text(raw, encoding="utf-8")
    assert main(["--root", str(small), "text", "new-text", str(small / "new.txt")]) == 0
    assert main(["--root", str(small), "note", "new-text", "A reel sheep", "--kind", "error"]) == 1
    assert "Nearest:\n  p11: “A real sheep”" in capsys.readouterr().err


@pytest.mark.parametrize("on", ["the ship", "the Ship", "The  ship", "the\nship"])
def test_words_that_differ_only_in_capitals_or_spaces_are_shown_alone(on: str) -> None:
    readings = readings_of("In the shop the shipper slept.", "The ship sank.")
    assert nearest(on, readings) == (("p2", "The ship"),)


def test_nothing_is_overwritten(small: Path) -> None:
    before = {p: p.read_bytes() for p in (small / "edition").rglob("*") if p.is_file()}
    assert note(small, "saw", "--kind", "history", "--id", "ship") == 2
    assert main(["--root", str(small), "text", "letter", str(small / "edition/edition.yml")]) == 2
    assert before == {p: p.read_bytes() for p in (small / "edition").rglob("*") if p.is_file()}


def test_a_second_note_on_the_same_words_gets_a_name_of_its_own(small: Path) -> None:
    assert note(small, "ship", "--kind", "history") == 0
    assert (small / "edition/texts/letter/notes/ship-2.md").is_file()


def overwritten(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Say that the numbers of a new text were overwritten, and rule on them."""
    folder = root / "edition/texts/new-text"
    with (folder / "text.yml").open("a", encoding="utf-8") as text:
        text.write("numbers: overwritten\n")
    capsys.readouterr()
    assert main(["--root", str(root), "propose", "new-text", "--numbers"]) == 0
    with (folder / "emendations.yml").open("a", encoding="utf-8") as rulings:
        rulings.write(capsys.readouterr().out)


def test_a_new_text_with_strong_signs_builds_and_its_suspect_numbers_are_told(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "new.txt").write_bytes(GARBLED)
    assert main(["--root", str(small), "text", "new-text", str(small / "new.txt")]) == 0
    printed = capsys.readouterr().out
    told = re.findall(r"^   (p\d+: “.+”),", printed, re.M)
    assert told == ["p2: “1955”", "p2: “47”", "p3: “1956”", "p3: “4”"]
    assert "`numbers: overwritten`" in printed
    folder = small / "edition/texts/new-text"
    assert (folder / "raw.txt").read_bytes() == GARBLED
    assert not (folder / "emendations.yml").exists()
    assert problems_of(small) == ["numbers-undeclared"]


@pytest.mark.parametrize("words", ["He came on April 4, 1956.", "Over million came."])
def test_a_new_text_without_strong_signs_is_told_nothing_of_numbers(
    words: str, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "new.txt").write_text(f"My Text\n\n{words}\n", encoding="utf-8")
    assert main(["--root", str(small), "text", "new-text", str(small / "new.txt")]) == 0
    assert "numbers" not in capsys.readouterr().out
    assert not problems_of(small)


def test_each_suspect_number_gets_a_ruling_that_leaves_it(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "new.txt").write_bytes(GARBLED)
    assert main(["--root", str(small), "text", "new-text", str(small / "new.txt")]) == 0
    overwritten(small, capsys)
    assert not problems_of(small)
    sources, _ = load_sources(small)
    assert sources
    built, _ = edition.build(sources)
    assert built
    text = next(text for text in built.texts if text.info.slug == "new-text")
    left = [e for reading in text.readings for e in reading.emendations]
    assert left
    assert not any(placed.changes for placed in left)


def test_suspect_numbers_that_stand_together_are_all_ruled(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (f"In {1900 + n % 60} we made {n} tons of {n % 13} in {n % 47}." for n in range(300))
    (small / "new.txt").write_text("\n".join(lines), encoding="utf-8")
    assert main(["--root", str(small), "text", "new-text", str(small / "new.txt")]) == 0
    overwritten(small, capsys)
    assert not problems_of(small)


@pytest.mark.parametrize(
    "raw",
    [
        "One line only",
        "\ufeffA title\r\n\r\nA line.  \r\nAnother.\r\n",
        "A title\rA line.\r",
        "A\u202eb\u200b\x00c\x0bd\u2028e\n",
        "<html><script>alert(1)</script>\n<!-- x -->\n",
        "# Title\n```\n---\nfront: matter\n---\n1. one\n[x](javascript:alert(1))\n",
        'Page 1\n"quotes: and #" \\ backslash\n*x* &y !z\nHome\n',
        "采访\n\n记者：你好吗？\n毛：很好。\n记者：然后呢？\n毛：我们走了。\n",
        "A paper.1 So.2\n\nMore.\n\n1 First.\n2 Second.\n",
        "• one\n• two\n  ◦ three\n• four\n\nHeading\n• five\n",
        "word " * 100_000,
    ],
    ids=range(11),
)
def test_a_new_text_of_any_make_builds_at_once(raw: str, small: Path) -> None:
    (small / "new.txt").write_bytes(raw.encode())
    assert main(["--root", str(small), "text", "new-text", str(small / "new.txt")]) == 0
    assert (small / "edition/texts/new-text/raw.txt").read_bytes() == raw.encode()
    assert not problems_of(small)


@pytest.mark.parametrize("raw", [b"", b"\n \n", b"\xff\xfe", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x81"])
def test_a_file_without_words_leaves_nothing_behind(raw: bytes, small: Path) -> None:
    (small / "new.txt").write_bytes(raw)
    before = sorted((small / "edition").rglob("*"))
    assert main(["--root", str(small), "text", "new-text", str(small / "new.txt")]) == 1
    assert sorted((small / "edition").rglob("*")) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["note", "letter", "x", "--kind", "lie"],
        ["text", "../x", "README.md"],
        ["text", "x", "none"],
        ["text", "edition", "edition/edition.yml"],
        ["text", "con", "edition/edition.yml"],
        ["text", "x" * 61, "edition/edition.yml"],
        ["text", "x", "edition/edition.yml", "--title", "<script>alert(1)</script>"],
        ["text", "letter", "--again", "furniture.txt"],
        ["text", "none", "--again"],
        ["text", "x"],
        ["note", "letter", "ship", "--kind", "wording", "--id", "con"],
        ["note", "letter", "ship", "--kind", "wording", "--id", "x" * 61],
    ],
)
def test_wrong_use_is_said_and_leaves_nothing(
    arguments: list[str], small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    (small / "furniture.txt").write_text("Home\nPage 1 of 2\n", encoding="utf-8")
    before = sorted((small / "edition").rglob("*"))
    try:
        code = main(["--root", str(small), *arguments])
    except SystemExit as stop:
        code = int(str(stop.code))
    assert code == 2
    assert sorted((small / "edition").rglob("*")) == before


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("a real large oilfield", "a-real-large-oilfield"),
        ("On April 5, 1956", "on-april-5-1956"),
        ("China’s “Khrushchev”", "chinas-khrushchev"),
        ("Ÿ é", "y-e"),
        ("毛泽东", "note"),
        ("one two three four five six", "one-two-three-four-five"),
    ],
)
def test_a_name_is_made_of_the_words(on: str, name: str) -> None:
    assert name_for(on, set()) == name
    assert name_for(on, {name}) == f"{name}-2"


@given(st.text(), st.sets(st.sampled_from(["note", "a", "a-2", "b"])))
def test_any_words_give_a_name_that_is_an_address(on: str, taken: set[str]) -> None:
    name = name_for(on, taken)
    assert SLUG.fullmatch(name)
    assert len(name) <= 60
    assert name not in taken


@pytest.mark.slow
@examples(40)
@given(
    st.lists(
        st.sampled_from(["1955", "tons", "in", "47.", "April", "1956,", "4,", "million"]),
        max_size=12,
    )
)
def test_drafted_rulings_find_their_words_once(words: list[str]) -> None:
    text = " ".join(["We", *words])
    drafts = ruling_drafts(readings_of(text))
    for line in drafts.splitlines():
        if line.startswith("  on: "):
            on = line.removeprefix('  on: "').removesuffix('"')
            assert text.count(on) == 1


def test_a_draft_skips_what_is_ruled_and_takes_no_name_twice() -> None:
    rulings = (ruling("1956", None, id="p1-number-2"),)
    drafts = ruling_drafts(readings_of("On April 1956, 4, he led the 8st army.", rulings=rulings))
    assert re.findall(r"id: (\S+)", drafts) == ["p1-number-1", "p1-number-3"]
    assert re.findall(r"on: (.+)", drafts) == ['"4"', '"8st"']
