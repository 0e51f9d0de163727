"""Format of `edition.yml`, as a pydantic model."""

import re
from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, field_validator, model_validator

from build_edition.notes.markdown import read_prose
from build_edition.sources.formats.edition_and_text import (
    Contact,
    Repository,
    Slug,
    Version,
    calendar_date,
)
from build_edition.sources.formats.names import LONGEST_ADDRESS, LONGEST_NAME, RESERVED
from build_edition.sources.formats.plain_words import (
    Credit,
    OneLine,
    Prose,
    Surnames,
    check_surnames,
)
from build_edition.sources.formats.taken import Format

_ADDRESS = re.compile(
    r"(?!data/)(?:[a-z0-9_-]+/)+|"
    r"data/(?:SHA256SUMS|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.(?:bib|csv|epub|json|jsonld|ris|txt|xml|zip))"
)
"""Matches the address of a page or a data file; capitals would clash where a system ignores them."""


def _story(value: str) -> str:
    if read_prose(value)[1]:
        raise ValueError("write sentences, with no other Markdown than *emphasis* and [links](/…)")
    return value


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise ValueError(
            "write it from the edition’s root, such as texts/letter/ or data/letter.txt"
        )
    names = value.split("/")
    if len(value) > LONGEST_ADDRESS or max(map(len, names)) > LONGEST_NAME:
        raise ValueError(
            f"no page or file can have had it: a name has at most {LONGEST_NAME} characters,"
            f" an address {LONGEST_ADDRESS}"
        )
    if any(RESERVED.fullmatch(name.partition(".")[0]) for name in names):
        raise ValueError("no page or file can have had it: Windows allows no such name")
    return value


def _account(value: str) -> str:
    if not re.fullmatch(r"@[\w-]{1,40}(?:/[\w.-]{1,100})?", value, re.ASCII):
        raise ValueError("write an account, such as @example, or a team, such as @owner/editors")
    return value


def _apart(value: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    counts = Counter(name.casefold() for names in value for name in names)
    if again := [name for name, count in counts.items() if count > 1]:
        raise ValueError(f"“{again[0]}” stands here more than once: put all its names in one list")
    if alone := [names for names in value if len(names) < 2]:
        raise ValueError(f"a list needs two names or more, and has {', '.join(alone[0]) or 'none'}")
    return value


OldAddress = Annotated[str, AfterValidator(_address)]
Account = Annotated[str, AfterValidator(_account)]


class ReviewersFormat(Format):
    """Who is asked to review a change: accounts or teams at the host where the files are kept."""

    edition: tuple[Account, ...] = Field((), description="For a change of the edition’s files.")
    program: tuple[Account, ...] = Field((), description="For any other change.")


NOBODY = ReviewersFormat.model_validate({})
"""What is read where nobody is named: the host asks nobody by name."""


class LicencesFormat(Format):
    """Licences of the edition's own work: its code and its notes."""

    code: OneLine
    notes: OneLine


class QuotedFormat(Format):
    """Words of a passage that the landing page shows, and what it says of them."""

    at: OneLine
    words: Prose
    said: Prose | Literal[""] = ""


class WorkedFormat(Format):
    """The emendation that is drawn step by step, and the languages of the text and its source."""

    emendation: OneLine = Field(description="Its text and its id, such as letter first-figures.")
    from_: Annotated[OneLine, Field(alias="from", description="The language translated from.")]
    into: OneLine = Field(description="The language translated into.")

    @field_validator("emendation")
    @classmethod
    def _of_a_text(cls, value: str) -> str:
        if not re.fullmatch(r"[a-z0-9-]+ [a-z0-9-]+", value):
            raise ValueError(
                "write the text’s name and the emendation’s id, `letter first-figures`"
            )
        return value


class EditionFormat(Format):
    """`edition/edition.yml`: title, editors, version and texts of the edition."""

    title: OneLine
    subtitle: OneLine
    tagline: OneLine | Literal[""] = Field(
        "", description="A few words beside the title, at the head of every page."
    )
    abstract: Prose
    editors: Annotated[tuple[Credit, ...], Field(min_length=1)]
    surnames: Surnames = ()
    contributors: tuple[Credit, ...] = Field(
        (), description="Others named in the history of these files; `credit` proposes them."
    )
    version: Version
    date: Annotated[str, AfterValidator(calendar_date)]
    licences: LicencesFormat
    card: OneLine | Literal[""] = Field(
        "", description="What docs/assets/card.png says, the picture for shared links, if any."
    )
    showcase: OneLine | Literal[""] = Field(
        "", description="A text and a passage, such as letter p3, which the landing page shows."
    )
    opening: QuotedFormat | None = Field(
        None, description="A garbled sentence as transmitted, with which the landing page opens."
    )
    worked_example: WorkedFormat | None = Field(
        None,
        alias="worked-example",
        description="An emendation whose numbers changed places, drawn step by step.",
    )
    proverb: QuotedFormat | None = Field(
        None, description="Words of a text that explain the edition’s name."
    )
    story: Annotated[Prose, AfterValidator(_story)] | Literal[""] = Field(
        "",
        description="What happened, in about 150 words, with which the timeline opens; links lead"
        " to its entries, such as /apparatus/timeline/#event-treaty-1950.",
    )
    texts: tuple[Slug, ...] = ()
    synonyms: Annotated[tuple[tuple[OneLine, ...], ...], AfterValidator(_apart)] = Field(
        (), description="Names of one place, event and so on: search for one finds all of them."
    )
    moved: dict[OldAddress, OldAddress] = Field(default_factory=dict)
    withdrawn: dict[OldAddress, OneLine] = Field(default_factory=dict)
    repository: Repository = ""
    reviewers: ReviewersFormat = NOBODY
    contact: Contact = Field(
        "", description="Where objections go: mailto:name@example.org, or https://…"
    )

    @model_validator(mode="after")
    def _surnames_are_in_names(self) -> Self:
        check_surnames(self.surnames, self.editors, "editors")
        return self
