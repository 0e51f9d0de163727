"""Decode bytes as text, or find the first byte that is not of the encoding."""

from build_edition.model import Place, Problem


def decoded(content: bytes, path: str, encoding: str = "utf-8") -> tuple[str, tuple[Problem, ...]]:
    """Return a file's bytes as text, or "" and a Problem at the first byte that cannot be read."""
    try:
        words = content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, errors="replace")
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return "", (_undecodable(place, content[error.start], encoding),)
    if encoding != "utf-8" and words.encode(encoding, errors="replace") != content:
        message = f"its bytes would not come back from {encoding}"
        hint = "correct `encoding` in text.yml; `text` tells it"
        return "", (Problem(Place(path), "not-decodable", message, hint),)
    return words, ()


def _undecodable(place: Place, byte: int, encoding: str) -> Problem:
    if encoding == "utf-8":
        message = f"byte {byte:#04x} is not UTF-8"
        hint = "save the file again with the encoding UTF-8, which editors offer under “Save as”"
        if place.path.endswith("raw.txt"):
            hint = "name its encoding in text.yml, `encoding: …`; `text` tells it"
        return Problem(place, "not-utf8", message, hint)
    message = f"byte {byte:#04x} is not {encoding}"
    return Problem(
        place, "not-decodable", message, "correct `encoding` in text.yml; `text` tells it"
    )
