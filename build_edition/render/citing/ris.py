"""Works and texts as RIS, for EndNote, Mendeley and Zotero."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from build_edition.render.citing.bibtex import Item, plain

_TYPES = {
    "article": "JOUR",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "pamphlet": "BOOK",
    "paper-conference": "CPAPER",
    "post": "BLOG",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""The type of reference for each type of work; any other is a manuscript, which has archives."""

_EXACT = {"article-journal", "article-magazine", "article-newspaper", "book", "chapter", "webpage"}
"""The types of works that a RIS type says exactly."""

_EDITORS = {"BOOK": "A3", "CHAP": "A2", "ENCYC": "A2", "JOUR": "A2"}
_TAGS = {
    "title": "TI",
    "container-title": "T2",
    "collection-title": "T3",
    "title-short": "ST",
    "version": "ET",
    "edition": "ET",
    "volume": "VL",
    "issue": "IS",
    "page": "SP",
    "publisher": "PB",
    "publisher-place": "CY",
    "number-of-volumes": "NV",
    "archive": "DB",
    "archive_location": "AN",
    "language": "LA",
    "ISBN": "SN",
    "ISSN": "SN",
    "DOI": "DO",
    "URL": "UR",
}
_NAMES = {"author": "AU", "translator": "A4"}
_ELSEWHERE = {"id", "type", "issued", "accessed", "note", "editor", *_NAMES}
_NO_TAGS = {"container-title", "collection-title", "volume", "issue", "page", "version", "edition"}
"""The variables for which a manuscript has no tag that programs read."""


def ris(item: Item) -> str:
    """Return a work or a text as RIS, one tag per line.

    `M2` holds each variable that has no tag: Zotero keeps these lines, and citations made with it
    have them.
    """
    lines = (("TY", _TYPES.get(item["type"], "MANSCPT")), ("ID", item["id"]), *_lines(item))
    # A line end in a value would begin a tag, or another work.
    said = ((tag, " ".join(value.split())) for tag, value in lines)
    return "\n".join(f"{tag}  - {value}" for tag, value in said if value) + "\nER  - "


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    kind = _TYPES.get(item["type"], "")
    tags = {v: tag for v, tag in _TAGS.items() if kind or v not in _NO_TAGS}
    editors = _EDITORS.get(kind, "ED")
    for variable, tag in (*_NAMES.items(), ("editor", editors)):
        yield from ((tag, listed(name)) for name in item.get(variable, ()))
    for variable, tag in tags.items():
        value = plain(str(item.get(variable, "")))
        yield tag, f"version {value}" if variable == "version" and value else value
    yield from _dates(item)
    yield from (("M2", line) for line in _others(item, tags))
    yield "N1", str(item.get("note") or item.get("medium", ""))


def listed(name: Mapping[str, str]) -> str:
    """Return a name; the comma after one that has no parts keeps programs from dividing it."""
    if "literal" in name or not name.get("given"):
        return f"{name.get('literal') or name.get('family', '')},"
    family = f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
    return ", ".join(filter(None, (family, name["given"], name.get("suffix"))))


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    for variable, tag in (("issued", "DA"), ("accessed", "Y2")):
        points = item.get(variable, {}).get("date-parts")
        if points:
            if tag == "DA":
                yield "PY", str(points[0][0])
            yield tag, "/".join(f"{part:02}" for part in points[0])


def _others(item: Item, tags: Collection[str]) -> Iterator[str]:
    if item["type"] not in _EXACT:
        yield f"type: {item['type']}"
    issued = item.get("issued", {})
    if issued.get("circa") or len(issued.get("date-parts", ())) > 1:
        yield f"issued: {_edtf(issued)}"
    for variable, value in item.items():
        if variable in _ELSEWHERE or variable in tags:
            continue
        if isinstance(value, list):
            yield from (f"{variable}: {_parts(name)}" for name in value)
        else:
            yield f"{variable}: {_edtf(value) if isinstance(value, Mapping) else value}"


def _edtf(date: Mapping[str, Any]) -> str:
    points = ("-".join(f"{part:02}" for part in point) for point in date.get("date-parts", ()))
    return "/".join(f"{point}{'~' if date.get('circa') else ''}" for point in points)


def _parts(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    return f"{name.get('family', '')} || {name.get('given', '')}"
