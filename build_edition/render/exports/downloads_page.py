"""`/data/`: every file to download, what it is for, and how large it is."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from markupsafe import Markup

from build_edition.model import Imprint
from build_edition.render.citing import page_metadata
from build_edition.render.drawing import Drawing
from build_edition.render.exports.packing import file_name
from build_edition.render.formats import Downloads, Use
from build_edition.render.markup.html import counted, element, joined, page, void, with_code

Sums = Mapping[str, tuple[int, str]]
"""The size in bytes and the SHA-256 of each finished file, by its path under `docs/`."""

PATHS = ("data/index.md", "data/SHA256SUMS")
"""The paths of the page and of the checksums, which are both drawn last."""

_SUMS = Use("Checksums", "of all these files, for `sha256sum --check`")
_EARLIER = Use("Earlier address", "kept for old links")


def data_files(
    drawing: Drawing, sums: Sums, of_a_text: Downloads, of_the_edition: Downloads
) -> dict[str, str]:
    """Return `/data/`, the page that lists all data files, and the file of their checksums.

    The downloads say what each file is for: those of a text, and those of the whole edition.
    """
    data = {
        path: of_it
        for path, of_it in sums.items()
        if path.startswith("data/") and path not in PATHS
    }
    lines = (f"{digest}  {_name(path)}\n" for path, (_, digest) in sorted(data.items()))
    page, checksums = PATHS
    content = "".join(lines)
    sizes = {path: size for path, (size, _) in data.items()} | {checksums: len(content)}
    known = {**of_the_edition, checksums: _SUMS}
    return {checksums: content, page: _page(drawing, sizes, of_a_text, known)}


def _page(
    drawing: Drawing, sizes: Mapping[str, int], of_a_text: Downloads, of_the_edition: Downloads
) -> str:
    ordered = sorted(of_a_text.items(), key=lambda item: item[1].place)
    texts = [
        (info, {path.format(info.slug): use for path, use in ordered}) for info in drawing.texts
    ]
    of_texts = {path for _, uses in texts for path in uses}
    whole = _uses([path for path in sizes if path not in of_texts], of_the_edition)
    parts = [element("h1", "Data and e-book"), _introduction(), _keeping(drawing.imprint)]
    parts += _table("The whole edition", "whole", (_row(p, u, sizes[p]) for p, u in whole.items()))
    for info, uses in texts:
        rows = (_row(path, use, sizes[path]) for path, use in uses.items() if path in sizes)
        parts += _table(info.title, f"of-{info.slug}", rows)
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-apparatus tt-data")
    summary = "Every file of the edition to download, what it is for, and how large it is."
    described = page_metadata.of_data(drawing.imprint, sorted(sizes))
    return page("Data", summary, body, contents=[], **described)


def _uses(paths: list[str], declared: Downloads) -> dict[str, Use]:
    """Return the files of the whole edition in the order of the page, with what each is for."""
    known = sorted(declared.items(), key=lambda item: item[1].place)
    found = {
        path: use for pattern, use in known for path in sorted(paths) if fnmatchcase(path, pattern)
    }
    return found | {path: _EARLIER for path in sorted(paths) if path not in found}


def _introduction() -> Markup:
    return element(
        "p",
        "All files are made from the same edition as the pages, and are in UTF-8. The addresses in "
        "them are those of this site. ",
        element("a", "How to recover a raw text from edition.json", href="../about/making/"),
    )


def _keeping(imprint: Imprint) -> Markup:
    """Return what is said to those who keep a copy: of the archive, and for web archives."""
    releases = element("a", "release", href=f"{imprint.repository}/releases")
    return element(
        "p",
        "To keep the edition, or to read it without a network: each ",
        releases if imprint.repository else "release",
        " comes with the whole site as one archive, ",
        element("code", f"{file_name(imprint.title)}-…zip"),
        ". Unpack it anywhere and open ",
        element("code", "index.html"),
        " in any browser. It has every page and every file below, and lacks only what needs scripts, "
        "such as search. For programs that copy the site itself, ",
        element("a", "a page links what scripts ask for", href="../apparatus/files/"),
        ".",
    )


def _table(title: str, name: str, rows: Iterator[Markup]) -> list[Markup]:
    heads = (element("th", head, scope="col") for head in ("File", "Use"))
    parts = (element("thead", element("tr", *heads)), element("tbody", *rows))
    return [element("h2", title, id=name), element("table", joined("\n", parts))]


def _row(path: str, use: Use, size: int) -> Markup:
    link = element("a", _name(path), href=_name(path))
    made = element("small", f"{use.form} · {counted(size, 'byte')}")
    return element(
        "tr", element("td", link, void("br"), made), element("td", with_code(use.purpose))
    )


def _name(path: str) -> str:
    return path.removeprefix("data/")
