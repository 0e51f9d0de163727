"""Take works as reference managers export them, in CSL-JSON, into the form of `works.json`.

What the edition does not use is left out, and said; nothing is invented.
"""

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import chain, count
from typing import Any

_LEFT = frozenset({"abstract", "note", "keyword"})
"""What the edition could keep but does not take: others' abstracts, remarks and keywords."""

_KEPT_OF_A_NAME = ("family", "given", "literal", "suffix", "non-dropping-particle")
_GIVEN = ("given", "dropping-particle")
_ROLES = ("author", "editor", "translator")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})
_KEPT_OF_A_DATE = ("date-parts", "literal", "circa")
_TAG = re.compile(r"</?(?:i|b|sub|sup|span|sc)\b[^>]*>", re.I)
_MARKS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Taken:
    """A work in the form of `works.json`, and the variables of the export that it does without."""

    entry: Mapping[str, Any]
    left_out: tuple[str, ...]


def taken(item: Mapping[str, Any], variables: Container[str], key: str) -> Taken:
    """Return a work of an export under a key; `variables` are those that the edition uses."""
    kept, left = {}, []
    for name, value in item.items():
        if name in ("id", "citation-key"):
            continue
        if name in _LEFT or name not in variables or value in ("", [], {}, None):
            left += [name]
            continue
        kept[name] = _value(name, value)
    return Taken({"id": key, **kept}, tuple(sorted(left)))


def key_for(item: Mapping[str, Any], known: Container[str]) -> str:
    """Return a new key for a work: its authors and its year, with a letter if it is in use.

    >>> key_for({"author": [{"family": "Taubman"}], "issued": {"date-parts": [["2003"]]}}, ())
    'taubman2003'
    """
    people: list[Mapping[str, Any]] = next(filter(None, (_people(item, r) for r in _ROLES)), [])
    names = [str(name.get("family") or name.get("literal") or "") for name in people]
    words = "".join(_plain(name) for name in names[:2])
    words = words or "".join(_plain(word) for word in str(item.get("title", "")).split()[:2])
    key = f"{words[:40] or 'work'}{_year(item)}"
    endings = chain([""], (chr(ord("a") + n) if n < 26 else f"-{n}" for n in count(1)))
    return next(f"{key}{ending}" for ending in endings if f"{key}{ending}" not in known)


def same_work(item: Mapping[str, Any], others: Iterator[Mapping[str, Any]]) -> str:
    """Return the key of the work that an item is already listed as, or nothing.

    Works are the same if they have a DOI, an ISBN or an address in common, or authors, title and year.
    """
    marks = {*_marks(item)}
    return next((str(other["id"]) for other in others if marks & {*_marks(other)}), "")


def _people(item: Mapping[str, Any], role: str) -> list[Mapping[str, Any]]:
    """Return those who have a role in a work, as far as the export has names."""
    named = item.get(role)
    return [name for name in named if isinstance(name, dict)] if isinstance(named, list) else []


def _marks(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what identifies a work."""
    if doi := item.get("DOI"):
        yield "DOI", _doi(str(doi)).lower()
    if item.get("type") != "chapter" and (isbn := item.get("ISBN")):
        yield "ISBN", _isbn(str(isbn)).replace("-", "")
    if url := item.get("URL"):
        yield "URL", str(url).rstrip("/")
    if title := item.get("title"):
        people = [str(name.get("family", "")) for name in _people(item, "author")]
        yield "title", " ".join((*people, _text(str(title)), _year(item))).casefold()


def _value(name: str, value: Any) -> Any:
    """Return a variable's value as the edition has it."""
    if name == "DOI":
        return _doi(str(value))
    if name == "ISBN":
        return _isbn(str(value))
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [_name(each) if isinstance(each, dict) else each for each in value]
    if isinstance(value, dict):
        return _date(value)
    return value


def _name(name: Mapping[str, Any]) -> dict[str, Any]:
    """Return a name; a particle that sorting drops, as in Charles de Gaulle, joins the given name."""
    given = " ".join(str(part) for key in _GIVEN if (part := name.get(key)))
    whole = {**name, "given": given} if given else name
    return {part: whole[part] for part in _KEPT_OF_A_NAME if whole.get(part)}


def _date(date: Mapping[str, Any]) -> dict[str, Any]:
    kept = {part: date[part] for part in _KEPT_OF_A_DATE if date.get(part)}
    points = kept.get("date-parts")
    if isinstance(points, list) and all(isinstance(point, list) for point in points):
        kept["date-parts"] = [[*map(_number, point)] for point in points]
    elif raw := date.get("raw"):
        kept.setdefault("literal", str(raw))
    return kept


def _number(part: Any) -> Any:
    return int(part) if isinstance(part, str) and part.isdecimal() else part


def _doi(value: str) -> str:
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", value.strip(), flags=re.I)


def _isbn(value: str) -> str:
    """Return the first of the ISBNs that an export may have."""
    return (value.split() or [""])[0].rstrip(",;")


def _text(value: str) -> str:
    """Return words without the tags that exports put into titles, and on one line."""
    return " ".join(unescape(_TAG.sub("", value)).split())


def _year(item: Mapping[str, Any]) -> str:
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    found = re.search(r"\d{4}", str(parts or issued or ""))
    return found[0] if found else ""


def _plain(words: str) -> str:
    latin = unicodedata.normalize("NFKD", words.lower().translate(_LETTERS))
    return _MARKS.sub("", latin.encode("ascii", "ignore").decode())
