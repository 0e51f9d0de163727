"""Explain a broken YAML file to its author: which character YAML misread, and the remedy."""

import re

import yaml

from build_edition.model import Place, Problem

_KEY = re.compile(r"[ -]*(?P<key>[\w-]+):[ \t]*(?P<opening>[\"'\[{]?)")
COMPARE = "compare it with a valid file of the same kind"
"""The hint for a file if there is no better one."""

_JOINED = re.compile(r"[ -]*(?P<key>[a-z-]+)(?P<colon>：|:)(?P<value>\S.*)?$")
"""Matches a key whose colon is a Chinese one, or has no space behind it."""

_NO_KEY = "this line neither names a field, as `kind: …` does, nor continues the one above"

_CLOSE = 'close it, part two entries by a comma, and put text with other signs in "…"'

_ESCAPE = "within straight quotation marks a backslash begins an escape, and this one is not valid"
_MEANINGS = {
    "mapping values are not allowed in this context": (
        "a colon followed by a space is read as the start of another key"
    ),
    "found character that cannot start any token": "text cannot begin with “{character}” here",
    "did not find expected alphabetic or numeric character": "text cannot begin with “{character}” here",
    "did not find expected key": "something follows a closing quotation mark or bracket",
    "did not find expected ',' or ']'": (
        "a square bracket is not closed, or a comma is missing between two entries"
    ),
    "did not find expected ',' or '}'": (
        "a brace is not closed, or a comma is missing between two entries"
    ),
    "found unexpected end of stream": "the quotation mark that opens here is never closed",
    "did not find expected comment or line break": "there is text after |- on the same line",
    "did not find expected hexdecimal number": _ESCAPE,
    "found unknown escape character": _ESCAPE,
}
"""What each message of the YAML parser means; some quote the character at which it stopped."""

_UNCLOSED = ("did not find expected ',' or ']'", "did not find expected ',' or '}'")
"""Messages on a bracket; if the parser stopped on another line, it is the bracket that lacks its end."""

_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
"""Matches spaces that are none to YAML, as a web page or a word processor has them."""

_INDENTED = re.compile(r" +(?P<key>[a-z-]+):")

_BEGINS_EARLIER = ("could not find expected ':'", "found unexpected end of stream")
"""Messages whose fault is where the parser began, not where it stopped."""


def broken(content: str, path: str, error: yaml.MarkedYAMLError) -> Problem:
    """Return the Problem for a file that cannot be read as YAML."""
    reason = str(error.problem)
    marks = (error.problem_mark, error.context_mark)
    earlier = reason in _BEGINS_EARLIER or (reason in _UNCLOSED and _on_two_lines(*marks))
    mark = next(filter(None, reversed(marks) if earlier else marks), None)
    if mark is None:
        return Problem(Place(path), "broken-yaml", f"this is not valid YAML: {reason}", COMPARE)
    line = (content.split("\n")[mark.line : mark.line + 1] or [""])[0]
    place = Place(path, mark.line + 1, mark.column + 1)
    character = line[mark.column : mark.column + 1]
    return Problem(place, "broken-yaml", *_said(reason, line, character, path))


def _on_two_lines(stopped: yaml.Mark | None, began: yaml.Mark | None) -> bool:
    return bool(stopped and began and stopped.line > began.line)


def _said(reason: str, line: str, character: str, path: str) -> tuple[str, str]:
    """Return what is wrong with a line, and what to do about it."""
    if character == "\t" or line.startswith("\t"):
        return "there is a tab where only spaces are allowed", "replace it with spaces"
    if found := _SPACES.search(line):
        message = f"this line has a no-break or wide space, U+{ord(found[0]):04X}"
        return message, "replace it with a plain space"
    if reason == "did not find expected key" and (match := _INDENTED.match(line)):
        message = f"`{match['key']}` begins further in than the line above it"
        return message, "begin the fields of one entry at the same column"
    if reason in _UNCLOSED:
        return _MEANINGS[reason], _CLOSE
    if reason == "could not find expected ':'":
        return _not_a_field(line, path)
    if reason in _MEANINGS:
        return _MEANINGS[reason].format(character=character), _as_words(line, character)
    return f"this is not valid YAML: {reason}", COMPARE


def _not_a_field(line: str, path: str) -> tuple[str, str]:
    """Return what is wrong with a line that names no field, and what to do about it."""
    if match := _JOINED.match(line):
        written = f"write `{match['key']}: {match['value'] or '…'}`"
        if match["colon"] == "：":
            return "the colon in this line is a Chinese one, “：”", f"{written}, with a plain colon"
        return "there is no space behind the colon", f"{written}, with a space behind the colon"
    hint = "if it continues the line above, begin it with two spaces"
    if "/notes/" in path:
        hint += "; if it is the note itself, move it below the last ---"
    return _NO_KEY, hint


def _as_words(line: str, character: str) -> str:
    """Return a hint on how to write a line's text so that no character in it is special."""
    match = _KEY.match(line)
    if match and match["opening"] not in ("[", "{") and character not in "@`":
        below = (
            f"write `{match['key']}: |-` and put the text on the next line, indented by two more"
        )
        return f"{below} spaces: there, no character is special"
    return 'put the text in straight quotation marks: "…"'
