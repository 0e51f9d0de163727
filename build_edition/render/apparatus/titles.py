"""Titles of the texts, by name."""

from collections.abc import Mapping
from functools import lru_cache

from build_edition.model import Edition


@lru_cache(maxsize=1)
def titles_of(edition: Edition) -> Mapping[str, str]:
    """The title of each text by its slug."""
    return {text.info.slug: text.info.title for text in edition.texts}
