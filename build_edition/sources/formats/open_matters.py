"""Formats of `questions.yml` and `errata.yml`: what is open, and what a release had wrong."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from build_edition.sources.formats.edition_and_text import Slug, Version, calendar_date
from build_edition.sources.formats.messages import at_key
from build_edition.sources.formats.plain_words import Prose, Sources

_PLACE = re.compile(r"[a-z0-9-]+ (p[0-9]{1,7}[a-z]*|\*)")
_ENTRY = re.compile(r"[a-z0-9-]+ [a-z0-9-]+")


def _place(value: str) -> str:
    if not _PLACE.fullmatch(value):
        raise ValueError("write the text’s name and a passage’s id, such as `letter p12`, or *")
    return value


def _entry(value: str) -> str:
    if not _ENTRY.fullmatch(value):
        raise ValueError("write the text’s name and the id, such as `letter red-lamp`")
    return value


Entry = Annotated[str, AfterValidator(_entry)]


class QuestionFormat(BaseModel):
    """One entry of `questions.yml`: a question that the editors could not answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: Slug
    at: Annotated[str, AfterValidator(_place)]
    about: Literal["claim", "quotation", "identity", "wording"]
    asks: Prose
    known: Prose
    sources: Sources = ()


class ErratumFormat(BaseModel):
    """One entry of `errata.yml`: what a release said wrongly of one thing, and what is right."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: Slug
    note: Entry | None = None
    emendation: Entry | None = None
    person: Slug | None = None
    event: Slug | None = None
    date: Annotated[str, AfterValidator(calendar_date)]
    version: Version = Field(description="The last release that had it wrong.")
    said: Prose
    now: Prose
    sources: Sources = ()

    @model_validator(mode="after")
    def _is_of_one_thing(self) -> Self:
        if sum(bool(of) for of in (self.note, self.emendation, self.person, self.event)) != 1:
            hint = (
                "write one of `note: letter red-lamp`, `emendation: …`, `person: …` or `event: …`"
            )
            raise at_key("id", "an erratum is of exactly one thing", hint)
        return self
