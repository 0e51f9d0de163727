"""Format of `works.json`: CSL-JSON, as far as the edition uses it."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from build_edition.notes.markdown import is_address
from build_edition.sources.formats.edition_and_text import Slug
from build_edition.sources.formats.messages import at_keys, said
from build_edition.sources.formats.plain_words import Language, Name, OneLine, Prose

WorkKind = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
    "paper-conference", "patent", "performance", "periodical", "personal_communication", "post",
    "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech",
    "standard", "thesis", "treaty", "webpage",
]  # fmt: skip
"""Every type of work in CSL 1.0.2; no citation style can cite any other."""


class _Format(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class _NameFormat(_Format):
    family: Name | None = None
    given: Name | None = None
    literal: Name | None = None
    suffix: Name | None = None
    non_dropping_particle: Annotated[Name | None, Field(alias="non-dropping-particle")] = None


def _calendar(parts: tuple[int, ...]) -> tuple[int, ...]:
    """Return a date's parts unchanged; raises ValueError if one is out of range."""
    most = (9999, 12, 31)
    if not all(0 < part <= limit for part, limit in zip(parts, most, strict=False)):
        raise ValueError("write year, month and day in this order, such as [[1956, 4, 5]]")
    return parts


_Point = Annotated[tuple[int, ...], Field(min_length=1, max_length=3), AfterValidator(_calendar)]


class _DateFormat(_Format):
    date_parts: Annotated[
        tuple[_Point, ...] | None, Field(alias="date-parts", min_length=1, max_length=2)
    ] = None
    literal: OneLine | None = None
    circa: bool | None = None


def _link(value: str) -> str:
    if not is_address(value) or value.startswith("/"):
        raise ValueError("write an address that begins with https:// or http://")
    return value


def _doi(value: str) -> str:
    if not re.fullmatch(r"10\.\d{4,9}/[!-~]+", value) or set(value) & set("<>\"'"):
        raise ValueError("write it as 10.1080/14682745.2011.558896, without https://doi.org/")
    return value


def _isbn(value: str) -> str:
    """Return an ISBN unchanged; raises ValueError if its check digit is wrong (ISO 2108)."""
    digits = re.sub(r"[ -]", "", value)
    if re.fullmatch(r"\d{13}", digits):
        wrong = sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(digits)) % 10
    elif re.fullmatch(r"\d{9}[\dX]", digits):
        ten = [*map(int, digits[:9]), 10 if digits[9] == "X" else int(digits[9])]
        wrong = sum(d * (10 - n) for n, d in enumerate(ten)) % 11
    else:
        raise ValueError("an ISBN has 13 digits, or 10 of which the last may be X")
    if wrong:
        raise ValueError("its check digit is wrong: copy the number again from the book")
    return value


_NAMES = (
    "author editor translator director interviewer container-author compiler contributor"
).split()
_DATES = ("issued", "accessed", "original-date", "event-date", "submitted")
_STRINGS = (
    "title-short container-title container-title-short collection-title collection-number"
    " publisher publisher-place volume issue number page page-first edition genre medium note"
    " ISSN archive archive_location archive-place source language authority event"
    " event-title event-place version number-of-pages number-of-volumes original-title"
    " original-publisher original-publisher-place jurisdiction section chapter-number status"
    " abstract keyword volume-title"
).split()


_UNUSED = "remove it; the command `work`, which takes in exported works, leaves such variables out"


@lru_cache(maxsize=1)
def _variables() -> Mapping[str, TypeAdapter[Any]]:
    """Return the validator of each optional CSL variable, by its name."""
    line: TypeAdapter[Any] = TypeAdapter(OneLine | Annotated[int, Field(ge=0)])
    words: TypeAdapter[Any] = TypeAdapter(Prose)
    names: TypeAdapter[Any] = TypeAdapter(tuple[_NameFormat, ...])
    dates: TypeAdapter[Any] = TypeAdapter(_DateFormat)
    language: TypeAdapter[Any] = TypeAdapter(Language)
    return {
        **dict.fromkeys(_STRINGS, line),
        **dict.fromkeys(("abstract", "note"), words),
        **dict.fromkeys(_NAMES, names),
        **dict.fromkeys(_DATES, dates),
        "language": language,
        "URL": TypeAdapter(Annotated[OneLine, AfterValidator(_link)]),
        "DOI": TypeAdapter(Annotated[OneLine, AfterValidator(_doi)]),
        "ISBN": TypeAdapter(Annotated[OneLine, AfterValidator(_isbn)]),
    }


def known_variables() -> frozenset[str]:
    """Return the name of every variable that a work may have."""
    return frozenset({*_variables(), *("type", "title")})


class WorkFormat(BaseModel):
    """One entry of `works.json`, in CSL-JSON: https://docs.citationstyles.org."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    id: Slug
    formerly: tuple[Slug, ...] = ()
    type: WorkKind
    title: OneLine
    translated_title: Annotated[OneLine | Literal[""], Field(alias="translated-title")] = ""

    @model_validator(mode="after")
    def _variables_are_known(self) -> Self:
        faults = [*_faults(self.model_extra or {})]
        if faults:
            raise at_keys(faults)
        return self


def _faults(given: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield each variable that the edition does not use, or whose value is not valid."""
    for name, value in given.items():
        adapter = _variables().get(name)
        if adapter is None:
            near = get_close_matches(name, _variables(), n=1, cutoff=0.8)
            hint = f"did you mean `{near[0]}`?" if near else _UNUSED
            yield name, f"`{name}` is not a CSL-JSON variable that this edition uses", hint
            continue
        try:
            adapter.validate_python(value)
        except ValidationError as errors:
            yield name, *said(name, dict(errors.errors()[0]))
