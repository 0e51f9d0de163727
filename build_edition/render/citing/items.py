"""A text, and any place in it, as an item of a bibliography, in CSL-JSON.

A text is a chapter of the edition, and a passage is a place in that chapter. A note or an emendation
is a chapter too: it is by those who wrote it, its title is the words that it is about, and what it
says is not fiction because the text is.
"""

import re
from collections.abc import Sequence
from typing import Any

from build_edition.model import Imprint, Note, TextInfo
from build_edition.notes.contributors import EDITORS

Item = dict[str, Any]

By = tuple[tuple[str, str], ...]
"""The authors of a note: the name of each, and the surname in it if that is known."""


def text_item(imprint: Imprint, info: TextInfo, place: str = "", anchor: str = "") -> Item:
    """Return a text, or a passage in it, with the caveat and the version.

    Of the variables that could hold a caveat or a place, `medium` is the one that all styles print.
    """
    return _item(
        imprint,
        info,
        anchor,
        title=info.title,
        editor=editors(imprint),
        medium=", ".join(filter(None, (place, info.brief_caveat))),
    )


def note_item(
    imprint: Imprint, info: TextInfo, by: By, place: str, anchor: str, title: str
) -> Item:
    """Return a note or an emendation; its title, which is a quotation, keeps its capitals.

    `by` are its authors, none if the editors wrote it.
    """
    edited = editors(imprint)
    written = [edited if name == EDITORS else [_cited(name, surname)] for name, surname in by]
    return _item(
        imprint,
        info,
        anchor,
        title=f'<span class="nocase">{title}</span>',
        author=[person for people in written or [edited] for person in people],
        editor=edited if any(name != EDITORS for name, _ in by) else [],
        medium=f"{place} of “{info.title}”",
    )


def signed(note: Note) -> By:
    """Return the authors of a note; () if they are the editors alone."""
    if set(note.by) <= {EDITORS}:
        return ()
    return tuple((name, _surname(name, note.surnames)) for name in note.by)


def signature(by: By) -> str:
    """Return the authors of a note in one line, in which a surname stands first.

    >>> signature((("Jane van Roe", "van Roe"), ("Example", "")))
    'van Roe, Jane; Example'
    """
    people = (_cited(*each) for each in by)
    parts = ((p.get("literal"), p.get("family"), p.get("given"), p.get("suffix")) for p in people)
    return "; ".join(", ".join(filter(None, person)) for person in parts)


def container(imprint: Imprint) -> str:
    """Return the title of the edition, with its subtitle."""
    return f"{imprint.title}: {imprint.subtitle}"


def address(imprint: Imprint, info: TextInfo) -> str:
    """Return a text's address on the web."""
    return f"{imprint.address}{info.page}"


def key(imprint: Imprint, info: TextInfo) -> str:
    """Return a text's key in a bibliography: the edition's title and the text's name."""
    title = re.sub(r"[^a-z0-9]+", "-", imprint.title.lower()).strip("-")
    return f"{title or 'edition'}-{info.slug}"


def _item(imprint: Imprint, info: TextInfo, anchor: str, **own: Any) -> Item:
    fields: Item = {
        "id": key(imprint, info) + (f"-{anchor}" if anchor else ""),
        "type": "chapter",
        **own,
        "container-title": container(imprint),
        "version": imprint.version,
        "issued": {"date-parts": [[int(part) for part in imprint.date.split("-")]]},
        "URL": address(imprint, info) + (f"#{anchor}" if anchor else ""),
        "language": info.language,
    }
    return {name: value for name, value in fields.items() if value}


def editors(imprint: Imprint) -> list[dict[str, str]]:
    """Return the editors as CSL-JSON has them."""
    return [_cited(name, _surname(name, imprint.surnames)) for name in imprint.editors]


def _surname(name: str, surnames: Sequence[str]) -> str:
    """Return the longest of these surnames that is in a name, or nothing."""
    return max((s for s in surnames if _around(name, s)), key=len, default="")


def _around(name: str, surname: str) -> tuple[str, str] | None:
    """Return what stands before and after a surname in a name, or None if it is not in it."""
    before, found, after = f" {name.replace(',', ' , ')} ".rpartition(f" {surname} ")
    return (before.strip(), after.strip(" ,")) if found else None


def _cited(name: str, surname: str) -> dict[str, str]:
    """Return a name as CSL-JSON has it, in parts if a surname stands behind another name.

    A surname that stands first is that of a name such as Li Danhui, which no style turns about.

    >>> _cited("Jane Roe, Jr.", "Roe")
    {'family': 'Roe', 'given': 'Jane', 'suffix': 'Jr.'}
    >>> _cited("Li Danhui", "Li"), _cited("Jane Roe", "")
    ({'literal': 'Li Danhui'}, {'literal': 'Jane Roe'})
    """
    given, suffix = (_around(name, surname) if surname else None) or ("", "")
    if not given:
        return {"literal": name}
    return {"family": surname, "given": given} | ({"suffix": suffix} if suffix else {})
