"""The archive is read from a disk as the site is without scripts, and a crawler finds all of the site."""

import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from bs4 import BeautifulSoup, Tag

from build_edition.cli import main
from build_edition.model import Imprint, Place
from build_edition.site.archive import as_file, page_from_disk

ELSEWHERE = re.compile(r"[a-z]+:|//")
LINKED = re.compile(r'(?:href|src)="([^"]*)"')
IMPORTED = re.compile(r'(?:url\("?|@import ")([^")]+)')


def links_in(folder: Path, path: str) -> Iterator[tuple[str, str]]:
    """Yield the files, and the places in them, to which a page or a style sheet leads."""
    if not path.endswith((".html", ".css")):
        return
    content = (folder / path).read_text(encoding="utf-8")
    found = LINKED.findall(content) if path.endswith(".html") else IMPORTED.findall(content)
    for link in found:
        if not ELSEWHERE.match(link):
            address, place = urldefrag(link)
            address = unquote(address.partition("?")[0])
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
            yield (target if address else path, unquote(place))


def reached(folder: Path, as_served: bool) -> tuple[set[str], list[tuple[str, str]]]:
    """Return the files that one reaches from the first page, and the links that lead nowhere."""
    seen, left, lost = {"index.html"}, ["index.html"], []
    ids: dict[str, set[str]] = {}
    while left:
        path = left.pop()
        for target, place in links_in(folder, path):
            if as_served and (folder / target).is_dir():
                target = posixpath.normpath(f"{target}/index.html")
            if not (folder / target).is_file():
                lost.append((path, target))
                continue
            if target not in ids and target.endswith(".html"):
                content = (folder / target).read_text(encoding="utf-8")
                ids[target] = set(re.findall(r'\sid="([^"]*)"', content))
            if place and place not in ids.get(target, ()):
                lost.append((path, f"{target}#{place}"))
            if target not in seen:
                seen.add(target)
                left.append(target)
    return seen, lost


def files_of(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_every_link_of_the_archive_leads_to_a_file_in_it(unpacked: Path) -> None:
    seen, lost = reached(unpacked, as_served=False)
    assert lost == []
    assert seen == files_of(unpacked)


def test_a_crawler_that_follows_links_takes_every_file_of_the_site(project: Path) -> None:
    seen, lost = reached(project / "site", as_served=True)
    assert lost == []
    # the server answers with 404.html where there is nothing
    assert files_of(project / "site") - seen == {"404.html"}


def test_the_site_has_no_script_and_no_style_sheet_of_the_theme(project: Path) -> None:
    files = files_of(project / "site")
    assert not [f for f in files if f.startswith(("assets/javascripts/", "assets/stylesheets/"))]


def test_the_archive_has_all_pages_and_downloads_and_nothing_that_only_scripts_use(
    unpacked: Path, project: Path
) -> None:
    left_out = files_of(project / "site") - files_of(unpacked)
    assert {f for f in left_out if f.endswith(".html")} == {"404.html"}
    assert not [f for f in left_out if f.startswith("data/")]
    assert not [f for f in files_of(unpacked) if f.endswith(".js") or f.startswith("search/index/")]


def test_pages_of_the_archive_need_no_script_and_allow_none(unpacked: Path) -> None:
    for path in unpacked.rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        kinds = {script.get("type") for script in page.select("script")}
        assert kinds <= {"application/ld+json"}, path
        assert not page.select("noscript"), path
        policy = page.select_one("meta[http-equiv=Content-Security-Policy]")
        assert isinstance(policy, Tag)
        assert str(policy["content"]).startswith("default-src 'none'; style-src 'self' file:")
        foot = page.select_one("footer .copy a")
        assert foot
        assert str(foot["href"]).startswith("https://tigers.example.org/")
    for path in unpacked.rglob("*.css"):
        assert "scripting" not in path.read_text(encoding="utf-8")


def test_the_search_page_says_that_nothing_is_searched_here(unpacked: Path, project: Path) -> None:
    said = "Searching needs a script, and none runs here"
    assert f"<p>{said}" in (unpacked / "search/index.html").read_text(encoding="utf-8")
    served = (project / "site/search/index.html").read_text(encoding="utf-8")
    assert f"<noscript><p>{said}" in served


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../novel/", "../novel/index.html"),
        ("../novel/#p25", "../novel/index.html#p25"),
        ("../novel/?q=a/b", "../novel/index.html?q=a/b"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("../..#x", "../../index.html#x"),
        ("#p1", "#p1"),
        ("", ""),
        ("?q=oil", "?q=oil"),
        ("../data/novel.txt", "../data/novel.txt"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("//example.org/a/", "//example.org/a/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("a/#b/", "a/index.html#b/"),
    ],
)
def test_a_link_to_a_folder_leads_to_its_page(address: str, expected: str) -> None:
    assert as_file(address) == expected


@pytest.mark.parametrize(
    "page",
    [
        '<p>write href="../x/" in your page</p>',
        '<p title="a href">x</p>',
        '<script type="application/ld+json">{"url": "https://example.org/"}</script>',
        "<p>the &lt;script&gt; element</p>",
    ],
)
def test_words_of_a_page_are_left_alone(page: str) -> None:
    assert page_from_disk(page) == page


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://127.0.0.1:8000/two-tigers/", True),
        ("http://127.8.0.1/", True),
        ("http://localhost:8000/", True),
        ("HTTPS://LocalHost/", True),
        ("http://[::1]:80/", True),
        ("http://0.0.0.0:8000/", True),
        ("https://localhost.example.org/", False),
        ("https://example.org/127.0.0.1/", False),
        ("https://tigers.example.org/", False),
    ],
)
def test_an_address_on_the_readers_own_machine_is_known(address: str, local: bool) -> None:
    imprint = Imprint("T", "S", "A", (), "1.0.0", "", "", "", ("", ""), address, Place("e.yml"))
    assert imprint.is_local is local


def test_what_would_cite_this_machine_is_said_by_a_build_and_not_packed(
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(project, tmp_path / "project")
    monkeypatch.delenv("SITE_URL", raising=False)
    said = "http://127.0.0.1:8000/two-tigers/, which leads nowhere for others"
    assert main(["--root", str(tmp_path / "project"), "build"]) == 0
    assert said in capsys.readouterr().out
    assert main(["--root", str(tmp_path / "project"), "archive"]) == 2
    assert said in capsys.readouterr().err
    assert not [*(tmp_path / "project").glob("*.zip")]
    monkeypatch.setenv("SITE_URL", "https://tigers.example.org")
    assert main(["--root", str(tmp_path / "project"), "build"]) == 0
    assert "leads nowhere" not in capsys.readouterr().out


def test_an_archive_is_the_same_each_time(
    unpacked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "harbour-lights-0.2.0-dev.zip"
    before = unpacked.parent.parent / "project"
    shutil.copytree(before, tmp_path / "project", ignore=shutil.ignore_patterns(".cache", name))
    monkeypatch.setenv("SITE_URL", "https://tigers.example.org/")
    assert main(["--root", str(tmp_path / "project"), "archive"]) == 0
    assert (tmp_path / "project" / name).read_bytes() == (before / name).read_bytes()
