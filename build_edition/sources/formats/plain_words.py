"""Types of text that people write: visible, plain, and without e-mail addresses.

A quotation may contain some invisible characters, such as a soft hyphen, to match the page. A
citation is a work’s key, the place in it, and how it was seen.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated, NamedTuple, get_args
from unicodedata import normalize
from urllib.parse import unquote

from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema

from build_edition.model import Seen
from build_edition.sources.formats.messages import at_key
from build_edition.texts.cleaning_rules import INVISIBLE

PLACEHOLDER = "your name"
"""What a drafted note has in place of its author's name; a note with it is refused."""

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AT = re.compile(r"[@＠﹫]|%40")
_PILED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f\u06d6-\u06ed\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{8,}"
)
"""Matches more marks on one letter than any language has; they reach over the lines around it."""

NO_EMAIL = "e-mail addresses are not published, since they stay for ever and draw spam"
"""Why an e-mail address is refused."""

LONGEST_NAME = 100
"""The most code points of the name of a contributor, a person or an author."""

LONGEST_PROSE = 10_000
"""The most code points of any words of editors but a note's."""

LONGEST_LINE = 1_000
"""The most code points of a title or a label."""

LONGEST_SOURCE = 500
"""The most code points of a source, in free words or as a key with the place in it."""

_LATIN, _ALIKE = "A-Za-zÀ-ɏḀ-ỿ", "Ͱ-ԯ"  # Greek and Cyrillic have letters that look Latin
_MIXED = re.compile(rf"\w*(?:[{_LATIN}][{_ALIKE}]|[{_ALIKE}][{_LATIN}])\w*")
_SUFFIX = re.compile(r"(?:jr|sr|esq|ph\.? ?d|m\.? ?d|d\.? ?phil|ii+|iv)\.?", re.I)
_TAG = re.compile(r"<[A-Za-z/!?]")
_UNSEEN = re.compile(
    f"{INVISIBLE.pattern}|"
    # private use, such as Word's bullets; soft hyphen, grapheme joiner, direction marks, fillers, noncharacters, tags
    "[\ue000-\uf8ff\U000f0000-\U0010ffff\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u206a-\u206f\u2800\u3164"
    "\uffa0\ufdd0-\ufdef\ufe00-\ufe0f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff]|"
    # joiners after letters of scripts that need none, variation selectors not after an ideograph
    "(?<![\u0600-\u08ff\u0900-\u0dff])[\u200c\u200d]|"
    "(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
)


def unseen(words: str) -> re.Match[str] | None:
    """Return the match of the first character that is invisible or sets text direction, or None."""
    return _UNSEEN.search(words)


def email_in(words: str) -> str:
    """Return the first e-mail address in words, or nothing. None is published, wherever it stands.

    It may be written with the signs of East Asian keyboards, or as a part of a web address.

    >>> email_in("to example＠example.org"), email_in("at 5 @ 10 cents")
    ('example@example.org', '')
    """
    if not _AT.search(words):
        return ""
    found = _EMAIL.search(words) or _EMAIL.search(unquote(normalize("NFKC", words)))
    return found[0] if found else ""


def piled(words: str) -> re.Match[str] | None:
    """Return the match of the first heap of marks on one letter, or None."""
    return _PILED.search(words)


def _shaped(value: str) -> str:
    if found := INVISIBLE.search(value):
        raise ValueError(f"remove U+{ord(found[0]):04X}, an invisible character")
    return value


def _legible(value: str) -> str:
    if found := unseen(value):
        raise ValueError(f"remove U+{ord(found[0]):04X}, an invisible character")
    if found := _TAG.search(value):
        raise ValueError(f"“{found[0]}” begins HTML, which is not allowed here: write plain text")
    if piled(value):
        raise ValueError("remove the marks that are piled on one letter")
    if address := email_in(value):
        raise ValueError(f"remove “{address}”: {NO_EMAIL}")
    return value


def _one_line(value: str) -> str:
    if "\n" in value:
        raise ValueError("write it on one line")
    return value


def _credit(value: str) -> str:
    if value == PLACEHOLDER:
        raise ValueError("write the name or handle under which you want to be credited")
    if email_in(value):
        raise ValueError(f"write a name or a handle: {NO_EMAIL}")
    if not any(character.isalnum() for character in value):
        raise ValueError("write the name or handle under which you want to be credited")
    if value[0] in "“”„«" or value[-1] in "“”»":
        raise ValueError('write the name in straight quotation marks, "…", which are not shown')
    if _SUFFIX.fullmatch(value):
        raise ValueError(
            "a comma parts two names: put a name that has a comma in straight quotation marks,"
            ' such as ["A. Example, Jr."]'
        )
    return value


def _one_alphabet(value: str) -> str:
    """Return a name unchanged; raises ValueError if a word of it is of letters that only look alike."""
    if found := _MIXED.search(value):
        raise ValueError(
            f"“{found[0]}” mixes letters of two alphabets: type it again in one of them"
        )
    return value


def unpadded(value: str) -> str:
    """Return words unchanged; raises ValueError if there is space before or after them."""
    if value != value.strip():
        raise ValueError("remove the space before or after the words")
    return value


Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_PROSE),
    AfterValidator(_legible),
]
"""Words of any length, which may be on several lines."""

OneLine = Annotated[Prose, Field(max_length=LONGEST_LINE), AfterValidator(_one_line)]
"""Words on one line: a title, a label, whatever citations and lists have."""

Name = Annotated[OneLine, Field(max_length=LONGEST_NAME)]
Credit = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME),
    AfterValidator(_credit),
    AfterValidator(_legible),
    AfterValidator(_one_line),
    AfterValidator(_one_alphabet),
]
Language = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", max_length=40)
]
Surnames = Annotated[
    tuple[Name, ...],
    Field(
        description="The parts of these names that are surnames: under them a bibliography lists"
        " people. A name of which none is said is cited as it stands."
    ),
]
WordsOnPage = Annotated[str, Field(min_length=1, max_length=LONGEST_PROSE), AfterValidator(_shaped)]
Quotation = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_PROSE),
    AfterValidator(unpadded),
    AfterValidator(_shaped),
]

NUMBER_TOO = WithJsonSchema({"type": ["string", "integer"]})
"""JSON Schema for text that editors may write as a bare number, such as a year."""


def is_part_of(surname: str, name: str) -> bool:
    """Return whether a surname is a part of a name, by whole words.

    >>> is_part_of("Roe", "Jane Roe"), is_part_of("Roe", "Jane Roebuck")
    (True, False)
    """
    return f" {surname} " in f" {name.replace(',', ' ')} "


def check_surnames(surnames: Sequence[str], names: Sequence[str], key: str) -> None:
    """Raise an error if one of these surnames is a part of none of these names, which `key` lists."""
    for surname in surnames:
        if not any(is_part_of(surname, name) for name in names):
            message = f"“{surname}” is not part of a name in `{key}`"
            raise at_key("surnames", message, f"write the surname just as `{key}` has it")


_STATE = re.compile(r"\s*\[(?P<state>[^\[\]]*)\]\s*$")
_ROUND = re.compile(rf"\((?P<state>{'|'.join(get_args(Seen))})\)\s*$")
_ONLY_A_PLACE = re.compile(r"(?:pp?\. ?)?[0-9]+(?:[-–][0-9]+)?")
_LOCATED = ("read", "excerpt")

MOST_SOURCES = 50
"""The most citations of one note or entry."""


def _whole(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return citations unchanged; raises ValueError if a comma has cut one in two."""
    if any(_ONLY_A_PLACE.fullmatch(value) or {value[0], value[-1]} & {*"“”„"} for value in values):
        raise ValueError(
            "write each work, with the place in it, in one pair of straight quotation marks:"
            ' ["example1999, 401"]'
        )
    return values


class Written(NamedTuple):
    """The parts of a citation as it was written; `seen` may be a word that is no state."""

    key: str
    locator: str
    seen: str


def parts_of(source: str) -> Written:
    """Return the parts of a citation: “key”, “key, locator”, or either with “[state]” behind it.

    >>> parts_of("example1999, ch. 13 [excerpt]")
    Written(key='example1999', locator='ch. 13', seen='excerpt')
    """
    state = _STATE.search(source)
    key, _, locator = source[: state.start() if state else None].partition(",")
    return Written(key.strip(), locator.strip(), state["state"].strip() if state else "")


def _source(value: str) -> str:
    state, states = parts_of(value), get_args(Seen)
    if _STATE.search(value) and state.seen not in states:
        near = get_close_matches(state.seen, states, n=1)
        meant = f"[{near[0]}]" if near else "one of " + ", ".join(f"[{each}]" for each in states)
        raise ValueError(f"the word in brackets says how the source was seen: write {meant}")
    if found := _ROUND.search(value):
        raise ValueError(f"write how the source was seen in square brackets: [{found['state']}]")
    if state.seen in _LOCATED and not state.locator:
        raise ValueError(
            f"[{state.seen}] needs the place that was seen: “{state.key}, p. 12 [{state.seen}]”"
        )
    return value


Sources = Annotated[
    tuple[Annotated[OneLine, Field(max_length=LONGEST_SOURCE), AfterValidator(_source)], ...],
    Field(max_length=MOST_SOURCES),
    AfterValidator(_whole),
]
"""Citations: each a work's key, with a locator after a comma, and in brackets how it was seen."""
