"""The site is the same, byte for byte, however often and wherever it is built."""

import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from bs4 import BeautifulSoup

from build_edition.cli import main
from build_edition.commands.publishing import build as build_command
from build_edition.commands.publishing.serve import Preview
from build_edition.output.sizes import Limits
from build_edition.site.server import LiveServer, _watched
from tests.support import ROOT, free_port


def contents(folder: Path) -> dict[str, bytes]:
    """Return the content of every file of a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def build(root: Path, **environment: str) -> None:
    """Build in a process of its own, with environment variables such as locale and time zone."""
    command = [sys.executable, "-m", "build_edition", "--root", str(root), "build"]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | environment, capture_output=True)


def test_the_same_input_gives_the_same_bytes(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    shutil.copytree(project, other)
    shutil.rmtree(other / "site")
    build(other, PYTHONHASHSEED="7", LC_ALL="C", TZ="Asia/Tokyo", LANG="C")
    assert contents(other / "site") == contents(project / "site")
    assert contents(other / "docs") == contents(project / "docs")


def test_each_edition_built_in_a_process_has_its_own_date(letters: Path) -> None:
    with (letters / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("site_url: https://example.org/\n")
    imprint = letters / "edition/edition.yml"
    for date in ("2026-02-03", "2026-04-05"):
        words = re.sub(r"(?m)^date: .*$", f'date: "{date}"', imprint.read_text(encoding="utf-8"))
        imprint.write_text(words, encoding="utf-8")
        assert main(["--root", str(letters), "build"]) == 0
        assert f"<lastmod>{date}</lastmod>" in (letters / "site/sitemap.xml").read_text("utf-8")


def test_a_site_too_large_for_its_host_is_no_success(
    letters: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build_command, "GITHUB", Limits(file=10**6, site=10))
    assert main(["--root", str(letters), "build"]) == 1
    assert "GitHub publishes no more than 10" in capsys.readouterr().err
    assert (letters / "site/index.html").is_file()


@pytest.mark.slow
def test_plain_mkdocs_gives_the_same_pages(project: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(tmp_path)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, check=True, cwd=project, env=environment, capture_output=True)
    plain, ours = contents(tmp_path), contents(project / "site")
    ours = {k: v for k, v in ours.items() if not k.startswith("search/index/")}
    of_the_theme = ("assets/javascripts/", "assets/stylesheets/")
    unused = {k for k in plain if k.startswith(of_the_theme) or k.endswith(".gz")}
    filled = "apparatus/files/index.html"  # with what the finished site has
    other = {"sitemap.xml", filled, *unused}
    assert {k: v for k, v in plain.items() if k not in other} == {
        k: v for k, v in ours.items() if k not in other
    }
    assert set(plain) - unused == set(ours)


def test_the_site_names_no_machine_and_no_other_host(project: Path) -> None:
    for path, content in contents(project / "site").items():
        if path.endswith((".html", ".json", ".txt", ".xml", ".css")):
            assert str(project).encode() not in content, path
            assert b"fonts.googleapis" not in content, path


def test_a_page_waits_for_the_editions_own_style_sheets_and_for_few(project: Path) -> None:
    site = project / "site"
    for path in site.rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        if page.select_one("header.md-header"):
            links = page.select("link[rel=stylesheet]")
            names = [Path(str(link["href"])).name for link in links if not link.get("media")]
            assert names[:2] == ["kinds.css", "edition.css"], path
            assert {name for name in names[2:] if ".min." in name} == set(), path
            assert len(names) <= (4 if page.select_one(".tt-body") else 6), path
            assert [link["media"] for link in links[len(names) :]] == ["print"], path
    scripts = "".join(path.read_text(encoding="utf-8") for path in site.glob("assets/*.js"))
    late = re.findall(r'styled\("([a-z]+)"\)', scripts)
    assert late
    assert all((site / f"assets/{name}.css").is_file() for name in late)


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("index.html", []),
        ("texts/index.html", [("Texts", "page")]),
        ("texts/ferry/index.html", [("Texts", "true")]),
        ("texts/ferry/transmitted/index.html", [("Texts", "true")]),
        ("data/index.html", [("Data & e-book", "page")]),
        ("apparatus/people/index.html", [("People", "page")]),
        ("about/index.html", [("About", "page")]),
        ("about/principles/index.html", [("About", "true")]),
        ("about/rights/index.html", [("About", "true")]),
        ("apparatus/errata/index.html", [("About", "true")]),
        ("404.html", []),
    ],
)
def test_the_bar_says_which_of_its_pages_this_is(
    page: str, marked: list[tuple[str, str]], project: Path
) -> None:
    soup = BeautifulSoup((project / "site" / page).read_text(encoding="utf-8"), "html.parser")
    found = soup.select(".tt-links a[aria-current]")
    assert [(link.get_text(), link["aria-current"]) for link in found] == marked


@pytest.mark.slow
def test_site_url_comes_from_one_setting(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "fork"
    shutil.copytree(project, other)
    build(
        other, SITE_URL="https://example.org/tigers/", EDITION_REPOSITORY="https://example.org/a/r"
    )
    page = (other / "site/texts/ferry/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/tigers/texts/ferry/">' in page
    assert 'href="https://example.org/a/r"' in page
    assert "127.0.0.1" not in page


def test_a_page_that_mkdocs_refuses_leaves_the_old_site(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "broken"
    shutil.copytree(project, other)
    before = contents(other / "site")
    page = other / "docs/about/rights.md"
    with page.open("a", encoding="utf-8") as content:
        content.write("\n[nowhere](nothing.md)\n")
    assert main(["--root", str(other), "build"]) == 1
    assert "MkDocs could not build the site" in capsys.readouterr().err
    assert contents(other / "site") == before


@dataclass(frozen=True)
class Served:
    """A copy of the project under `serve`."""

    root: Path
    address: str
    output: IO[str]

    def says(self, words: str) -> None:
        """Wait until `serve` prints a line with these words; fail if it ends first."""
        while line := self.output.readline():
            if words in line:
                return
        pytest.fail(f"serve ended without saying: {words}")

    def page(self, path: str) -> str:
        """Return a page as it is served now."""
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            content: str = answer.read().decode()
            return content


@pytest.fixture
def served(project: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of the project, served until the test is over."""
    root = tmp_path / "served"
    shutil.copytree(project, root)
    port = free_port()
    command = [sys.executable, "-m", "build_edition", "--root", str(root)]
    with subprocess.Popen(
        [*command, "serve", "--port", str(port)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        limit = threading.Timer(120, process.kill)  # so that no test waits for ever for a line
        limit.start()
        try:
            yield Served(root, f"http://127.0.0.1:{port}/two-tigers/", process.stdout)
        finally:
            limit.cancel()
            process.terminate()


@pytest.mark.slow
def test_serve_follows_edits_and_keeps_the_last_good_page(served: Served) -> None:
    text = served.root / "edition/texts/ferry/text.yml"
    sound = text.read_text(encoding="utf-8")
    served.says("serving")
    text.write_text(sound.replace("kind: A ", "kind: One "), encoding="utf-8")
    served.says("built")
    assert "One chapter of a novel" in served.page("texts/ferry/")
    text.write_text(sound.replace("kind: A ", "knid: Another "), encoding="utf-8")
    served.says("waiting for a correction")
    assert "One chapter of a novel" in served.page("texts/ferry/")
    text.write_text(sound.replace("kind: A ", "kind: Another "), encoding="utf-8")
    served.says("built")
    assert "Another chapter of a novel" in served.page("texts/ferry/")
    rights = served.root / "docs/about/rights.md"
    kept = '--8<-- "pages/rights.md"'
    rights.write_text(f"# Rights\n\n{kept}\n\n## New words {{#removal}}\n", encoding="utf-8")
    served.says("built")
    assert "New words" in served.page("about/rights/")


def test_edits_are_looked_for_only_where_people_write(tmp_path: Path) -> None:
    for name in ("index.md", ".emitted", ".about.md.swp", "about.md", "about/index.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    server = LiveServer(tmp_path / "index.md", lambda: None, "127.0.0.1", 0, str(tmp_path))
    seen = [entry.name for entry in server.listed(str(tmp_path))]
    assert sorted(seen) == ["about", "about.md"]
    assert [entry.name for entry in server.listed(str(tmp_path / "about"))] == ["index.md"]
    server.server_close()


def test_whatever_people_write_is_watched_and_nothing_that_builds_write(tmp_path: Path) -> None:
    folders = ("edition/texts", "overrides/partials", "docs/about", "docs/texts", "docs/data")
    for name in folders:
        (tmp_path / name).mkdir(parents=True)
    watched = {path.relative_to(tmp_path).as_posix(): below for path, below in _watched(tmp_path)}
    assert watched == {
        "mkdocs.yml": False,
        "edition": True,
        "overrides": True,
        "docs": False,
        "docs/about": True,
    }


@pytest.mark.hard
def test_of_a_large_edition_the_edited_text_is_shown_first(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("build_edition.commands.publishing.serve.MANY", 0)
    root, site, url = tmp_path / "edition", tmp_path / "site/site", "http://127.0.0.1:8000/"
    shutil.copytree(project, root)
    note = root / "edition/texts/ferry/notes/pier-scene.md"
    sound = note.read_text(encoding="utf-8")
    asked: list[bool] = []
    with ThreadPoolExecutor() as beside:
        preview = Preview(root, beside)

        def built() -> str:
            return preview.build(site, url, lambda: asked.append(True))

        assert built() == "built"
        assert not asked
        note.write_text(f"{sound.rstrip()} Wladiwostok.\n", encoding="utf-8")
        assert built() == "the texts are built"
        assert asked == [True]
        assert "Wladiwostok" in (site / "texts/ferry/index.html").read_text(encoding="utf-8")
        everything = site / "apparatus/notes/index.html"
        assert "Wladiwostok" not in everything.read_text(encoding="utf-8")
        assert built() == "built"
        assert asked == [True]
        assert "Wladiwostok" in everything.read_text(encoding="utf-8")

        before = contents(site)
        note.write_text(sound.replace("kind: ", "knid: "), encoding="utf-8")
        assert built() == "waiting for a correction"
        assert contents(site) == before
        note.write_text(f"{sound.rstrip()} Wladiwostok.\n", encoding="utf-8")
        assert built() == "the texts are built"
        assert built() == "built"
        assert contents(site) == before

        fresh = tmp_path / "fresh/site"
        assert Preview(root, beside).build(fresh, url, lambda: None) == "built"
        assert contents(fresh) == before
