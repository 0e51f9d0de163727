"""Read editors' files into the edition's types. No other room reads them, or uses pydantic."""

from build_edition.sources.load import load_frame, load_published, load_sources
from build_edition.sources.parsing.files import decoded
from build_edition.sources.passage_register import passage_register
from build_edition.sources.text_source import load_text_source

__all__ = [
    "decoded",
    "load_frame",
    "load_published",
    "load_sources",
    "load_text_source",
    "passage_register",
]
