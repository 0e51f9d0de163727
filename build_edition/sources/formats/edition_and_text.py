"""Formats of a text's own files, as pydantic models, and the types that `edition.yml` shares."""

import re
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    model_validator,
)

from build_edition.model import (
    GAP,
    Certainty,
    EmendationKind,
    Evidence,
    NumbersKind,
    PassageKind,
)
from build_edition.model.dates import read_date
from build_edition.model.versions import read_version
from build_edition.sources.formats.line_rulings import ColumnsFormat, LineRulingFormat
from build_edition.sources.formats.messages import at_key
from build_edition.sources.formats.names import LONGEST_SLUG, SLUG
from build_edition.sources.formats.plain_words import (
    NUMBER_TOO,
    Language,
    OneLine,
    Prose,
    Quotation,
    Sources,
    unpadded,
)
from build_edition.sources.formats.taken import Format
from build_edition.sources.parsing.encodings import ENCODINGS
from build_edition.texts.cleaning_rules import MECHANICAL

_CONTACT = r"mailto:[\w.+-]+@(?:[\w-]+\.)+\w+|https://(?:[\w-]+\.)+\w+(?:/[\w.,/?=&#%~+-]*)?"


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value) or len(value) > LONGEST_SLUG:
        raise ValueError(f"use only a-z, 0-9 and single hyphens, at most {LONGEST_SLUG} characters")
    return value


def _rule(value: str) -> str:
    if value not in MECHANICAL:
        raise ValueError(f"there is no such rule; the rules are {', '.join(MECHANICAL)}")
    return value


def _encoding(value: str) -> str:
    if value not in ENCODINGS:
        raise ValueError(f"use one of {', '.join(ENCODINGS)}")
    return value


def _sha256(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", value):
        raise ValueError("a SHA-256 checksum has 64 characters, 0-9 and a-f")
    return value


def repository(value: str) -> str:
    """Return a repository's address unchanged; empty means that there is no repository.

    Raises ValueError if it is not like https://github.com/owner/name.
    """
    if value and not re.fullmatch(r"https://[a-z0-9.-]+(?:/[\w.-]+){2}", value, re.A | re.I):
        raise ValueError("write it as https://github.com/owner/name, without a slash at the end")
    return value


def contact(value: str) -> str:
    """Return the address for objections unchanged; empty means that none is set.

    Raises ValueError if it is neither mailto: with an e-mail address nor the address of a web page.
    """
    if value and not re.fullmatch(_CONTACT, value, re.ASCII):
        raise ValueError("write mailto:name@example.org, or the https:// address of a page")
    return value


def calendar_date(value: str) -> str:
    """Return a date unchanged; raises ValueError if it is not a day of the calendar, YYYY-MM-DD."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError("write the date as YYYY-MM-DD")
    read_date(value)
    return value


def _edtf(value: str) -> str:
    read_date(value)
    return value


def _version(value: str) -> str:
    read_version(value)
    return value


Repository = Annotated[str, AfterValidator(repository)]
Contact = Annotated[str, AfterValidator(contact)]
Slug = Annotated[str, AfterValidator(_slug)]
Version = Annotated[str, AfterValidator(_version)]
Edtf = Annotated[str, AfterValidator(_edtf), NUMBER_TOO]


class Retirable(Format):
    """Fields of what can be retired after it was released: the reason, and what took its place."""

    retired: Prose = Field("", description="The reason for retiring it, once it was released.")
    successor: Slug = Field("", description="The id of what took its place, if any.")

    @model_validator(mode="after")
    def _only_the_retired_have_successors(self) -> Self:
        if self.successor and not self.retired:
            message = "only a retired note or ruling can have a successor"
            raise at_key(
                "successor", message, "add `retired: …` with the reason, or remove `successor`"
            )
        return self


class SpeakerFormat(Format):
    """A speaker of a text: the label that is printed there, and the name that readers see."""

    label: Quotation
    name: OneLine


class EntryFormat(Format):
    """One entry of a text's contents: a passage, and the editors' label for what begins there."""

    at: OneLine
    label: OneLine


class TextFormat(Format):
    """`text.yml`: title, origin, rules and line rulings of one text."""

    slug: Slug
    title: OneLine
    kind: OneLine
    rights: OneLine
    origin: Prose | Literal[""] = ""
    caveat: Prose | Literal[""] = ""
    brief_caveat: Annotated[OneLine | Literal[""], Field(alias="brief-caveat")] = ""
    language: Language = "en"
    sha256: Annotated[str, AfterValidator(_sha256)] | None = None
    rules: tuple[Annotated[str, AfterValidator(_rule)], ...] = ()
    speakers: tuple[SpeakerFormat, ...] = ()
    columns: tuple[ColumnsFormat, ...] = ()
    rulings: tuple[LineRulingFormat, ...] = ()
    contents: tuple[EntryFormat, ...] = ()
    parts: tuple[EntryFormat, ...] = Field(
        (),
        description="The pages that a large text is divided into: the passage that each begins with,"
        " and its title. To be decided before the first release, and never changed after it.",
    )
    numbers: NumbersKind | None = Field(
        None,
        description="What happened to its numbers: `overwritten` if digits were written over others,"
        " as in some machine translations from Chinese; then each suspect number needs a ruling."
        " `sound` if nothing did, although some look so.",
    )
    encoding: Annotated[str, AfterValidator(_encoding)] = Field(
        "utf-8", description="The encoding of raw.txt, which `text` tells."
    )


class PassageFormat(Format):
    """One line of `passages.json`: a passage's permanent id, and the words it was given to."""

    id: Annotated[str, StringConstraints(pattern=r"^p[0-9]{1,7}[a-z]*$")]
    kind: PassageKind
    span: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
    begins: str
    level: int = 0
    speaker: str = ""
    also: tuple[Annotated[str, StringConstraints(pattern=r"^p[0-9]{1,7}[a-z]*$")], ...] = ()
    gone: str = ""


def _read(value: str) -> str:
    if value.strip(" .") in ("…", "[?]", "[...]", "[..]"):
        raise ValueError(f"write a gap as {GAP}")
    if "\n" in value:
        raise ValueError("write it on one line, since a passage is one")
    return value


class RulingFormat(Retirable):
    """One ruling of `emendations.yml` on the wording of a passage."""

    id: Slug
    at: OneLine
    on: Annotated[str, Field(min_length=1), AfterValidator(unpadded)]
    read: Annotated[Quotation, AfterValidator(_read)] | None = None
    kind: EmendationKind
    certainty: Certainty
    evidence: Evidence
    sources: Sources = ()
    why: Prose

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.read == self.on:
            raise at_key("read", "`read` has the words of `on`", "leave it out if they stay")
        return self
