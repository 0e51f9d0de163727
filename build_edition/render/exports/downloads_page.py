"""`/data/`: every file to download, what it is for, and how large it is."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from build_edition.render.drawing import Drawing
from build_edition.render.markup.html import counted, element, joined, page, void, with_code

Sums = Mapping[str, tuple[int, str]]
"""The size in bytes and the SHA-256 of each finished file, by its path under `docs/`."""

USES: Mapping[str, tuple[str, str]] = {
    "edition.json": (
        "Everything",
        "the whole edition: texts, every edit and ruling, every note with its raw span, works, "
        "people, events; each raw text can be recovered from it alone",
    ),
    "edition.schema.json": ("Its schema", "what each field of edition.json means (JSON Schema)"),
    "annotations.jsonld": (
        "W3C Web Annotation",
        "every note and emendation, aimed at a passage and at its words, for annotation tools",
    ),
    "works.json": ("CSL-JSON", "the bibliography for Zotero, pandoc and other citing programs"),
    "works.bib": ("BibLaTeX", "the bibliography for LaTeX"),
    "SHA256SUMS": ("Checksums", "of all these files, for `sha256sum --check`"),
}
"""The files of the edition as a whole: their format, and what each is for."""

USES_OF_A_TEXT: Mapping[str, tuple[str, str]] = {
    "txt": ("Plain text", "the reading text, one passage per line"),
    "xml": (
        "TEI P5",
        "the text for scholars’ tools: transmitted and emended wording, notes, people, events, "
        "works",
    ),
    "bib": ("BibLaTeX", "to cite the text in LaTeX"),
    "ris": ("RIS", "to cite the text with EndNote, Mendeley or Zotero"),
    "json": ("CSL-JSON", "to cite the text with Zotero or pandoc"),
    "epub": ("EPUB 3", "the text as a book with its notes, for an e-reader"),
}
"""The files of each text by their extension: their format, and what each is for."""

_EARLIER = ("Earlier address", "kept for links to it")
_BOOK = ("EPUB 3", "the whole edition as a book with its notes, for an e-reader")


def data_files(drawing: Drawing, sums: Sums) -> dict[str, str]:
    """Return `/data/`, the page that lists all data files, and the file of their checksums."""
    data = {
        path.removeprefix("data/"): of_it
        for path, of_it in sums.items()
        if path.startswith("data/") and not path.endswith("index.md")
    }
    checksums = "".join(f"{digest}  {name}\n" for name, (_, digest) in sorted(data.items()))
    sizes = {name: size for name, (size, _) in data.items()}
    sizes["SHA256SUMS"] = len(checksums)
    return {"data/SHA256SUMS": checksums, "data/index.md": _page(drawing, sizes)}


def _page(drawing: Drawing, sizes: Mapping[str, int]) -> str:
    of_texts = {
        f"{info.slug}.{ending}": (info.title, ending)
        for info in drawing.texts
        for ending in USES_OF_A_TEXT
    }
    whole = [name for name in sizes if name not in of_texts]
    order = {name: n for n, name in enumerate(USES)}
    whole.sort(key=lambda name: (not name.endswith(".epub"), order.get(name, len(order)), name))
    parts = [element("h1", "Data"), _introduction()]
    parts += _table("The whole edition", "whole", (_row(n, _use(n), sizes[n]) for n in whole))
    for info in drawing.texts:
        slug = info.slug
        rows = (
            _row(f"{slug}.{ending}", use, sizes[f"{slug}.{ending}"])
            for ending, use in USES_OF_A_TEXT.items()
            if f"{slug}.{ending}" in sizes
        )
        parts += _table(info.title, f"of-{slug}", rows)
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-apparatus tt-data")
    summary = "Every file of the edition to download, what it is for, and how large it is."
    return page("Data", summary, body, contents=[])


def _introduction() -> Markup:
    return element(
        "p",
        "All files are drawn from one and the same edition as the pages, in UTF-8. Addresses in "
        "them are those of this site. ",
        element("a", "How to recover a raw text from edition.json", href="../about/making/"),
    )


def _use(name: str) -> tuple[str, str]:
    return _BOOK if name.endswith(".epub") else USES.get(name, _EARLIER)


def _table(title: str, name: str, rows: Iterator[Markup]) -> list[Markup]:
    heads = (element("th", head, scope="col") for head in ("File", "Use"))
    parts = (element("thead", element("tr", *heads)), element("tbody", *rows))
    return [element("h2", title, id=name), element("table", joined("\n", parts))]


def _row(name: str, use: tuple[str, str], size: int) -> Markup:
    link = element("a", name, href=name)
    made = element("small", f"{use[0]} · {counted(size, 'byte')}")
    return element("tr", element("td", link, void("br"), made), element("td", with_code(use[1])))
