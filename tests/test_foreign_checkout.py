"""A copy of the project that somebody else made cannot reach beyond itself, or say what it likes.

Git can keep links, and files that it otherwise ignores: all that a build writes or keeps.
"""

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from build_edition.cli import main
from build_edition.output.cache import FOLDER, seal
from build_edition.output.emission import MANIFEST, remove_drafts
from build_edition.output.files import write_content
from build_edition.output.parts import RECORD, Parts
from build_edition.sources.load import load_sources
from tests.support import project_files


def build(root: Path) -> int:
    """Run the command `build` and return its exit code."""
    return main(["--root", str(root), "build"])


@pytest.mark.parametrize(
    "path",
    [
        FOLDER,
        f"{FOLDER}/lock",
        f"{FOLDER}/made-here",
        f"{FOLDER}/texts",
        RECORD,
        "site",
        ".site.new",
        ".site.old",
        MANIFEST,
    ],
)
@pytest.mark.parametrize("aim", ["folder", "file"])
def test_a_build_writes_through_no_link(path: str, aim: str, letters: Path, tmp_path: Path) -> None:
    others = tmp_path / "others"
    others.mkdir()
    (others / "file").write_text("another's", encoding="utf-8")
    aimed = others if aim == "folder" else others / "file"
    (letters / path).parent.mkdir(exist_ok=True)
    (letters / path).symlink_to(aimed)
    before = project_files(letters)
    for command in ("check", "build"):
        assert main(["--root", str(letters), command]) == 1
    assert project_files(letters) == before
    assert [*others.iterdir()] == [others / "file"]
    assert (others / "file").read_text(encoding="utf-8") == "another's"


def test_what_links_lead_to_is_named_once_and_by_each_command(
    letters: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (letters / "site").symlink_to(letters)
    for command in ("check", "build"):
        main(["--root", str(letters), command])
        said = "".join(capsys.readouterr())
        assert said.count("site:1:1: no-plain-file this is a link, not a plain file") == 1


@pytest.mark.parametrize("pieces", [None, "ours"])
def test_a_draft_is_never_written_into_a_link(pieces: str | None, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("another's", encoding="utf-8")
    (tmp_path / f".page.md.{os.getpid()}").symlink_to(other)
    write_content(tmp_path / "page.md", iter(pieces) if pieces else "ours")
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == "ours"
    assert other.read_text(encoding="utf-8") == "another's"
    assert {path.name for path in tmp_path.iterdir()} == {"page.md", "other"}


def copied(root: Path, to: Path) -> Path:
    """Copy a project with all that builds keep, to the nanosecond, as no git checkout could."""
    for path in sorted(root.rglob("*")):
        copy = to / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            copy.write_bytes(path.read_bytes())
            found = path.stat()
            os.utime(copy, ns=(found.st_atime_ns, found.st_mtime_ns))
    return to


@pytest.mark.slow
def test_what_others_kept_from_their_builds_is_not_believed(letters: Path, tmp_path: Path) -> None:
    assert build(letters) == 0
    for lie in ("text: letter", f"{FOLDER}/texts/letter"):
        record = letters / RECORD
        parts = json.loads(record.read_bytes().partition(b"\n")[2])
        path = next(iter(parts[lie][1]))
        (letters / path).write_bytes(b"a lie")
        found = (letters / path).stat()
        digest = sha256(b"a lie").hexdigest()
        parts[lie][1][path] = [found.st_size, digest, found.st_mtime_ns]
        forged = json.dumps(parts).encode()
        record.write_bytes(seal(letters, forged) + b"\n" + forged)
    theirs = copied(letters, tmp_path / "theirs")
    for root, believed in ((letters, True), (theirs, False)):
        assert Parts(root).stands("text: letter", parts["text: letter"][0]) is believed
        assert build(root) == 0
        held = {path.read_bytes() for path in root.rglob("*") if path.is_file()}
        assert (b"a lie" in held) is believed
    assert Parts(theirs).stands("text: letter", parts["text: letter"][0])


def test_an_empty_seal_is_none(tmp_path: Path) -> None:
    assert seal(tmp_path, b"{}") == b""
    assert seal(tmp_path, b"{}", make=True) == seal(tmp_path, b"{}") != b""


@pytest.mark.slow
def test_a_list_of_what_builds_wrote_costs_nobody_a_page(letters: Path) -> None:
    page, plain = letters / "docs/about.md", letters / "docs/robots.txt"
    for path in (page, plain):
        path.write_text("By hand.\n", encoding="utf-8")
    listed = [
        "about.md",
        "robots.txt",
        "../edition/edition.yml",
        "/etc/hosts",
        f"{'a' * 300}/index.html",
    ]
    (letters / MANIFEST).write_text("\n".join([*listed, "robots.txt/index.html", ""]))
    assert build(letters) == 0
    assert page.exists()
    assert plain.exists()


def test_what_a_killed_build_left_half_written_is_removed(letters: Path) -> None:
    drafts = [
        "docs/.index.md.77",
        "docs/..emitted.77",
        "docs/texts/letter/.index.md.77",
        f"{FOLDER}/.parts.77",
        f"{FOLDER}/texts/.letter.77",
    ]
    kept = ["docs/.mine.77", "docs/texts/letter/.mine.77", "docs/.index.md.old", "edition/.x.yml.7"]
    for name in (*drafts, *kept):
        (letters / name).parent.mkdir(parents=True, exist_ok=True)
        (letters / name).write_text("half", encoding="utf-8")
    (letters / MANIFEST).write_text("index.md\ntexts/letter/index.md\n", encoding="utf-8")
    remove_drafts(letters)
    assert [name for name in (*drafts, *kept) if (letters / name).exists()] == kept


NOT_THERE = [
    "data/novel.txt",
    "about/old/",
    f"{'a' * 255}/",
    "assets/",
    "index/",
    "texts/index/",
    "texts/letter/transmitted/old/",
]
"""What can have been an address, of a page or a file."""

REFUSED = [
    f"{'a' * 256}/",
    "a/" * 251,
    "license/",
    "license/old/",
    "about/",
    "texts/",
    "texts/letter/",
    "data/",
    "data/old/",
    "data/index.html",
    "data/old.md",
    "data/old.js",
    "data/edition.json",
    "data/letter.txt",
    "data/SHA256SUMS",
    "apparatus/old/",
    "Texts/Letter/",
    "con/",
    "texts/nul/",
    "data/aux.txt",
    "./",
    "../old/",
    "old/../../",
    "süd/",
    "/old/",
    "old",
    "old//",
    "https://example.org/",
    "",
]
"""What was never an address, or is one still."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "entry",
    ["moved: {%s: texts/letter/}", pytest.param("withdrawn: {%s: No.}", marks=pytest.mark.hard)],
)
def test_no_entry_of_what_moved_spoils_anything(entry: str, letters: Path) -> None:
    (letters / "docs/about.md").write_text("# About\n", encoding="utf-8")
    (letters / "docs/license").write_text("MIT\n", encoding="utf-8")
    imprint = letters / "edition/edition.yml"
    sound = imprint.read_text(encoding="utf-8")
    assert build(letters) == 0
    before = project_files(letters)
    for old in REFUSED:
        imprint.write_text(f"{sound}{entry % json.dumps(old)}\n", encoding="utf-8")
        assert build(letters) == 1, old
        imprint.write_text(sound, encoding="utf-8")
        assert project_files(letters) == before, old
    for old in NOT_THERE:
        if entry.startswith("moved") and old.startswith("data/"):
            continue
        imprint.write_text(f"{sound}{entry % json.dumps(old)}\n", encoding="utf-8")
        assert build(letters) == 0, old
        # every page is as it was, but for those that list what there is
        now = project_files(letters)
        assert {*before} <= {*now}, old
        assert all(now[p] == before[p] for p in before if p.match("site/texts/*/*")), old
        imprint.write_text(sound, encoding="utf-8")
        assert build(letters) == 0
        assert project_files(letters) == before, old


def test_what_a_link_leads_to_is_not_named(small: Path, tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    (tmp_path / "others/secret.json").write_text("{}", encoding="utf-8")
    (small / "edition/texts/letter/released").symlink_to(tmp_path / "others")
    sources, problems = load_sources(small)
    assert sources
    assert [p.place.path for p in problems] == ["edition/texts/letter/released"]
