"""Tell which words may be a speaker's name, and which name a label gives."""

import re
from collections.abc import Sequence

ROLE = re.compile(r"\s*[(（][^()（）]{1,40}[)）]")
_SMALL = frozenset(
    "von van der den de la le du di da del al bin ibn of the and i y und e af".split()
)
_PARTS = frozenset("scene act chapter part section step figure table day week verse".split())
_NO_NAMES = frozenset(
    """from to cc bcc date subject re sent note notes source sources example fig figure table see title
    author summary chapter keywords abstract published tags url time place location warning tip
    update edit ps p.s important remember however therefore first second third finally also result
    results conclusion introduction background definition term meaning""".split()
)
KNOWN = frozenset(
    """q a question answer interviewer interviewee narrator host guest moderator speaker
    в о вопрос ответ 问 答 記者 记者 问题 回答""".split()
)


def is_name(name: str, form: str) -> bool:
    """Whether words may be a speaker's name: capitals, but for particles and a role in brackets."""
    bare = ROLE.sub("", name).strip("[] ")
    words = bare.split()
    if words and words[0].casefold() in _PARTS and words[-1][-1:].isalnum() and len(words) < 3:
        return False
    if not words or len(words) > 5 or bare.casefold() in _NO_NAMES:
        return False
    if form == "stop":
        return _is_in_capitals(words)
    if form == "dash" and bare not in ("Q", "A"):
        return bare.casefold() in KNOWN
    if bare.casefold() in KNOWN:
        return True
    capital = [w for w in words if w.casefold() not in _SMALL]
    return bool(capital) and all(_is_capital(w) for w in capital) and not bare[0].isdigit()


def _is_in_capitals(words: Sequence[str]) -> bool:
    """Whether words are in capitals, behind a title such as `Mr.`: `N.S. KHRUSHCHEV`, `Q`."""
    rest = (
        words[1:]
        if len(words) > 1 and re.fullmatch(r"(Mr|Mrs|Ms|Dr|Gen|Col|Sen)\.?", words[0])
        else words
    )
    joined = " ".join(rest)
    letters = [c for c in ROLE.sub("", joined) if c.isalpha()]
    if len(letters) < 2:
        return joined in ("Q", "A", "В", "О")
    return all(c.isupper() for c in letters)


def _is_capital(word: str) -> bool:
    letter = next((c for c in word if c.isalnum()), "")
    return bool(letter) and (
        letter.isdigit() or letter.isupper() or letter.lower() == letter.upper()
    )


def bare_name(label: str) -> str:
    """Return the name in a label, in small letters, without the signs around it."""
    return label.strip(" .:：[]–—-").casefold()


def name_of(label: str) -> str:
    """Return the name that a label gives, for readers to see."""
    return ROLE.sub("", label).strip(" .:：[]–—-*_") or label
