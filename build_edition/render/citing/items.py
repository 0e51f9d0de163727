"""A text, and any place in it, as an item of a bibliography, in CSL-JSON.

A text is a chapter of the edition, and a passage is a place in that chapter. A note or an emendation
is a chapter too: it is by those who wrote it, its title is the words that it is about, and what it
says is not fiction because the text is.
"""

import re
from collections.abc import Sequence
from typing import Any

from build_edition.model import Imprint, TextInfo
from build_edition.notes.contributors import EDITORS

Item = dict[str, Any]


def text_item(imprint: Imprint, info: TextInfo, place: str = "", anchor: str = "") -> Item:
    """Return a text, or a passage in it, with the caveat and the version.

    Of the variables that could hold a caveat or a place, `medium` is the one that all styles print.
    """
    return _item(
        imprint,
        info,
        anchor,
        title=info.title,
        editor=_names(imprint.editors),
        medium=", ".join(filter(None, (place, info.brief_caveat))),
    )


def note_item(
    imprint: Imprint, info: TextInfo, by: Sequence[str], place: str, anchor: str, title: str
) -> Item:
    """Return a note or an emendation; its title, which is a quotation, keeps its capitals.

    `by` are its authors, as a note names them.
    """
    return _item(
        imprint,
        info,
        anchor,
        title=f'<span class="nocase">{title}</span>',
        author=_names(authors(imprint, by)),
        editor=_names(imprint.editors) if any(name != EDITORS for name in by) else [],
        medium=f"{place} of “{info.title}”",
    )


def authors(imprint: Imprint, by: Sequence[str]) -> tuple[str, ...]:
    """Return the names of a note's authors, the editors where nobody else is named."""
    named = by or (EDITORS,)
    return tuple(n for name in named for n in (imprint.editors if name == EDITORS else (name,)))


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


def _names(names: Sequence[str]) -> list[dict[str, str]]:
    return [{"literal": name} for name in names]
