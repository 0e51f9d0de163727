"""The formats of the files that people write, as pydantic checks them."""

import re
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from build_edition.addresses.versions import read_version
from build_edition.model import GAP, Certainty, EmendationKind, Evidence, LineKind, PassageKind
from build_edition.model.dates import read_date
from build_edition.sources.formats.messages import at_key
from build_edition.sources.formats.plain_words import Credit, Prose, Quotation, unpadded
from build_edition.texts.cleaning_rules import MECHANICAL

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""A text's name: lower-case letters and digits, joined by hyphens; it is part of addresses."""

LONGEST_SLUG = 60
"""How long a text's name, or a note's, may be (characters)."""

RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that a file cannot have on Windows, where some who contribute work."""


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value) or len(value) > LONGEST_SLUG:
        raise ValueError("use lower-case letters a-z, digits and single hyphens, 60 at most")
    return value


def _rule(value: str) -> str:
    if value not in MECHANICAL:
        raise ValueError(f"there is no such rule; there are {', '.join(MECHANICAL)}")
    return value


def _lines(value: str) -> str:
    match = re.fullmatch(r"(\d{1,7})(?:-(\d{1,7}))?", value)
    if not match or not 0 < int(match[1]) <= int(match[2] or match[1]):
        raise ValueError("write one line, `7`, or a range, `7-9`, counted from 1")
    return value


def _sha256(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", value):
        raise ValueError("a SHA-256 checksum is 64 digits of 0-9 and a-f")
    return value


def repository(value: str) -> str:
    """The address of a repository, as it is asked for; nothing means that there is none.

    Raises ValueError where it is no such address.
    """
    if value and not re.fullmatch(r"https://[a-z0-9.-]+(?:/[\w.-]+){2}", value, re.A | re.I):
        raise ValueError("write it as https://github.com/owner/name, without a slash behind it")
    return value


def calendar_date(value: str) -> str:
    """A date of the calendar, as it was given."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError("write the date as YYYY-MM-DD")
    read_date(value)
    return value


def _version(value: str) -> str:
    read_version(value)
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"(?:[\w-]+/)+|data/[\w-][\w.-]*", value):
        raise ValueError("write it as texts/novel/ or data/novel.txt: from the edition’s root")
    return value


NUMBER_TOO = WithJsonSchema({"type": ["string", "integer"]})
"""For what people write as a bare number, which their tools take for one."""

Repository = Annotated[str, AfterValidator(repository)]
Slug = Annotated[str, AfterValidator(_slug)]
OldAddress = Annotated[str, AfterValidator(_address)]
Version = Annotated[str, AfterValidator(_version)]


class _Format(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Retirable(_Format):
    """What may be retired, once it has an address: with the reason, and what took its place."""

    retired: Prose = Field("", description="Why it no longer stands, once released.")
    successor: Slug = Field("", description="The id of what took its place, if any.")

    @model_validator(mode="after")
    def _only_the_retired_have_successors(self) -> Self:
        if self.successor and not self.retired:
            message = "a note or ruling that stands has no successor"
            raise at_key("successor", message, "add `retired: …`, which says why, or take it out")
        return self


class LicencesFormat(_Format):
    """Under which licences the edition's own work may be used."""

    code: Prose
    notes: Prose


class EditionFormat(_Format):
    """`edition/edition.yml`: what the edition says of itself."""

    title: Prose
    subtitle: Prose
    abstract: Prose
    editors: Annotated[tuple[Credit, ...], Field(min_length=1)]
    contributors: tuple[Credit, ...] = Field(
        (), description="Who else is named in the history of these files; `credit` proposes them."
    )
    version: Version
    date: Annotated[str, AfterValidator(calendar_date)]
    licences: LicencesFormat
    showcase: Prose
    texts: tuple[Slug, ...] = ()
    moved: dict[OldAddress, OldAddress] = Field(default_factory=dict)
    withdrawn: dict[OldAddress, Prose] = Field(default_factory=dict)
    repository: Repository = ""


class SpeakerFormat(_Format):
    """Somebody who speaks in a text: the label as it stands there, and who that is."""

    label: Quotation
    name: Prose


class LineRulingFormat(_Format):
    """The editor's ruling on what whole lines of the raw text are."""

    lines: Annotated[str, AfterValidator(_lines), NUMBER_TOO]
    begins: Quotation
    as_: Annotated[LineKind, Field(alias="as")]
    level: Annotated[int, Field(ge=1, le=5)] = 1
    why: Prose | Literal[""] = ""

    @model_validator(mode="after")
    def _furniture_has_a_reason(self) -> Self:
        if self.as_ == "furniture" and not self.why:
            message = "furniture is taken away from the text, and nobody says why"
            raise at_key("as", message, "add `why: …`: readers are shown the reason")
        return self


class EntryFormat(_Format):
    """A line of a text's contents: a passage, and the editors' label for what begins there."""

    at: Prose
    label: Prose


class TextFormat(_Format):
    """`text.yml`: what the editor says of one text."""

    slug: Slug
    title: Prose
    kind: Prose
    rights: Prose
    origin: Prose | Literal[""] = ""
    caveat: Prose | Literal[""] = ""
    brief_caveat: Annotated[Prose | Literal[""], Field(alias="brief-caveat")] = ""
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")] = "en"
    sha256: Annotated[str, AfterValidator(_sha256)] | None = None
    rules: tuple[Annotated[str, AfterValidator(_rule)], ...] = ()
    speakers: tuple[SpeakerFormat, ...] = ()
    rulings: tuple[LineRulingFormat, ...] = ()
    contents: tuple[EntryFormat, ...] = ()


class PassageFormat(_Format):
    """One line of `passages.json`: a permanent id and the words it was given to."""

    id: Annotated[str, StringConstraints(pattern=r"^p\d{1,7}[a-z]*$")]
    kind: PassageKind
    span: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
    begins: str
    level: int = 0
    speaker: str = ""
    also: tuple[Annotated[str, StringConstraints(pattern=r"^p\d{1,7}[a-z]*$")], ...] = ()
    gone: str = ""


def _read(value: str) -> str:
    if value.strip(" .") in ("…", "[?]", "[...]", "[..]"):
        raise ValueError(f"a gap is written {GAP}")
    return value


class RulingFormat(Retirable):
    """One ruling of `emendations.yml` on the wording of a passage."""

    id: Slug
    at: Prose
    on: Annotated[str, Field(min_length=1), AfterValidator(unpadded)]
    read: Annotated[Quotation, AfterValidator(_read)] | None = None
    kind: EmendationKind
    certainty: Certainty
    evidence: Evidence
    sources: tuple[Prose, ...] = ()
    why: Prose
