"""Each text as plain text: the reading, one passage per line, speakers' labels as transmitted."""

from build_edition.model import Reading, Text
from build_edition.render.drawing import Drawing
from build_edition.render.formats import TextFormat, Use


def plain_text(drawing: Drawing, text: Text) -> dict[str, str]:
    """Return `/data/<slug>.txt`: the reading text in UTF-8, with a line feed after each passage."""
    return {f"data/{text.info.slug}.txt": words(text)}


def words(text: Text) -> str:
    """Return the file's words: each passage after its speaker's label or its endnote's number."""
    return "".join(f"{opening(reading)}{reading.text}\n" for reading in text.readings)


def opening(reading: Reading) -> str:
    """Return what stands before a passage in its line, with a space after it; "" if nothing."""
    line = reading.passage.line
    if line.number:
        return f"{line.number} "
    return f"{line.speaker} " if reading.kind == "turn" else ""


FORMATS = (
    TextFormat(
        "plain",
        plain_text,
        downloads={"data/{}.txt": Use("Plain text", "the reading text, one passage per line")},
    ),
)
