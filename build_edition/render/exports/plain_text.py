"""Each text as plain text: the reading, one passage per line, speakers' labels as transmitted."""

from build_edition.model import Text
from build_edition.render.drawing import Drawing
from build_edition.render.formats import TextFormat, Use


def plain_text(drawing: Drawing, text: Text) -> dict[str, str]:
    """Return `/data/<slug>.txt`: the reading text in UTF-8, with a line feed after each passage.

    A passage begins with its speaker's label or its endnote's number, if it has one.
    """
    lines = []
    for reading in text.readings:
        line = reading.passage.line
        opening = f"{line.speaker} " if reading.kind == "turn" else ""
        opening = f"{line.number} " if line.number else opening
        lines.append(f"{opening}{reading.text}\n")
    return {f"data/{text.info.slug}.txt": "".join(lines)}


FORMATS = (
    TextFormat(
        "plain",
        plain_text,
        downloads={"data/{}.txt": Use("Plain text", "the reading text, one passage per line")},
    ),
)
