"""Links from a page to the edition's files: each opens what it promises, or a page of help."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.model import Edition, Line, Passage, Reading, Span, TextPage
from build_edition.render.contribute import LONGEST_ADDRESS, improve, names_for, report, suggest
from build_edition.render.inserts.suggesting import suggesting
from build_edition.render.reading.passages import passage_context, passages
from build_edition.sources.formats.edition_and_text import repository
from build_edition.sources.formats.names import SLUG
from build_edition.sources.notes import parse_note
from tests.support import ROOT, note, whole

REPOSITORY = "https://github.com/example/two-tigers"


def reading_of(words: str) -> Reading:
    """Return the reading of a passage with these words."""
    return Reading(Passage("p7", (), Line(words, Span(0, len(words)), "paragraph")), words, (), ())


def opened(edition: Edition, words: str) -> tuple[str, str, str]:
    """Return the file that suggesting a note opens: its path, its content, the whole address."""
    reading = reading_of(words)
    imprint = replace(edition.imprint, repository=REPOSITORY)
    address = suggest(imprint, "novel", "a-name", reading, "../../")
    query = parse_qs(urlsplit(address).query, strict_parsing=True)
    return query["filename"][0], query["value"][0], address


@pytest.mark.parametrize(
    "words",
    ["This was a secret visit.", "“Quoted” & <b> # % + ? = 100%", "毛泽东" * 300, "a: b - c\t| d"],
)
def test_a_suggestion_opens_a_note_that_needs_only_its_words(
    words: str, an_edition: Edition
) -> None:
    path, content, address = opened(an_edition, words)
    assert len(address) <= LONGEST_ADDRESS
    folder, _, name = path.rpartition("/")
    assert folder == "edition/texts/novel/notes"
    assert SLUG.fullmatch(name.removesuffix(".md"))
    assert "at: p7" in content
    filled = content.replace("kind:", "kind: history", 1).replace("your name", "example")
    filled = filled.replace("source: |-\n  ", "source: |-\n  Example: “Ships” # 3, @1956")
    found, problems = parse_note(f"{filled}So it was.\n", "novel", "x", path)
    assert not problems
    assert found
    assert found.source == "Example: “Ships” # 3, @1956"
    assert " ".join(words.split()).startswith(found.lemma.on)


def test_a_suggestion_that_nobody_filled_in_is_refused(an_edition: Edition) -> None:
    path, content, _ = opened(an_edition, "This was a secret visit.")
    _, problems = parse_note(content, "novel", "x", path)
    assert {problem.code for problem in problems} == {"bad-value", "note-empty"}


def test_a_suggestion_takes_no_name_that_a_retired_note_has(an_edition: Edition) -> None:
    text = an_edition.texts[1]
    old = note("x", id="this-was-a-secret-visit", retired="Withdrawn.")
    imprint = replace(an_edition.imprint, repository=REPOSITORY)
    drawing = whole(replace(an_edition, imprint=imprint))
    page = passages(
        replace(text, retired_notes=(old,)), passage_context(drawing, TextPage(text, text))
    )
    assert "this-was-a-secret-visit.md" in page
    page = passages(
        text, passage_context(drawing, TextPage(text, replace(text, retired_notes=(old,))))
    )
    assert "this-was-a-secret-visit-2.md" in page


def test_passages_that_begin_alike_suggest_different_names() -> None:
    same = [replace(reading_of("The ship sank."), passage=passage) for passage in numbered(3)]
    assert [*names_for(same, ["the-ship-sank-2"]).values()] == [
        "the-ship-sank",
        "the-ship-sank-3",
        "the-ship-sank-4",
    ]


def numbered(count: int) -> list[Passage]:
    """Return that many passages, with ids of their own."""
    return [replace(reading_of("").passage, id=f"p{n}") for n in range(count)]


def test_a_suggestion_asks_for_four_things(an_edition: Edition) -> None:
    _, content, _ = opened(an_edition, "This was a secret visit.")
    asked = [line for line in content.splitlines() if line.startswith("# ")]
    assert [line[2:4] for line in asked if line[3] == "."] == ["1.", "2.", "3.", "4."]
    assert all(len(line) <= 120 for line in asked)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=600))
def test_any_passage_gives_an_address_that_is_short_enough(an_edition: Edition, words: str) -> None:
    reading = reading_of(words)
    imprint = replace(an_edition.imprint, repository=REPOSITORY)
    address = suggest(imprint, "novel", "a-name", reading, "")
    assert len(address) <= LONGEST_ADDRESS
    assert address.isascii()
    assert not set(address) & set(" <>\"'`{}|\\^")


def test_without_a_repository_every_way_leads_to_what_can_be_done_without_one(
    an_edition: Edition,
) -> None:
    text = an_edition.texts[0]
    bare = replace(an_edition.imprint, repository="")
    for address in (
        suggest(bare, "novel", "a-name", text.readings[0], "../../"),
        report(bare, "texts/novel/#p1", "../../"),
        improve(bare, text.notes[0], "../../"),
    ):
        page, _, anchor = address.partition("#")
        assert page == "../../about/contributing/"
        said = (ROOT / "docs/about/contributing.md").read_text(encoding="utf-8")
        _, _, section = said.partition(f"{{#{anchor}}}")
        assert "built without the address of its files" in section.partition("\n## ")[0]


def test_a_report_knows_address_and_version(an_edition: Edition) -> None:
    imprint = replace(an_edition.imprint, repository=REPOSITORY)
    query = parse_qs(urlsplit(report(imprint, "texts/novel/#p1", "")).query)
    assert query["template"] == ["problem.yml"]
    assert query["address"] == [f"{imprint.address}texts/novel/#p1"]
    assert query["version"] == [imprint.version]


def test_improving_opens_the_notes_own_file(an_edition: Edition) -> None:
    imprint = replace(an_edition.imprint, repository=REPOSITORY)
    text = an_edition.texts[1]
    address = improve(imprint, text.notes[0], "")
    path = f"edition/texts/{text.info.slug}/notes/{text.notes[0].id}.md"
    assert address == f"{REPOSITORY}/edit/main/{path}"


@pytest.mark.parametrize("address", ["", REPOSITORY, "https://example.org/a/b.c"])
def test_a_repository_is_known(address: str) -> None:
    assert repository(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "x",
        "http://github.com/a/b",
        "https://github.com/a",
        f"{REPOSITORY}/",
        "javascript:alert(1)",
        "https://github.com/a/b?x",
        'https://github.com/a/b"',
        "https://x@github.com/a/b",
    ],
)
def test_what_is_no_repository_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="https://"):
        repository(address)


def test_whoever_wants_no_file_is_led_to_a_form_that_exists(an_edition: Edition) -> None:
    imprint = replace(an_edition.imprint, repository=REPOSITORY)
    drawn = suggesting(whole(replace(an_edition, imprint=imprint)))["apparatus/suggesting.html"]
    (address,) = re.findall(r'href="([^"]+)"', drawn)
    assert address.startswith(f"{REPOSITORY}/issues/new?template=")
    assert (ROOT / ".github/ISSUE_TEMPLATE" / address.partition("template=")[2]).is_file()
    bare = replace(an_edition.imprint, repository="")
    drawn = suggesting(whole(replace(an_edition, imprint=bare)))["apparatus/suggesting.html"]
    assert "without the address of its files" in drawn
    assert "href" not in drawn


@pytest.mark.parametrize(
    "path", ["docs/about/contributing.md", "CONTRIBUTING.md", ".github/pull_request_template.md"]
)
def test_a_first_contributor_is_told_who_lets_the_check_run(path: str) -> None:
    words = " ".join((ROOT / path).read_text(encoding="utf-8").split())
    assert re.search(r"first contribution.{0,30} (?:it )?\W*waits until a maintainer", words)


def test_maintainers_are_told_to_require_the_check_that_always_ends() -> None:
    assert "the check **`ready`**" in (ROOT / "MAINTAINING.md").read_text(encoding="utf-8")
