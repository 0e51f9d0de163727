"""What a broken YAML file means to who wrote it: the sign that YAML took for its own, and the way out."""

import re

import yaml

from build_edition.model import Place, Problem

_KEY = re.compile(r"[ -]*(?P<key>[\w-]+):[ \t]*(?P<opening>[\"'\[{]?)")
_COMPARE = "compare the file with one of its kind that builds"
_MEANINGS = {
    "mapping values are not allowed in this context": (
        "a colon with a space behind it stands within the words, and is read as another key"
    ),
    "found character that cannot start any token": "words cannot begin with “{sign}” here",
    "did not find expected alphabetic or numeric character": "words cannot begin with “{sign}” here",
    "did not find expected key": "something stands behind a closing quotation mark or bracket",
    "did not find expected ',' or ']'": (
        "a bracket is not closed, or something stands between two of its entries"
    ),
    "did not find expected ',' or '}'": (
        "a brace is not closed, or something stands between two of its entries"
    ),
    "found unexpected end of stream": "the quotation mark that opens here is never closed",
    "did not find expected comment or line break": "words stand on the line of |-, behind it",
    "did not find expected hexdecimal number": "a backslash stands within straight quotation marks",
    "found unknown escape character": "a backslash stands within straight quotation marks",
}
"""What the reader of YAML says, and what it means; it quotes the sign that it stands at."""

_BEGINS_EARLIER = ("could not find expected ':'", "found unexpected end of stream")


def broken(content: str, path: str, error: yaml.MarkedYAMLError) -> Problem:
    """The Problem of a file that cannot be read as YAML."""
    reason = str(error.problem)
    marks = (error.problem_mark, error.context_mark)
    mark = next(filter(None, reversed(marks) if reason in _BEGINS_EARLIER else marks), None)
    if mark is None:
        return Problem(Place(path), "broken-yaml", f"this is not YAML: {reason}", _COMPARE)
    line = (content.split("\n")[mark.line : mark.line + 1] or [""])[0]
    place = Place(path, mark.line + 1, mark.column + 1)
    return Problem(place, "broken-yaml", *_said(reason, line, line[mark.column : mark.column + 1]))


def _said(reason: str, line: str, sign: str) -> tuple[str, str]:
    """What is wrong with a line, and what to do about it."""
    if sign == "\t" or line.startswith("\t"):
        return "a tab stands where only spaces can", "put spaces in its place"
    if reason == "could not find expected ':'":
        hint = "begin it with `key: `, or with two spaces if it belongs to the key above"
        return "this line belongs to no key", hint
    if reason in _MEANINGS:
        return _MEANINGS[reason].format(sign=sign), _as_words(line, sign)
    return f"this is not YAML: {reason}", _COMPARE


def _as_words(line: str, sign: str) -> str:
    """How a line's words are written so that no sign in them counts."""
    match = _KEY.match(line)
    if match and match["opening"] not in ("[", "{") and sign not in "@`":
        below = f"write `{match['key']}: |-`, and the words on the next line, two spaces further in"
        return f"{below}: there no sign counts"
    return 'put the words in straight quotation marks: "…"'
