"""Each text as plain text: the reading, a passage a line, speakers' labels as transmitted."""

from build_edition.model import Edition, Text


def plain_texts(edition: Edition) -> dict[str, str]:
    """`/data/<slug>.txt` for every text."""
    return {f"data/{text.head.slug}.txt": plain_text(text) for text in edition.texts}


def plain_text(text: Text) -> str:
    """The reading text alone, in UTF-8, each passage followed by a line feed."""
    lines = []
    for reading in text.readings:
        line = reading.passage.line
        opening = f"{line.speaker} " if reading.kind == "turn" else ""
        opening = f"{line.number} " if line.number else opening
        lines.append(f"{opening}{reading.text}\n")
    return "".join(lines)
