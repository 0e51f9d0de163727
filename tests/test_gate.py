"""Whatever would break a released address is told with its place and what to do about it."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from build_edition.addresses import (
    AddressBook,
    changes_since,
    digest_of,
    gate,
    in_full,
    is_changed,
    lost_pages,
    lost_places,
    next_release,
    page_of,
    promised,
    released_paths,
    released_places,
    supplement,
    unanswered,
)
from build_edition.addresses.address_book import is_ours
from build_edition.addresses.fingerprints import (
    emendation_address,
    gone_address,
    note_address,
    passage_address,
)
from build_edition.addresses.places import (
    kept_places,
    listed_places,
    promised_in,
)
from build_edition.model import (
    Address,
    Annotation,
    Citation,
    Edition,
    EmendationRuling,
    Erratum,
    Event,
    Imprint,
    Line,
    Note,
    Passage,
    PassageRecord,
    Person,
    Place,
    Problem,
    Redirect,
    Reference,
    Release,
    Series,
    Span,
    Text,
    Words,
    Work,
)
from build_edition.texts.emend import emend
from tests.support import PLACE, head, note, person, ruling

WORDS = ("A storm, in 1956!", "The ship sank; teh crew lived.", "Then it rained on us all day.")
RAW = "\n".join(WORDS)
PATHS = (
    "",
    "texts/",
    "texts/sample/",
    "texts/sample/transmitted/",
    "data/sample.txt",
    "data/edition.json",
    "about/x/",
)
GONE = PassageRecord(
    "p4", "paragraph", Span(0, 1), "The host’s name", also=("p5",), gone="a footer"
)
NOTE = note(
    "ship",
    "p2",
    id="ship",
    body=((Words("It never sailed."),),),
    citations=(Citation("one", "12", PLACE),),
)
RULING = ruling("teh", "the", id="the", at="p2", sources=(Citation("one", "", PLACE),))


def text(
    slug: str = "sample",
    passages: Iterable[tuple[str, int]] = (("p1", 0), ("p2", 1), ("p3", 2)),
    notes: Iterable[Note] = (NOTE,),
    rulings: Iterable[EmendationRuling] = (RULING,),
    retired_notes: tuple[Note, ...] = (),
    retired_rulings: tuple[EmendationRuling, ...] = (),
    gone: tuple[PassageRecord, ...] = (GONE,),
) -> Text:
    """Return a text of passages, each with one of the lines as its words, and its notes."""
    made = []
    for name, n in passages:
        span = Span(RAW.index(WORDS[n]), RAW.index(WORDS[n]) + len(WORDS[n]))
        made.append(Passage(name, (), Line(WORDS[n], span, "paragraph")))
    readings, problems = emend(made, (), rulings)
    assert not problems
    placed = tuple(
        replace(
            reading,
            annotations=tuple(
                Annotation(n, Span(0, 1), Span(0, 1)) for n in notes if n.lemma.at == reading.id
            ),
        )
        for reading in readings
    )
    info = head(slug=slug, place=Place(f"edition/texts/{slug}/text.yml"))
    return Text(info, RAW.encode(), (), placed, gone, (), retired_notes, retired_rulings)


def edition(
    *texts: Text,
    version: str = "0.1.0",
    released: tuple[Release, ...] = (),
    ways: Iterable[tuple[str, str, str]] = (),
    pages: tuple[str, ...] = ("about/x/",),
) -> Edition:
    """Return an edition; `ways` are the old address, the new one and the reason of each redirect."""
    imprint = Imprint(
        "T",
        "S",
        "A",
        ("E",),
        version,
        "2026-01-01",
        "MIT",
        "CC",
        ("", ""),
        "",
        Place("edition.yml"),
    )
    redirects = (
        Redirect(old, new, reason, Place("edition.yml", n))
        for n, (old, new, reason) in enumerate(ways, start=10)
    )
    return Edition(
        replace(imprint, redirects=tuple(redirects)), texts, released=released, pages=pages
    )


def release(book: AddressBook, version: str = "0.1.0", paths: Iterable[str] = PATHS) -> Release:
    """Return the release of an edition."""
    return next_release(book, paths, version, "2026-01-01", PLACE)


FIRST = release(AddressBook(edition(text())))


def supplement_of(made: Release) -> Release:
    """Return what a release had and did not list, found on a later day."""
    return replace(made, date="2026-02-01", new=(), changed=(), after=made.digest)


def told(problems: Iterable[Problem]) -> list[str]:
    """Return each Problem as one line."""
    return [
        f"{p.place.path}:{p.place.line} {p.severity} {p.code}: {p.message}. {p.hint}"
        for p in problems
    ]


def gated(*texts: Text, **given: object) -> list[str]:
    """Return what the gate says of an edition that was released as `FIRST`."""
    return told(gate(AddressBook(edition(*texts, **({"released": (FIRST,)} | given)))))  # type: ignore[arg-type]


def test_what_was_released_passes() -> None:
    assert gated(text()) == []


FOLDER = "edition/texts/sample"
MOVED_NOTE = replace(NOTE, lemma=replace(NOTE.lemma, at="p1"))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (
            text(notes=()),
            f"{FOLDER}/notes/ship.md:1 error address-vanished: texts/sample/#note-ship was released, but nothing is there any more. restore the note’s file and retire it there: `retired: …` (and `successor: …`)",
        ),
        (
            text(rulings=()),
            f"{FOLDER}/emendations.yml:1 error address-vanished: texts/sample/#em-the was released, but nothing is there any more. restore the ruling and retire it there: `retired: …` (and `successor: …`)",
        ),
        (
            text(passages=(("p1", 0), ("p2", 1))),
            f"{FOLDER}/passages.json:1 error address-vanished: texts/sample/#p3 was released, but nothing is there any more. restore its line: a passage that has left the text stays there with `gone`",
        ),
        (
            text(notes=(replace(MOVED_NOTE, body=((Words("Another."),),)),)),
            f"{FOLDER}/notes/ship.md:1 error address-means-other: texts/sample/#note-ship is not the note of version 0.1.0: its passage and its words have changed. keep the old note with `retired: …` and `successor: …`, and add a new one",
        ),
        (
            text(rulings=(ruling("it", "It", id="the", at="p3"),)),
            f"{FOLDER}/emendations.yml:1 error address-means-other: texts/sample/#em-the is not the emendation of version 0.1.0: its passage and its words have changed. keep the old emendation with `retired: …` and `successor: …`, and add a new one",
        ),
        (
            text(passages=(("p3", 0), ("p2", 1), ("p1", 0))),
            f"{FOLDER}/passages.json:1 error address-means-other: texts/sample/#p3 was released with other words; now it is “A storm, in 1956! …”. an id always keeps its words: restore passages.json and the raw text",
        ),
        (text(notes=(MOVED_NOTE,)), None),
        (text(notes=(replace(NOTE, body=((Words("Another."),),)),)), None),
        (text(notes=(), retired_notes=(replace(NOTE, retired="Wrong."),)), None),
        (text(rulings=(), retired_rulings=(replace(RULING, retired="Wrong."),)), None),
        (text(rulings=(replace(RULING, on="crew", read=None),)), None),
    ],
)
def test_an_address_keeps_its_meaning(now: Text, said: str | None) -> None:
    assert gated(now) == ([said] if said else [])


def test_a_long_passage_under_an_old_id_is_told_by_its_first_six_words() -> None:
    (said,) = (p for p in gated(text(passages=(("p1", 2), ("p2", 1), ("p3", 2)))))
    assert "now it is “Then it rained on us all …”" in said
    (said,) = (p for p in gated(text(passages=(("p1", 0), ("p3", 1), ("p2", 1)))) if "#p3" in p)
    assert "now it is “The ship sank; teh crew lived. …”" in said


LOST = "was released, but nothing is there any more. restore it, or say in edition.yml where it has moved or why it was withdrawn: "


def lines(*pages: str) -> str:
    """Return the two lines that a hint proposes for these pages."""
    inner = ", ".join(f"{page}: …" for page in pages)
    return f"`moved: {{{inner}}}` or `withdrawn: {{{inner}}}`"


TEXT_PATHS = ("data/sample.txt", "texts/sample/", "texts/sample/transmitted/")
AT = "edition/edition.yml:1 error address-vanished"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"pages": ()}, [f"{AT}: about/x/ {LOST}{lines('about/x/')}"]),
        ({"pages": (), "ways": [("about/x/", "", "Not ours.")]}, []),
        ({"pages": ("about/y/",), "ways": [("about/x/", "about/y/", "")]}, []),
        ({"pages": ("about/y/", "about/x/")}, []),
    ],
)
def test_a_page_that_vanished_is_told(given: dict[str, object], said: list[str]) -> None:
    assert gated(text(), **given) == said


def test_a_text_that_vanished_is_told_once() -> None:
    other = text("other")
    along = "; what else the text has goes along"
    assert gated(other) == [f"{AT}: texts/sample/ {LOST}{lines(TEXT_PATHS[1])}{along}"]
    reasons = [(path, "", "Asked for.") for path in TEXT_PATHS]
    assert gated(other, ways=reasons) == []
    assert gated(other, ways=reasons[1:2]) == [
        f"{AT}: {path} {LOST}{lines(path)}" for path in (TEXT_PATHS[0], TEXT_PATHS[2])
    ]


def test_a_text_that_moved_keeps_its_addresses() -> None:
    ways = [(path, path.replace("sample", "other"), "") for path in TEXT_PATHS]
    assert gated(text("other"), ways=ways) == []
    assert gated(text("other"), ways=ways[1:]) == [
        f"{AT}: {TEXT_PATHS[0]} {LOST}{lines(TEXT_PATHS[0])}"
    ]
    (said,) = gated(text("other", notes=()), ways=ways)
    assert said.startswith("edition/texts/other/notes/ship.md:1 error address-vanished")


PROMISED = (
    "data/a.bibtex.bib",
    "data/a.txt",
    "data/an.txt",
    "texts/a/",
    "texts/a/2/",
    "texts/a/2/transmitted/",
    "texts/a/transmitted/",
    "texts/an/",
)
ALONG = tuple(page for page in PROMISED if page.startswith(("data/a.", "texts/a/")))


@pytest.mark.parametrize(
    ("ways", "there", "more"),
    [
        (
            [("texts/a/", "texts/t/", "")],
            {"t"},
            [
                ("texts/a/2/", "texts/t/2/", ""),
                ("texts/a/2/transmitted/", "texts/t/2/transmitted/", ""),
                ("texts/a/transmitted/", "texts/t/transmitted/", ""),
                ("data/a.bibtex.bib", "data/t.bibtex.bib", ""),
                ("data/a.txt", "data/t.txt", ""),
            ],
        ),
        (
            [("texts/a/", "", "Asked for."), ("data/a.txt", "data/t.txt", "")],
            {"t"},
            [(page, "", "Asked for.") for page in ("texts/a/2/", "texts/a/2/transmitted/", "texts/a/transmitted/", "data/a.bibtex.bib")],
        ),
        ([("texts/a/", "", "Asked for.")], {"a"}, []),
        ([("texts/a/", "texts/t/", "")], {"a", "t"}, []),
        ([("texts/a/", "texts/", "")], {"t"}, []),
        ([("texts/a/", "texts/t/2/", "")], {"t"}, []),
        ([("texts/a/2/", "texts/t/2/", "")], {"t"}, []),
        ([("texts/other/", "", "Asked for.")], {"t"}, []),
        ([(page, "", "Asked for.") for page in ALONG], set(), []),
        ([("about/a/", "about/t/", "")], {"t"}, []),
    ],
)  # fmt: skip
def test_a_text_takes_along_what_else_it_had(
    ways: list[tuple[str, str, str]], there: set[str], more: list[tuple[str, str, str]]
) -> None:
    given = tuple(Redirect(*way, Place("edition.yml", n)) for n, way in enumerate(ways))
    made = in_full(given, PROMISED, there)
    assert made[: len(given)] == given
    assert [(r.old, r.new, r.reason) for r in made[len(given) :]] == more
    assert {r.place for r in made[len(given) :]} <= {given[0].place}


@pytest.mark.parametrize(
    ("version", "released", "said"),
    [
        ("0.1.0", True, ""),
        ("0.2.0-dev", True, ""),
        ("0.1.0-dev", False, ""),
        (
            "0.2.0",
            True,
            "edition.yml says version 0.2.0, but the last release in edition/addresses.json is 0.1.0. write `version: 0.1.0`, or the next one with -dev after it, or restore the register",
        ),
        (
            "0.1.0-dev",
            True,
            "edition.yml says version 0.1.0-dev, but the last release in edition/addresses.json is 0.1.0. write `version: 0.1.0`, or the next one with -dev after it, or restore the register",
        ),
        (
            "0.1.0",
            False,
            "edition.yml says version 0.1.0, but edition/addresses.json lists no release. restore the register, or before the first release write `version: 0.1.0-dev`",
        ),
    ],
)
def test_the_version_is_the_last_release_or_before_the_next(
    version: str, released: bool, said: str
) -> None:
    found = gated(text(), version=version, released=(FIRST,) if released else ())
    assert found == ([f"edition.yml:1 error version-unreleased: {said}"] if said else [])


@pytest.mark.parametrize(
    ("version", "date", "said"),
    [
        ("0.1.0", "2026-01-01", ""),
        (
            "0.1.0",
            "2026-01-02",
            "edition.yml dates 0.1.0 2026-01-02, but it was released on 2026-01-01",
        ),
        (
            "0.1.0",
            "2025-12-31",
            "edition.yml dates 0.1.0 2025-12-31, but it was released on 2026-01-01",
        ),
        ("0.2.0-dev", "2026-01-01", ""),
        ("0.2.0-dev", "2026-03-01", ""),
        (
            "0.2.0-dev",
            "2025-12-31",
            "edition.yml says 2025-12-31, but 0.1.0 was released on 2026-01-01",
        ),
    ],
)
def test_a_released_version_keeps_its_date(version: str, date: str, said: str) -> None:
    made = edition(text(), version=version, released=(FIRST, supplement_of(FIRST)))
    made = replace(made, imprint=replace(made.imprint, date=date))
    found = [p for p in gate(AddressBook(made)) if p.code == "version-redated"]
    assert [problem.message for problem in found] == ([said] if said else [])


STILL = "is listed as moved or withdrawn, but is still there. remove this line, or remove the page"
NOWHERE = "which does not exist. write the address of a page, such as texts/letter/; a data file moves to a data file"


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ([("a/", "texts/")], []),
        ([("a/", "")], []),
        ([("a/", "texts/sample/transmitted/")], []),
        ([("a/", "about/x/")], []),
        ([("a/", "apparatus/notes/")], []),
        ([("data/old.txt", "data/sample.txt")], []),
        ([("data/old.txt", "")], []),
        ([("a/", "b/"), ("b/", "c/"), ("c/", "texts/")], []),
        ([("texts/sample/", "texts/")], [f"10 error moved-still-there: texts/sample/ {STILL}"]),
        ([("about/x/", "")], [f"10 error moved-still-there: about/x/ {STILL}"]),
        ([("apparatus/notes/", "")], [f"10 error moved-still-there: apparatus/notes/ {STILL}"]),
        (
            [("a/", "b/"), ("b/", "a/"), ("c/", "a/")],
            [
                "10 error moved-in-a-circle: the redirects from a/ lead in a circle. make one of them lead to a page that exists"
            ],
        ),
        (
            [("a/", "gone/"), ("gone/", "")],
            [
                "10 error moved-nowhere: a/ is listed as moved to gone/, which was withdrawn. list a/ under `withdrawn` too, with the reason, instead of `moved`"
            ],
        ),
        *(
            (
                [(old, new), ("gone/", "")],
                [f"10 error moved-nowhere: {old} is listed as moved to {new}, {NOWHERE}"],
            )
            for old, new in (
                ("a/", "b/"),
                ("a/", "data/sample.txt"),
                ("data/old.txt", "texts/sample/"),
                ("data/old.txt", "data/sample.json"),
                ("data/old.txt", "data/new.txt"),
                ("data/old.xtxt", "data/sample.txt"),
            )
        ),
    ],
)
def test_a_way_leads_to_something_of_its_kind(ways: list[tuple[str, str]], said: list[str]) -> None:
    given = [(old, new, "" if new else "Withdrawn.") for old, new in ways]
    found = gated(text(), version="0.1.0-dev", released=(), ways=given)
    assert found == [f"edition.yml:{line}" for line in said]


def retired(name: str, successor: str) -> tuple[Note, EmendationRuling]:
    """Return a note and a ruling that were retired in favour of another."""
    place = Place(f"{name}.md")
    return (
        replace(NOTE, id=name, place=place, retired="Wrong.", successor=successor),
        replace(RULING, id=name, place=place, retired="Wrong.", successor=successor),
    )


@pytest.mark.parametrize("what", ["note", "emendation"])
@pytest.mark.parametrize(
    ("leads", "said"),
    [
        ({"a": ""}, []),
        ({"a": "b", "b": "stands"}, []),
        (
            {"a": "b", "c": "stands"},
            [
                "a.md:1 error no-such-successor: a names the successor b, but this text has no such {}. name another {} of this text, or remove `successor` if none took its place"
            ],
        ),
        (
            {"c": "b", "b": "c", "d": "c", "e": "e"},
            [
                "b.md:1 error successor-circle: the successors of b lead in a circle. remove `successor` from one, or make it lead to another {} that is not retired",
                "e.md:1 error successor-circle: the successors of e lead in a circle. remove `successor` from one, or make it lead to another {} that is not retired",
            ],
        ),
    ],
)
def test_a_successor_stands_in_the_same_text(
    leads: dict[str, str], said: list[str], what: str
) -> None:
    pairs = [retired(*pair) for pair in leads.items()]
    stands = replace(NOTE, id="stands"), replace(RULING, id="stands")
    if what == "note":
        made = text(notes=stands[:1], retired_notes=tuple(n for n, _ in pairs))
    else:
        made = text(rulings=stands[1:], retired_rulings=tuple(r for _, r in pairs))
    found = gated(made, text("other"), version="0.1.0-dev", released=())
    assert found == [line.replace("{}", what) for line in said]


def test_two_of_a_kind_never_share_an_address_in_the_apparatus() -> None:
    note_of_may, ruling_of_may = retired("of-may", "")
    storm_of_may = retired("storm-of-may", "")
    one = text("sea", retired_notes=storm_of_may[:1], retired_rulings=storm_of_may[1:])
    two = text("sea-storm", retired_notes=(note_of_may,), retired_rulings=(ruling_of_may,))
    assert gated(one, two, version="0.1.0-dev", released=()) == [
        f"of-may.md:1 error address-doubled: this {what} and one of sea would both have the address sea-storm-of-may. rename the newer of the two"
        for what in ("note", "emendation")
    ]


def test_a_released_address_is_the_same_in_every_version_of_the_program() -> None:
    """The registers of old releases hold these; a program that counts otherwise breaks them all."""
    (_, second, _) = text().readings
    page = "texts/sample/"
    assert passage_address(page, "p2", second) == Address(
        "texts/sample/#p2", "23 de8252541f14056b", "82ad938f69ccc605"
    )
    assert gone_address(page, "p5", GONE) == Address(
        "texts/sample/#p5", "12 728844cb862a9d37", "fc01a3e258a066b9"
    )
    assert note_address(page, NOTE) == Address(
        "texts/sample/#note-ship", "p2 528d86cef90807c4", "5b33c805668804cb"
    )
    assert emendation_address(page, RULING) == Address(
        "texts/sample/#em-the", "p2 57a499486a01b8c5", "a8b21d56ea6b1f8f"
    )
    assert FIRST.digest == "d527ca63086c57bba82950b438dafabbcede94069b7bf9fa6bf19ab4fe07b54f"


def test_a_release_lists_what_is_new_in_order() -> None:
    names = ["p4", "p5", "p1", "p2", "p3", "note-ship", "em-the"]
    first = release(AddressBook(edition(text())))
    assert first == FIRST
    assert first.digest == digest_of(FIRST)
    assert [address.path for address in first.new] == [
        *sorted(PATHS),
        *(f"texts/sample/#{name}" for name in names),
    ]
    assert (first.version, first.date, first.place) == ("0.1.0", "2026-01-01", PLACE)
    assert (first.changed, first.after) == ((), "")
    assert promised([FIRST])["texts/sample/"] == ["", *names]
    assert page_of("texts/sample/#p1") == page_of("texts/sample/") == "texts/sample/"


def test_what_changes_is_told_by_the_releases_that_changed_it() -> None:
    def again(now: Text, *released: Release) -> AddressBook:
        return AddressBook(edition(now, released=released))

    def kinds(kind: str) -> Text:
        return text(notes=(replace(NOTE, kind=kind),))  # type: ignore[arg-type]

    second = release(again(kinds("error"), FIRST), "0.2.0")
    assert (second.new, second.after) == ((), FIRST.digest)
    assert [address.path for address in second.changed] == ["texts/sample/#note-ship"]
    third = release(again(kinds("history"), FIRST, second), "0.3.0")
    fourth = release(again(kinds("fiction"), FIRST, second, third), "0.4.0")
    assert third.changed
    released = (FIRST, second, third, fourth)
    path = "texts/sample/#note-ship"

    def since(now: Text, of: Release) -> list[tuple[str, tuple[str, ...], bool]]:
        return [
            (c.path, c.versions, c.unreleased) for c in changes_since(again(now, *released), of)
        ]

    now = kinds("fiction")
    assert since(now, FIRST) == [(path, ("0.2.0", "0.3.0", "0.4.0"), False)]
    assert since(now, second) == [(path, ("0.3.0", "0.4.0"), False)]
    assert since(now, fourth) == []
    assert since(kinds("error"), FIRST) == [(path, ("0.2.0", "0.3.0", "0.4.0"), True)]
    assert since(kinds("error"), second) == []
    assert not is_changed(again(now, *released))
    assert is_changed(again(kinds("error"), *released))
    assert is_changed(again(text(notes=(NOTE, replace(NOTE, id="two"))), FIRST))
    assert not is_changed(again(now))


def test_each_change_is_told_by_itself_and_a_page_is_none() -> None:
    second = release(
        AddressBook(edition(text(notes=(replace(NOTE, kind="error"),)), released=(FIRST,))), "0.2.0"
    )
    now = text(notes=(replace(NOTE, kind="error"),), rulings=(replace(RULING, why="Other."),))
    ways = [("about/x/", "", "Not ours.")]
    book = AddressBook(edition(now, released=(FIRST, second), ways=ways, pages=()))
    assert [(c.path, c.versions, c.unreleased) for c in changes_since(book, FIRST)] == [
        ("texts/sample/#note-ship", ("0.2.0",), False),
        ("texts/sample/#em-the", (), True),
    ]


def test_a_note_on_a_merged_passage_or_on_the_whole_may_be_rewritten() -> None:
    other = replace(MOVED_NOTE, body=((Words("Another."),),))
    now = text(notes=(other,), rulings=(), retired_rulings=(replace(RULING, retired="Wrong."),))
    one, two, three = now.readings
    words = f"{WORDS[0]} {WORDS[1]}"
    line = Line(words, Span(0, two.passage.line.span.end), "paragraph")
    merged = replace(one, passage=Passage("p1", ("p2",), line), text=words)
    assert gated(replace(now, readings=(merged, three))) == []
    whole = note("*", "*", id="all")
    before = replace(text(), about=(whole,))
    after = replace(text(), about=(replace(whole, body=((Words("Another."),),)),))
    assert gated(after, released=(release(AddressBook(edition(before))),)) == []


def test_a_text_that_moved_to_a_page_that_is_no_text_is_told_at_that_line() -> None:
    ways = [("texts/sample/", "about/x/", ""), ("texts/sample/transmitted/", "about/x/", "")]
    said = gated(text("other"), ways=[*ways, ("data/sample.txt", "data/other.txt", "")])
    assert [line.partition(":")[2].split()[:3] for line in said] == [
        [line, "error", "moved-nowhere:"] for line in ("10", "11")
    ]


def test_a_text_that_moved_to_a_text_without_its_places_is_told_of_each() -> None:
    bare = text("other", passages=(), notes=(), rulings=(), gone=())
    said = gated(bare, ways=[(path, path.replace("sample", "other"), "") for path in TEXT_PATHS])
    assert [line.split()[2] for line in said if "passages.json" in line] == [
        "address-vanished:"
    ] * 5


def test_on_a_withdrawn_page_only_the_reason_is_shown() -> None:
    withdrawn = edition(text(), ways=[("texts/sample/", "", "Asked for.")])
    found = AddressBook(withdrawn).present("texts/sample/#p1")
    assert found == Address("texts/sample/#p1", "", "8f5d1b2eff0d1794")
    assert AddressBook(edition(text())).present("texts/sample/#p9") is None


def test_an_old_place_is_what_it_leads_to_today() -> None:
    moved = edition(text("other"), ways=[("texts/sample/", "texts/other/", "")])
    found = AddressBook(moved).present("texts/sample/#p1")
    assert found
    assert found.path == "texts/sample/#p1"
    assert (found.identity, found.showed) == next(
        (a.identity, a.showed) for a in FIRST.new if a.path == "texts/sample/#p1"
    )
    assert AddressBook(moved).pages == {"texts/other/", "texts/other/transmitted/", "about/x/"}


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("", True),
        ("texts/", True),
        ("apparatus/notes/", True),
        ("data/", True),
        ("texts/sample/", False),
        ("about/x/", False),
        ("about/data/", False),
    ],
)
def test_the_program_makes_all_but_texts_and_what_is_written_by_hand(path: str, ours: bool) -> None:
    assert is_ours(path) == ours


NOTHING = "edition/edition.yml:1 error address-vanished: {} was released, but nothing is there any more. restore what the page was made from, or say in edition.yml where it has moved"


def test_each_released_address_is_looked_for_in_the_files() -> None:
    now = edition(text(), released=(FIRST,))
    names = ("p4", "p5", "p1", "p2", "p3", "note-ship", "em-the")
    page = "".join(f'<p id="{name}">' for name in names)
    files = {
        "index.md": "",
        "texts/index.md": "",
        "texts/sample/index.md": page,
        "texts/sample/transmitted/index.md": "",
        "data/sample.txt": "",
        "data/edition.json": "",
    }
    book = AddressBook(now)
    assert told(unanswered(book, files)) == []
    without = files | {"texts/sample/index.md": page.replace('id="p2"', 'data-id="p2"')}
    assert told(unanswered(book, without)) == [NOTHING.format("texts/sample/#p2")]
    assert told(lost_places({"texts/sample/": ["", "p1", "p9"]}, files)) == [
        NOTHING.format("texts/sample/#p9")
    ]
    fewer = [path for path in files if path not in ("data/sample.txt", "texts/sample/index.md")]
    assert told(lost_pages(book, fewer)) == [
        NOTHING.format("data/sample.txt"),
        *(NOTHING.format(f"texts/sample/{name}") for name in ("", *(f"#{n}" for n in names))),
    ]
    assert released_paths(now, {**files, "search.html": "", "data/x.json": ""}) == {
        *PATHS,
        "data/x.json",
    }


@pytest.mark.parametrize(
    "changed",
    [
        replace(RULING, on="te"),
        replace(RULING, read="thee"),
        replace(RULING, kind="word", read=None),
        replace(RULING, kind="letter"),
        replace(RULING, certainty="low"),
        replace(RULING, evidence="conjecture"),
        replace(RULING, sources=()),
        replace(RULING, why="another"),
        replace(RULING, retired="gone"),
        replace(RULING, retired="", successor="two"),
    ],
)
def test_whatever_is_said_of_an_emendation_is_part_of_what_it_shows(
    changed: EmendationRuling,
) -> None:
    assert emendation_address("", changed).showed != emendation_address("", RULING).showed


@pytest.mark.parametrize(
    "changed",
    [
        replace(NOTE, kind="error"),
        replace(NOTE, certainty="low"),
        replace(NOTE, internal=False),
        replace(NOTE, citations=()),
        replace(NOTE, source="a letter"),
        replace(NOTE, body=()),
        replace(NOTE, retired="gone"),
        replace(NOTE, successor="two"),
    ],
)
def test_whatever_is_said_of_a_note_is_part_of_what_it_shows(changed: Note) -> None:
    assert note_address("", changed).showed != note_address("", NOTE).showed


def person_of(name: str, *formerly: str) -> Person:
    """Return a person with former ids."""
    return replace(person(name), formerly=formerly)


REFERENCE = Reference(
    works=(Work("log", "The Log", "", "{}", PLACE, ("diary",)),),
    people=(person_of("clerk", "scribe"), person_of("pilot")),
    events=(Event("storm", "1956", "A storm", "It blew.", True, "high", (), (), PLACE, ("gale",)),),
    series=(
        Series("Salt", "tons", "", (), (), PLACE, "salt"),
        Series("Fish", "tons", "", (), (), PLACE, "fish", after=("sample", "p1")),
    ),
    errata=(Erratum("wind", "event", "", "storm", "2026-01-01", "0.1.0", "a", "b", (), PLACE),),
)
KEPT = {
    "apparatus/people/": {"person-clerk", "person-scribe", "person-pilot"},
    "apparatus/works/": {"work-log", "work-diary"},
    "apparatus/timeline/": {"event-storm", "event-gale", "salt", "fish"},
    "apparatus/errata/": {"erratum-wind"},
    "texts/sample/": {"fish"},
    "texts/sample/transmitted/": {"L1", "L2", "L3"},
}


def test_what_is_kept_has_its_place_under_every_id_that_it_had() -> None:
    whole = replace(edition(text()), reference=REFERENCE)
    assert kept_places(whole) == KEPT


def test_lists_have_a_place_for_each_note_and_ruling_and_for_each_text() -> None:
    assert listed_places(edition(text(), text("other", notes=(), rulings=()))) == {
        "apparatus/notes/": {"in-sample", "in-other", "sample-ship"},
        "apparatus/emendations/": {"in-sample", "in-other", "sample-the"},
    }


@pytest.mark.parametrize(
    ("page", "ids", "promised_"),
    [
        (
            "texts/sample/",
            "p1 note-ship em-the ref-ship ruling-the cite help",
            "ref-ship ruling-the",
        ),
        ("texts/sample/transmitted/", "L1 L12 Lx L", "L1 L12"),
        ("apparatus/people/", "person-clerk persons real-h", "person-clerk"),
        ("apparatus/works/", "work-log works-h log", "work-log"),
        ("apparatus/errata/", "erratum-wind on-2026-01-01", "erratum-wind"),
        (
            "apparatus/timeline/",
            "y1956 y event-storm salt salt-h fish salt-desc oil in-x in-x-h",
            "y1956 event-storm salt fish in-x",
        ),
        ("apparatus/notes/", "in-sample in-sample-h sample-ship ship", "in-sample sample-ship"),
        ("apparatus/notes/", "sample-h", "sample-h"),
        ("apparatus/emendations/", "sample-the kinds lost-h lost", "sample-the"),
        ("apparatus/contributors/", "sample-ship notes-by", ""),
        ("about/x/", "in-short y1956 person-clerk", ""),
        ("data/", "person-clerk", ""),
        ("texts/sample/", "ref-ship ref-ship", "ref-ship"),
    ],
)
def test_a_release_promises_entries_and_the_places_that_lead_to_them(
    page: str, ids: str, promised_: str
) -> None:
    content = "".join(f'<p class="x" id="{name}" title="y">' for name in ids.split())
    assert list(promised_in(page, content, {"salt", "fish"})) == promised_.split()
    assert list(promised_in(page, content.replace(' id="', ' data-id="'))) == []


def test_released_places_are_those_of_drawn_pages() -> None:
    files = {
        "apparatus/people/index.md": '<p id="person-clerk">',
        "data/x.json": ' id="person-pilot"',
        "texts/sample/index.md": '<p id="ref-ship"><figure id="fish"><p id="oil">',
    }
    whole = replace(edition(text()), reference=REFERENCE)
    assert list(released_places(whole, files)) == [
        "apparatus/people/#person-clerk",
        "texts/sample/#ref-ship",
        "texts/sample/#fish",
    ]


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("apparatus/people/#person-clerk", True),
        ("apparatus/people/#person-scribe", True),
        ("apparatus/people/#person-nobody", False),
        ("apparatus/timeline/#fish", True),
        ("apparatus/timeline/#oil", False),
        ("apparatus/timeline/#y1900", True),
        ("apparatus/notes/#sample-gone", True),
        ("texts/sample/#ref-gone", True),
        ("texts/sample/#ruling-gone", True),
        ("texts/sample/#p9", False),
        ("texts/sample/#note-gone", False),
        ("texts/sample/#salt", False),
        ("texts/sample/#fish", True),
        ("texts/sample/transmitted/#L3", True),
        ("texts/sample/transmitted/#L4", False),
    ],
)
def test_a_kept_place_is_there_or_has_vanished_and_others_lead_on(path: str, there: bool) -> None:
    book = AddressBook(replace(edition(text()), reference=REFERENCE))
    assert (book.present(path) == Address(path)) is there
    assert (book.present(path) is None) is not there


@pytest.mark.parametrize(
    ("path", "place", "hint"),
    [
        (
            "apparatus/people/#person-gone",
            "edition/people.yml",
            "restore the entry, or list its id under `formerly` of the one that took its place",
        ),
        (
            "apparatus/works/#work-gone",
            "edition/works.json",
            "restore the entry, or list its id under `formerly` of the one that took its place",
        ),
        (
            "apparatus/timeline/#event-gone",
            "edition/events.yml",
            "restore the entry, or list its id under `formerly` of the one that took its place",
        ),
        (
            "apparatus/timeline/#oil",
            "edition/series.yml",
            "restore the entry, and its `after` if that has changed",
        ),
        (
            "texts/sample/#salt",
            "edition/series.yml",
            "restore the entry, and its `after` if that has changed",
        ),
        ("apparatus/errata/#erratum-gone", "edition/errata.yml", "restore the entry"),
        (
            "texts/sample/transmitted/#L9",
            "edition/texts/sample/raw.txt",
            "restore the lines of the raw text",
        ),
    ],
)
def test_a_kept_place_that_vanished_is_told_where_it_was(path: str, place: str, hint: str) -> None:
    first = replace(FIRST, new=(*FIRST.new, Address(path)))
    whole = replace(edition(text(), released=(first,)), reference=REFERENCE)
    assert told(gate(AddressBook(whole))) == [
        f"{place}:1 error address-vanished: {path} was released, but nothing is there any more."
        f" {hint}"
    ]


def test_a_supplement_adds_to_the_last_release_what_it_had_and_did_not_list() -> None:
    second = release(
        AddressBook(edition(text(), released=(FIRST,))), "0.2.0", ("apparatus/people/",)
    )
    noted = text(notes=(replace(NOTE, kind="error"),))
    third = release(AddressBook(edition(noted, released=(FIRST, second))), "0.3.0", ())
    assert third.changed
    book = AddressBook(edition(noted, released=(FIRST, second, third)))
    places = (
        "apparatus/people/#person-clerk",
        "texts/sample/#p1",  # is listed
        "apparatus/works/#work-log",  # on a page that was not promised
        "texts/sample/#ref-ship",
        "texts/sample/#ref-ship",
    )
    added = supplement(book, places, "2026-02-01")
    assert [a.path for a in added.new] == [
        "apparatus/people/#person-clerk",
        "texts/sample/#ref-ship",
    ]
    assert all(a == Address(a.path) for a in added.new)
    assert (added.version, added.date, added.changed) == ("0.3.0", "2026-02-01", ())
    assert added.after == third.digest
    assert added.digest == digest_of(added)
    assert added.digest != third.digest


def test_a_release_lists_places_last_and_each_once() -> None:
    places = ("texts/sample/#ref-ship", "texts/sample/#p1", "texts/sample/#ref-ship")
    made = release(AddressBook(edition(text())), paths=(*PATHS, *places))
    assert made.new == (*FIRST.new, Address("texts/sample/#ref-ship"))


def test_how_a_source_was_seen_is_part_of_what_a_note_and_a_ruling_show() -> None:
    cited = (Citation("one", "12", PLACE, "read"),)
    assert note_address("", replace(NOTE, citations=cited)) != note_address("", NOTE)
    (source,) = RULING.sources
    seen = replace(RULING, sources=(replace(source, seen="quoted"),))
    assert emendation_address("", seen) != emendation_address("", RULING)


def test_what_only_has_a_place_counts_as_no_change() -> None:
    path = "texts/sample/transmitted/#L1"
    first = replace(FIRST, new=(*FIRST.new, Address(path)))
    reasons = [("texts/sample/transmitted/", "", "Asked for.")]
    book = AddressBook(edition(text(), released=(first,), ways=reasons))
    assert path not in {c.path for c in changes_since(book, first)}
    assert path not in {a.path for a in release(book, "0.2.0").changed}
