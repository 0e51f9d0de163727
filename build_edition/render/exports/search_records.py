"""What search indexes of each text: every passage and every note, each at its own address.

One file a text, for Pagefind to read and for nobody else: MkDocs leaves it out. Pagefind takes a
heading with an id for a place of a page, and so answers with the passage or the note itself. It
keeps a heading’s words twice and takes its time over them, so the heading is a character and no more.
A record for each passage was tried: at 1,000 texts a common name then took seconds to look up.
"""

import json
import re
from collections.abc import Iterator

from build_edition.model import NOTE_KINDS, Text
from build_edition.notes.markdown import plain
from build_edition.render.drawing import Drawing
from build_edition.render.markup.html import element, void

BEGIN = "¶"
"""What stands as a heading before each place, since Pagefind takes none without words."""

_CHARACTER = re.compile("[\u3400-\u9fff](?=[\u3400-\u9fff])")


def search_records(drawing: Drawing, text: Text) -> dict[str, str]:
    """`texts/<slug>/search.html`: a text's passages and notes, and what search shows with each."""
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
    """Every passage and every note of a text, by its fragment, with the words to be found."""
    for reading in text.readings:
        yield reading.id, findable(reading.text)
    for note in text.notes:
        yield f"note-{note.id}", findable(plain(note.body))


def findable(words: str) -> str:
    """Words as search looks them up: Chinese is written without spaces, so each character is a word."""
    return _CHARACTER.sub(lambda character: character[0] + " ", words)
