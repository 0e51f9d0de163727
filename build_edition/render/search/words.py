"""Words as search compares them: without case, accents, apostrophes and separators in numbers.

`docs/assets/search-words.js` divides and compares words in the same way, since a place in the index
is the number of a word; a test has both read the same sentences.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

_HAN = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff"
_KANA = "\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff\uff66-\uff9d"
_VOICED = "[\u3099\u309a\uff9e\uff9f]?"
_SIGN = rf"[^\W_{_HAN}{_KANA}]"
_WORD = re.compile(
    # 470,000 and 2.7 are one word each; so are every sign of Chinese and Japanese, and `don’t`, but
    # not `Mao’s`
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)+"
    rf"|[{_HAN}]|[{_KANA}]{_VOICED}|{_SIGN}+(?:['’ʼ](?![sS](?!{_SIGN})){_SIGN}+)*"
)
_DROPPED = re.compile("[\u0300-\u036f\u02b9\u02ba'’ʼ,]")
_CURRENCIES = {"$": ("dollar", "dollars"), "£": ("pound", "pounds"), "€": ("euro", "euros")}
_HYPHENS = {"-", "\u2010", "\u2011"}


class Word(NamedTuple):
    """A word as search compares it, with its start and end (code points of the whole)."""

    folded: str
    start: int
    end: int


def folded(word: str) -> str:
    """Return a word as search compares it."""
    if word.isascii() and word.isalnum():  # as most are
        return word.lower()
    return normalize("NFC", _DROPPED.sub("", normalize("NFKD", word).lower()))


def divided(words: str) -> list[Word]:
    """Return the words of a passage or of anything else that is searched."""
    return [Word(folded(m[0]), m.start(), m.end()) for m in _WORD.finditer(words)]


def compounds(words: str, found: list[Word]) -> Iterator[tuple[int, str]]:
    """Yield each two words with a hyphen between them run together, with the number of the first."""
    for n, (one, other) in enumerate(pairwise(found)):
        if words[one.end : other.start] in _HYPHENS:
            yield n, one.folded + other.folded


def money(words: str, found: list[Word]) -> Iterator[tuple[int, str]]:
    """Yield the names of the currency of each sum with a sign, with the number of its first word."""
    for n, word in enumerate(found):
        if sign := _CURRENCIES.get(words[word.start - 1 : word.start]):
            yield from ((n, name) for name in sign)


def key(name: str) -> str:
    """Return a name as search looks it up: its words run together."""
    return "".join(word.folded for word in divided(name))
