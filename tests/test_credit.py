"""Everyone with a part in the edition is named, by the name they chose and without an address."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from build_edition.cli import main
from build_edition.model import Address, Edition, Place, Release
from build_edition.notes.contributors import shares, unnamed
from build_edition.render.apparatus.contributors import contributors_pages
from tests.support import note, whole

AUTHORS = [
    ("example", "example@example.org"),
    ("editors", "editors@example.org"),
    ("known", "known@example.org"),
    ("new", "new@example.org"),
    ("program[bot]", "program@example.org"),
    ("hidden@example.org", "hidden@example.org"),
    ("Formerly Known", "formerly@example.org"),
]

SOMEBODY = "second example"
"""A person who wrote nothing in the specimen."""


def page_of(edition: Edition) -> str:
    """Return the page of contributors."""
    return str(contributors_pages(whole(edition))["apparatus/contributors/index.md"])


def signed(edition: Edition, **given: object) -> Edition:
    """Return the edition with a note by `SOMEBODY` and the editors on its first text as a whole."""
    made = replace(note("*", by=(SOMEBODY, "editors")), **given)  # type: ignore[arg-type]
    text = replace(edition.texts[0], about=(made,))
    return replace(edition, texts=(text, *edition.texts[1:]))


def test_each_contributor_is_credited_once_with_every_note(an_edition: Edition) -> None:
    made = signed(an_edition)
    assert SOMEBODY in shares(made.texts, made.released)
    assert "<strong>second example</strong>, 1 note: " in page_of(made)
    assert "@" not in page_of(made)


def test_a_note_is_credited_with_the_release_that_it_came_with(an_edition: Edition) -> None:
    slug = an_edition.texts[0].info.slug
    brought = (Address(f"texts/{slug}/#note-one"),)
    first = Release("0.2.0", "2026-12-01", brought, (), "", "", Place("x"))
    second = Release("0.3.0", "2026-12-02", (), brought, "", "", Place("x"))
    made = replace(signed(an_edition, id="one"), released=(first, second))
    assert "<strong>second example</strong>, 1 note, since version 0.2.0: " in page_of(made)


def test_the_release_of_the_first_note_is_told_whatever_note_comes_first(
    an_edition: Edition,
) -> None:
    slug = an_edition.texts[0].info.slug
    first = Release(
        "0.2.0", "2026-12-01", (Address(f"texts/{slug}/#note-two"),), (), "", "", Place("x")
    )
    notes = tuple(note("*", id=name, by=(SOMEBODY,)) for name in ("one", "two"))
    text = replace(an_edition.texts[0], about=notes)
    made = replace(an_edition, texts=(text, *an_edition.texts[1:]), released=(first,))
    assert "<strong>second example</strong>, 2 notes, since version 0.2.0: " in page_of(made)


def test_who_wrote_a_retired_note_is_credited_still(an_edition: Edition) -> None:
    old = note("x", id="old", by=(SOMEBODY,), retired="Withdrawn.")
    text = replace(an_edition.texts[0], retired_notes=(old,))
    made = replace(an_edition, texts=(text, *an_edition.texts[1:]))
    assert "#note-old" in page_of(made)


def test_whom_the_history_names_besides_is_listed_once(an_edition: Edition) -> None:
    imprint = replace(an_edition.imprint, contributors=(SOMEBODY, "other <b>"))
    page = page_of(replace(signed(an_edition), imprint=imprint))
    assert page.count(SOMEBODY) == 1
    assert "<li>other &lt;b&gt;</li>" in page


def test_a_history_yields_names_and_no_addresses() -> None:
    found = unnamed([name for name, _ in AUTHORS], {"example", "editors", "known"})
    assert found == ("Formerly Known", "new")


def test_the_command_proposes_whom_nobody_has_named_yet(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(small), "credit"]) == 2
    mailmap = "known <formerly@example.org>\n"
    (small / ".mailmap").write_text(mailmap, encoding="utf-8")
    git = ["git", "-c", "commit.gpgsign=false"]
    subprocess.run([*git, "init", "--quiet"], cwd=small, check=True)
    for name, address in AUTHORS:
        with (small / "edition/people.yml").open("a", encoding="utf-8") as file:
            file.write(f"# {name}\n")
        subprocess.run(["git", "add", "--all"], cwd=small, check=True)
        author = ["-c", f"user.name={name}", "-c", f"user.email={address}"]
        command = [*git, *author, "commit", "--quiet", "--message", "x"]
        subprocess.run(command, cwd=small, check=True)
    capsys.readouterr()
    assert main(["--root", str(small), "credit"]) == 0
    said = capsys.readouterr().out
    assert '  - "new"\n' in said
    assert '  - "example"\n' in said
    assert '  - "known"\n' in said
    assert "Formerly" not in said
    assert "@" not in said
    assert "bot" not in said
    edition = small / "edition/edition.yml"
    names = said.split("\n", 1)[1]
    content = f"contributors:\n{names}{edition.read_text(encoding='utf-8')}"
    edition.write_text(content, encoding="utf-8")
    assert main(["--root", str(small), "credit"]) == 0
    assert "Everybody in the history is named." in capsys.readouterr().out
