"""How to cite a text, or any place in it: one item, in every form that a reader needs.

A text is a chapter of the edition. citeproc formats each text at `passage 0`, a place that no text
has, which a script replaces with the place that a reader cites. Without that place, the citation is
of the text as a whole.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from build_edition.model import Imprint, TextInfo
from build_edition.render.citing import citeproc
from build_edition.render.citing.citeproc import Question
from build_edition.render.markup.json import indented

BLANK = ("passage 0", "p0")
"""The placeholder for a place, and its anchor; a script puts in those of the cited place."""

FILES: Mapping[str, tuple[str, str]] = {
    "bibtex": ("bib", "BibTeX"),
    "ris": ("ris", "RIS"),
    "csl-json": ("json", "CSL-JSON"),
}
"""The forms for programs: each with the extension of its file, and its name."""

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
    """A citation in one form: its id, its label, and its words, as `Markup` if they are styled."""

    name: str
    label: str
    words: str

    @property
    def styled(self) -> bool:
        """Whether the form is for people, with italics, and not for programs."""
        return self.name not in FILES


Forms = tuple[tuple[Form, ...], tuple[Form, ...]]
"""A text's citations in every form: of the whole, and of a place that is left blank."""


def item(imprint: Imprint, info: TextInfo, place: str = "", anchor: str = "") -> dict[str, Any]:
    """Return a text, or a place in it, as a CSL-JSON item with the caveat and the version.

    Of the fields that could hold a caveat, `medium` is the one that all styles print.
    """
    caveat = info.brief_caveat
    fields: dict[str, Any] = {
        "id": key(imprint, info) + (f"-{anchor}" if anchor else ""),
        "type": "chapter",
        "title": info.title,
        "container-title": f"{imprint.title}: {imprint.subtitle}",
        "editor": [{"literal": name} for name in imprint.editors],
        "number": place,
        "version": imprint.version,
        "issued": {"date-parts": [[int(part) for part in imprint.date.split("-")]]},
        "URL": address(imprint, info) + (f"#{anchor}" if anchor else ""),
        "language": info.language,
        "medium": caveat,
        "note": caveat,
    }
    return {name: value for name, value in fields.items() if value}


def address(imprint: Imprint, info: TextInfo) -> str:
    """Return a text's address on the web."""
    return f"{imprint.address}texts/{info.slug}/"


def key(imprint: Imprint, info: TextInfo) -> str:
    """Return a text's key in a bibliography: the edition's title and the text's name."""
    title = re.sub(r"[^a-z0-9]+", "-", imprint.title.lower()).strip("-")
    return f"{title or 'edition'}-{info.slug}"


def form_questions(imprint: Imprint, infos: Sequence[TextInfo]) -> Iterator[Question]:
    """Yield the questions for citing some texts in every form; none without texts."""
    if infos:
        as_whole, at_blank = _items(imprint, infos)
        yield from _questions([*as_whole, *at_blank], at_blank)


def _questions(
    printed: Sequence[Mapping[str, Any]], styled: Sequence[Mapping[str, Any]]
) -> Iterator[Question]:
    """Yield the questions for formatting items for programs and for people.

    Citeproc compares each item with all others that it is given, so entries are asked for in
    batches.
    """
    yield citeproc.bibtex_question("forms-bibtex", printed)
    apart = [_apart(each, n) for n, each in enumerate(styled)]
    cited = [(each["id"], "") for each in apart]
    yield citeproc.notes_question("forms-note", apart, cited)
    for name, (style, _) in _STYLES.items():
        for n in range(0, len(apart), _AT_A_TIME):
            yield citeproc.entries_question(
                f"forms-{name}-{n // _AT_A_TIME}", apart[n : n + _AT_A_TIME], style
            )


def read_forms(
    imprint: Imprint, infos: Sequence[TextInfo], answers: Mapping[str, str]
) -> dict[str, Forms]:
    """Return each text's citations, as a whole and with the placeholder, read from the answers."""
    if not infos:
        return {}
    as_whole, at_blank = _items(imprint, infos)
    keys = [each["id"] for each in (*as_whole, *at_blank)]
    bibtex = _by_key(citeproc.bibtex(answers["forms-bibtex"], keys))
    styled = _styled(at_blank, answers)
    found: dict[str, Forms] = {}
    for info, one, other in zip(infos, as_whole, at_blank, strict=True):
        people = styled[other["id"]]
        found[info.slug] = (
            (*map(_without_place, people), *_for_programs(one, bibtex)),
            (*people, *_for_programs(other, bibtex)),
        )
    return found


def _items(
    imprint: Imprint, infos: Sequence[TextInfo]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return texts as items: each as a whole, and each at the placeholder."""
    return [item(imprint, info) for info in infos], [item(imprint, info, *BLANK) for info in infos]


def _without_place(form: Form) -> Form:
    words = _PLACE.sub("", form.words, 1).replace(f"/#{BLANK[1]}", "/")
    return replace(form, words=Markup(words))


def _styled(
    items: Sequence[Mapping[str, Any]], answers: Mapping[str, str]
) -> dict[str, tuple[Form, ...]]:
    """Return each item's citations in the forms for people, by its id."""
    page = answers["forms-note"]
    keys = [each["id"] for each in items]
    notes, chicago = citeproc.notes(page, len(items)), citeproc.entries(page, keys)
    entries = {name: _entries(name, answers) for name in _STYLES}
    for found in entries.values():
        citeproc.complete(len(keys), sum(key in found for key in keys))
    return {
        each["id"]: (
            Form("note", "Chicago, note", _bare(note)),
            Form("chicago", "Chicago, bibliography", _bare(chicago[each["id"]])),
            *(Form(s, _STYLES[s][1], _bare(entries[s][each["id"]])) for s in _STYLES),
        )
        for each, note in zip(items, notes, strict=True)
    }


def _entries(style: str, answers: Mapping[str, str]) -> dict[str, Markup]:
    pages = (page for name, page in answers.items() if name.startswith(f"forms-{style}-"))
    return {key: entry for page in pages for key, entry in citeproc.entries(page, ()).items()}


def _for_programs(given: Mapping[str, Any], bibtex: Mapping[str, str]) -> tuple[Form, ...]:
    """Return an item's citations in the forms for programs."""
    return (
        Form("bibtex", FILES["bibtex"][1], bibtex[given["id"]]),
        Form("ris", FILES["ris"][1], ris(given)),
        Form("csl-json", FILES["csl-json"][1], _json(given)),
    )


def _apart(given: Mapping[str, Any], n: int) -> dict[str, Any]:
    """Return an item whose editors' names are made unique by its number.

    Styles put a dash for editors who are the same as in the entry before. `_bare` removes the
    numbers from what is formatted.
    """
    marked = [{"literal": f"{name['literal']}\ue000{n}\ue001"} for name in given["editor"]]
    return {**given, "editor": marked}


def _bare(words: Markup) -> Markup:
    return Markup(_APART.sub("", _LINK.sub("", words)))


def _by_key(bibtex: str) -> dict[str, str]:
    """Return the entries of a BibLaTeX file by their keys."""
    found = re.split(r"\n+(?=@)", bibtex.strip())
    return {entry.partition("{")[2].partition(",")[0]: entry for entry in found}


def ris(given: Mapping[str, Any]) -> str:
    """Return an item as RIS, one tag per line.

    An editor's name ends with a comma, or programs would take its last word for a surname.
    """
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
