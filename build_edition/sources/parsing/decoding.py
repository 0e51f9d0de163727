"""Decode bytes as text, or find the first byte that is not UTF-8."""

from build_edition.model import Place, Problem


def decoded(content: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a file's bytes as text, or "" and a Problem at the first byte that is not UTF-8."""
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"byte {content[error.start]:#04x} is not UTF-8"
        hint = "save the file again with the encoding UTF-8, which editors offer under “Save as”"
        if path.endswith("raw.txt"):
            hint = "convert a copy to UTF-8, and keep the original elsewhere"
        return "", (Problem(place, "not-utf8", message, hint),)
