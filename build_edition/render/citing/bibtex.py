"""Works and texts as BibLaTeX, and in the older form that BibTeX itself reads.

Titles have double braces, so that no style changes their capitals.
"""

import re
from collections.abc import Mapping
from typing import Any

Item = Mapping[str, Any]
"""A work or a text as CSL-JSON."""

_ENTRIES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "post": "online",
    "post-weblog": "online",
    "report": "report",
    "review": "article",
    "review-book": "article",
    "thesis": "thesis",
    "webpage": "online",
}
"""The kind of entry for each type of work; any other is `misc`, which every program knows."""

_CONTAINERS = {
    "article": ("journaltitle",),
    "incollection": ("booktitle",),
    "inproceedings": ("booktitle",),
    "inreference": ("booktitle",),
    # BibLaTeX prints the first; Zotero takes a site's name only from the second.
    "online": ("organization", "journaltitle"),
}
_PUBLISHERS = {"misc": "organization", "online": "organization", "report": "institution"}
_NAMES = (
    ("author", "author", ""),
    ("editor", "editor", ""),
    ("compiler", "editor", "compiler"),
    ("translator", "translator", ""),
    ("container-author", "bookauthor", ""),
    ("contributor", "editora", "collaborator"),
    ("interviewer", "editorb", "interviewer"),
)
_WORDS = (
    ("version", "edition"),
    ("edition", "edition"),
    ("volume", "volume"),
    ("number-of-volumes", "volumes"),
    ("issue", "number"),
    ("number", "number"),
    ("collection-title", "series"),
    ("collection-number", "number"),
    ("page", "pages"),
    ("publisher-place", "location"),
    ("volume-title", "titleaddon"),
    ("genre", "type"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
)
_LANGUAGES = {
    "cs": "czech", "de": "german", "en": "english", "fr": "french", "hu": "hungarian",
    "it": "italian", "ja": "japanese", "ko": "korean", "pl": "polish", "ru": "russian",
    "sr": "serbian", "uk": "ukrainian", "zh": "chinese",
}  # fmt: skip
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SPECIAL = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%#$_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_NOCASE = re.compile(r'</?span(?: class="nocase")?>')


def biblatex(item: Item) -> str:
    """Return a work or a text as an entry of a BibLaTeX file."""
    entry = _ENTRIES.get(item["type"], "misc")
    fields = {**_named(item), **_titled(item, entry), **_described(item, entry), **_dated(item)}
    return _printed(entry, item["id"], fields | _reached(item))


def bibtex(item: Item) -> str:
    """Return a text as an entry of a BibTeX file, whose styles know neither dates nor versions.

    They would call a version an edition, so the note has it.
    """
    year, *rest = item["issued"]["date-parts"][0]
    fields = {
        **_named(item),
        **_titled(item, "incollection"),
        "year": f"{{{year}}}",
        **({"month": _MONTHS[rest[0] - 1]} if rest else {}),
        "note": _braced(", ".join(filter(None, (f"version {item['version']}", _remark(item))))),
        "language": _braced(_language(item)),
        "url": f"{{{item['URL']}}}",
    }
    return _printed("incollection", item["id"], fields)


def plain(words: str) -> str:
    """Return a title without the markup that keeps styles from changing its capitals."""
    return _NOCASE.sub("", words)


def _printed(entry: str, key: str, fields: Mapping[str, str]) -> str:
    lines = (f"  {name} = {value}" for name, value in fields.items() if value not in ("{}", ""))
    return f"@{entry}{{{key},\n" + ",\n".join(lines) + "\n}"


def _named(item: Item) -> dict[str, str]:
    found: dict[str, str] = {}
    for variable, field, role in _NAMES:
        if item.get(variable) and field not in found:
            found[field] = "{" + " and ".join(map(_name, item[variable])) + "}"
            if role:
                found[f"{field}type"] = f"{{{role}}}"
    return found


def _name(name: Mapping[str, str]) -> str:
    if "literal" in name or not name.get("given"):
        return _braced(name.get("literal") or name.get("family", ""))
    family = f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
    return ", ".join(_tex(part) for part in (family, name.get("suffix"), name["given"]) if part)


def _titled(item: Item, entry: str) -> dict[str, str]:
    containers = _CONTAINERS.get(entry, ())
    return {
        "title": f"{{{_braced(plain(item['title']))}}}",
        "shorttitle": _braced(item.get("title-short", "")),
        **{field: f"{{{_braced(item.get('container-title', ''))}}}" for field in containers},
    }


def _described(item: Item, entry: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for variable, field in _WORDS:
        value = str(item.get(variable, ""))
        if value:
            found.setdefault(field, _braced(f"version {value}" if variable == "version" else value))
    publisher = _PUBLISHERS.get(entry, "publisher")
    found[publisher] = _braced(item.get("publisher", ""))
    if entry == "misc":
        where = (item.get(name) for name in ("container-title", "archive_location", "archive"))
        found["howpublished"] = _braced(", ".join(filter(None, where)))
    found["note"] = _braced(_remark(item))
    return found


def _remark(item: Item) -> str:
    """Return what a text is, or what is noted of a work."""
    return str(item.get("medium") or item.get("note", ""))


def _dated(item: Item) -> dict[str, str]:
    found = {
        field: _date(item[variable])
        for variable, field in (("issued", "date"), ("original-date", "origdate"))
        if "date-parts" in item.get(variable, {})
    }
    if "date" not in found and "literal" in item.get("issued", {}):
        found["year"] = _braced(item["issued"]["literal"])
    return found


def _date(date: Mapping[str, Any]) -> str:
    """Return a date, or its first and last day, as EDTF, in which `~` says circa."""
    points = ("-".join(f"{part:02}" for part in point) for point in date["date-parts"])
    circa = "~" if date.get("circa") else ""
    return "{" + "/".join(f"{point}{circa}" for point in points) + "}"


def _reached(item: Item) -> dict[str, str]:
    language = _language(item)
    known = language in _LANGUAGES.values()
    return {
        "langid": _braced(language if known else ""),
        "language": _braced(language),
        "doi": f"{{{item.get('DOI', '')}}}",
        "url": f"{{{item.get('URL', '')}}}",
        "urldate": _date(item["accessed"]) if "date-parts" in item.get("accessed", {}) else "",
    }


def _language(item: Item) -> str:
    given = str(item.get("language", ""))
    return _LANGUAGES.get(given.partition("-")[0], given)


def _braced(words: str) -> str:
    return f"{{{_tex(words)}}}"


def _tex(words: str) -> str:
    return words.translate(_SPECIAL)
