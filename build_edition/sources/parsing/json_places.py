"""Reading JSON, where what editors write beside the texts is a list, with the place of every entry."""

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from build_edition.model import Place, Problem
from build_edition.sources.parsing.yaml_places import COMPARE, Document, Path

_LONGEST_NUMBER = 20
_KEY = re.compile(r'"([\w-]+)"\s*:')
_ENTRY = re.compile(r"[\s,]*(?=[^\s,\]])")


def read_json(content: str, path: str) -> Document:
    """The data of a JSON file; each entry of a list, and each of its keys, has its place."""
    document = Document(path)
    try:
        document.data = json.loads(
            content,
            object_pairs_hook=_without_doubles,
            parse_constant=_no_number,
            parse_int=_number,
        )
    except json.JSONDecodeError as error:
        message, place = f"this is not JSON: {error.msg}", Place(path, error.lineno, error.colno)
        document.problems.append(Problem(place, "broken-json", message, COMPARE))
    except (ValueError, RecursionError) as error:
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
        message = f"this is not JSON as it is read here: {reason}"
        document.problems.append(Problem(_refused(content, path), "broken-json", message, COMPARE))
    if isinstance(document.data, list):
        document.late = lambda: _places_in_list(content, path)
    return document


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    doubled = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
    if doubled:
        raise ValueError(f"the key `{doubled[0]}` stands twice in an entry")
    return dict(pairs)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _number(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError(f"a number has {len(digits)} digits")
    return int(digits)


def _refused(content: str, path: str) -> Place:
    """The place of the first entry of a JSON list that is not read as it stands."""
    decoder = json.JSONDecoder(
        object_pairs_hook=_without_doubles, parse_constant=_no_number, parse_int=_number
    )
    sound = [content.find("[") + 1]
    with suppress(ValueError, RecursionError):
        sound.extend(end for _, end in _entries(content, decoder))
    opening = _ENTRY.match(content, sound[-1])
    return _places(content, path)(opening.end() if opening else 0)


def _entries(content: str, decoder: json.JSONDecoder) -> Iterator[tuple[int, int]]:
    """Where each entry of a JSON list begins and ends."""
    end = content.find("[") + 1
    while opening := _ENTRY.match(content, end):
        _, end = decoder.raw_decode(content, opening.end())
        yield opening.end(), end


def _places(content: str, path: str) -> Callable[[int], Place]:
    """What tells the place of each code point of a file."""
    lines = [0, *(match.end() for match in re.finditer("\n", content))]

    def place(at: int) -> Place:
        line = bisect_right(lines, at)
        return Place(path, line, at - lines[line - 1] + 1)

    return place


def _places_in_list(content: str, path: str) -> dict[Path, Place]:
    """The places of a list's entries, each by its id, and of their keys, the first of a name."""
    place = _places(content, path)
    found: dict[Path, Place] = {}
    for n, (start, end) in enumerate(_entries(content, json.JSONDecoder())):
        for match in _KEY.finditer(content, start, end):
            found.setdefault((n, match[1]), place(match.start()))
        found[n,] = found.get((n, "id"), place(start))
    return found
