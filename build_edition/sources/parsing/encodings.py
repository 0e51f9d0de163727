"""Tell in which encoding a text was received."""

import re
from collections.abc import Iterator
from unicodedata import category

ENCODINGS = (
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "windows-1252",
    "latin-1",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "koi8-r",
    "koi8-u",
    "cp866",
    "cp437",
    "iso-8859-2",
    "iso-8859-5",
    "iso-8859-7",
    "iso-8859-15",
    "mac-roman",
    "gb18030",
    "big5",
    "big5hkscs",
    "shift_jis",
    "cp932",
    "euc-jp",
    "euc-kr",
    "cp949",
)
"""The encodings that a raw text may be in, by their names in Python."""

_WESTERN = re.compile(
    r"(?<=[A-Za-zÀ-ÖØ-öø-ÿ])[À-ÖØ-öø-ÿŒœŠšŽžŸß](?=[A-Za-zÀ-ÖØ-öø-ÿ_]|\b)"
    r"|(?<![^\W_])[À-ÖØ-öø-ÿŒœŠšŽž](?=[a-zà-öø-ÿ ]|\b)|[‘’“”„‚–—…•€£§°©®«»¿¡·½¼¾ªº´×÷™†‡\u00a0\u00ad]"
)
_BEYOND = re.compile(r"[\w’]*[^\W\x00-\x7f][\w’]*|\w*[‘’“”–—]\w*")
_SIGN_IN_A_WORD = re.compile(
    r"(?<=[^\W\d_])[±¶»µ¹¾³¼©®«](?=[a-zà-öø-ÿ])|(?<!\w)[¾¶¼±³](?=[a-zà-öø-ÿ])"
)
"""Matches what letters of Polish or Czech become if read in the encoding of another language."""

_ODD = re.compile(r"[\x80-\x9f\x00-\x08\x0e-\x1f]")


def encoding_of(content: bytes) -> str | None:
    """Return the likeliest encoding of a text, or None if its bytes come back from none of them."""
    return next(
        (name for name in _likely(content) if _comes_back(content, name)),
        None,
    )


def examples(words: str, count: int = 5) -> list[str]:
    """Return some words with characters beyond ASCII, to see whether an encoding is right."""
    return [*dict.fromkeys(match[0] for match in _BEYOND.finditer(words[:200_000]))][:count]


def _likely(content: bytes) -> Iterator[str]:
    sample = content[:20_000]
    if 10 * sample.count(0) <= len(sample):
        yield "utf-8"
    if content.startswith(b"\xff\xfe"):
        yield "utf-16-le"
    if content.startswith(b"\xfe\xff"):
        yield "utf-16-be"
    if b"\0" in sample:  # as every second byte of Latin script, digits and spaces
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        yield "utf-16-le" if odd > even else "utf-16-be"
        return
    yield from _central_european(content)
    if _is_western(content):
        yield "windows-1252"
        yield "latin-1"
    # Only a text that is new, and not UTF-8, needs it.
    from charset_normalizer import from_bytes

    guesses = from_bytes(content, cp_isolation=[*ENCODINGS[5:]])
    names = {name.replace("_", "-"): name for name in ENCODINGS}
    for guess in guesses:
        for name in (guess.encoding, *guess.could_be_from_charset):
            found = _named(name, names)
            if found and found.startswith("windows-12") and _reads_alike(content, found):
                yield "windows-1252"
            if found:
                yield found
    yield "windows-1252"


def _named(name: str, names: dict[str, str]) -> str | None:
    short = name.replace("_", "-").replace("cp125", "windows-125")
    return names.get(short)


def _central_european(content: bytes) -> Iterator[str]:
    """Yield the encodings of Polish, Czech or Hungarian, if the bytes make sense in no Western one."""
    western = content[:200_000].decode("windows-1252", errors="replace")
    few = sum(byte > 127 for byte in content) <= 0.3 * len(content)
    hungarian = {*"õûöü"} <= {*western} and "ä" not in western
    if few and (hungarian or len(_SIGN_IN_A_WORD.findall(western)) > 1):
        central = content[:200_000].decode("windows-1250", errors="replace")
        if len(_SIGN_IN_A_WORD.findall(central)) > 1 and not _ODD.search(content.decode("latin-1")):
            yield "iso-8859-2"
        yield "windows-1250"


def _is_western(content: bytes) -> bool:
    """Whether the bytes beyond ASCII are few, and make sense as Western letters and signs."""
    beyond = sum(byte > 127 for byte in content)
    words = content.decode("windows-1252", errors="replace")
    sound = sum(1 for _ in _WESTERN.finditer(words))
    return beyond <= 0.3 * len(content) and sound >= 0.85 * beyond


def _is_text(words: str, encoding: str) -> bool:
    """Whether these are words, and not a picture or a program read as such."""
    if encoding == "latin-1" and _ODD.search(words):
        return False
    sample = words[:20_000]
    odd = sum(category(c) in ("Cc", "Cn", "Cs") and c not in "\t\n\r\f\v\x85" for c in sample)
    return encoding == "utf-8" or 100 * odd <= len(sample)


def _reads_alike(content: bytes, encoding: str) -> bool:
    """Whether the bytes are the same words in this encoding as in the commonest."""
    ways = (content.decode(name, errors="replace") for name in (encoding, "windows-1252"))
    return len(set(ways)) == 1


def _comes_back(content: bytes, encoding: str) -> bool:
    try:
        words = content.decode(encoding)
        return words.encode(encoding) == content and _is_text(words, encoding)
    except (UnicodeDecodeError, UnicodeEncodeError):
        return False
