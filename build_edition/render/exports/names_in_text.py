"""Where a text names people, for a script that links names on the text's page."""

import json

from build_edition.model import Text
from build_edition.render.drawing import Drawing, Names
from build_edition.render.formats import TextFormat


def names_in_text(drawing: Drawing, text: Text) -> dict[str, str]:
    """Return `texts/<slug>/names.json`: by passage, the start and end of each name and whose it is.

    Positions are in the reading, in UTF-16 code units, as scripts count.
    """
    named = drawing.named.get(text.info.slug, {})
    return {f"{page.info.page}names.json": _found(page, named) for page in text.pages}


def _found(text: Text, named: Names) -> str:
    found = {
        reading.id: [
            [
                _units(reading.text[: mention.span.start]),
                _units(reading.text[: mention.span.end]),
                who,
            ]
            for mention, who in named[reading.id]
        ]
        for reading in text.readings
        if reading.id in named
    }
    return json.dumps(found, separators=(",", ":")) + "\n"


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


FORMATS = (TextFormat("names", names_in_text, pages=("texts/{}/names.json",), by_page=True),)
