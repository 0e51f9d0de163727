"""Tell a text's language from its script, where the script tells it."""

import re

_SIGNS: tuple[tuple[str, str], ...] = (
    ("ja", r"[\u3040-\u30ff]"),
    ("ko", r"[\uac00-\ud7af]"),
    ("zh", r"[\u3400-\u9fff]"),
    ("he", r"[\u05d0-\u05ea]"),
    ("ar", r"[\u0620-\u06ff]"),
    ("ru", r"[\u0400-\u04ff]"),
    ("el", r"[\u0370-\u03ff]"),
    ("hi", r"[\u0900-\u097f]"),
    ("th", r"[\u0e00-\u0e7f]"),
    ("ka", r"[\u10d0-\u10ff]"),
    ("hy", r"[\u0530-\u058f]"),
)
_WITHIN: dict[str, tuple[tuple[str, str], ...]] = {
    "ar": (("ur", "[ٹڈڑںےہ]"), ("fa", "[پچژگ]")),
    "ru": (("be", "[ўЎ]"), ("uk", "[іїєґІЇЄҐ]")),
}
"""Letters that only one of the languages of a script has."""


def language_of(words: str) -> str:
    """Return the language (BCP 47) of most of a text's letters, or "" if the script is Latin.

    It is a guess where several languages share a script: an editor corrects it.
    """
    sample = words[:100_000]
    letters = sum(c.isalpha() for c in sample)
    # Japanese has Chinese characters among its own signs, of which a fifth is enough
    for language, pattern in _SIGNS:
        count = len(re.findall(pattern, sample))
        if count * (5 if language == "ja" else 2) > letters > 0:
            for other, signs in _WITHIN.get(language, ()):
                if 200 * len(re.findall(signs, sample)) > count:
                    return other
            return language
    return ""
