"""What entries of editors’ files share: names, versions, dates, addresses, and how they are retired."""

import re
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from build_edition.model.dates import read_date
from build_edition.model.versions import read_version
from build_edition.sources.formats.messages import at_key
from build_edition.sources.formats.names import LONGEST_SLUG, SLUG
from build_edition.sources.formats.plain_words import Prose

_CONTACT = r"mailto:[\w.+-]+@(?:[\w-]+\.)+\w+|https://(?:[\w-]+\.)+\w+(?:/[\w.,/?=&#%~+-]*)?"


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value) or len(value) > LONGEST_SLUG:
        raise ValueError(f"use only a-z, 0-9 and single hyphens, at most {LONGEST_SLUG} characters")
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


def _version(value: str) -> str:
    read_version(value)
    return value


Repository = Annotated[str, AfterValidator(repository)]
Contact = Annotated[str, AfterValidator(contact)]
Slug = Annotated[str, AfterValidator(_slug)]
Version = Annotated[str, AfterValidator(_version)]


class Format(BaseModel):
    """What any entry of an editors' file is: frozen, and nothing but its own keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


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
