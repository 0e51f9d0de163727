"""A large text is divided into pages, on which everything keeps the one address that it is given."""

import json
import random
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from bs4 import BeautifulSoup

from build_edition.addresses import AddressBook, address_of
from build_edition.cli import main
from build_edition.model import Edition, Line, Passage, Span, TextInfo
from build_edition.proposals.parts import parts_draft
from build_edition.texts.passages import MOST_CHARACTERS, MOST_PASSAGES, is_large
from tests.releases import (
    DIVIDED,
    PARTS,
    change,
    divide,
    divided_in,
    minutes,
    problems_of,
    release,
)
from tests.support import head, render


def codes(root: Path) -> list[str]:
    """Return the codes of an edition's errors."""
    return [p.code for p in problems_of(root)[1] if p.severity == "error"]


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The golden edition with its text in three parts."""
    root = divided_in(tmp_path_factory.mktemp("divided"))
    built, problems = problems_of(root)
    assert built, problems
    return built


@pytest.fixture(scope="module")
def drawn(divided: Edition) -> Mapping[str, str]:
    """Its files, as text."""
    return {path: str(content) for path, content in render(divided).items()}


@pytest.fixture(scope="module")
def places(drawn: Mapping[str, str]) -> Mapping[str, list[str]]:
    """The ids on each page, by its address."""
    return {
        address_of(path): [str(tag["id"]) for tag in BeautifulSoup(page, "lxml").select("[id]")]
        for path, page in drawn.items()
        if path.endswith(".md")
    }


def test_every_place_is_at_its_own_address_and_nowhere_else(
    divided: Edition, places: Mapping[str, list[str]]
) -> None:
    assert [p for p in places if re.match(r"texts/minutes/\d*/?$", p)] == [
        "texts/minutes/",
        *(f"texts/minutes/{n}/" for n in (1, 2, 3)),
    ]
    known = AddressBook(divided).fragments
    assert known
    for address in known:
        page, _, name = address.partition("#")
        assert [p for p in places if name in places[p] and "transmitted" not in p] == [page]
    of = {address.partition("#")[2]: address.partition("#")[0] for address in known}
    assert of["p3"] == "texts/minutes/1/"
    assert of["p4"] == of["p5"] == of["note-waiting"] == "texts/minutes/2/"
    assert of["p7"] == "texts/minutes/3/"
    assert of["note-about"] == "texts/minutes/"


def test_every_link_of_every_page_leads_to_a_place(
    drawn: Mapping[str, str], places: Mapping[str, list[str]]
) -> None:
    followed = 0
    for path, page in drawn.items():
        for link in BeautifulSoup(page, "lxml").select("a[href]") if path.endswith(".md") else ():
            where = urljoin(f"https://x/{address_of(path)}", str(link["href"]))
            at, _, name = unquote(where).removeprefix("https://x/").partition("#")
            if where.startswith("https://x/texts/") and not where.endswith(".json"):
                followed += 1
                assert at in places, (path, where)
                assert not name or name in places[at], (path, where)
    assert followed > 50


def test_every_address_in_a_data_file_is_one(
    divided: Edition, drawn: Mapping[str, str], places: Mapping[str, list[str]]
) -> None:
    base = re.escape(divided.imprint.address)
    address = re.compile(base + r"(texts/[a-z0-9/-]*)(?:\?v=[\w.-]+)?(?:#([\w-]+))?")
    found = {
        (path, *match.groups())
        for path, content in drawn.items()
        if path.startswith("data/")
        for match in address.finditer(content)
    }
    assert {path for path, _, name in found if name} >= {"data/annotations.jsonld"}
    for path, page, name in found:
        assert page in places, path
        assert not name or name in places[page], (path, page, name)


def test_a_note_links_to_the_page_of_the_part(tmp_path: Path) -> None:
    root = minutes(tmp_path)
    divide(root)
    (found,) = (p for p in problems_of(root)[1] if p.severity == "error")
    assert found.code == "dead-link"
    assert found.hint == "the text is divided into parts: write /texts/minutes/3/#p7"


def test_citations_on_a_part_name_the_part(drawn: Mapping[str, str], divided: Edition) -> None:
    address = f"{divided.imprint.address}texts/minutes/"
    blank = drawn["texts/minutes/2/index.md"].partition('id="cite-blank"')[2]
    assert f"{address}2/#" in blank
    assert f"{address}#" not in blank
    assert f'data-address="{address}2/"' in blank


def test_calls_of_endnotes_lead_to_another_part_and_back(drawn: Mapping[str, str]) -> None:
    first, last = (BeautifulSoup(drawn[f"texts/minutes/{n}/index.md"], "lxml") for n in (1, 3))
    assert [a["href"] for a in first.select(".call a")] == ["../../../texts/minutes/3/#p7"]
    assert [a["href"] for a in last.select(".back a")] == ["../../../texts/minutes/1/#call-1"]


def test_the_page_of_the_text_lists_its_parts(drawn: Mapping[str, str]) -> None:
    page = BeautifulSoup(drawn["texts/minutes/index.md"], "lxml")
    assert [a["href"] for a in page.select(".parts a")] == ["1/", "2/", "3/"]
    told = [item.get_text() for item in page.select(".parts li")]
    assert told[1].startswith("Who Waited passages 4 to 5 They waited.")
    assert not page.select(".passage")
    between = BeautifulSoup(drawn["texts/minutes/2/index.md"], "lxml").select(".neighbours a")
    assert [a["href"] for a in between] == ["../1/", "../", "../3/"]


def test_each_raw_line_is_on_the_page_of_its_part(places: Mapping[str, list[str]]) -> None:
    pages = {p: names for p, names in places.items() if p.endswith("transmitted/")}
    lines = {p: [n for n in names if n.startswith("L")] for p, names in pages.items()}
    numbers = [int(name[1:]) for names in lines.values() for name in names]
    assert numbers == sorted(numbers) == [*range(1, 15)]
    assert not lines["texts/minutes/transmitted/"]
    assert "L8" in lines["texts/minutes/2/transmitted/"]  # “They waited.”


def test_search_and_names_know_the_page_of_each_record(drawn: Mapping[str, str]) -> None:
    assert '"texts/minutes/3/"' in drawn["texts/minutes/search.json"]
    assert "texts/minutes/2/names.json" in drawn
    assert "texts/minutes/2/earlier.json" in drawn


@pytest.mark.parametrize(
    ("at", "page"),
    [
        ("*", ""),
        ("p0a", "1/"),
        ("p1", "1/"),
        ("p3", "1/"),
        ("p3a", "1/"),
        ("p4", "2/"),
        ("p5b", "2/"),
        ("p99", "3/"),
    ],
)
def test_an_id_alone_tells_the_page(at: str, page: str, divided: Edition) -> None:
    info = divided.texts[0].info
    assert info.page_with(at) == f"texts/minutes/{page}"
    assert replace(info, parts=()).page_with(at) == "texts/minutes/"


def test_a_link_on_the_same_page_is_a_fragment_alone() -> None:
    info: TextInfo = head(slug="letter")
    assert info.link("p4", "note-x") == "#note-x"


# What would change a division that was released


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The divided edition, released, for tests to change."""
    root = divided_in(tmp_path_factory.mktemp("released"))
    assert release(root, "0.1.0") == 0
    return root


@pytest.mark.parametrize(
    "parts",
    [
        "",
        PARTS.replace("p4", "p5"),
        PARTS.replace("  - {at: p6, label: Salt}\n", ""),
        PARTS.replace("  - {at: p6", "  - {at: p5, label: More}\n  - {at: p6"),
    ],
    ids=["none", "a boundary", "one fewer", "one more"],
)
def test_a_released_division_stays(released: Path, parts: str) -> None:
    try:
        divide(released, parts)
        found = [p for p in problems_of(released)[1] if p.severity == "error"]
        assert [(p.code, p.place.path) for p in found] == [("address-vanished", DIVIDED)]
        assert "restore `parts`" in found[0].hint
    finally:
        divide(released)
    assert not codes(released)


def test_a_part_stays_where_it_is_when_its_first_passage_is_withdrawn(tmp_path: Path) -> None:
    root = divided_in(tmp_path)
    assert release(root, "0.1.0") == 0
    gone = "  - {lines: 8, begins: They waited, as: furniture, why: a later hand}\n"
    assert change(root / DIVIDED, "  - {lines: 13,", f"{gone}  - {{lines: 13,")
    assert change(
        root / "edition/texts/minutes/notes/waiting.md",
        "by: [editors]",
        "by: [editors]\nretired: The passage is gone.",
    )
    assert change(root / "edition/events.yml", "{at: minutes p4", "{at: minutes p3")
    assert main(["--root", str(root), "number", "minutes"]) == 0
    built, problems = problems_of(root)
    assert built, problems
    drawn = render(built)
    for part, changed in ((1, set()), (2, {"p4", "note-waiting"}), (3, set())):
        page = BeautifulSoup(str(drawn[f"texts/minutes/{part}/index.md"]), "lxml")
        assert {str(li["id"]) for li in page.select(".tombstones > li")} == changed
        earlier = json.loads(drawn[f"texts/minutes/{part}/earlier.json"])
        assert {*earlier["shown"]} == changed


def test_titles_of_parts_may_change(released: Path) -> None:
    try:
        divide(released, PARTS.replace("Salt", "Of Salt"))
        assert not codes(released)
    finally:
        divide(released)


def test_a_text_released_as_one_page_stays_one(tmp_path: Path) -> None:
    root = minutes(tmp_path)
    assert release(root, "0.1.0") == 0
    divide(root)
    found = [p for p in problems_of(root)[1] if p.severity == "error"]
    assert [(p.code, p.place.path) for p in found] == [("address-vanished", DIVIDED)]


# What `parts` may say


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("p1,", "p2,", "part-misplaced"),
        ("p6", "p3", "part-misplaced"),
        ("p6", "p4", "part-misplaced"),
        ("p6", "p66", "no-such-passage"),
    ],
)
def test_a_part_begins_where_it_can(tmp_path: Path, old: str, new: str, code: str) -> None:
    root = divided_in(tmp_path)
    divide(root, PARTS.replace(old, new))
    found = [p for p in problems_of(root)[1] if p.place.path == DIVIDED]
    assert [p.code for p in found] == [code]
    assert found[0].place.line


def passages(count: int, characters: int = 10, every: int = 0) -> list[Passage]:
    """Return passages, of which every so many is a heading."""
    return [
        Passage(
            f"p{n}",
            (),
            Line(
                f"Chapter: {n}" if every and n % every == 1 else "x" * characters,
                Span(0, 0),
                "heading" if every and n % every == 1 else "paragraph",
            ),
        )
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("given", "large"),
    [
        (passages(MOST_PASSAGES), False),
        (passages(MOST_PASSAGES + 1), True),
        (passages(1, MOST_CHARACTERS), False),
        (passages(1, MOST_CHARACTERS + 1), True),
    ],
    ids=["few", "many", "short", "long"],
)
def test_what_is_too_large_for_a_page(given: list[Passage], large: bool) -> None:
    assert is_large(given) == large
    assert bool(parts_draft(given)) == large


def test_parts_are_proposed_at_headings_where_there_are_any() -> None:
    draft = parts_draft(passages(3_000, every=200))
    starts = [int(n) for n in re.findall(r"at: p(\d+)", draft)]
    assert starts == [1, 401, 801, 1201, 1601, 2001, 2401, 2801]
    assert '    label: "Chapter: 401"\n' in draft
    starts = [int(n) for n in re.findall(r"at: p(\d+)", parts_draft(passages(3_000)))]
    assert starts == [1, 501, 1001, 1501, 2001, 2501]
    assert '    label: "Part 2"\n' in parts_draft(passages(3_000))


# Five megabytes in and out


def long_text(size: int) -> bytes:
    """Return chapters of prose, of at least so many bytes."""
    chance, words = random.Random(5), "the tide rose and nobody in the harbour saw it go".split()
    lines: list[str] = []
    length = 0
    while length < size:
        n = len(lines)
        prose = " ".join(chance.choices(words, k=chance.randint(20, 120))).capitalize() + "."
        lines.append(f"Chapter {n // 200 + 1}" if n % 200 == 0 else prose)
        length += len(lines[-1]) + 2
    return "\n\n".join(lines).encode() + b"\n"


def take_in(root: Path, raw: bytes) -> None:
    """Take in a text, and settle what only an editor can say of it."""
    (root / "long.txt").write_bytes(raw)
    assert main(["--root", str(root), "text", "long", str(root / "long.txt")]) == 0


def settle(root: Path) -> None:
    path = root / "edition/texts/long/text.yml"
    words = re.sub(r"^kind: .*", "kind: A novel", path.read_text(encoding="utf-8"), flags=re.M)
    words = re.sub(r"^rights: .*", "rights: Nobody’s", words, flags=re.M)
    path.write_text(words, encoding="utf-8")


def test_a_large_text_is_to_be_divided_before_its_release(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = minutes(tmp_path)
    take_in(root, long_text(700_000))
    assert "propose long --parts" in capsys.readouterr().out
    settle(root)
    assert "text-undivided" in [p.code for p in problems_of(root)[1]]
    assert not codes(root)
    assert release(root, "0.1.0") == 1
    assert "text-undivided" in capsys.readouterr().err
    assert main(["--root", str(root), "propose", "long", "--parts"]) == 0
    draft = capsys.readouterr().out
    path = root / "edition/texts/long/text.yml"
    path.write_text(path.read_text(encoding="utf-8") + draft, encoding="utf-8")
    built, problems = problems_of(root)
    assert built
    assert not [p for p in problems if p.code.startswith(("text-", "part-"))]
    (text,) = (text for text in built.texts if text.info.slug == "long")
    assert all(not is_large([r.passage for r in page.readings]) for page in text.pages)
    assert main(["--root", str(root), "propose", "minutes", "--parts"]) == 0
    assert capsys.readouterr().out == "# minutes is not too large for one page\n"


@pytest.mark.hard
def test_five_megabytes_come_in_and_go_out(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    root, raw = minutes(tmp_path), long_text(5_000_000)
    take_in(root, raw)
    capsysbinary.readouterr()
    assert main(["--root", str(root), "recover", "long"]) == 0
    assert capsysbinary.readouterr().out == raw
    settle(root)
    assert main(["--root", str(root), "propose", "long", "--parts"]) == 0
    path = root / "edition/texts/long/text.yml"
    path.write_bytes(path.read_bytes() + capsysbinary.readouterr().out)
    built, problems = problems_of(root)
    assert built, problems
    files = render(built)
    for name, content in files.items():
        size = len(content if isinstance(content, bytes) else content.encode())
        assert size < 50_000_000, name
        assert size < 2_000_000 or name.startswith("data/") or name.endswith("search.json"), name
    (root / "edition.json").write_text(str(files["data/edition.json"]), encoding="utf-8")
    capsysbinary.readouterr()
    assert main(["--root", str(root), "recover", "long", "--from", str(root / "edition.json")]) == 0
    assert capsysbinary.readouterr().out == raw
