"""Formats of a note's front matter, and of people, events and figures, as pydantic models."""

import re
from typing import Annotated, Literal, Self
from unicodedata import normalize

from pydantic import AfterValidator, Field, model_validator

from build_edition.addresses.places import may_name_a_series
from build_edition.model import NOTE_KINDS, WHOLE, NoteCertainty, NoteKind, PersonStatus
from build_edition.notes.contributors import EDITORS
from build_edition.sources.formats.edition_and_text import Edtf, Retirable, Slug
from build_edition.sources.formats.messages import at_key
from build_edition.sources.formats.plain_words import (
    LONGEST_SOURCE,
    Credit,
    Language,
    Name,
    OneLine,
    Prose,
    Quotation,
    Sources,
    Surnames,
    WordsOnPage,
    check_surnames,
    is_part_of,
)
from build_edition.sources.formats.taken import Format

_OCCURRENCE = re.compile(r"([1-9][0-9]{0,3}) of ([1-9][0-9]{0,3})")
_LOCUS = re.compile(r"[a-z0-9-]+ p[0-9]{1,7}[a-z]*")
_OF_A_PAGE = re.compile(
    r"(?:call|cite|compare|help|kind|mar|notes|parallel|shape|tt|view)(?:-.+)?"
    r"|authors-notes|emendations|entries|glance|numbers|origin|page|parallels|withdrawn"
    r"|.+-(?:caption|desc|h|title)"
)
"""Matches the ids of what pages have beside the places that releases promise."""


def _occurrence(value: str) -> str:
    match = _OCCURRENCE.fullmatch(value)
    if not match or not int(match[1]) <= int(match[2]) or match[2] == "1":
        raise ValueError("write which of how many, such as `2 of 3`")
    return value


def _locus(value: str) -> str:
    if not _LOCUS.fullmatch(value):
        raise ValueError("write the text’s name and the passage’s id, such as `letter p12`")
    return value


def _passage(value: str) -> str:
    if value != WHOLE and not re.fullmatch(r"p[0-9]{1,7}[a-z]*", value):
        raise ValueError(f'write a passage’s id, such as p12, or "{WHOLE}" for the whole text')
    return value


Locus = Annotated[str, AfterValidator(_locus)]
Figure = Annotated[float, Field(allow_inf_nan=False)]
Year = Annotated[int, Field(ge=1, le=9999)]


def _author(value: str) -> str:
    """Return an author unchanged; raises ValueError for one that readers would take for the editors."""
    plain = re.sub(r"[\W_]", "", normalize("NFKC", value)).lower().removeprefix("the")
    if plain == EDITORS and value != EDITORS:
        raise ValueError(
            f"write `{EDITORS}` if the editors wrote the note, or else the name of its author"
        )
    return value


MOST_AUTHORS = 20
"""The most authors of one note."""

Author = Annotated[Credit, AfterValidator(_author)]


class NoteFormat(Retirable):
    """Front matter of a note: which words it is about, its kind, and what it rests on."""

    at: Annotated[str, AfterValidator(_passage)] = Field(
        description='The passage’s id, such as p12, or "*" for the whole text.'
    )
    on: WordsOnPage = Field(description='Words of the passage, as the page shows them, or "*".')
    occurrence: Annotated[str, AfterValidator(_occurrence)] | None = Field(
        None, description="Which of several occurrences, such as 2 of 3."
    )
    kind: NoteKind = Field(description="What the note says about the words.")
    certainty: NoteCertainty = Field(description="How certain that is.")
    evidence: Literal["internal"] | None = Field(
        None, description="internal: the text itself shows it, so no other source is needed."
    )
    sources: Sources = Field(
        (), description="Keys of works.json, such as “example1999, 401 [read]”."
    )
    source: Annotated[Prose, Field(max_length=LONGEST_SOURCE)] | Literal[""] = Field(
        "", description="A source in your own words."
    )
    by: Annotated[tuple[Author, ...], Field(min_length=1, max_length=MOST_AUTHORS)] = Field(
        description="Who wrote the note: the names under which they want credit."
    )
    surnames: Surnames = ()

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        sound = self.sources or self.evidence or self.certainty == "unchecked"
        if NOTE_KINDS[self.kind].sourced and not sound:
            message = f"a note of the kind {self.kind} needs a source"
            hint = "add `sources`, or `evidence: internal` if the text itself shows it"
            raise at_key("certainty", message, f"{hint}, or write `certainty: unchecked`")
        if self.source and not self.sources and self.certainty != "unchecked":
            message = f"a source in your own words cannot support `certainty: {self.certainty}` yet"
            hint = "write `certainty: unchecked`; an editor will look the source up and raise it"
            raise at_key("certainty", message, hint)
        return self

    @model_validator(mode="after")
    def _surnames_are_in_names(self) -> Self:
        check_surnames(self.surnames, self.by, "by")
        return self

    @model_validator(mode="after")
    def _whole_text_has_no_words(self) -> Self:
        if self.at == WHOLE != self.on:
            raise at_key("on", "a note on the whole text cannot quote words", 'write `on: "*"`')
        if self.on == WHOLE and self.occurrence:
            message = "a note on a whole passage has no `occurrence`"
            raise at_key("occurrence", message, "remove `occurrence`")
        return self


class LemmaFormat(Format):
    """Quoted words of one passage of any text."""

    at: Locus
    on: Quotation
    occurrence: Annotated[str, AfterValidator(_occurrence)] | None = None


class PersonFormat(Format):
    """One entry of `people.yml`: a person, their names, and mentions to add or to leave out."""

    id: Slug
    formerly: tuple[Slug, ...] = ()
    name: Name
    surname: Name | Literal[""] = ""
    native: Name | Literal[""] = ""
    language: Language | Literal[""] = ""
    dates: Edtf | Literal[""] = ""
    status: PersonStatus
    who: Prose
    names: tuple[Quotation, ...] = ()
    texts: tuple[Slug, ...] = ()
    stands_for: Annotated[str, Field(alias="stands-for")] = ""
    drawn_from: Annotated[tuple[Slug, ...], Field(alias="drawn-from")] = ()
    certainty: NoteCertainty | None = None
    why: Prose | Literal[""] = ""
    sources: Sources = ()
    also: tuple[LemmaFormat, ...] = ()
    except_: Annotated[tuple[LemmaFormat, ...], Field(alias="except")] = ()
    also_called: Annotated[tuple[OneLine, ...], Field(alias="also-called")] = ()

    @model_validator(mode="after")
    def _alias_has_grounds(self) -> Self:
        key = "stands-for" if self.stands_for else "drawn-from"
        if self.stands_for and self.drawn_from:
            message = "a composite, who is drawn from several people, stands for none of them"
            raise at_key("drawn-from", message, "remove `stands-for` or `drawn-from`")
        if (self.stands_for or self.drawn_from) and not (self.certainty and self.why):
            message = f"`{key}` needs a certainty and a reason"
            raise at_key(key, message, "add `certainty: …` and `why: …`")
        return self

    @model_validator(mode="after")
    def _surname_is_in_the_name(self) -> Self:
        if self.surname and not is_part_of(self.surname, self.name):
            message = f"“{self.surname}” is not part of the name “{self.name}”"
            raise at_key("surname", message, "write the surname just as `name` has it")
        return self

    @model_validator(mode="after")
    def _native_has_language(self) -> Self:
        if bool(self.native) != bool(self.language):
            message = "`native`, a name in its own script, and `language` belong together"
            raise at_key("native", message, "write both `native: …` and `language: …`, or neither")
        return self


class TellingFormat(Format):
    """What one passage says about an event."""

    at: Locus
    says: Prose
    date: Edtf | Literal[""] = ""


class EventFormat(Format):
    """One entry of `events.yml`: an event, what is on record, and what passages say about it."""

    id: Slug
    formerly: tuple[Slug, ...] = ()
    date: Edtf
    title: OneLine
    record: Prose
    happened: bool = True
    certainty: NoteCertainty
    sources: Sources = ()
    told: tuple[TellingFormat, ...] = ()

    @model_validator(mode="after")
    def _record_has_sources(self) -> Self:
        if self.happened and not self.sources and self.certainty != "unchecked":
            message = "an event that happened needs a source"
            raise at_key("certainty", message, "add `sources`, or write `certainty: unchecked`")
        return self


class RecordedFormat(Format):
    """A figure on record, with its sources."""

    year: Year
    value: Figure
    place: OneLine | Literal[""] = ""
    certainty: NoteCertainty
    sources: Sources = ()


class ToldFormat(Format):
    """A figure that a text gives, with the passage that gives it."""

    year: Year
    value: Figure
    at: Locus
    says: Prose
    place: OneLine
    claim: Literal["output", "target"]


def _of_a_series(value: str) -> str:
    if not may_name_a_series(value) or _OF_A_PAGE.fullmatch(value):
        raise ValueError("pages have another place of this name, or of this form; choose another")
    return value


class SeriesFormat(Format):
    """One entry of `series.yml`: figures over the years, those on record and those that texts give."""

    id: Annotated[Slug, AfterValidator(_of_a_series)]
    title: OneLine
    unit: OneLine
    about: Prose
    after: Locus | Literal[""] = Field(
        "", description="The passage after which its chart is shown, such as letter p94."
    )
    record: tuple[RecordedFormat, ...]
    told: tuple[ToldFormat, ...]
