"""Parse JSON, keeping the place of every entry of a list and of its keys."""

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from build_edition.model import Place, Problem
from build_edition.sources.parsing.broken_yaml import COMPARE
from build_edition.sources.parsing.yaml_places import Document, Path

_LONGEST_NUMBER = 20
_KEY = re.compile(r'"([\w-]+)"\s*:')
_ENTRY = re.compile(r"[\s,]*(?=[^\s,\]])")
_VALUE = re.compile(r"\s*:\s*")


def read_json(content: str, path: str) -> Document:
    """Return the data of a JSON file as a document; invalid JSON is a Problem of the document."""
    document = Document(path)
    try:
        document.data = json.loads(
            content,
            object_pairs_hook=_without_doubles,
            parse_constant=_no_number,
            parse_int=_number,
        )
    except json.JSONDecodeError as error:
        message, place = (
            f"this is not valid JSON: {error.msg}",
            Place(path, error.lineno, error.colno),
        )
        document.problems.append(Problem(place, "broken-json", message, COMPARE))
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        message = f"this JSON is not accepted here: {reason}"
        document.problems.append(Problem(_refused(content, path), "broken-json", message, COMPARE))
    if isinstance(document.data, list):
        document.late = lambda: _places_in_list(content, path)
    elif isinstance(document.data, dict):
        document.late = lambda: _places_in_object(content, path)
    return document


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    doubled = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
    if doubled:
        raise ValueError(f"the key `{doubled[0]}` appears twice in an entry")
    return dict(pairs)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _number(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError(f"a number has {len(digits)} digits, more than {_LONGEST_NUMBER}")
    return int(digits)


def _refused(content: str, path: str) -> Place:
    """Return the place of the first entry of a JSON list that is not accepted."""
    decoder = json.JSONDecoder(
        object_pairs_hook=_without_doubles, parse_constant=_no_number, parse_int=_number
    )
    sound = [content.find("[") + 1]
    with suppress(ValueError, RecursionError):
        sound.extend(end for _, end in _entries(content, decoder))
    opening = _ENTRY.match(content, sound[-1])
    return _places(content, path)(opening.end() if opening else 0)


def _entries(content: str, decoder: json.JSONDecoder) -> Iterator[tuple[int, int]]:
    """Yield where each entry of a JSON list begins and ends, in code points."""
    end = content.find("[") + 1
    while opening := _ENTRY.match(content, end):
        _, end = decoder.raw_decode(content, opening.end())
        yield opening.end(), end


def _places(content: str, path: str) -> Callable[[int], Place]:
    """Return a function that returns the place of a code point of the file."""
    lines = [0, *(match.end() for match in re.finditer("\n", content))]

    def place(at: int) -> Place:
        line = bisect_right(lines, at)
        return Place(path, line, at - lines[line - 1] + 1)

    return place


def _places_in_object(content: str, path: str) -> dict[Path, Place]:
    """Return the places of an object's keys."""
    place, decoder = _places(content, path), json.JSONDecoder()
    found: dict[Path, Place] = {}
    at = content.index("{") + 1
    while entry := _ENTRY.match(content, at):
        if content[entry.end()] == "}":
            break
        key, at = decoder.raw_decode(content, entry.end())
        found[key,] = place(entry.end())
        _, at = decoder.raw_decode(content, _VALUE.match(content, at).end())  # type: ignore[union-attr]
    return found


def _places_in_list(content: str, path: str) -> dict[Path, Place]:
    """Return the places of a list's entries and of their keys; an entry is where its id is."""
    place = _places(content, path)
    found: dict[Path, Place] = {}
    for n, (start, end) in enumerate(_entries(content, json.JSONDecoder())):
        for match in _KEY.finditer(content, start, end):
            found.setdefault((n, match[1]), place(match.start()))
        found[n,] = found.get((n, "id"), place(start))
    return found
