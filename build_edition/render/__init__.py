"""Renderers: each is given a Drawing and what to draw, and returns finished files.

A new format or page is one module, which declares it; links are checked against what is declared.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping

from build_edition.addresses import where_led
from build_edition.model import Edition, Text
from build_edition.render import apparatus, exports, inserts, landing, reading, search
from build_edition.render.citing.citations import citation_questions
from build_edition.render.citing.citeproc import Ask, Question, answered
from build_edition.render.drawing import Drawing, Whole, whole_drawing
from build_edition.render.exports import downloads_page
from build_edition.render.exports.downloads_page import Sums
from build_edition.render.exports.epub import book_paths
from build_edition.render.formats import (
    Content,
    Files,
    Gathered,
    TextFormat,
    WholeFormat,
    by_name,
    declared,
)

__all__ = [
    "GATHERED",
    "OF_A_TEXT",
    "OF_THE_EDITION",
    "Ask",
    "Drawing",
    "Question",
    "Whole",
    "answered",
    "citation_questions",
    "data_files",
    "draw_text",
    "draw_whole",
    "held",
    "octets",
    "paths_of",
    "render",
    "whole_drawing",
]

_FORMATS = declared(exports, apparatus, inserts, reading, search, landing)
"""Every format; first those of the exports, whose files are the largest and are listed first."""

OF_A_TEXT: Mapping[str, TextFormat] = by_name(_FORMATS, TextFormat)
"""Every format of one text, by its name."""

GATHERED: Mapping[str, Gathered] = by_name(_FORMATS, Gathered)
"""Every format that is gathered from a share of each text, by its name, the largest first."""

OF_THE_EDITION: Mapping[str, WholeFormat] = by_name(_FORMATS, WholeFormat)
"""Every other format of the whole edition, by its name."""


def paths_of(edition: Edition) -> frozenset[str]:
    """Return the paths under `docs/` of all files of an edition, without drawing any.

    What is left at former addresses is not among them.
    """
    whole = (
        path
        for table in (GATHERED, OF_THE_EDITION)
        for each in table.values()
        for path in each.paths
    )
    of_texts = (
        path.format(page.removeprefix("texts/").removesuffix("/"))
        for each in OF_A_TEXT.values()
        for text in edition.texts
        for page in (text.info.pages if each.by_page else text.info.pages[:1])
        for path in each.paths
    )
    return frozenset({*whole, *of_texts, *downloads_page.PATHS, *book_paths(edition)})


def render(edition: Edition, ask: Ask) -> dict[str, str | bytes]:
    """Return all files of the edition by their paths under `docs/`, each whole in memory.

    `ask` answers the questions to citeproc.
    """
    infos = [text.info for text in edition.texts]
    whole = whole_drawing(edition, infos, answered(citation_questions(edition, infos), ask))
    found: dict[str, Content] = {}
    for name in (*GATHERED, *OF_THE_EDITION):
        found |= draw_whole(whole, name)
    for text in edition.texts:
        found |= draw_text(whole, text)
    drawn = {path: held(content) for path, content in found.items()}
    data = {path: octets(content) for path, content in drawn.items() if path.startswith("data/")}
    sums = {path: (len(octet), hashlib.sha256(octet).hexdigest()) for path, octet in data.items()}
    return drawn | data_files(whole, sums)


def data_files(drawing: Drawing, sums: Sums) -> dict[str, str]:
    """Return `/data/`, the page that lists all data files, and the file of their checksums."""
    whole = (*GATHERED.values(), *OF_THE_EDITION.values())
    return downloads_page.data_files(
        drawing,
        sums,
        {path: use for each in OF_A_TEXT.values() for path, use in each.downloads.items()},
        {path: use for each in whole for path, use in each.downloads.items()},
    )


def draw_text(drawing: Drawing, text: Text) -> dict[str, Content]:
    """Return the files of one text by path, with copies of moved files at their old paths."""
    drawn = _together(each.draw(drawing, text) for each in OF_A_TEXT.values())
    moved = {redirect.old: redirect.new for redirect in drawing.imprint.redirects}
    led = {old: where_led(old, moved) for old in moved}
    return drawn | {old: drawn[new] for old, new in led.items() if new in drawn}


def draw_whole(
    whole: Whole, name: str, share: Callable[[str, Text], str] | None = None
) -> dict[str, Content]:
    """Return the files of the format `name`, which holds the edition as a whole.

    `share` returns a text's share in that format; without it every share is drawn.
    """
    if name not in GATHERED:
        return dict(OF_THE_EDITION[name].draw(whole))
    given = share or (lambda name, text: GATHERED[name].share(whole, text))
    shares = (given(name, text) for text in whole.edition.texts)
    return dict(GATHERED[name].gather(whole, shares))


def held(content: Content) -> str | bytes:
    """Return a file's content in one piece."""
    return content if isinstance(content, str | bytes) else "".join(content)


def octets(content: str | bytes) -> bytes:
    """Return a file's content as the bytes to be written."""
    return content if isinstance(content, bytes) else content.encode()


def _together(files: Iterable[Files]) -> dict[str, Content]:
    return {path: content for some in files for path, content in some.items()}
