"""How to cite a text, or any place in it: one item, in every form that a reader needs.

A text is a chapter of the edition. citeproc formats each text at a place that no text has,
`passage 0`, which a page replaces by the place a reader cites; without it the text is cited whole.
"""

import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from build_edition.model import Edition, Text
from build_edition.render.citing import citeproc
from build_edition.render.markup.json import indented

BLANK = ("passage 0", "p0")
"""The place that no text has, and its anchor: a page puts the cited place there."""

FILES: Mapping[str, tuple[str, str]] = {
    "bibtex": ("bib", "BibTeX"),
    "ris": ("ris", "RIS"),
    "csl-json": ("json", "CSL-JSON"),
}
"""The forms for programs: each with the ending of its file, and its name."""

_STYLES: Mapping[str, tuple[str, str]] = {
    "mla": ("modern-language-association", "MLA"),
    "apa": ("apa", "APA"),
}
_PLACE = re.compile(f"{BLANK[0]}[,;] ", re.I)
_AT_A_TIME = 200
_LINK = re.compile(r"</?a\b[^>]*>")
_APART = re.compile("\ue000[0-9]+\ue001")


@dataclass(frozen=True)
class Form:
    """A citation in one form: what the form is called, and its words, as HTML where it is styled."""

    name: str
    label: str
    words: str

    @property
    def styled(self) -> bool:
        """Whether the words are for people, with italics, and not for a program."""
        return self.name not in FILES


def item(edition: Edition, text: Text, place: str = "", anchor: str = "") -> dict[str, Any]:
    """A text, or a place in it, as a CSL-JSON item; the caveat and the version are part of it.

    Of the fields that could hold a caveat, `medium` is the one that all styles print.
    """
    imprint, head = edition.imprint, text.info
    caveat = head.brief_caveat
    fields: dict[str, Any] = {
        "id": key(edition, text) + (f"-{anchor}" if anchor else ""),
        "type": "chapter",
        "title": head.title,
        "container-title": f"{imprint.title}: {imprint.subtitle}",
        "editor": [{"literal": name} for name in imprint.editors],
        "number": place,
        "version": imprint.version,
        "issued": {"date-parts": [[int(part) for part in imprint.date.split("-")]]},
        "URL": address(edition, text) + (f"#{anchor}" if anchor else ""),
        "language": head.language,
        "medium": caveat,
        "note": caveat,
    }
    return {name: value for name, value in fields.items() if value}


def address(edition: Edition, text: Text) -> str:
    """Where a text stands on the web."""
    return f"{edition.imprint.address}texts/{text.info.slug}/"


def key(edition: Edition, text: Text) -> str:
    """A text's key in a bibliography: the edition's title and the text's name."""
    title = re.sub(r"[^a-z0-9]+", "-", edition.imprint.title.lower()).strip("-")
    return f"{title or 'edition'}-{text.info.slug}"


def whole(edition: Edition, text: Text) -> tuple[Form, ...]:
    """A text as a whole in every form."""
    return _forms(edition, text)[0]


def blank(edition: Edition, text: Text) -> tuple[Form, ...]:
    """A place in a text in every form, the place itself left blank."""
    return _forms(edition, text)[1]


_KNOWN: dict[str, tuple[tuple[Form, ...], tuple[Form, ...]]] = {}
"""What was formatted so far, by what it was formatted from."""


def format_together(edition: Edition, texts: Sequence[Text]) -> None:
    """Format the citations of some texts, of which more than one is wanted soon.

    Each call of citeproc takes its time, however little it is to format.
    """
    given = [(item(edition, text), item(edition, text, *BLANK)) for text in texts]
    new = [pair for pair in given if _name(pair) not in _KNOWN]
    if not new:
        return
    with ThreadPoolExecutor() as beside:
        printed = beside.submit(_for_programs, [each for pair in new for each in pair])
        styled = _styled([at_blank for _, at_blank in new])
        programs = printed.result()
    for pair in new:
        one, other = (each["id"] for each in pair)
        as_whole = tuple(map(_without_place, styled[other]))
        _KNOWN[_name(pair)] = (*as_whole, *programs[one]), (*styled[other], *programs[other])


def _name(pair: tuple[Mapping[str, Any], Mapping[str, Any]]) -> str:
    return json.dumps(pair)


def _forms(edition: Edition, text: Text) -> tuple[tuple[Form, ...], tuple[Form, ...]]:
    """A text as a whole, and at the blank place; with it all texts of the edition are formatted."""
    name = _name((item(edition, text), item(edition, text, *BLANK)))
    if name not in _KNOWN:
        format_together(edition, edition.texts)
    return _KNOWN[name]


def _without_place(form: Form) -> Form:
    return replace(form, words=_PLACE.sub("", form.words, 1).replace(f"/#{BLANK[1]}", "/"))


def _styled(given: Sequence[Mapping[str, Any]]) -> dict[str, tuple[Form, ...]]:
    """Items in the forms for people, by their ids."""
    apart = [_apart(each, n) for n, each in enumerate(given)]
    with ThreadPoolExecutor() as beside:
        others = [beside.submit(_entries, apart, style) for style, _ in _STYLES.values()]
        notes, chicago = citeproc.notes_and_entries(apart)
        entries = dict(zip(_STYLES, (other.result() for other in others), strict=True))
    return {
        each["id"]: (
            Form("note", "Chicago, note", _bare(note)),
            Form("chicago", "Chicago, bibliography", _bare(chicago[each["id"]])),
            *(Form(s, _STYLES[s][1], _bare(entries[s][each["id"]])) for s in _STYLES),
        )
        for each, note in zip(given, notes, strict=True)
    }


def _for_programs(given: Sequence[Mapping[str, Any]]) -> dict[str, tuple[Form, ...]]:
    """Items in the forms for programs, by their ids."""
    bibtex = _bibtex(given)
    return {
        each["id"]: (
            Form("bibtex", FILES["bibtex"][1], bibtex[each["id"]]),
            Form("ris", FILES["ris"][1], ris(each)),
            Form("csl-json", FILES["csl-json"][1], _json(each)),
        )
        for each in given
    }


def _entries(apart: Sequence[Mapping[str, Any]], style: str) -> Mapping[str, str]:
    """Items in a style, some at a time: citeproc compares each with all that it is given."""
    found: dict[str, str] = {}
    for n in range(0, len(apart), _AT_A_TIME):
        found |= citeproc.entries(apart[n : n + _AT_A_TIME], style)
    return found


def _apart(given: Mapping[str, Any], n: int) -> dict[str, Any]:
    """An item whose editors are nobody else's: a style shortens one item after another of theirs.

    The mark that tells them apart is taken away again from what is formatted.
    """
    marked = [{"literal": f"{name['literal']}\ue000{n}\ue001"} for name in given["editor"]]
    return {**given, "editor": marked}


def _bare(words: str) -> str:
    return _APART.sub("", _LINK.sub("", words))


def _bibtex(items: Sequence[Mapping[str, Any]]) -> Mapping[str, str]:
    """Each item for LaTeX, in BibLaTeX's fields, by its key."""
    found = re.split(r"\n+(?=@)", citeproc.bibtex(items).strip())
    return {entry.partition("{")[2].partition(",")[0]: entry for entry in found}


def ris(given: Mapping[str, Any]) -> str:
    """An item as RIS: a tag a line. A name that is no person's ends with a comma, or is cut in two."""
    year, *rest = (f"{part:02}" for part in given["issued"]["date-parts"][0])
    lines = [
        ("TY", "CHAP"),
        ("ID", given["id"]),
        ("TI", given["title"]),
        ("T2", given["container-title"]),
        *(("ED", f"{name['literal']},") for name in given["editor"]),
        ("ET", f"version {given['version']}"),
        ("PY", year),
        ("DA", "/".join((year, *rest))),
        ("SP", given.get("number", "")),
        ("LA", given["language"]),
        ("N1", given.get("note", "")),
        ("UR", given["URL"]),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in lines if value) + "\nER  - "


def _json(given: Mapping[str, Any]) -> str:
    return indented([given], "  ")
