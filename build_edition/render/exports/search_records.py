"""What search indexes of each text: every passage and every note, each at its own address.

There is one file per text, which only Pagefind reads; MkDocs leaves it out. Pagefind takes a
heading with an id for a place in the page, and so answers with the passage or the note itself. It
stores a heading’s words twice and is slow to index them, so each heading is a single character. One
record per passage was tried: with 1,000 texts, a common name then took seconds to look up.
"""

import json
import re
from collections.abc import Iterator

from build_edition.model import NOTE_KINDS, Text
from build_edition.notes.markdown import plain
from build_edition.render.drawing import Drawing
from build_edition.render.formats import TextFormat
from build_edition.render.markup.html import element, void

BEGIN = "¶"
"""The heading before each place, since Pagefind ignores a heading without words."""

_CHARACTER = re.compile("[\u3400-\u9fff](?=[\u3400-\u9fff])")


def search_records(drawing: Drawing, text: Text) -> dict[str, str]:
    """Return `texts/<slug>/search.html`: a text's passages and notes, and how to show them."""
    kinds = {f"note-{note.id}": (note.kind, NOTE_KINDS[note.kind].word) for note in text.notes}
    shown = {
        "url": f"texts/{text.info.slug}/",
        "title": text.info.title,
        "kinds": json.dumps(kinds, ensure_ascii=False),
    }
    lines = ["<!doctype html>", void("html", lang=text.info.language)]
    lines += [void("meta", charset="utf-8")]
    lines += [
        void("meta", data_pagefind_meta=f"{name}[content]", content=content)
        for name, content in shown.items()
    ]
    lines += [
        f"{element('h6', BEGIN, id=name)}{element('p', words)}" for name, words in _places(text)
    ]
    return {f"texts/{text.info.slug}/search.html": "".join(f"{line}\n" for line in lines)}


def _places(text: Text) -> Iterator[tuple[str, str]]:
    """Yield the fragment of every passage and every note of a text, with the words to be found."""
    for reading in text.readings:
        yield reading.id, findable(reading.text)
    for note in text.notes:
        yield f"note-{note.id}", findable(plain(note.body))


def findable(words: str) -> str:
    """Return words as search looks them up: each Chinese character is a word.

    Chinese is written without spaces, so a space is put between its characters.
    """
    return _CHARACTER.sub(lambda character: character[0] + " ", words)


FORMATS = (TextFormat("search", search_records, pages=("texts/{}/search.html",)),)
