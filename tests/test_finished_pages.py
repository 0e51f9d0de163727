"""Pages handed to MkDocs as finished come out as they do when it reads them itself."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_edition.model import ToolError
from build_edition.output.parts import Parts
from build_edition.render.markup.html import element, escape, page
from build_edition.render.search.index import index_of
from build_edition.site.mkdocs import PLAIN, _around, build_site, configured
from tests.bench.generate import write_edition
from tests.support import indexed
from tests.test_site import contents

WORDS = {
    "plain": "Words & <b>signs</b> of *Markdown*, [a](b), {: .c } and 1. more",
    "tab": "a\ttab",
    "fence": "```\nno code\n```",
    "snippet": '--8<-- "nothing.md"',
    "rule": "a\n---\nb",
    "indented": "a\n    b\n\tc",
    "blank": "a\n\nb",
    "almost-blank": "a\n   \nb",
    "carriage-return": "a\rb",
    "separators": "a\u2028b\u0085c\u00a0d\ufeffe",
    "scripts": "𝔄 赫魯曉夫 Мао \ue000",
    "control": "a\x02b\x03c",
    "heading": "# no heading\nTitle\n=====",
    "note": "[^1] and [^1]: no footnote",
    "entity": "&amp; &lt; &copy; &#9;",
}
"""What may be on a page; some of it Markdown changes, and then both ways change it alike."""

MKDOCS = """site_name: Signs
strict: true
plugins: []
nav: [{Named by the nav: index.md}, {A part: [{Deeper: plain.md}]}]
not_in_nav: "/*.md"
theme: {name: mkdocs}
markdown_extensions: [attr_list, footnotes, tables, def_list, pymdownx.superfences]
"""


def built(root: Path, site: Path) -> dict[str, bytes]:
    """Build a site and return its files by path, without those of its search index."""
    build_site(root, site, "2026-01-01", indexed(root), Parts(root))
    return {k: v for k, v in contents(site).items() if not k.startswith("search/index/")}


@pytest.fixture
def signs(tmp_path: Path) -> Path:
    """A project with one page for each of `WORDS`, in the front matter and in the body."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    (docs / "index.md").write_text("# Hand-written\n\n[there](plain.md#p1)\n", encoding="utf-8")
    for name, words in WORDS.items():
        body = element("div", "\n" + element("p", escape(words), id="p1") + "\n", class_="tt-text")
        content = page(f"Title: {words}", words, body, cited=[{"content": words}], reading=True)
        (docs / f"{name}.md").write_bytes(content.encode())
    nothing = json.dumps(index_of(()))
    for path in ("texts/one/search.json", "apparatus/search.json"):
        (docs / path).parent.mkdir(parents=True)
        (docs / path).write_text(nothing, encoding="utf-8")
    return tmp_path


def test_all_signs_come_out_alike(signs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = built(signs, signs / "ours")
    monkeypatch.setenv(PLAIN, "1")
    plain = built(signs, signs / "plain")
    assert {k for k in plain if plain[k] != ours.get(k)} == set()
    assert set(ours) == set(plain)


def test_what_a_hook_makes_of_a_page_is_printed(
    signs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = "def on_page_content(html, **_):\n    return html.replace('Words', 'Hooked')\n"
    (signs / "hook.py").write_text(hook, encoding="utf-8")
    with (signs / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("hooks: [hook.py]\n")
    ours = built(signs, signs / "ours")
    assert b"Hooked &amp; &lt;b&gt;signs" in ours["plain/index.html"]
    monkeypatch.setenv(PLAIN, "1")
    assert built(signs, signs / "plain")["plain/index.html"] == ours["plain/index.html"]


@pytest.mark.hard
def test_a_synthetic_edition_comes_out_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from build_edition.cli import main

    root = tmp_path / "edition"
    root.mkdir()
    write_edition(root, 3)
    assert main(["--root", str(root), "build"]) == 0
    ours = contents(root / "site")
    monkeypatch.setenv(PLAIN, "1")
    assert main(["--root", str(root), "build"]) == 0
    assert contents(root / "site") == ours


def test_a_link_to_a_place_that_a_page_has_not_is_still_refused(signs: Path) -> None:
    (signs / "docs/index.md").write_text("[nowhere](plain.md#p2)\n", encoding="utf-8")
    with (signs / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("validation: {links: {anchors: warn}}\n")
    with pytest.raises(ToolError, match="MkDocs could not build"):
        build_site(signs, signs / "site", "2026-01-01", str, Parts(signs))


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (b"Words\n{% if %}\n", r"main\.html:2: this template cannot be read: Expected"),
        (b"caf\xe9\n", "a template under overrides/ is not UTF-8"),
        (b"{% extends 'nowhere.html' %}", "could not build the site: .*nowhere"),
    ],
)
def test_a_template_that_cannot_be_read_is_named(template: bytes, said: str, signs: Path) -> None:
    site = signs / "site"
    built(signs, site)
    before = contents(site)
    (signs / "overrides").mkdir()
    (signs / "overrides/main.html").write_bytes(template)
    config = (signs / "mkdocs.yml").read_text(encoding="utf-8")
    themed = re.sub(
        r"^theme:.*$", "theme: {name: mkdocs, custom_dir: overrides}", config, flags=re.M
    )
    (signs / "mkdocs.yml").write_text(themed, encoding="utf-8")
    with pytest.raises(ToolError, match=said):
        build_site(signs, site, "2026-01-01", str, Parts(signs))
    assert contents(site) == before


@pytest.mark.parametrize(
    ("path", "content", "alters_all"),
    [
        ("docs/index.md", "---\nedition_version: Version 2\n---\n# Here\n", True),
        ("docs/index.md", "---\nedition_version: Version 1\n---\n# There\n", False),
        ("docs/about/rights.md", "# Rights\n", True),
        ("docs/texts/one/index.md", "---\ntitle: One\n---\n", False),
        ("overrides/main.html", "{% extends 'base.html' %}", True),
        ("mkdocs.yml", f"{MKDOCS}site_description: Other\n", True),
    ],
)
def test_what_every_page_shows_makes_every_page_anew(
    path: str, content: str, alters_all: bool, signs: Path
) -> None:
    front = "---\nedition_version: Version 1\n---\n# Here\n"
    (signs / "docs/index.md").write_text(front, encoding="utf-8")
    before = _around(signs, configured(signs))
    (signs / path).parent.mkdir(parents=True, exist_ok=True)
    (signs / path).write_text(content, encoding="utf-8")
    assert (_around(signs, configured(signs)) != before) == alters_all


def read(page: Path) -> tuple[str, set[str], set[str]]:
    """Return a page's text, its ids and its links, without what the menu adds to it."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    main = soup.find("article") or soup.find("main")
    assert main, page
    for added in main.select("nav.siblings, nav.further"):
        added.decompose()
    places = {str(each["id"]) for each in main.find_all(id=True)}
    links = {str(each["href"]) for each in main.find_all("a", href=True)}
    return " ".join(main.get_text(" ").split()), places, links


FILLED_LATER = Path("apparatus/files/index.html")
"""The page that a build fills with the site’s files once they are there."""
WITH_AN_INSERT = Path("about/rights/index.html")
"""A page whose source is not in a folder of its own, with links in HTML.

The other generator takes them for relative to the source, and not to the page as it is read.
"""


@pytest.mark.slow
def test_another_generator_reads_the_pages_alike(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns("site", ".cache"))
    program = Path(sys.executable).with_name("zensical")
    ended = subprocess.run(
        [program, "build"], cwd=copy, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    pages = sorted(path.relative_to(project / "site") for path in project.glob("site/**/*.html"))
    assert len(pages) > 20
    for path in pages:
        if path == FILLED_LATER:
            continue
        words, places, links = read(project / "site" / path)
        theirs = read(copy / "site" / path)
        assert theirs[0] == words, path
        assert theirs[1] >= places, path
        assert theirs[2] >= links or path == WITH_AN_INSERT, path
